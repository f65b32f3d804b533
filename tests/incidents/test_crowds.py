"""What a place and a day are worth where very many things are told of both."""

import numpy as np
import pytest

from frontlog.incidents.cluster import cluster
from frontlog.incidents.columns import Columns
from frontlog.incidents.crowds import CROWDED, crowd, lowered
from frontlog.incidents.link import link
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.model import Incident, Link

KINDS = ("airstrike", "shelling", "bombing", "clash", "arrest")
SIDES = (("army", "rebels"), ("rebels", "army"), ("army", "sect"), ("sect", "army"), ("rebels", "sect"), ("sect", "rebels"))
ALPHABET = ("barn", "quay", "mill", "ford", "dyke", "vault", "shrine", "kiln", "pump", "weir")


def many(make, count):
    """Events of one day and place that share little but these."""
    rows = []
    for i in range(count):
        agent, target = SIDES[i // len(KINDS) % len(SIDES)]
        says = f"{ALPHABET[i % 10]}{ALPHABET[i // 10 % 10]} number{i}"
        rows.append(make({"type": KINDS[i % len(KINDS)], "agent": agent, "target": target, "day": "2017-10-01", "says": says}, f"d{i:03d}"))
    return rows


def one(make, count):
    """One event as many reports tell it."""
    told = {"type": "airstrike", "agent": "army", "target": "rebels", "day": "2017-10-01", "losses": "rebels killed 31"}
    return [
        make(told | {"says": f"Jets hit the kiln of Qasab and thirty-one fighters died there, witness {i} told us"}, f"e{i:03d}")
        for i in range(count)
    ]


def incidents(claims, doc, sides):
    return [row for row in link(claims, [], [doc(c.document) for c in claims], [], sides) if isinstance(row, Incident)]


def test_many_events_of_one_place_and_day_are_not_one(make, doc, sides, monkeypatch):
    """The whole chain, with what is lost for the crowd and without: links say so, and their grounds add up."""
    claims = many(make, 3 * CROWDED)
    documents = [doc(c.document) for c in claims]
    links = [row for row in link(claims, [], documents, [], sides) if isinstance(row, Link)]
    weighed = [f for row in links for f in row.features if f.name == "crowd"]
    assert weighed
    assert all(f.weight < 0 and f.detail == f"{3 * CROWDED} tellings of this place and day" for f in weighed)
    assert all(row.score == pytest.approx(sum(f.weight for f in row.features), abs=0.011) for row in links)
    largest = max(len(row.claims) for row in incidents(claims, doc, sides))
    monkeypatch.setattr("frontlog.incidents.crowds.CROWDED", len(claims) + 1)
    assert largest < max(len(row.claims) for row in incidents(claims, doc, sides)) * 3 / 4


def test_one_event_told_by_many_stays_one(make, doc, sides):
    assert [len(row.claims) for row in incidents(one(make, 2 * CROWDED), doc, sides)] == [2 * CROWDED]


def test_an_event_told_by_many_among_others_stays_one(make, doc, sides):
    rows = incidents(many(make, CROWDED) + one(make, CROWDED), doc, sides)
    assert max(len([c for c in row.documents if c.startswith("e")]) for row in rows) == CROWDED
    assert max(len([c for c in row.documents if c.startswith("d")]) for row in rows) <= CROWDED // 4


def test_a_figure_that_few_give_brings_together_what_a_crowd_parts(make, doc, sides):
    """Two reports with one toll among many events of one place and day; the links say what that was worth."""
    rows = many(make, 3 * CROWDED)
    told = {"type": "airstrike", "agent": "army", "target": "rebels", "day": "2017-10-01"}
    alike = [make(told | {"losses": "rebels killed 31", "says": f"Words {i} of another kind"}, f"e{i}") for i in range(2)]
    other = [make(told | {"losses": f"rebels killed {40 + i}", "says": f"Words {i} of some kind"}, f"f{i}") for i in range(8)]
    claims = rows + alike + other
    links = [row for row in link(claims, [], [doc(c.document) for c in claims], [], sides) if isinstance(row, Link)]
    pair = next(row for row in links if {row.claim_a, row.claim_b} == {c.id for c in alike})
    assert pair.score == max(row.score for row in links if {row.claim_a, row.claim_b} & {c.id for c in alike})
    assert [f.weight > 1 for f in pair.features if f.name == "rare"] == [True]


def test_in_a_crowd_one_likeness_of_many_joins_no_groups():
    """Two pairs of which one telling each is like one of the other's: one event by best matches, two by the mean of all."""
    scores = {(0, 1): 4.0, (2, 3): 4.0, (1, 2): 3.0, (0, 2): 1.5, (1, 3): 1.5}
    assert cluster(4, scores, (), (), -3.0, 2.0) == [(0, 1, 2, 3)]
    assert cluster(4, scores, (), (), -3.0, 2.0, dense=True) == [(0, 1), (2, 3)]


def test_a_quiet_place_is_no_crowd_and_the_order_changes_nothing(make, sides):
    def found(claims):
        columns = Columns.of(tellings(claims, {}, {}, sides, load_types()))
        a, b = np.triu_indices(len(columns), 1)
        return crowd(columns, a, b, lambda x, y: np.full(len(x), -1.0))

    assert found(many(make, CROWDED - 1)) is None
    crowded, turned = found(many(make, CROWDED)), found(many(make, CROWDED)[::-1])
    assert crowded is not None
    assert turned is not None
    assert crowded.loss.tolist() == turned.loss.tolist()
    assert crowded.loss.max() < 0


def test_pairs_that_are_nearly_all_one_event_lose_nothing():
    assert lowered(np.zeros(100, np.int64), np.full(100, 4.0), 1).tolist() == [0.0]
    assert lowered(np.zeros(100, np.int64), np.full(100, -3.0), 1)[0] < -2
