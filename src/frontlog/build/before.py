"""What a build may take over from the state before it, document by document, so that one more report costs about one report's work.

A shard of a stage that goes document by document is taken over when the code and inputs of today, without the new documents, give the very
key under which it stands: then its rows are those that a build from nothing would make of the old documents.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from frontlog.build.task import bucket
from frontlog.model import Decision, Document, FrontlogError, Item, Raw, Rejection, Reply, Stage
from frontlog.running import FEW
from frontlog.store import Log, Shard, read_rows
from frontlog.store.shards import files_of, read_columns

READING = "documents.read"
Key = Callable[[Stage, str, Sequence[Shard], Sequence[Item]], str]  # of a stage's bucket with these shards and items


@dataclass(slots=True)
class Before:
    """The state before this build, and which of its shards still say all about their documents."""

    shards: Mapping[tuple[str, str], Shard]
    known: frozenset[str] = frozenset()  # ids of the documents in it
    refused: frozenset[str] = frozenset()  # names of the items that gave none
    steady: set[tuple[str, str]] = field(default_factory=set)
    written: Mapping[tuple[str, str], Shard] = field(default_factory=dict)  # all of it, also where documents are made anew

    @classmethod
    def of(cls, log: Log) -> "Before":
        """As the manifest names it. Empty for a new log, and where its tables are lost: then all is made anew."""
        shards = {(shard.stage, shard.bucket): shard for shard in log.shards()}
        reading = [shard for (stage, _), shard in sorted(shards.items()) if stage == READING]
        try:
            found = read_columns(log.root, Document, [f.path for f in files_of(reading, Document)], ["id"])["id"].to_pylist()
            lost = read_rows(log.root, Rejection, [f.path for s in reading if (f := s.of(Rejection)) and f.rows])
        except FrontlogError:
            return cls({}, written=shards)
        return cls(shards, frozenset(found), frozenset(row.subject for row in lost if not row.document), written=shards)

    def of_bucket(self, name: str) -> list[Shard]:
        """The shards of a bucket, in their order."""
        return [shard for (_, own), shard in sorted(self.shards.items()) if own == name]

    def old(self, items: Sequence[Item]) -> list[Item]:
        """Those of some items that the state before knew."""
        return [item for item in items if item.id in self.known or item.name in self.refused]

    def kept(self, stage: Stage, name: str, key: str, now: Sequence[Shard], items: Sequence[Item], key_of: Key) -> Shard | None:
        """The shard whose rows stay as they are, where there is one.

        `now` are the shards of the bucket in this build, `items` all of it.
        """
        shard = self.shards.get((stage.name, name))
        if shard is None or stage.key != "document" or {Decision, Reply, FEW}.intersection(stage.reads):
            return None
        if shard.key == key:  # nothing is new
            self.steady.add((stage.name, name))
            return None
        makers = {(s.stage, s.bucket) for kind in stage.reads for s in now if kind is not Raw and s.of(kind) in files_of(now, kind)}
        if not makers <= self.steady:
            return None
        own = self.old(items) if Raw in stage.reads else []
        if key_of(stage, name, self.of_bucket(name), own) != shard.key:
            return None
        self.steady.add((stage.name, name))
        return shard

    def fresh(self, name: str, items: Sequence[Item]) -> tuple[str, ...]:
        """The documents of a bucket that the state before did not know."""
        old = {item.id for item in self.old(items)}
        return tuple(sorted(item.id for item in items if item.id not in old and bucket(item.id) == name))
