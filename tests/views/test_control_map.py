"""The map of who held what: every place is there, legible without its colours, and words break out of nothing."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest

from frontlog.model import ControlState
from frontlog.views import outlines
from frontlog.views.control_map import control_map
from frontlog.views.listing_control import holds
from support.sample import Week, week

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2031, 3, 8)


def titles(svg: str) -> list[str]:
    return [t.text or "" for c in ET.fromstring(svg).iter(f"{SVG}circle") for t in c.iter(f"{SVG}title")]


def words(svg: str) -> list[str]:
    return [t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")]


def told(rows: Week) -> list[ControlState]:
    heard = {s.place_id for s in rows(ControlState) if s.evidence and s.start <= DAY}
    return [s for s in rows(ControlState) if holds(s, DAY) and s.lat is not None and s.place_id in heard]


def test_every_place_is_drawn_once_and_two_runs_agree() -> None:
    rows = week()
    svg = control_map(rows, DAY)
    assert svg == control_map(Week({k: v[::-1] for k, v in rows.rows.items()}), DAY)
    assert sorted(t.split(":")[0] for t in titles(svg)) == sorted(s.place_name for s in told(rows))


def test_sides_have_letters_so_that_grey_tells_them_apart() -> None:
    rows = week()
    held = [s for s in told(rows) if s.state != "contested" and s.holder]
    letters = [w for w in words(control_map(rows, DAY)) if len(w) == 1]
    sides = {x for s in told(rows) for x in (s.holder, s.besieged_by) if x}
    assert len(set(letters)) == len(sides)
    assert len(letters) == len(held) + len(sides)  # each once more in the legend


def test_what_changed_has_a_triangle() -> None:
    rows = week()
    changed = [s for s in told(rows) if s.start == DAY]
    rows.rows[ControlState] = [replace(s, start=DAY) if s is told(rows)[0] else s for s in rows(ControlState)]
    drawn = list(ET.fromstring(control_map(rows, DAY, (DAY, DAY))).iter(f"{SVG}polygon"))
    assert len(drawn) == len(changed) + (told(week())[0].start != DAY)
    assert not list(ET.fromstring(control_map(rows, DAY)).iter(f"{SVG}polygon"))


def test_a_place_far_away_is_named_and_does_not_shrink_the_others() -> None:
    rows = week()
    near = told(rows)
    rows.add(replace(near[0], id="far", place_id="p-far", place_name="Farland", lat=60.0, lon=-120.0))
    svg = control_map(rows, DAY)
    assert "Outside the picture: Farland." in words(svg)
    assert len(titles(svg)) == len(near)


def test_hostile_names_are_words() -> None:
    rows = week()
    rows.rows[ControlState] = [replace(s, place_name="<script>x</script>\u202e\x00") for s in rows(ControlState)]
    assert any("<script>x</script>" in t for t in titles(control_map(rows, DAY)))


@pytest.mark.parametrize("rows", [Week(), Week({ControlState: [replace(week()(ControlState)[0], lat=None, lon=None)]})])
def test_nothing_to_draw_is_no_picture(rows: Week) -> None:
    assert control_map(rows, DAY) == ""


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (89.9, 179.9), (-89.9, -179.9)])
def test_one_place_anywhere_can_be_drawn(lat: float, lon: float) -> None:
    state = next(s for s in week()(ControlState) if s.evidence and holds(s, DAY))
    assert len(titles(control_map(Week({ControlState: [replace(state, lat=lat, lon=lon)]}), DAY))) == 1


def test_outlines_are_closed_rings_of_the_countries_in_the_box(monkeypatch: pytest.MonkeyPatch) -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [10, 20]},
        "arcs": [[[0, 0], [5, 0], [0, 5]], [[5, 5], [-5, 0], [0, -5]], [[50, 50], [1, 0], [0, 1], [-1, -1]]],
        "objects": {"countries": {"geometries": [
            {"type": "Polygon", "arcs": [[0, 1]]},
            {"type": "MultiPolygon", "arcs": [[[2]]]},
            {"type": None},
        ]}},
    }  # fmt: skip
    arcs = list(outlines._arcs(topology))
    rings = tuple(tuple(outlines._rings(g, arcs)) for g in topology["objects"]["countries"]["geometries"])  # type: ignore[index]
    assert rings[0][0] == ((10, 20), (15, 20), (15, 25), (10, 25), (10, 20))
    monkeypatch.setattr(outlines, "_countries", lambda: rings)
    assert len(outlines.outlines((0, 0, 30, 30))) == 1
    assert len(outlines.outlines((0, 0, 100, 100))) == 2
    assert outlines.outlines((0, 0, 5, 5)) == []
