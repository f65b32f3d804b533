"""The layers beside the best account: what was known on each day, and what is claimed at face value."""

import itertools
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.control.test_timeline import DAY0, copy, effect, on
from tests.support.records import document

from frontlog.control.claimed import claimed
from frontlog.control.known import known
from frontlog.control.timeline import timeline
from frontlog.model import Document, Effect


def published(**days: int) -> list[Document]:
    """Documents by name, each with its day of publication."""
    return [replace(document(name), id=name, published=DAY0 + timedelta(days=day)) for name, day in days.items()]


LATE = [effect("holds", "rebels", 0, doc="d1"), effect("gains", "army", 5, doc="d2", weight=3.0)]


def test_what_came_late_is_not_known_before_it_was_published() -> None:
    found = list(known(LATE, [copy("d1"), copy("d2")], published(d1=0, d2=9)))
    assert on(found, 7) == ("held", "rebels")
    assert on(found, 10) == ("held", "army")
    assert on(list(timeline(LATE, [copy("d1"), copy("d2")])), 7) == ("held", "army")


def test_nothing_is_known_before_the_first_publication() -> None:
    found = list(known(LATE, [copy("d1"), copy("d2")], published(d1=3, d2=9)))
    assert on(found, 2) == ("", "")
    assert min(s.start for s in found) == DAY0 + timedelta(days=3)
    assert {s.known for s in found} == {DAY0 + timedelta(days=3), DAY0 + timedelta(days=9)}


def test_a_report_without_a_day_is_known_from_the_last_day_that_it_speaks_of() -> None:
    undated = [replace(d, published=None) for d in published(d1=0, d2=0)]
    found = list(known(LATE, [copy("d1"), copy("d2")], undated))
    assert on(found, 4) == ("held", "rebels")
    assert on(found, 6) == ("held", "army")


def test_a_claim_stands_at_face_value_with_how_far_it_is_believed() -> None:
    told = [
        effect("holds", "army", 0, doc="d1"),
        effect("holds", "army", 1, doc="d2"),
        effect("gains", "rebels", 10, doc="d3", weight=0.4),
        effect("holds", "army", 20, doc="d4"),
    ]
    copies = [copy(name) for name in ("d1", "d2", "d3", "d4")]
    found = list(claimed(told, copies))
    assert [on(found, day)[1] for day in (5, 15, 25)] == ["army", "rebels", "army"]
    rumour = next(s for s in found if s.holder == "rebels")
    assert (rumour.start, rumour.end) == (DAY0 + timedelta(days=10), DAY0 + timedelta(days=20))
    assert rumour.probability < 0.5 < next(s for s in found if s.holder == "army").probability


def test_a_claim_ends_with_a_fight_inside_and_with_the_claimants_own_loss() -> None:
    told = [
        effect("gains", "army", 0),
        effect("enters", "rebels", 5, doc="d2"),
        effect("gains", "rebels", 9, doc="d3"),
        effect("loses", "rebels", 12, doc="d3"),
    ]
    found = list(claimed(told, [copy("d1"), copy("d2"), copy("d3")]))
    assert [on(found, day)[1] for day in (2, 6, 10, 14)] == ["army", "", "rebels", ""]


KINDS = st.sampled_from(("gains", "holds", "loses", "enters", "repels", "contests", "besieges"))
ROW = st.tuples(KINDS, st.sampled_from(("army", "rebels")), st.integers(0, 60), st.integers(0, 3), st.integers(0, 9))


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=9))
def test_layers_have_no_overlaps_and_probabilities_and_replay_is_the_past(rows: list[tuple[str, str, int, int, int]]) -> None:
    effects: list[Effect] = [effect(kind, side, start, start + long, doc=f"d{n}") for n, (kind, side, start, long, _) in enumerate(rows)]
    copies = [copy(f"d{n}") for n in range(len(rows))]
    documents = published(**{f"d{n}": start + long + lag for n, (_, _, start, long, lag) in enumerate(rows)})
    for found in (list(known(effects, copies, documents)), list(claimed(effects, copies))):
        ordered = sorted(found, key=lambda s: s.start)
        for a, b in itertools.pairwise(ordered):
            assert a.end is not None
            assert a.end <= b.start
        assert all(s.end is None or s.start < s.end for s in found)
        assert all(-1e-9 <= s.least <= s.probability + 1e-4 <= 1.001 for s in found)
    last = max(d.published for d in documents if d.published)
    now = [s for s in known(effects, copies, documents) if s.end is None]
    then = [s for s in timeline(effects, copies) if s.start <= last and (s.end is None or last < s.end)]
    if now and now[0].start == last and then and then[0].state != "unknown":
        assert (now[0].state, now[0].holder) == (then[0].state, then[0].holder)


def test_a_claim_that_nobody_believes_is_marked_and_lapses() -> None:
    """A weak word names its side for some days, if nobody else is heard of; then the place is claimed only, and at last nothing."""
    told = [effect("gains", "rebels", 10, doc="d1", weight=0.1)]
    found = list(timeline(told, [copy("d1")]))
    assert [(s.state, s.holder, s.claimed_by) for s in found] == [
        ("held", "rebels", ""),
        ("unknown", "", "rebels"),
        ("unknown", "", ""),
    ]
    marked, after = found[1:]
    assert marked.start <= DAY0 + timedelta(days=120)
    assert marked.end == after.start == DAY0 + timedelta(days=190)
    assert [row.effect for row in marked.evidence] == [told[0].id]
    assert marked.evidence[0].weight > 0
    assert not after.evidence


def test_a_place_that_is_held_is_not_claimed_only() -> None:
    told = [effect("holds", "army", 0), effect("gains", "army", 1, doc="d2", weight=3.0)]
    assert all(not s.claimed_by for s in timeline(told, [copy("d1"), copy("d2")]) if s.state != "unknown")


def test_another_sides_claim_takes_the_mark_over() -> None:
    told = [effect("gains", "rebels", 10, doc="d1", weight=0.1), effect("gains", "army", 60, doc="d2", weight=0.1)]
    found = [s for s in timeline(told, [copy("d1"), copy("d2")]) if s.claimed_by]
    assert [s.claimed_by for s in found] == ["rebels", "army"]
    assert found[0].end == found[1].start == DAY0 + timedelta(days=60)
