"""Intervals that nothing speaks for but a conclusion: from a part of the place, or for a side that only the rest of the report names."""

from dataclasses import fields, replace

import pytest

from frontlog.control.effects import effects, inferred
from frontlog.control.timeline import timeline
from frontlog.model import ClaimedState
from frontlog.views.listing_control import basis, held

PART = {
    "says": "The army captured the hospital in Mayadin city.",
    "type": "capture",
    "trigger": "captured",
    "agent": ["army"],
    "place": ["hospital"],
}
WHOLE = {"says": "The army captured Mayadin.", "type": "capture", "trigger": "captured", "agent": ["army"], "place": ["Mayadin"]}
FIGHT = {"says": "The army fought the rebels at Ras Tin.", "type": "clash", "trigger": "fought", "agent": ["army"], "target": ["rebels"]}
PLAN = {
    "says": "The army plans to storm Qasab.",
    "type": "assault",
    "trigger": "storm",
    "agent": ["army"],
    "place": ["Qasab"],
    "modality": "planned",
}


@pytest.fixture
def states(make, sides):
    def made(*cases):
        claims = [make(case, at=90 * number) for number, case in enumerate(cases)]
        return list(timeline(list(effects(claims, sides=sides)), (), sides=sides))

    return made


def test_a_city_is_inferred_to_be_fought_over_from_what_is_taken_in_it(states):
    city = [s for s in states(PART) if s.place_name == "Mayadin"]
    assert {(s.state, basis(s)) for s in city if s.evidence and s.state != "unknown"} == {("contested", "inferred")}
    own = [s for s in states(PART) if s.place_name == "hospital"]
    assert {basis(s) for s in own} <= {"assessed"}


def test_what_is_said_of_the_place_itself_is_assessed(states):
    taken = [s for s in states(WHOLE) if s.state == "held"]
    assert taken
    assert {basis(s) for s in taken} == {"assessed"}


def test_a_side_that_only_the_rest_of_the_report_names_is_inferred(make, sides):
    found = [e for e in effects([make(PLAN, at=100), make(FIGHT, at=50)], sides=sides) if e.place_name == "Qasab"]
    assert {e.side: inferred(e.reason) for e in found if e.weight > 0} == {"rebels": True}
    named = effects([make({**PLAN, "target": ["rebels"]})], sides=sides)
    assert not any(inferred(e.reason) for e in named)


def test_one_statement_makes_an_interval_assessed_and_none_is_assessed_too(states):
    one = next(s for s in states(PART) if basis(s) == "inferred")
    stated = replace(one.evidence[0], reason="capture: the place was taken")
    assert basis(replace(one, evidence=(*one.evidence, stated))) == "assessed"
    assert basis(replace(one, evidence=(*one.evidence, replace(stated, weight=-1.0)))) == "inferred"
    assert basis(replace(one, evidence=())) == "assessed"
    assert held(one, "")["basis"] == "inferred"
    claimed = ClaimedState(**{f.name: getattr(one, f.name) for f in fields(one)})
    assert basis(claimed) == "claimed"
