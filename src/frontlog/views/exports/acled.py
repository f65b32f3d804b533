"""Incidents in the columns of ACLED's files, with our own behind them. ACLED-shaped: the codes are ours, by the crosswalk."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from frontlog.reference.actor_rows import KINDS
from frontlog.reference.outlets import Outlet, load_outlets
from frontlog.views.exports.actors import CIVILIANS, Party, kind_in
from frontlog.views.exports.cells import columns_of, flat, names, write_csv
from frontlog.views.exports.events import Count, Event
from frontlog.views.exports.export import Export
from frontlog.views.exports.people import Side, one_sided, others, two_sides

NOTICE = "ACLED-shaped, not ACLED data: these rows have the columns of ACLED's files and are coded from news reports by Frontlog."
COLUMNS = columns_of(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
EXTRAS = columns_of(
    "x_actor1_role,x_actor2_role,x_fatalities_low,x_fatalities_best,x_fatalities_high,x_date_start,x_date_end,x_n_documents,"
    "x_n_origins,x_grade,x_certainty,x_disputed,x_admin3_pcode,x_url"
)
LABELS = (
    "",
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
HAPPENED = ("actual", "failed")
SCALES = ("Local partner", "Subnational", "National", "Regional", "International", "New media", "Other")
VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
MONTHS = columns_of("January,February,March,April,May,June,July,August,September,October,November,December")


def incidents(export: Export, out: BinaryIO) -> None:
    """incidents_acled.csv."""
    write_csv(out, [[*COLUMNS, *EXTRAS]], rows(export))


def rows(export: Export) -> Iterator[list[Any]]:
    """One line an incident that happened, has a day and is an event in ACLED's sense."""
    for event in export.events():
        coding = export.coding(event)
        if event.modality in HAPPENED and coding.acled and event.start is not None:
            yield _row(export, event, coding.acled.event, coding.acled.sub_event, coding.acled.disorder)


def _row(export: Export, event: Event, kind: str, sub_event: str, disorder: str) -> list[Any]:
    country = export.country(event)
    first, second = two_sides(event)
    if not first and kind in VIOLENT:
        first = [
            Party("", f"Unidentified Armed Group ({country.name})" if country.name else "Unidentified Armed Group", "", 3, "", "", False)
        ]
    one, two = (_inter(side, event.country) for side in (first, second))
    label = str if export.choice.inter == "number" else LABELS.__getitem__
    assert event.start is not None
    return [
        event.id,
        event.start,
        event.start.year,
        time_precision(event),
        disorder,
        kind,
        sub_event,
        *_names(first),
        label(one),
        *_names(second),
        label(two),
        interaction(one, two, export.choice.inter),
        "Civilian targeting" if targets_civilians(event, kind) else "",
        country.numeric or None,
        country.acled_region,
        country.name,
        event.spot.admin1,
        event.spot.admin2,
        "",
        flat(event.place_name),
        event.lat,
        event.lon,
        event.spot.geo_precision,
        names(r.outlet or r.name for r in event.reports),
        source_scale(event),
        notes(event),
        fatalities(event.killed, export.choice.fatalities),
        f"grade={event.grade}",
        int(event.updated.timestamp()) if event.updated else None,
        _role(first, "agent"),
        _role(second, "target"),
        event.killed.low,
        event.killed.best,
        event.killed.high,
        event.start,
        event.end,
        len(event.reports),
        len(event.origins),
        event.grade,
        event.certainty,
        event.disputed,
        event.spot.codes[2],
        export.choice.link(event.id),
    ]


def time_precision(event: Event) -> int:
    """1 a known day, 2 a known week, 3 a known month or less."""
    return {"day": 1, "week": 2}.get(event.date_precision, 3)


def interaction(one: int, two: int, form: str = "number") -> str:
    """Both numbers, the lower one first; a sole actor stands before a 0."""
    if form == "text":
        return "-".join(LABELS[i] for i in sorted((one, two)) if i) if one and two else f"{LABELS[one or two]} only" if one or two else ""
    known = sorted(i for i in (one, two) if i)
    return f"{known[0]}{known[1]}" if len(known) > 1 else f"{known[0] if known else 0}0"


def fatalities(killed: Count, rule: str) -> int:
    """The figure of a rule; 0 where none is stated, as ACLED has it. The three figures of ours stay empty then."""
    low, best, high = killed.low, killed.best, killed.high
    return {"low": low, "best": best, "high": high}[rule] or 0


def targets_civilians(event: Event, kind: str) -> bool:
    """Whether people who bear no arms were the main or only target."""
    return kind != "Strategic developments" and one_sided(event)


def notes(event: Event) -> str:
    """A sentence that begins with the day and one on the dead."""
    told = f"On {written(event.start)}, {flat(event.title)}." if event.start else f"{flat(event.title)}."
    said = f" According to {', '.join(names(event.claimants)[:5])}." if event.claimants else ""
    dead = event.killed
    if dead.best is None:
        return f"{told}{said} Fatalities not stated."
    span = f"{dead.low} to {dead.high}" if dead.low != dead.high else f"{dead.best}"
    return f"{told}{said} {span} fatalities."


def written(day: date) -> str:
    """5 December 2016, in English whatever the machine speaks."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def source_scale(event: Event) -> str:
    """How far from the event its sources are; two of them joined by a dash, the nearest first."""
    found = {_scale(load_outlets().find(r.outlet) if r.outlet else None, event.country) for r in event.reports}
    return "-".join(sorted(found, key=SCALES.index)[:2])


def _scale(outlet: Outlet | None, country: str) -> str:
    if outlet is None or outlet.leaning == "monitor":
        return "Other"
    return "National" if outlet.country and outlet.country == country else "International"


def _inter(side: Side, country: str) -> int:
    """ACLED's number of the first of a side; forces of another state are external."""
    if not side:
        return 0
    return KINDS[kind] if (kind := kind_in(side[0], country)) in KINDS else side[0].inter


def _names(side: Side) -> tuple[str, list[str]]:
    return (flat(side[0].name) if side else "", names(p.name for p in others(side)))


def _role(side: Sequence[Party], role: str) -> str:
    return "" if not side else "civilians" if side[0].kind == CIVILIANS else role
