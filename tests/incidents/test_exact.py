"""Which of two tellings of one event is the more exact."""

from dataclasses import replace

import pytest

from frontlog.incidents.exact import more_exact
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.model import ActorRef


def told(make, doc, sides, *claims):
    return tellings(claims, {}, {f"d{i}": doc(f"d{i}") for i in range(len(claims))}, sides, load_types())


def named(claim, text, id_=""):
    return replace(claim, agent=(ActorRef(text, -1, -1, id_ or f"x-{text.lower()}", text),))


@pytest.mark.parametrize(
    ("rough", "exact", "found"),
    [
        ("gunmen", "the Red Sash", True),
        ("the militiamen", "Sholi militiamen", True),
        ("militiamen", "armed militiamen", False),  # no name
        ("the Red Sash", "the Blue Sash", False),
        ("gunmen", "attackers", False),
    ],
)
def test_doers(rough, exact, found, make, doc, sides):
    a, b = make({}, "d0"), make({}, "d1")
    one, other = told(make, doc, sides, named(a, rough), named(b, exact))
    assert more_exact(one, other) is more_exact(other, one) is found


def test_one_actor_in_two_wordings(make, doc, sides):
    a, b = make({}, "d0"), make({}, "d1")
    one, other = told(make, doc, sides, named(a, "separatists", "rebels"), named(b, "separatists of the Southern Council", "rebels"))
    assert not more_exact(one, other)


def test_places(make, doc, sides):
    whole, part = make({"place": "Qasab"}, "d0"), make({"place": "Old Mill, Qasab"}, "d1")
    assert more_exact(*told(make, doc, sides, whole, part))
    words = make({"place": "Qasab", "says": "The army captured the old mill in Qasab"}, "d0")
    assert not more_exact(*told(make, doc, sides, words, part))


@pytest.mark.parametrize(
    ("text", "says", "found"),
    [
        ("the Qasab market", "Drones hit a market in Qasab", False),  # the same market
        ("the Qasab market", "Drones hit Qasab", True),
        ("the presidential palace in Qasab", "They took the palace in Qasab", False),
        ("the market of Qa'sab", "A market was hit in Qasab", False),  # spelled otherwise
    ],
)
def test_a_thing_at_a_place_that_both_name(text, says, found, make, doc, sides):
    a, b = make({"says": says, "trigger": says.split()[1]}, "d0"), make({}, "d1")
    b = replace(b, place=(replace(b.place[0], text=text),))
    assert more_exact(*told(make, doc, sides, a, b)) is found


@pytest.mark.parametrize(
    ("rough", "exact", "found"),
    [
        ("several men", "51 men", True),
        ("several men", "51 women", False),
        ("men", "51 men", False),
        ("Haftar's forces", "forces of Khalifa Haftar", False),  # one name, in short and in full
    ],
)
def test_whom_it_struck(rough, exact, found, make, doc, sides):
    a, b = make({}, "d0"), make({}, "d1")
    a, b = (replace(one, target=(ActorRef(text, -1, -1, f"x-{text}", text),)) for one, text in ((a, rough), (b, exact)))
    assert more_exact(*told(make, doc, sides, a, b)) is found


@pytest.mark.parametrize(("rough", "exact", "found"), [("an aircraft", "an Antonov", True), ("an Ilyushin", "an Antonov", False)])
def test_what_it_struck(rough, exact, found, make, doc, sides):
    a, b = make({"type": "repel", "objects": rough}, "d0"), make({"type": "repel", "objects": exact}, "d1")
    assert more_exact(*told(make, doc, sides, a, b)) is found
