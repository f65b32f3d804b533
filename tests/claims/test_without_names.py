"""Words without a name: the accused, both sides, parts and others; and the passages that were marked before any rule for them."""

import pytest
from tests.support.whom import answers, passages

from frontlog.claims.accused import accused
from frontlog.claims.counted import others
from frontlog.claims.together import several


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The suspect, Erwin Tabak, was charged on Monday.", "Erwin Tabak"),
        ("A Dane, Erwin Tabak, 31, appeared in Aarhus City Court. The accused was silent.", "Erwin Tabak"),
        ("Police named the attacker as Erwin Tabak.", "Erwin Tabak"),
        ("The defendant wept. A court jailed Erwin Tabak for life.", "Erwin Tabak"),
        ("Erwin Tabak was charged on Monday.", ""),  # nothing speaks of a suspect
        ("The attackers fled. Erwin Tabak was elected mayor.", ""),
        ("The suspect was charged on Monday.", ""),
        ("The suspect fled. The Supreme Court was accused of delay.", ""),
    ],
)
def test_the_accused_is_the_one_whom_the_text_says_was_charged(text: str, name: str) -> None:
    found = accused(text)
    assert (found.name if found else "") == name
    assert found is None or text[found.start :].startswith(name)


@pytest.mark.parametrize(
    "words", ["both sides", "Both countries", "the two sides", "all parties", "all parties to the conflict", "the warring parties", "both"]
)
def test_words_for_all_parties(words: str) -> None:
    assert several(words)


@pytest.mark.parametrize("words", ["the party", "both soldiers", "the two soldiers", "all people", "the countries", "one side"])
def test_words_for_something_else(words: str) -> None:
    assert not several(words)


@pytest.mark.parametrize(
    ("words", "right"), [("others", True), ("six others", True), ("at least 15 others", True), ("other rebels", False)]
)
def test_others(words: str, right: bool) -> None:
    assert others(words) is right


@pytest.mark.parametrize(("half", "least"), [("open", 0.84), ("held", 0.68)])
def test_most_words_of_the_passages_are_known(half: str, least: float) -> None:
    """Floors just under docs/measurements.md: nobody may lose what is known now."""
    found = [mark.right(refs) for passage in passages(f"actors_generics_{half}.yml") for mark, refs in answers(passage)]
    assert len(found) > 200
    assert sum(found) / len(found) >= least
