"""Time expressions: the cases of tests/cases/time.yml, exact spans on any text, and the days of states and plans."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from frontlog.claims.time import RULES, default_time, planned_time, read_times, state_time, time_for
from frontlog.model import Piece, TimeRef

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "time.yml").read_text(encoding="utf-8"))
PUBLISHED = date(2022, 9, 14)
VOCABULARY = """
on in since until between and from to the last next week month year Monday Friday October May March 5 12 2017 3-5 late early days ago two
several later earlier night yesterday , . ; ( ) killed town - – hours over past of summer now soon same day following 5.11.2017 2017-10-05
24/02/2022 Nov. 3rd
"""
WORDS = st.sampled_from(VOCABULARY.split())


def anchor_of(case: dict[str, Any]) -> TimeRef | None:
    day = case.get("anchor")
    return TimeRef("", -1, -1, day, day, "day", "test") if day else None


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['text'][:40]}|{c['published']}")
def test_cases(case: dict[str, Any]) -> None:
    found = read_times(case["text"], 0, case["published"], case.get("forward", False), anchor_of(case))
    if case.get("none"):
        assert found == []
        return
    assert found, "no expression found"
    assert (found[0].start, found[0].end) == (case["start"], case["end"]), found[0]
    if "rule" in case:
        assert found[0].basis == case["rule"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 200


def test_every_rule_has_a_case() -> None:
    assert {rule.name for rule in RULES} <= {case.get("rule") for case in CASES}


@given(st.lists(WORDS, max_size=30).map(" ".join), st.integers(0, 999), st.one_of(st.none(), st.dates()))
def test_spans_are_exact(text: str, offset: int, published: date | None) -> None:
    last = offset
    for time in read_times(text, offset, published):
        assert text[time.text_start - offset : time.text_end - offset] == time.text
        assert time.text.strip() == time.text != ""
        assert time.text_start >= last
        assert time.start is None or time.end is None or time.start <= time.end
        last = time.text_end


@given(st.text(max_size=300), st.dates())
def test_any_text_is_read(text: str, published: date) -> None:
    for time in read_times(text, 7, published):
        assert text[time.text_start - 7 : time.text_end - 7] == time.text


@given(st.sampled_from([c for c in CASES if not c.get("none")]), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_never_ahead_of_publication_without_wording(case: dict[str, Any], published: date) -> None:
    """Bare weekdays, days and months never lie after the report, whatever its date (a day of slack for time zones)."""
    for time in read_times(f"It was hit {case['text'].split(' ')[-1]}", 0, published):
        if time.basis in ("weekday", "day_of_month", "month", "season") and time.start:
            assert (time.start - published).days <= 1


@pytest.mark.parametrize(
    "piece", ["on 5 May ", "since the ", "early ", "12", "between 3 and ", "a few days ", " ", "2017-10-", "last last "]
)
def test_long_lines_take_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    for time in read_times(text, 0, PUBLISHED):
        assert text[time.text_start : time.text_end] == time.text


def test_default_is_the_day_before_publication_to_publication() -> None:
    time = default_time(PUBLISHED)
    assert (time.start, time.end, time.text, time.text_start, time.basis) == (date(2022, 9, 13), PUBLISHED, "", -1, "default")
    assert default_time(None).start is None
    assert default_time(None).end is None


def test_a_state_runs_to_publication() -> None:
    [time] = read_times("The town has been held in June.", 0, PUBLISHED)
    assert (state_time(time, PUBLISHED).start, state_time(time, PUBLISHED).end) == (date(2022, 6, 1), PUBLISHED)
    assert state_time(default_time(PUBLISHED), PUBLISHED) == default_time(PUBLISHED)


def test_a_plan_starts_with_publication_unless_its_day_is_named() -> None:
    assert (planned_time(PUBLISHED).start, planned_time(PUBLISHED).end) == (PUBLISHED, None)
    [ahead] = read_times("They will meet on Friday.", 0, PUBLISHED)
    assert planned_time(PUBLISHED, ahead) == ahead
    [past] = read_times("They met on Monday.", 0, PUBLISHED)
    assert planned_time(PUBLISHED, past).start == PUBLISHED


def chosen(sentence: str, trigger: str) -> tuple[date | None, date | None, str]:
    at = sentence.index(trigger)
    time = time_for(read_times(sentence, 0, PUBLISHED), Piece(trigger, at, at + len(trigger)), sentence, 0, PUBLISHED)
    return time.start, time.end, time.text


def test_the_nearest_time_of_the_clause_wins() -> None:
    sentence = "On Monday rebels took the ridge, which the army had left in June."
    assert chosen(sentence, "took") == (date(2022, 9, 12), date(2022, 9, 12), "On Monday")
    assert chosen(sentence, "had left")[2] == "in June"


def test_the_time_of_the_saying_is_not_that_of_the_deed() -> None:
    sentence = "The garrison commander said on Tuesday that the ridge had been shelled."
    assert chosen(sentence, "shelled")[2] == ""
    assert chosen(sentence, "said")[2] == "on Tuesday"


def test_a_time_inside_a_noun_phrase_stays_there() -> None:
    sentence = "Troops captured three men over the September 2 attack."
    assert chosen(sentence, "captured")[2] == ""
    assert chosen(sentence, "attack")[0] == date(2022, 9, 2)


def test_a_trigger_inside_a_since_clause_happened_then() -> None:
    sentence = "The camp has been empty since rebels captured it in May."
    assert chosen(sentence, "captured")[:2] == (date(2022, 5, 1), date(2022, 5, 31))
    assert chosen(sentence, "empty")[:2] == (date(2022, 5, 1), PUBLISHED)
