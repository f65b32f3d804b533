"""Behind the lines a hold ends unnoticed more rarely than beside places in other hands, or where nobody knows who is beside it."""

from collections.abc import Sequence
from datetime import date

import pytest
from tests.control.test_timeline import DAY0, copy, effect

from frontlog.control.heard import by_place
from frontlog.control.params import behind_lines, load_params
from frontlog.control.timeline import timeline
from frontlog.model import Effect


def at(place: str, lat: float, side: str = "army", day: int = 0, kind: str = "holds", doc: str = "d1") -> Effect:
    return effect(kind, side, day, doc=doc, place=place, name=place, lat=lat)


def rear(effects: Sequence[Effect]) -> set[str]:
    return {heard.place.id for heard in by_place(effects, [copy("d1"), copy("d2")]) if heard.params is behind_lines()}


NEAR, FAR = 35.1, 35.9  # 11 and 100 km from the first place


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        ([at("p-1", 35.0)], set()),
        ([at("p-1", 35.0), at("p-2", FAR)], set()),
        ([at("p-1", 35.0), at("p-2", NEAR)], {"p-1", "p-2"}),
        ([at("p-1", 35.0), at("p-2", NEAR, "rebels")], set()),
        ([at("p-1", 35.0), at("p-2", NEAR, "rebels", day=100)], set()),  # the next period: fronts move
        ([at("p-1", 35.0), at("p-2", NEAR, "rebels", day=700)], {"p-1", "p-2"}),
        ([at("p-1", 35.0), at("p-2", NEAR, kind="contests")], set()),  # of a fight nobody is told to hold
        ([at("p-1", 35.0), at("p-2", NEAR), at("p-2", NEAR, "rebels", day=5, doc="d2")], set()),
    ],
)
def test_which_places_lie_behind_the_lines(effects: list[Effect], expected: set[str]) -> None:
    assert rear(effects) == expected
    assert rear(effects[::-1]) == expected


def ends(effects: Sequence[Effect]) -> date:
    """The day from which nobody is said to hold the first place."""
    found = [s for s in timeline(effects, [copy("d1"), copy("d2")]) if s.place_id == "p-1" and s.state == "held"]
    assert found
    last = found[-1].end
    assert last is not None
    return last


def test_belief_lasts_longer_behind_the_lines() -> None:
    assert behind_lines()["hazard.held"] < load_params()["hazard.held"]
    alone, beside = ends([at("p-1", 35.0)]), ends([at("p-1", 35.0), at("p-2", NEAR, "rebels")])
    assert DAY0 < alone == beside < ends([at("p-1", 35.0), at("p-2", NEAR)])


def test_a_report_of_a_neighbour_tells_a_place_anew_where_it_takes_it_out_of_the_rear() -> None:
    old = [at("p-1", 35.0), at("p-2", NEAR)]
    new = [*old, at("p-2", NEAR, "rebels", day=5, doc="d2")]
    before = list(timeline(old, [copy("d1"), copy("d2")], code="1"))
    assert list(timeline(new, [copy("d1"), copy("d2")], before=before, code="1")) == list(timeline(new, [copy("d1"), copy("d2")], code="1"))
