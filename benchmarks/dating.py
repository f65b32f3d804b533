"""How well reports without a date are dated by the others of their log: sets of own reports in, days and places in time out.

    python benchmarks/dating.py [--split open|held] [--show]

The sets are those of tests/cases/dating.yml: some reports of one war, one of them without a date. Counted: right (the true day lies in the
days that were given), wrong (other days, or any where the set does not tell), none (no days), and how many days were given.
"""

import argparse
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from frontlog.claims.dated import dated
from frontlog.incidents.dating.stage import dating
from frontlog.model import Claim, Dating, Document, Item, Raw, RowLot, Sentence
from frontlog.reading import reading
from frontlog.running import run_in_memory

CASES = Path(__file__).parents[1] / "tests/cases/dating.yml"


class Read(NamedTuple):
    """One set, read: the report without a date, what was found of it, and its claims by that."""

    document: Document
    claims: list[Claim]
    found: Dating | None
    again: list[Claim]


def read(case: dict[str, Any]) -> Read:
    """The reports of a set through the chain up to their claims, and the date of the one that has none."""
    raws = [_raw(name, text.encode()) for name, text in sorted(case["reports"].items())]
    have: dict[Any, list[Any]] = run_in_memory(raws, Claim, reading)
    document = next(d for d in have[Document] if d.name == f"{case['undated']}.txt")
    assert document.published is None, f"{case['id']}: {document.name} has a date"
    rows = list(dating(RowLot(Claim, have[Claim]), RowLot(Document, have[Document]), ()))
    found = next((row for row in rows if row.document == document.id), None)
    claims = [claim for claim in have[Claim] if claim.document == document.id]
    return Read(document, have[Claim], found, list(dated(claims, [document], have[Sentence], rows)))


def _raw(name: str, content: bytes) -> Raw:
    digest = sha256(content).hexdigest()
    return Raw(
        item=Item(id=f"d-{digest[:16]}", name=f"{name}.txt", part=0, media_type="text/plain", size=len(content), sha256=digest),
        content=content,
    )


def verdict(true: date | None, found: Dating | None) -> str:
    """right, wrong or none."""
    if found is None or found.start is None or found.end is None:
        return "none"
    return "right" if true is not None and found.start <= true <= found.end else "wrong"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--split", choices=("open", "held"))
    ask.add_argument("--show", action="store_true", help="each set with what was found")
    args = ask.parse_args()
    counts: dict[str, Counter[str]] = {"open": Counter(), "held": Counter()}
    days: list[int] = []
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        if args.split not in (None, case["split"]):
            continue
        one = read(case)
        got = verdict(case["published"], one.found)
        counts[case["split"]][f"{'datable' if case['published'] else 'not datable'}: {got}"] += 1
        if one.found and one.found.start and one.found.end:
            days.append((one.found.end - one.found.start).days + 1)
        if args.show:
            _show(case, one, got)
    for split, found in counts.items():
        if found:
            print(f"{split}: {sum(found.values())} sets; " + ", ".join(f"{name} {n}" for name, n in sorted(found.items())))
    if days:
        print(f"days given: {sum(days) / len(days):.1f} on the average, at most {max(days)}")


def _show(case: dict[str, Any], one: Read, got: str) -> None:
    found = one.found
    says = f"{found.start} to {found.end} ({found.probability}) {found.reason}" if found else "-"
    print(f"{case['id']}: {got}; true {case['published']}, found {says}")
    words = {claim.id: f"{claim.type} '{claim.trigger.text}'" for claim in one.claims}
    for fellow in found.fellows if found else ():
        print(f"    {fellow.weight:5.2f} {words[fellow.claim]} ~ {words[fellow.other]}: {fellow.words}")


if __name__ == "__main__":
    main()
