"""Where a mention begins and ends, shot people who bear no arms, and the wounded who are brought to be treated."""

import pytest

import frontlog

TEXT = """Live page: fighting around Sabha

14 May 2019

18:20 The interior ministry says its officers destroyed two trucks of the Libyan National Army near Sabha.

Going from house to house, fighters of Islamic State asked for money and shot dead at least 11 men, among them two teachers, in Fuqaha.

At 03:40 an assault group of up to twenty men attacked the airport of Sabha and was thrown back by the Libyan National Army.

Gunmen broke into a house in Ubari late on Monday and shot dead a shopkeeper and his wife.

Four children were taken to a clinic in Murzuq on Sunday.

Police took two teachers to a prison in Murzuq on Sunday.
"""


@pytest.fixture(scope="module")
def claims():
    return frontlog.extract(TEXT).claims


def test_no_mention_begins_with_the_clock_or_with_what_belongs_to_the_verb(claims):
    words = [ref.text for claim in claims for ref in (*claim.agent, *claim.target)] + [c.source.text for c in claims if c.source]
    assert words
    assert not [text for text in words if text[:1].isdigit() and ":" in text[:5]]
    assert not [text for text in words if text.lower().startswith("dead ")]


def test_a_group_of_so_many_men_is_one_party_and_no_civilians(claims):
    own = [ref for c in claims if "03:40" in c.evidence.quote for ref in (*c.agent, *c.target)]
    assert own
    assert all(ref.id != "civilians" and "men" not in ref.text for ref in own)


def test_shooting_those_who_bear_no_arms_is_an_attack_on_civilians(claims):
    shot = [c for c in claims if "shot dead" in c.trigger.text]
    assert len(shot) == 2
    assert {c.type for c in shot} == {"civilians_attacked"}


def test_bringing_people_to_a_clinic_is_no_arrest_and_no_flight(claims):
    assert not [c for c in claims if "clinic" in c.evidence.quote and c.type in ("arrest", "evacuate", "capture")]
    assert [c.type for c in claims if "prison" in c.evidence.quote]  # to be held is told


def test_quotes_are_the_words_at_their_offsets(claims):
    text = frontlog.extract(TEXT).document.text
    for claim in claims:
        for ref in (*claim.agent, *claim.target):
            assert text[ref.start : ref.end] == ref.text
