"""Whose drone, whose fighters, where a site lies, and who speaks behind a relative clause."""

import pytest
from tests.claims.test_assemble import extract
from tests.claims.test_party_checks import only

from frontlog.mentions.tag import ruled
from frontlog.model import Sentence, Span


def names(refs):
    return [ref.text for ref in refs]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels seized the headquarters of the army's 22nd Infantry Division in Mubi.", "Mubi"),
        ("A drone struck the market in Mubi.", "Mubi"),
        ("The army bombed the camp of the rebels in Mubi.", "Mubi"),
    ],
)
def test_a_site_lies_where_the_words_behind_it_say(text, place):
    claims, _ = extract(f"The war in Goma goes on. {text}")
    assert [p.name for p in claims[-1].place] == [place]


def test_a_town_in_a_province_is_the_town_told_before():
    claims, _ = extract("M23 is near Sake. The rebels captured the town in North Kivu.")
    assert [p.name for p in claims[-1].place] == ["Sake"]


def test_its_own_are_of_whom_the_pronoun_means():
    claims, _ = extract("M23, which the government calls terrorists, took Sake. It said six of its own fighters were killed.")
    assert [ref.id for ref in claims[-1].target] == ["m23"]


def test_a_weapon_is_of_whom_it_says():
    claim = only("The war in Sudan goes on. An army drone struck Heglig.", "airstrike")
    assert [ref.id for ref in claim.agent] == ["sudan-army"]


def test_acts_are_no_party():
    claims, _ = extract("The army repelled more than ten assaults and killed 200 rebels near Sake.")
    assert not {"assaults", "more than ten assaults"} & {ref.text for c in claims for ref in (*c.agent, *c.target)}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Residents who fled to Goma told this newspaper that the army had left Sake.", "Residents"),
        ("A soldier who asked not to be named said the army had left Sake.", "A soldier"),
        ("The army had left Sake, the WHO said.", "the WHO"),
    ],
)
def test_who_speaks(text, source):
    claim = only(text, "withdraw")
    assert claim.source is not None
    assert claim.source.text == source


def test_a_side_of_the_sky_only_begins_a_name():
    text = "Five people were killed in West Kordofan."
    (sentence,) = [Sentence(id="s", span=Span("d", 0, len(text), text), number=0, paragraph=0, kind="body")]
    found = [(m.kind, m.span.quote) for m in ruled([sentence]) if m.kind in ("actor", "place")]
    assert ("place", "West Kordofan") in found
    assert ("actor", "West") not in found


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("local sources", ""),
        ("a medical source", ""),
        ("sources in Khartoum", ""),
        ("military sources", "sudan-army"),
        ("a source in the RSF", "rsf-sudan"),
        ("opposition sources", "rsf-sudan"),
    ],
)
def test_whose_a_source_without_a_name_is(words, side):
    claims, _ = extract(f"The army and the RSF fight in Sudan. RSF fighters shelled Kadugli, {words} said.")
    assert claims[-1].source is not None
    assert claims[-1].source.text.removeprefix("the ") == words
    assert claims[-1].source_id == side
