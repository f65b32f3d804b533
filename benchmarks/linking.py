"""How well claims are linked on the incident set: annotated claims of own-written reports, whose events are known.

    python benchmarks/linking.py [--half open|held|all] [--errors]

The claims are given as annotated, so that this measures linking alone. Printed: pair precision, recall and F1 and B-cubed by bundle and
over all, beside two floors: one event a place and day, and one event a type, place and three days; then how well the scores of pairs are
calibrated as log-odds, over the pairs that blocking brings together. The set is split: every second file by name is open for development;
of the others nothing but totals is ever printed. `--errors` lists wrong pairs of the open half.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from training.incidents.claims import Corpus, corpus

from frontlog.incidents.block import pairs
from frontlog.incidents.columns import Columns
from frontlog.incidents.link import link
from frontlog.incidents.pairs import different
from frontlog.incidents.scores import scores
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.incidents.weights import load_weights
from frontlog.model import Claim, Incident, Link
from frontlog.reference.placenames import fold
from incidents import Figures, figures

FILES = sorted((Path(__file__).resolve().parents[1] / "training" / "incidents").glob("*.txt"))
HALVES = {"open": FILES[::2], "held": FILES[1::2], "all": FILES}
BINS = 10
WINDOW = 3  # days of the second floor


def linked(data: Corpus, claims: Sequence[Claim]) -> tuple[dict[str, str], list[Link]]:
    """The incident of each claim, and the links with their grounds."""
    rows = list(link(claims, data.copies, data.documents, [], data.sides()))
    found = {claim: row.id for row in rows if isinstance(row, Incident) for claim in row.claims}
    return found, [row for row in rows if isinstance(row, Link)]


def place_and_day(claims: Iterable[Claim]) -> dict[str, object]:
    """The first floor: the first place and the last day are the event."""
    return {c.id: (_spot(c), c.time.end) for c in claims}


def type_place_window(claims: Iterable[Claim]) -> dict[str, object]:
    """The second floor: the same type at the same place within a few days of the claim before is one event."""
    out: dict[str, object] = {}
    last: dict[object, tuple[int, str]] = {}
    for c in sorted(claims, key=lambda c: (c.time.end.toordinal() if c.time.end else 0, c.id)):
        day = c.time.end.toordinal() if c.time.end else 0
        key = (c.type, _spot(c))
        before = last.get(key)
        out[c.id] = before[1] if before and day - before[0] <= WINDOW else c.id
        last[key] = (day, str(out[c.id]))
    return out


def _spot(claim: Claim) -> str:
    place = claim.place[0] if claim.place else None
    return fold(place.name or place.text) if place else claim.id


def within(data: Corpus, bundle: str) -> set[str]:
    return {claim for claim, name in data.bundle.items() if name == bundle}


def table(data: Corpus, found: Mapping[str, object], each: bool) -> None:
    """One line a bundle, if they may be shown, and the total."""
    if each:
        for bundle in sorted(set(data.bundle.values())):
            own = within(data, bundle)
            print(f"  {bundle:18s} {figures(found, {c: e for c, e in data.event.items() if c in own})}")


def errors(data: Corpus, found: Mapping[str, object], links: Sequence[Link]) -> None:
    """Wrong pairs with their grounds: joined that are two, parted that are one."""
    by_id = {c.id: c for c in data.claims}
    grounds = {(row.claim_a, row.claim_b): row for row in links}
    for a, b in combinations(sorted(by_id), 2):
        same, told = found[a] == found[b], data.event[a] == data.event[b]
        if same != told:
            row = grounds.get((a, b))
            print(f"\n{'JOINED, two events' if same else 'PARTED, one event'} {data.event[a]} / {data.event[b]}")
            print(*(f"   {shown(by_id[x])}" for x in (a, b)), sep="\n")
            print(
                "   "
                + (f"{row.score:+.2f} " + ", ".join(f"{f.name} {f.weight:+.1f} {f.detail}" for f in row.features) if row else "no score")
            )


def shown(claim: Claim) -> str:
    sides = " -> ".join("/".join(ref.id or ref.text for ref in refs) for refs in (claim.agent, claim.target))
    where = ", ".join(f"{p.relation} {p.name}" for p in claim.place)
    days = f"{claim.time.start}..{claim.time.end}{'*' if claim.time.text else ''}"
    return f"{claim.document} {claim.modality} {claim.type} {sides} @ {where} {days} | {claim.evidence.quote}"


def calibration(data: Corpus) -> str:
    """Brier and expected calibration error (ten bins) of the pair scores, read as log-odds that the two are one event."""
    types = load_types()
    told = tellings(data.claims, {c.id: c for c in data.copies}, {d.id: d for d in data.documents}, data.sides(), types)
    columns = Columns.of(told)
    a, b = pairs(columns, types)
    free = ~different(columns, a, b)
    said = 1 / (1 + np.exp(-scores(columns, a[free], b[free], types, load_weights())))
    one = np.array([data.event[told[x].id] == data.event[told[y].id] for x, y in zip(a[free].tolist(), b[free].tolist(), strict=True)])
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    gaps = [abs(said[bins == n].sum() - one[bins == n].sum()) for n in range(BINS)]
    brier = float(((said - one) ** 2).mean())
    floor = float(one.mean() * (1 - one.mean()))
    return f"{len(one)} pairs, {int(one.sum())} of one event; Brier {brier:.3f} (base rate {floor:.3f}), ECE {sum(gaps) / len(one):.3f}"


def run(half: str, list_errors: bool) -> Figures:
    """One half, linked and scored."""
    data = corpus(HALVES[half])
    found, links = linked(data, data.claims)
    events = len(set(data.event.values()))
    print(f"{half}: {len(HALVES[half])} files, {len(data.documents)} reports, {len(data.claims)} claims, {events} events")
    table(data, found, each=half == "open")
    total = figures(found, data.event)
    print(f"  {'linked':18s} {total}")
    print(f"  {'place and day':18s} {figures(place_and_day(data.claims), data.event)}")
    print(f"  {'type, place, days':18s} {figures(type_place_window(data.claims), data.event)}")
    print(f"  pair scores: {calibration(data)}")
    if list_errors and half == "open":
        errors(data, found, links)
    return total


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--half", choices=sorted(HALVES), default="")
    ask.add_argument("--errors", action="store_true", help="list wrong pairs of the open half")
    args = ask.parse_args()
    for half in [args.half] if args.half else ["open", "held", "all"]:
        run(half, args.errors)


if __name__ == "__main__":
    main()
