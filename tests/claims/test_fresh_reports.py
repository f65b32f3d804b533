"""What rounds of freshly written reports showed: sentences of our own on repulses, questions, lists of places, voices and short names."""

from datetime import date

import pytest
from tests.claims.test_assemble import extract
from tests.claims.test_party_checks import only

from frontlog.claims.actors import ActorResolver
from frontlog.claims.attribution import read_attribution
from frontlog.claims.context import Context, build_context
from frontlog.claims.pointers import pointed
from frontlog.claims.time import read_times
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer


def told(text):
    return [(c.type, c.modality, [a.id for a in c.agent], [p.name for p in c.place]) for c in extract(text)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels attacked Goma and Sake but were beaten back by the Congolese army.",
        "M23 rebels stormed Goma and Sake and were repelled by the Congolese army.",
    ],
)
def test_an_attack_that_is_beaten_back_is_one_claim(text):
    (claim,) = extract(text)[0]
    assert (claim.type, [a.id for a in claim.agent], [a.id for a in claim.target]) == ("repel", ["drc-army"], ["m23"])
    assert [p.name for p in claim.place] == ["Goma", "Sake"]


def test_what_another_repelled_stays():
    assert [c.type for c in extract("M23 rebels attacked Goma, and ISIS was repelled by the army in Beni.")[0]] == ["assault", "repel"]


def test_to_enter_is_the_first_step_of_a_capture():
    assert [row[0] for row in told("M23 entered the town of Sake and established full control of Sake.")] == ["capture"]
    assert [row[0] for row in told("M23 entered the town of Sake and captured Goma.")] == ["advance", "capture"]


@pytest.mark.parametrize("text", ["Will the army capture Goma?", "Who shelled Goma on Monday?", "And why did M23 attack Goma?"])
def test_a_question_tells_nothing(text):
    claims, refused = extract(text)
    assert not claims
    assert {r.reason for r in refused} == {"question"}


def test_what_only_ends_with_a_question_mark_is_told():
    assert [row[0] for row in told("M23 captured Goma on Monday?")] == ["capture"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("M23 threw the Congolese army out of Sake.", "capture"),
        ("Soldiers knocked M23 out of Sake.", "capture"),
        ("The Congolese army pushed M23 back near Sake.", "repel"),
    ],
)
def test_who_is_thrown_out_lost_it(text, type_):
    claim = only(text, type_)
    assert claim.agent
    assert claim.target
    assert [p.name for p in claim.place] == ["Sake"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("M23 clashed with the army near Sake and in Goma on Monday.", ["Sake", "Goma"]),
        ("M23 clashed with the army in Sake, and in Goma the shops were closed.", ["Sake"]),
        ("M23 clashed with the army in Sake and in Goma the shops were closed.", ["Sake"]),
    ],
)
def test_places_are_listed_over_their_prepositions(text, names):
    assert [p.name for p in only(text, "clash").place] == names


@pytest.mark.parametrize("text", ["The shelling of Goma never stopped.", "The shelling of Goma has not ceased."])
def test_what_never_stopped_happened(text):
    assert [c.modality for c in extract(text)[0]] == ["actual"]


def test_what_never_happened_did_not():
    assert only("M23 never captured Goma.", "capture").modality == "denied"
    assert only("M23 refused to withdraw from Goma.", "withdraw").modality == "denied"


def test_what_is_called_a_lie_is_denied():
    claim = only("M23 writes that Goma was captured; that is a lie.", "capture")
    assert (claim.modality, claim.certainty) == ("denied", "disputed")


def test_whoever_calls_a_strike_a_crime_did_not_carry_it_out():
    assert not only("Israel called the shelling of Goma a crime.", "shelling").agent
    assert [a.id for a in only("Israel threatened an attack on Beirut.", "assault").agent] == ["israel"]
    assert only("Israel threatened an attack on Beirut.", "assault").modality == "planned"


def test_since_the_start_of_it_only_dates():
    claims, refused = extract("It was the heaviest shelling of Goma since the start of the invasion.")
    assert [c.type for c in claims] == ["shelling"]
    assert "refers back" in [r.reason for r in refused]


def test_the_war_in_ukraine_has_a_first_day():
    (found,) = read_times("Since the beginning of the special military operation they lost much.", 0, date(2024, 5, 21))
    assert (found.start, found.end) == (date(2022, 2, 24), date(2024, 5, 21))
    (other,) = read_times("Since the beginning of the operation they lost much.", 0, date(2024, 5, 21))
    assert other.start is None


def test_a_crash_is_no_strike():
    assert [row[0] for row in told("An army helicopter crashed near Goma, killing two soldiers.")] == ["losses"]
    assert [row[0] for row in told("A drone crashed into a hospital in Goma.")] == ["airstrike"]


def test_a_clock_is_no_part_of_who_tells():
    found = read_attribution("16:05 - UNIFIL reports that a tank fired at its tower.", 0, "", None, "")
    assert [a.source.text for a in found if a.source] == ["UNIFIL"]


def test_a_city_is_no_country():
    assert pointed(("the", "city"), ["Russia"], ["Kyiv"]) == "Kyiv"
    assert pointed(("the", "hospital"), ["Qatar"], []) == "hospital"
    assert pointed(("there",), ["Qatar"], []) == "Qatar"


# ------------------------------------------------------------------------------------------------------------- who is meant


def resolver(text, outlet=""):
    return ActorResolver(load_actors(), build_context(text, load_actors(), load_gazetteer(()), outlet=outlet))


@pytest.mark.parametrize(
    ("text", "outlet", "id_"),
    [
        ("Our boys entered Selidovo. The Ukrops are running.", "Steppe Wolf", "russia-army"),
        ("Our lads hold Selydove. The orcs are stuck in Ukraine.", "Night Watch", "ukraine-army"),
        ("Our boys are tired of Ukrops and orcs alike.", "Night Watch", ""),
        ("Our boys entered the village.", "Night Watch", ""),
    ],
)
def test_words_for_the_enemy_give_away_who_we_are(text, outlet, id_):
    assert resolver(text, outlet).resolve(text[:8], 0, 8).id == id_


def test_our_children_are_no_soldiers():
    assert resolver("Our children sleep in Ukraine. The orcs do not.").resolve("Our children", 0, 12).id == "civilians"


def test_a_body_is_called_by_its_last_word():
    resolve = ActorResolver(load_actors(), Context("d")).resolve
    front = resolve("the Ossel Liberation Front", 0, 26)
    assert resolve("The Front", 90, 99, earlier=(front,)).id == front.id == "x-ossel-liberation-front"
    assert resolve("The League", 90, 100, earlier=(front,)).id != front.id


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Fighters of the Ardent Shield Brigades", "x-ardent-shield-brigades"),
        ("the 4th Brigade of the Taryn Army", "x-taryn-army"),
        ("Army of Ardent Conquest", "x-army-of-ardent-conquest"),
    ],
)
def test_a_part_of_a_body_is_the_body(words, id_):
    assert ActorResolver(load_actors(), Context("d")).resolve(words, 0, len(words)).id == id_


def test_an_officer_speaks_for_whom_he_serves():
    text = 'General Ilmo Vekka of the Congolese army said: "We captured Goma on Monday."'
    assert [a.id for a in only(text, "capture").agent] == ["drc-army"]
    assert [a.text for a in only(text, "capture").agent] == ["We"]
