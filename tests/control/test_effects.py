"""Claims to effects: the table of cases, and what holds for all claims."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from tests.control.test_inferred import FIGHT, PLAN
from tests.support.records import document

from frontlog.control.effects import effects
from frontlog.control.table import load_table

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "effects.yml").read_text(encoding="utf-8"))

TAKEN = {
    "says": "The army took Qasab from the rebels.",
    "type": "capture",
    "trigger": "took",
    "agent": ["army"],
    "target": ["rebels"],
    "place": ["Qasab"],
}


def summary(found):
    return sorted(f"{'-' if e.weight < 0 else ''}{e.side} {e.kind} {e.place_name}" for e in found)


def told(case, make):
    """The claim of a case with those of the sentences before it in its report."""
    before = [make(row, at=100 * n) for n, row in enumerate(case.get("before", ()))]
    return [*before, make(case, at=100 * len(before))]


@pytest.mark.parametrize("case", CASES, ids=[f"{i}-{c['says'][:40]}" for i, c in enumerate(CASES)])
def test_effect_of_a_claim(case, make, sides):
    assert summary(effects(told(case, make), sides=sides)) == sorted(case["expect"])


def test_there_are_enough_cases_and_every_row_of_the_table_that_has_effects_is_used(make, sides):
    assert len(CASES) >= 60
    fired = {e.reason.partition(":")[0] for case in CASES for e in effects(told(case, make), sides=sides)}
    rows = {rule.id for rules in load_table().rules.values() for rule in rules if rule.outcomes}
    assert not rows - fired


def test_opponent_is_taken_from_the_nearest_claim_of_the_report(make, sides):
    far = {"says": "The army fought the sect at Wadi.", "type": "clash", "trigger": "fought", "agent": ["army"], "target": ["sect"]}
    found = list(effects([make(PLAN, at=100), make(FIGHT, at=50), make(far, at=900)], sides=sides))
    assert summary(found) == ["-army holds Qasab", "rebels holds Qasab"]
    named = list(effects([make({**PLAN, "target": ["rebels"]})], sides=sides))
    weight = {e.side: e.weight for e in found}, {e.side: e.weight for e in named}
    assert weight[0]["rebels"] < weight[1]["rebels"]


def test_a_place_that_was_taken_for_an_actor_is_nobody(make, sides, monkeypatch):
    """Else a plan to storm a town would make the town its own holder, and of the next place's, too."""
    plan = {
        "says": "The army plans to storm Qasab.",
        "type": "assault",
        "trigger": "storm",
        "agent": ["army"],
        "target": ["Qasab"],
        "place": ["Qasab"],
        "modality": "planned",
    }
    assert summary(effects([make(plan)], sides=sides)) == ["-army holds Qasab", "Qasab holds Qasab"]  # where an actor has that name
    monkeypatch.setattr(type(sides), "name", lambda self, actor: "" if actor == "Qasab" else actor.title())
    assert summary(effects([make(plan)], sides=sides)) == ["-army holds Qasab"]


def test_another_document_does_not_name_the_opponent(make, sides):
    fight = {
        "says": "The army fought the rebels at Ras Tin.",
        "type": "clash",
        "trigger": "fought",
        "agent": ["army"],
        "target": ["rebels"],
    }
    plan = {
        "says": "The army plans to storm Qasab.",
        "type": "assault",
        "trigger": "storm",
        "agent": ["army"],
        "place": ["Qasab"],
        "modality": "planned",
    }
    assert summary(effects([make(plan), make(fight, document="d2")], sides=sides)) == ["-army holds Qasab"]


def test_hedges_attribution_and_interest_scale_the_weight(make, sides):
    case = TAKEN

    def gain(**more):
        return next(e.weight for e in effects([make({**case, **more})], sides=sides) if e.kind == "gains")

    plain, hedged = gain(), gain(certainty="hedged")
    own, foe, other = (gain(certainty="attributed", source=who) for who in ("mp", "rebels", "monitor"))
    assert plain >= foe > other > own > hedged > 0


