"""Leave one source out: grades and beliefs without an outlet, its copies and quotations, or a camp."""

import pytest

from frontlog.incidents.link import link
from frontlog.incidents.without import without
from frontlog.model import FrontlogError, Incident

FALL = {"target": "rebels"}


@pytest.fixture
def war(make, doc, copy_row, sides):
    """A fall told by a paper (and its mirror), by the army's television (read, and quoted by another paper) and by the losers' radio."""
    told = [("d1", "Paper", ""), ("d2", "Mirror", ""), ("d3", "Army TV", ""), ("d4", "Weekly", "tv"), ("d5", "Rebel Radio", "")]
    claims = [make({**FALL, "source": source, "says": f"Words of {d if d != 'd2' else 'd1'}"}, d) for d, _, source in told]
    claims.append(make({**FALL, "day": "2018-05-05", "place": "Wadi Zar", "says": "Only the paper says so"}, "d6"))
    reports = [doc(d, outlet=outlet) for d, outlet, _ in told] + [doc("d6", "2018-05-06", "Paper")]
    copies = [copy_row("d1", "g"), copy_row("d2", "g", "d1"), *(copy_row(d) for d in ("d3", "d4", "d5", "d6"))]
    rows = [row for row in link(claims, copies, reports, [], sides) if isinstance(row, Incident)]
    return sorted(rows, key=lambda row: row.start), claims, copies, reports


def test_nothing_left_out_changes_nothing(war, sides):
    rows, *rest = war
    for left in without(rows, *rest, [], sides):
        assert left.rest is not None
        for name in ("grade", "grade_reason", "belief", "testimony", "admiralty", "tolls", "origin_groups", "title", "place_id", "start"):
            assert getattr(left.rest, name) == getattr(left.incident, name), name


GONE = [
    ("Paper", ["outlet:paper"], "confirmed"),
    ("rebel radio", ["source:rebel-radio"], "fair"),
    ("Army TV", ["source:tv"], "confirmed"),
    ("camp:gov", ["source:tv"], "confirmed"),
    ("camp:rebels", ["source:rebel-radio"], "fair"),
]


@pytest.mark.parametrize(("name", "voices", "grade"), GONE, ids=[row[0] for row in GONE])
def test_a_voice_goes_with_its_copies_and_quotations(name, voices, grade, war, sides):
    rows, *rest = war
    left = next(iter(without(rows, *rest, [name], sides)))
    assert set(left.rest.origin_groups) == set(rows[0].origin_groups) - set(voices)
    assert left.rest.grade == grade
    assert left.rest.belief <= rows[0].belief
    assert sum(line.weight for line in left.rest.testimony) < sum(line.weight for line in rows[0].testimony)


def test_what_only_one_outlet_tells_is_gone_without_it(war, sides):
    rows, *rest = war
    left = list(without(rows, *rest, ["Paper"], sides))[1]
    assert (left.incident.id, left.rest) == (rows[1].id, None)


@pytest.mark.parametrize("name", ["The Nobody Times", "camp:nobody"])
def test_who_tells_nothing_is_an_error_that_says_so(name, war, sides):
    rows, *rest = war
    with pytest.raises(FrontlogError, match=r"(?i)nobody"):
        list(without(rows, *rest, [name], sides))
