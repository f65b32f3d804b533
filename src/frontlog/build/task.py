"""What a build hands around: one shard of one stage, the chain that it belongs to, and who is told of progress."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontlog.model import Decision, Document, Item, Record, Rejection, Reply, Sentence
from frontlog.running import Chain
from frontlog.store.catalogue import Entry
from frontlog.store.log import BUCKETS
from frontlog.store.parcels import Posted
from frontlog.store.shards import Shard

Progress = Callable[[str, int, int], None]  # step, done, of how many (0: not known)
# Asks an outside reader about the sentences of a document; ids of replies that are kept already are not asked for again.
Ask = Callable[[Document, Sequence[Sentence], frozenset[str]], Iterable[Reply | Rejection]]


@dataclass(frozen=True, slots=True)
class Task:
    """One shard of one stage: everything a worker needs, small enough to send. `version` is that of the stage where the build was planned;
    `log` is absolute, for a worker may stand in another folder."""

    log: Path
    chain: Chain
    stage: str
    version: str
    bucket: str
    key: str
    items: tuple[Item, ...]  # for a stage that reads Raw
    records: Mapping[str, Entry]  # of the archive, by SHA-256: where the bytes of the items lie
    inputs: tuple[tuple[str, ...], ...]  # Parquet paths, one tuple a type that the stage reads
    before: tuple[str, ...] = ()  # Parquet paths of what the stage wrote in the build before, one a type, where it wants them
    decisions: tuple[Decision, ...] = ()  # for a stage that reads them: those that stood when the build began, and are about its rows
    kept: tuple[tuple[str, str], ...] = ()  # (table, Parquet path) of rows that are taken over as they are
    fresh: tuple[str, ...] | None = None  # where rows are taken over: the documents that are worked
    past: Shard | None = None  # for a stage that keeps something: what it wrote in the build before
    few: tuple[Record, ...] = ()  # for a stage that reads rows of a table that lies in one piece: those of its documents
    parcels: tuple[tuple[Posted, ...], ...] | None = (
        None  # for a bucket of an exchange: what was sent to it, one tuple a name that it takes
    )


def bucket(document: str) -> str:
    """The shard that a document belongs to: by its id alone, so that it never moves."""
    return f"{int(document.rpartition('-')[2][:8], 16) % BUCKETS:02d}"
