"""Who is "us" and who is the US, places that have no name, and two events of one report between four sides."""

import pytest

from frontlog.incidents.disagreements.cues import said
from frontlog.incidents.disagreements.doers import OURS as OURS_ANYWHERE
from frontlog.incidents.distance import Spot, place_level
from frontlog.incidents.pairs import strangers
from frontlog.incidents.telling import OURS
from frontlog.incidents.values import Parties


@pytest.mark.parametrize("words", ["US warplanes", "US-backed forces", "U.S. jets", "Ourense militia", "Wendo's men"])
def test_a_country_is_nobodys_own(words):
    assert OURS.match(words) is None
    assert OURS_ANYWHERE.search(words) is None


@pytest.mark.parametrize("words", ["our forces", "Our fighters", "we", "We", "us"])
def test_the_speakers_own(words):
    assert OURS.match(words) is not None
    assert OURS_ANYWHERE.search(words) is not None


def test_a_sentence_about_the_us_is_not_in_the_first_person():
    assert not said("The Houthis said that US warplanes struck Hodeidah twice.", "ours")
    assert said("The drones that struck Hodeidah were not launched by us, the spokesman said.", "ours")


def spot(name):
    return Spot(name, f"n-{name}", None, None, None, "at", "")


def test_two_areas_without_a_name_are_not_one_place():
    assert place_level((spot("area"),), (spot("areas"),))[0] == "unknown"
    assert place_level((spot("villages"),), (spot("Tessit"),))[0] == "one_unknown"
    assert place_level((spot("Tessit"),), (spot("Tessit"),))[0] == "same"


def parties(attackers, defenders):
    both = frozenset(attackers), frozenset(defenders)
    return Parties(*both, frozenset((*attackers, *defenders)))


def test_talks_of_two_and_a_truce_of_two_others_are_two_events():
    talks, truce = parties(["isis"], ["sdf"]), parties(["jaish-al-islam"], ["syria-gov"])
    assert strangers(talks, truce)
    assert not strangers(talks, parties(["isis"], ["syria-gov"]))
    assert not strangers(talks, parties(["x-fighters"], ["syria-gov"]))
    assert not strangers(talks, parties([], ["syria-gov"]))
