"""The figures of linking on the incident set, pinned a little below what they are; and the whole set in another order."""

import sys
from pathlib import Path

import pytest
from training.incidents.claims import corpus

from frontlog.incidents.link import link
from frontlog.model import Incident

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from incidents import figures  # noqa: E402

FILES = sorted((ROOT / "training" / "incidents").glob("*.txt"))


@pytest.fixture(scope="module")
def data():
    return corpus(FILES)


def groups(data, claims):
    rows = link(claims, data.copies, data.documents, [], data.sides())
    return {claim: row.id for row in rows if isinstance(row, Incident) for claim in row.claims}


def test_floors_and_order(data):
    found = groups(data, data.claims)
    reached = figures(found, data.event)
    assert reached.pair_f1 >= 0.84, str(reached)
    assert reached.b3 >= 0.915, str(reached)
    assert groups(data, data.claims[::-1]) == found
