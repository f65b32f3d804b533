"""Gazetteers of every format become packs whose places are found; what is wrong with one is said with its line."""

import csv
import zipfile
from pathlib import Path

import pytest

from frontlog.model import FrontlogError
from frontlog.packs import guarded
from frontlog.packs.keep import Added, Wanted, add, check
from frontlog.reference.gazetteer import Gazetteer, load_gazetteer
from frontlog.reference.place_index import open_index
from frontlog.reference.place_rows import Place
from support.gazetteers import CODES, DUMP, alternates, dump, dump_line, wof_sqlite, wof_table, workbook


def added(tmp_path: Path, *paths: Path, **wanted: object) -> Added:
    return add(paths, tmp_path / "packs", Wanted(**wanted))  # type: ignore[arg-type]


def rows(made: Added) -> dict[str, Place]:
    return {place.name: place for place in open_index(Path(made.pack.path)).rows()}


def gazetteer(made: Added) -> Gazetteer:
    return load_gazetteer((made.pack,))


def found(made: Added, name: str) -> list[tuple[str, str]]:
    return [(c.place.name, c.level) for c in gazetteer(made).candidates(name, ("SY",)) if c.place.source == made.pack.name]


@pytest.mark.parametrize("name", ["SY.txt", "SY.zip"])
def test_a_dump_of_geonames_is_read_with_its_provinces(tmp_path: Path, name: str) -> None:
    made = added(tmp_path, dump(tmp_path / name))
    places = rows(made)
    assert made.pack.name == "sy"
    assert (made.pack.licence, made.pack.version, made.pack.countries) == ("CC BY 4.0", "2024-05-01", "SY")
    assert {n: p.kind for n, p in places.items()} == {
        "Zendabad": "city",
        "Tall Ruritan": "hill",
        "Zenda Governorate": "admin1",
        "Zenda District": "admin2",
        "Strelsau": "village",
    }
    assert (places["Strelsau"].admin1, places["Strelsau"].admin2) == ("Zenda Governorate", "Zenda District")
    assert found(made, "Zendabad") == [("Zendabad", "exact")]
    assert found(made, "Zenda al-Bahr") == [("Zendabad", "exact")]
    assert made.left_out == (f"Left out 1: countries and administrations of the past ({label(name)}, line 6)",)


def label(name: str) -> str:
    return "SY.zip, SY.txt" if name.endswith("zip") else name


def test_alternate_names_are_further_spellings_and_codes_are_none(tmp_path: Path) -> None:
    made = added(tmp_path, dump(tmp_path / "SY.zip"), alternates(tmp_path / "alternates.txt"))
    assert found(made, "Strelzow") == [("Strelsau", "exact")]
    assert set(rows(made)["Strelsau"].names) == {"Strelsau", "Стрельсау", "Strelzow"}


def test_names_in_arabic_and_cyrillic_meet_latin_ones(tmp_path: Path) -> None:
    made = added(tmp_path, dump(tmp_path / "SY.txt"))
    assert found(made, "Стрельсау") == [("Strelsau", "exact")]
    assert found(made, "زندا") == [("Zendabad", "exact")]
    lines = ["5\tlocality\tقربولين\t32.7\t36.0\t\t\t\t\t\t", "6\tlocality\tГорлов\t33\t37\t\t\t\t\t\t"]
    table = wof_table(tmp_path / "x_SY.tsv", lines)
    other = added(tmp_path, table)
    assert found(other, "Qarboulin") == [("قربولين", "skeleton")]
    assert found(other, "Horlov") == [("Горлов", "article")]  # a Ukrainian г
    assert found(other, "Gorlov") == [("Горлов", "article")]


def test_a_table_of_whos_on_first(tmp_path: Path) -> None:
    rows_ = [
        "11\tlocality\tZendabad\t34.5\t38.5\tZenda (Sinda)\tMid\t120000\tZenda|Zendabad\tزندا\t",
        "12\tregion\tZenda\t34.6\t38.7\tZenda\t\t\t\t\t",
        "13\tcountry\tSyria\t35\t38\t\t\t\t\t\t",
    ]
    made = added(tmp_path, wof_table(tmp_path / "wof_SY.tsv", rows_))
    places = rows(made)
    assert made.pack.name == "wof-sy"
    assert places["Zendabad"].country == "SY"
    assert (places["Zendabad"].kind, places["Zenda"].kind, places["Zendabad"].admin1) == ("city", "admin1", "Zenda (Sinda)")
    assert made.left_out == ("Left out 1: countries and what no report could mean (wof_SY.tsv, line 4)",)


