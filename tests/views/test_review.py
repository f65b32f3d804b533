"""The review queue asks about what is unsure and weighs much; conflicts are named, and the last decision wins."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from frontlog.model import Claim, Contradiction, Decision, Feature, Incident, Link, Tolls
from frontlog.views.review_conflicts import conflicts
from frontlog.views.review_queue import plain, queue
from support.sample import BY, Week, week

NOW = datetime(2031, 3, 9, tzinfo=UTC)


def decide(n: int, verdict: str, *subject: str, **more: Any) -> Decision:
    return Decision(id=f"v-{n}", subject=subject, verdict=verdict, who="Mira", when=NOW + timedelta(minutes=n), why="so", **more)


def linked(*scores: float) -> Week:
    """The sample with links between the first claims of two incidents, and nothing else to ask."""
    rows = week()
    a, b = (i.claims[0] for i in rows(Incident)[:2])
    rows.rows[Contradiction] = []
    rows.rows[Claim] = [replace(c, place=()) for c in rows(Claim)]
    rows.rows[Link] = [
        Link(id=f"l-{n}", claim_a=a, claim_b=b, score=s, verdict="same", features=(Feature("day", 1.0, "same day"),), origin=BY)
        for n, s in enumerate(scores)
    ]
    return rows


def test_the_least_certain_of_what_weighs_most_comes_first() -> None:
    found = queue(week())
    assert found
    assert [q.weight for q in found] == sorted((q.weight for q in found), reverse=True)
    assert all(abs(q.weight - q.uncertainty * q.consequence) < 0.01 for q in found)
    assert len({q.id for q in found}) == len(found)
    assert json.loads(json.dumps([plain(q) for q in found]))


def test_a_score_near_even_is_asked_and_a_sure_one_is_not() -> None:
    unsure = queue(linked(0.3))
    assert [q.kind for q in unsure] == ["pair"]
    assert "same day" in unsure[0].why
    assert queue(linked(9.0)) == queue(linked(-9.0)) == []
    assert queue(linked(0.3))[0].uncertainty > queue(linked(2.0))[0].uncertainty


def test_more_people_weigh_more() -> None:
    few, many = linked(0.3), linked(0.3)
    for rows, dead in ((few, 1), (many, 90)):
        rows.rows[Incident] = [replace(i, tolls=(Tolls("fed", "killed", dead, dead, dead, ()),)) for i in rows(Incident)]
    assert queue(many)[0].weight > queue(few)[0].weight


def test_what_was_decided_is_not_asked_again_until_it_is_withdrawn() -> None:
    for verdict in ("same", "different", "unsure"):
        rows = linked(0.3)
        pair = (rows(Link)[0].claim_a, rows(Link)[0].claim_b)
        rows.add(decide(1, verdict, *pair))
        assert queue(rows) == []
        rows.add(decide(2, "withdrawn", "v-1"))
        assert len(queue(rows)) == 1


def test_doubtful_places_are_asked_once_for_all_their_claims() -> None:
    rows = week()
    rows.rows[Contradiction] = []
    rows.rows[Claim] = [
        replace(c, place=tuple(replace(p, confidence=0.4 if p.text == "Tabra" else 1.0) for p in c.place if p.lat is not None))
        for c in rows(Claim)
    ]
    found = queue(rows)
    assert [(q.kind, q.field, q.nth) for q in found] == [("place", "place", 1)]
    assert "Tabra" in found[0].asks
    assert "claims" in found[0].why
    rows.rows[Claim] = [c for c in rows(Claim) if c.id == found[0].claims[0].claim]
    rows.add(decide(1, "corrected", found[0].claims[0].claim, field="place", value='{"nth": 0}', document="d"))
    assert queue(rows) == []


def test_a_pair_on_which_a_later_decision_says_otherwise() -> None:
    first, second = decide(1, "same", "a", "b"), decide(2, "different", "a", "b")
    assert [(c.loser.id, c.winner and c.winner.id) for c in conflicts([second, first])] == [("v-1", "v-2")]
    assert conflicts([first, decide(3, "same", "a", "b")]) == []
    assert conflicts([first, second, decide(4, "withdrawn", "v-2")]) == []


def test_a_circle_leaves_no_room_for_the_oldest() -> None:
    made = [decide(1, "different", "a", "c"), decide(2, "same", "a", "b"), decide(3, "same", "b", "c")]
    found = conflicts(made)
    assert [(c.loser.id, c.winner, c.about) for c in found] == [("v-1", None, "a c")]


def test_a_field_that_is_set_twice_and_a_claim_that_is_dropped() -> None:
    one = {"field": "number", "document": "d"}
    made = [
        decide(1, "corrected", "a", value='{"nth": 0, "min": 1}', **one),
        decide(2, "corrected", "a", value='{"nth": 0, "min": 2}', **one),
    ]
    assert [(c.loser.id, c.winner and c.winner.id, c.about) for c in conflicts(made)] == [("v-1", "v-2", "a number")]
    other = decide(3, "corrected", "a", value='{"nth": 1, "min": 2}', **one)
    assert len(conflicts([*made, other])) == 1
    dropped = decide(4, "dropped", "a", document="d")
    assert {c.loser.id for c in conflicts([*made, other, dropped])} == {"v-1", "v-2", "v-3"}


def test_a_split_that_is_merged_again() -> None:
    made = [decide(1, "different", "a", against=("b", "c")), decide(2, "same", "a", "b", "c")]
    assert [(c.loser.id, c.winner and c.winner.id) for c in conflicts(made)] == [("v-1", "v-2")]
