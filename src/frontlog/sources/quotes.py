"""The records of a CSV file, with quotes that are never closed noticed: such a quote takes every row behind it into one cell.

A record is read by the strict rules first. Where it breaks them it is read as spreadsheets do, which take a stray quote for a character;
and where a line inside it could be a row of its own, the record ends before that line, which is read anew.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper

# Characters that are read a second time at most, so that a table built to break at every line costs no more than a few long ones.
MOST_AGAIN = 200_000_000
DO = "; close it, or write it twice where it belongs to the text"
OPEN = "opens a quote that is not closed before line {}, where another row begins, and was read up to there" + DO
UNENDED = "opens a quote that is not closed before the file ends, and all behind it was taken for one cell" + DO
SPENT = "is where looking for quotes that are not closed ended, because there are too many; rows behind it may be missing"

LooksLikeRow = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One record from line `begun` to line `number`. `fault` says what is wrong with it; it may have cells all the same."""

    number: int
    begun: int
    cells: list[str] | None
    fault: str = ""


class Lines:
    """Lines of a stream; of one that is far too long only the beginning. Those of the record on the way may be put back."""

    def __init__(self, stream: TextIOWrapper, most: int) -> None:
        self._stream, self._most = stream, 2 * most  # a row may hold more than its longest cell
        self._ahead: deque[str] = deque()
        self.record: list[str] = []
        self.cut = False  # whether a line of the record was cut
        self.number = 0
        self.again = 0  # characters that were put back

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else self._read()
        if not line:
            raise StopIteration
        self.cut = self.cut or self._is_piece(line)
        self.number += 1
        self.record.append(line)
        return line

    def _read(self) -> str:
        """The next line of the stream; what stands behind its first piece is passed over."""
        line = rest = self._stream.readline(self._most)
        while self._is_piece(rest):
            rest = self._stream.readline(self._most)
        return line

    def _is_piece(self, line: str) -> bool:
        return len(line) == self._most and line[-1] not in "\r\n"

    def back(self, keep: int) -> None:
        """Put back all lines of the record but the first `keep`."""
        rest = self.record[keep:]
        del self.record[keep:]
        self._ahead.extendleft(reversed(rest))
        self.number -= len(rest)
        self.again += sum(map(len, rest))

    @property
    def spent(self) -> bool:
        return self.again > MOST_AGAIN


class Records:
    """The records of a table. `looks` says whether some cells are a row; put it in once the columns are known."""

    def __init__(self, stream: TextIOWrapper, most: int, delimiter: str) -> None:
        self._lines, self._most, self._delimiter = Lines(stream, most), most, delimiter
        self._strict = csv.reader(self._lines, delimiter=delimiter, strict=True)
        self._loose = csv.reader(self._lines, delimiter=delimiter)
        self.too_large = f"has a cell of more than {most / 1_000_000:g} MB; raise the limit with --max-mb if that is a report"
        self.looks: LooksLikeRow | None = None  # None: of a header, whatever follows is a row

    def __iter__(self) -> Iterator[CsvRecord]:
        told = False
        while True:
            self._lines.record.clear()
            self._lines.cut = False
            begun = self._lines.number + 1
            spent = self._lines.spent
            if spent and not told:
                told = True
                yield CsvRecord(begun, begun, None, SPENT)
            try:
                cells = next(self._loose if spent else self._strict, None)
            except csv.Error:
                yield self._broken(begun, spent)
                continue
            if cells is None:
                return
            cut = self._lines.cut
            yield CsvRecord(begun, begun, None, self.too_large) if cut else CsvRecord(self._lines.number, begun, cells)

    def _broken(self, begun: int, spent: bool) -> CsvRecord:
        """A record that breaks the rules: read as far as it reaches, or as a row seems to begin inside it."""
        cells = None if spent or self._lines.cut else self._loosely()
        fault = "" if cells is not None else self.too_large
        place = 0 if spent else self._inner_row()
        if place:
            self._lines.back(place)
            cells, fault = self._parsed(self._lines.record), OPEN.format(begun + place)
        elif cells is not None and self._unended():
            fault = UNENDED
        return CsvRecord(self._lines.number, begun, cells, fault)

    def _loosely(self) -> list[str] | None:
        """The record as spreadsheets read it; None when a cell of it is too large."""
        self._lines.back(0)
        try:
            return next(self._loose, None)
        except csv.Error:
            return None

    def _inner_row(self) -> int:
        """The line of the record, from 1, that could be a row of its own; 0 when there is none."""
        for place, line in enumerate(self._lines.record[1:], 1):
            if self.looks is None or self.looks(self._parsed([line[: self._most]]) or []):
                return place
        return 0

    def _parsed(self, lines: list[str]) -> list[str] | None:
        """Some lines as one record by themselves; None when a cell of it is too large."""
        try:
            return next(csv.reader(lines, delimiter=self._delimiter), None)
        except csv.Error:
            return None

    def _unended(self) -> bool:
        """Whether the record ends inside a quote."""
        try:
            list(csv.reader(self._lines.record, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False
