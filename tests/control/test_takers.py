"""Who is meant where a sentence names no doer; holds that were over when a place changed hands; who admits a loss leaves it to others."""

from dataclasses import replace
from datetime import date

import pytest

from frontlog.control.effects import effects
from frontlog.control.timeline import timeline
from frontlog.model import Piece

DAYS = {"start": "2019-04-08", "end": "2019-04-08"}
FIGHT = {
    "says": "The army attacked the rebels at Wadi.",
    "type": "assault",
    "trigger": "attacked",
    "agent": ["army"],
    "target": ["rebels"],
    **DAYS,
}


def taken(says: str, trigger: str, **more):
    return {"says": says, "type": "capture", "trigger": trigger, "place": ["Qasab"], **DAYS, **more}


def summary(found):
    return sorted(f"{'-' if e.weight < 0 else ''}{e.side} {e.kind} {e.place_name}" for e in found if e.place_name == "Qasab")


def held_on(found, day: str) -> str:
    on = date.fromisoformat(day)
    rows = [r for r in timeline(found, ()) if r.start <= on and (r.end is None or on < r.end)]
    return rows[0].holder or rows[0].state if rows else ""


@pytest.mark.parametrize(
    ("says", "trigger", "source", "expect"),
    [
        ("Qasab was liberated, the army said.", "liberated", "army", ["army gains Qasab"]),
        ("The south of Qasab was lost, the army said.", "lost", "army", ["army concedes Qasab", "army loses Qasab"]),
        ("Qasab was liberated, the envoys said.", "liberated", "envoys", []),  # they fight nobody
        ("Qasab has fallen, the army said.", "fallen", "army", []),  # to whom?
    ],
)
def test_who_tells_of_a_place_that_was_taken_or_lost_means_the_own_side(make, sides, says, trigger, source, expect):
    assert summary(effects([make(FIGHT, at=200), make(taken(says, trigger, source=source))], sides=sides)) == expect


def test_who_is_beaten_is_beaten_by_those_who_fight_it_in_the_report(make, sides):
    repelled = {
        "says": "Rebels were pushed back from Qasab.",
        "type": "repel",
        "trigger": "pushed back",
        "target": ["Rebels=rebels"],
        "place": ["Qasab"],
        **DAYS,
    }
    assert summary(effects([make(repelled)], sides=sides)) == []
    assert summary(effects([make(FIGHT, at=200), make(repelled)], sides=sides)) == ["army repels Qasab"]


def test_the_place_that_one_side_held_was_taken_by_the_other(make, sides):
    says = "The rebel-held town of Qasab was recaptured on Monday."
    hold = {
        "says": says,
        "type": "hold",
        "trigger": "rebel-held",
        "agent": ["rebel=rebels"],
        "place": ["Qasab"],
        "start": "2019-04-08",
        "end": "2019-04-09",
    }
    found = list(effects([make(FIGHT, at=200), make(hold), make(taken(says, "recaptured"))], sides=sides))
    assert {"army gains Qasab", "rebels loses Qasab"} <= set(summary(found))
    assert [e.end for e in found if e.kind == "holds"] == [date(2019, 4, 7)]  # until the day before
    assert held_on(found, "2019-04-09") == "army"


def test_a_hold_that_goes_on_is_not_ended_by_what_others_claim(make, sides):
    says = "The army said it took Qasab, but Qasab remains rebel-held."
    hold = {
        "says": says,
        "type": "hold",
        "trigger": "rebel-held",
        "agent": ["rebel=rebels"],
        "place": ["Qasab"],
        "start": "2019-04-08",
        "end": "2019-04-09",
    }
    found = list(effects([make(FIGHT, at=200), make(hold), make(taken(says, "took", agent=["army"], source="army"))], sides=sides))
    assert [e.end for e in found if e.kind == "holds"] == [date(2019, 4, 9)]


def test_fighting_that_nobody_is_named_for_makes_a_place_contested(make, sides):
    clash = {"says": "Street fighting was reported in Qasab.", "type": "clash", "trigger": "fighting", "place": ["Qasab"], **DAYS}
    assert summary(effects([make(clash)], sides=sides)) == []
    assert [row.split()[1] for row in summary(effects([make(FIGHT, at=200), make(clash)], sides=sides))] == ["contests"]


