"""Which claims meet: neighbours always, whatever the grid; crowds within a window; claims without place or date by other doors."""

from dataclasses import replace
from datetime import date
from math import cos, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.incidents.block import WINDOW
from frontlog.incidents.block import pairs as meeting
from frontlog.incidents.buckets import APART, REACH, cells
from frontlog.incidents.columns import Columns
from frontlog.incidents.compare import levels
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.model import PlaceRef


def pairs(rows, types):
    return [(int(a), int(b)) for a, b in zip(*meeting(Columns.of(rows), types), strict=True)]


def told(claims, sides):
    return tellings(claims, {}, {}, sides, load_types())


def spot(lat, lon):
    return PlaceRef("X", -1, -1, "x", "X", lat, lon, 500, "at", "", "exact")


@settings(max_examples=200, deadline=None)
@given(st.floats(-75, 75), st.floats(-170, 170), st.floats(-REACH, REACH), st.floats(-1, 1))
def test_places_within_reach_share_a_cell(lat, lon, north, east):  # kilometres shrink with the latitude
    other = spot(lat + north, lon + 0.9 * REACH * east / cos(radians(lat)))
    assert set(cells(spot(lat, lon))) & set(cells(other))


@pytest.mark.parametrize("gap", range(APART + 3))
@pytest.mark.parametrize("first", range(4))  # wherever the bins begin
def test_days_meet_up_to_three_apart(make, sides, gap, first):
    day = date(2017, 10, 1).toordinal() + first
    claims = [make({"day": str(date.fromordinal(d))}, f"d{d}") for d in (day, day + gap)]
    claims = claims if gap else [claims[0], make({"day": str(date.fromordinal(day)), "target": "rebels"}, "e")]
    assert (pairs(told(claims, sides), load_types()) == [(0, 1)]) == (gap <= APART)


def test_a_famous_day_is_walked_with_a_window(make, sides):
    claims = [make({"target": "rebels", "says": f"Account number {i} of that day"}, f"d{i}") for i in range(600)]
    found = pairs(told(claims, sides), load_types())
    assert len(claims) < len(found) <= 2 * WINDOW * len(claims)
    assert found == pairs(told(claims[::-1], sides), load_types())


def test_a_claim_without_a_place_meets_those_of_its_side_and_day(make, sides):
    claims = [make({"place": ""}, "d1"), make({"agent": "brigade"}, "d2"), make({"agent": "cell", "place": "Wadi Zar"}, "d3")]
    rows = told(claims, sides)
    met = {frozenset((rows[a].claim.document, rows[b].claim.document)) for a, b in pairs(rows, load_types())}
    assert met == {frozenset(("d1", "d2"))}


def test_words_that_name_no_place_are_none(make, sides):
    claims = [make({"place": "the hill"}, "d1"), make({"agent": "brigade"}, "d2"), make({"place": "Bir Saad"}, "d3")]
    rows = told(claims, sides)
    met = {frozenset((rows[a].claim.document, rows[b].claim.document)) for a, b in pairs(rows, load_types())}
    assert met == {frozenset(("d1", "d2")), frozenset(("d1", "d3"))}


def test_a_province_meets_the_places_in_it_by_its_name(make, sides):
    def lying(claim, admin1):
        return replace(claim, place=tuple(replace(place, admin1=admin1) for place in claim.place))

    claims = [
        make({"place": "Homs province"}, "d1"),
        lying(make({}, "d2"), "Homs"),
        lying(make({"target": "rebels"}, "d3"), "Raqqa province"),
    ]
    rows = told(claims, sides)
    met = {(rows[a].claim.document, rows[b].claim.document) for a, b in pairs(rows, load_types())}
    assert {frozenset(pair) for pair in met} == {frozenset(("d1", "d2")), frozenset(("d2", "d3"))}
    assert levels(rows[0], rows[1], load_types())["place"] == levels(rows[1], rows[0], load_types())["place"]


def test_a_claim_without_a_date_meets_those_at_its_place(make, sides):
    claims = [make({"start": None, "end": None}, "d1"), make({}, "d2"), make({"place": "Wadi Zar"}, "d3")]
    rows = told(claims, sides)
    met = {frozenset((rows[a].claim.document, rows[b].claim.document)) for a, b in pairs(rows, load_types())}
    assert met == {frozenset(("d1", "d2"))}


def test_a_building_without_a_point_meets_the_town_that_its_sentence_names(make, sides):
    rows = [
        make({"agent": "rebels", "place": "the hill", "says": "Rebels broke into Qasab and took the hill", "trigger": "took"}, "d1"),
        make({"type": "repel", "agent": "army", "target": "", "says": "The army held off an assault on Qasab", "trigger": "held"}, "d2"),
        make({"type": "repel", "agent": "sect", "place": "Wadi Zar", "says": "An assault was held off", "trigger": "held"}, "d3"),
    ]
    here = told(rows, sides)
    met = [(here[a].claim.document, here[b].claim.document) for a, b in pairs(here, load_types())]
    assert {frozenset(pair) for pair in met} == {frozenset(("d1", "d2"))}
    assert all(a != b for a, b in met), "nothing meets itself"
