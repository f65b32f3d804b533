"""Words that point back at an event of the same report."""

import pytest

from frontlog.incidents.link import link
from frontlog.incidents.pointing import resumes
from frontlog.model import Incident


@pytest.mark.parametrize(
    ("says", "trigger", "back"),
    [
        ("The strike hit the camp shortly before midnight.", "strike", True),
        ("Nine people were burned in the night-time raid, medics said.", "raid", True),
        ("No group said that it had carried out the attack.", "carried out the attack", True),
        ("The dead of Wednesday's air raid were buried at noon.", "air raid", True),
        ("This second blast came from the mill.", "blast", False),
        ("The army struck twice.", "struck", False),
        ("The attack on Umm Laban began at dawn.", "attack", False),
        ("A strike hit the camp shortly before midnight.", "strike", False),
        ("The latest attack left the school in ruins.", "attack", False),
    ],
)
def test_article_and_nothing_that_says_which_one(make, says, trigger, back):
    assert resumes(make({"type": "airstrike", "says": says, "trigger": trigger, "at": 400})) is back


def test_a_toll_without_a_place_points_back(make):
    says = "Forty-one others were wounded."
    assert resumes(make({"type": "losses", "says": says, "trigger": "wounded", "place": ""}))
    assert not resumes(make({"type": "losses", "says": says, "trigger": "wounded", "place": "Qasab"}))


NIGHT = {"type": "airstrike", "agent": "air-wing", "target": "rebels", "day": "2017-10-01"}
FIRST = NIGHT | {
    "says": "Jets of the air wing bombed a camp near Qasab on Sunday, killing 28 rebels.",
    "trigger": "bombed",
    "place": "near:Qasab",
}
AGAIN = NIGHT | {
    "says": "The strike hit the hill late at night.",
    "trigger": "strike",
    "agent": "",
    "target": "",
    "place": "the hill",
    "at": 90,
}
TOLL = {
    "type": "losses",
    "says": "Forty-one others were wounded.",
    "trigger": "wounded",
    "agent": "",
    "target": "rebels",
    "place": "",
    "at": 140,
}


def groups(rows, make, sides):
    found = link([make(row, number=i) for i, row in enumerate(rows)], [], [], [], sides)
    return sorted(len(row.claims) for row in found if isinstance(row, Incident))


def test_a_report_that_comes_back_to_its_event_tells_one(make, sides):
    assert groups([FIRST, AGAIN, TOLL], make, sides) == [3]


def test_what_stands_far_above_or_in_another_report_is_not_pointed_at(make, sides):
    far = [AGAIN | {"at": 1500}, TOLL | {"at": 2500}]
    assert groups([FIRST, *far], make, sides) == [1, 1, 1]
    other = [AGAIN | {"doc": "d2"}, TOLL | {"doc": "d3"}]
    assert groups([FIRST, *other], make, sides) == [1, 1, 1]


def test_another_strike_is_another_one(make, sides):
    second = NIGHT | {
        "says": "A strike hit the hill late at night.",
        "trigger": "strike",
        "agent": "",
        "target": "",
        "place": "the hill",
        "at": 90,
    }
    assert groups([FIRST, second], make, sides) == [1, 1]


def test_without_any_date_a_toll_still_belongs_to_what_it_follows(make, sides):
    undated = {"start": None, "end": None, "said": False}
    assert groups([FIRST | undated | {"day": None}, TOLL | undated], make, sides) == [2]
