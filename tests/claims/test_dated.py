"""A report without a date read again by the days that others give it: only what hangs on its day changes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frontlog.claims.dated import dated
from frontlog.model import BY_OTHERS, Claim, Dating, Document, Item, Origin, Raw, Sentence
from frontlog.reading import reading
from frontlog.running import run_in_memory

TEST = Origin("test", "1")
TEXT = """The mill changes hands

Northern Front fighters captured the mill of Karsa on Sunday.
Government troops shelled the bridge of Karsa yesterday.
The army had captured Karsa in March 2029.
Rebels attacked a convoy near Karsa.
The army plans to attack Karsa.
"""


def dating(document: str, start: date, likeliest: date, end: date) -> Dating:
    return Dating(
        id="dt-1", document=document, start=start, end=end, likeliest=likeliest, probability=0.9, fellows=(), reason="made", origin=TEST
    )


@pytest.fixture(scope="module")
def read() -> tuple[list[Claim], Document, list[Sentence]]:
    content = TEXT.encode()
    item = Item(id="d-0123456789abcdef", name="karsa.txt", part=0, media_type="text/plain", size=len(content), sha256="0")
    have: dict[Any, list[Any]] = run_in_memory([Raw(item=item, content=content)], Claim, reading)
    document = have[Document][0]
    assert document.published is None
    return have[Claim], document, have[Sentence]


def times(claims: list[Claim]) -> dict[str, tuple[date | None, date | None, bool]]:
    return {c.trigger.text: (c.time.start, c.time.end, c.time.basis.startswith(BY_OTHERS)) for c in claims}


def test_times_are_read_by_the_day_that_others_tell(read) -> None:
    claims, document, sentences = read
    day = date(2031, 3, 12)  # a Wednesday
    again = list(dated(claims, [document], sentences, [dating(document.id, day, day, day)]))
    assert again != claims
    found = times(again)
    assert found["shelled"] == (date(2031, 3, 11), date(2031, 3, 11), True)
    assert found["attacked"] == (date(2031, 3, 11), day, True)
    sunday = next(c for c in again if c.time.text == "on Sunday" or c.time.text == "Sunday")
    assert (sunday.time.start, sunday.time.end) == (date(2031, 3, 9), date(2031, 3, 9))
    assert [replace(c, time=claims[n].time) for n, c in enumerate(again)] == claims  # nothing but times


def test_an_interval_of_days_makes_times_wider_but_no_named_weekday(read) -> None:
    claims, document, sentences = read
    again = list(dated(claims, [document], sentences, [dating(document.id, date(2031, 3, 11), date(2031, 3, 12), date(2031, 3, 13))]))
    found = times(again)
    assert found["shelled"] == (date(2031, 3, 10), date(2031, 3, 12), True)
    assert found["attacked"] == (date(2031, 3, 10), date(2031, 3, 13), True)
    sunday = next(c for c in again if "Sunday" in c.time.text)
    assert sunday.time.start == sunday.time.end == date(2031, 3, 9)


def test_days_in_full_stay_and_so_does_what_a_person_set(read) -> None:
    claims, document, sentences = read
    decided = [replace(c, time=replace(c.time, basis="decided", start=date(2030, 1, 1), end=date(2030, 1, 1))) for c in claims]
    day = date(2031, 3, 12)
    assert list(dated(decided, [document], sentences, [dating(document.id, day, day, day)])) == decided
    march = [c for c in dated(claims, [document], sentences, [dating(document.id, day, day, day)]) if "March 2029" in c.time.text]
    assert march
    assert all(c.time.start == date(2029, 3, 1) and not c.time.basis.startswith(BY_OTHERS) for c in march)


def test_a_row_that_gives_no_day_changes_nothing(read) -> None:
    claims, document, sentences = read
    none = replace(dating(document.id, date(2031, 3, 12), date(2031, 3, 12), date(2031, 3, 12)), start=None, end=None, likeliest=None)
    assert list(dated(claims, [document], sentences, [none])) == claims


def test_a_report_with_a_date_of_its_own_is_left_alone(read) -> None:
    claims, document, sentences = read
    day = date(2031, 3, 12)
    own = replace(document, published=date(2031, 5, 1))
    assert list(dated(claims, [own], sentences, [dating(document.id, day, day, day)])) == claims
