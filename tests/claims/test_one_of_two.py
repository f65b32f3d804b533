"""Who is meant by the place of words among others: the former and the latter, neighbours, captives, and names that a party gives itself."""

from datetime import date
from typing import Any

import pytest
from tests.support.whom import answers, passages

from frontlog.claims.joint import parts
from frontlog.reference.actors import load_actors


def read(text: str, day: date = date(2024, 5, 2), outlet: str = "") -> dict[str, str]:
    """The marked words of a passage with who we say they are."""
    row: dict[str, Any] = {"text": text, "published": day, "outlet": outlet}
    return {mark.words: "+".join(ref.id for ref in refs) for mark, refs in answers(row)}


@pytest.mark.parametrize(("half", "least"), [("open", 0.85), ("held", 0.72)])
def test_most_words_of_unseen_passages_are_known(half: str, least: float) -> None:
    """Floors just under docs/measurements.md: nobody may lose what is known now."""
    found = [mark.right(refs) for passage in passages(f"actors_unseen_{half}.yml") for mark, refs in answers(passage)]
    assert len(found) > 200
    assert sum(found) / len(found) >= least


def test_the_latter_is_the_last_of_the_pair_and_the_former_the_first() -> None:
    found = read(
        "Shooting broke out near Rutshuru between the Congolese army and M23 rebels. [The latter]() had set up a roadblock. "
        "[The former]() brought a tank from Goma."
    )
    assert found == {"The latter": "m23", "The former": "drc-army"}


def test_the_latter_of_one_sentence() -> None:
    found = read("Boko Haram has fought ISWAP on Lake Chad for years, but [the latter's fighters]() hold the islands.")
    assert found == {"the latter's fighters": "iswap"}


def test_a_former_president_is_no_pair() -> None:
    assert read("The RSF fought the Sudanese army in Nyala, [the former president]() said.")["the former president"] != "rsf-sudan"


def test_the_neighbouring_army_is_that_of_the_other_state() -> None:
    found = read(
        "Thai soldiers came under fire in Surin province on Friday. [The neighbouring country's troops]() fired first, the Royal Thai "
        "Army said; Cambodia denies it. [The army of the neighbouring country]() brought up rocket launchers.",
        date(2025, 7, 25),
    )
    assert found["The army of the neighbouring country"] == "cambodia-army"


def test_prisoners_are_of_those_whom_their_captor_fights() -> None:
    found = read("The Arakan Army seized a base of the junta's soldiers near Ann. On Sunday the Arakan Army released [forty prisoners]().")
    assert found == {"forty prisoners": "myanmar-army"}


def test_the_captives_are_those_who_were_told_to_be_captured() -> None:
    found = read("Fano fighters captured a dozen federal soldiers near Lalibela on Monday. [The captives]() were shown on a video.")
    assert found == {"The captives": "ethiopia-army"}


def test_inmates_of_a_prison_are_civilians() -> None:
    found = read("Boko Haram fighters attacked the prison of Koutoukale and freed [sixty prisoners](). The Nigerien army came later.")
    assert found == {"sixty prisoners": "civilians"}


def test_who_loses_men_loses_his_own() -> None:
    found = read(
        "Hezbollah lost [two fighters]() in an air strike near Tyre, while the Israeli army mourned [a reservist]().", date(2024, 10, 9)
    )
    assert found["two fighters"] == "hezbollah"


@pytest.mark.parametrize(("outlet", "meant"), [("Al-Masirah", "houthis"), ("Gulf Morning Post", "yemen-army")])
def test_the_armed_forces_of_a_state_are_the_speakers_own(outlet: str, meant: str) -> None:
    found = read("[The naval forces of the Yemeni Armed Forces]() hit a tanker in the Red Sea on Sunday.", outlet=outlet)
    assert meant in load_actors().ancestors(found["The naval forces of the Yemeni Armed Forces"]) or (
        meant == "yemen-army" and found["The naval forces of the Yemeni Armed Forces"].startswith("yemen-gov")
    )


