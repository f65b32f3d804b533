"""Rows as delimited text, written as they come: CSV that a spreadsheet cannot mistake for formulas, and TSV without quoting."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from frontlog.views.write import FORMULA, cell

BOM = b"\xef\xbb\xbf"  # by which Excel knows UTF-8: without it Arabic turns into gibberish there
Line = Sequence[Any]
AT_ONCE = 1_024  # rows
PLAIN = frozenset((int, float, date, type(None)))  # what the csv module writes as we do: most cells, so that it is worth asking


def columns_of(header: str) -> list[str]:
    """The names of a header line."""
    return header.split(",")


def write_csv(out: BinaryIO, heads: Iterable[Line], rows: Iterable[Line], bom: bool = False) -> None:
    """Lines of heads, then of rows. Unknown is empty, lists are joined by `; `, booleans are true/false."""
    rest = iter(rows)
    write_columns(out, heads, (list(zip(*part, strict=True)) for part in iter(lambda: list(islice(rest, AT_ONCE)), [])), bom)


def write_columns(out: BinaryIO, heads: Iterable[Line], parts: Iterable[Iterable[Line]], bom: bool = False) -> None:
    """The same of columns, a part of the rows at a time."""
    if bom:
        out.write(BOM)
    out.write(_lines(heads))
    for part in parts:
        out.write(_lines(zip(*map(_cells, part), strict=True)))


def _lines(rows: Iterable[Line]) -> bytes:
    text = io.StringIO(newline="")  # csv writes line by line: into memory that is quick, into an encoded file it is not
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _cells(values: Line) -> Line:
    """A column as cells. Most have nothing that must be changed, which is asked of the whole column first."""
    kinds = set(map(type, values))
    if kinds <= PLAIN or (kinds == {str} and "\x00" not in "".join(values) and FORMULA.isdisjoint([value[:1] for value in values])):
        return values
    return [value if value.__class__ in PLAIN or _harmless(value) else cell(value) for value in values]


def _harmless(value: Any) -> bool:
    """Whether it is a text that stands in a cell as it is."""
    return value.__class__ is str and value[:1] not in FORMULA and "\x00" not in value


def write_tsv(out: BinaryIO, head: Line, rows: Iterable[Line]) -> None:
    """Lines of exactly as many fields as the head, with no quoting: tabs and line ends inside a value become blanks."""
    out.write(("\t".join(head) + "\n").encode())
    for row in rows:
        out.write(("\t".join(flat(cell(value)) for value in row) + "\n").encode())


def flat(text: str) -> str:
    """A text on one line: every run of white space and control characters is one blank."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def names(values: Iterable[str]) -> list[str]:
    """Values of a list cell: each once, on one line, without the separator inside."""
    return list(dict.fromkeys(flat(value).replace(";", ",") for value in values if value.strip()))
