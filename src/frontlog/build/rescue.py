"""A shard that kills its workers or takes all their memory: the document that does it is put aside by its name, and the others go on.

The shard is cut into parts, and those that no worker lives through into smaller ones, until a document stands alone. What the parts give
is what the shard would have given: a stage that is split by document works each document by itself.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from frontlog.build.task import Task
from frontlog.build.work import put, stage_of, tables
from frontlog.engine import Executor, LostWorkerError
from frontlog.engine.lost import HUNGRY, TRIES
from frontlog.model import Raw, Record, Rejection, Stage
from frontlog.running import document_of, rejection, run
from frontlog.store import Shard

PARTS = 16
PART_TRIES = 2  # with others beside it, and alone: a part that fails twice is cut
QUARANTINED, STARVED = "killed its worker", "out of memory"


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents of a shard."""

    task: Task
    documents: tuple[str, ...]


def rescued(executor: Executor, task: Task, names: Mapping[str, str], how: str) -> Shard:
    """The shard of a task whose workers died or ran out of memory. `names` are those of its documents, by id. Raises LostWorkerError for a
    stage that needs all rows at once."""
    stage = stage_of(task)
    if stage.key != "document":
        raise LostWorkerError(
            f"Each worker that took up {task.stage} died ({how}). It looks at all reports at once, so none can be put aside.",
            "Most often memory ran out: run the same again with fewer --workers or on a larger machine. What is finished is kept.",
        )
    logging.getLogger(__name__).info("%s killed its workers on shard %s (%s)", task.stage, task.bucket, how)
    worked = sorted(names) if task.fresh is None else task.fresh  # rows of the others are taken over
    return put(task, stage, _parts(executor, stage, Part(task, tuple(worked)), names))


def _parts(executor: Executor, stage: Stage, whole: Part, names: Mapping[str, str]) -> list[Record]:
    """The rows of all documents of a part; of those that no worker lives through, a Rejection."""

    def lost(part: Part, how: str) -> list[Record]:
        if len(part.documents) > 1:
            return _parts(executor, stage, part, names)
        (document,) = part.documents
        return [_quarantined(stage, document, names[document], how)]

    step = -(-len(whole.documents) // PARTS)
    cut = [whole.documents[n : n + step] for n in range(0, len(whole.documents), step)]
    rows: list[Record] = []
    for found in executor.map(work_part, [Part(whole.task, some) for some in cut], lost, TRIES if step == 1 else PART_TRIES):
        rows += found
    return rows


def work_part(part: Part) -> list[Record]:
    """Run in a worker: the rows that the stage gives for some documents of a shard."""
    wanted, refused = set(part.documents), list[Rejection]()
    task = replace(part.task, items=tuple(item for item in part.task.items if item.id in wanted))
    stage = stage_of(task)
    given = [[row for row in rows if document_of(row) in wanted] for rows in tables(task, stage, refused)]
    return [*run(stage, given), *refused]


def _quarantined(stage: Stage, document: str, name: str, how: str) -> Rejection:
    """Says nothing of how a process died: that hangs on the engine, and the tables must not. Running out of memory looks alike on all."""
    starved = how == HUNGRY
    did = "ran out of memory each time that it was worked alone" if starved else "killed each process that worked it"
    why = "" if starved else "Most often it takes more memory than there is. "
    message = (
        f"'{name}' {did} in {stage.name} ({TRIES} tries) and was put aside; the other reports were worked. {why}To try it "
        f"again{' on a larger machine' if starved else ''}, delete the folder tables/{stage.name} of the log and build: that step is "
        "worked anew."
    )
    logging.getLogger(__name__).warning("%s (The last one: %s.)", message, how)
    row = rejection(stage.name, document, STARVED if starved else QUARANTINED, message)
    return replace(row, subject=name, document="") if Raw in stage.reads else row
