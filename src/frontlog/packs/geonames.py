"""Dumps of GeoNames: `SY.zip` with its lines of nineteen columns, and the alternate names of the same country."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from frontlog.packs.faults import Faults, shown
from frontlog.packs.guarded import Source
from frontlog.packs.rows import Collector, Content, Line
from frontlog.reference.place_rows import settlement

NAME, COLUMNS, ALTERNATES = "GeoNames", 19, range(4, 11)
LICENCE = "CC BY 4.0"
ATTRIBUTION = "GeoNames (https://www.geonames.org/), licensed under CC BY 4.0"
NO_NAMES = frozenset(("link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "piny", "abbr"))  # codes, not spellings
# Feature codes that reports of war name, by what they are to us; a class stands for its other codes.
_CODES: Mapping[str, str] = {
    "ADM1": "admin1",
    "ADM1H": "",
    "ADM2": "admin2",
    "ADM2H": "",
    "ADM3": "admin2",
    "ADM4": "admin2",
    "ADMD": "admin2",
    "PCLI": "",  # countries are ours
    "PCL": "",
    "PCLD": "",
    "PPLX": "quarter",
    "PPLH": "village",
    "AIRB": "base",
    "INSM": "base",
    "MILB": "base",
    "FT": "base",
    "AIRF": "base",
    "NVB": "base",
    "OILF": "oil field",
    "GASF": "oil field",
    "CMP": "quarter",
    "CMPRF": "quarter",
    "FRM": "village",
    "FRMS": "village",
    "RGN": "region",
    "AREA": "region",
    "BCH": "region",
    "ISL": "region",
    "ISLS": "region",
    "PEN": "region",
    "VAL": "region",
    "DSRT": "region",
    "PLN": "region",
    "PLAT": "region",
    "BDG": "facility",
    "PSTB": "crossing",
    "PSTC": "crossing",
    "CSTM": "crossing",
    "GATE": "crossing",
}
_CLASSES = {"P": "", "A": "admin2", "H": "river", "L": "region", "S": "facility", "T": "hill", "R": "road", "V": "region", "U": "sea"}
_SEA = frozenset(("SEA", "GULF", "BAY", "STRT", "OCN", "LK", "LKS"))


def is_main(cells: Sequence[str]) -> bool:
    """Whether the cells of a first line are those of a dump."""
    return len(cells) == COLUMNS and cells[0].isdigit() and cells[6] in _CLASSES and len(cells[8]) == 2


def is_alternates(cells: Sequence[str]) -> bool:
    """Whether they are those of a file of alternate names."""
    return len(cells) in ALTERNATES and cells[0].isdigit() and cells[1].isdigit() and len(cells[2]) <= 8


def read(main: Sequence[Source], alternates: Sequence[Source], collector: Collector) -> Content:
    """The places of dumps with all their spellings."""
    content = Content(NAME, LICENCE, ATTRIBUTION)
    rows = [row for source in main for row in _rows(source, collector.faults)]
    more = _alternates(alternates, {cells[0] for _, cells in rows}, collector.faults)
    provinces = {(c[8], c[10]): c[1] for _, c in rows if c[7] == "ADM1"}
    districts = {(c[8], c[10], c[11]): c[1] for _, c in rows if c[7] == "ADM2"}
    for where, cells in rows:
        kind = kind_of(cells[6], cells[7], cells[14])
        if kind:
            first, second = provinces.get((cells[8], cells[10]), ""), districts.get((cells[8], cells[10], cells[11]), "")
            names = (cells[2], *cells[3].split(","), *more.get(cells[0], ()))
            collector.add(Line(where, f"gn-{cells[0]}", cells[1], names, kind, cells[8], cells[4], cells[5], cells[14], "", first, second))
        else:
            collector.faults.leave_out(where, "countries and administrations of the past")
    content.places = collector.places
    content.version = max((cells[18] for _, cells in rows), default="")  # the day of the last change
    return content


def kind_of(feature: str, code: str, population: str) -> str:
    """Our kind of a feature; empty where it is none that a report could mean."""
    if code in _CODES:
        return _CODES[code]
    if feature == "P":
        return settlement(int(population) if population.isdigit() else 0)
    return "sea" if code in _SEA else _CLASSES.get(feature, "")


def _rows(source: Source, faults: Faults) -> Iterator[tuple[str, list[str]]]:
    for number, line in source.lines():
        if not line.strip() or line.startswith("#"):
            continue
        cells, where = line.split("\t"), f"{source.label}, line {number}"
        if len(cells) != COLUMNS:
            faults.tell(where, "not the columns of a dump", f"has {len(cells)} columns, a dump of GeoNames has {COLUMNS}")
        elif not cells[0].isdigit():
            faults.tell(where, "no id", f"begins with {shown(cells[0])}, where the number of the place should stand")
        else:
            yield where, cells


def _alternates(found: Sequence[Source], wanted: set[str], faults: Faults) -> dict[str, list[str]]:
    """Further spellings by the number of the place; those of the past count too, since old reports use them."""
    out: dict[str, list[str]] = defaultdict(list)
    for source in found:
        for number, line in source.lines():
            cells = line.split("\t")
            if not line.strip():
                continue
            if not is_alternates(cells):
                faults.tell(
                    f"{source.label}, line {number}", "not the columns of alternate names", f"has {len(cells)} columns, not 8 to 10"
                )
            elif cells[1] in wanted and cells[2] not in NO_NAMES:
                out[cells[1]].append(cells[3])
    return out
