"""The tasks of a stage: which shards it has, and the hash of all that each hangs on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from frontlog.build.before import Before
from frontlog.build.task import Task, bucket
from frontlog.model import OF_CLAIMS, OF_PAIRS, Decision, Item, Raw, Record, Rejection, Reply, Stage, digest, standing
from frontlog.running import FEW, Chain
from frontlog.store import Log, Shard, read_rows, write_shard
from frontlog.store.shards import files_of, finished


@dataclass(frozen=True, slots=True)
class Given:
    """What a log holds that no stage wrote, by bucket: items and the ids of replies; and the decisions that stand."""

    items: Mapping[str, Sequence[Item]]
    replies: Mapping[str, Sequence[str]]
    decided: Sequence[Decision]


def given(log: Log) -> Given:
    """All that the stages of a build may read beside each other's rows."""
    items: dict[str, list[Item]] = defaultdict(list)
    replies: dict[str, list[str]] = defaultdict(list)
    for reply in log.replies.rows():
        replies[bucket(reply.document)].append(reply.id)
    for item in log.archive.items():
        items[bucket(item.id)].append(item)
    return Given(items, replies, standing(log.decisions.rows()))


def tasks(log: Log, stage: Stage, chain: Chain, there: Given, done: Sequence[Shard], past: Before) -> Iterator[Task]:
    """The shards of a stage, whether they are worked already or not. What `past` holds of them is taken over."""
    few = _few(log, stage, done)
    for name in sorted(few) if few is not None else _buckets(stage, there):
        told, earlier = about(stage, name, there.decided), past.written.get((stage.name, name))
        shards = sorted((s for s in done if stage.key != "document" or s.bucket == name), key=lambda s: (s.stage, s.bucket))
        inputs = tuple(tuple(f.path for f in files_of(shards, kind)) for kind in stage.reads)
        own = tuple(there.items[name]) if Raw in stage.reads else ()
        key = (hashed := partial(key_of, log, there, few, told))(stage, name, shards, own)
        before = earlier_paths(log, stage, earlier) if stage.again else ()
        items = there.items.get(name, ())
        kept = past.kept(stage, name, key, shards, items, hashed)
        if kept is not None and not all((log.root / file.path).exists() for file in kept.files):
            kept = None
        fresh = past.fresh(name, items) if kept else None
        yield Task(
            log.root.resolve(),
            chain,
            stage.name,
            stage.version,
            name,
            key,
            own,
            log.archive.records(item for item in own if fresh is None or item.id in fresh),
            inputs,
            before,
            told,
            tuple((file.table, file.path) for file in kept.files) if kept else (),
            fresh,
            earlier if stage.keeps else None,
            tuple(few[name]) if few else (),
        )


def key_of(
    log: Log,
    there: Given,
    few: Mapping[str, Sequence[Record]] | None,
    told: Sequence[Decision],
    stage: Stage,
    name: str,
    shards: Sequence[Shard],
    items: Sequence[Item],
) -> str:
    """The hash of all that a shard hangs on."""
    hashes = []
    for kind in stage.reads:
        if few is not None and kind is FEW:
            hashes += sorted(map(repr, few[name]))
        hashes += [kind.table, *(f.sha256 for f in files_of(shards, kind))]
        if kind is Decision:
            hashes += [d.id for d in told]
        if kind is Reply:
            hashes += sorted(there.replies.get(name, ()))
    hashes += [f"{item.id} {times}" for item in items if (times := log.archive.kept(item)) != 1]
    return digest(stage.name, stage.version, name, *hashes, *(repr(i) for i in items))


def _few(log: Log, stage: Stage, done: Sequence[Shard]) -> dict[str, list[Record]] | None:
    """For a stage that goes document by document and reads rows of a table that lies in one piece: these rows by bucket. There is work only
    where there are some."""
    if stage.key != "document" or FEW not in stage.reads:
        return None
    out: dict[str, list[Record]] = defaultdict(list)
    for row in read_rows(log.root, FEW, [f.path for f in files_of(done, FEW)]):
        out[bucket(row.document)].append(row)
    return out


def earlier_paths(log: Log, stage: Stage, earlier: Shard | None) -> tuple[str, ...]:
    """What the stage wrote in the build before, where all of it is still there."""
    files = [earlier.of(kind) if earlier else None for kind in stage.writes]
    paths = [file.path for file in files if file and (log.root / file.path).exists()]
    return tuple(paths) if len(paths) == len(files) else ()


def _buckets(stage: Stage, there: Given) -> list[str]:
    """The shards of a stage. One that reads decisions document by document has work only where there are some."""
    if stage.key != "document":
        return ["all"]
    if Decision in stage.reads:
        return sorted({bucket(d.document) for d in there.decided if d.verdict in OF_CLAIMS} & set(there.items))
    return sorted(there.items)


def about(stage: Stage, name: str, decided: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that a shard hangs on: corrections of its documents' claims, or verdicts on pairs of claims."""
    if Decision not in stage.reads:
        return ()
    if stage.key == "document":
        return tuple(d for d in decided if d.verdict in OF_CLAIMS and bucket(d.document) == name)
    return tuple(d for d in decided if d.verdict in OF_PAIRS)


def refusals(log: Log) -> tuple[Shard, int]:
    """The files that could not be read, as a shard like any other, and how many of its kind (1 or 0) were there already."""
    rows = log.archive.refused()
    key = digest("sources.read", *(r.id for r in rows))
    old = finished(log.root, "sources.read", "all", key)
    return old or write_shard(log.root, "sources.read", "all", key, (Rejection,), rows), int(old is not None)
