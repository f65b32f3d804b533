"""Monthly counts by district in the columns of the HDX humanitarian API."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from frontlog.views.exports.acled import HAPPENED, targets_civilians
from frontlog.views.exports.cells import columns_of, write_csv
from frontlog.views.exports.events import Event
from frontlog.views.exports.export import Export

COLUMNS = columns_of(
    "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,admin2_name,"
    "admin_level,event_type,events,fatalities,reference_period_start,reference_period_end,dataset_hdx_id,resource_hdx_id,warning,"
    "error"
)
EXTRAS = columns_of("x_fatalities_low,x_fatalities_high")
DEMONSTRATIONS = ("Protests", "Riots")
CIVILIAN, DEMONSTRATION, VIOLENCE = "civilian_targeting", "demonstration", "political_violence"


@dataclass(slots=True)
class Cell:
    """What happened in a district in a month."""

    events: int = 0
    low: int = 0
    best: int = 0
    high: int = 0
    longer: int = 0  # of the events, those that go on into another month

    def add(self, event: Event) -> None:
        self.events += 1
        self.low += event.killed.low or 0
        self.best += event.killed.best or 0
        self.high += event.killed.high or 0
        self.longer += bool(event.end and event.start and (event.end.year, event.end.month) != (event.start.year, event.start.month))


Key = tuple[str, str, str, str, str, date, str]


def conflict_events(export: Export, out: BinaryIO) -> None:
    """conflict_event_adm2_month.csv, with the mark by which Excel knows UTF-8."""
    write_csv(out, [[*COLUMNS, *EXTRAS]], rows(export), bom=True)


def rows(export: Export) -> Iterator[list[Any]]:
    """One line a district, month and type of event. As on HDX, civilian targeting is counted in political violence as well."""
    cells: dict[Key, Cell] = {}
    for event in export.events():
        place = export.country(event).alpha3
        if event.modality in HAPPENED and event.start is not None and event.grade != "discounted" and place:
            one, two, _ = event.spot.codes
            for kind in kinds(export, event):
                key = (place, event.spot.admin1, event.spot.admin2, one, two, event.start.replace(day=1), kind)
                cells.setdefault(key, Cell()).add(event)
    for key in sorted(cells):
        yield _row(key, cells[key])


def kinds(export: Export, event: Event) -> list[str]:
    """The types that an event is counted in."""
    acled = export.coding(event).acled
    if not acled or acled.disorder == "Strategic developments":
        return []
    if acled.event in DEMONSTRATIONS:
        return [DEMONSTRATION]
    return [VIOLENCE, *([CIVILIAN] if targets_civilians(event, acled.event) else [])]


def _row(key: Key, cell: Cell) -> list[Any]:
    place, admin1, admin2, one, two, month, kind = key
    end = month.replace(day=monthrange(month.year, month.month)[1])
    warning = f"{cell.longer} of the events may have been in another month" if cell.longer else ""
    return [
        place,
        None,
        None,
        admin1,
        admin2,
        one,
        admin1,
        two,
        admin2,
        2 if admin2 or two else 1 if admin1 or one else 0,
        kind,
        cell.events,
        cell.best,
        month,
        end,
        None,
        None,
        warning,
        "",
        cell.low,
        cell.high,
    ]
