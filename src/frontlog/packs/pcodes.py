"""Tables of p-codes as OCHA and its partners give them: names and codes of administrations, level by level, with or without points."""

import re
from collections.abc import Iterable, Iterator, Sequence

from frontlog.packs.delimited import Numbered, cell
from frontlog.packs.rows import Area, Collector, Content, Line, folded, tidy, usable
from frontlog.reference.spelling import folded_key
from frontlog.reference.words import clean

NAME = "p-code table"
ATTRIBUTION = "Administrative boundaries and p-codes as their provider states (OCHA and national authorities)"
KINDS = {1: "admin1", 2: "admin2", 3: "admin2", 4: "village", 5: "village"}
RADII = {3: "12000"}  # metres: a subdistrict is smaller than a district
_NAME = re.compile(r"adm(?:in)?([0-5])(?:name)?([a-z]{2})?$")
_ALTERNATE = re.compile(r"adm(?:in)?([0-5])(?:alt|ref)(?:name)?\d?[a-z]{0,2}$")
_CODE = re.compile(r"adm(?:in)?([0-5])p?code$")
_LATITUDE = ("latitude", "lat", "centerlat", "centroidlat", "ycoord", "pointy", "y", "latd", "latitudey")
_LONGITUDE = ("longitude", "lon", "long", "lng", "centerlon", "centroidlon", "xcoord", "pointx", "x", "lond", "longitudex")
_TOWN = (
    *("featurename", "featurenam", "featurenameen", "locname", "locnameen", "popplacename"),
    *("placename", "community", "nameen", "villagename"),
)
_TOWN_CODE = ("featurepcode", "featurepco", "locpcode", "popplacepcode", "ppcode", "pcode", "communitypcode")


class Heading:
    """Which columns of a table hold names and codes of which level."""

    def __init__(self, header: Sequence[str]) -> None:
        words = [folded(c) for c in header]
        self.codes = {int(m[1]): at for at, word in enumerate(words) if (m := _CODE.match(word))}
        self.names: dict[int, list[int]] = {}
        for at, word in enumerate(words):
            found = _NAME.match(word) or _ALTERNATE.match(word)
            if found:
                self.names.setdefault(int(found[1]), []).append(at)
        first = {word: at for at, word in reversed(list(enumerate(words)))}
        self.lat = next((first[name] for name in _LATITUDE if name in first), None)
        self.lon = next((first[name] for name in _LONGITUDE if name in first), None)
        self.town = next((first[name] for name in _TOWN if name in first), None)
        self.town_code = next((first[name] for name in _TOWN_CODE if name in first), None)
        english = {int(m[1]): at for at, word in enumerate(words) if (m := _NAME.match(word)) and m[2] in (None, "en")}
        self.main = {level: english.get(level, places[0]) for level, places in self.names.items()}

    @property
    def fits(self) -> bool:
        """Whether this is the heading of such a table."""
        return any(level in self.codes and level in self.names for level in range(1, 6))


def read(tables: Iterable[tuple[str, Iterator[Numbered]]], collector: Collector, country: str) -> Content:
    """The places and codes of tables that have such a heading. Rows without a point give codes only."""
    content = Content(NAME, "", ATTRIBUTION)
    for label, lines in tables:
        first = next(lines, None)
        heading = Heading(first[1]) if first else None
        if heading is None or not heading.fits:
            continue
        for number, cells in lines:
            if not any(word.startswith("#") for word in cells):  # the row of HXL tags
                _row(heading, cells, f"{label}, line {number}", collector, content.areas, country)
    content.places = collector.places
    return content


def _row(heading: Heading, cells: Sequence[str], where: str, collector: Collector, areas: set[Area], country: str) -> None:
    names = {level: tidy(cell(cells, at)) for level, at in heading.main.items()}
    codes = {level: cell(cells, at) for level, at in heading.codes.items()}
    code = codes.get(0, "")[:2].upper() or country
    province = folded_key(clean(names.get(1, "")))
    for level in (1, 2):
        for spelling in usable(cell(cells, at) for at in heading.names.get(level, ())) if codes.get(level) else ():
            areas.add((level, folded_key(clean(spelling)), "" if level == 1 else province, names.get(level, ""), codes[level]))
    lat, lon = cell(cells, heading.lat), cell(cells, heading.lon)
    level = max((level for level, name in names.items() if name and level), default=0)
    town = tidy(cell(cells, heading.town))
    if not (lat or lon):
        if not level:
            collector.faults.tell(where, "no name", "holds neither the name of an administration nor a point")
        return
    own = cell(cells, heading.town_code) if town else codes.get(level, "")
    name = town or names.get(level, "")
    more = [cell(cells, at) for at in heading.names.get(level, ())] if not town else []
    if not own or not name:
        collector.faults.tell(where, "no name or code", "has a point but no name or no p-code")
        return
    kind = "village" if town else KINDS.get(level, "admin2")
    radius = "" if town else RADII.get(level, "")
    admins = (names.get(1, ""), names.get(2, ""))
    collector.add(Line(where, f"p-{own.lower()}", name, more, kind, code, lat, lon, "", radius, *admins, own))
