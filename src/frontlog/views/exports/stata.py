"""Our tables for Stata: a .dta file of release 118 (Stata 14 and later; UTF-8), with the code book's meanings as labels.

No library for it: the format is a sequence of tagged blocks, and this way equal rows give equal bytes.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any, BinaryIO

from frontlog.views.exports.codebook import Column, tables
from frontlog.views.exports.export import Export
from frontlog.views.exports.incidents import Row

DAY_ZERO = date(1960, 1, 1)
TIME_ZERO = datetime(1960, 1, 1, tzinfo=UTC)
LONG_TEXT, DOUBLE, LONG, BYTE = 32768, 65526, 65528, 65530
NO_DOUBLE, NO_LONG, NO_BYTE = struct.pack("<Q", 0x7FE0000000000000), struct.pack("<i", 0x7FFFFFE5), struct.pack("<b", 101)  # Stata's "."
MOST_DOUBLE, MOST_LONG = 8.988e307, 2_147_483_620
WIDEST = 200  # bytes of a cell: columns with longer ones keep their texts behind the rows, for every row is as wide as the widest
LABEL = 80  # characters
MILLISECOND = timedelta(milliseconds=1)
Cells = list[bytes]
Long = dict[tuple[int, int], bytes]  # by row and column, from 1 on: the texts that stand behind the rows


class Dta:
    """A writer of a table as .dta."""

    def __init__(self, table: str, rows: Callable[[Export], Iterator[Row]]) -> None:
        self.table = table
        self.rows = rows

    def __call__(self, export: Export, out: BinaryIO) -> None:
        book = tables()[self.table]
        values: list[list[Any]] = [[] for _ in book]
        for row in self.rows(export):
            for column, kept in zip(book, values, strict=True):
                kept.append(_text(row[column.name]) if column.type in ("text", "list") else row[column.name])
        _write(out, book, values)


def _text(value: Any) -> bytes:
    """A text as it may stand in a cell: Stata runs no formulas, so nothing is put before a sign, but the byte 0 would end it."""
    found = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    return found.replace("\x00", " ").encode()


def _write(out: BinaryIO, book: Sequence[Column], values: Sequence[list[Any]]) -> None:
    long: Long = {}
    held = [_held(column, found, number, long) for number, (column, found) in enumerate(zip(book, values, strict=True), 1)]
    head = b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>"
    head += b"<K>%b</K><N>%b</N>" % (struct.pack("<H", len(book)), struct.pack("<Q", len(values[0])))
    head += b"<label>\x00\x00</label><timestamp>\x00</timestamp></header>"  # no time: it would make equal rows give unequal bytes
    blocks = {
        "variable_types": b"".join(struct.pack("<H", kind) for kind, _, _ in held),
        "varnames": b"".join(_field(column.name, 129) for column in book),
        "sortlist": bytes(2 * (len(book) + 1)),
        "formats": b"".join(_field(shown, 57) for _, shown, _ in held),
        "value_label_names": bytes(129 * len(book)),
        "variable_labels": b"".join(_field(column.meaning[:LABEL], 321) for column in book),
        "characteristics": b"",
        "data": b"".join(chain.from_iterable(zip(*(cells for _, _, cells in held), strict=True))),
        "strls": b"".join(_behind(at, long[at]) for at in sorted(long)),
        "value_labels": b"",
    }
    places, end = [0, len(head)], len(head) + len("<map></map>") + 14 * 8
    for name, block in blocks.items():
        places.append(end)
        end += len(block) + 2 * len(name) + len("<></>")
    places += [end, end + len("</stata_dta>")]
    out.write(head + b"<map>" + struct.pack("<14Q", *places) + b"</map>")
    for name, block in blocks.items():
        out.write(b"<%b>%b</%b>" % (name.encode(), block, name.encode()))
    out.write(b"</stata_dta>")


def _field(text: str, width: int) -> bytes:
    return text.encode()[: width - 1].ljust(width, b"\x00")


def _held(column: Column, values: list[Any], number: int, long: Long) -> tuple[int, str, Cells]:
    """How Stata holds a column: its type, how it is shown, and the bytes of its cells. Long texts are put into `long`."""
    if column.type in ("text", "list"):
        return _texts(values, number, long)
    if column.type == "boolean":
        return BYTE, "%8.0g", [NO_BYTE if value is None else struct.pack("<b", value) for value in values]
    if column.type == "date":
        return LONG, "%td", [NO_LONG if day is None else struct.pack("<i", (day - DAY_ZERO).days) for day in values]
    if column.type == "datetime":
        return DOUBLE, "%tc", [NO_DOUBLE if time is None else struct.pack("<d", (time - TIME_ZERO) // MILLISECOND) for time in values]
    if column.type == "integer" and all(value is None or abs(value) <= MOST_LONG for value in values):
        return LONG, "%12.0g", [NO_LONG if value is None else struct.pack("<i", value) for value in values]
    return DOUBLE, "%10.0g", [struct.pack("<d", value) if _stored(value) else NO_DOUBLE for value in values]


def _stored(value: float | None) -> bool:
    """Whether Stata has a number for it: beyond its largest one it knows but kinds of "missing"."""
    return value is not None and abs(value) <= MOST_DOUBLE


def _texts(values: Cells, number: int, long: Long) -> tuple[int, str, Cells]:
    widest = max(map(len, values), default=0)
    if widest <= WIDEST:
        width = max(1, widest)
        return width, f"%{width}s", [value.ljust(width, b"\x00") for value in values]
    long.update(((row, number), value) for row, value in enumerate(values, 1) if value)
    return LONG_TEXT, "%9s", [struct.pack("<Q", number + (row << 16) if value else 0) for row, value in enumerate(values, 1)]


def _behind(at: tuple[int, int], text: bytes) -> bytes:
    row, number = at
    return b"GSO" + struct.pack("<IQBI", number, row, 130, len(text) + 1) + text + b"\x00"
