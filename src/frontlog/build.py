"""Reports in, tables out: reads, archives, works the chain shard by shard, and makes the result the log's state in one step."""

import itertools
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from frontlog import __version__
from frontlog.engine import Executor
from frontlog.model import (
    OF_CLAIMS,
    OF_PAIRS,
    RECORDS,
    Decision,
    Document,
    FrontlogError,
    Item,
    Raw,
    Record,
    Rejection,
    Reply,
    Sentence,
    Stage,
    digest,
    record_id,
    standing,
)
from frontlog.pipeline import pipeline
from frontlog.reference.packs import Pack
from frontlog.sources.files import Limits, read
from frontlog.sources.revisit import Revisit
from frontlog.sources.rows import Kept, refuse
from frontlog.store import Archive, Log, Shard, read_rows, write_shard
from frontlog.store.comeback import Comeback
from frontlog.store.duck import write_views
from frontlog.store.log import BUCKETS
from frontlog.store.noting import note
from frontlog.store.shards import ShardLot, files_of, finished

READING = "documents.read"
BYTES_ELSEWHERE = "'{}' notes {:,} times that a page was met again whose bytes are not in this log. Add the WARC that holds them with it."
Chain = Callable[[], tuple[Stage, ...]]
Progress = Callable[[str, int, int], None]  # step, done, of how many (0: not known)
# Asks an outside reader about the sentences of a document; ids of replies that are kept already are not asked for again.
Ask = Callable[[Document, Sequence[Sentence], frozenset[str]], Iterable[Reply | Rejection]]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `rows` counts the rows of each table; `refused` are the files it could not read, or that gave no document."""

    documents: int
    added: int
    refused: tuple[Rejection, ...]
    shards: int
    reused: int
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Task:
    """One shard of one stage: everything a worker needs, small enough to send."""

    log: Path
    chain: Chain
    stage: str
    bucket: str
    key: str
    items: tuple[Item, ...]  # for a stage that reads Raw
    inputs: tuple[tuple[str, ...], ...]  # Parquet paths, one tuple a type that the stage reads
    before: tuple[str, ...] = ()  # Parquet paths of what the stage wrote in the build before, where it wants them
    decisions: tuple[Decision, ...] = ()  # for a stage that reads them: those that stood when the build began, and are about its rows


def build(
    paths: Sequence[Path],
    root: Path,
    executor: Executor,
    limits: Limits,
    progress: Progress,
    chain: Chain = pipeline,
    ask: Ask | None = None,
    packs: Sequence[Pack] = (),
) -> Built:
    """Add the reports at `paths` to the log at `root` (made when absent) and bring all tables up to date.

    `ask` is given for an extractor that reads replies: it is asked about every document that has none yet. `packs` are the packs of places
    that the chain uses, for the log to remember. May be killed at any moment:
    run again, it finishes what is missing and ends with the same tables. Raises FrontlogError when the log is newer than this program or
    in use.
    """
    log = Log.create(root)
    with log.lock():
        told, given = _told(log), set[str]()
        added, refused = ingest(log, _named(read(paths, limits), given), progress)
        if ask is not None:
            refused += collect(log, executor, progress, chain, ask)
        shards, reused = work_chain(log, executor, progress, chain)
        # said again where the report was given again, as of a file that was refused at once
        unread = _without_document(log, shards)
        added = max(0, added - sum(row.id not in told for row in unread))
        refused += [row for row in unread if row.id not in told or row.subject in given]
        note(log, shards, __version__, datetime.now(UTC))
        log.commit(shards, __version__, [pack.plain() for pack in packs])
        write_views(log)
    rows = {kind.table: sum(f.rows for f in files) for kind in RECORDS if (files := files_of(shards, kind))}
    return Built(rows.get(Document.table, 0), added, tuple(refused), len(shards), reused, dict(sorted(rows.items())))


def _named(rows: Iterable[Kept], names: set[str]) -> Iterator[Kept]:
    """The rows as they are; the names of the items among them go into `names`."""
    for row in rows:
        if isinstance(row, Raw):
            names.add(row.item.name)
        yield row


def _told(log: Log) -> set[str]:
    """Ids of the refusals that an earlier build spoke of. Empty where its tables are lost: this build makes them anew."""
    try:
        return {row.id for row in _without_document(log, log.shards())}
    except FrontlogError as error:
        logging.getLogger(__name__).info("%s", error)
        return set()


def _without_document(log: Log, shards: Sequence[Shard]) -> list[Rejection]:
    """Refusals of items in whose bytes no report could be read: a PDF with a password, a page without text."""
    paths = sorted(f.path for s in shards if s.stage == READING and (f := s.of(Rejection)))
    return sorted((row for row in read_rows(log.root, Rejection, paths) if not row.document), key=lambda row: (row.subject, row.id))


def ingest(log: Log, rows: Iterable[Kept], progress: Progress) -> tuple[int, list[Rejection]]:
    """Put what was read or fetched into the archive. Returns how many items were new, and what was refused."""
    added, refused, waiting = 0, list[Rejection](), list[Revisit]()
    back = Comeback(log.forgotten)
    for number, found in enumerate(map(back.refused, rows), 1):
        if isinstance(found, Rejection):
            log.archive.refuse(found)
            refused.append(found)
        elif isinstance(found, Revisit):
            new = log.archive.again(found)
            added += new or 0
            waiting += [found] if new is None else []
        else:
            added += log.archive.add(found)
        progress("sources.read", number, 0)
    more, unknown = _again(log, waiting)
    log.archive.flush()
    return added + more, refused + unknown


def _again(log: Log, waiting: Sequence[Revisit]) -> tuple[int, list[Rejection]]:
    """Note meetings that were named before the bytes that they had. Returns how many items that gave, and whose bytes never came."""
    found = [(revisit, log.archive.again(revisit)) for revisit in waiting]
    lost = Counter(revisit.source for revisit, new in found if new is None)
    refused = [refuse(name, "bytes elsewhere", BYTES_ELSEWHERE.format(name, count)) for name, count in sorted(lost.items())]
    for row in refused:
        log.archive.refuse(row)
    return sum(new or 0 for _, new in found), refused


def collect(log: Log, executor: Executor, progress: Progress, chain: Chain, ask: Ask) -> list[Rejection]:
    """Ask about every document what was not asked yet; each reply is on disk before the next question. Returns what got no reply."""
    shards, _ = work_chain(log, executor, progress, chain, until=Sentence)
    documents = [d for s in shards if (f := s.of(Document)) for d in read_rows(log.root, Document, [f.path])]
    sentences: dict[str, list[Sentence]] = defaultdict(list)
    for shard in shards:
        if found := shard.of(Sentence):
            for sentence in read_rows(log.root, Sentence, [found.path]):
                sentences[sentence.span.document].append(sentence)
    known, refused = frozenset(r.id for r in log.replies.rows()), list[Rejection]()
    for number, document in enumerate(sorted(documents, key=lambda d: d.id), 1):
        for row in ask(document, sentences[document.id], known):
            if isinstance(row, Reply):
                log.replies.add(row)
            else:
                refused.append(row)
        progress("sources.endpoint", number, len(documents))
    return refused


def work_chain(
    log: Log, executor: Executor, progress: Progress, chain: Chain, until: type[Record] | None = None
) -> tuple[list[Shard], int]:
    """Every shard of every stage, worked or reused, up to the stage that writes `until`. Returns them with the count of those reused."""
    items: dict[str, list[Item]] = defaultdict(list)
    replies: dict[str, list[str]] = defaultdict(list)
    for reply in log.replies.rows():
        replies[bucket(reply.document)].append(reply.id)
    for item in log.archive.items():
        items[bucket(item.id)].append(item)
    refusals, reused = _refusals(log)
    decided = standing(log.decisions.rows())
    done: list[Shard] = [refusals]
    for stage in chain():
        tasks = list(_tasks(log, stage, chain, items, replies, done, decided))
        old = [finished(log.root, task.stage, task.bucket, task.key) for task in tasks]
        todo = [task for task, shard in zip(tasks, old, strict=True) if shard is None]
        done += [shard for shard in old if shard is not None]
        reused += len(tasks) - len(todo)
        for number, shard in enumerate(_worked(executor, stage, todo), 1):
            done.append(shard)
            progress(stage.name, number, len(todo))
        executor.barrier()
        if until in stage.writes:
            break
    return done, reused


def _worked(executor: Executor, stage: Stage, todo: Sequence[Task]) -> Iterator[Shard]:
    """The shards of a stage. One that spreads its own work is worked here, and its parts by the engine."""
    return (work(task, executor.map) for task in todo) if stage.spread else executor.map(work, todo)


def bucket(document: str) -> str:
    """The shard that a document belongs to: by its id alone, so that it never moves."""
    return f"{int(document.rpartition('-')[2][:8], 16) % BUCKETS:02d}"


def _tasks(
    log: Log,
    stage: Stage,
    chain: Chain,
    items: dict[str, list[Item]],
    replies: dict[str, list[str]],
    done: Sequence[Shard],
    decided: Sequence[Decision],
) -> Iterator[Task]:
    for name in _buckets(stage, items, decided):
        told = _about(stage, name, decided)
        shards = sorted((s for s in done if stage.key == "all" or s.bucket == name), key=lambda s: (s.stage, s.bucket))
        inputs, hashes = [], []
        for kind in stage.reads:
            files = files_of(shards, kind)
            inputs.append(tuple(f.path for f in files))
            hashes += [kind.table, *(f.sha256 for f in files)]
            if kind is Decision:
                hashes += [d.id for d in told]
            if kind is Reply:
                hashes += sorted(replies[name])
        own = tuple(items[name]) if Raw in stage.reads else ()
        hashes += [f"{item.id} {times}" for item in own if (times := log.archive.kept(item)) != 1]
        key = digest(stage.name, stage.version, name, *hashes, *(repr(i) for i in own))
        before = _before(log, stage, name) if stage.again else ()
        yield Task(log.root, chain, stage.name, name, key, own, tuple(inputs), before, told)


def _before(log: Log, stage: Stage, name: str) -> tuple[str, ...]:
    """What the stage wrote in the build before, where it is still there."""
    files = [s.of(stage.writes[0]) for s in log.shards() if (s.stage, s.bucket) == (stage.name, name)]
    return tuple(f.path for f in files if f and (log.root / f.path).exists())


def _buckets(stage: Stage, items: dict[str, list[Item]], decided: Sequence[Decision]) -> list[str]:
    """The shards of a stage. One that reads decisions document by document has work only where there are some."""
    if stage.key != "document":
        return ["all"]
    if Decision in stage.reads:
        return sorted({bucket(d.document) for d in decided if d.verdict in OF_CLAIMS} & set(items))
    return sorted(items)


def _about(stage: Stage, name: str, decided: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that a shard hangs on: corrections of its documents' claims, or verdicts on pairs of claims."""
    if Decision not in stage.reads:
        return ()
    if stage.key == "document":
        return tuple(d for d in decided if d.verdict in OF_CLAIMS and bucket(d.document) == name)
    return tuple(d for d in decided if d.verdict in OF_PAIRS)


