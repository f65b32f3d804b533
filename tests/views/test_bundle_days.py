"""What the page gets beforehand: the belief of each day, and situation reports in the sentences of `frontlog sitrep`."""

from datetime import date, timedelta
from itertools import pairwise
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.control.timeline import timeline
from frontlog.model import ControlState, Document, Effect
from frontlog.views.believed import believed
from frontlog.views.bundle_course import LONGEST, OFF, courses, thinned
from frontlog.views.bundle_sitreps import SPANS, sitreps
from frontlog.views.sitrep import sitrep
from support.sample import Week, week


def drawn(course: list[int], day: int) -> float:
    """The per cent of a day by the lines of a course, as the page reads it."""
    points = list(zip(course[::2], course[1::2], strict=True))
    for (a, x), (b, y) in pairwise(points):
        if a <= day <= b:
            return x + (y - x) * (day - a) / (b - a)
    return points[-1][1]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=200))
def test_every_day_can_be_told_from_the_lines(values: list[float]) -> None:
    course = thinned(values)
    assert course[-2] == len(values) - 1
    assert all(abs(drawn(course, n) - value) <= OFF + 0.51 for n, value in enumerate(values))


def test_a_slow_fading_takes_few_numbers() -> None:
    assert len(thinned([100 * exp(-n / 300) for n in range(LONGEST * 4)])) < 24


def test_the_belief_of_a_day_is_that_of_the_place_and_not_the_mean() -> None:
    rows = week()
    states = list(timeline(rows(Effect), []))
    found = courses(rows, states)
    checked = 0
    for state in states:
        if state.state != "held" or state.id not in found:
            continue
        place = believed(rows, state.place_id)
        assert place
        for n in range(0, ((state.end or state.start + timedelta(days=90)) - state.start).days, 3):
            likely = 100 * max(v for k, v in place.shares(state.start + timedelta(days=n)).items() if k not in ("contested", "unknown"))
            assert drawn(found[state.id], n) == pytest.approx(likely, abs=1.2)
            checked += 1
    assert checked > 20


def test_the_reports_are_those_of_the_command() -> None:
    rows = week()
    sentences, reports = sitreps(rows)
    last = max(d.published for d in rows(Document) if d.published)
    assert {r["span"] for r in reports if r["last"] == last.isoformat()} == set(SPANS)
    for shape in reports:
        report = sitrep(rows, date.fromisoformat(shape["last"]), shape["days"])
        assert shape["title"] == report.title
        assert [s["empty"] for s in shape["sections"]] == [s.empty for s in report.sections]
        told = [sentences[n] for s in shape["sections"] for n in s["sentences"]]
        assert [(s["text"], s["record"], s["claims"]) for s in told] == [
            (s.text, s.record, [c.claim for c in s.citations]) for s in report.sentences
        ]
    assert all(s["claims"] for s in sentences)
    assert len({(s["text"], s["record"]) for s in sentences}) == len(sentences)


def test_the_report_of_all_days_reaches_back_to_the_first() -> None:
    rows = week()
    whole = next(r for r in sitreps(rows)[1] if r["span"] == "all")
    first = min(s.start for s in rows(ControlState))
    assert date.fromisoformat(whole["last"]) - timedelta(days=whole["days"] - 1) <= first


def test_an_empty_log_has_no_report() -> None:
    assert sitreps(Week()) == ([], [])
    assert courses(Week(), []) == {}
