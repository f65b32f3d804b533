"""Lethal incidents in the columns of UCDP's georeferenced events, with our own behind them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from frontlog.model import digest
from frontlog.views.exports.actors import CIVILIANS, Party
from frontlog.views.exports.cells import columns_of, flat, names, write_csv
from frontlog.views.exports.events import Event, Report
from frontlog.views.exports.export import Export
from frontlog.views.exports.geometry import priogrid, wkt_point
from frontlog.views.exports.people import Side, one_sided, two_sides
from frontlog.views.guide import day

NOTICE = "UCDP-shaped, not UCDP data: these rows have the columns of the UCDP GED and are coded from news reports by Frontlog."
COLUMNS = columns_of(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,"
    "adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,"
    "deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
EXTRAS = columns_of("x_incident_id,x_n_origins,x_injured_best,x_grade,x_claimants,x_url")
AT_ACTIVE = COLUMNS.index("active_year")
ACTIVE = 25  # deaths of a dyad in a year, from which UCDP calls it active
HAPPENED = ("actual", "failed")


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two sides as UCDP orders them: a government first, the victims of one-sided violence last."""

    a: Side
    b: Side
    type: int  # 1 a government is a side, 2 armed groups, 3 civilians are the direct target

    @property
    def names(self) -> tuple[str, str]:
        return tuple(flat(side[0].name) if side else "" for side in (self.a, self.b))  # type: ignore[return-value]

    @property
    def name(self) -> str:
        return " - ".join(name or "XXX" for name in self.names)


@dataclass(frozen=True, slots=True)
class Deaths:
    """The dead by side. `best` is their sum."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    high: int

    @property
    def best(self) -> int:
        return self.a + self.b + self.civilians + self.unknown


def incidents(export: Export, out: BinaryIO) -> None:
    """incidents_ged.csv."""
    write_csv(out, [[*COLUMNS, *EXTRAS]], rows(export))


def rows(export: Export) -> Iterator[list[Any]]:
    """One line a lethal incident that happened and has a day."""
    active: Counter[tuple[str, int]] = Counter()
    taken: set[int] = set()
    found = []
    for event in _lethal(export):
        two = dyad(event)
        dead = deaths(export, event, two)
        key = (two.name, event.start.year if event.start else 0)
        active[key] += dead.best
        found.append((key, _row(export, event, two, dead, _number(event.id, taken))))
    for key, row in found:
        row[AT_ACTIVE] = int(active[key] >= ACTIVE)
        yield row


def _lethal(export: Export) -> Iterator[Event]:
    for event in export.events():
        counts = export.coding(event).ucdp.counts and bool(event.killed.best)
        if event.modality in HAPPENED and event.start is not None and (counts or not export.choice.lethal_only):
            yield event


def _row(export: Export, event: Event, two: Dyad, dead: Deaths, number: int) -> list[Any]:
    country = export.country(event)
    assert event.start is not None
    reports = event.reports
    return [
        number,
        event.id,
        event.start.year,
        0,  # whether the dyad was active that year is known at the end
        status(event, two),
        two.type,
        None,
        None,
        two.name,
        None,
        None,
        two.name,
        None,
        None,
        two.names[0],
        None,
        None,
        two.names[1],
        len(reports),
        ";".join(article(r) for r in reports),
        ";".join(names(r.outlet or r.name for r in reports)),
        ";".join(dict.fromkeys(str(r.published) for r in reports if r.published)),
        ";".join(names(r.title for r in reports)),
        ";".join(names(event.claimants)),
        event.spot.where_prec,
        flat(event.place_name),
        flat(event.spot.text),
        event.spot.admin1,
        event.spot.admin2,
        event.lat,
        event.lon,
        wkt_point(event.lat, event.lon),
        priogrid(event.lat, event.lon),
        country.name,
        country.gwno or None,
        country.ucdp_region,
        1 if event.date_precision == "day" and event.spot.where_prec in (None, 1, 2) else 2,
        date_prec(event),
        event.start,
        event.end,
        dead.a,
        dead.b,
        dead.civilians,
        dead.unknown,
        dead.best,
        dead.high,
        dead.low,
        _state(two.a),
        _state(two.b),
        event.id,
        len(event.origins),
        event.injured.best,
        event.grade,
        names(event.claimants),
        export.choice.link(event.id),
    ]


def dyad(event: Event) -> Dyad:
    """Both sides. Where only the second is a government, it stands first."""
    first, second = two_sides(event)
    if one_sided(event):
        return Dyad(first, second or [Party(CIVILIANS, "Civilians", CIVILIANS, 7, "CVL", "", True)], 3)
    state = [bool(side) and side[0].kind in ("state", "external") for side in (first, second)]
    if state == [False, True]:
        first, second = second, first
    return Dyad(first, second, 1 if any(state) else 2)


def deaths(export: Export, event: Event, two: Dyad) -> Deaths:
    """The dead by side; those of a side that is neither, or that nobody names, are unknown. low and high never cross best."""
    a, b, civilians, unknown = 0, 0, 0, 0
    for side, count in _sides(event):
        best = count
        if side and export.actors.civilian(side):
            civilians += best
        elif side and export.actors.within(side, [p.id for p in two.a]):
            a += best
        elif side and export.actors.within(side, [p.id for p in two.b]):
            b += best
        else:
            unknown += best
    best = a + b + civilians + unknown
    return Deaths(a, b, civilians, unknown, min(best, event.killed.low or 0), max(best, event.killed.high or 0))


def _sides(event: Event) -> Iterator[tuple[str, int]]:
    for toll in event.tolls:
        if toll.kind == "killed":
            yield toll.side, toll.best if toll.best is not None else toll.low if toll.low is not None else toll.high or 0


def status(event: Event, two: Dyad) -> str:
    """What a coder should look at first."""
    if not two.a or not two.b or not all(p.known for p in (two.a[0], two.b[0])):
        return "Check actors"
    if event.lat is None or (event.spot.where_prec or 0) > 5:
        return "Check place"
    if "losses" in event.contradictions or event.killed.high is None:
        return "Check deaths"
    return "Clear"


def date_prec(event: Event) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer or open."""
    days = event.days
    return 5 if days is None or days > 31 else 1 if days == 1 else 2 if days < 7 else 3 if days == 7 else 4


def article(report: Report) -> str:
    """A source as UCDP quotes it."""
    parts = (report.outlet or report.name, day(report.published) or "", report.title)
    return '"' + ",".join(flat(part).replace('"', "'").replace(";", ",") for part in parts) + '"'


def _state(side: Side) -> int | None:
    return (side[0].codes.gwno or None) if side and side[0].kind == "state" else None


def _number(id_: str, taken: set[int]) -> int:
    """A positive number of 31 bits out of our id. Where two would be alike, the later one moves on; `relid` is the id that counts."""
    number = int(digest(id_)[:8], 16) & 0x7FFFFFFF
    while number in taken or not number:
        number = (number + 1) & 0x7FFFFFFF
    taken.add(number)
    return number