def test_a_spokesman_in_a_strangers_report_says_it_too() -> None:
    found = read("[The Yemeni Armed Forces]() fired two missiles at a ship, Houthi military spokesman Yahya Saree said.")
    assert found == {"The Yemeni Armed Forces": "houthis"}


def test_soldiers_are_of_the_region_whose_forces_alone_were_named() -> None:
    found = read("Somaliland's army shelled a village east of Las Anod on Monday. [Soldiers]() then searched the houses, residents said.")
    assert found == {"Soldiers": "somaliland-forces"}


def test_soldiers_are_the_states_where_the_state_was_named() -> None:
    found = read("Puntland troops and the Somali National Army held a joint parade in Garowe. [Soldiers]() fired into the air.")
    assert found == {"Soldiers": "somalia-army"}


def test_allies_are_those_who_were_named_beside_them() -> None:
    found = read(
        "Wazalendo militiamen entered Kitshanga on Monday. The Congolese army thanked [its auxiliaries](); [the army and its allies]() "
        "hold the town, residents said.",
        date(2023, 10, 8),
    )
    assert found == {"its auxiliaries": "wazalendo", "the army and its allies": "drc-army+wazalendo"}


def test_a_new_group_is_none_that_is_known() -> None:
    found = read("[A previously unknown rebel group]() said it fought alongside M23 near Walikale.")
    assert found["A previously unknown rebel group"].startswith("x-")


def test_troops_led_by_an_alliance_are_its_mission_there() -> None:
    assert read("[NATO-led troops]() searched a house in Kandahar on Monday.", date(2010, 3, 4)) == {"NATO-led troops": "isaf"}


@pytest.mark.parametrize(
    ("words", "halves"),
    [
        ("the army and its allies", ("the army", "its allies")),
        ("Russian and Syrian warplanes", ("Russian warplanes", "Syrian warplanes")),
        ("the rebels and some others", None),
        ("the army", None),
    ],
)
def test_halves(words: str, halves: tuple[str, str] | None) -> None:
    assert parts(words) == halves


def test_numbers_of_two_words_do_not_hide_the_army() -> None:
    assert load_actors().find("Thirty-three Turkish soldiers") == load_actors().find("Turkish soldiers")


def test_a_label_of_several_means_who_was_named() -> None:
    actors = load_actors()
    assert actors.labelled("clan fighters", ["SO"]) == "maawisley"
    assert actors.labelled("clan fighters", ["SO"], said={"ssc-khaatumo"}) == "ssc-khaatumo"


def test_members_of_a_force_with_a_capital_are_that_force() -> None:
    found = read("Gunmen shot [five National Guard members]() dead on a road near Jerez in the Mexican state of Zacatecas.")
    assert found == {"five National Guard members": "mexico-national-guard"}


def test_militants_in_a_district_are_those_of_its_region() -> None:
    found = read("[Militants]() shot at an army patrol in Kupwara district in the Indian-run part of Kashmir on Sunday, police said.")
    assert found == {"Militants": "kashmir-militants"}


def test_the_secretary_general_is_whose_office_was_named() -> None:
    found = read(
        "[The Secretary-General]() is alarmed by the strikes on southern Lebanon. The Lebanese army lost two men. [He]() urges restraint.",
        outlet="United Nations",
    )
    assert found == {"The Secretary-General": "un-secretary-general", "He": "un-secretary-general"}
    nato = read("NATO Secretary General Jens Stoltenberg spoke in Brussels. [The Secretary-General]() called on Moscow to stop.")
    assert nato == {"The Secretary-General": "jens-stoltenberg"}


def test_a_rights_group_is_no_armed_group() -> None:
    found = read("A human rights group said troops shot farmers in Kohat. [The organisation]() calls on Pakistan to look into it.")
    assert found["The organisation"].startswith("x-")
