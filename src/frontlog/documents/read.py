"""The stage documents.read: bytes in; a document, its labelled segments and its sentences out. No bytes make it raise."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from frontlog.documents.dateline import place_of
from frontlog.documents.dates import candidates, choose
from frontlog.documents.extract import Extract, UnreadableError
from frontlog.documents.formats import extract, stated
from frontlog.documents.language import LOOKED_AT, LOOKED_AT_IN_BULK, language
from frontlog.documents.lines import plain
from frontlog.documents.outlet import provenance
from frontlog.documents.segment import Segmented, segment
from frontlog.documents.sentences import sentences
from frontlog.documents.where import spans
from frontlog.model import Document, Origin, Raw, RawSpan, Rejection, Segment, Sentence, Span, record_id
from frontlog.reference.outlets import load_outlets

STEP = "documents.read"
VERSION = "2"
ORIGIN = Origin(STEP, VERSION)
BULK = Origin(STEP, f"{VERSION} bulk")  # pages read by the fast extractor say so
Row = Document | Segment | Sentence | RawSpan | Rejection


def read(raws: Sequence[Raw], origin: Origin = ORIGIN) -> Iterator[Row]:
    """Documents, segments, sentences and places in the bytes of raw items; one Rejection for each that gives none, and for what a
    reader should know."""
    for raw in raws:
        rows: list[Row] = []
        try:
            rows = list(_rows(raw, origin))
        except UnreadableError as fault:
            rows = [_refuse(raw, fault.reason, f"'{raw.item.name}': {fault.what}. {fault.next_step}")]
        except Exception as error:  # whatever a file format's library may throw at damaged bytes: the batch goes on
            what = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
            rows = [_refuse(raw, "unreadable", f"'{raw.item.name}' could not be read ({what}). Save it as plain text and add that.")]
        yield from rows


def read_bulk(raws: Sequence[Raw]) -> Iterator[Row]:
    """The same with the fast extractor for pages, for archives of millions. Places in the bytes of pages are left to where.py."""
    return read(raws, BULK)


def _rows(raw: Raw, origin: Origin) -> Iterator[Row]:
    found = extract(raw.content, raw.item.media_type, raw.item.charset, bulk=origin is BULK)
    if not found.url and raw.item.name.startswith(("http://", "https://")):
        found = replace(found, url=raw.item.name)  # a page of a web archive is named by its address
    text = found.text
    if not text.strip():
        raise UnreadableError("no text", "it holds no text", "Save the report into it again, or remove it.")
    labelled = segment(text, found.marks)
    yield _document(raw, found, labelled, origin)
    yield from _places(raw.item.id, found)
    paragraph = number = 0
    for block in labelled.blocks:
        yield Segment(
            id=record_id("s", raw.item.id, block.start, block.end),
            span=Span(raw.item.id, block.start, block.end, text[block.start : block.end]),
            kind=block.kind,
            reason=block.reason,
            origin=origin,
        )
        if block.kind not in ("title", "body"):
            continue
        for part in sentences(text, block.start, block.end):
            yield Sentence(
                id=record_id("n", raw.item.id, part.start, part.end),
                span=Span(raw.item.id, part.start, part.end, text[part.start : part.end]),
                number=number,
                paragraph=paragraph,
                kind=block.kind,
            )
            number += 1
        paragraph += 1
    for note in found.notes:
        yield _refuse(raw, note.reason, f"'{raw.item.name}' was read, but {note.message}.", raw.item.id)
    if not any(block.kind == "body" for block in labelled.blocks):
        yield _refuse(
            raw, "no report", f"'{raw.item.name}' was read, but no line of it looks like a report. Check what was saved.", raw.item.id
        )


def _places(document: str, found: Extract) -> Iterator[RawSpan]:
    """Where the text stands in the archived bytes, as runs; or in which part of the file."""
    if found.source:
        yield from spans(document, found.source)
    for part in found.parts:
        yield RawSpan(document=document, start=part.start, end=part.end, raw_start=-1, raw_end=-1, part=part.name)


def _document(raw: Raw, found: Extract, labelled: Segmented, origin: Origin) -> Document:
    text = found.text
    whose = provenance(text, labelled, found, _usual)
    found = replace(found, dates=(*found.dates, *stated(raw.item.listed_published, "listed")))
    dates = candidates(text, labelled, found, whose, raw.item.name)
    chosen = choose(dates)
    body = "\n".join(text[block.start : block.end] for block in labelled.blocks if block.kind == "body")
    return Document(
        id=raw.item.id,
        name=raw.item.name,
        # a list's name for the outlet counts only where the page has none, not even a host: two names of one outlet would be two voices
        outlet=whose.outlet or _usual(raw.item.listed_outlet) or raw.item.listed_outlet,
        republished_by=whose.republished_by or found.republished_by,
        url=found.url or next((field.value for field in labelled.fields if field.name == "url" and "://" in field.value), raw.item.url),
        title=found.title or _title(text, labelled) or raw.item.listed_title,
        author=whose.author,
        published=chosen.day if chosen else None,
        published_role=chosen.role if chosen else "",
        dates=dates,
        language=language(body or text, LOOKED_AT_IN_BULK if origin is BULK else LOOKED_AT),
        sha256_raw=raw.item.sha256,
        sha256_clean=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        origin=origin,
        retrieved=raw.item.retrieved,
        part=raw.item.part,
        dateline_place=place_of(text, labelled.blocks),
    )


def _usual(name: str) -> str:
    """The usual name of an outlet by a name, spelling or web host; empty for one that the table of outlets does not hold."""
    known = load_outlets().find(name)
    return known.name if known else ""


def _title(text: str, labelled: Segmented) -> str:
    return next((plain(text[block.start : block.end]) for block in labelled.blocks if block.kind == "title"), "")


def _refuse(raw: Raw, reason: str, message: str, document: str = "") -> Rejection:
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
