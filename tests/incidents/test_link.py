"""Linking as a whole: every claim once, order and copies change nothing, people's word comes first."""

import re
from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.incidents.cluster import cluster
from frontlog.incidents.link import link
from frontlog.incidents.naming import Founding, incident_ids, iso3
from frontlog.model import Contradiction, Decision, Incident, Link, Origin


def incidents(rows):
    return [row for row in rows if isinstance(row, Incident)]


def parts(rows):
    return sorted(tuple(row.claims) for row in incidents(rows))


def verdict(word, *claims, day=1):
    return Decision(id=f"v-{word}-{day}-{'-'.join(claims)}", subject=claims, verdict=word, who="me", when=datetime(2020, 1, day), why="")


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(("capture", "repel", "clash", "airstrike", "losses", "hold", "statement")),
            "agent": st.sampled_from(("army", "brigade", "rebels", "")),
            "target": st.sampled_from(("rebels", "army", "")),
            "place": st.sampled_from(("Qasab", "Qaseb", "Ras Tin", "near:Qasab", "Bir Saad", "")),
            "day": st.sampled_from(("2017-10-01", "2017-10-02", "2017-10-05")),
            "modality": st.sampled_from(("actual", "actual", "planned", "denied")),
            "losses": st.sampled_from(("", "rebels killed 5", "rebels killed 12+", "killed 9")),
            "source": st.sampled_from(("", "", "tv", "rebel-radio")),
            "says": st.sampled_from(("", "The town fell after a long day of fighting on its northern side", "Short words")),
            "doc": st.sampled_from(("d1", "d2", "d3")),
        }
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=80, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_every_claim_in_one_incident_and_order_changes_nothing(make, doc, sides, rows, random):
    claims = [make(row, number=i) for i, row in enumerate(rows)]
    reports = [doc(f"d{i}", f"2017-10-0{i + 1}") for i in (1, 2, 3)]
    found = list(link(claims, [], reports, [], sides))
    told = Counter(c for row in incidents(found) for c in row.claims)
    assert told == Counter(claim.id for claim in claims)
    assert len({row.id for row in incidents(found)}) == len(incidents(found))
    shuffled = claims[:]
    random.shuffle(shuffled)
    assert list(link(shuffled, [], reports[::-1], [], sides)) == found
    for row in incidents(found):
        assert re.fullmatch(r"FL-[A-Z]{3}-\d{8}-[A-Z2-7]{4,}", row.id)
        assert row.title
        assert row.grade_reason.endswith(".")
        for toll in row.tolls:
            known = [x for x in (toll.low, toll.best, toll.high) if x is not None]
            assert known == sorted(known)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_ten_verbatim_copies_change_no_grade_count_or_toll(make, doc, copy_row, sides, rows):
    claims = [make(row, number=i) for i, row in enumerate(rows)]
    reports = [doc(f"d{i}") for i in (1, 2, 3)]
    before = list(link(claims, [copy_row(f"d{i}") for i in (1, 2, 3)], reports, [], sides))
    copies = [copy_row(f"d{i}") for i in (1, 2, 3)] + [copy_row(f"r{i}", "d1", "d1") for i in range(10)]
    reposts = [make({**row, "doc": f"r{i}"}, number=n) for i in range(10) for n, row in enumerate(rows) if row["doc"] == "d1"]
    reports += [doc(f"r{i}", "2017-10-09") for i in range(10)]
    after = list(link([*claims, *reposts], copies, reports, [], sides))

    def facts(found):
        return sorted(
            (r.id, r.type, r.title, r.start, r.end, r.grade, r.grade_reason, r.origin_groups, [bounds(t) for t in r.tolls])
            for r in incidents(found)
        )

    def bounds(toll):
        return (toll.side, toll.kind, toll.low, toll.best, toll.high)

    assert facts(after) == facts(before)
    assert [r for r in after if isinstance(r, Contradiction)] == [r for r in before if isinstance(r, Contradiction)]
    assert sum(len(r.claims) for r in incidents(after)) == len(claims) + len(reposts)


def test_links_carry_the_grounds_that_sum_to_the_score(make, doc, sides):
    a, b = make({"target": "rebels"}, "d1"), make({"agent": "brigade"}, "d2")
    rows = [row for row in link([a, b], [], [], [], sides) if isinstance(row, Link)]
    assert [row.verdict for row in rows] == ["same"]
    assert rows[0].score == pytest.approx(sum(f.weight for f in rows[0].features))
    assert {"place", "time", "type", "actors"} <= {f.name for f in rows[0].features}
    assert rows[0].claim_a < rows[0].claim_b


def test_near_misses_are_kept_with_their_reason(make, sides):
    a, b = make({"type": "clash", "target": "rebels"}, "d1"), make({"type": "clash", "target": "rebels", "place": "Ras Tin"}, "d2")
    rows = [row for row in link([a, b], [], [], [], sides) if isinstance(row, Link)]
    assert [row.verdict for row in rows] == ["different"]
    assert any("3.5 km" in f.detail for f in rows[0].features)


