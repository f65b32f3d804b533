"""Quantities and their bounds, and everything that looks like one and is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.claims.numbers import number_value, read_numbers

COUNTED = [
    ("At least 12 rebels fled.", [("At least 12", 12, None)]),
    ("More than 300 shells fell.", [("More than 300", 300, None)]),
    ("Up to 50 men came.", [("Up to 50", None, 50)]),
    ("As many as 30 died.", [("As many as 30", None, 30)]),
    ("No fewer than seven huts burned.", [("No fewer than seven", 7, None)]),
    ("Fewer than ten remain.", [("Fewer than ten", None, 10)]),
    ("About 14,000 people left.", [("About 14,000", 14000, 14000)]),
    ("Between four and 70 drones came.", [("Between four and 70", 4, 70)]),
    ("Six to 30 tents burned.", [("Six to 30", 6, 30)]),
    ("10-15 tents burned.", [("10-15", 10, 15)]),
    ("15 or 20 tents burned.", [("15 or 20", 15, 20)]),
    ("20 or more tents burned.", [("20 or more", 20, None)]),
    ("20+ tents burned.", [("20+", 20, None)]),
    ("Dozens of goats died.", [("Dozens", 24, None)]),
    ("Scores of men fled.", [("Scores", 40, None)]),
    ("Hundreds of men fled.", [("Hundreds", 200, None)]),
    ("Thousands of men fled.", [("Thousands", 2000, None)]),
    ("Tens of thousands of men fled.", [("Tens of thousands", 20000, None)]),
    ("Several hundred men fled.", [("Several hundred", 200, None)]),
    ("Several men fled.", [("Several", None, None)]),
    ("A couple of tanks burned.", [("A couple of", 2, 2)]),
    ("A dozen tanks burned.", [("A dozen", 12, 12)]),
    ("Two dozen tanks burned.", [("Two dozen", 24, 24)]),
    ("Twenty-five tanks burned.", [("Twenty-five", 25, 25)]),
    ("Three hundred and forty-two tanks burned.", [("Three hundred and forty-two", 342, 342)]),
    ("Half a million people fled.", [("Half a million", 500000, 500000)]),
    ("A quarter of a million people fled.", [("A quarter of a million", 250000, 250000)]),
    ("Three quarters of a million people fled.", [("Three quarters of a million", 750000, 750000)]),
    ("A married couple fled.", [("A married couple", 2, 2)]),
    ("1.5 million people fled.", [("1.5 million", 1500000, 1500000)]),
    ("Some 20 000 people fled.", [("Some 20 000", 20000, 20000)]),
    ("A soldier and two nurses fled.", [("A", 1, 1), ("two", 2, 2)]),
    ("A senior police commander fled.", [("A", 1, 1)]),
    ("One of them fled, another was caught.", [("One", 1, 1), ("another", 1, 1)]),
    ("An unknown number of men fled.", [("An unknown number of", None, None)]),
    ("An estimated 90 men fled.", [("An estimated 90", 90, 90)]),
    ("A total of 14 men fled.", [("A total of 14", 14, 14)]),
    ("In May 2015 the 2,000 men fled.", [("2,000", 2000, 2000)]),
    ("Some 2000 civilians fled.", [("Some 2000", 2000, 2000)]),
]
NOTHING = [
    "On 5 October 2017 it rained.",
    "On October 5 it rained.",
    "In 2014 it rained.",
    "The 800th Brigade moved.",
    "A T-72 and an S-300 battery with a Su-25 stood there.",
    "Route 60 and Highway 7 were cut.",
    "Brigade 105 moved.",
    "They walked 20 km and then five miles.",
    "Some 30% of the town, or 40 percent, burned.",
    "It cost $5 million and €300.",
    "He was aged 28.",
    "Scott, 42, left.",
    "A 20-year-old left.",
    "At 14:00 and 3 a.m. it rained.",
    "For three days and two weeks it rained.",
    "Resolution 2254 was read.",
    "On 9/11 it rained.",
    "A Boeing 727 landed.",
    "No one came; one another they blamed.",
    "A village burned.",
    "A 122-mm shell and a 12.7 mm round.",
]


@pytest.mark.parametrize(("text", "expected"), COUNTED, ids=[text for text, _ in COUNTED])
def test_bounds(text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert [(n.text, n.min, n.max) for n in read_numbers(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_quantity(text: str) -> None:
    assert read_numbers(text) == []


def test_plain_values() -> None:
    assert [number_value(w) for w in ("twenty-five", "1,200", "a dozen", "zero", "ten thousand")] == [25, 1200, 12, 0, 10000]
    assert [number_value(w) for w in ("several", "rebels", "", "1.200", "99999999999999")] == [None] * 5


@given(st.lists(st.sampled_from(" ".join(text for text, _ in COUNTED).split()), max_size=30).map(" ".join), st.integers(0, 99))
def test_spans_are_exact(text: str, offset: int) -> None:
    last = offset
    for number in read_numbers(text, offset):
        assert text[number.start - offset : number.end - offset] == number.text != ""
        assert number.start >= last
        assert number.min is None or number.max is None or number.min <= number.max
        last = number.end


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for number in read_numbers(text, 2):
        assert text[number.start - 2 : number.end - 2] == number.text


@given(st.integers(0, 10**9))
def test_digits_are_read_as_written(value: int) -> None:
    assert number_value(f"{value:,}") == number_value(str(value)) == value


@pytest.mark.parametrize("piece", ["12 ", "three hundred and ", "at least ", "a ", "9", "1,", "between 3 and "])
def test_long_lines_are_read(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    for number in read_numbers(text, 0):
        assert text[number.start : number.end] == number.text
