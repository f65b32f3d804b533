"""Phrases that name places, taken apart."""

import pytest

from frontlog.reference.placewords import without_outer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the old market in Idlib, Syria", "the old market"),
        ("Damboa, Borno State", "Damboa"),
        ("the northern countryside of Hama", "the northern countryside of Hama"),
        ("Inkhil", "Inkhil"),
    ],
)
def test_what_a_place_lies_in_is_left_off(text: str, words: str) -> None:
    assert without_outer(text) == words
