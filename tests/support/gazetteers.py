"""Small gazetteers of invented places in every format that packs are made of. The country code is a real one, since codes are checked."""

import bz2
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path

DUMP = (
    ("900001", "Zendabad", "Zendabad", "Zenda,زندا,Zenda al Bahr", "34.5", "38.5", "P", "PPLA", "SY", "", "07", "0701", "", "", "120000"),
    ("900002", "Tall Ruritan", "Tall Ruritan", "", "34.9", "38.9", "T", "HLL", "SY", "", "07", "0701", "", "", "0"),
    ("900003", "Zenda Governorate", "Zenda Governorate", "", "34.6", "38.7", "A", "ADM1", "SY", "", "07", "", "", "", "0"),
    ("900004", "Zenda District", "Zenda District", "", "34.6", "38.6", "A", "ADM2", "SY", "", "07", "0701", "", "", "0"),
    ("900005", "Strelsau", "Strelsau", "Стрельсау", "34.7", "38.8", "P", "PPL", "SY", "", "07", "0701", "", "", "1500"),
    ("900006", "Syria", "Syria", "", "35.0", "38.0", "A", "PCLI", "SY", "", "00", "", "", "", "1"),
)
HEADER = "wof_id\tplacetype\tname\tlat\tlon\tregion\tcounty\tpopulation\tnames_latin\tnames_arabic\tnames_cyrillic"


def dump_line(cells: Sequence[str], changed: str = "2024-05-01") -> str:
    return "\t".join((*cells, "", "500", "Asia/Damascus", changed))


def dump(path: Path, lines: Sequence[str] | None = None) -> Path:
    """A country dump, as a zip with its read-me where the name ends so."""
    text = "\n".join(lines if lines is not None else [dump_line(cells) for cells in DUMP]) + "\n"
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "This work is licensed under a Creative Commons Attribution 4.0 License")
            archive.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def alternates(path: Path) -> Path:
    """Further spellings of the dump, with a link and an airport code that are none."""
    rows = (
        ("1", "900005", "en", "Strelzow"),
        ("2", "900005", "link", "https://example.org/strelsau"),
        ("3", "900005", "iata", "STR"),
        ("4", "1", "en", "Elsewhere"),
    )
    path.write_text("".join("\t".join((*row, "", "", "", "", "", "")) + "\n" for row in rows), encoding="utf-8")
    return path


def wof_table(path: Path, rows: Sequence[str]) -> Path:
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def wof_sqlite(path: Path, packed: bool = False) -> Path:
    """A distribution with a village, its region, and one that is no more."""
    database = sqlite3.connect(path)
    with database:
        database.executescript(
            """
            CREATE TABLE spr (id INTEGER, parent_id INTEGER, name TEXT, placetype TEXT, country TEXT, latitude REAL, longitude REAL,
                is_current INTEGER, is_deprecated INTEGER, is_ceased INTEGER, is_superseded INTEGER, lastmodified INTEGER);
            CREATE TABLE names (id INTEGER, placetype TEXT, country TEXT, language TEXT, name TEXT);
            CREATE TABLE ancestors (id INTEGER, ancestor_id INTEGER, ancestor_placetype TEXT);
            CREATE TABLE geojson (id INTEGER, body TEXT);
            INSERT INTO spr VALUES (71, 70, 'Zendabad', 'locality', 'SY', 34.5, 38.5, 1, 0, 0, 0, 1700000000);
            INSERT INTO spr VALUES (70, 1, 'Zenda', 'region', 'SY', 34.6, 38.7, 1, 0, 0, 0, 1600000000);
            INSERT INTO spr VALUES (72, 70, 'Old Zenda', 'locality', 'SY', 34.0, 38.0, 0, 1, 0, 0, 1600000000);
            INSERT INTO names VALUES (71, 'locality', 'SY', 'ara', 'زندا باد');
            INSERT INTO ancestors VALUES (71, 70, 'region');
            INSERT INTO geojson VALUES (71, '{"properties": {"wof:population": 25000}}');
            """
        )
    database.close()
    if packed:
        data = path.read_bytes()
        path.unlink()
        path = path.with_name(path.name + ".bz2")
        path.write_bytes(bz2.compress(data))
    return path


CODES = (
    ("ADM0_PCODE", "ADM1_EN", "ADM1_AR", "ADM1_PCODE", "ADM2_EN", "ADM2_PCODE", "center_lat", "center_lon"),
    ("#country+code", "#adm1+name", "#adm1+name+ar", "#adm1+code", "#adm2+name", "#adm2+code", "#geo+lat", "#geo+lon"),
    ("SY", "Zenda", "زندا", "SY07", "Strelsau", "SY0701", "34.7", "38.8"),
    ("SY", "Zenda", "زندا", "SY07", "Hentzau", "SY0702", "", ""),
)


def workbook(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """An .xlsx with a note on its first sheet and the rows on its second: shared, inline and number cells."""
    shared = sorted({cell for row in rows for cell in row if cell and not _number(cell)})
    names = {word: number for number, word in enumerate(shared)}

    def cell(at: int, line: int, word: str) -> str:
        place = f"{chr(65 + at)}{line}"
        if _number(word):
            return f'<c r="{place}"><v>{word}</v></c>'
        return f'<c r="{place}" t="s"><v>{names[word]}</v></c>' if word else ""

    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    body = "".join(
        f'<row r="{line}">{"".join(cell(at, line, word) for at, word in enumerate(row))}</row>' for line, row in enumerate(rows, 1)
    )
    sheets = '<sheet name="About" sheetId="1" r:id="a"/><sheet name="ADM2" sheetId="2" r:id="b"/>'
    ends = "".join(f'<Relationship Id="{key}" Target="worksheets/{key}.xml"/>' for key in "ab")
    note = '<row r="1"><c r="A1" t="inlineStr"><is><t>Codes of Zenda</t></is></c></row>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", f"<workbook {space} {link}><sheets>{sheets}</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{ends}</Relationships>")
        book.writestr("xl/sharedStrings.xml", f"<sst {space}>{''.join(f'<si><t>{word}</t></si>' for word in shared)}</sst>")
        book.writestr("xl/worksheets/a.xml", f"<worksheet {space}><sheetData>{note}</sheetData></worksheet>")
        book.writestr("xl/worksheets/b.xml", f"<worksheet {space}><sheetData>{body}</sheetData></worksheet>")
    return path


def _number(word: str) -> bool:
    return word.replace(".", "", 1).isdigit()
