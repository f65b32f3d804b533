"""Rows as delimited text, written as they come: CSV that a spreadsheet cannot mistake for formulas, and TSV without quoting."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, BinaryIO

from frontlog.views.exports.encode import Column, csv_lines
from frontlog.views.write import cell

BOM = b"\xef\xbb\xbf"  # by which Excel knows UTF-8: without it Arabic turns into gibberish there
Line = Sequence[Any]
AT_ONCE = 4_096  # rows


def columns_of(header: str) -> list[str]:
    """The names of a header line."""
    return header.split(",")


def write_csv(out: BinaryIO, heads: Iterable[Line], rows: Iterable[Line], bom: bool = False) -> None:
    """Lines of heads, then of rows. Unknown is empty, lists are joined by `; `, booleans are true/false."""
    rest = iter(rows)
    write_columns(out, heads, (list(zip(*part, strict=True)) for part in iter(lambda: list(islice(rest, AT_ONCE)), [])), bom)


def write_columns(out: BinaryIO, heads: Iterable[Line], parts: Iterable[Sequence[Column]], bom: bool = False) -> None:
    """The same of columns, a part of the rows at a time."""
    if bom:
        out.write(BOM)
    for head in heads:
        out.write(csv_lines([[name] for name in head]))
    for part in parts:
        out.write(csv_lines(part))


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