def _refusals(log: Log) -> tuple[Shard, int]:
    """The files that could not be read, as a shard like any other, and how many of its kind (1 or 0) were there already."""
    rows = log.archive.refused()
    key = digest("sources.read", *(r.id for r in rows))
    old = finished(log.root, "sources.read", "all", key)
    return old or write_shard(log.root, "sources.read", "all", key, (Rejection,), rows), int(old is not None)


def work(task: Task, spread: Callable[..., Iterator[Any]] = map) -> Shard:
    """Work one shard, in whatever process: read its rows, run the stage, write the result."""
    stage = next(s for s in task.chain() if s.name == task.stage)
    lost: list[Rejection] = []
    kinds = (*stage.writes, *(() if Rejection in stage.writes else (Rejection,)))
    rows = itertools.chain(_results(task, stage, lost, spread), lost)
    return write_shard(task.log, task.stage, task.bucket, task.key, kinds, rows)


def _results(task: Task, stage: Stage, lost: list[Rejection], spread: Callable[..., Iterator[Any]]) -> Iterable[Record]:
    run_ = partial(stage.run, spread=spread) if stage.spread else stage.run
    if stage.lots:
        listed = (Raw, Decision, Reply)  # these lie in no table of the log
        given = zip(stage.reads, task.inputs, strict=True)
        return run_(*(_rows(task, kind, paths, lost) if kind in listed else ShardLot(task.log, paths) for kind, paths in given))
    given_rows = [_rows(task, kind, paths, lost) for kind, paths in zip(stage.reads, task.inputs, strict=True)]
    if stage.again:
        return stage.run(*given_rows, before=_earlier(task, stage))
    return run(stage, given_rows)


