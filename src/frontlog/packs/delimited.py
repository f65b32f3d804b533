"""Rows of delimited text with a header, and of the sheets of a workbook, with the number of each line."""

import csv
from collections.abc import Iterator, Sequence

from frontlog.model import FrontlogError
from frontlog.packs.guarded import Source

Numbered = tuple[int, list[str]]
MARKS = ",;\t|"


def delimiter(header: str) -> str:
    """The mark between cells: the one that the header has most."""
    return max(MARKS, key=lambda mark: (header.count(mark), -MARKS.index(mark)))


def rows(source: Source) -> Iterator[Numbered]:
    """The rows of a file, its header first. Tab-separated files know no quotes. Raises FrontlogError that names a line which is no CSV."""
    lines = source.lines()
    first = next(lines, None)
    if first is None:
        raise FrontlogError(f"'{source.label}' is empty.", "Name another file.")
    mark = delimiter(first[1])
    if mark == "\t":
        yield first[0], first[1].split(mark)
        yield from ((number, line.split(mark)) for number, line in lines if line.strip())
        return
    begun = [1]

    def words() -> Iterator[str]:
        yield first[1] + "\n"
        for number, line in lines:
            begun[0] = number
            yield line + "\n"

    reader = csv.reader(words(), delimiter=mark, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begun[0], cells
    except csv.Error as error:
        raise FrontlogError(f"{source.label}, line {begun[0]}: is no CSV ({error}).", "Mend the quotes of that line.") from error


def cell(cells: Sequence[str], at: int | None) -> str:
    """The words of a cell, empty where the row is short or has no such column."""
    return cells[at].strip() if at is not None and 0 <= at < len(cells) else ""
