"""The tokenizer: offsets hold, and names, initials, clitics and numbers stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.reference.tokens import lowered, tokenize


@given(st.text(max_size=200))
def test_tokens_are_what_stands_there(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = {i for t in tokens for i in range(t.start, t.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(st.one_of(st.text(max_size=60), st.text("aB- .'", max_size=30), st.text("Ab -", max_size=20)))
def test_lowered_words_are_those_of_the_tokens(text: str) -> None:
    assert lowered(text) == tuple(token.lower for token in tokenize(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S.-led coalition", ["the", "U.S.-led", "coalition"]),
        ("Syria’s army didn't move", ["Syria", "’s", "army", "did", "n't", "move"]),
        ("over 2,000 men, 7.5 km", ["over", "2,000", "men", ",", "7.5", "km"]),
        ("Lt. Gen. J. Smith", ["Lt.", "Gen.", "J.", "Smith"]),
        ("the ISIS-held al-Qaryatayn", ["the", "ISIS-held", "al-Qaryatayn"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == words


def test_names_with_an_article_are_capitalised() -> None:
    assert [t.capital for t in tokenize("al-Raqqa raqqa Raqqa al-raqqa")] == [True, False, True, False]
