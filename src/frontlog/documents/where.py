"""Where the words of a page that was read in bulk stand in its bytes: worked out when somebody asks, not for each of millions of pages."""

from collections.abc import Iterator

from frontlog.documents.align import align
from frontlog.documents.formats import shown
from frontlog.documents.markup import declared
from frontlog.documents.places import Placed, runs
from frontlog.documents.text import decode
from frontlog.model import Raw, RawSpan


def where(raw: Raw, text: str) -> tuple[RawSpan, ...]:
    """The same rows that reading the page carefully stores (table raw_spans); none for what is no page. `text` is its clean text."""
    if shown(raw.content, raw.item.media_type) != "text/html":
        return ()
    decoded = decode(raw.content, raw.item.charset, declared(raw.content), source=True)
    return tuple(spans(raw.item.id, align(text, decoded.source)))


def spans(document: str, source: Placed) -> Iterator[RawSpan]:
    """The runs of a text as rows."""
    for run in runs(source):
        yield RawSpan(document=document, start=run.start, end=run.end, raw_start=run.raw_start, raw_end=run.raw_end, form=run.form)
