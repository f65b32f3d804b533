"""Small logs of other wars, end to end: who holds which town on a day, who contradicts whom, how many events there are.

    python benchmarks/towns.py [--half open|held] [--errors] [--show ID]

Each log of tests/cases/towns_open.yml and towns_held.yml (two to four reports, with what a careful analyst says of them, written before
anybody looked) goes through reading, claims, linking and control. A place is right as in `frontlog eval`: a state and a holder that the
analyst allows; undecided where we name nobody; wrong otherwise. A contradiction or an update is found where any claims of the two reports
have a record of that status between them; a contradiction between reports that the analyst does not name is false, where he names any
or says that there are none. `--errors` and `--show` list what went wrong in the open half; of the held half nothing but totals. Days are
disputed where the analyst allows contested or unknown.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from frontlog.claims.assemble import assemble
from frontlog.control.effects import effects
from frontlog.control.timeline import timeline
from frontlog.documents.read import read
from frontlog.incidents.link import link
from frontlog.mentions.tag import tag
from frontlog.model import Claim, Contradiction, ControlState, Document, Effect, Incident, Item, Raw, Sentence, record_id
from frontlog.reference.actors import load_actors
from frontlog.reference.placenames import fold

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"


@dataclass(frozen=True, slots=True)
class Told:
    """What the chain says of one log."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    effects: tuple[Effect, ...]
    states: tuple[ControlState, ...]
    incidents: tuple[Incident, ...]
    contradictions: tuple[Contradiction, ...]

    def report(self, claim: str) -> int:
        """The number of the report that a claim was read in."""
        document = next(one.document for one in self.claims if one.id == claim)
        return next(n for n, row in enumerate(self.documents, 1) if row.id == document)


def cases(half: str) -> list[Mapping[str, Any]]:
    """The logs of a half."""
    found: list[Mapping[str, Any]] = yaml.safe_load((CASES / f"towns_{half}.yml").read_text(encoding="utf-8"))
    return found


def told(case: Mapping[str, Any]) -> Told:
    """One log through the chain, each report with its outlet and day of publication."""
    documents, claims = list[Document](), list[Claim]()
    for number, row in enumerate(case["reports"], 1):
        content = row["text"].encode()
        name = f"{case['id']}-{number}"
        item = Item(id=record_id("d", name), name=f"{name}.txt", part=0, media_type="text/plain", size=len(content), sha256="")
        rows = list(read([Raw(item=item, content=content)]))
        document = replace(next(r for r in rows if isinstance(r, Document)), outlet=row["outlet"], published=row["published"])
        sentences = sorted((r for r in rows if isinstance(r, Sentence)), key=lambda s: s.number)
        documents.append(document)
        claims += [r for r in assemble([document], sentences, list(tag([document], sentences))) if isinstance(r, Claim)]
    found = list(effects(claims, documents))
    linked = list(link(claims, [], documents, []))
    return Told(
        tuple(documents),
        tuple(claims),
        tuple(found),
        tuple(timeline(found, [])),
        tuple(row for row in linked if isinstance(row, Incident)),
        tuple(row for row in linked if isinstance(row, Contradiction)),
    )


def verdict(place: str, day: date, state: str, holder: str, states: Sequence[ControlState]) -> str:
    """How an interval that covers the day compares with what the analyst says."""
    rows = [s for s in states if fold(s.place_name) == fold(place) and s.start <= day and (s.end is None or day < s.end)]
    allowed, holders = state.split("|"), holder.split("|") if holder else []
    if not rows or rows[0].state == "unknown":
        return "right" if "unknown" in allowed else "undecided"
    row = rows[0]
    if row.state not in allowed and not (row.state == "besieged" and "held" in allowed):
        return f"wrong: {row.state} by {row.holder}"
    if row.state in ("held", "besieged") and not any(_same(row.holder, one) for one in holders):
        return f"wrong: {row.state} by {row.holder}"
    return "right"


def _same(a: str, b: str) -> bool:
    known = load_actors()
    lines = [(one, *known.ancestors(one)) if one in known else (one,) for one in (a, b)]
    return a in lines[1] or b in lines[0]


