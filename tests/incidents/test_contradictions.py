"""What two tellings of one event disagree on, by a table of cases."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from frontlog.incidents.disagreements.days import days
from frontlog.incidents.link import link
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.model import Contradiction, Incident

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "contradictions.yml").read_text(encoding="utf-8"))


def run(case, make, doc, sides):
    a, b = make(case["a"], "d1"), make(case["b"], "d2")
    outlet = case.get("outlet", "")
    reports = [doc("d1", str(case.get("pa", "2017-10-02")), outlet), doc("d2", str(case.get("pb", "2017-10-02")), outlet)]
    return a, b, list(link([a, b], [], reports, [], sides))


def summary(row):
    return f"{row.type} {row.status}" + (f" {row.size:g}" if row.size is not None else "")


def test_there_are_enough_cases():
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_disagreement(case, make, doc, sides):
    _, _, rows = run(case, make, doc, sides)
    assert sum(isinstance(row, Incident) for row in rows) == 1, "the two tellings must be one incident"
    assert sorted(summary(row) for row in rows if isinstance(row, Contradiction)) == sorted(case["expect"])


def test_the_earlier_report_comes_first_and_bounds_are_in_words(make, doc, sides):
    case = {
        "pa": "2017-10-05",
        "pb": "2017-10-02",
        "a": {"type": "bombing", "losses": "killed 17"},
        "b": {"type": "bombing", "losses": "killed 12+"},
    }
    a, b, rows = run(case, make, doc, sides)
    row = next(row for row in rows if isinstance(row, Contradiction))
    assert (row.claim_a, row.claim_b, row.value_a, row.value_b, row.status) == (b.id, a.id, "at least 12", "17", "update")
    assert row.incident == next(row.id for row in rows if isinstance(row, Incident))


def test_a_plan_contradicts_nothing(make, doc, sides):
    _, _, rows = run({"a": {}, "b": {"modality": "planned"}}, make, doc, sides)
    assert not [row for row in rows if isinstance(row, Contradiction)]


def counted(make, text, least):
    one = make({"type": "bombing", "losses": "killed 4", "target": "army"}, text)
    return replace(one, losses=(replace(one.losses[0], text=text, min=least, max=least),))


@pytest.mark.parametrize(
    ("rough", "exact", "found"),
    [
        ("Several soldiers", "Four soldiers", ["losses refinement"]),
        ("Several soldiers", "Four passers-by", []),  # others are counted
        ("Soldiers", "Four soldiers", []),
        ("Several soldiers", "About four soldiers", []),
    ],
)
def test_a_count_refines_several(rough, exact, found, make, doc, sides):
    claims = [counted(make, rough, None), counted(make, exact, 4)]
    rows = [row for row in link(claims, [], [doc(c.document) for c in claims], [], sides) if isinstance(row, Contradiction)]
    assert [summary(row) for row in rows] == found
    assert all({row.value_a, row.value_b} == {"not counted", "4"} for row in rows)


def test_a_man_is_not_known_by_being_a_civilian(make, doc, sides):
    """ "Unknown attackers" and "a man": that clears up nothing."""
    claims = [make({"type": "bombing", "agent": who, "losses": "killed 31"}, who) for who in ("unidentified-attackers", "civilians")]
    rows = list(link(claims, [], [doc(c.document) for c in claims], [], sides))
    assert not [row for row in rows if isinstance(row, Contradiction)]


@pytest.mark.parametrize(("other", "found"), [("army", 1), ("rebels", 0)])
def test_a_place_that_two_sides_take_on_two_days_changes_hands(other, found, make, doc, sides):
    claims = [
        make({"agent": "army", "day": "2017-10-01", "said": True}, "d1"),
        make({"agent": other, "day": "2017-10-04", "said": True}, "d2"),
    ]
    told = tellings(claims, {}, {name: doc(name) for name in ("d1", "d2")}, sides, load_types())
    assert len(list(days(*told, load_types()))) == found


@pytest.mark.parametrize(("part", "found"), [("ten of them", []), ("ten rebels", ["losses refinement"])])
def test_a_toll_told_as_so_many_of_them_is_no_part_of_itself(part, found, make, doc, sides):
    """ "Jets bombed a camp, and ten of them died": the words of a part, and all the dead."""
    says = {"ten of them": "Jets bombed a camp, and ten of them died", "ten rebels": "Ten rebels died, among them a child"}[part]
    strike = {"type": "airstrike", "losses": "killed 10"}
    claims = [make({**strike, "says": says}, "d0"), make({**strike, "says": "Ten rebels died"}, "d1")]
    first = replace(claims[0], losses=(replace(claims[0].losses[0], text=part),))
    rows = [row for row in link([first, claims[1]], [], [doc(c.document) for c in claims], [], sides) if isinstance(row, Contradiction)]
    assert [summary(row) for row in rows] == found


def test_a_fourth_man_is_one_more_than_three(make, doc, sides):
    claims = [counted(make, "three men", 3), counted(make, "A fourth man", 1)]
    rows = [row for row in link(claims, [], [doc(c.document) for c in claims], [], sides) if isinstance(row, Contradiction)]
    assert [summary(row) for row in rows] == ["losses update 2"]
    claims[1] = counted(make, "A man", 1)
    rows = [row for row in link(claims, [], [doc(c.document) for c in claims], [], sides) if isinstance(row, Contradiction)]
    assert [summary(row) for row in rows] == ["losses contradiction 2"]


def test_an_outlet_that_lets_a_side_leave_and_stay(make, doc, sides):
    held = {"type": "hold", "said": True, "start": "2017-09-28", "end": "2017-10-03", "says": "The army has been in Qasab since Thursday"}
    claims = [make({"type": "withdraw", "day": "2017-10-01", "says": "The army withdrew from Qasab"}, "d1"), make(held, "d2")]
    for outlet, found in (("The Post", ["own_record contradiction"]), ("", [])):
        reports = [doc("d1", "2017-10-02", outlet), doc("d2", "2017-10-03", outlet)]
        rows = [row for row in link(claims, [], reports, [], sides) if isinstance(row, Contradiction)]
        assert [summary(row) for row in rows] == found
