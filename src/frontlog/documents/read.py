"""The stage documents.read: bytes in; a document, its labelled segments and its sentences out. No bytes make it raise.

Several items take each step of reading together, for each step has tables of its own (the parser's, the rules', those of languages):
one item after another through all steps, every step found its tables pushed out of near memory by the one before.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from frontlog.documents.extract import Extract, UnreadableError
from frontlog.documents.formats import extract
from frontlog.documents.indexes import PICTURES, TEASERS
from frontlog.documents.language import LOOKED_AT, LOOKED_AT_IN_BULK
from frontlog.documents.rows import document, places, stretches
from frontlog.documents.segment import Segmented, segment
from frontlog.model import Document, Origin, Raw, RawSpan, Rejection, Segment, Sentence, of_machine, record_id

STEP = "documents.read"
VERSION = "2"
ORIGIN = Origin(STEP, VERSION)
BULK = Origin(STEP, f"{VERSION} bulk")  # pages read by the fast extractor say so
TOGETHER = 32  # items
NO_REPORT = {
    TEASERS: "it only holds the openings of other reports, as the page of a topic does. Add the reports themselves.",
    PICTURES: "it only holds pictures with their captions. Add the report that they belong to.",
}
Row = Document | Segment | Sentence | RawSpan | Rejection


def read(raws: Sequence[Raw], origin: Origin = ORIGIN) -> Iterator[Row]:
    """Documents, segments, sentences and places in the bytes of raw items; one Rejection for each that gives none, and for what a
    reader should know."""
    for start in range(0, len(raws), TOGETHER):
        items = [_Item(raw, origin) for raw in raws[start : start + TOGETHER]]
        for step in (_extract, _label, _describe, _cut):
            for item in items:
                _take(step, item)
        for item in items:
            yield from item.rows


def read_bulk(raws: Sequence[Raw]) -> Iterator[Row]:
    """The same with the fast extractor for pages, for archives of millions. Places in the bytes of pages are left to where.py."""
    return read(raws, BULK)


@dataclass(slots=True)
class _Item:
    """An item on its way through the steps."""

    raw: Raw
    origin: Origin
    found: Extract = field(default_factory=lambda: Extract(text=""))
    labelled: Segmented = field(default_factory=lambda: Segmented((), (), (), ()))
    rows: list[Row] = field(default_factory=list)
    refused: bool = False


def _take(step: Callable[[_Item], None], item: _Item) -> None:
    """A step for an item; where it fails, a refusal is all that the item gives."""
    if item.refused:
        return
    name = item.raw.item.name
    try:
        step(item)
    except UnreadableError as fault:
        item.rows, item.refused = [_refuse(item.raw, fault.reason, f"'{name}': {fault.what}. {fault.next_step}")], True
    except Exception as error:  # whatever a file format's library may throw at damaged bytes: the batch goes on
        if of_machine(error):
            raise
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
        item.rows = [_refuse(item.raw, "unreadable", f"'{name}' could not be read ({what}). Save it as plain text and add that.")]
        item.refused = True


def _extract(item: _Item) -> None:
    raw = item.raw
    found = extract(raw.content, raw.item.media_type, raw.item.charset, bulk=item.origin is BULK)
    if not found.url and raw.item.name.startswith(("http://", "https://")):
        found = replace(found, url=raw.item.name)  # a page of a web archive is named by its address
    if not found.text.strip():
        raise UnreadableError("no text", "it holds no text", "Save the report into it again, or remove it.")
    item.found = found


def _label(item: _Item) -> None:
    item.labelled = segment(item.found.text, item.found.marks, again=item.origin is not BULK)


def _describe(item: _Item) -> None:
    looked_at = LOOKED_AT_IN_BULK if item.origin is BULK else LOOKED_AT
    item.rows.append(document(item.raw, item.found, item.labelled, item.origin, looked_at))


def _cut(item: _Item) -> None:
    raw, found, labelled = item.raw, item.found, item.labelled
    item.rows += places(raw.id, found)
    item.rows += stretches(raw.id, found.text, labelled, item.origin)
    for note in found.notes:
        item.rows.append(_refuse(raw, note.reason, f"'{raw.item.name}' was read, but {note.message}.", raw.id))
    if not any(block.kind == "body" for block in labelled.blocks):
        shown = next((NO_REPORT[block.reason] for block in labelled.blocks if block.reason in NO_REPORT), "")
        what = f"'{raw.item.name}' was read, but {shown or 'no line of it looks like a report. Check what was saved.'}"
        item.rows.append(_refuse(raw, "no report", what, raw.id))


def _refuse(raw: Raw, reason: str, message: str, document: str = "") -> Rejection:
    message = message.encode(errors="replace").decode()  # half a character in the name of a field cannot be stored
    return Rejection(
        id=record_id("r", STEP, raw.item.id, reason, message),
        subject=raw.item.name,
        document=document,
        start=-1,
        end=-1,
        quote="",
        step=STEP,
        reason=reason,
        message=message,
    )
