"""Disagreements between two incidents: a man killed twice, a town taken twice, a denial that names no place."""

from dataclasses import replace
from datetime import datetime

import pytest

from frontlog.incidents.link import link
from frontlog.model import ActorRef, Contradiction, Decision, Incident

LATER = {"start": "2018-03-01", "end": "2018-03-01", "said": True}
TWICE = {"type": "losses", "losses": "killed 1", "says": "Commander Tariq Hasan was killed", "trigger": "killed"}


def cross(rows, make, doc, sides, outlets=("One", "Two"), days=("2017-10-02", "2018-03-02")):
    claims = [make(row, f"d{i}", i) for i, row in enumerate(rows)]
    reports = [doc(f"d{i}", day, outlet) for i, (day, outlet) in enumerate(zip(days, outlets, strict=True))]
    found = list(link(claims, [], reports, [], sides))
    assert sum(isinstance(row, Incident) for row in found) == 2
    return claims, found, [row for row in found if isinstance(row, Contradiction)]


def test_one_man_killed_twice(make, doc, sides):
    claims, rows, found = cross([TWICE, {**TWICE, **LATER, "place": "Wadi Zar"}], make, doc, sides)
    assert [(row.type, row.status, row.size) for row in found] == [("identity", "contradiction", 150.0)]
    row = found[0]
    of = {claim: incident.id for incident in rows if isinstance(incident, Incident) for claim in incident.claims}
    assert (row.claim_a, row.claim_b) == (claims[0].id, claims[1].id)
    assert (row.incident, row.other_incident) == (of[row.claim_a], of[row.claim_b])
    assert (row.evidence_a, row.evidence_b) == (claims[0].evidence, claims[1].evidence)
    assert "two bear the name" in row.compatible_reason


@pytest.mark.parametrize(
    "second",
    [
        {"says": "Commander Salim Aziz was killed"},  # another man
        {"says": "The Tariq Hasan Brigade was killed to the last man"},  # a body of people
        {"says": "Commander Tariq Hasan was killed", "modality": "planned"},
    ],
)
def test_no_man_killed_twice(second, make, doc, sides):
    _, _, found = cross([TWICE, {**TWICE, **LATER, "place": "Wadi Zar", **second}], make, doc, sides)
    assert not found


WEEKS = {"start": "2017-10-20", "end": "2017-10-20", "said": True}
FALL = {"says": "The army captured Qasab", "trigger": "captured"}


def test_an_outlet_lets_a_side_take_a_town_twice(make, doc, sides):
    _, _, found = cross([FALL, {**FALL, **WEEKS}], make, doc, sides, ("Daily", "Daily"), ("2017-10-02", "2017-10-21"))
    assert [(row.type, row.field, row.status) for row in found] == [("own_record", "date", "contradiction")]


@pytest.mark.parametrize(
    ("says", "outlets"),
    [("The army recaptured Qasab again", ("Daily", "Daily")), ("The army captured Qasab", ("Daily", "Weekly"))],
)
def test_taken_again_or_told_by_another_outlet_is_no_matter_of_the_own_record(says, outlets, make, doc, sides):
    _, _, found = cross([FALL, {**FALL, **WEEKS, "says": says}], make, doc, sides, outlets, ("2017-10-02", "2017-10-21"))
    assert not found


def test_a_denial_that_names_no_place_meets_its_claim_by_words(make, doc, sides):
    rows = [
        {"type": "civilians_attacked", "says": "The army looted the trucks of the convoy", "trigger": "looted", "target": "people"},
        {"type": "aid", "modality": "denied", "place": "", "says": "Our men never touched trucks of that convoy", "trigger": "touched"},
    ]
    _, _, found = cross(rows, make, doc, sides, days=("2017-10-02", "2017-10-03"))
    assert [(row.type, row.status) for row in found] == [("denial", "contradiction")]


def test_a_denial_of_something_else_meets_nothing(make, doc, sides):
    rows = [
        {"type": "civilians_attacked", "says": "The army looted the trucks of the convoy", "trigger": "looted", "target": "people"},
        {"type": "aid", "modality": "denied", "place": "", "says": "Our men never touched a church", "trigger": "touched"},
    ]
    assert not cross(rows, make, doc, sides, days=("2017-10-02", "2017-10-03"))[2]


def test_the_order_of_the_input_changes_nothing(make, doc, sides):
    claims = [make(TWICE, "d0"), make({**TWICE, **LATER, "place": "Wadi Zar"}, "d1"), make(FALL, "d2")]
    reports = [doc("d0", "2017-10-02"), doc("d1", "2018-03-02"), doc("d2")]
    assert list(link(claims, [], reports, [], sides)) == list(link(claims[::-1], [], reports[::-1], [], sides))