def test_who_admits_a_loss_leaves_the_place_to_who_claimed_it(make, sides):
    claimed = taken("The rebels took Qasab, the rebels said.", "took", agent=["rebels"], source="rebels")
    still = {"says": "The army has Qasab.", "type": "hold", "trigger": "has", "agent": ["army"], "place": ["Qasab"], **DAYS}
    left = {"says": "The army left Qasab, the army said.", "type": "withdraw", "trigger": "left", "agent": ["army"], "place": ["Qasab"]}
    left |= {"source": "army", "start": "2019-04-10", "end": "2019-04-10"}
    found = list(effects([make(claimed, document="d1"), make(still, document="d2"), make(left, document="d3")], sides=sides))
    assert held_on(found, "2019-04-11") == "rebels"


def test_a_state_over_years_is_so_on_all_its_days(make, sides):
    hold = {"says": "The army has held Qasab since 2016.", "type": "hold", "trigger": "held", "agent": ["army"], "place": ["Qasab"],
            "start": "2016-01-01", "end": "2019-04-08"}  # fmt: skip
    found = list(effects([make(hold)], sides=sides))
    assert {held_on(found, day) for day in ("2016-02-01", "2017-08-20", "2019-04-01")} == {"army"}


def test_a_siege_is_told_until_the_day_before_the_besieger_takes_the_place(make, sides):
    ring = {"says": "The rebels had surrounded Qasab.", "type": "besiege", "trigger": "surrounded", "agent": ["rebels"], "place": ["Qasab"]}
    ring = {**ring, "start": "2019-04-01", "end": "2019-04-09"}
    fall = {"says": "The rebels took Qasab from the army.", "type": "capture", "trigger": "took", "agent": ["rebels"], "target": ["army"]}
    fall = {**fall, "place": ["Qasab"], "start": "2019-04-08", "end": "2019-04-08"}
    found = list(effects([make(fall), make(ring, at=90)], sides=sides))
    assert {e.end for e in found if e.kind == "besieges"} == {date(2019, 4, 7)}
    assert held_on(found, "2019-04-08") == "rebels"
    alone = list(effects([make(ring)], sides=sides))
    assert {e.end for e in alone if e.kind == "besieges"} == {date(2019, 4, 9)}


@pytest.mark.parametrize(("source", "weight"), [("the General Staff=x-staff", 1.25), ("a farmer=x-farmer", 1.0)])
def test_a_staff_that_no_register_knows_speaks_for_the_one_side_of_its_report(make, sides, source, weight):
    words, _, id_ = source.partition("=")
    left = {"says": f"The army has left Qasab, {words} said.", "type": "withdraw", "trigger": "left", "agent": ["army"], "place": ["Qasab"]}
    claim = make({**left, **DAYS})
    claim = replace(claim, source=Piece(words, -1, -1), source_id=id_, certainty="attributed")
    loss = next(e for e in effects([claim], sides=sides) if e.kind == "loses")
    assert loss.weight == pytest.approx(2.3 * 0.8 * weight)


def test_an_ally_praises_its_ally(make, sides, monkeypatch):
    held = {"says": "Qasab is held by the army, friends said.", "type": "hold", "trigger": "held", "agent": ["army"], "place": ["Qasab"]}
    claim = make({**held, **DAYS, "source": "friends"})
    plain = next(e.weight for e in effects([claim], sides=sides))
    monkeypatch.setattr(type(sides), "allied", lambda self, a, b, country, day: a == b or {a, b} == {"army", "friends"})
    assert next(e.weight for e in effects([claim], sides=sides)) == pytest.approx(plain * 0.6)


def test_a_siege_ends_the_day_before_it_is_broken_and_is_not_that_of_who_breaks_it(make, sides):
    relief = {
        "says": "The army broke the siege of Qasab.",
        "type": "break_siege",
        "trigger": "broke",
        "agent": ["army"],
        "place": ["Qasab"],
    }
    ring = {"says": "The army broke the siege of Qasab.", "type": "besiege", "trigger": "siege", "place": ["Qasab"], **DAYS}
    own = list(effects([make({**relief, **DAYS}), make({**ring, "agent": ["army"]})], sides=sides))
    assert {e.kind for e in own} == {"lifts", "holds"}
    says = "The army broke the rebels' siege of Qasab."
    theirs = list(effects([make({**relief, **DAYS, "says": says}), make({**ring, "says": says, "agent": ["rebels"]})], sides=sides))
    assert {(e.side, e.end) for e in theirs if e.kind == "besieges"} == {("rebels", date(2019, 4, 7))}
    assert held_on(theirs, "2019-04-08") == "army"
    assert [row.state for row in timeline(theirs, ()) if row.start <= date(2019, 4, 20) < (row.end or date.max)] == ["held"]