def test_to_admit_a_loss_counts_more_than_to_boast_of_the_enemys(make, sides):
    case = {
        "says": "The rebels left Qasab to the army.",
        "type": "withdraw",
        "trigger": "left",
        "agent": ["rebels"],
        "target": ["army"],
        "place": ["Qasab"],
    }

    def loss(who):
        found = effects([make({**case, "certainty": "attributed", "source": who})], sides=sides)
        return next(e.weight for e in found if e.kind == "loses")

    assert loss("rebels") > loss("monitor") > loss("mp")  # a member of parliament speaks for the army's side
    kinds = {who: {e.kind for e in effects([make({**case, "source": who})], sides=sides)} for who in ("rebels", "mp", "monitor")}
    assert [who for who, found in kinds.items() if "concedes" in found] == ["rebels"]


def test_that_the_other_side_was_driven_out_is_no_second_word_beside_the_capture(make, sides):
    case = {
        **TAKEN,
        "certainty": "attributed",
    }

    def told(who):
        return {e.kind: e.weight for e in effects([make({**case, "source": who})], sides=sides)}

    boast, admitted, other = told("mp"), told("rebels"), told("monitor")
    assert admitted["loses"] > other["loses"] > 3 * boast["loses"] > 0
    assert other["gains"] < 2 * boast["gains"]  # what it says for itself counts as before


def test_who_denies_that_a_place_was_lost_has_it(make, sides):
    case = {"says": "The town was not lost.", "type": "capture", "trigger": "lost", "place": ["Qasab"], "modality": "denied"}
    assert summary(effects([make({**case, "source": "rebels"})], sides=sides)) == ["rebels holds Qasab"]
    assert summary(effects([make(case)], sides=sides)) == []


def test_time_of_an_effect(make, sides):
    case = {"says": "The army took Qasab.", "type": "capture", "trigger": "took", "agent": ["army"], "place": ["Qasab"]}

    def days(**more):
        return [(str(e.start), str(e.end)) for e in effects([make({**case, **more})], sides=sides)]

    assert days(start="2017-05-01", end="2017-05-03") == [("2017-05-01", "2017-05-03")]
    assert days(start=None, end="2017-05-03") == [("2017-05-03", "2017-05-03")]
    assert days(start="2017-05-01", end=None) == [("2017-05-01", "2017-05-01")]
    assert days(start=None, end=None) == []
    assert days(start="0001-01-01", end="0001-01-01") == []  # a year of four zeros in a report, or typed by a reviewer
    assert days(start="2017-05-01", end="9999-12-31") == []


def test_no_place_or_no_known_side_gives_nothing(make, sides):
    case = {"says": "The press took Qasab.", "type": "capture", "trigger": "took", "agent": ["press"], "place": ["Qasab"]}
    assert not list(effects([make(case)], sides=sides))
    assert not list(effects([make({**case, "agent": ["army"], "place": []})], sides=sides))


def test_order_of_claims_changes_nothing(make, sides):
    claims = [make(case, at=i * 200) for i, case in enumerate(CASES)]
    assert list(effects(claims, sides=sides)) == list(effects(claims[::-1], sides=sides))


def test_an_outlet_that_speaks_for_a_side_is_its_speaker_where_nobody_is_quoted(make, sides):
    case = {
        "says": "The army captured Qasab.",
        "type": "capture",
        "trigger": "captured",
        "agent": ["army"],
        "target": ["rebels"],
        "place": ["Qasab"],
    }

    def weight(outlet):
        claim = make(case)
        told = [replace(document("x"), id=claim.document, outlet=outlet)]
        return next(e.weight for e in effects([claim], told, sides) if e.kind == "gains")

    assert weight("Voice of the Army") < weight("River Wire") < weight("Voice of the Rebels")
