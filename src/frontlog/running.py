"""The rows of a stage, document by document where one of them breaks it. Knows no log."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from frontlog.model import Dating, Decision, Document, Raw, Record, Rejection, Stage, of_machine, record_id

FEW = Dating  # rows of a step that needs every row, which a step reads document by document again
Chain = Callable[[], tuple[Stage, ...]]


def run(stage: Stage, tables: Sequence[Sequence[Record]]) -> list[Record]:
    """The rows of a stage. When a document breaks it, the others go through and that one becomes a Rejection with the error's words. Errors
    of the machine, such as too little memory, are no document's and are raised."""
    try:
        return list(stage.run(*tables))
    except Exception as error:
        if stage.key != "document" or of_machine(error):
            raise
    out: list[Record] = []
    for document in documents_of(tables):
        try:
            out += stage.run(*only(tables, document))
        except Exception as error:
            if of_machine(error):
                raise
            logging.getLogger(__name__).exception("%s failed on %s", stage.name, document)
            out.append(_failure(stage, document, error))
    return out


def documents_of(tables: Iterable[Iterable[Record]]) -> list[str]:
    """The documents that some rows came from, in order."""
    return sorted({document_of(row) for rows in tables for row in rows})


def only(tables: Sequence[Sequence[Record]], document: str) -> list[list[Record]]:
    """Of each table the rows of one document."""
    return [[row for row in rows if document_of(row) == document] for rows in tables]


def document_of(row: Record) -> str:
    """The id of the document that a row came from."""
    if isinstance(row, Document | Raw):
        return row.id
    span = getattr(row, "span", None)
    return str(span.document if span is not None else getattr(row, "document", ""))


def _failure(stage: Stage, document: str, error: Exception) -> Rejection:
    words = f"{type(error).__name__}: {error}"
    message = f"{stage.name} could not work document {document} ({words}). Please report it with that document; the others were worked."
    return rejection(stage.name, document, "internal error", message)


def rejection(stage: str, document: str, reason: str, message: str) -> Rejection:
    """A document that a stage gave up."""
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


def run_in_memory(raws: Iterable[Raw], until: type[Record], chain: Chain) -> dict[type[Record], list[Record]]:
    """The per-document part of the chain without a log, up to the stage that writes `until`. Rows by kind."""
    have: dict[type[Record], list[Record]] = defaultdict(list, {Raw: list(raws)})
    for stage in chain():
        if stage.key == "document" and not {Decision, FEW}.intersection(stage.reads):  # without a log nobody has decided anything
            for row in run(stage, [have[kind] for kind in stage.reads]):
                have[type(row)].append(row)
        if until in stage.writes:
            break
    return have
