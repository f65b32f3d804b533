"""Portable documents and word processor files: their text in reading order, within bounds."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence

import docx
import pypdfium2
from docx.table import Table
from docx.text.paragraph import Paragraph

from frontlog.documents.extract import Extract, Mark, Note, UnreadableError
from frontlog.documents.text import clean

PAGES = 2000  # more is a book, not a report
UNPACKED = 200_000_000  # bytes; a docx of 20 MB unpacks to less unless it was made to burst
RATIO = 200  # unpacked bytes per packed byte; XML of real documents reaches 30
CHARACTERS = 20_000_000
NEXT_STEP = "Save it as text (.txt) and add that."


def pdf(content: bytes) -> Extract:
    """Text of a PDF page by page; lines that repeat at the edge of pages are marked as navigation."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("encrypted", "the PDF is protected by a password", "Save it without one and add it again.") from error
        raise UnreadableError(
            "damaged", f"the PDF could not be opened ({error})", "Open and save it anew, or convert it to text."
        ) from error
    try:
        count = len(document)
        pages = [_page(document, number) for number in range(min(count, PAGES))]
    finally:
        document.close()
    text = "\n\n".join(page for page in pages if page)[:CHARACTERS]
    if not any(c.isalnum() for c in text):
        raise UnreadableError(
            "no text", "the PDF holds pictures of pages but no text", "Run text recognition (OCR) on it first, then add it again."
        )
    notes = (Note("cut short", f"only its first {PAGES} pages of {count} were read"),) if count > PAGES else ()
    return Extract(text=text, marks=tuple(_running(text, pages)), notes=notes)


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        found: str = words.get_text_bounded()
    finally:
        words.close()
        page.close()
    # pdfium writes U+FFFE (or U+0002) for a hyphen at the end of a line
    return clean(found.replace("\ufffe", "-").replace("\x02", "-")).strip()


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


def word(content: bytes) -> Extract:
    """Text of a .docx: paragraphs and tables in order, a table row as one line."""
    _check_size(content)
    try:
        document = docx.Document(io.BytesIO(content))
        lines = [clean(line).strip() for block in document.iter_inner_content() for line in _lines(block)]
        title = " ".join(clean(document.core_properties.title or "").split())
        author = " ".join(clean(document.core_properties.author or "").split())
    except (KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise UnreadableError("damaged", f"the .docx could not be opened ({str(error)[:80]})", NEXT_STEP) from error
    text = "\n\n".join(line for line in lines if line)[:CHARACTERS]
    if not text:
        raise UnreadableError("no text", "the .docx holds no text", NEXT_STEP)
    # "python-docx" is what that library writes into every file it makes
    return Extract(text=text, title=title, author="" if author == "python-docx" else author)


def _lines(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        cells: list[str] = []
        for cell in row.cells:
            words = " ".join(cell.text.split())
            if words and words not in cells[-1:]:  # a merged cell is listed once for each column it spans
                cells.append(words)
        yield " | ".join(cells)


def _check_size(content: bytes) -> None:
    """Refuse a file that would burst when unpacked, before anything is unpacked."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            "encrypted", "the document is protected by a password or of the old .doc format", "Save it as .docx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableError("damaged", "the .docx is no whole zip archive", NEXT_STEP) from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED or unpacked > RATIO * max(len(content), 50_000):
        raise UnreadableError("too large unpacked", f"the .docx would unpack to {unpacked / 1e6:.0f} MB", NEXT_STEP)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("encrypted", "the .docx is protected by a password", "Save it without one and add it again.")
