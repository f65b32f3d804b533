"""An Excel workbook, written as it comes: sheets of text, numbers, dates and booleans, with a frozen header and filters.

Every text is an inline string, which no spreadsheet runs as a formula. Equal rows give equal bytes.
"""

import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

EARLIEST = (1980, 1, 1, 0, 0, 0)  # what zip files can say
EPOCH = date(1899, 12, 30)  # day 0 of Excel from March 1900 on
FIRST = date(1900, 3, 1)  # before it Excel counts a day that never was: such days stand there as text
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767  # of a sheet; of a cell
NAME = re.compile(r"[\[\]:*?/\\]")  # what the name of a sheet must not hold
BAD = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML must not hold
SPECIAL = re.compile("[&<>\x00-\x1f\ufffe\uffff\ud800-\udfff]")  # what cannot stand there as it is
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PLAIN, BOLD, DAY, TIME, WRAPPED = range(5)  # cell formats of STYLES
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its header, its rows, and the widths of its columns in characters. Without `table` there is nothing to filter."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()
    table: bool = True


def write_workbook(out: BinaryIO, sheets: Iterable[Sheet]) -> None:
    """All sheets. One that has more rows than Excel can hold goes on in another of the same name and a number."""
    names: list[tuple[str, str]] = []  # of the sheets, with the reference of what their filter covers
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for sheet in sheets:
            for name, rows in _parts(sheet):
                info = zipfile.ZipInfo(f"xl/worksheets/sheet{len(names) + 1}.xml", EARLIEST)
                info.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(info, "w", force_zip64=True) as part:
                    count = _sheet(part, sheet, rows, first=not names)  # type: ignore[arg-type]  # a writable binary stream
                cover = f"$A$1:${column(max(1, len(sheet.header)))}${count}" if sheet.table else ""
                names.append((name, cover))
        for path, content in _frame(names):
            info = zipfile.ZipInfo(path, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode())


def _parts(sheet: Sheet) -> Iterator[tuple[str, Iterator[Sequence[Any]]]]:
    rows = iter(sheet.rows)
    number = 1
    first: list[Sequence[Any]] = []
    while True:
        name = NAME.sub(" ", sheet.name)[:27] + (f" {number}" if number > 1 else "")
        yield name, _some(chain(first, rows), MOST_ROWS - 1)
        first = [row for row in [next(rows, None)] if row is not None]
        if not first:
            return
        number += 1


def _some(rows: Iterator[Sequence[Any]], most: int) -> Iterator[Sequence[Any]]:
    for _ in range(most):
        row = next(rows, None)
        if row is None:
            return
        yield row


def _sheet(out: BinaryIO, sheet: Sheet, rows: Iterator[Sequence[Any]], first: bool) -> int:
    """Write a sheet; gives how many rows it has with its header."""
    letters = [column(i + 1) for i in range(len(sheet.header))]
    selected = ' tabSelected="1"' if first else ""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if sheet.table else ""
    out.write(
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"{selected}>{pane}</sheetView></sheetViews>'.encode()
    )
    widths = "".join(f'<col min="{i}" max="{i}" width="{wide}" customWidth="1"/>' for i, wide in enumerate(sheet.widths, 1))
    out.write((f"<cols>{widths}</cols>" if widths else "").encode() + b"<sheetData>")
    count = 1
    head = "".join(cell(letter, 1, name, BOLD) for letter, name in zip(letters, sheet.header, strict=True))
    out.write(f'<row r="1">{head}</row>'.encode())
    plain = PLAIN if sheet.table else WRAPPED
    for row in rows:
        count += 1
        told = [None if value is None else _told(value, plain) for value in row]
        cells = "".join([f'<c r="{letter}{count}"{rest}' for letter, rest in zip(letters, told, strict=True) if rest])
        out.write(f'<row r="{count}">{cells}</row>\n'.encode())
    filters = f'<autoFilter ref="A1:{letters[-1]}{count}"/>' if sheet.table else ""
    out.write(f"</sheetData>{filters}</worksheet>".encode())
    return count


def cell(letter: str, row: int, value: Any, style: int = PLAIN) -> str:
    """One cell. Days before March 1900 and numbers that are none stand there as text."""
    rest = _told(value, style)
    return f'<c r="{letter}{row}"{rest}' if rest else ""


def _told(value: Any, style: int) -> str:
    """What stands in a cell behind its name; empty where the cell is."""
    if value.__class__ is list:
        return _again("; ".join(value), style)
    return _once(value, style) if value.__class__ is float else _again(value, style)  # 0.0 and -0.0 are equal and not the same


def _once(value: Any, style: int) -> str:
    if value.__class__ is not str:
        known = _number(value)
        if known:
            return known
        value = value.isoformat() if isinstance(value, date) else str(value)
    if not value:
        return ""
    if SPECIAL.search(value) or len(value) > MOST_CHARACTERS:
        value = escape(BAD.sub(" ", value[:MOST_CHARACTERS]))
    kept = ' xml:space="preserve"' if value[0].isspace() or value[-1].isspace() else ""
    styled = f' s="{style}"' if style else ""
    return f' t="inlineStr"{styled}><is><t{kept}>{value}</t></is></c>'


_again = lru_cache(1 << 15, typed=True)(_once)  # names, types, days and outlets come again in thousands of rows


def _number(value: Any) -> str:
    """A number, a truth value or a time that Excel knows; empty for anything else."""
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return f"><v>{value!r}</v></c>"
    if isinstance(value, datetime) and value.date() >= FIRST:
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f' s="{TIME}"><v>{(value.date() - EPOCH).days + seconds / 86400!r}</v></c>'
    if isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST:
        return f' s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
    return ""


def column(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _frame(names: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The parts that hold the sheets together."""
    numbers = range(1, len(names) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("/xl/workbook.xml", f"{kind}.sheet.main+xml"), ("/xl/styles.xml", f"{kind}.styles+xml")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", f"{kind}.worksheet+xml") for n in numbers]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{type_}"/>' for part, type_ in parts)
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )
    book = f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{book}</Relationships>'
    links = "".join(f'<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    styles = f'<Relationship Id="rId{len(names) + 1}" Type="{REL}/styles" Target="styles.xml"/>'
    yield "xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}{styles}</Relationships>'
    sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in zip(numbers, names, strict=True))
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{i}" hidden="1">{_quoted(name)}!{cover}</definedName>'
        for i, (name, cover) in enumerate(names)
        if cover
    )
    defined = f"<definedNames>{filters}</definedNames>" if filters else ""
    yield "xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{sheets}</sheets>{defined}</workbook>'
    yield "xl/styles.xml", STYLES


def _quoted(name: str) -> str:
    return escape("'" + name.replace("'", "''") + "'")
