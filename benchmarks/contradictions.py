"""How pairs of reports stand to each other, told from their words alone: 182 pairs of one-sentence reports, written blind, and 324 more.

    python benchmarks/contradictions.py [--cases blind|second|third|fourth|fifth|sixth] [--claims read|noted] [--half open|held|all]
        [--errors] [--cache FOLDER]
    python benchmarks/contradictions.py --log LOG [--judged FILE]

Each sentence goes through the whole chain (rules and the shipped tagger, claims, linking), so that what was not read cannot be labelled
either; with `--claims noted` the claims are those that a careful reader notes (contradictions_noted.yml), which measures the labels alone.
Printed: macro F1 over types (none among them) and over statuses, over all pairs and over those of which a claim was read on both sides, and
at which step pairs are lost: reading, bringing together, labelling. All cases of the first two sets are open for development by now, of the
third those whose id has an even hash, of the fourth none, of the fifth and sixth every other; of the rest only totals are printed. `--log`
prints what a log of real reports tells, and, judgements given, how much of it holds.
"""

import argparse
import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import contradictions_noted
import contradictions_told
import yaml
from training.incidents.claims import NOBODY, Told, corpus

from frontlog.claims.assemble import assemble
from frontlog.documents.read import read
from frontlog.incidents.exact import more_exact
from frontlog.incidents.link import link
from frontlog.incidents.sides import register
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.mentions.tag import tag
from frontlog.model import Claim, Contradiction, Document, Incident, Item, Raw, Sentence, record_id

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
GRAVE = ("contradiction", "update", "refinement")  # of several labels the gravest is the pair's
APART = "different_event"
SETS = ("blind", "second", "third", "fourth", "fifth", "sixth")  # tests/cases/contradictions_*.yml, the oldest first
FIRST = ("own_record", "identity", "attack_result", "outcome", "losses", "existence", "denial", "blame", "date")  # of equally grave ones
Label = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One case, read."""

    case: Mapping[str, Any]
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    camps: dict[str, str]


def reading(case: Mapping[str, Any], cache: Path | None) -> Pair:
    """Both reports through the chain, each with its outlet and day of publication."""
    documents: list[Document] = []
    claims: list[Claim] = []
    camps: dict[str, str] = {}
    for which in "ab":
        told = case[which]
        document, found = _read(f"{case['id']}-{which}", told, cache)
        documents.append(document)
        claims += found
        if told["camp"] not in NOBODY:
            camps[told["outlet"]] = f"camp:{told['camp']}"
    return Pair(case, tuple(documents), tuple(claims), camps)


def noted(case: Mapping[str, Any]) -> Pair:
    """Both reports with the claims that a careful reader notes in them."""
    camps = {case[which]["outlet"]: f"camp:{case[which]['camp']}" for which in "ab" if case[which]["camp"] not in NOBODY}
    return Pair(case, tuple(contradictions_noted.documents(case)), tuple(contradictions_noted.claims(case)), camps)


def _read(name: str, told: Mapping[str, Any], cache: Path | None) -> tuple[Document, list[Claim]]:
    kept = cache / f"{sha256(repr((name, sorted(told.items()))).encode()).hexdigest()}.pickle" if cache else None
    if kept and kept.exists():
        known: tuple[Document, list[Claim]] = pickle.loads(kept.read_bytes())  # our own file, in a folder that the user names
        return known
    content = str(told["text"]).encode()
    item = Item(id=record_id("d", name), name=f"{name}.txt", part=0, media_type="text/plain", size=len(content), sha256="")
    rows = list(read([Raw(item=item, content=content)]))
    document = replace(next(row for row in rows if isinstance(row, Document)), outlet=told["outlet"], published=told["published"])
    sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
    found = [row for row in assemble([document], sentences, list(tag([document], sentences))) if isinstance(row, Claim)]
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps((document, found)))
    return document, found


def label(told: Pair) -> Label:
    """What the chain says of a pair: the gravest disagreement, else whether it made one event of it; `unread` without claims."""
    if len({claim.document for claim in told.claims}) < 2:
        return "none", "unread"
    rows = list(link(told.claims, [], told.documents, [], Told(register(), told.camps)))
    document = {claim.id: claim.document for claim in told.claims}
    between = [row for row in rows if isinstance(row, Contradiction) and document[row.claim_a] != document[row.claim_b]]
    if between:
        gravest = min(between, key=lambda row: (GRAVE.index(row.status), FIRST.index(row.type), row.id))
        return gravest.type, gravest.status
    events = [row for row in rows if isinstance(row, Incident) and len({document[c] for c in row.claims}) == 2]
    if any(_more_exact(told, row) for row in events):
        return "none", "refinement"
    return "none", "agreement" if events else "different_event"


def _more_exact(told: Pair, event: Incident) -> bool:
    """Whether one report of an event names its place or its doer more exactly: what a consensus is made of, and no disagreement."""
    here = tellings(told.claims, {}, {d.id: d for d in told.documents}, Told(register(), told.camps), load_types())
    group = [t for t in here if t.id in event.claims]
    pairs = [(a, b) for a in group for b in group if a.claim.document != b.claim.document]
    return any(more_exact(a, b) for a, b in pairs)


def halves(cases: Sequence[Pair], which: str) -> dict[str, Sequence[Pair]]:
    """The open cases of a set, those held out, and all."""
    if which == "fourth":
        return {"open": [], "held": cases, "all": cases}
    places = [_hash(one.case["id"]) if which == "third" else place for place, one in enumerate(cases)]
    parts = {name: [one for one, place in zip(cases, places, strict=True) if place % 2 == odd] for name, odd in (("open", 0), ("held", 1))}
    return {**parts, "all": cases}


def _hash(name: str) -> int:
    return int(sha256(name.encode()).hexdigest(), 16)


def macro(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the labels that the truth holds; pairs of (truth, said)."""
    right = Counter(truth for truth, said in pairs if truth == said)
    gold, told = Counter(truth for truth, _ in pairs), Counter(said for _, said in pairs)
    return sum(2 * right[name] / (gold[name] + told[name]) for name in gold) / max(1, len(gold))


