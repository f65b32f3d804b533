"""What names no place does not bring two places together that no event spans."""

import numpy as np
import pytest

from frontlog.incidents.cluster import Block
from frontlog.incidents.columns import Columns
from frontlog.incidents.elsewhere import Elsewhere
from frontlog.incidents.link import link
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.model import Incident

NO_MORE = {"target": "civilians", "day": "2017-10-02"}


def rows(make, far):
    """A strike and its toll without a place in one report, a strike somewhere else with a like toll in another."""
    return [
        make(NO_MORE | {"type": "airstrike", "agent": "army", "says": "Jets struck Qasab", "losses": "civilians wounded 10"}, "d1"),
        make(
            NO_MORE | {"type": "losses", "place": "", "says": "At least two were hurt", "losses": "civilians wounded 2+", "at": 20}, "d1", 1
        ),
        make(NO_MORE | {"type": "shelling", "place": far, "says": "Rockets hurt some", "losses": "civilians wounded 17"}, "d2"),
    ]


def test_a_toll_without_a_place_joins_the_strike_of_its_report_alone(make, doc, sides):
    told = rows(make, "Port Amal")
    found = [row for row in link(told, [], [doc("d1"), doc("d2")], [], sides) if isinstance(row, Incident)]
    assert sorted(len(row.claims) for row in found) == [1, 2]
    (pair,) = [row for row in found if len(row.claims) == 2]
    assert set(pair.claims) == {told[0].id, told[1].id}


def block(told, sides):
    """The ground of some claims, and a block in which the first two of them have a bond."""
    order = {one.id: number for number, one in enumerate(told)}
    columns = Columns.of(sorted(tellings(told, {}, {}, sides, load_types()), key=lambda one: order[one.id]))
    members = list(range(len(told)))
    return Elsewhere(columns), Block(members, np.array([0]), np.array([1]), np.array([1.5]), np.array([False]), [], -3.0, 0.0)


def test_only_pairs_too_far_apart_are_barred(make, sides):
    ground, pairs = block(rows(make, "Port Amal"), sides)
    parted = ground.barred(pairs)
    assert sorted(zip(parted.a.tolist(), parted.b.tolist(), parted.barred.tolist(), strict=True)) == [(0, 1, False), (0, 2, True)]
    assert parted.score.tolist() == [1.5, -3.0]


@pytest.mark.parametrize("far", ["Umm Laban", "Homs province", "the hill"])
def test_near_wide_and_unknown_places_bar_nothing(make, sides, far):
    ground, pairs = block(rows(make, far), sides)
    assert ground.barred(pairs) is pairs


def test_talks_have_no_ground(make, sides):
    told = [
        make({"type": "negotiate", "says": "They spoke", "place": where}, name) for name, where in (("d1", "Qasab"), ("d2", "Port Amal"))
    ]
    ground, pairs = block(told, sides)
    assert ground.barred(pairs) is pairs
