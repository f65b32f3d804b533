"""No regular expression of the package explodes: each is searched in what it repeats, repeated, and in words and signs that could be split
in many ways. Ratios only: a text of twice the length may take eight times as long, which three nested repeats do, and not more."""

import re
from pathlib import Path

import pytest

from frontlog.model import Document, Sentence
from support.hostile_stages import item_of, worked
from support.patterns import GENERIC, Found, every, growth, other_ways, pumps, recorded, unseen

MOST = 14.0  # the eightfold, and what a busy machine adds to a few milliseconds


@pytest.fixture(scope="module")
def patterns() -> list[Found]:
    return every()


def test_all_patterns_are_found(patterns: list[Found]) -> None:
    modules = {found.module.split(".")[1] for found in patterns}
    assert len(patterns) > 400
    assert {"documents", "claims", "mentions", "sources", "reference", "views", "packs", "store", "incidents", "masking"} <= modules


def test_every_call_that_makes_a_pattern_was_met() -> None:
    """Those that are put together while the program runs, too, of tables and of names: a new one fails here until something runs it."""
    assert unseen() == []
    assert other_ways() == []
    lines = {(Path(row.file).name, row.line) for row in recorded()}
    assert len(lines) > 150


def test_none_explodes(patterns: list[Found]) -> None:
    bad = []
    for found in patterns:
        for before, body in [*pumps(found.pattern)[:20], *(("", generic) for generic in GENERIC)]:
            if growth(found.pattern, before, body, "\x00!") > MOST:
                bad.append(f"{found.module}: {str(found.pattern.pattern)[:60]!r} on {before[-20:]!r} + {body[:20]!r} * n")
    assert bad == []


def test_the_check_finds_what_explodes() -> None:
    assert growth(re.compile(r"^(?:a+)+$"), "", "a", "!") > MOST
    assert growth(re.compile(r"^[A-Z][\w-]+(?:[ -][A-Z][\w-]*){0,5}(?:, ?[A-Z][\w-]+(?:[ -][A-Z][\w-]*){0,5}){0,3}!$"), "", "A-", "") > MOST
    assert growth(re.compile(r"^a*$"), "", "a", "!") <= MOST


LONG = ("killed 3, ", "Mezra, ", "A-", "(")


def test_sentences_without_an_end_are_read_and_cut() -> None:
    """Each of these brought the recursion of a reader, or its time, out of bounds: a list of a thousand villages is enough."""
    text = "Khabur Post, 10 October 2017\n\n" + "\n\n".join(
        f"The army captured Mezra on Monday. {piece * 700}in Homs, he said." for piece in LONG
    )
    have = worked([item_of(text.encode())])
    (document,) = have[Document]
    assert max(len(row.span.quote) for row in have[Sentence]) <= 3_000
    assert all(document.text[row.span.start : row.span.end] == row.span.quote for row in have[Sentence])
