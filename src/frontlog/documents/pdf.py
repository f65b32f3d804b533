"""Portable documents (PDF): their text page by page, within bounds."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2

from frontlog.documents.extract import Extract, Mark, Note, Part, UnreadableError
from frontlog.documents.mojibake import mend
from frontlog.documents.text import clean

PAGES = 2000  # more is a book, not a report
CHARACTERS = 20_000_000


def pdf(content: bytes, charset: str = "") -> Extract:
    """Text of a PDF; lines that repeat at the edge of pages are marked as navigation. Raises UnreadableError without text."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("encrypted", "the PDF is protected by a password", "Save it without one and add it again.") from error
        raise UnreadableError(
            "damaged", f"the PDF could not be opened ({str(error).rstrip('.')})", "Open and save it anew, or convert it to text."
        ) from error
    try:
        count = len(document)
        pages, broken = _pages(document, min(count, PAGES))
    finally:
        document.close()
    if not any(c.isalnum() for page in pages for c in page):
        raise UnreadableError(
            "no text", "the PDF holds pictures of pages but no text", "Run text recognition (OCR) on it first, then add it again."
        )
    text = "\n\n".join(page for page in pages if page)
    notes = [Note("cut short", f"only its first {len(pages)} pages of {count} were read")] if len(pages) < count else []
    if broken:
        notes.append(Note("page not read", f"its page {', '.join(map(str, broken[:10]))} could not be read; open and save it anew"))
    return Extract(text=text, marks=tuple(_running(text, pages)), notes=tuple(notes), parts=tuple(_parts(pages)))


def _pages(document: pypdfium2.PdfDocument, count: int) -> tuple[list[str], list[int]]:
    """The text of each page up to CHARACTERS in all, and the numbers of the pages that are damaged."""
    pages: list[str] = []
    broken: list[int] = []
    size = 0
    for number in range(count):
        try:
            pages.append(_page(document, number))
        except pypdfium2.PdfiumError:
            pages.append("")
            broken.append(number + 1)
        size += len(pages[-1])
        if size > CHARACTERS:
            break
    return pages, broken


def _parts(pages: Sequence[str]) -> Iterator[Part]:
    at = 0
    for number, page in enumerate(pages, 1):
        if page:
            yield Part(at, at + len(page), f"page {number}")
            at += len(page) + 2


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        found: str = words.get_text_bounded()
    finally:
        words.close()
        page.close()
    # pdfium writes U+FFFE (or U+0002) for a hyphen at the end of a line
    return clean(mend(found.replace("\ufffe", "-").replace("\x02", "-"))).strip()


def _running(text: str, pages: Sequence[str]) -> Iterator[Mark]:
    """Heads and feet that stand on three pages or more, page numbers aside."""
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page.split("\n") if line.strip()]
        edges.update({_shape(line) for line in (*lines[:2], *lines[-2:])})
    repeated = {shape for shape, count in edges.items() if count >= 3}
    offset = 0
    for line in text.split("\n"):
        if line.strip() and _shape(line) in repeated:
            yield Mark(offset, offset + len(line), "navigation", "running head or foot")
        offset += len(line) + 1


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