@pytest.mark.parametrize(("outlets", "found"), [(("Army TV", "Rebel Radio"), [("losses", "contradiction")]), (("Army TV", "The Post"), [])])
def test_two_sides_count_one_sides_dead(outlets, found, make, doc, sides):
    """Held apart, here by a decision, and yet of one place on the same days."""
    rows = [
        {"type": "losses", "agent": "", "target": "rebels", "losses": "rebels killed 300", "trigger": "killed"},
        {"type": "losses", "agent": "", "losses": "killed 9", "trigger": "fell", "says": "Nine fell in Qasab"},
    ]
    claims = [make(row, f"d{i}", i) for i, row in enumerate(rows)]
    apart = Decision(id="v", subject=(claims[0].id, claims[1].id), verdict="different", who="me", when=datetime(2020, 1, 1), why="")
    reports = [doc(f"d{i}", "2017-10-02", outlet) for i, outlet in enumerate(outlets)]
    told = list(link(claims, [], reports, [apart], sides))
    assert sum(isinstance(row, Incident) for row in told) == 2
    assert [(row.type, row.status) for row in told if isinstance(row, Contradiction)] == found


def test_our_army_is_the_speakers(make, doc, sides):
    """ "Our army" told by the rebels' radio is not the army that the words were taken for."""
    own = make({"agent": "army", "says": "Our army captured Qasab"}, "d0", 0)
    own = replace(own, agent=(replace(own.agent[0], text="Our army"),))
    other = make({"type": "hold", "agent": "army", "says": "The army holds Qasab", "trigger": "holds"}, "d1", 1)
    rows = list(link([own, other], [], [doc("d0", "2017-10-02", "Rebel Radio"), doc("d1", "2017-10-02", "Army TV")], [], sides))
    assert [(row.type, row.status) for row in rows if isinstance(row, Contradiction)] == [("outcome", "contradiction")]


@pytest.mark.parametrize(("victim", "found"), [("the mayor", [("blame", "update")]), ("the judge", [])])
def test_nobody_knew_who_killed_him(victim, found, make, doc, sides):
    """Two reports that name no place but in their words, told apart, of which the later one knows the doer."""
    rows = [
        {"type": "losses", "place": "", "agent": "unidentified", "losses": "killed 1", "says": "Unknown gunmen killed the mayor of Qasab"},
        {"type": "losses", "place": "", "agent": "cell", "losses": "killed 1", "says": f"The cell shot {victim} of Qasab"},
    ]
    claims = [make({**row, "trigger": ("killed", "shot")[i]}, f"d{i}", i) for i, row in enumerate(rows)]
    claims = [
        replace(c, target=(ActorRef(words, -1, -1, "civilians", words),)) for c, words in zip(claims, ("the mayor", victim), strict=True)
    ]
    rows = list(link(claims, [], [doc("d0", "2017-10-02"), doc("d1", "2017-10-04")], [], sides))
    assert sum(isinstance(row, Incident) for row in rows) == 2
    assert [(row.type, row.status) for row in rows if isinstance(row, Contradiction)] == found


SIEGE = {"type": "besiege", "target": "rebels", "day": "2017-10-01", "says": "The army surrounded Qasab", "trigger": "surrounded"}
TAKEN = {"target": "rebels", "day": "2017-11-10", "says": "The army completed the capture of Qasab", "trigger": "capture"}


@pytest.mark.parametrize(
    ("end", "found"),
    [
        (TAKEN, [("outcome", "update")]),
        ({**TAKEN, "agent": "rebels", "target": "army"}, []),  # the besieged side has it
        ({**TAKEN, "place": "Wadi Zar"}, []),
        ({**TAKEN, "modality": "planned"}, []),
    ],
)
def test_a_siege_and_how_it_ended_weeks_later(end, found, make, doc, sides):
    _, _, rows = cross([SIEGE, end], make, doc, sides, ("One", "Two"), ("2017-10-02", "2017-11-11"))
    assert [(row.type, row.status) for row in rows] == found


def blamed(says, agent, target=""):
    kind = "bombing" if "blew" in says else "shelling"
    return {"type": kind, "agent": agent, "target": target, "day": "2017-10-01", "says": says, "trigger": says.split()[2]}


@pytest.mark.parametrize(
    ("second", "outlets", "found"),
    [
        ("The army shelled the prison of Qasab with rockets", ("Army TV", "Rebel Radio"), [("blame", "contradiction")]),
        ("The army shelled a barn of Qasab with rockets", ("Army TV", "Rebel Radio"), []),
        ("The army shelled the prison of Qasab with rockets", ("One", "Two"), []),
    ],
)
def test_two_sides_blame_each_other_in_other_words(second, outlets, found, make, doc, sides):
    first = blamed("The rebels blew up the house in Qasab in which prisoners were held", "rebels", "army")
    _, _, rows = cross([first, blamed(second, "army")], make, doc, sides, outlets, ("2017-10-02", "2017-10-02"))
    assert [(row.type, row.status) for row in rows] == found


def test_what_nobody_claimed_is_claimed_in_statements(make, doc, sides):
    nobody = {"type": "statement", "agent": "", "place": "", "modality": "denied", "says": "No one has claimed the bombs at the hotel"}
    sect = {"type": "statement", "agent": "sect", "place": "", "says": "The sect has claimed the bombs at the hotel", "trigger": "claimed"}
    _, _, rows = cross([nobody, {**sect, "start": "2017-10-04", "end": "2017-10-05"}], make, doc, sides, days=("2017-10-02", "2017-10-05"))
    assert [(row.type, row.status) for row in rows] == [("blame", "update")]
