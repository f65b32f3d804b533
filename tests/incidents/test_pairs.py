"""Pairs of claims: one event or two, by a table of cases."""

from pathlib import Path

import pytest
import yaml

from frontlog.incidents.link import link
from frontlog.model import Incident

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "links.yml").read_text(encoding="utf-8"))


def test_there_are_enough_cases():
    assert len(CASES) >= 40
    assert min(sum(c["same"] for c in CASES), sum(not c["same"] for c in CASES)) >= 15


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_one_event_or_two(case, make, doc, sides):
    a, b = make(case["a"], "d1"), make(case["b"], "d2")
    found = [row for row in link([a, b], [], [doc("d1"), doc("d2")], [], sides) if isinstance(row, Incident)]
    assert (len(found) == 1) == case["same"]
    assert sorted(c for row in found for c in row.claims) == sorted([a.id, b.id])
