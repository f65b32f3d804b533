"""Consensus values: the most specific that all tellings allow, books of counting, and nothing that no claim says."""

from itertools import product

import pytest

from frontlog.incidents.consensus import finer
from frontlog.incidents.link import link
from frontlog.incidents.tolls import COUNTING, by_book
from frontlog.model import Incident, PlaceRef, Tolls


def found(rows, make, doc, sides):
    claims = [make(row, f"d{i}", i) for i, row in enumerate(rows)]
    return claims, [row for row in link(claims, [], [doc(f"d{i}") for i in range(len(rows))], [], sides) if isinstance(row, Incident)]


PLACES = [
    (["Qasab", "Homs province"], "Qasab"),  # the village lies in the province
    (["Qasab", "Qasab", "Old Mill, Qasab"], "Old Mill, Qasab"),  # a part of what the others name
    (["near:Qasab", "Qasab"], "Qasab"),
    (["the hill", "Qasab"], "Qasab"),
    (["Qasab", "Qasab", "Ras Tin"], "Qasab"),  # the next village is not compatible with it
]


@pytest.mark.parametrize(("places", "chosen"), PLACES, ids=[" ".join(row[0]) for row in PLACES])
def test_place(places, chosen, make, doc, sides):
    rows = [{"place": place, "target": "rebels", "losses": "rebels killed 31"} for place in places]
    _, incidents = found(rows, make, doc, sides)
    biggest = max(incidents, key=lambda row: len(row.claims))
    assert biggest.place_name == chosen


def test_of_two_places_that_one_telling_names_the_one_that_the_others_name_too(make, doc, sides):
    told = [{"place": ["Bir Saad", "Qasab"], "agent": "rebels"}, {"place": "Bir Saad", "agent": "rebels", "type": "advance"}]
    told += [{"place": "Bir Saad", "agent": "rebels", "modality": "denied"}]
    _, incidents = found(told, make, doc, sides)
    assert [row.place_name for row in incidents if len(row.claims) == 3] == ["Bir Saad"]


def test_nothing_that_no_claim_says(make, doc, sides):
    options = product(
        ("Qasab", "near:Qasab", "Old Mill, Qasab"),
        ("2017-09-30", "2017-10-01"),
        ("killed 12+", "killed 17", "killed 3..7", ""),
        ("army", ""),
    )
    rows = [{"place": p, "day": d, "losses": x, "agent": a, "target": "rebels", "type": "bombing"} for p, d, x, a in options]
    claims, incidents = found(rows, make, doc, sides)
    by = {claim.id: claim for claim in claims}
    assert sum(len(row.claims) for row in incidents) == len(claims)
    assert any(len(row.claims) > 2 for row in incidents)
    for row in incidents:
        told = [by[claim] for claim in row.claims]
        assert (row.place_id, row.lat, row.uncertainty_m) in {(p.id, p.lat, p.uncertainty_m) for c in told for p in c.place}
        assert row.type in {c.type for c in told}
        assert {row.start, row.end} <= {day for c in told for day in (c.time.start, c.time.end)}
        assert set(row.agents) | set(row.targets) <= {ref.id for c in told for ref in (*c.agent, *c.target)}
        said = {value for c in told for loss in c.losses for value in (loss.min, loss.max)} | {None}
        assert {value for toll in row.tolls for value in (toll.low, toll.best, toll.high)} <= said


BOOKS = [
    ("best", (12, 17, 30), 17),
    ("conservative", (12, 17, 30), 12),
    ("minmax", (12, 17, 30), None),
    ("conservative", (None, 5, 5), None),  # up to 5: nobody said 0
]


@pytest.mark.parametrize(("book", "bounds", "figure"), BOOKS)
def test_books(book, bounds, figure):
    low, best, high = bounds
    toll = by_book(Tolls("", "killed", low, best, high, ("c-1",)), book)
    assert (toll.low, toll.best, toll.high, toll.claims) == (low, figure, high, ("c-1",))
    assert toll.rule.startswith(COUNTING[book].name)


def test_the_rule_is_named_with_how_many_allow_the_figure(make, doc, sides):
    _, incidents = found([{"type": "bombing", "losses": x} for x in ("killed 12", "killed 17", "killed 15+")], make, doc, sides)
    assert incidents[0].tolls[0].best == 17
    assert incidents[0].tolls[0].rule.startswith("GED best: ")
    assert incidents[0].tolls[0].rule.endswith("(2 of 3)")


FINER = [
    ("the flour mill of Qasab", "Qasab", "Qasab", "Qasab", True),
    ("the town of Qasab", "Qasab", "Qasab", "Qasab", False),  # no part of it
    ("the mill at Qasab", "Qasab mill", "the Qasab mill", "Qasab mill", False),  # the same words
    ("the mill at Qasab", "mill at Qasab", "a mill in Umm Laban", "Umm Laban", False),
    ("the old flour mill in the harbour quarter of Qasab", "old flour mill", "a flour mill in Qasab", "Qasab", True),
]


@pytest.mark.parametrize(("text", "name", "other_text", "other", "is_finer"), FINER, ids=[row[0] for row in FINER])
def test_a_thing_in_a_town_is_finer_than_the_town(text, name, other_text, other, is_finer):
    def ref(words, called):
        return PlaceRef(words, -1, -1, f"n-{called}", called, None, None, None, "at", "", "none")

    assert finer(ref(text, name), ref(other_text, other)) == is_finer
    assert not finer(ref(other_text, other), ref(text, name))
