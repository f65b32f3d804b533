"""A whole build of a log, from the reports to its new state."""

import logging
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from frontlog import __version__
from frontlog.build.asking import collect
from frontlog.build.chain import work_chain
from frontlog.build.ingest import ingest
from frontlog.build.meter import Meter
from frontlog.build.task import Ask, Progress
from frontlog.engine import Executor
from frontlog.model import RECORDS, Document, FrontlogError, Raw, Rejection
from frontlog.pipeline import pipeline
from frontlog.reference.packs import Pack
from frontlog.running import Chain
from frontlog.sources.files import Limits, read
from frontlog.sources.rows import Kept
from frontlog.store import Log, Shard, read_rows
from frontlog.store.atomic import unwritten
from frontlog.store.duck import write_views
from frontlog.store.noting import note
from frontlog.store.shards import files_of
from frontlog.store.spent import Builds, Spent, totals

READING = "documents.read"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. `rows` counts the rows of each table; `refused` are the files it could not read, or that gave no document."""

    documents: int
    added: int
    refused: tuple[Rejection, ...]
    shards: int
    reused: int
    rows: dict[str, int]


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
    log, begun, meter = Log.create(root), time.monotonic(), Meter(executor)
    with log.lock():
        told, given = _told(log), set[str]()
        with meter.step("sources.read"):
            added, refused = ingest(log, _named(read(paths, limits), given), progress)
        if ask is not None:
            refused += collect(log, meter, progress, chain, ask)
        shards, reused = work_chain(log, meter, progress, chain)
        # said again where the report was given again, as of a file that was refused at once
        unread = _without_document(log, shards)
        added = max(0, added - sum(row.id not in told for row in unread))
        refused += [row for row in unread if row.id not in told or row.subject in given]
        try:
            with meter.step("log.history"):
                note(log, shards, __version__, datetime.now(UTC))
            with meter.step("log.commit"):
                log.commit(shards, __version__, [pack.plain() for pack in packs])
                write_views(log)
        except OSError as error:
            raise unwritten("The new state of the log", error) from error
        rows = {kind.table: sum(f.rows for f in files) for kind in RECORDS if (files := files_of(shards, kind))}
        built = Built(rows.get(Document.table, 0), added, tuple(refused), len(shards), reused, dict(sorted(rows.items())))
        _note_cost(log, meter, built, time.monotonic() - begun)
    return built


def _note_cost(log: Log, meter: Meter, built: Built, seconds: float) -> None:
    """Say in the log what the build cost. The tables are whole by now, so nothing is lost where this cannot be written."""
    steps = meter.steps()
    at, cores = datetime.now(UTC).replace(microsecond=0), os.cpu_count() or 1
    spent = Spent(
        at, __version__, meter.engine, cores, log.state(), built.documents, built.added, round(seconds, 3), *totals(steps), tuple(steps)
    )
    try:
        Builds(log.root).add(spent)
    except OSError as error:
        logging.getLogger(__name__).warning("What this build cost could not be noted in the log (%s); its tables are whole.", error)


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
    paths = sorted(f.path for s in shards if s.stage == READING and (f := s.of(Rejection)) and f.rows)
    return sorted((row for row in read_rows(log.root, Rejection, paths) if not row.document), key=lambda row: (row.subject, row.id))
