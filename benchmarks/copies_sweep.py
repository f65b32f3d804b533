"""The thresholds of documents.copies, one moved at a time: what is found of what was planted in made-up documents, and what else.

`python -m benchmarks.copies_sweep --documents 10000` prints a table. With outlets, house text is known by its publisher; without them only
by how many documents have it, which is where FREQUENT and MASS decide.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks import copies as made
from benchmarks.copies import Outcome, number_of

from frontlog.documents.copies import index, pairs
from frontlog.documents.copies.find import copies
from frontlog.documents.copies.pairs import PARTIAL_REUSE
from frontlog.model import Copy, Overlap, RowLot, Sketch

USUAL = made.PER_OUTLET
SWEPT = (
    (index, "FREQUENT", (5, 10, 20, 40, 80, 160)),
    (index, "MASS", (0.3, 0.5, 0.65, 0.75, 0.85, 0.95)),
    (index, "HOUSE", (2, 3, 4, 8)),
    (index, "SPREAD_OUT", (0.1, 0.25, 0.5, 0.8)),
    (index, "LAGS", (1, 2, 4, 8)),
    (index, "TOGETHER", (1, 2, 4, 8)),
    (pairs, "REPOST", (0.3, 0.5, 0.7, 0.85)),
    (pairs, "PASSAGE", (8, 12, 20, 40)),
)


def outcome(lot: RowLot) -> Outcome:
    """What the stage makes of some sketches."""
    start = time.process_time()
    rows = list(copies(lot))
    spent = time.process_time() - start
    groups = {number_of(row.id): row.origin_group for row in rows if isinstance(row, Copy)}
    shared = [(number_of(r.document), number_of(r.earlier)) for r in rows if isinstance(r, Overlap) and r.kind == PARTIAL_REUSE]
    return Outcome(groups, shared, spent, spent, 0.0)


def table(total: int, outlets: bool, each: int) -> Iterator[str]:
    """A row a setting: seconds, then the counts that `benchmarks/copies.py` prints."""
    made.PER_OUTLET = each
    made.house.cache_clear()
    rows = [made.sketched(number, total) for number in range(total)]
    lot = RowLot(Sketch, rows if outlets else [replace(row, outlet="") for row in rows])
    columns = "repost, excerpt, everywhere, lifted found; unrelated in one group; unrelated pairs with passages"
    yield f"\n{total:,} documents, {each} of an outlet, outlets {'known' if outlets else 'unknown'}\n"
    yield f"| setting | s | {' | '.join(columns.split('; '))} |\n|---|---|---|---|---|"
    for room, name, values in SWEPT if each == USUAL else SWEPT[:2]:
        usual = getattr(room, name)
        for value in values:
            setattr(room, name, value)
            found = outcome(lot)
            counts = [row.split("|")[2].split(" (")[0].strip() for row in made.planted(found, total)]
            mark = " (as it is)" if value == usual else ""
            yield f"| {name} {value}{mark} | {found.spent:.1f} | {', '.join(counts[:4])} | {counts[4]} | {counts[5]} |"
        setattr(room, name, usual)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000, help="how many documents")
    given = parser.parse_args()
    for outlets, each in ((True, USUAL), (False, USUAL), (False, 60), (False, 15), (True, 15)):
        for row in table(given.documents, outlets, each):
            print(row, flush=True)


if __name__ == "__main__":
    main()
