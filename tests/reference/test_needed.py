"""The words that an expression needs: whatever matches holds one of them, and most texts are left out."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontlog.claims.time import RULES
from frontlog.reference.expressions import Expression
from frontlog.reference.needed import Needed, needed, plain

OWN = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:mon|tues)day\b", {"monday", "tuesday"}),
        (r"\d+ (?:day|week)s? ago", {" day ago", " days ago", " week ago", " weeks ago"}),
        (r"\d+\s(?:day|week)s?\sago", {"ago"}),
        (r"(?:early\s)?in\s(?=may|june)", {"may", "june"}),
        (r"(?:about\s)?\d+", set()),
        (r"(?:soon|\d)", set()),
        (r"(?:since\s){2}", {"since"}),
        (r"(?:since\s){0,2}x", {"x"}),
        (r"(?!never)[ab]c", {"ac", "bc"}),
        (r"[^a]bc", {"bc"}),
        (r"(a|b)\1c", {"c"}),
        (r"Wörd and", {"rd and"}),
    ],
)
def test_the_words_of_an_expression(pattern: str, words: set[str]) -> None:
    assert needed(re.compile(pattern, re.IGNORECASE)) == words


@pytest.mark.parametrize("number", range(len(RULES)))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_rule_of_times_matches_holds_one_of_its_words(number: int, data: st.DataObject) -> None:
    rule = RULES[number].pattern
    text = data.draw(st.from_regex(re.compile(rule.pattern, rule.flags)))
    words = needed(rule)
    assert not words or any(word in plain(text) for word in words), text


def test_what_expressions_find_in_our_reports_is_the_same() -> None:
    table = [rule.pattern for rule in RULES]
    choice, tried = Needed("test-times", table), 0
    for line in "\n".join(OWN).splitlines():
        may = choice.may(line)
        tried += len(may)
        assert [n for n, row in enumerate(table) if row.search(line)] == [n for n in may if table[n].search(line)]
    assert tried < 0.4 * len(table) * len("\n".join(OWN).splitlines())


def test_letters_that_count_as_others() -> None:
    assert Needed("test-twins", [Expression("since", re.IGNORECASE)]).may("ſİNCE") == [0]
    assert re.search("since", "ſİNCE", re.IGNORECASE)
