"""Counts on a grid of places and times, for models: by district and day, and by PRIO-GRID cell and month."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa

from frontlog.views.exports.events import Event
from frontlog.views.exports.export import Export
from frontlog.views.exports.ged import deaths, dyad
from frontlog.views.exports.geometry import priogrid
from frontlog.views.exports.incidents import Row, write_parquet

HAPPENED = ("actual", "failed")
TYPES = {1: "sb", 2: "ns", 3: "os"}  # state-based, non-state, one-sided
COUNTED = ("n_events", "n_origins")
TOLLS = ("killed_low", "killed_best", "killed_high", "killed_civilians", "injured_best")
AREA = ("country", "adm1_pcode", "admin1", "adm2_pcode", "admin2")
GED = tuple(f"ged_{kind}_{figure}" for kind in TYPES.values() for figure in ("best", "low", "high", "count"))

DAILY = pa.schema([*((n, pa.string()) for n in AREA), ("date", pa.date32()), *((n, pa.int64()) for n in (*COUNTED, *TOLLS))])
MONTHLY = pa.schema([(n, pa.int64()) for n in ("priogrid_gid", "month_id", "year", "month", *GED, *COUNTED)])


def adm2_day(export: Export, out: BinaryIO) -> None:
    """panel_adm2_day.parquet: an event of several days counts on its first."""

    def key(event: Event) -> tuple[Any, ...] | None:
        one, two, _ = event.spot.codes
        place = export.country(event).alpha3
        return (place, one, event.spot.admin1, two, event.spot.admin2, event.start) if place else None

    def add(row: Row, event: Event) -> None:
        figures = (event.killed.low, event.killed.best, event.killed.high, event.killed_civilians.best, event.injured.best)
        for name, figure in zip(TOLLS, figures, strict=True):
            row[name] += figure or 0

    write_parquet(out, DAILY, _panel(export, key, (*AREA, "date"), TOLLS, add))


def priogrid_month(export: Export, out: BinaryIO) -> None:
    """panel_priogrid_month.parquet: deaths by UCDP's types of violence; months are counted from January 1980, which is 1."""

    def key(event: Event) -> tuple[Any, ...] | None:
        cell = priogrid(event.lat, event.lon)
        assert event.start is not None
        return (cell, month_id(event.start), event.start.year, event.start.month) if cell else None

    def add(row: Row, event: Event) -> None:
        if export.coding(event).ucdp.counts and event.killed.best:
            two = dyad(event)
            dead = deaths(export, event, two)
            figures = {"best": dead.best, "low": dead.low, "high": dead.high, "count": 1}
            for name, figure in figures.items():
                row[f"ged_{TYPES[two.type]}_{name}"] += figure

    write_parquet(out, MONTHLY, _panel(export, key, ("priogrid_gid", "month_id", "year", "month"), GED, add))


def month_id(day: date) -> int:
    """The number of a month as forecasters of conflict count it."""
    return (day.year - 1980) * 12 + day.month


def _panel(
    export: Export,
    key: Callable[[Event], tuple[Any, ...] | None],
    names: tuple[str, ...],
    figures: tuple[str, ...],
    add: Callable[[Row, Event], None],
) -> Iterator[Row]:
    rows: dict[tuple[Any, ...], Row] = {}
    origins: dict[tuple[Any, ...], set[str]] = {}
    for event in export.events():
        if event.modality not in HAPPENED or event.start is None or event.grade == "discounted":
            continue
        at = key(event)
        if at is not None:
            row = rows.setdefault(at, {**dict(zip(names, at, strict=True)), "n_events": 0, **dict.fromkeys(figures, 0)})
            row["n_events"] += 1
            origins.setdefault(at, set()).update(event.origins)
            add(row, event)
    for at in sorted(rows):
        yield {**rows[at], "n_origins": len(origins[at])}