def judged(case: Mapping[str, Any], found: Told, count: Counter[str]) -> list[str]:
    """Count what is right, and say what is not."""
    wrong = []
    for place, day, state, holder in case.get("holds", ()):
        said = verdict(place, day, state, holder, found.states)
        count[f"hold {said.split(':')[0]}"] += 1
        count[f"of {'held' if state in ('held', 'besieged') else 'disputed'} days {said.split(':')[0]}"] += 1
        if said != "right":
            wrong.append(f"{case['id']}: {place} on {day} should be {state} {holder}: {said}")
    if "disagree" in case:
        wrong += _disagreements(case, found, count)
    for kind, place, number in case.get("events", ()):
        have = sum(i.type == kind and fold(i.place_name) == fold(place) for i in found.incidents)
        count["event right" if have == number else "event wrong"] += 1
        if have != number:
            wrong.append(f"{case['id']}: {number} events of {kind} at {place}, found {have}")
    return wrong


def _disagreements(case: Mapping[str, Any], found: Told, count: Counter[str]) -> list[str]:
    pairs: dict[tuple[str, int, int], str] = {}
    for row in found.contradictions:
        a, b = sorted((found.report(row.claim_a), found.report(row.claim_b)))
        pairs.setdefault((row.status, a, b), f"{row.type} {row.value_a} / {row.value_b}")
    wanted = {(status, a, b) for status, a, b in case["disagree"]}
    false = {key for key in pairs if key[0] == "contradiction" and key not in wanted}
    count["disagreement found"] += len(wanted & set(pairs))
    count["disagreement missed"] += len(wanted - set(pairs))
    count["disagreement false"] += len(false)
    return [f"{case['id']}: {status} of {a} and {b} not found" for status, a, b in sorted(wanted - set(pairs))] + [
        f"{case['id']}: false contradiction of {a} and {b}: {pairs[status, a, b]}" for status, a, b in sorted(false)
    ]


def shown(found: Told) -> str:
    """All that was read of one log."""
    lines = []
    for claim in found.claims:
        agents, targets = (",".join(a.id or a.text for a in refs) for refs in (claim.agent, claim.target))
        places = ", ".join(f"{p.text}={p.name}({p.relation})" for p in claim.place)
        tolls = "; ".join(
            f"{x.side} {x.kind} {x.low}..{x.high}" if hasattr(x, "low") else f"{x.side} {x.kind} {x.min}" for x in claim.losses
        )
        when = f"{claim.time.start}..{claim.time.end}"
        lines.append(
            f"  {found.report(claim.id)} {claim.type}/{claim.modality}/{claim.certainty} '{claim.trigger.text}' by {agents or '-'} on "
            f"{targets or '-'} at {places or '-'} {when} src={claim.source_id} {tolls}"
        )
    for effect in found.effects:
        lines.append(
            f"    {effect.place_name}: {effect.side} {effect.kind} {effect.start}..{effect.end} {effect.weight:+.2f} {effect.reason}"
        )
    for s in found.states:
        lines.append(
            f"  = {s.place_name}: {s.start}..{s.end} {s.state} {s.holder} ring={s.besieged_by} claimed={s.claimed_by} p={s.probability}"
        )
    for i in found.incidents:
        tolls = "; ".join(f"{t.side} {t.kind} {t.low}-{t.best}-{t.high}" for t in i.tolls)
        lines.append(f"  # {i.type}/{i.modality} {i.title} | {len(i.claims)} claims | {tolls}")
    for c in found.contradictions:
        a, b = found.report(c.claim_a), found.report(c.claim_b)
        lines.append(f"  ! {c.type} {c.status} {a}-{b}: {c.value_a} / {c.value_b}")
    return "\n".join(lines)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--half", choices=("open", "held"), default="")
    ask.add_argument("--errors", action="store_true", help="what went wrong in the open half")
    ask.add_argument("--show", default="", help="all that was read of the open logs whose id begins with this; 'all' for every one")
    args = ask.parse_args()
    for half in [args.half] if args.half else ["open", "held"]:
        count, wrong = Counter[str](), list[str]()
        for case in cases(half):
            found = told(case)
            wrong += judged(case, found, count)
            if half == "open" and args.show and (args.show == "all" or case["id"].startswith(args.show)):
                print(f"{case['id']}\n{shown(found)}")
        print(f"{half}: {len(cases(half))} logs; " + ", ".join(f"{name} {number}" for name, number in sorted(count.items())))
        if args.errors and half == "open":
            print("\n".join(wrong))


if __name__ == "__main__":
    main()
