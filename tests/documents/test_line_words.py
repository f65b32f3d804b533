"""What words mean in many languages (line_words.py), and what the lines around a line show (line_around.py)."""

from pathlib import Path

import numpy as np
import pytest

from frontlog.documents import line_words
from frontlog.documents.line_around import begins_again, crowd, distances, handles, runs, zones
from frontlog.documents.line_words import MEANINGS, WORD, heading, meaning, words
from frontlog.documents.lines import split
from frontlog.model import FrontlogError


def meant(text: str) -> set[str]:
    return {MEANINGS[one] for one in meaning(WORD.findall(text.lower()), text).each}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Share this article", {"share", "site"}),
        ("Поделиться", {"share"}),
        ("شاركوا التعليقات", {"comment"}),
        ("Tous droits réservés", {"law"}),
        ("Yorum yaz", {"comment"}),
        ("版权所有", {"law"}),
        ("မှတ်ချက်", {"comment"}),
        ("xyzzy 12", set()),
        ("", set()),
    ],
)
def test_words_of_many_languages_mean_the_same(text: str, names: set[str]) -> None:
    assert names <= meant(text)
    assert bool(names) == bool(meant(text))


def test_little_words_are_counted_apart() -> None:
    found = meaning(WORD.findall("the army and the river"), "the army and the river")
    assert (found.little, found.words) == (3, 5)
    assert "little" not in meant("the army and the river")


def test_a_meaning_that_nobody_knows_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "line_words.yml"
    table.write_text("en:\n  share: tweet\n  sharing: retweet\n")
    monkeypatch.setattr(line_words, "FILE", table)
    words.cache_clear()
    try:
        with pytest.raises(FrontlogError, match="line 3: sharing"):
            words()
    finally:
        words.cache_clear()


@pytest.mark.parametrize(
    ("text", "told"), [("Read also", True), ("He wrote:", True), ("They read it also.", False), ("Two bridges", False)]
)
def test_headings(text: str, told: bool) -> None:
    line = split(text)[0]
    assert heading(line, meaning(WORD.findall(text.lower()), text)) is told


def test_places_among_paragraphs() -> None:
    rows = [False, False, True, False, True, False]
    assert zones(np.array(rows)).tolist() == [0, 0, 1, 1, 1, 2]
    assert zones(np.array([False, False])).tolist() == [3, 3]
    before, after = distances(rows)
    assert (before[0], after[-1]) == (5, 5)  # no paragraph on that side
    assert before[3] == after[3] == 0
    assert runs(rows) == [2, 2, 0, 1, 0, 1]
    assert crowd(np.array([True, True])) < crowd(np.array(rows)) < crowd(np.array([False]))


def test_names_of_users_and_beginnings_that_come_again() -> None:
    lines = split("u/fox\nfox_12 says hello\nSiege of Homs\nSiege of Hama")
    assert handles(lines).tolist() == [True, True, False, False]
    assert begins_again([("siege", "of", "homs"), ("siege", "of", "hama"), ("u", "fox"), ()]).tolist() == [2, 2, 1, 0]
