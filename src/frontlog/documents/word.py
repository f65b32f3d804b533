"""Word processor files (.docx): paragraphs and tables in order, then footnotes, then running heads; within bounds."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from frontlog.documents.extract import Extract, Mark, Part, UnreadableError
from frontlog.documents.mojibake import mend
from frontlog.documents.text import clean

UNPACKED = 200_000_000  # bytes; a docx of 20 MB unpacks to less unless it was made to burst
RATIO = 200  # unpacked bytes per packed byte; XML of real documents reaches 30
CHARACTERS = 20_000_000
DEEPEST = 150  # elements within each other; the XML parser ends at 256
NEXT_STEP = "Save it as text (.txt) and add that."
TEXT, TAB, BOX = qn("w:t"), qn("w:tab"), qn("w:txbxContent")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BREAKS = (qn("w:br"), qn("w:cr"))
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
SKIPPED = (qn("w:del"), qn("w:moveFrom"), FALLBACK, qn("w:pPr"), qn("w:rPr"), qn("w:instrText"))
NOTES = ("footnotes", "endnotes")
# what the libraries raise at damaged parts; each was met by the fuzzer or stands in their code
DAMAGE = (
    *(KeyError, ValueError, AttributeError, SyntaxError, TypeError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error),
)

Line = tuple[str, str]  # the words, and the name of the part that they stand in


def word(content: bytes, charset: str = "") -> Extract:
    """Read a .docx. Raises UnreadableError for one that is protected, damaged, made to burst, or without text."""
    _check_size(content)
    try:
        document = docx.Document(io.BytesIO(content))
        title = " ".join(clean(document.core_properties.title or "").split())
        author = " ".join(clean(document.core_properties.author or "").split())
        body = [*_numbered("document", document.element.body), *_notes(document)]
        heads = list(_heads(document))
    except DAMAGE as error:
        raise UnreadableError("damaged", f"the .docx could not be opened ({str(error)[:80]})", NEXT_STEP) from error
    return _made(body, heads, title, "" if author == "python-docx" else author)  # what that library writes into every file it makes


def _made(body: Sequence[Line], heads: Sequence[Line], title: str, author: str) -> Extract:
    pieces, parts, marks, at = [], [], [], 0
    for number, (words, name) in enumerate((*body, *heads)):
        tidy = clean(mend(words)).strip()
        if not tidy or at > CHARACTERS:
            continue
        pieces.append(tidy)
        parts.append(Part(at, at + len(tidy), name))
        if number >= len(body):
            marks.append(Mark(at, at + len(tidy), "navigation", "running head or foot"))
        at += len(tidy) + 2
    if not any(part.name for part in parts[: len(parts) - len(marks)]):
        raise UnreadableError("no text", "the .docx holds no text", NEXT_STEP)
    return Extract(text="\n\n".join(pieces), title=title, author=author, marks=tuple(marks), parts=tuple(parts))


def _numbered(part: str, root: Any) -> Iterator[Line]:
    for number, words in enumerate(_blocks(root, 0), 1):
        yield words, f"word/{part}.xml paragraph {number}"


def _notes(document: Any) -> Iterator[Line]:
    """Footnotes and endnotes; the two rulers that every file has hold no words."""
    for related in document.part.rels.values():
        for name in NOTES:
            if not related.is_external and related.reltype.endswith(f"/{name}"):
                yield from _numbered(name, parse_xml(related.target_part.blob))


def _heads(document: Any) -> Iterator[Line]:
    """Running heads and feet, each once."""
    seen = set()
    for section in document.sections:
        for kind in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if kind.is_linked_to_previous:
                continue
            for words in _blocks(kind._element, 0):
                if words.strip() and words not in seen:
                    seen.add(words)
                    yield words, "word/header.xml or footer.xml"


def _blocks(element: Any, depth: int) -> Iterator[str]:
    """Paragraphs and table rows below an element, in order, whatever wraps them (content controls, insertions)."""
    if depth > DEEPEST:
        raise ValueError(f"elements nest more than {DEEPEST} deep")
    for child in element:
        if child.tag == PARAGRAPH:
            yield _words(child)
            for box in child.iter(BOX):
                if not any(above.tag == FALLBACK for above in box.iterancestors()):
                    yield from _blocks(box, depth + 1)
        elif child.tag == TABLE:
            yield from _rows(child, depth + 1)
        elif child.tag not in SKIPPED:
            yield from _blocks(child, depth + 1)


def _rows(table: Any, depth: int) -> Iterator[str]:
    """A row as one line."""
    for row in table.iterchildren(ROW):
        cells = []
        for cell in row.iter(CELL):
            if next((above for above in cell.iterancestors(ROW)), None) is row:
                words = " ".join(" ".join(_blocks(cell, depth + 1)).split())
                cells += [words] if words else []
        yield " | ".join(cells)


def _words(paragraph: Any) -> str:
    """The words of a paragraph without deleted ones and without those of text boxes, which follow it."""
    out: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == TEXT:
            out.append(element.text or "")
        elif element.tag == TAB:
            out.append("\t")
        elif element.tag in BREAKS:
            out.append("\n")
        elif element.tag not in SKIPPED and element.tag != BOX:
            stack += reversed(element)
    return "".join(out)


def _check_size(content: bytes) -> None:
    """Refuse a file that would burst when unpacked, before anything is unpacked."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            "encrypted", "the document is protected by a password or of the old .doc format", "Save it as .docx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("damaged", "the .docx is no whole zip archive", NEXT_STEP) from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED or unpacked > RATIO * max(len(content), 50_000):
        raise UnreadableError("too large unpacked", f"the .docx would unpack to {unpacked / 1e6:.0f} MB", NEXT_STEP)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("encrypted", "the .docx is protected by a password", "Save it without one and add it again.")
