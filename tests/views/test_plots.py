"""Pictures over time: every incident, loss and report is drawn where it belongs, or the picture says that it is not."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontlog.model import Claim, Copy, Document, FrontlogError, Incident, Tolls
from frontlog.views.axis import Frame, bins, marks
from frontlog.views.plot_counts import KIND_OF, LONG, plot_coverage, plot_incidents
from frontlog.views.plot_losses import plot_losses
from frontlog.views.sitrep.scope import TOLD
from support.sample import Week, week

SVG = "{http://www.w3.org/2000/svg}"
DAY0 = date(2031, 3, 1)


def titles(svg: str, name: str = "rect") -> list[str]:
    return [t.text or "" for shape in ET.fromstring(svg).iter(f"{SVG}{name}") for t in shape.iter(f"{SVG}title")]


def words(svg: str) -> list[str]:
    return [t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")]


def counted(svg: str) -> Iterator[tuple[str, str, int, str]]:
    """Lane, layer, count, day of every bar."""
    for title in titles(svg):
        if found := re.fullmatch(r"(.*), (.*): ([\d,]+) \((?:week from |month from |year from )?(.*)\)", title):
            yield found[1], found[2], int(found[3].replace(",", "")), found[4]


PLOTS: dict[str, Callable[..., str]] = {"incidents": plot_incidents, "losses": plot_losses, "coverage": plot_coverage}


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_equal_rows_give_equal_pictures(plot: Callable[..., str]) -> None:
    rows = week()
    assert plot(Week({k: v[::-1] for k, v in rows.rows.items()})) == plot(rows)


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_hostile_names_break_out_of_nothing(plot: Callable[..., str]) -> None:
    rows = week()
    bad = '</text><script>x</script>\x00\u202e"'
    rows.rows[Document] = [replace(d, outlet=bad) for d in rows(Document)]
    rows.rows[Claim] = [replace(c, agent=tuple(replace(a, name=bad) for a in c.agent)) for c in rows(Claim)]
    assert not list(ET.fromstring(plot(rows)).iter(f"{SVG}script"))


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_an_empty_log_and_turned_days_say_what_is_wrong(plot: Callable[..., str]) -> None:
    with pytest.raises(FrontlogError, match="There is no day"):
        plot(Week())
    with pytest.raises(FrontlogError, match="Choose a first day"):
        plot(week(), first=date(2031, 3, 9), last=date(2031, 3, 1))


def test_every_incident_with_a_day_is_in_one_bar_of_its_kind() -> None:
    rows = week()
    told = [i for i in rows(Incident) if i.modality in TOLD]
    dated = [i for i in told if i.start and i.end and (i.end - i.start).days <= LONG]
    assert len(dated) < len(told)
    bars = list(counted(plot_incidents(rows)))
    assert sum(n for _, _, n, _ in bars) == len(dated)
    assert {day for *_, day in bars} == {str(i.start) for i in dated}
    assert len({lane for lane, *_ in bars}) == len({KIND_OF[i.type] for i in dated})
    assert f"Not drawn: {len(told) - len(dated)} incident" in " ".join(words(plot_incidents(rows)))


def test_many_sides_share_the_colours_that_are_left() -> None:
    rows = week()
    first = next(i for i in rows(Incident) if i.start and i.modality in TOLD)
    rows.rows[Incident] = [replace(first, id=f"i{n}", agents=(f"x-side-{n % 9}",)) for n in range(45)]
    layers = {layer: n for _, layer, n, _ in counted(plot_incidents(rows))}
    assert layers == {**{f"side {n}": 5 for n in range(5)}, "other sides": 20}


def test_copies_are_told_apart_and_every_dated_report_is_drawn() -> None:
    rows = week()
    claiming = {c.document for c in rows(Claim)}
    dated = [d for d in rows(Document) if d.published and d.id in claiming]
    copied = {c.id for c in rows(Copy) if c.copy_of}
    bars = list(counted(plot_coverage(rows)))
    assert sum(n for _, layer, n, _ in bars if layer == "own report") == sum(d.id not in copied for d in dated)
    assert sum(n for _, layer, n, _ in bars if layer != "own report") == sum(d.id in copied for d in dated)


def test_outlets_beyond_the_lanes_are_counted_together() -> None:
    rows = week()
    claim = rows(Claim)[0]
    document = next(d for d in rows(Document) if d.published)
    rows.rows[Document] = [replace(document, id=f"d{n}", outlet=f"Outlet {n:02}") for n in range(20)]
    rows.rows[Claim] = [replace(claim, id=f"c{n}", document=f"d{n}") for n in range(20)]
    assert {lane: n for lane, _, n, _ in counted(plot_coverage(rows))}["6 other outlets"] == 6


def losing(*tolls: tuple[int, str, int | None, int | None, int | None]) -> Week:
    """The sample with incidents that cost these: day, side, low, best, high."""
    rows = week()
    first = next(i for i in rows(Incident) if i.type == "capture")
    rows.rows[Incident] = [
        replace(
            first, id=f"i{n}", start=DAY0 + timedelta(days=day), end=DAY0 + timedelta(days=day),
            tolls=(Tolls(side, "killed", low, best, high, ()),), grade="fair",
        )
        for n, (day, side, low, best, high) in enumerate(tolls)
    ]  # fmt: skip
    return rows


def test_losses_of_a_side_and_day_are_one_range() -> None:
    svg = plot_losses(losing((0, "fed", 3, 5, 9), (0, "fed", 1, 1, 1), (2, "fed", 40, 40, None), (2, "nf", 2, 2, 2)))
    assert titles(svg) == [
        "Federal Army, 2031-03-01: 4 to 10, most likely 6",
        "Federal Army, 2031-03-03: at least 40, most likely 40",
        "Northern Front, 2031-03-03: 2, most likely 2",
    ]
    assert titles(svg, "polygon") == ["no upper bound told"]


def test_a_wider_range_is_a_higher_bar() -> None:
    bars = ET.fromstring(plot_losses(losing((0, "fed", 10, 10, 10), (1, "fed", 10, 50, 100)))).iter(f"{SVG}rect")
    narrow, wide = (float(b.get("height") or 0) for b in bars if b.get("stroke"))
    assert wide > 10 * narrow


def test_tolls_without_an_event_and_doubted_ones_are_not_drawn() -> None:
    rows = losing((0, "fed", 3, 5, 9), (1, "fed", 300, 300, 300), (2, "fed", 7, 7, 7))
    kinds = ("capture", "losses", "capture")
    grades = ("fair", "fair", "discounted")
    rows.rows[Incident] = [replace(i, type=k, grade=g) for i, k, g in zip(rows(Incident), kinds, grades, strict=True)]
    svg = plot_losses(rows)
    assert len(titles(svg)) == 1
    assert any("Not drawn: 1 toll told without an event" in w for w in words(svg))


def test_kinds_of_losses_that_there_are_not() -> None:
    with pytest.raises(FrontlogError, match="Choose one of: killed"):
        plot_losses(week(), "martyred")


@pytest.mark.parametrize(
    ("length", "unit", "count"),
    [(1, "day", 1), (62, "day", 62), (63, "week", 10), (800, "week", 115), (801, "month", 27), (7000, "month", 231), (7001, "year", 20)],
)
def test_time_is_cut_into_some_dozens_of_parts(length: int, unit: str, count: int) -> None:
    frame = Frame(date(2011, 1, 1), date(2011, 1, 1) + timedelta(days=length - 1))
    parts = bins(frame)
    assert (parts.unit, len(parts.starts)) == (unit, count)
    every = [frame.first + timedelta(days=n) for n in range(length)]
    assert all(parts.starts[0] <= (s := parts.of(d)) <= d < parts.end(s) for d in every)  # type: ignore[operator]
    assert parts.of(frame.first - timedelta(days=1)) is None
    assert parts.of(frame.last + timedelta(days=1)) is None
    assert all(frame.first <= day <= frame.last for day, _ in marks(frame))
