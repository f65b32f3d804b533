"""Areas: an illustration that says so, tiles without overlap, and never more than the outline."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.records import ORIGIN

from frontlog.model import ControlState, FrontlogError
from frontlog.views.areas import areas

DAY = date(2017, 10, 12)


def held(number: int, lat: float | None, lon: float | None, **more: Any) -> ControlState:
    row = ControlState(
        id=f"k-{number}",
        place_id=f"p-{number}",
        place_name=f"Place {number}",
        lat=lat,
        lon=lon,
        uncertainty_m=1000,
        country="",
        start=date(2017, 10, 1),
        end=None,
        state="held",
        holder="army",
        holder_name="Army",
        besieged_by="",
        probability=0.9,
        evidence=(),
        last_evidence=None,
        origin=ORIGIN,
    )
    return replace(row, **more)


def size(ring: list[list[float]]) -> float:
    """Square kilometres of a ring, positive when it runs against the clock."""
    flat = [(x * 111.32 * cos(radians(35)), y * 111.32) for x, y in ring]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(flat)) / 2


def cells(found: dict[str, Any]) -> dict[str, float]:
    return {f["properties"]["place_id"]: sum(size(polygon[0]) for polygon in f["geometry"]["coordinates"]) for f in found["features"]}


def test_two_places_share_the_ground_between_them_in_the_middle() -> None:
    found = areas([held(1, 35.0, 38.0), held(2, 35.0, 38.1)], DAY)
    assert found["illustration"] is True
    assert all(f["properties"]["illustration"] and "illustration" in f["properties"]["note"] for f in found["features"])
    middle = [x for f in found["features"] for ring in f["geometry"]["coordinates"] for x, _ in ring[0]]
    assert max(x for x in middle if x < 38.0501) == pytest.approx(38.05, abs=0.001)
    one, two = cells(found).values()
    assert one == pytest.approx(two, rel=0.01)


def test_a_lonely_place_reaches_only_so_far_and_the_unknown_is_faded() -> None:
    found = areas([held(1, 35.0, 38.0, state="unknown", holder="", probability=0.8)], DAY, reach_km=10)
    assert cells(found)["p-1"] == pytest.approx(314, rel=0.02)
    assert found["features"][0]["properties"]["opacity"] == 0.0


def test_what_has_no_point_or_only_a_vague_one_has_no_area() -> None:
    rows = [held(1, None, None), held(2, 35.0, 38.0, uncertainty_m=60_000), held(3, 35.1, 38.0, end=date(2017, 10, 5))]
    assert areas(rows, DAY)["features"] == []


def test_of_places_on_one_point_the_best_known_one_stands_for_it() -> None:
    rows = [held(1, 35.0, 38.0, uncertainty_m=3000), held(2, 35.0, 38.0, uncertainty_m=500)]
    assert list(cells(areas(rows, DAY))) == ["p-2"]


def test_nothing_lies_outside_the_outline() -> None:
    square = {"type": "Polygon", "coordinates": [[[38.0, 35.0], [38.05, 35.0], [38.05, 35.05], [38.0, 35.05], [38.0, 35.0]]]}
    found = areas([held(1, 35.0, 38.0), held(2, 35.3, 38.3)], DAY, {"type": "Feature", "geometry": square, "properties": {}})
    assert list(cells(found)) == ["p-1"]
    for x, y in found["features"][0]["geometry"]["coordinates"][0][0]:
        assert 38.0 - 1e-4 <= x <= 38.05 + 1e-4
        assert 35.0 - 1e-4 <= y <= 35.05 + 1e-4
    with pytest.raises(FrontlogError, match=r"no GeoJSON polygon.*'Point'"):
        areas([held(1, 35.0, 38.0)], DAY, {"type": "Point", "coordinates": [1, 2]})


SPOT = st.tuples(st.integers(0, 40), st.integers(0, 40))


@settings(max_examples=40, deadline=None)
@given(st.lists(SPOT, min_size=1, max_size=12, unique=True))
def test_areas_never_overlap_and_hold_their_place(spots: list[tuple[int, int]]) -> None:
    rows = [held(n, 35.0 + a / 100, 38.0 + b / 100) for n, (a, b) in enumerate(spots)]
    found = areas(rows, DAY, reach_km=5)
    assert set(cells(found)) == {s.place_id for s in rows}
    total = sum(cells(found).values())
    assert total <= len(rows) * 79
    box = {"type": "Polygon", "coordinates": [[[37.0, 34.0], [40.0, 34.0], [40.0, 36.5], [37.0, 36.5], [37.0, 34.0]]]}
    assert sum(abs(v) for v in cells(areas(rows, DAY, box, reach_km=5)).values()) == pytest.approx(total, rel=0.01)
    for feature, state in zip(found["features"], sorted(rows, key=lambda s: s.place_id), strict=True):
        ring = feature["geometry"]["coordinates"][0][0]
        sides = [(b[0] - a[0]) * (state.lat - a[1]) - (b[1] - a[1]) * (state.lon - a[0]) for a, b in pairwise(ring) if a != b]
        assert min(sides) > -1e-9


PAGE = Path(__file__).parents[1] / "cases/areas.json"  # web/tests/map.test.ts holds the page's areas against the same cases


def test_the_page_is_given_the_same_rings() -> None:
    case = json.loads(PAGE.read_text(encoding="utf-8"))
    states = [held(n, p["lat"], p["lon"], place_id=p["id"], uncertainty_m=p["uncertainty_m"]) for n, p in enumerate(case["places"])]
    found = {f["properties"]["place_id"]: f["geometry"]["coordinates"] for f in areas(states, DAY)["features"]}
    assert set(found) == set(case["rings"])
    for place, ring in case["rings"].items():
        assert len(found[place]) == 1
        assert found[place][0][0] == [pytest.approx(point, abs=1e-5) for point in ring]
