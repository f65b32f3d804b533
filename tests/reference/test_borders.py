"""Borders: which two countries a phrase tells, and how near the reckoned lines run to real crossings."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from frontlog.claims.geo import km_between, nearest
from frontlog.reference.borders import border_told, borders
from frontlog.reference.borders_make import reckoned

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "borders.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["phrases"], ids=lambda case: case["said"])
def test_a_phrase_tells_its_two_sides(case: dict[str, Any]) -> None:
    before, _, rest = case["said"].partition("[")
    text, _, after = rest.partition("]")
    found = border_told(before, text, after, case["near"])
    assert ([found.a, found.b] if found else []) == case["sides"]


@pytest.mark.parametrize("case", CASES["crossings"], ids=lambda case: case["name"])
def test_a_line_runs_at_its_crossings(case: dict[str, Any]) -> None:
    a, b = case["sides"]
    at = (case["at"][0], case["at"][1])
    assert km_between(nearest(borders()[a, b].line, at), at) <= case["km"]


def test_every_border_has_points_in_range_and_a_spread() -> None:
    rows = borders().values()
    assert len(rows) > 300
    assert all(row.line and 5 <= row.spread_km <= 125 for row in rows)
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for row in rows for lat, lon in row.line)


def test_a_border_runs_midway_between_the_nearest_places_of_both_sides() -> None:
    west = np.array([[0.0, 9.9], [1.0, 9.9], [0.5, 5.0]])
    east = np.array([[0.0, 10.1], [1.0, 10.1], [0.5, 15.0]])
    line, spread = reckoned(west, east)
    assert sorted(tuple(point) for point in line.round(3).tolist()) == [(0.0, 10.0), (1.0, 10.0)]
    assert spread == pytest.approx(11.1, abs=0.2)


def test_countries_without_places_have_no_border() -> None:
    line, spread = reckoned(np.empty((0, 2)), np.array([[0.0, 1.0]]))
    assert (len(line), spread) == (0, 0.0)
