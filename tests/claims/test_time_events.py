"""When events of whole reports happened (tests/cases/time_events.yml), and times written blind from the guide (time_blind.yml)."""

from datetime import date

import pytest
from tests.support.times import Case, event, expression, files, sentences_of

from frontlog.claims.readings import Readings
from frontlog.claims.time_earlier import RULES
from frontlog.claims.time_feasts import easter, islamic, orthodox_easter, span

FILES = {name: cases for name, _, cases in files()}
EVENTS = FILES["time_events"]
HELD = 0.89  # of the held-out half, which no rule was made on: `python benchmarks/when.py` printed 0.896 on 28 November 2026


@pytest.mark.parametrize("case", EVENTS, ids=lambda c: f"{c['at']}|{c['report'][0][0][:40]}")
def test_events(case: Case) -> None:
    right, told = event(case)
    assert right, told


@pytest.mark.parametrize("case", FILES["time_blind, open half"], ids=lambda c: f"{c['text'][:40]}|{c['published']}")
def test_blind_cases_that_rules_were_mended_on(case: Case) -> None:
    right, told = expression(case)
    assert right, told


def test_blind_cases_that_were_held_out() -> None:
    held = FILES["time_blind, held out"]
    assert sum(expression(case)[0] for case in held) >= HELD * len(held)


def test_every_rule_for_earlier_events_has_a_case() -> None:
    assert {name for name, _ in RULES} <= {event(case)[1].partition("earlier: ")[2].partition(" [")[0] for case in EVENTS}


@pytest.mark.parametrize(
    ("year", "west", "east"), [(1961, (4, 2), (4, 9)), (2016, (3, 27), (5, 1)), (2017, (4, 16), (4, 16)), (2024, (3, 31), (5, 5))]
)
def test_easter(year: int, west: tuple[int, int], east: tuple[int, int]) -> None:
    assert easter(year) == date(year, *west)
    assert orthodox_easter(year) == date(year, *east)


def test_feasts_of_the_moon() -> None:
    assert islamic(1444, 9, 1) == date(2023, 3, 23)
    assert span("Yom Kippur", 2023) == [(date(2023, 9, 25), date(2023, 9, 25))]
    assert span("Simchat Torah", 2023) == [(date(2023, 10, 7), date(2023, 10, 7))]
    assert span("Passover", 2024)[0][0] == date(2024, 4, 23)
    assert [start for start, _ in span("Ramadan", 2030)] == [date(2030, 1, 6), date(2030, 12, 26)]


def test_a_sentence_without_end_is_read() -> None:
    """40,000 words without a full stop: every reader of times has to come to an end."""
    words = "the army had taken the ridge on 31 November and on Sunday and in response to a raid "
    [sentence] = sentences_of([[words * (40_000 // 17)]])
    assert Readings.of([sentence], date(2022, 9, 14)).story.times[0]