def _earlier(task: Task, stage: Stage) -> Sequence[Record]:
    """The rows of the build before. Where they cannot be read, all are made anew."""
    try:
        return read_rows(task.log, stage.writes[0], task.before)
    except FrontlogError as error:
        logging.getLogger(__name__).info("%s", error)
        return []


def _rows(task: Task, kind: type[Record], paths: tuple[str, ...], lost: list[Rejection]) -> Sequence[Record]:
    if kind is Raw:
        return list(_raws(task, lost))
    if kind is Decision:
        return task.decisions
    if kind is Reply:
        return [r for r in Log(task.log).replies.rows() if bucket(r.document) == task.bucket]
    return read_rows(task.log, kind, paths)


def _raws(task: Task, lost: list[Rejection]) -> Iterator[Raw]:
    """The items of a task with their bytes. One whose record is damaged goes into `lost`, and the others are worked."""
    archive = Archive(task.log / "archive")
    for item in task.items:
        try:
            yield archive.raw(item)
        except FrontlogError as error:
            logging.getLogger(__name__).warning("%s", error)
            lost.append(_rejection(task.stage, item.id, "damaged in the archive", str(error)))


def run(stage: Stage, tables: Sequence[Sequence[Record]]) -> list[Record]:
    """The rows of a stage. When a document breaks it, the others go through and that one becomes a Rejection with the error's words."""
    try:
        return list(stage.run(*tables))
    except Exception:
        if stage.key != "document":
            raise
    out: list[Record] = []
    for document in sorted({document_of(row) for rows in tables for row in rows}):
        try:
            out += stage.run(*([row for row in rows if document_of(row) == document] for rows in tables))
        except Exception as error:
            logging.getLogger(__name__).exception("%s failed on %s", stage.name, document)
            out.append(_failure(stage, document, error))
    return out


