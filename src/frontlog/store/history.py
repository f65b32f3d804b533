"""How a log came to be as it is: each build that changed something, with what came, went and changed. A mirror follows a log by it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from frontlog.model import FrontlogError, record_id
from frontlog.store.atomic import write_bytes
from frontlog.store.ledger import Ledger

RUNS = "runs.jsonl"
FOLDER = "history"
SECOND = timedelta(seconds=1)
ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a build changed. `field`, `old` and `new` are empty where a record came, went or only something around it changed."""

    table: str
    id: str
    change: str  # added, changed, removed
    field: str = ""
    old: str = ""
    new: str = ""
    merged_into: str = ""  # of an incident that is gone: the one that now holds most of its claims


EVENTS = pa.schema([(name, pa.string()) for name in Change.__slots__])
Key = tuple[str, str]  # table, id


@dataclass(frozen=True, slots=True)
class Run:
    """One build that changed the tables. The counts are of records by table."""

    id: str
    at: datetime
    frontlog: str
    file: str  # its changes, as Parquet, relative to the log
    sha256: str
    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gone:
    """A tombstone: a record that is no longer there, and where its claims went if they are still told."""

    table: str
    id: str
    run: Run
    merged_into: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the history has come to: the run that each record is as it is since, and the tombstones of those that are gone."""

    updated: Mapping[Key, Run]
    gone: Mapping[Key, Gone]


class History:
    """The runs of a log. Reading it needs nothing else of the log."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ledger = Ledger(root / RUNS)

    def runs(self) -> list[Run]:
        """All runs, the oldest first. Raises FrontlogError where a line is none."""
        try:
            return [_run(row) for row in self.ledger.rows()]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"A line of {self.ledger.path} tells of no run ({type(error).__name__}: {error})."
            raise FrontlogError(what, "Restore the file from a copy of the log; `frontlog verify` names the line.") from error

    def events(self, run: Run) -> Iterator[Change]:
        """What a run changed. Nothing where its file is gone: `frontlog verify` names that."""
        path = self.root / run.file
        if path.is_file():
            for batch in pq.ParquetFile(path).iter_batches(columns=EVENTS.names):
                yield from (Change(**row) for row in batch.to_pylist())

    def standing(self, runs: Sequence[Run] | None = None) -> Standing:
        """Where all records stand after the last run, or after the last of those given."""
        updated: dict[Key, Run] = {}
        gone: dict[Key, Gone] = {}
        for run in self.runs() if runs is None else runs:
            for event in self.events(run):
                key = (event.table, event.id)
                if event.change == REMOVED:
                    updated.pop(key, None)
                    gone[key] = Gone(event.table, event.id, run, event.merged_into)
                else:
                    updated[key] = run
                    gone.pop(key, None)
        return Standing(updated, gone)

    def add(self, changes: Iterable[Change], frontlog: str, now: datetime) -> Run | None:
        """Note a run; None where it changed nothing. Its time is always behind that of the run before."""
        rows = list(changes)
        if not rows:
            return None
        before = self.runs()
        at = max([now.astimezone(UTC).replace(microsecond=0), *(run.at + SECOND for run in before[-1:])])
        counts = _counts(rows)
        id_ = record_id("run", self.ledger.head(), at.isoformat(), counts)
        file = f"{FOLDER}/{len(before) + 1:06d}-{id_}.parquet"
        sha256 = self._write(file, rows)
        row = {"id": id_, "at": at.isoformat(), "frontlog": frontlog, "file": file, "sha256": sha256, **counts}
        self.ledger.append([row])
        return _run(row)

    def _write(self, file: str, rows: Sequence[Change]) -> str:
        columns = {name: [getattr(row, name) for row in rows] for name in EVENTS.names}
        held = pa.BufferOutputStream()
        pq.write_table(pa.table(columns, schema=EVENTS), held, compression="zstd")
        content = held.getvalue().to_pybytes()
        write_bytes(self.root / file, content)
        return hashlib.sha256(content).hexdigest()

    def head(self) -> str:
        """The hash of the last run's line; empty when there is none."""
        return self.ledger.head()


def vanished(standing: Standing, there: Iterable[Key]) -> Iterator[Change]:
    """Tombstones for the records that the history knows and that are not among those that are there."""
    for table, id_ in sorted(set(standing.updated) - set(there)):
        yield Change(table, id_, REMOVED)


def _counts(rows: Sequence[Change]) -> dict[str, dict[str, int]]:
    once = {(row.change, row.table, row.id) for row in rows}
    found = Counter((change, table) for change, table, _ in once)
    return {word: {t: n for (w, t), n in sorted(found.items()) if w == word} for word in (ADDED, CHANGED, REMOVED)}


def _run(row: Mapping[str, Any]) -> Run:
    counts = (row[word] for word in (ADDED, CHANGED, REMOVED))
    return Run(row["id"], datetime.fromisoformat(row["at"]), row["frontlog"], row["file"], row["sha256"], *counts)
