"""Whole sentences whose grammar is easily misread: who fights whom, what belongs to whom, and which words tell no event."""

import pytest
from tests.claims.test_assemble import extract
from tests.claims.test_party_checks import only

from frontlog.claims.events import _closed
from frontlog.model import Piece
from frontlog.reference.claim_types import in_figures, tagged


def names(refs):
    return [ref.text for ref in refs]


def test_the_subject_of_the_clause_is_the_other_side_of_a_clash():
    claim = only("Rebels of M23 took up posts in Sake after clashes with the Congolese army and allied Wazalendo militiamen.", "clash")
    assert names(claim.agent) == ["Rebels of M23"]
    assert names(claim.target) == ["the Congolese army", "allied Wazalendo militiamen"]


def test_who_is_killed_in_a_clash_is_no_side_of_it():
    claim = only("Eleven miners were killed in clashes with the police in Marikana.", "clash")
    assert (names(claim.agent), names(claim.target)) == ([], ["the police"])


def test_who_tells_it_is_no_target():
    claim = only("M23 fought the Congolese army in Walikale on Wednesday, residents and a civil society leader said.", "clash")
    assert names(claim.target) == ["the Congolese army"]
    assert claim.source is not None
    assert claim.source.text == "residents and a civil society leader"


@pytest.mark.parametrize(
    "text",
    [
        "It is the city that the rebels captured in late January.",
        "Goma, a port that the rebels captured in late January, was quiet.",
        "Goma, which the rebels captured in late January, was quiet.",
    ],
)
def test_what_a_relative_clause_is_about_was_taken(text):
    assert names(only(text, "capture").agent) == ["the rebels"]


def test_a_number_alone_counts_on():
    claims, _ = extract("Nine fighters of M23 were killed and 12 captured near Mubi.")
    assert [c.type for c in claims] == ["losses"]
    assert [(x.kind, x.side, x.min) for x in claims[0].losses] == [("killed", "m23", 9), ("captured", "m23", 12)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("M23 took up arms again in 2021.", "took up arms"),
        ("Troops hold Mubi and surrounding villages.", "surrounding villages"),
        ("Three thousand delegates took part.", "took part"),
    ],
)
def test_figures_of_speech_tell_no_event(text, said):
    tokens, tags = tagged(text)
    found = sorted(in_figures(tokens, tags))
    assert " ".join(tokens[n].text for n in found) == said
    claims, _ = extract(text)
    assert not [c for c in claims if c.trigger.text in said]


def test_giving_ones_life_is_a_loss():
    claim = only("Three soldiers gave their lives for the fatherland.", "losses")
    assert names(claim.target) == ["Three soldiers"]
    assert [(x.kind, x.min) for x in claim.losses] in ([], [("killed", 3)])


def test_leaving_talks_is_no_withdrawal():
    claims, _ = extract("M23 pulled out of talks in Luanda on Monday.")
    assert [c.type for c in claims] == ["statement"]


def test_a_name_runs_to_its_country():
    claim = only("The Armed Forces of the Democratic Republic of Congo shelled Mubi.", "shelling")
    assert [(a.text, a.id) for a in claim.agent] == [("The Armed Forces of the Democratic Republic of Congo", "drc-army")]


def test_quoted_words_do_not_hide_the_verb_before_them():
    claims, _ = extract('The Alliance Fleuve Congo said it had decided to "reposition" its forces from Walikale, and warned Kinshasa.')
    warned = next(c for c in claims if c.trigger.text == "warned")
    assert "forces" not in " ".join(names(warned.agent))


def test_what_is_taken_under_control_is_one_capture():
    claims, _ = extract("Units of Battlegroup East took the village of Novy Komar under control on Friday.")
    assert [(c.type, [a.id for a in c.agent]) for c in claims] == [("capture", ["russia-battlegroups"])]


def test_attacks_that_are_stopped_are_repelled():
    claim = only("In the Pokrovsk direction, Ukrainian defenders stopped 31 assaults of the enemy near Lysivka and Kotlyne.", "repel")
    assert names(claim.agent) == ["Ukrainian defenders"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The 28th Separate Brigade on Saturday denied that Russian troops had seized Toretsk.", "The 28th Separate Brigade"),
        ("Geolocated footage published on February 8 indicates that Russian forces advanced in Toretsk.", "Geolocated footage"),
        ("The army said late on Monday that rebels had shelled Aden.", "The army"),
    ],
)
def test_the_day_is_no_part_of_who_tells(text, source):
    claims, _ = extract(text)
    assert {c.source.text for c in claims if c.source} == {source}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Russian forces likely seized most of Toretsk.", "hedged"),
        ("Russian forces seized most of Toretsk.", "asserted"),
    ],
)
def test_what_is_only_likely_is_hedged(text, certainty):
    claims, _ = extract(text)
    assert claims[0].certainty == certainty


def test_a_headline_inside_a_paragraph_tells_nothing():
    text = (
        "The town was quiet on Monday. Syrian Army Completely Captures Key Towns Near Northern Plain From Rebels "
        "The army captured Mubi on Tuesday, and thousands fled."
    )
    claims, refused = extract(text)
    assert "Captures" not in [c.trigger.text for c in claims]
    assert "headline" in [r.reason for r in refused]


def test_text_in_capitals_is_no_headline():
    claims, _ = extract("REBELS CAPTURED MUBI ON TUESDAY AND THE ARMY SHELLED THE MARKET OF GOMA WITH HEAVY ARTILLERY.")
    assert "headline" not in [r.reason for r in extract("REBELS CAPTURED MUBI ON TUESDAY.")[1]]
    assert {c.type for c in claims} >= {"capture"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("An occupation drone bombed a tent in Gaza City.", ["israel"]),
        ("Occupation artillery shelled the east of Gaza City.", ["israel"]),
        ("Artillery shelled the east of Gaza City.", []),
    ],
)
def test_a_weapon_of_somebody_is_his(text, who):
    claims, _ = extract(text)
    assert [a.id for a in claims[0].agent] == who


def test_troops_called_so_before_are_the_same():
    claims, _ = extract("IDF troops of the 162nd Division operated in Jabalia. The troops killed ten fighters of Hamas.")
    assert [a.id for a in claims[-1].agent] == ["israel-army"]


def test_a_statement_named_earlier_does_not_show():
    text = "Hamas said in a statement that the plan to take over Gaza City showed it was not serious about a ceasefire."
    claims, _ = extract(text)
    assert "Gaza City" not in {c.source.text for c in claims if c.source}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Walikale lies 125 km west of Goma, the regional capital that the rebels captured in late January.", "Goma"),
        ("The camp is near Sake, which M23 captured in February.", "Sake"),
    ],
)
def test_a_relative_clause_is_about_the_place_itself(text, place):
    (found,) = only(text, "capture").place
    assert (found.text.split(",")[0], found.relation) == (place, "at")
    assert text[found.start : found.end] == found.text


def test_a_village_named_like_a_person_is_a_place():
    claims, _ = extract("The army is preparing to storm Abu Dali, an activist said. Abu Dali lies in Hama in Syria.")
    (claim,) = [c for c in claims if c.type == "assault"]
    assert not claim.target
    assert [p.name for p in claim.place] == ["Abu Dali"]


def test_a_place_ends_before_who_holds_it():
    piece = Piece("the districts controlled by", 10, 37)
    assert _closed(piece) == Piece("the districts", 10, 23)
    assert _closed(Piece("a town held by-laws", 0, 19)) == Piece("a town held by-laws", 0, 19)
