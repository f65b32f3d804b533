"""Which gazetteer a file is: found out from its first bytes and lines, never from its name alone."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from frontlog.model import FrontlogError
from frontlog.packs import delimited, geonames, pcodes, plain, sheets, whosonfirst
from frontlog.packs.delimited import Numbered
from frontlog.packs.faults import Faults
from frontlog.packs.guarded import Source, sources
from frontlog.packs.rows import Collector, Content, columns

SQLITE = b"SQLite format 3\x00"
KNOWN = "a dump of GeoNames (.txt, .zip), Who's On First (.tsv, .db), a p-code table (.csv, .xlsx) or a table with name, lat and lon"


def read(paths: Sequence[Path], faults: Faults, pack: str, country: str, most: int) -> tuple[Content, Collector]:
    """The content of the files of one pack. Raises FrontlogError when one is no gazetteer, or when they are of different kinds."""
    found: dict[str, list[Source]] = {}
    for path in paths:
        for source in sources(path, most):
            found.setdefault(kind_of(source), []).append(source)
    collector = Collector(faults, pack)
    kinds = set(found)
    if kinds <= {"dump", "alternates"} and "dump" in kinds:
        content = geonames.read(found["dump"], found.get("alternates", ()), collector)
    elif len(kinds) > 1 or (kinds != {"codes"} and len(found[min(kinds)]) > 1):
        names = ", ".join(source.label for rows in found.values() for source in rows)
        raise FrontlogError(f"These files do not make one pack: {names}.", "Add each of them as a pack of its own.")
    else:
        content = _one(min(kinds), found[min(kinds)], collector, country)
    if not content.places and not content.areas:
        raise FrontlogError(f"'{paths[0].name}' gave no place.", " ".join(faults.summary()) or f"Name {KNOWN}.")
    return content, collector


def _one(kind: str, found: Sequence[Source], collector: Collector, country: str) -> Content:
    source = found[0]
    if kind == "sqlite":
        with source.on_disk() as path:
            return whosonfirst.read_sqlite(path, source.label, collector)
    if kind == "wof":
        return whosonfirst.read_table(source, collector, country or _country(source))
    if kind == "codes":
        return pcodes.read(_tables(found), collector, country)
    if kind == "table":
        return plain.read(source, collector, country)
    raise FrontlogError(f"'{source.label}' holds alternate names only.", "Add it together with the dump of the country.")


def _country(source: Source) -> str:
    """The country that the name of a table ends in (wof_SY.tsv), empty where it names none."""
    stem = source.name.partition(".")[0]
    last = stem.replace("-", "_").rpartition("_")[2]
    return last.upper() if len(last) == 2 and last.isalpha() else ""


def kind_of(source: Source) -> str:
    """What a file is: dump, alternates, sqlite, wof, codes or table. Raises FrontlogError when it is none of these."""
    with source.open() as data:
        head = data.read(16)
    if head == SQLITE:
        return "sqlite"
    if head.startswith(b"PK") or source.name.lower().endswith(".xlsx"):
        return "codes"
    first = next((line for _, line in source.lines() if line.strip()), "")
    cells = first.split("\t")
    if geonames.is_main(cells):
        return "dump"
    if geonames.is_alternates(cells):
        return "alternates"
    header = first.split(delimited.delimiter(first))
    header = [name.strip().strip('"') for name in header]
    if whosonfirst.is_table(header):
        return "wof"
    if pcodes.Heading(header).fits:
        return "codes"
    if len(header) > 2 and "name" in plain_columns(header):
        return "table"
    raise FrontlogError(f"'{source.label}' is no gazetteer that Frontlog knows.", f"Name {KNOWN}.")


def plain_columns(header: Sequence[str]) -> set[str]:
    """The fields of a plain table that a header has."""
    return set(columns(header, plain.COLUMNS))


def _tables(found: Sequence[Source]) -> Iterator[tuple[str, Iterator[Numbered]]]:
    for source in found:
        if source.name.lower().endswith(".xlsx"):
            for name, rows in sheets.sheets(source):
                yield f"{source.label}, sheet {name}", rows
        else:
            yield source.label, delimited.rows(source)
