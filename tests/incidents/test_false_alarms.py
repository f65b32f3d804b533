"""What contradicts nothing, although it shares a country, a sentence or the first word of a name."""

from dataclasses import replace

import pytest

from frontlog import extract
from frontlog.incidents.disagreements.matter import one_spot
from frontlog.incidents.distance import place_level, spots
from frontlog.incidents.link import link
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.model import Contradiction, PlaceRef


def found(told, doc, sides):
    reports = [doc(name) for name in sorted({claim.document for claim in told})]
    return [(row.type, row.status) for row in link(told, [], reports, [], sides) if isinstance(row, Contradiction)]


def test_no_talks_contradict_no_statement(make, doc, sides):
    denial = make(
        {"type": "negotiate", "modality": "denied", "agent": "rebels", "says": "There are no talks over prisoners at Qasab"}, "d1"
    )
    talk = {"agent": "rebels", "says": "speaks of prisoners held at Qasab"}
    assert not found([denial, make({"type": "statement", **talk}, "d2")], doc, sides)
    assert ("existence", "contradiction") in found([denial, make({"type": "negotiate", **talk}, "d2")], doc, sides)


def test_no_aid_contradicts_no_agreement(make, doc, sides):
    told = [
        make({"type": "aid", "modality": "denied", "agent": "army", "says": "No aid reached Qasab"}, "d1"),
        make({"type": "agreement", "agent": "army", "says": "Both agreed to let aid into Qasab"}, "d2"),
    ]
    assert not found(told, doc, sides)


def test_one_voice_in_one_sentence_contradicts_nothing(make, doc, sides):
    says = "The army repelled an assault and withdrew from Qasab"
    told = [make({"type": kind, "agent": "army", "says": says}, "d1", n) for n, kind in enumerate(("repel", "withdraw"))]
    assert not found(told, doc, sides)


def test_places_that_share_a_common_word_are_two(make, sides):
    names = [
        PlaceRef(name, -1, -1, f"n-{n}", name, None, None, None, "at", "", "none") for n, name in enumerate(("Rasm Abda", "Rasm Tina"))
    ]
    rows = [make({"says": "took it", "place": ""}, f"d{n}") for n in range(2)]
    placed = (replace(row, place=(name,)) for row, name in zip(rows, names, strict=True))
    one, other = (tellings([row], {}, {}, sides, load_types())[0] for row in placed)
    assert not one_spot(one, other)


COUNTRIES = {
    "Syria": PlaceRef("Syria", -1, -1, "c-sy", "Syria", 35.0, 38.5, 300_000, "at", "SY", "exact", "country"),
    "Latakia": PlaceRef("Latakia", -1, -1, "g-1", "Latakia", 35.53, 35.78, 3000, "at", "SY", "exact", "city"),
    "Zahle": PlaceRef("Zahle", -1, -1, "g-2", "Zahle", 33.85, 35.9, 3000, "at", "LB", "exact", "city"),
}


@pytest.mark.parametrize(("town", "level"), [("Latakia", "in_country"), ("Zahle", "far")])
def test_a_country_holds_its_own_towns_and_says_little_of_them(town, level):
    assert place_level(spots([COUNTRIES["Syria"]]), spots([COUNTRIES[town]]))[0] == level


@pytest.mark.parametrize(
    "text",
    [
        "Residents demanded an end to the shelling of Kharkiv on 4 June 2022.",
        "The minister called for an end to the shelling of Aleppo on 4 June 2016.",
    ],
)
def test_whoever_wants_an_end_to_a_deed_does_not_deny_it(text):
    assert [c.modality for c in extract(text).claims if c.type == "shelling"] == ["actual"]


@pytest.mark.parametrize(
    ("first", "then", "status"),
    [
        ("Our patrol did not shell Qasab", "Our patrol shelled Qasab", "update"),  # the accused owns the deed
        ("Our patrol shelled Qasab", "Our patrol did not shell Qasab", "contradiction"),  # and takes that back without a word
        ("The patrol did not shell Qasab", "The patrol shelled Qasab", "contradiction"),  # an outlet against itself
    ],
)
def test_the_accused_who_owns_a_deed_that_he_denied_updates_it(first, then, status, make, doc, sides):
    told = [
        make(
            {
                "type": "shelling",
                "agent": "" if "Our" in says else "army",
                "says": says,
                "modality": "denied" if " not " in says else "actual",
            },
            name,
        )
        for name, says in (("d1", first), ("d2", then))
    ]
    reports = [doc("d1", "2017-10-02", "Daily"), doc("d2", "2017-10-04", "Daily")]
    assert {row.status for row in link(told, [], reports, [], sides) if isinstance(row, Contradiction)} == {status}


def test_a_wars_toll_is_no_other_count_of_a_strikes(make, doc, sides):
    told = [
        make({"type": "airstrike", "losses": f"killed {count}", "target": "people"}, name)
        for name, count in (("d1", "15+"), ("d2", "41000+"))
    ]
    assert not [row for row in found(told, doc, sides) if row[0] == "losses"]


@pytest.mark.parametrize(
    ("kind", "words", "says", "expected"),
    [
        ("losses", "11 dead", "The council denied the first account and counted 11 dead at Qasab", ["contradiction"]),
        ("clash", "4 smugglers", "Border guards killed 4 smugglers at Qasab", []),  # of another kind, and other people
        ("losses", "11 dead", "The council counted 11 dead at Qasab", ["refinement"]),
    ],
)
def test_two_tolls_in_one_report(kind, words, says, expected, make, doc, sides):
    first = make({"type": "assault", "losses": "killed 90", "says": "Raiders killed 90 herders at Qasab", "target": "people"}, "d1", 0)
    second = make({"type": kind, "losses": f"killed {words.split()[0]}", "says": says, "target": "people", "source": "council"}, "d1", 1)
    told = [replace(c, losses=(replace(c.losses[0], text=t),)) for c, t in ((first, "90 herders"), (second, words))]
    assert [status for kind, status in found(told, doc, sides) if kind == "losses"] == expected
