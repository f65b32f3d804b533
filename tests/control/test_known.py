"""The filtered layer follows a place report by report, and says on each day what a start from nothing would say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.control.test_timeline import DAY0, copy, effect, on
from tests.support.records import document

from frontlog.control.known import known
from frontlog.control.ledger import Ledger
from frontlog.control.params import load_params
from frontlog.control.timeline import timeline
from frontlog.control.voices import independent, signals
from frontlog.model import ControlState, Document, Effect

KINDS = st.sampled_from(("gains", "holds", "loses", "enters", "repels", "contests", "besieges", "lifts"))
ROW = st.tuples(
    KINDS,
    st.sampled_from(("army", "rebels", "sect")),
    st.sampled_from((0, 0, 5, 9, 20, 21, 22, 60, 1700)),  # days, some of them far apart
    st.sampled_from((0, 0, 1, 3, 30)),
    st.sampled_from((-2.0, 0.0, 0.8, 1.5, 2.5)),
    st.integers(0, 5),  # document
)
LAG = st.lists(st.integers(0, 40), min_size=6, max_size=6)
COPIES = [copy("d0"), copy("d1"), copy("d2", "d1", "d1"), copy("d3"), replace(copy("d4", "d3", "d3"), version_of="d3"), copy("d5")]


def story(rows: Sequence[tuple], lags: Sequence[int]) -> tuple[list[Effect], list[Document]]:
    effects = {
        e.id: e
        for n, (kind, side, start, long, weight, doc) in enumerate(rows)
        for e in [effect(kind, side, start, start + long, weight=weight, doc=f"d{doc}", name="Qasab")]
        if n < 12
    }
    last = {f"d{n}": max([e.end or DAY0 for e in effects.values() if e.document == f"d{n}"], default=DAY0) for n in range(6)}
    documents = [replace(document(f"d{n}"), id=f"d{n}", published=last[f"d{n}"] + timedelta(days=lag)) for n, lag in enumerate(lags)]
    return list(effects.values()), documents


@settings(max_examples=60, deadline=None)
@example(
    rows=[("gains", "army", 0, 0, -2.0, 0), ("gains", "army", 1700, 0, -2.0, 0), ("gains", "army", 1700, 0, 0.8, 1)],
    lags=[1, 0, 0, 0, 0, 0],
)
@example(rows=[("gains", "army", 0, 0, -2.0, 0), ("gains", "army", 5, 0, -2.0, 1), ("enters", "army", 1700, 0, -2.0, 1)], lags=[0] * 6)
@given(st.lists(ROW, min_size=1, max_size=10), LAG)
def test_each_day_is_told_as_a_start_from_nothing_would(rows: list[tuple], lags: list[int]) -> None:
    effects, documents = story(rows, lags)
    published = {d.id: d.published or date.max for d in documents}
    found = list(known(effects, COPIES, documents))
    steps = sorted({published[e.document] for e in effects})
    for step, after in zip(steps, [*steps[1:], steps[-1] + timedelta(days=900)], strict=True):
        then = [e for e in effects if published[e.document] <= step]
        states = list(timeline(then, COPIES))
        for day in {step, step + timedelta(days=1), step + (after - step) / 2, after - timedelta(days=1)}:
            if step <= day < after:
                assert said(found, day) == said(states, day)


def said(states: Sequence[ControlState], day: date) -> tuple[str, str]:
    """What is said of a day; where nothing is, nothing is known."""
    word = on(states, (day - DAY0).days)
    return word if word[0] else ("unknown", "")


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12), st.lists(st.integers(0, 5), min_size=12, max_size=12))
def test_the_ledger_gathers_what_gathering_all_at_once_gives(rows: list[tuple], turns: list[int]) -> None:
    effects, _ = story(rows, [0] * 6)
    params, by_document = load_params(), {c.id: c for c in COPIES}
    ledger, told = Ledger(by_document, params), []
    standing: list = []
    for turn in range(6):
        more = [e for e, when in zip(effects, turns, strict=False) if when == turn]
        gone, new = ledger.add(more)
        told += more
        for signal in gone:
            standing.remove(signal)
        standing += new
        whole = signals(independent(told, by_document), by_document, params)
        assert ledger.all() == whole
        assert sorted(standing, key=repr) == sorted(whole, key=repr)
