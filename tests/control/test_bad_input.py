"""What goes wrong in real logs: places without coordinates, strangers, days after the end, contradictions, places that are one or two."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.control.test_timeline import DAY0, copy, effect, on
from tests.support.records import document

from frontlog.control.claimed import claimed
from frontlog.control.effects import effects
from frontlog.control.known import known
from frontlog.control.sides import register
from frontlog.control.timeline import timeline
from frontlog.model import Decision, Effect


def decided(verdict: str, *places: str, on_day: int = 1) -> Decision:
    when = datetime(2026, 1, on_day, tzinfo=UTC)
    return Decision(id=f"v-{on_day}", subject=places, verdict=verdict, who="K. Reader", when=when, why="seen on the map")


TWO = [
    effect("gains", "army", 0, place="g-1", name="Qasab"),
    effect("gains", "rebels", 20, place="n-otherwise", name="Nadhir", lat=None, lon=None, doc="d2"),
]
NEAR = [
    effect("gains", "army", 0, place="g-1", name="Qasab"),
    effect("gains", "rebels", 20, place="g-2", name="Qasab", lat=35.03, doc="d2"),
]
COPIES = [copy("d1"), copy("d2")]


def places(found: Sequence[Effect], *decisions: Decision) -> set[str]:
    layers = (timeline, claimed)
    out = [{s.place_id for s in layer(found, COPIES, decisions)} for layer in layers]
    told = [replace(document(c.id), id=c.id, published=DAY0 + timedelta(days=40)) for c in COPIES]
    out.append({s.place_id for s in known(found, COPIES, told, decisions)})
    assert out[0] == out[1] == out[2]
    return out[0]


def test_a_place_that_is_called_otherwise_now_is_one_place_by_a_decision() -> None:
    assert places(TWO) == {"g-1", "n-otherwise"}
    same = decided("same", "g-1", "n-otherwise")
    assert places(TWO, same) == {"g-1"}
    states = list(timeline(TWO, COPIES, [same]))
    assert [on(states, day, "g-1") for day in (5, 25)] == [("held", "army"), ("held", "rebels")]
    assert places(TWO, same, decided("withdrawn", "g-1", "n-otherwise", on_day=2)) == {"g-1", "n-otherwise"}


def test_two_places_of_one_name_are_held_apart_by_a_decision() -> None:
    assert places(NEAR) == {"g-1"}
    assert places(NEAR, decided("different", "g-1", "g-2")) == {"g-1", "g-2"}
    third = effect("holds", "army", 5, place="n-qasab", name="Qasab", lat=None, lon=None)  # and no third one joins them behind one's back
    assert places([*NEAR, third], decided("different", "g-1", "g-2")) == {"g-1", "g-2", "n-qasab"}


def test_a_decision_on_other_records_or_unknown_places_changes_nothing() -> None:
    assert places(TWO, decided("same", "c-1", "c-2"), decided("same", "g-1", "g-nowhere", on_day=2)) == {"g-1", "n-otherwise"}


def test_a_place_without_coordinates_has_a_history_without_a_point() -> None:
    states = list(timeline([effect("gains", "army", 0, lat=None, lon=None)], COPIES))
    assert on(states, 1) == ("held", "army")
    assert {(s.lat, s.lon) for s in states} == {(None, None)}


def test_a_holder_that_no_register_knows_stands_for_itself_under_the_name_it_is_told_by(make) -> None:
    told = make(
        {
            "says": "The Lions of the Mill took Qasab.",
            "type": "capture",
            "trigger": "took",
            "agent": ["The Lions of the Mill=a-lions-of-the-mill"],
            "place": ["Qasab"],
        }
    )
    found = [replace(e, actor_name="The Lions of the Mill") for e in effects([told], sides=register())]
    assert {e.side for e in found} == {"a-lions-of-the-mill"}
    states = list(timeline(found, []))
    assert (states[0].holder, states[0].holder_name) == ("a-lions-of-the-mill", "The Lions of the Mill")


def test_what_is_told_of_days_after_the_report_is_so_on_its_day(make, sides) -> None:
    case = {
        "says": "The army plans to take Qasab from the rebels.",
        "type": "capture",
        "trigger": "take",
        "agent": ["army"],
        "target": ["rebels"],
        "place": ["Qasab"],
        "modality": "planned",
        "start": "2031-01-01",
        "end": "2031-02-01",
    }
    claim = make(case)
    told = replace(document("x"), id=claim.document, published=date(2017, 5, 3))
    assert {(e.start, e.end) for e in effects([claim], [told], sides)} == {(date(2017, 5, 3), date(2017, 5, 3))}
    undated = replace(told, published=None)
    assert {e.end for e in effects([claim], [undated], sides)} == {date(2031, 2, 1)}


def test_contradicting_sure_claims_of_one_day_leave_nobody_named_in_any_layer_that_judges() -> None:
    both = [effect("gains", "army", 3), effect("gains", "rebels", 3, doc="d2")]
    told = [replace(document(c.id), id=c.id, published=DAY0 + timedelta(days=3)) for c in COPIES]
    assert on(list(timeline(both, COPIES)), 3) == ("contested", "")
    assert on(list(known(both, COPIES, told)), 3) == ("contested", "")


@pytest.mark.parametrize("start", [date(1, 1, 1), date(1916, 5, 1)])
def test_a_hold_since_long_ago_is_followed_back_only_so_far(start: date) -> None:
    old = replace(effect("holds", "army", 0), start=start)
    states = list(timeline([old], COPIES))
    assert on(states, 0) == ("held", "army")
    assert min(s.start for s in states) > DAY0 - timedelta(days=1500)


def test_wars_a_century_apart_are_told_with_the_gap_between() -> None:
    first = effect("gains", "army", 0)
    early = replace(first, id="e-early", side="rebels", start=date(1916, 5, 1), end=date(1916, 5, 2))
    states = list(timeline([early, first], COPIES))
    assert [(s.state, s.holder) for s in states] == [("held", "rebels"), ("unknown", ""), ("held", "army"), ("unknown", "")]
    assert states[1].end == DAY0


def test_a_quarter_that_falls_makes_its_city_contested_and_not_lost(make, sides) -> None:
    held = {
        "says": "The army holds Qasab.",
        "type": "hold",
        "trigger": "holds",
        "agent": ["army"],
        "place": ["Qasab"],
        "start": "2017-10-01",
    }
    fall = {
        "says": "The rebels captured the Old Mill district in Qasab city.",
        "type": "capture",
        "trigger": "captured",
        "agent": ["rebels"],
        "place": ["Old Mill district"],
        "start": "2017-10-05",
        "end": "2017-10-06",
    }
    states = list(timeline(list(effects([make(held), make(fall, document="d2")], sides=sides)), [], sides=sides))
    day = (date(2017, 10, 8) - DAY0).days
    city, quarter = (next(s.place_id for s in states if s.place_name == name) for name in ("Qasab", "Old Mill district"))
    assert on(states, day, quarter) == ("held", "rebels")
    assert on(states, day, city) == ("contested", "")
    assert on(states, (date(2017, 10, 3) - DAY0).days, city) == ("held", "army")
