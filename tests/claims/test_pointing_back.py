"""Repulses that point back to an attack, falls that are denied, attempts in vain, and fights that were none: sentences of our own."""

import pytest
from tests.claims.test_assemble import extract
from tests.claims.test_party_checks import only

CAMP = "JNIM fighters attacked Menaka on Monday.\nIn Gao, soldiers entered the old market.\n"


def claims(text, type_):
    return [c for c in extract(text)[0] if c.type == type_]


def names(refs):
    return [ref.name for ref in refs]


def test_a_repulse_without_a_place_is_of_the_attack_told_of_before():
    (repel,) = claims(CAMP + "The Malian army said that it had repelled the attack.", "repel")
    assert names(repel.place) == ["Menaka"]
    assert [a.id for a in repel.agent] == ["mali-army"]
    assert [a.id for a in repel.target] == ["jnim"]


def test_a_repulse_with_a_place_keeps_it():
    (repel,) = claims(CAMP + "The Malian army said that it had repelled the attack on Ansongo.", "repel")
    assert names(repel.place) == ["Ansongo"]


def test_who_attacked_is_not_the_one_who_beat_the_attack_off():
    (repel,) = claims(
        "The Mazar Coalition attacked M23 positions at Sake on Sunday.\nThe attack was repelled and 38 men were taken.", "repel"
    )
    assert "Mazar" not in " ".join(ref.text for ref in repel.agent)
    assert names(repel.place) == ["Sake"]


@pytest.mark.parametrize("word", ["rumours", "reports", "news"])
def test_who_denies_that_a_place_fell_is_not_its_taker(word):
    claim = only(f"The Congolese army denied the {word} of the fall of Goma.", "capture")
    assert (claim.modality, claim.agent) == ("denied", ())


def test_who_announces_that_a_place_fell_is_left():
    assert only("M23 announced the fall of Goma to its fighters.", "capture").modality == "actual"


@pytest.mark.parametrize("attempt", ["A failed M23 attempt", "An unsuccessful M23 bid", "A failed attempt by M23 rebels"])
def test_an_attempt_in_vain_failed(attempt):
    assert only(f"{attempt} to storm Goma cost them 20 men.", "assault").modality == "failed"


def test_an_attempt_of_which_no_more_is_said_is_none_in_vain():
    assert only("M23 is making a new bid to storm Goma.", "assault").modality == "planned"


@pytest.mark.parametrize("how", ["without firing a shot", "without a fight", "without fighting"])
def test_a_fight_that_was_none_is_no_claim(how):
    assert [c.type for c in extract(f"The Malian army took Ber {how}.")[0]] == ["capture"]


ATTACK = "M23 rebels attacked Sake on Sunday.\n"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The rebels fought the Congolese army in the eastern quarters of the town.", "clash"),
        ("The rebels captured the northern districts of the town.", "capture"),
        ("The army fled and the rebels entered the place.", "advance"),
    ],
)
def test_a_part_of_the_town_and_the_place_are_of_the_town_named_before(text, type_):
    (claim,) = claims(ATTACK + text, type_)
    assert set(names(claim.place)) == {"Sake"}


def test_what_stands_in_the_town_is_not_the_town():
    (claim,) = claims(ATTACK + "The rebels captured the market of the town.", "capture")
    assert names(claim.place) != ["Sake"]


def test_the_town_is_not_the_one_that_somebody_is_bound_for():
    before = "The army entered Umm Rawaba on Friday.\nThe fighters of the RSF withdrew towards Bara overnight.\n"
    attack = next(claim for claim in extract(f"{before}The RSF attacked the town again on Sunday.")[0] if claim.type == "assault")
    assert [place.name for place in attack.place] == ["Umm Rawaba"]


def test_what_is_held_stands_behind_the_word():
    hold = only("Turkey plans to set up twelve posts between Idlib and government-held areas.", "hold")
    assert hold.place == ()
    assert [place.name for place in only("Shells hit the rebel-held town of Goma.", "hold").place] == ["Goma"]


def test_the_seat_of_a_ministry_is_not_the_town():
    text = "ISIS fighters stormed Palmyra on Sunday. The defence ministry in Damascus denied that the town had been lost."
    lost = [c for c in extract(text)[0] if c.type == "capture"]
    assert [[p.name for p in c.place] for c in lost] == [["Palmyra"]]