def test_one_document_that_tells_two_events_keeps_them_apart(make, sides):
    a, b = make({"place": "Qasab"}, "d1"), make({"place": "Ras Tin"}, "d1", 1)
    other = make({"place": ["Qasab", "Ras Tin"]}, "d2")
    found = parts(link([a, b, other], [], [], [], sides))
    assert not any({a.id, b.id} <= set(group) for group in found)


def test_decisions_outrank_scores_and_the_newest_counts(make, sides):
    a, b = make({}, "d1"), make({"target": "rebels"}, "d2")
    assert len(parts(link([a, b], [], [], [], sides))) == 1
    apart = verdict("different", a.id, b.id)
    assert len(parts(link([a, b], [], [], [apart], sides))) == 2
    assert len(parts(link([a, b], [], [], [apart, verdict("withdrawn", a.id, b.id, day=2)], sides))) == 1
    assert len(parts(link([a, b], [], [], [verdict("withdrawn", b.id, a.id, day=2), apart], sides))) == 1
    far = make({"place": "Wadi Zar", "type": "aid"}, "d3")
    rows = list(link([a, b, far], [], [], [verdict("same", a.id, far.id)], sides))
    assert any({a.id, far.id} <= set(group) for group in parts(rows))
    assert any("decided" in f.detail for row in rows if isinstance(row, Link) for f in row.features)


def test_decisions_in_a_circle_the_newest_win_and_the_lost_one_is_reported(make, sides):
    claims = [
        make({"place": p, "type": t}, f"d{i}") for i, (p, t) in enumerate([("Qasab", "clash"), ("Wadi Zar", "aid"), ("Bir Saad", "hold")])
    ]
    a, b, c = (claim.id for claim in claims)
    said = [verdict("same", a, b, day=1), verdict("same", b, c, day=2), verdict("different", a, c, day=3)]
    rows = list(link(claims, [], [], said, sides))
    assert sorted([tuple(sorted((b, c))), (a,)]) == parts(rows)
    assert any("newer decisions" in f.detail for row in rows if isinstance(row, Link) for f in row.features)
    assert list(link(claims, [], [], said[::-1], sides)) == rows


def test_a_decision_on_unknown_claims_is_left_alone(make, sides):
    a = make({}, "d1")
    assert parts(link([a], [], [], [verdict("same", a.id, "c-gone")], sides)) == [(a.id,)]


def test_no_claims_no_rows(sides):
    assert list(link([], [], [], [], sides)) == []


def test_id_stays_when_later_reports_join(make, doc, sides):
    first = make({}, "d1")
    later = make({"target": "rebels", "start": "2017-10-02", "end": "2017-10-03"}, "d2")
    reports = [doc("d1", "2017-10-02"), doc("d2", "2017-10-03")]
    alone = incidents(link([first], [], reports, [], sides))
    both = incidents(link([first, later], [], reports, [], sides))
    assert [row.id for row in both] == [row.id for row in alone]
    assert both[0].id.startswith("FL-SYR-20171001-")


def test_colliding_ids_are_lengthened_and_unknowns_are_said():
    same = [Founding("SY", None, (f"c-{i}",)) for i in range(3000)]
    ids = incident_ids(same)
    assert len(set(ids)) == 3000
    assert max(map(len, ids)) > min(map(len, ids))
    assert dict(zip(same, ids, strict=True)) == dict(zip(same[::-1], incident_ids(same[::-1]), strict=True))
    assert ids[0].startswith("FL-SYR-00000000-")
    assert (iso3("ua"), iso3(""), iso3("zz")) == ("UKR", "XXX", "XXX")


def test_average_link_does_not_chain():
    # 0-1-2-3 in a row: neighbours alike, ends strangers; connected components would make one of them
    scores = {(0, 1): 2.0, (1, 2): 1.0, (2, 3): 2.0, (0, 2): -3.0, (1, 3): -3.0, (0, 3): -4.0}
    assert cluster(4, scores, (), (), -4.0, 0.0) == [(0, 1), (2, 3)]


def test_cluster_keeps_constraints():
    scores = {(0, 1): 5.0, (1, 2): 5.0, (0, 2): 5.0}
    assert cluster(3, scores, (), {(0, 1)}, -4.0, 0.0) in ([(0, 2), (1,)], [(0,), (1, 2)])
    assert cluster(3, {}, ((0, 2),), (), -4.0, 0.0) == [(0, 2), (1,)]


def test_origin_of_rows_is_told(make, sides):
    for row in link([make({}, "d1"), make({"target": "rebels"}, "d2")], [], [], [], sides):
        assert isinstance(row.origin, Origin)
        assert row.origin.step.startswith("incidents.")
