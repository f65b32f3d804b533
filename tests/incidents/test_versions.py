"""A page that was changed: what it says now counts, what it said before stays on record, and it is one voice throughout."""

from dataclasses import replace
from itertools import pairwise

import pytest

from frontlog.incidents.link import link
from frontlog.model import Contradiction, Copy, Incident, edition, superseded

DAYS = [("2017-10-02", "2017-10-02"), ("2017-10-02", "2017-10-03")]  # a page mostly keeps its day


def versions(*ids):
    """Copy rows of versions of one page, the first one first."""
    out = [Copy(id=ids[0], origin_group=ids[0], copy_of="", similarity=0.0, basis="")]
    for before, now in pairwise(ids):
        out.append(Copy(id=now, origin_group=ids[0], copy_of=before, similarity=0.9, basis="same address", version_of=before))
    return out


def facts(found):
    incident = next(row for row in found if isinstance(row, Incident))
    return incident, [row.status for row in found if isinstance(row, Contradiction)]


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("ids", [("d1", "d2"), ("d2", "d1")])  # ids are hashes and say nothing of order
def test_a_corrected_figure_replaces_the_first_and_is_no_quarrel(make, doc, sides, days, ids):
    claims = [
        make({"type": "bombing", "losses": f"killed {n}", "says": f"bombing that took {n} lives"}, d)
        for n, d in zip((20, 12), ids, strict=True)
    ]
    found, statuses = facts(link(claims, versions(*ids), [doc(d, day) for d, day in zip(ids, days, strict=True)], [], sides))
    assert [(t.low, t.best, t.high) for t in found.tolls] == [(12, 12, 12)]
    assert found.tolls[0].claims == (claims[1].id,)
    assert set(found.claims) == {c.id for c in claims}
    assert set(found.documents) == set(ids)
    assert len(found.origin_groups) == 1
    assert found.grade == "weak"
    assert statuses == ["update"]
    apart, statuses = facts(link(claims, [], [doc(d, DAYS[0][0], outlet=d) for d in ids], [], sides))
    assert (apart.grade, statuses, len(apart.origin_groups)) == ("contested", ["contradiction"], 2)  # two outlets would quarrel


def test_what_a_page_took_back_contests_nothing(make, doc, sides):
    told = {"type": "bombing", "says": "bombing of the mill"}
    claims = [
        make({**told, "losses": "killed 20"}, "d1"),
        make({**told, "says": "bombing of the old mill", "losses": "killed 12"}, "d2"),
        make({**told, "says": "bombing at noon", "losses": "killed 12"}, "d3"),
    ]
    copies = [*versions("d1", "d2"), Copy(id="d3", origin_group="d3", copy_of="", similarity=0.0, basis="")]
    reports = [doc("d1", outlet="Herald"), doc("d2", outlet="Herald"), doc("d3", outlet="Courier")]
    found, _ = facts(link(claims, copies, reports, [], sides))
    assert (found.tolls[0].low, found.tolls[0].best, found.tolls[0].high) == (12, 12, 12)
    assert found.grade == "fair"
    assert facts(link(claims, [replace(row, version_of="") for row in copies], reports, [], sides))[0].grade == "contested"


def test_words_that_stayed_are_told_by_the_last_version(make, doc, sides):
    row = {"type": "bombing", "losses": "killed 12", "says": "bombing of the mill on the northern side of the town killed twelve people"}
    claims = [make(row, d) for d in ("d1", "d2", "d3")]
    found, statuses = facts(link(claims, versions("d1", "d2", "d3"), [doc(d) for d in ("d1", "d2", "d3")], [], sides))
    assert set(found.tolls[0].claims) == set(found.claims) == {c.id for c in claims}
    assert statuses == []


def test_the_edition_of_a_document():
    copies = {row.id: row for row in versions("a", "b", "c")}
    assert [edition(name, copies) for name in ("a", "b", "c", "x")] == [("a", 0), ("a", 1), ("a", 2), ("x", 0)]
    assert superseded(copies.values()) == {"a": "c", "b": "c"}
    around = {"a": replace(copies["a"], version_of="b"), "b": copies["b"]}
    assert edition("a", around)[1] == 1  # a damaged table ends
    assert superseded(around.values()) == {"a": "b", "b": "a"}


def test_a_speaker_of_an_older_version_is_no_second_voice(make, doc, sides):
    told = {"type": "bombing", "says": "bombing of the mill"}
    claims = [make({**told, "source": "rescuers"}, "d1"), make({**told, "says": "bombing of the old mill", "source": "a ministry"}, "d2")]
    claims = [replace(claim, source_id=who) for claim, who in zip(claims, ("x-rescuers", "x-ministry"), strict=True)]
    found, _ = facts(link(claims, versions("d1", "d2"), [doc("d1"), doc("d2")], [], sides))
    assert set(found.claims) == {c.id for c in claims}
    assert found.origin_groups == ("source:x-ministry",)