def show(name: str, truth: Sequence[Label], said: Sequence[Label]) -> None:
    types, states = (macro([(t[i], s[i]) for t, s in zip(truth, said, strict=True)]) for i in (0, 1))
    exact = sum(t == s for t, s in zip(truth, said, strict=True))
    print(
        f"{name}: {len(truth)} pairs; macro F1 over types {types:.3f}, over statuses {states:.3f}, "
        f"mean {(types + states) / 2:.3f}; both right {exact / max(1, len(truth)):.3f}"
    )


def shown(name: str, truth: Sequence[Label], said: Sequence[Label]) -> None:
    """All pairs, and those of which a claim was read on both sides."""
    show(name, truth, said)
    both = [i for i, label_ in enumerate(said) if label_[1] != "unread"]
    show(f"{name}, claims read in both", [truth[i] for i in both], [said[i] for i in both])
    print(stages(truth, said))


def stages(truth: Sequence[Label], said: Sequence[Label]) -> str:
    """Where pairs are lost: a claim not read, one matter not brought together, two brought together, a wrong label."""
    read = [(t, s) for t, s in zip(truth, said, strict=True) if s[1] != "unread"]
    one = [(t, s) for t, s in read if t[1] != APART]
    met = [(t, s) for t, s in one if s[1] != APART]
    two = [s for t, s in read if t[1] == APART]
    return (
        f"  claims read in both: {len(read)} of {len(truth)}; brought together: {len(met)} of {len(one)} that belong together, "
        f"{sum(s[1] != APART for s in two)} of {len(two)} that do not; of those rightly brought together, status right: "
        f"{sum(t[1] == s[1] for t, s in met)}, type and status: {sum(t == s for t, s in met)}"
    )


def by_label(truth: Sequence[Label], said: Sequence[Label]) -> None:
    for i in (0, 1):
        pairs = [(t[i], s[i]) for t, s in zip(truth, said, strict=True)]
        for name in sorted({t for t, _ in pairs}):
            hit = sum(t == s == name for t, s in pairs)
            print(f"  {name:16s} {sum(t == name for t, _ in pairs):3d} cases, {sum(s == name for _, s in pairs):3d} said, {hit:3d} right")


def incident_set() -> None:
    """What is found on the annotated claims of the incident set: by type and status, and how many join claims of one true event."""
    told = corpus(sorted((Path(__file__).resolve().parents[1] / "training" / "incidents").glob("*.txt")))
    found = [row for row in link(told.claims, told.copies, told.documents, [], told.sides()) if isinstance(row, Contradiction)]
    for where, rows in (("inside", [r for r in found if not r.other_incident]), ("between", [r for r in found if r.other_incident])):
        for status in GRAVE:
            here = [row for row in rows if row.status == status]
            one = sum(told.event[row.claim_a] == told.event[row.claim_b] for row in here)
            kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(Counter(row.type for row in here).items()))
            print(f"{where} incidents: {len(here)} of status {status}, {one} of them join claims of one true event ({kinds})")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--cases", choices=SETS, default=SETS[0], help="the later sets are younger")
    ask.add_argument("--half", choices=("open", "held", "all"), default="")
    ask.add_argument("--errors", action="store_true", help="list the open cases that came out otherwise")
    ask.add_argument("--cache", type=Path, help="folder for what the extractor read, so that a second run takes a second")
    ask.add_argument("--claims", choices=("read", "noted"), default="read", help="through the chain, or as a careful reader notes them")
    ask.add_argument("--set", action="store_true", help="instead, what is found on the annotated claims of the incident set")
    ask.add_argument("--log", type=Path, help="instead, what a log of real reports tells of disagreements, each with both quotes")
    ask.add_argument("--judged", type=Path, help="lines of `key holds` or `key false`: the share of what the log tells that holds")
    args = ask.parse_args()
    if args.log:
        contradictions_told.show(args.log, args.judged)
        return
    if args.set:
        incident_set()
        return
    given = yaml.safe_load((CASES / f"contradictions_{args.cases}.yml").read_text(encoding="utf-8"))
    cases = [noted(case) if args.claims == "noted" else reading(case, args.cache) for case in given]
    for half in [args.half] if args.half else ["open", "held", "all"]:
        told = halves(cases, args.cases)[half]
        if not told or (half == "all" and args.cases == "fourth" and not args.half):
            continue
        truth = [(t.case["type"], t.case["status"]) for t in told]
        said = [label(t) for t in told]
        shown(half, truth, said)
        if half == "open":
            by_label(truth, said)
            if args.errors:
                for one, want, got in zip(told, truth, said, strict=True):
                    if want != got:
                        print(f"{one.case['id']}: {' '.join(want)}, said {' '.join(got)}")


if __name__ == "__main__":
    main()
