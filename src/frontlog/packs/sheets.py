"""The sheets of an .xlsx workbook as rows of words. No formulas, no formats: tables of codes need neither."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import ParseError, iterparse  # type: ignore[import-untyped]

from frontlog.model import FrontlogError
from frontlog.packs.delimited import Numbered
from frontlog.packs.guarded import MOST_MEMBERS, Source, bounded

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MOST_COLUMNS = 500
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d*)")


def sheets(source: Source) -> Iterator[tuple[str, Iterator[Numbered]]]:
    """The name of each sheet with its rows. Raises FrontlogError when the file is no workbook or larger than allowed."""
    try:
        with source.on_disk() as path, zipfile.ZipFile(path) as book:
            members = book.infolist()
            if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > source.most:
                raise FrontlogError(f"'{source.label}' unpacks to more than is allowed.", "Raise --max-mb, or save the sheet as CSV.")
            words = _shared(book, source)
            for name, member in _members(book, source):
                yield name, _rows(book, member, words, source)
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, OSError, EOFError) as error:
        raise FrontlogError(f"'{source.label}' could not be read as a workbook ({error}).", "Save its sheet as CSV in UTF-8.") from error


def _elements(book: zipfile.ZipFile, member: str, source: Source, tag: str) -> Iterator[Any]:
    """Elements of a part, one at a time; those that were read are forgotten. The size in the directory may lie, so it is counted anew."""
    with book.open(member) as part:
        for _, element in iterparse(bounded(part, source), events=("end",)):
            if element.tag == SPACE + tag:
                yield element
                element.clear()


def _shared(book: zipfile.ZipFile, source: Source) -> list[str]:
    """The words that cells point to by number."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return ["".join(t.text or "" for t in e.iter(SPACE + "t")) for e in _elements(book, "xl/sharedStrings.xml", source, "si")]


def _members(book: zipfile.ZipFile, source: Source) -> list[tuple[str, str]]:
    """Names of the sheets and the parts that hold them, in the order of the book."""
    with book.open("xl/_rels/workbook.xml.rels") as part:
        targets = {e.get("Id", ""): e.get("Target", "") for _, e in iterparse(part, events=("end",)) if e.tag.endswith("Relationship")}
    found = [(e.get("name", ""), targets.get(e.get(LINK, ""), "")) for e in _elements(book, "xl/workbook.xml", source, "sheet")]
    return [(name, target.lstrip("/") if target.startswith("/") else f"xl/{target}") for name, target in found if target]


def _rows(book: zipfile.ZipFile, member: str, words: list[str], source: Source) -> Iterator[Numbered]:
    for number, row in enumerate(_elements(book, member, source, "row"), 1):
        cells: list[str] = []
        for place, element in enumerate(row.iter(SPACE + "c")):
            at = _column(element.get("r", ""), place)
            if at < MOST_COLUMNS:
                cells += [""] * (at + 1 - len(cells))
                cells[at] = _text(element, words)
        if any(cell.strip() for cell in cells):
            stated = row.get("r", "")
            yield int(stated) if stated.isdigit() else number, cells


def _column(reference: str, place: int) -> int:
    found = _REFERENCE.match(reference)
    if not found:
        return place
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text(cell: Any, words: list[str]) -> str:
    kind = cell.get("t", "")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(SPACE + "t"))
    value = cell.find(SPACE + "v")
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        return words[int(text)] if text.isdigit() and int(text) < len(words) else ""
    return text
