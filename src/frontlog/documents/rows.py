"""The rows of one document: what reading it found, as records."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from frontlog.documents.dateline import place_of
from frontlog.documents.dates import candidates, choose
from frontlog.documents.day_headings import REASON
from frontlog.documents.extract import Extract
from frontlog.documents.formats import stated
from frontlog.documents.language import language
from frontlog.documents.lines import plain
from frontlog.documents.outlet import provenance
from frontlog.documents.segment import Segmented
from frontlog.documents.sentences import sentences
from frontlog.documents.where import spans
from frontlog.model import Document, Origin, Raw, RawSpan, Segment, Sentence, Span, quick, record_ids
from frontlog.reference.outlets import load_outlets

TOPIC = 2  # words of a topic over a headline
_segment, _sentence, _span = quick(Segment), quick(Sentence), quick(Span)


def document(raw: Raw, found: Extract, labelled: Segmented, origin: Origin, looked_at: int) -> Document:
    """The document. `looked_at`: characters of its report that its language is told from."""
    text = found.text
    whose = provenance(text, labelled, found, _usual)
    found = replace(found, dates=(*found.dates, *stated(raw.item.listed_published, "listed")))
    dates = candidates(text, labelled, found, whose, raw.item.name)
    chosen = choose(dates)
    body = "\n".join([text[block.start : block.end] for block in labelled.blocks if block.kind == "body"])
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
        language=language(body or text, looked_at),
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
    """The headline: the first title, or the one right under it where that is a topic of a word or two ("Cabo Delgado")."""
    titles = [(number, block) for number, block in enumerate(labelled.blocks) if block.kind == "title" and block.reason != REASON]
    said = [plain(text[block.start : block.end]) for _, block in titles[:2]]
    if len(said) < 2 or titles[1][0] != titles[0][0] + 1:
        return said[0] if said else ""
    topic = len(said[0].split()) <= TOPIC and all(word[:1].isupper() for word in said[0].split()) and said[0][-1].isalnum()
    return said[1] if topic and len(said[1].split()) > 2 * TOPIC and not said[1].endswith(".") else said[0]


def places(document: str, found: Extract) -> Iterator[RawSpan]:
    """Where the text stands in the archived bytes, as runs; or in which part of the file."""
    if found.source:
        yield from spans(document, found.source)
    for part in found.parts:
        yield RawSpan(document=document, start=part.start, end=part.end, raw_start=-1, raw_end=-1, part=part.name)


def stretches(document: str, text: str, labelled: Segmented, origin: Origin) -> Iterator[Segment | Sentence]:
    """The segments of a text, each followed by its sentences, which only title and body have."""
    segment_id, sentence_id = record_ids("s", document), record_ids("n", document)
    paragraph = number = 0
    for block in labelled.blocks:
        yield _segment(
            id=segment_id(block.start, block.end),
            span=_span(document, block.start, block.end, text[block.start : block.end]),
            kind=block.kind,
            reason=block.reason,
            origin=origin,
        )
        if block.kind not in ("title", "body"):
            continue
        for part in sentences(text, block.start, block.end):
            yield _sentence(
                id=sentence_id(part.start, part.end),
                span=_span(document, part.start, part.end, text[part.start : part.end]),
                number=number,
                paragraph=paragraph,
                kind=block.kind,
            )
            number += 1
        paragraph += 1
