"""What two tellings of one event disagree on, by a table of cases."""

from pathlib import Path

import pytest
import yaml

from frontlog.incidents.link import link
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
