"""The table of claim types: complete, every pattern usable, and triggers found as verbs and nouns where they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.reference.claim_types import claim_types, find_hits, needs_of, tags_of, type_by_means
from frontlog.reference.english import forms
from frontlog.reference.tokens import tokenize

TYPES = [
    *("capture", "advance", "repel", "withdraw", "handover", "besiege", "break_siege", "hold", "clash", "assault", "airstrike", "shelling"),
    *("bombing", "civilians_attacked", "losses", "seize_materiel", "surrender", "defect", "arrest", "deploy", "evacuate", "agreement"),
    *("negotiate", "statement", "protest", "aid"),
]
NEEDS = {"place", "agent", "target", "actor", "armed", "both", "losses"}


def hits(text: str) -> list[tuple[str, str, str]]:
    tokens = tokenize(text)
    return [(h.type, " ".join(t.text for t in tokens[h.first : h.last]), h.form) for h in find_hits(tokens, tags_of(tokens))]


def test_all_types_of_the_guide() -> None:
    assert list(claim_types()) == TYPES
    assert all(t.meaning and t.group for t in claim_types().values())


def test_needs_are_known() -> None:
    assert {need for name in TYPES for option in needs_of(name) for need in option} <= NEEDS


@pytest.mark.parametrize(
    ("lemma", "past", "ing"),
    [("seize", "seized", "seizing"), ("repel", "repelled", "repelling"), ("flee", "fled", "fleeing"), ("occupy", "occupied", "occupying")],
)
def test_forms(lemma: str, past: str, ing: str) -> None:
    assert (forms(lemma)["past"], forms(lemma)["ing"]) == (past, ing)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels attack the base.", ("assault", "attack", "verb")),
        ("The attack on the base failed.", ("assault", "attack", "noun")),
        ("Troops took full control of Aden.", ("capture", "took full control", "verb")),
        ("The ISIS-held town was quiet.", ("hold", "ISIS-held", "suffix")),
        ("They reached the besieged town.", ("besiege", "besieged", "attributive")),
        ("A drone strike killed two men.", ("airstrike", "drone strike", "noun")),
        ("A Russian drone strikes a house.", ("airstrike", "drone strikes", "verb")),
        ("Iran fired three ballistic missiles.", ("shelling", "fired three ballistic missiles", "verb")),
        ("The Army claims responsibility.", ("statement", "claims responsibility", "verb")),
    ],
)
def test_triggers(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in hits(text)


@pytest.mark.parametrize(
    ("lemma", "words", "type_"),
    [
        ("attack", ["drone"], "airstrike"),
        ("attack", ["mortar"], "shelling"),
        ("attack", ["suicide"], "bombing"),
        ("attack", ["dawn"], "assault"),
        ("siege", ["drone"], "assault"),
    ],
)
def test_means(lemma: str, words: list[str], type_: str) -> None:
    assert type_by_means("assault", lemma, words) == type_


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            [
                "rebels",
                "attack",
                "the",
                "base",
                ",",
                "took",
                "control",
                "of",
                "and",
                "drone",
                "strike",
                "killed",
                "by",
                "in",
                "Aden",
                "seized",
            ]
        ),
        max_size=25,
    )
)
def test_triggers_never_share_a_word(words: list[str]) -> None:
    tokens = tokenize(" ".join(words))
    covered = [i for h in find_hits(tokens, tags_of(tokens)) for i in h.covered]
    assert len(covered) == len(set(covered))
