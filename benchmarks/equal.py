"""Whether a change made to be faster changed any row: the tables of every report up to the claims, kept and compared.

    python benchmarks/equal.py FOLDER [--shared SHARED] [--tagger]

The first run writes the rows of the seeds, the evaluation texts (SHARED, default ../shared) and our own examples into FOLDER; the next
ones compare with them and name the first rows that differ, and how many, table by table. What the network reads is kept in FOLDER, too,
and taken from there, so that a change of the rules is judged alone and in seconds; with `--tagger` the network is asked anew. Prints
processor time and one digest.
"""

import argparse
import pickle
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from frontlog.mentions import tag
from frontlog.mentions.neural.rows import neural_mentions
from frontlog.mentions.neural.tagger import Tagger
from frontlog.model import Claim, Decision, Document, Mention, Raw, Record, Sentence, digest
from frontlog.pipeline import pipeline
from frontlog.running import run
from frontlog.sources.files import Limits
from frontlog.sources.files import read as read_files

ROOT = Path(__file__).resolve().parents[1]
SHOWN = 3  # rows that differ, a table
Rows = dict[str, list[str]]


class Network:
    """The mentions of the network by document: kept ones, or its own."""

    def __init__(self, path: Path, ask: bool) -> None:
        self.path, self.ask = path, ask
        self.kept: dict[str, list[Mention]] = pickle.loads(path.read_bytes()) if path.exists() else {}

    def __call__(self, tagger: Tagger, document: Document, sentences: Sequence[Sentence], *rest: object) -> Iterator[Mention]:
        if self.ask or document.id not in self.kept:
            found = list(neural_mentions(tagger, document, sentences, *rest))  # type: ignore[arg-type]
            self.kept.setdefault(document.id, found)
            return iter(found)
        return iter(self.kept[document.id])

    def save(self) -> None:
        self.path.write_bytes(pickle.dumps(self.kept))


def rows_of(items: Sequence[Raw]) -> tuple[Rows, dict[str, float]]:
    """The rows of each table up to the claims, written out, and the seconds of each stage."""
    have: dict[type[Record], list[Record]] = {Raw: list(items)}
    taken: dict[str, float] = {}
    for stage in pipeline():
        if stage.key != "document" or Decision in stage.reads:
            continue
        begun = time.process_time()
        made = run(stage, [have.get(kind, []) for kind in stage.reads])
        taken[stage.name] = time.process_time() - begun
        for row in made:
            have.setdefault(type(row), []).append(row)
        if Claim in stage.writes:
            break
    return {kind.table: sorted(map(repr, rows)) for kind, rows in have.items() if kind is not Raw}, taken


def differences(before: Rows, after: Rows) -> int:
    """Tell what differs; how many rows do."""
    count = 0
    for table in sorted({*before, *after}):
        old, new = set(before.get(table, ())), set(after.get(table, ()))
        count += len(old ^ new)
        print(f"{table}: {len(new)} rows, {len(old - new)} gone, {len(new - old)} new")
        for sign, rows in (("-", sorted(old - new)), ("+", sorted(new - old))):
            for row in rows[:SHOWN]:
                print(f"  {sign} {row[:400]}")
    return count


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    ask.add_argument("--tagger", action="store_true", help="ask the network anew")
    given = ask.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    network = Network(given.folder / "network.pickle", given.tagger)
    tag.neural_mentions = network  # type: ignore[assignment]
    paths = [*sorted((given.shared / "seeds").glob("*.txt")), *sorted((given.shared / "eval" / "texts").glob("*.txt"))]
    items = [row for row in read_files([*paths, ROOT / "examples" / "reports"], Limits()) if isinstance(row, Raw)]
    rows_of(items[:1])  # tables and models are loaded once
    rows, taken = rows_of(items)
    network.save()
    seconds = "  ".join(f"{name} {value / len(items) * 1000:.1f}" for name, value in taken.items())
    print(f"{len(items)} reports; ms of processor a report: {seconds}")
    print("digest of all rows:", digest(*(row for table in sorted(rows) for row in rows[table]))[:16])
    kept = given.folder / "rows.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(rows))
        return
    if differences(pickle.loads(kept.read_bytes()), rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
