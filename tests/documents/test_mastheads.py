"""Names of newspapers, stations and offices against headlines that end like them."""

import pytest

from frontlog.documents.mastheads import named
from frontlog.documents.own_name import own_name
from frontlog.documents.segment import segment

BODY = (
    "\nShells fell on the market of the upper town at noon and killed four traders, a doctor said.\nThe army did not comment on the matter."
)


@pytest.mark.parametrize(
    "words",
    [
        "Gulf Wire", "Radio Ituri", "The Morning Post", "Lanao Examiner", "Voice of the Hills", "Agence du Fleuve", "UNITED NATIONS",
        "Ministry of Defence of the Republic of Transmara", "Yemeni Watch for Rights", "Armed Forces of Transmara", "Small Hills Journal",
    ],
)  # fmt: skip
def test_names(words: str) -> None:
    assert named(words)


@pytest.mark.parametrize(
    "words",
    [
        "Troops Retake Border Post", "Soldiers Storm State Radio", "Rebels Burn Army Post", "World News", "Watch Live TV", "Latest News",
        "Security Council Condemns Attack on Mission", "Ministry of Defence Denies Loss of Town", "Shells fall on the upper town", "Aleppo",
    ],
)  # fmt: skip
def test_headlines_and_sections_are_no_names(words: str) -> None:
    assert not named(words)


def test_a_headline_that_ends_like_a_newspaper_stays_one() -> None:
    found = segment(f"Troops Retake Border Post\nFour traders killed in the upper town{BODY}")
    assert found.kinds[0] == "title"
    assert segment(f"Harbour Post\nFour traders killed in the upper town{BODY}").kinds[:2] == ("navigation", "title")


def test_two_mentions_of_different_kinds_name_the_page() -> None:
    once = segment(f"Four traders killed in the upper town{BODY}\nContact us\nWhy AyitiLibelt ?\nFrançais")
    assert own_name(once.lines, once.kinds) == ""
    twice = segment(f"Four traders killed in the upper town{BODY}\nS/ AyitiLibelt\nContact us\nWhy AyitiLibelt ?\nFrançais")
    assert own_name(twice.lines, twice.kinds) == "AyitiLibelt"
