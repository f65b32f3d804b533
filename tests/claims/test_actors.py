"""Who is meant: by country, date, outlet and what was said before."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from frontlog.claims.actors import ActorResolver
from frontlog.claims.context import Context, build_context
from frontlog.model import ActorRef
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "actors.yml").read_text(encoding="utf-8"))
ACTORS = load_actors()


def resolver(country: str = "SY", published: date | None = None, outlet: str = "") -> ActorResolver:
    return ActorResolver(ACTORS, Context("d", published, (country,) if country else (), outlet))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['words']} in {case['country']}")
def test_case(case: dict[str, Any]) -> None:
    resolve = resolver(case["country"], case.get("published"), case.get("outlet", "")).resolve
    earlier: list[ActorRef] = []
    for number, words in enumerate(case.get("said", ())):
        earlier.append(resolve(words, number * 50, number * 50 + len(words), earlier=tuple(earlier)))
    found = resolve(case["words"], 300, 300 + len(case["words"]), earlier=tuple(earlier))
    assert found.id == case["id"]


def test_words_and_offsets_are_kept() -> None:
    ref = resolver().resolve("the Syrian Arab Army (SAA)", 7, 33)
    assert (ref.text, ref.start, ref.end, ref.id, ref.name) == ("the Syrian Arab Army (SAA)", 7, 33, "saa", "Syrian Arab Army")


def test_a_provisional_actor_keeps_the_name_without_its_title() -> None:
    ref = resolver("TD").resolve("Colonel Idriss Mahamat", 0, 22)
    assert (ref.id, ref.name) == ("x-idriss-mahamat", "Idriss Mahamat")


def test_the_country_of_the_claim_outranks_that_of_the_document() -> None:
    assert resolver("UA").resolve("the army", 0, 8, countries=("SD",)).id == "sudan-army"


def test_a_group_far_back_is_not_meant() -> None:
    far = (ActorRef("Lakurawa", 0, 8, "lakurawa", "Lakurawa"),)
    assert resolver("NG").resolve("militants", 100, 109, earlier=far).id == "lakurawa"
    assert resolver("NG").resolve("militants", 5000, 5009, earlier=far).id == "boko-haram"


def test_nothing_is_guessed_without_a_country() -> None:
    assert resolver("").resolve("the army", 0, 8).id == ""


def test_a_town_with_a_small_article_tells_the_country() -> None:
    text = "Three policemen died in al-Arish, officials said."
    assert build_context(text, ACTORS, load_gazetteer()).countries == ("EG",)


def test_the_enemy_of_a_ministry_is_the_army_of_the_other_country() -> None:
    context = Context("d", date(2020, 10, 2), ("AZ", "AM"), "Ministry of Defence of Azerbaijan")
    assert ActorResolver(ACTORS, context).resolve("The enemy", 0, 9).id == "armenia-army"


def test_a_provisional_body_is_shown_without_its_acronym() -> None:
    ref = resolver("CO").resolve("the Valley Defence Force (VDF)", 0, 30)
    assert (ref.id, ref.name) == ("x-valley-defence-force", "the Valley Defence Force")


def test_a_force_of_another_story_is_not_the_one_meant() -> None:
    said = (ActorRef("The army", 0, 8, "yemen-army", "Yemeni army"),)
    for digest, id_ in ((False, "yemen-army"), (True, "sudan-army")):
        context = Context("d", None, ("SD",), lines=(0, 100), digest=digest)
        assert ActorResolver(ACTORS, context).resolve("the army", 120, 128, earlier=said).id == id_


@given(st.text(max_size=50))
def test_any_words_are_answered(text: str) -> None:
    ref = resolver().resolve(text, 3, 3 + len(text))
    assert ref.text == text
    assert ref.id == "" or ref.id in ACTORS or ref.id.startswith("x-")


def test_an_army_named_far_back_is_still_meant_where_its_country_is_spoken_of() -> None:
    said = (ActorRef("the Israeli military", 0, 20, "israel-army", "Israeli military"),)
    for start, countries, id_ in (
        (1500, ("IR", "IL"), "israel-army"),
        (1500, ("IR", "SY", "IL"), "iran-army"),
        (3000, ("IR", "IL"), "iran-army"),
    ):
        assert resolver("").resolve("the military", start, start + 12, earlier=said, countries=countries).id == id_
