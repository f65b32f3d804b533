"""A plain table of one's own: name, lat and lon, and whatever else is known of each place."""

import re

from frontlog.model import FrontlogError, suggest
from frontlog.packs import delimited
from frontlog.packs.guarded import Source
from frontlog.packs.rows import Collector, Content, Line, columns
from frontlog.reference.place_rows import RADIUS, settlement
from frontlog.reference.words import slug

NAME = "table"
COLUMNS = {
    "id": ("id", "placeid"),
    "name": ("name", "placename", "place", "asciiname"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "long", "lng", "longitude", "x"),
    "names": ("names", "alternatenames", "aliases", "alsoknownas", "altnames", "spellings"),
    "kind": ("kind", "type", "placetype", "featuretype"),
    "country": ("country", "countrycode", "iso", "iso2", "iso3166"),
    "population": ("population", "pop"),
    "radius": ("radiusm", "radius", "uncertaintym"),
    "admin1": ("admin1", "province", "governorate", "region", "oblast", "state", "adm1"),
    "admin2": ("admin2", "district", "county", "adm2", "raion"),
    "pcode": ("pcode", "code"),
}
_APART = re.compile(r"[|;]")


def read(source: Source, collector: Collector, country: str) -> Content:
    """The places of a table. Raises FrontlogError when it lacks a column that is needed."""
    content = Content(NAME, "", "")
    lines = delimited.rows(source)
    header = next(lines)[1]
    at = columns(header, COLUMNS)
    for need in ("name", "lat", "lon"):
        if need not in at:
            raise FrontlogError(f"'{source.label}' has no column '{need}' in its first line.", "Name the columns name, lat and lon.")
    for number, cells in lines:
        where = f"{source.label}, line {number}"
        if len(cells) > len(header):
            collector.faults.tell(where, "too many cells", f"has {len(cells)} cells, the first line {len(header)}")
            continue
        _row({key: delimited.cell(cells, place) for key, place in at.items()}, where, collector, country)
    content.places = collector.places
    return content


def _row(row: dict[str, str], where: str, collector: Collector, country: str) -> None:
    kind = row.get("kind", "").lower().replace("_", " ")
    people = row.get("population", "")
    if kind and kind not in RADIUS:
        collector.faults.tell(where, "unknown kind", f"there is no kind of place '{kind[:40]}'. {suggest(kind, RADIUS)}".rstrip("."))
        return
    code = row.get("country", "").upper() or country
    own = row.get("id") or f"{code.lower() or 'x'}-{slug(row['name'])}@{row['lat']},{row['lon']}"
    names = _APART.split(row.get("names", ""))
    kind = kind or settlement(int(people) if people.isdigit() else 0)
    where_in = (row.get("admin1", ""), row.get("admin2", ""), row.get("pcode", ""))
    # ids of two packs must not meet, nor those of our own table
    collector.add(
        Line(
            where,
            f"{collector.source}:{own}",
            row["name"],
            names,
            kind,
            code,
            row["lat"],
            row["lon"],
            people,
            row.get("radius", ""),
            *where_in,
        )
    )
