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