@pytest.mark.parametrize("packed", [False, True])
def test_a_distribution_of_whos_on_first(tmp_path: Path, packed: bool) -> None:
    made = added(tmp_path, wof_sqlite(tmp_path / "admin-sy.db", packed))
    places = rows(made)
    assert set(places) == {"Zendabad", "Zenda"}  # what was taken back is not there
    assert (places["Zendabad"].admin1, places["Zendabad"].kind, places["Zendabad"].population) == ("Zenda", "town", 25000)
    assert made.pack.version == "2023-11-14"
    assert found(made, "زندا باد") == [("Zendabad", "exact")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_of_codes_gives_places_and_codes(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"codes.{form}"
    if form == "xlsx":
        workbook(path, CODES)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(CODES)
    made = added(tmp_path, path, licence="CC BY-IGO", attribution="Agency of Zenda")
    assert [(p.name, p.kind, p.pcode, p.admin1) for p in rows(made).values()] == [("Strelsau", "admin2", "SY0701", "Zenda")]
    assert (made.pack.licence, made.pack.attribution) == ("CC BY-IGO", "Agency of Zenda")
    known = gazetteer(made)
    assert known.code("SY", "Zenda") == "SY07"
    assert known.code("SY", "زندا") == "SY07"
    assert known.code("SY", "Zenda", "Hentzau") == "SY0702"  # a district without a point
    assert known.code("SY", "Zenda", "Elsewhere") == ""
    assert known.code("IQ", "Zenda") == ""
    assert check(made.pack) == ""


def test_two_districts_of_one_name_have_no_code_by_it(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    twins = [("SY", "Zenda", "", "SY07", "Twin", "SY0703", "34.1", "38.1"), ("SY", "Zenda", "", "SY07", "Twin", "SY0704", "34.2", "38.2")]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*CODES, *twins])
    made = added(tmp_path, path)
    assert gazetteer(made).code("SY", "Zenda", "Twin") == ""
    assert gazetteer(made).code("SY", "Zenda", "Hentzau") == "SY0702"
    assert check(made.pack) == ""


def test_a_plain_table(tmp_path: Path) -> None:
    path = tmp_path / "Our places.csv"
    path.write_text('name;lat;lon;kind;also known as;province\n"Hill ""7""";34,5;38.5;hill;Seven|Saba;Zenda\n', encoding="utf-8")
    made = added(tmp_path, path, country="sy")
    place = rows(made)['Hill "7"']
    assert made.pack.name == "our-places"
    assert (place.lat, place.kind, place.country, place.admin1) == (34.5, "hill", "SY", "Zenda")
    assert "Saba" in place.names
    assert place.id.startswith("our-places:")  # so that ids of two packs never meet
    assert made.pack.licence == "not stated"


BAD = {
    "columns": (dump_line(DUMP[0]) + "\n1\t2\n", "bad.txt, line 2: has 2 columns, a dump of GeoNames has 19"),
    "duplicate": (f"{dump_line(DUMP[0])}\n\n{dump_line(DUMP[0])}\n", "line 3: the id 'gn-900001' stands there already (bad.txt, line 1)"),
    "latitude": (dump_line((*DUMP[0][:4], "91.5", *DUMP[0][5:])), "line 1: the latitude is '91.5', no number from -90 to 90"),
    "longitude": (dump_line((*DUMP[0][:5], "nan", *DUMP[0][6:])), "the longitude is 'nan'"),
    "country": (dump_line((*DUMP[0][:8], "ZZ", *DUMP[0][9:])), "'ZZ' is no ISO 3166 code"),
    "people": ("name,lat,lon,population\nA,1,2,many\n", "bad.txt, line 2: the population is 'many', no whole number"),
    "kind": ("name,lat,lon,kind\nA,1,2,twon\n", "Did you mean 'town'?"),
    "no column": ("name,lat\nA,1\n", "is no gazetteer that Frontlog knows"),
    "no latitude": ("name,breadth,length\nA,1,2\n", "has no column 'lat'"),
    "cells": ("name,lat,lon\nA,1,2\nB,1,2,3\n", "line 3: has 4 cells, the first line 3"),
    "quotes": ('name,lat,lon\n"A"x,1,2\n', "line 2: is no CSV"),
    "open quote": ('name,lat,lon\n"A,1,2\nB,1,2\n', "is no CSV"),
    "placetype": ("wof_id\tplacetype\tname\tlat\tlon\n1\ttown\tA\t1\t2\n", "line 2: 'town' is no placetype of Who's On First"),
    "letters": ("name,lat,lon\n---,1,2\n", "gave no place. Left out 1: names without a letter (bad.txt, line 2)"),
    "empty": ("", "is no gazetteer that Frontlog knows"),
    "prose": ("The army took the town of Zenda on Monday.\n", "is no gazetteer that Frontlog knows"),
}


@pytest.mark.parametrize("case", BAD, ids=str)
def test_a_faulty_line_is_named_and_nothing_is_written(tmp_path: Path, case: str) -> None:
    text, words = BAD[case]
    path = tmp_path / "bad.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FrontlogError) as error:
        added(tmp_path, path)
    assert words in str(error.value)
    assert not list(tmp_path.glob("packs/*.places"))


def test_faulty_lines_are_left_out_where_asked_for(tmp_path: Path) -> None:
    lines = [dump_line(cells) for cells in DUMP]
    path = dump(tmp_path / "SY.txt", [lines[0], "nonsense", lines[1], lines[0], lines[2].replace("34.6", "134.6")])
    made = added(tmp_path, path, lenient=True)
    assert set(rows(made)) == {"Zendabad", "Tall Ruritan"}
    assert made.left_out == (
        "Left out 1: duplicate id (SY.txt, line 4)",
        "Left out 1: no coordinates in range (SY.txt, line 5)",
        "Left out 1: not the columns of a dump (SY.txt, line 2)",
    )


def test_bytes_that_are_no_text_are_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,lat,lon\nA,1,2\n\xff\xfe,1,2\n")
    with pytest.raises(FrontlogError, match=r"a\.csv, line 3: is not UTF-8"):
        added(tmp_path, path)


def test_an_endless_line_and_a_bomb_end_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "LONGEST_LINE", 2000)
    path = tmp_path / "a.csv"
    path.write_text("name,lat,lon\n" + "A" * 3000 + ",1,2\n")
    with pytest.raises(FrontlogError, match=r"a\.csv, line 2: has more than 2,000 bytes"):
        added(tmp_path, path)
    bomb = tmp_path / "SY.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", (dump_line(DUMP[0]) + "\n") * 60_000)
    assert bomb.stat().st_size < 100_000
    with pytest.raises(FrontlogError, match=r"'SY\.zip, SY\.txt' holds more than 2 MB\. Raise --max-mb"):
        added(tmp_path, bomb, most=2_000_000)
    book = workbook(tmp_path / "codes.xlsx", [*CODES, *[CODES[2]] * 4000])
    with pytest.raises(FrontlogError, match="unpacks to more than is allowed"):
        added(tmp_path, book, most=150_000)


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.db", "a.tsv.gz"])
def test_damaged_files_are_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".zip"):
        dump(path)
        path.write_bytes(path.read_bytes()[:-40])
    elif name.endswith(".db"):
        wof_sqlite(path)
        path.write_bytes(path.read_bytes()[:5000] + b"\x00" * 3000)
    else:
        path.write_bytes(b"\x1f\x8b\x08\x00broken" if name.endswith(".gz") else b"PK\x03\x04broken")
    with pytest.raises(FrontlogError, match=name.replace(".", r"\.")):
        added(tmp_path, path)


def test_names_in_further_scripts_are_found_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "mm.csv"
    path.write_text("name,lat,lon,country\nမြို့,20,96,MM\n", encoding="utf-8")
    made = added(tmp_path, path)
    assert made.unread == 1
    assert [c.place.name for c in gazetteer(made).candidates("မြို့", ("MM",))] == ["မြို့"]


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("name,lat,lon\nA,1,2\n")
    with pytest.raises(FrontlogError, match="do not make one pack"):
        added(tmp_path, dump(tmp_path / "SY.txt"), table)
    with pytest.raises(FrontlogError, match="holds alternate names only"):
        added(tmp_path, alternates(tmp_path / "alternates.txt"))
    with pytest.raises(FrontlogError, match="does not exist"):
        added(tmp_path, tmp_path / "missing.txt")
