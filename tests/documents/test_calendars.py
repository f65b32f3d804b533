"""Names of months and weekdays, and the solar calendar."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from frontlog.documents import calendars
from frontlog.documents.calendars import FIRST_YEAR, LAST_YEAR, MONTHS, SOLAR_MONTHS, WEEKDAYS, folded, month_of, solar, weekday_beside


@pytest.mark.parametrize(
    ("year", "month", "day", "ours"),
    [
        (1342, 1, 1, date(1963, 3, 21)),
        (1357, 11, 22, date(1979, 2, 11)),
        (1396, 7, 20, date(2017, 10, 12)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1400, 12, 30, None),
        (1403, 1, 1, date(2024, 3, 20)),
        (1396, 7, 31, None),
        (1396, 13, 1, None),
        (1396, 1, 0, None),
        (1439, 1, 22, None),
    ],
)
def test_days_of_the_solar_calendar(year: int, month: int, day: int, ours: date | None) -> None:
    assert solar(year, month, day) == ours


def test_no_day_is_left_out_and_none_comes_twice() -> None:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    days = [found for y in years for m in range(1, 13) for d in range(1, 32) if (found := solar(y, m, d))]
    assert all(after - before == timedelta(1) for before, after in pairwise(days))
    assert {(solar(y, 1, 1) or date.min).strftime("%m-%d") for y in years} == {"03-20", "03-21", "03-22"}


@pytest.mark.parametrize(
    ("name", "month"),
    [("KASIM", 11), ("kasım", 11), ("NİSAN", 4), ("MÄRZ", 3), ("أكتوبر", 10), ("اكتوبر", 10), ("تشرين الأول", 10), ("janvier", 1)],
)
def test_a_month_in_every_way_of_writing(name: str, month: int) -> None:
    assert re.fullmatch(calendars.MONTH, name, re.IGNORECASE)
    assert month_of(name) == month


def test_every_name_of_a_table_is_found_again() -> None:
    for expression, names in ((calendars.MONTH, MONTHS), (calendars.SOLAR_MONTH, SOLAR_MONTHS), (calendars.WEEKDAY, WEEKDAYS)):
        for name in names:
            found = re.match(expression, f"{name},", re.IGNORECASE)
            assert found
            assert folded(found.group()) == name


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Thursday, 12 October", 3),
        ("Donnerstag, den 12 October", 3),
        ("Do., 12 October", 3),
        ("quinta-feira, 12 October", 3),
        ("يوم الخميس 12 October", 3),
        ("پنج\u200cشنبه 12 October", 3),
        ("سه شنبه، 12 October", 1),
        ("شنبه 12 October", 5),
        ("12 October, четверг", 3),
        ("12 October PERŞEMBE, 14:05", 3),
        ("12 October Sunday Times", -1),
        ("Monitor, 12 October", -1),
        ("do 12 October", -1),
        ("12 October", -1),
    ],
)
def test_the_weekday_beside_a_day(text: str, weekday: int) -> None:
    start = text.index("12 October")
    assert weekday_beside(text, start, start + len("12 October"), 0, len(text)) == weekday
