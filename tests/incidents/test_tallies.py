"""What one report lets a voice say that an event cost: wholes before parts, parts added up, sides and a total counted once."""

from dataclasses import replace

import pytest
from tests.incidents.conftest import loss

from frontlog.incidents.link import link
from frontlog.model import Contradiction, Incident

BOMB = {"type": "bombing", "agent": "army", "target": "rebels"}
SENTENCES = [
    ("The toll of the blast has risen to 31 after four of the wounded died", [("killed 31", "31"), ("killed 4", "four")], 31),
    ("The blast killed 14 men, five women and two boys", [("killed 14", "14"), ("killed 5", "five"), ("killed 2", "two")], 21),
    ("Three more died of burns, bringing the number of dead to 19", [("killed 3", "Three"), ("killed 19", "19")], 19),
    ("It killed 26 people, ten of them pupils", [("killed 26", "26"), ("killed 10", "ten of them")], 26),
    ("Killed were 12 people: nine traders and three guards", [("killed 12", "12"), ("killed 9", "nine"), ("killed 3", "three")], 12),
]


def claim(make, says, figures, document="d1"):
    """A claim about the blast whose losses stand where their words do."""
    made = make({**BOMB, "says": says}, document)
    return replace(
        made, losses=tuple(replace(loss(row), text=text, start=says.index(text), end=says.index(text) + len(text)) for row, text in figures)
    )


def incidents(rows):
    return [row for row in rows if isinstance(row, Incident)]


@pytest.mark.parametrize(("says", "figures", "best"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_the_figures_of_a_sentence_come_to_one(says, figures, best, make, doc, sides):
    row = incidents(link([claim(make, says, figures)], [], [doc("d1")], [], sides))[0]
    assert [(t.kind, t.best) for t in row.tolls] == [("killed", best)]


def test_a_report_is_counted_with_its_whole_and_not_with_the_part_it_tells_last(make, doc, sides):
    told = [make({**BOMB, "losses": f"killed {n}", "says": f"In all {n} died in Qasab"}, "d1", i) for i, n in enumerate((34, 9))]
    rows = list(link(told, [], [doc("d1")], [], sides))
    (row,) = (i for i in incidents(rows) if len(i.claims) == 2)
    assert [(t.low, t.best, t.high) for t in row.tolls] == [(34, 34, 34)]


@pytest.mark.parametrize(("total", "left"), [("killed 17", []), ("killed 20", [("", 3)]), ("killed 5", [("", 5)])])
def test_a_total_beside_the_sides_is_not_counted_again(total, left, make, doc, sides):
    """17 dead, 14 of the army and three of the rebels: 17 in all."""
    both = replace(make(BOMB, "d1"), losses=tuple(map(loss, ("army killed 14", "rebels killed 3", total))))
    row = incidents(link([both], [], [doc("d1")], [], sides))[0]
    assert [(t.side, t.best) for t in row.tolls] == [*left, ("army", 14), ("rebels", 3)]


def test_a_part_of_a_report_quarrels_with_nobody(make, doc, sides):
    """34 dead, nine of them children, by the one, and 46 by the next: one update, told once."""
    first = [make({**BOMB, "losses": f"killed {n}", "says": f"In all {n} died in Qasab"}, "d1", i) for i, n in enumerate((34, 9))]
    last = [make({**BOMB, "losses": "killed 46", "says": says}, "d2") for says in ("The dead number 46 in Qasab", "Of 46 dead in Qasab")]
    rows = list(link([*first, *last], [], [doc("d1", "2017-10-02", "Daily"), doc("d2", "2017-10-03", "Mirror")], [], sides))
    found = [(q.value_a, q.value_b, q.status) for q in rows if isinstance(q, Contradiction) and q.type == "losses"]
    assert found == [("34", "46", "update")]
