"""Who's On First: its SQLite distributions, and tables with one place a line (wof_id, placetype, name, lat, lon, names_...)."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError
from frontlog.packs import delimited
from frontlog.packs.guarded import Source
from frontlog.packs.rows import Collector, Content, Line, columns
from frontlog.reference.place_rows import settlement

NAME = "Who's On First"
LICENCE = "CC0 for its own work; parts CC BY 4.0 (GeoNames) and as its sources say"
ATTRIBUTION = (
    "Who's On First (https://whosonfirst.org/), with data of GeoNames (CC BY 4.0) and others (https://whosonfirst.org/docs/licenses/)"
)
# What kinds of places are to us; empty: none that a report could mean. A locality is a city, town or village by its people.
KINDS: Mapping[str, str] = {
    "locality": "locality",
    "localadmin": "admin2",
    "county": "admin2",
    "macrocounty": "admin2",
    "region": "admin1",
    "macroregion": "region",
    "neighbourhood": "quarter",
    "macrohood": "quarter",
    "microhood": "quarter",
    "borough": "quarter",
    "campus": "facility",
    "venue": "facility",
    "marinearea": "sea",
    "ocean": "sea",
    "country": "",
    "dependency": "",
    "empire": "",
    "continent": "",
    "planet": "",
    "timezone": "",
    "postalcode": "",
    "address": "",
    "intersection": "",
    "building": "facility",
    "arcade": "",
    "wing": "",
    "concourse": "",
    "enclosure": "",
    "installation": "facility",
    "custom": "",
}
COLUMNS = {
    "id": ("wofid",),
    "placetype": ("placetype",),
    "name": ("name",),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "longitude"),
    "admin1": ("region",),
    "admin2": ("county",),
    "population": ("population",),
    "latin": ("nameslatin",),
    "arabic": ("namesarabic",),
    "cyrillic": ("namescyrillic",),
    "country": ("country", "iso"),
}


def is_table(header: list[str]) -> bool:
    """Whether the header of a table is one of Who's On First."""
    return {"id", "placetype", "name", "lat", "lon"} <= columns(header, COLUMNS).keys()


def read_table(source: Source, collector: Collector, country: str) -> Content:
    """The places of a table; `country` is that of all its lines where it has no column for it."""
    content = Content(NAME, LICENCE, ATTRIBUTION)
    lines = delimited.rows(source)
    at = columns(next(lines)[1], COLUMNS)
    for number, cells in lines:
        row = {key: delimited.cell(cells, place) for key, place in at.items()}
        names = [name for key in ("latin", "arabic", "cyrillic") for name in row.get(key, "").split("|")]
        row["country"] = row.get("country", "") or country
        _add(row, names, f"{source.label}, line {number}", collector)
    content.places = collector.places
    return content


def _add(row: Mapping[str, str], names: list[str], where: str, collector: Collector) -> None:
    kind = KINDS.get(row["placetype"])
    if kind is None:
        return collector.faults.tell(where, "unknown placetype", f"'{row['placetype'][:40]}' is no placetype of Who's On First")
    if not kind:
        return collector.faults.leave_out(where, "countries and what no report could mean")
    people = row.get("population", "")
    if kind == "locality":
        kind = settlement(int(people) if people.isdigit() else 0)
    values = (row["id"], row["name"], names, kind, row.get("country", ""), row["lat"], row["lon"], people, "")
    collector.add(Line(where, f"wof-{values[0]}", *values[1:], row.get("admin1", ""), row.get("admin2", "")))
    return None


def read_sqlite(path: Path, label: str, collector: Collector) -> Content:
    """The places of a distribution: tables spr and names, and ancestors and geojson where it has them. Raises FrontlogError otherwise."""
    content = Content(NAME, LICENCE, ATTRIBUTION)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.execute("PRAGMA trusted_schema=OFF")
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            have = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "spr" not in have:
                raise FrontlogError(f"'{label}' has no table 'spr'.", "Name a SQLite distribution of Who's On First.")
            names, provinces, people = _names(database, have), _ancestors(database, have), _people(database, have)
            for number, row in enumerate(_spr(database), 1):
                first, second = provinces.get(row["id"], ("", ""))
                whole = {**row, "admin1": first, "admin2": second, "population": people.get(row["id"], "")}
                _add(whole, names.get(row["id"], []), f"{label}, row {number} of spr", collector)
            content.version = _changed(database)
    except sqlite3.Error as error:
        raise FrontlogError(f"'{label}' could not be read as SQLite ({error}).", "Get it again from where it came from.") from error
    content.places = collector.places
    return content


def _spr(database: sqlite3.Connection) -> Iterator[dict[str, str]]:
    """What is now: neither taken back nor replaced nor gone."""
    known = {row[1] for row in database.execute("PRAGMA table_info(spr)")}
    gone = [f"coalesce({name}, 0) != 1" for name in ("is_deprecated", "is_ceased", "is_superseded") if name in known]
    gone += ["coalesce(is_current, -1) != 0"] if "is_current" in known else []
    query = "SELECT id, placetype, name, latitude, longitude, country FROM spr"
    query += f" WHERE {' AND '.join(gone)}" if gone else ""
    for row in database.execute(f"{query} ORDER BY id"):
        values = ["" if value is None else str(value) for value in row]
        yield dict(zip(("id", "placetype", "name", "lat", "lon", "country"), (*values[:5], values[5].upper()), strict=True))


def _names(database: sqlite3.Connection, have: set[str]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    if "names" in have:
        for id_, name in database.execute("SELECT id, name FROM names WHERE name IS NOT NULL ORDER BY id, rowid"):
            out[str(id_)].append(str(name))
    return out


def _ancestors(database: sqlite3.Connection, have: set[str]) -> dict[str, tuple[str, str]]:
    """Names of the region and county of each place."""
    out: dict[str, tuple[str, str]] = {}
    if "ancestors" not in have:
        return out
    query = (
        "SELECT a.id, a.ancestor_placetype, s.name FROM ancestors a JOIN spr s ON s.id = a.ancestor_id "
        "WHERE a.ancestor_placetype IN ('region', 'county') ORDER BY a.id, a.ancestor_id"
    )
    for id_, kind, name in database.execute(query):
        first, second = out.get(str(id_), ("", ""))
        out[str(id_)] = (str(name), second) if kind == "region" else (first, str(name))
    return out


def _people(database: sqlite3.Connection, have: set[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    if "geojson" not in have:
        return out
    for id_, body in database.execute("SELECT g.id, g.body FROM geojson g JOIN spr s ON s.id = g.id WHERE s.placetype = 'locality'"):
        found = _population(body)
        if found:
            out[str(id_)] = found
    return out


def _population(body: Any) -> str:
    try:
        properties = json.loads(body)["properties"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return ""  # a place without its feature is a place all the same
    value = properties.get("wof:population") or properties.get("gn:population") if isinstance(properties, dict) else None
    return str(int(value)) if isinstance(value, int | float) and 0 < value < 1e10 else ""


def _changed(database: sqlite3.Connection) -> str:
    """The day of the last change, from the seconds that spr notes."""
    if "lastmodified" not in {row[1] for row in database.execute("PRAGMA table_info(spr)")}:
        return ""
    found = database.execute("SELECT date(max(lastmodified), 'unixepoch') FROM spr WHERE typeof(lastmodified) = 'integer'").fetchone()[0]
    return str(found or "")
