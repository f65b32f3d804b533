"""Tables in CSV: lists of addresses, GDELT's article lists, auto-archiver's files. A row may hold the report's text, too."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO

from frontlog.sources.addresses import Address, address, harmless
from frontlog.sources.literal import read_literal
from frontlog.sources.quotes import Records

# What columns are called, in lower case: plain lists, GDELT (DOC 2.0 and GKG), auto-archiver's sheet and file.
COLUMNS = {
    "url": ("url", "link", "address", "uri", "sourceurl", "source_url", "documentidentifier", "web address"),
    "title": ("title", "headline", "upload title"),
    "outlet": ("outlet", "domain", "site", "publisher", "sourcecommonname"),
    "published": ("published", "date", "publication date", "pubdate", "published_at", "upload timestamp", "timestamp"),
    "seen": ("seendate", "seen", "archive date"),
    "text": ("text", "content", "text content"),
}
GDELT = "mobileurl"  # a column that only GDELT's lists have; their "Date" is the day on which GDELT saw the page
ARCHIVER = {"status", "metadata", "media"}
SEEN_STAMP = re.compile(r"^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?$")
NO_COLUMN = 'belongs to a table without a column of addresses. Name that column "url"'
SAMPLE = 65_536
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: where its report lies and what it says, or `fault`: why it gives neither."""

    number: int  # line in the file on which the row ends
    address: Address | None
    text: str = ""
    fault: str = ""


def read_table(handle: BinaryIO, most: int) -> Iterator[TableRow]:
    """The rows of a CSV file that can be sought in, one at a time. Works without a header if a column holds addresses."""
    head = handle.read(SAMPLE)
    handle.seek(0)
    stream = TextIOWrapper(handle, encoding=_encoding(head), errors="replace", newline="")
    rows = _table(Records(stream, most, _delimiter(head.decode(stream.encoding, "replace"))))
    try:
        while row := _next(rows, most):
            yield row
    finally:
        stream.detach()


def _next(rows: Iterator[TableRow], most: int) -> TableRow | None:
    """The next row under our limit of a cell. The limit is the process's own, so it is put back before anybody else reads a table."""
    before = csv.field_size_limit(most)  # Python's own limit of 131,072 is less than a long report
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(before)


def _table(records: Records) -> Iterator[TableRow]:
    columns: dict[str, int] | None = None
    named = 0  # the line whose fault was told last: no line is named twice
    for record in records:
        if record.fault and record.begun != named:
            named = record.begun
            yield TableRow(named, None, fault=record.fault)
        if record.cells is None or not any(cell.strip() for cell in record.cells):
            continue
        if columns is None:
            columns, header = _columns(record.cells)
            records.looks = partial(_looks, columns, len(record.cells))
            if not columns:
                if record.number != named:
                    yield TableRow(record.number, None, fault=NO_COLUMN)
                return
            if header:
                continue
        row = _row(record.number, record.cells, columns)
        if not row.fault or row.number != named:
            yield row


def _looks(columns: dict[str, int], width: int, cells: list[str]) -> bool:
    """Whether a line that stands inside a cell could be a row of the table: as many cells, and an address where addresses stand."""
    if len(cells) != width:
        return False
    if "archiver" in columns:
        return cells[columns["archiver"]].lstrip().startswith("{")
    return address(cells[columns["url"]]) is not None if "url" in columns else width > 1


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if head[1::2].count(0) > len(head) / 4:  # in Latin script nearly every second byte
        return "utf-16-le"
    if head[0::2].count(0) > len(head) / 4:
        return "utf-16-be"
    try:
        head[: head.rfind(b"\n") + 1 or len(head)].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(head: str) -> str:
    first = head.lstrip("\ufeff\r\n ").partition("\n")[0]
    return max(DELIMITERS, key=lambda mark: (first.count(mark), -DELIMITERS.index(mark)))


def _columns(cells: list[str]) -> tuple[dict[str, int], bool]:
    """Which column is which, and whether this row was a header."""
    names = [cell.strip().lower().lstrip("\ufeff") for cell in cells]
    found = {field: names.index(name) for field, known in COLUMNS.items() for name in reversed(known) if name in names}
    if set(names) >= ARCHIVER:
        return {"archiver": names.index("metadata")}, True
    if GDELT in names and "published" in found:
        found["seen"] = found.pop("published")
    if "url" in found or "text" in found:
        return found, True
    return next(({"url": at} for at, cell in enumerate(cells) if address(cell)), {}), False


def _row(number: int, cells: list[str], columns: dict[str, int]) -> TableRow:
    values = {field: cells[at].strip() for field, at in columns.items() if at < len(cells)}
    if "archiver" in values:
        values = _archived(values["archiver"])
    found = address(
        values.get("url", ""),
        title=values.get("title", ""),
        outlet=values.get("outlet", ""),
        published=values.get("published", ""),
        seen=stamp(values.get("seen", "")),
    )
    text = values.get("text", "")
    if found is None and not text:
        return TableRow(number, None, fault=f"holds no address of the web ('{harmless(values.get('url', ''))}')")
    return TableRow(number, found or Address("", values.get("title", ""), values.get("outlet", ""), values.get("published", "")), text)


def _archived(words: str) -> dict[str, str]:
    """What auto-archiver's file says about a page: its column "metadata" is a dictionary as Python prints it."""
    value = read_literal(words)
    if not isinstance(value, dict):
        return {}
    names = {"url": "url", "title": "title", "content": "text", "timestamp": "published", "_processed_at": "seen"}
    return {field: str(value[name]) for name, field in names.items() if isinstance(value.get(name), str)}


def stamp(words: str) -> str:
    """GDELT's time (20230918T031500Z) in ISO form; other words as they are."""
    found = SEEN_STAMP.match(words)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else words
