"""Which place is meant, alone and together with the other places of a report."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.claims.context import Context, build_context, country_votes
from frontlog.claims.place_quotes import itself
from frontlog.claims.places import PlaceName, offset, resolve_places
from frontlog.model import PlaceRef, Span
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "places.yml").read_text(encoding="utf-8"))
GAZETTEER = load_gazetteer()
ACTORS = load_actors()


def resolve(*texts: str, country: str = "SY") -> list[PlaceRef]:
    names = [PlaceName(text, 60 * n, 60 * n + len(text)) for n, text in enumerate(texts)]
    return resolve_places(names, Context("d", None, (country,)), GAZETTEER)


def km(ref: PlaceRef, lat: float, lon: float) -> float:
    assert ref.lat is not None
    assert ref.lon is not None
    return ((ref.lat - lat) ** 2 + ((ref.lon - lon) * 0.8) ** 2) ** 0.5 * 111.3


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} in {case['country']}")
def test_case(case: dict[str, Any]) -> None:
    ref = resolve(case["text"], country=case["country"])[0]
    assert ref.text == case["text"]
    if case.get("none"):
        assert (ref.lat, ref.lon, ref.uncertainty_m, ref.basis) == (None, None, None, "none")
        assert ref.id == case.get("id", ref.id)
        assert ref.id.startswith("n-")
        return
    assert km(ref, *case["at"]) <= case["km"]
    assert ref.relation == case.get("relation", "at")
    assert ref.basis == case.get("basis", ref.basis)
    assert ref.uncertainty_m is not None
    assert ref.uncertainty_m >= case.get("uncertain", 1)
    if case.get("kind_not"):
        assert not ref.id.endswith("-adm")


def test_one_name_is_one_place_throughout() -> None:
    refs = resolve("Tripoli", "Misrata", "Tripoli", country="LY")
    assert refs[0].id == refs[2].id
    assert refs[0].country == "LY"


def test_the_country_decides_between_namesakes() -> None:
    assert resolve("Tripoli", country="LB")[0].country == "LB"
    assert resolve("Tripoli", country="LY")[0].country == "LY"


def test_neighbours_decide_between_namesakes() -> None:
    north = resolve("Salamiyah", "Suran", country="SY")[1]
    assert north.lat is not None
    assert abs(north.lat - 35.3) < 0.5


def test_what_the_extractor_says_outranks_our_own_reading() -> None:
    name = PlaceName("the stadium", 0, 11, "stadium", "near", "stadium", ("Benghazi",))
    ref = resolve_places([name], Context("d", None, ("LY",)), GAZETTEER)[0]
    assert (ref.basis, ref.relation, ref.country) == ("inherited", "near", "LY")
    assert km(ref, 32.12, 20.07) < 8


def test_offset_points_lie_where_they_should() -> None:
    lat, lon = offset(0.0, 30.0, 90.0, 111_320)
    assert lat == pytest.approx(0.0, abs=1e-6)
    assert lon == pytest.approx(31.0, abs=1e-3)


def test_context_ranks_countries_and_knows_which_is_near() -> None:
    text = "Fighting in Sudan went on near El Fasher, where the RSF shelled Abu Shouk.\n\nIn Mali, JNIM attacked a convoy near Gao.\n"
    context = build_context(text, ACTORS, GAZETTEER, title="RSF shells El Fasher")
    assert context.countries[:2] == ("SD", "ML")
    assert context.near(text.index("shelled"))[0] == "SD"
    assert context.near(text.index("convoy"))[0] == "ML"


def test_the_country_that_acts_everywhere_does_not_outvote_the_scene() -> None:
    text = "US jets struck a camp outside Raqqa. American officials and the US military said the US strike hit its target."
    assert build_context(text, ACTORS, GAZETTEER, title="US strike near Raqqa").countries[0] in {"SY", "US"}
    assert country_votes([("Raqqa", 1.0), ("Hasakah", 1.0), ("US", 1.0)], ACTORS, GAZETTEER)[0] == "SY"


def test_a_text_without_names_has_no_country() -> None:
    assert build_context("nothing happened today.", ACTORS, GAZETTEER).countries == ()


@settings(deadline=None)  # the first look-up reads the cities of the world
@given(st.text(max_size=60))
def test_any_words_are_answered(text: str) -> None:
    ref = resolve(text)[0]
    assert ref.text == text
    assert (ref.lat is None) == (ref.lon is None) == (ref.uncertainty_m is None)


def test_a_place_that_a_trigger_stands_within_is_told_of_itself() -> None:
    text = "Units fought south of the recently captured Suwar village and reached the mill north of Harim."
    start = text.index("the recently")
    end = text.index(" and reached")
    suwar = PlaceName(text[start:end], start, end, "Suwar", relation="south_of", before="Units fought south of ")
    captured, fought = (Span("d", text.index(w), text.index(w) + len(w), w) for w in ("captured", "fought"))
    assert (itself(suwar, captured).relation, itself(suwar, captured).before) == ("at", "")
    assert itself(suwar, fought) == suwar
    near = replace(suwar, relation="near")
    assert itself(near, captured) == near


def test_a_village_of_another_spelling_far_from_all_others_stays_unresolved() -> None:
    assert resolve("Al-Mayadin", "Al-Asharah", "Mrah")[2].basis == "none"
    assert resolve("Mrah")[0].basis == "folded"
    assert resolve("Kharkiv", "Nikolaev", country="UA")[1].basis != "none", "a large city is known under many spellings"
