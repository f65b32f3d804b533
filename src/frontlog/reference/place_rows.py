"""The rows of `places.yml` and of packs, checked, as dataclasses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontlog.model import suggest
from frontlog.reference.words import slug
from frontlog.reference.yamlfile import Checker, read

# Radius in metres within which a thing of a kind lies around its point: half its usual extent (GBIF point-radius practice).
RADIUS: Mapping[str, int] = {
    "city": 6_000,
    "town": 3_000,
    "village": 1_500,
    "quarter": 1_500,
    "facility": 1_000,
    "base": 2_000,
    "oil field": 5_000,
    "hill": 3_000,
    "crossing": 500,
    "region": 40_000,
    "admin1": 90_000,
    "admin2": 25_000,
    "river": 50_000,
    "road": 30_000,
    "sea": 200_000,
    "expanse": 1_500_000,  # what many countries lie in
    "country": 300_000,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `names` holds all spellings, its own script included; `line` the points of a river or road.

    `admin1` and `admin2` are the names of the province and district that it lies in, where its source says so; `pcode` is the code that
    humanitarian agencies give it.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str
    lat: float
    lon: float
    radius_m: int
    parent: str = ""
    population: int = 0
    line: tuple[tuple[float, float], ...] = ()
    source: str = "frontlog"
    admin1: str = ""
    admin2: str = ""
    pcode: str = ""

    @property
    def native(self) -> tuple[str, ...]:
        """Its names in scripts other than Latin."""
        return tuple(n for n in self.names if any(ord(c) > 0x36F and c.isalpha() for c in n))


def read_places(path: Path) -> list[Place]:
    """The places of a YAML file of blocks. Raises FrontlogError naming the line of the first fault."""
    table = read(path)
    check = Checker(path)
    check.need(("file",), table, lambda t: isinstance(t, list), "a list of blocks")
    taken: set[str] = set()
    out = []
    for number, block in enumerate(table):
        for place in _block(block, number, check):
            if place.id in taken:
                raise check.fail((number,), f"{place.name} stands there twice.", "Remove one, or tell them apart by (words).")
            taken.add(place.id)
            out.append(place)
    return out


def _block(block: Any, number: int, check: Checker) -> Iterator[Place]:
    check.need((number,), block, lambda b: isinstance(b, dict) and "kind" in b, "a block with country, kind and rows")
    kind, country = str(block["kind"]), str(block.get("country", ""))
    if kind not in RADIUS:
        raise check.fail((number, "kind"), f"there is no kind of place '{kind}'.", suggest(kind, RADIUS))
    parent = str(block.get("parent", ""))
    for index, row in enumerate(block.get("rows", ())):
        keys = (number, "rows", index)
        check.need(keys, row, _is_row, "[name, latitude, longitude, spellings ...] with degrees in range")
        yield _place(row[0], row[3:], kind, country, parent, ((float(row[1]), float(row[2])),))
    for index, row in enumerate(block.get("lines", ())):
        check.need((number, "lines", index), row, lambda r: isinstance(r, list) and len(r) > 1, "[name, [[lat, lon], ...], spellings]")
        yield _place(row[0], row[2:], kind, country, parent, tuple((float(lat), float(lon)) for lat, lon in row[1]))


def _place(name: str, more: list[str], kind: str, country: str, parent: str, points: tuple[tuple[float, float], ...]) -> Place:
    middle = points[len(points) // 2]
    bare = name.split(" (")[0]  # "Sadah (Anbar)" only tells it apart from another Sadah
    names = (bare, *more) if kind != "admin1" else (bare, *_short(bare), *more)
    line = points if len(points) > 1 else ()
    id_ = f"{country.lower() or 'int'}-{slug(name)}" + ("" if kind not in {"admin1", "admin2"} else "-adm")
    return Place(id_, bare, names, kind, country, *middle, RADIUS[kind], parent, 0, line)


def _short(name: str) -> tuple[str, ...]:
    """A province's name without its kind word: Kursk Oblast is also Kursk."""
    words = name.split()
    return (" ".join(words[:-1]),) if len(words) > 1 and words[-1] in _PROVINCE else ()


_PROVINCE = frozenset({"Governorate", "Province", "Oblast", "State", "Region", "Department", "District", "Krai", "County"})


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) >= 3
        and isinstance(row[0], str)
        and all(isinstance(v, int | float) for v in row[1:3])
        and -90 <= row[1] <= 90
        and -180 <= row[2] <= 180
        and all(isinstance(v, str) for v in row[3:])
    )


CITY, TOWN = 100_000, 10_000  # people: a city, a town, else a village


def settlement(population: int) -> str:
    """The kind of a settlement by its people: city, town or village."""
    return "city" if population >= CITY else "town" if population >= TOWN else "village"
