"""From the values of a line to a place: coordinates, names and ids checked in one spot for all formats."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from frontlog.packs.faults import Faults, shown
from frontlog.reference.countries import countries
from frontlog.reference.place_rows import RADIUS, Place
from frontlog.reference.scripts import OTHER, script_of

LONGEST_NAME = 200  # characters; longer ones are descriptions
MOST_NAMES = 120  # spellings of one place: capitals have some in every language, villages three
Area = tuple[int, str, str, str, str]  # level, key of the name, key of the province, name, code


@dataclass(slots=True)
class Content:
    """What a gazetteer gave: places, provinces and districts with codes, and what it is."""

    kind: str
    licence: str
    attribution: str
    places: list[Place] = field(default_factory=list)
    areas: set[Area] = field(default_factory=set)
    version: str = ""


@dataclass(slots=True)
class Line:
    """The values of one line, still words. `where` names file and line for messages."""

    where: str
    id: str
    name: str
    names: Iterable[str]
    kind: str
    country: str
    lat: str
    lon: str
    population: str = ""
    radius: str = ""
    admin1: str = ""
    admin2: str = ""
    pcode: str = ""


class Collector:
    """Gathers the places of a pack. Each id may come once; what cannot be looked up is counted."""

    def __init__(self, faults: Faults, source: str) -> None:
        self.faults = faults
        self.source = source
        self.places: list[Place] = []
        self.unread = 0  # names in scripts that are not spelt in Latin letters
        self._taken: dict[str, str] = {}

    def add(self, line: Line) -> Place | None:
        """The place of a line, or None when it was left out."""
        names = tuple(dict.fromkeys(usable((line.name, *line.names))))
        if not script_of(tidy(line.name)):
            self.faults.leave_out(line.where, "names without a letter")
            return None
        lat, lon = _degrees(line.lat, 90), _degrees(line.lon, 180)
        people, radius = _count(line.population), _count(line.radius)
        fault = _number_fault(line) or self._fault(line)
        if lat is None or lon is None or people is None or radius is None or fault:
            self.faults.tell(line.where, *(fault or ("", "")))
            return None
        self._taken[line.id] = line.where
        self.unread += sum(script_of(name) == OTHER for name in names)
        bare = tidy(line.name)
        admins = (tidy(line.admin1), tidy(line.admin2))
        radius = radius or RADIUS[line.kind]
        place = Place(
            line.id, bare, names[:MOST_NAMES], line.kind, line.country, lat, lon, radius, "", people, (), self.source, *admins, line.pcode
        )
        self.places.append(place)
        return place

    def _fault(self, line: Line) -> tuple[str, str] | None:
        if line.country and line.country not in countries():
            return "unknown country", f"{shown(line.country)} is no ISO 3166 code of two letters"
        if line.id in self._taken:
            return "duplicate id", f"the id {shown(line.id)} stands there already ({self._taken[line.id]})"
        return None


def _number_fault(line: Line) -> tuple[str, str] | None:
    for name, value, most in (("latitude", line.lat, 90), ("longitude", line.lon, 180)):
        if _degrees(value, most) is None:
            return "no coordinates in range", f"the {name} is {shown(value)}, no number from -{most} to {most}"
    for name, value in (("population", line.population), ("radius", line.radius)):
        if _count(value) is None:
            return "no whole number", f"the {name} is {shown(value)}, no whole number"
    return None


def usable(names: Iterable[str]) -> Iterator[str]:
    """Names as they can be looked up: tidied, with a letter, no addresses of the web."""
    for name in names:
        found = tidy(name)
        if found and len(found) <= LONGEST_NAME and script_of(found) and "://" not in found:
            yield found


def tidy(name: str) -> str:
    """A name in one form of its letters, without control characters and doubled spaces."""
    kept = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", name))
    return " ".join(kept.split())


def columns(header: Iterable[str], known: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Which column is which: the first of the names known for a field, in any case and with any mark between words."""
    names = [folded(cell) for cell in header]
    found = {key: next((names.index(name) for name in aliases if name in names), -1) for key, aliases in known.items()}
    return {key: at for key, at in found.items() if at >= 0}


def folded(cell: str) -> str:
    """A heading without case and marks: `Admin1 Name_en` is `admin1nameen`."""
    return "".join(c for c in cell.lower() if c.isalnum())


def _degrees(value: str, most: int) -> float | None:
    try:
        found = float(value.strip().replace(",", "."))
    except ValueError:
        return None
    return found if -most <= found <= most else None  # NaN fails both comparisons


def _count(value: str) -> int | None:
    words = value.strip().replace(" ", "").removesuffix(".0")
    if not words:
        return 0
    return int(words) if words.isascii() and words.isdigit() and len(words) < 11 else None