def document_of(row: Record) -> str:
    """The id of the document that a row came from."""
    if isinstance(row, Document | Raw):
        return row.id
    span = getattr(row, "span", None)
    return str(span.document if span is not None else getattr(row, "document", ""))


def _failure(stage: Stage, document: str, error: Exception) -> Rejection:
    words = f"{type(error).__name__}: {error}"
    message = f"{stage.name} could not work document {document} ({words}). Please report it with that document; the others were worked."
    return _rejection(stage.name, document, "internal error", message)


def _rejection(stage: str, document: str, reason: str, message: str) -> Rejection:
    return Rejection(
        id=record_id("r", stage, document, message),
        subject=document,
        document=document,
        start=-1,
        end=-1,
        quote="",
        step=stage,
        reason=reason,
        message=message,
    )


def run_in_memory(raws: Iterable[Raw], until: type[Record], chain: Chain = pipeline) -> dict[type[Record], list[Record]]:
    """The per-document part of the chain without a log, up to the stage that writes `until`. Rows by kind."""
    have: dict[type[Record], list[Record]] = defaultdict(list, {Raw: list(raws)})
    for stage in chain():
        if stage.key == "document" and Decision not in stage.reads:  # without a log nobody has decided anything
            for row in run(stage, [have[kind] for kind in stage.reads]):
                have[type(row)].append(row)
        if until in stage.writes:
            break
    return have
