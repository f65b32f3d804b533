"""Where vague expressions lie: the point-radius method, the codes of UCDP and ACLED, and expressions in whole sentences."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog import api
from frontlog.claims.context import Context
from frontlog.claims.geo import km_between, nearest, offset, wedge_text
from frontlog.claims.places import PlaceName, resolve_places
from frontlog.claims.spots import acled, between, spot, ucdp
from frontlog.model import PlaceRef
from frontlog.reference.gazetteer import load_gazetteer
from frontlog.reference.place_rows import Place
from frontlog.reference.placepairs import pair, pair_around
from frontlog.reference.placewords import split

ZENDA = Place("z", "Zenda", ("Zenda",), "town", "SY", 35.0, 38.0, 3000)
HENTZAU = Place("h", "Hentzau", ("Hentzau",), "town", "SY", 35.0, 39.0, 3000)
RIVER = Place("r", "Ruri", ("Ruri",), "river", "SY", 35.0, 38.5, 50_000, line=((34.0, 38.04), (36.0, 38.04)))


def at(place: Place, text: str, around: tuple[Place, ...] = ()) -> tuple[float, float, int]:
    phrase = split(text)
    found = spot(place, phrase, phrase.relation or "at", place.radius_m, around)
    return found.lat, found.lon, found.radius_m


def resolve(*texts: str, country: str = "SY") -> list[PlaceRef]:
    names = [PlaceName(text, 60 * n, 60 * n + len(text)) for n, text in enumerate(texts)]
    return resolve_places(names, Context("d", None, (country,)), load_gazetteer())


def test_a_distance_with_a_direction_is_an_offset_whose_radius_grows_with_it() -> None:
    near, far = at(ZENDA, "8 km north of Zenda"), at(ZENDA, "60 km north of Zenda")
    assert km_between(near[:2], (35.0, 38.0)) == pytest.approx(8, abs=0.1)
    assert near[0] > 35.0
    assert near[1] == 38.0
    assert 3_000 < near[2] < 8_000 < far[2] < 36_000
    assert at(ZENDA, "10 km north of Zenda")[2] > at(ZENDA, "11 km north of Zenda")[2]  # ten is a round number


def test_a_distance_alone_is_a_circle_around_the_place() -> None:
    assert at(ZENDA, "some 12 km from Zenda") == (35.0, 38.0, 12_000 + 3_000 + 500)
    assert at(ZENDA, "a few kilometres outside Zenda")[2] == 3_000 + 3_000 + 1_500


@pytest.mark.parametrize("side", ["north", "south", "east", "west", "north-east", "southwest"])
@pytest.mark.parametrize("words", ["the {}ern countryside of Zenda", "Zenda's {}ern countryside", "the {}ern Zenda countryside"])
def test_countryside_on_one_side_lies_on_that_side_and_reaches_to_the_town(side: str, words: str) -> None:
    lat, lon, radius = at(ZENDA, words.format(side))
    assert (lat > 35.0) == ("north" in side) or lat == pytest.approx(35.0)
    assert (lon > 38.0) == ("east" in side) or lon == pytest.approx(38.0)
    gone = km_between((lat, lon), (35.0, 38.0)) * 1000
    assert 3_000 < gone < radius < 15_000


def test_parts_of_a_town_stay_in_it_and_its_rim_around_it() -> None:
    inner, rim, centre = (at(ZENDA, words) for words in ("the eastern part of Zenda", "the eastern outskirts of Zenda", "central Zenda"))
    assert km_between(inner[:2], (35.0, 38.0)) < 3
    assert 3 < km_between(rim[:2], (35.0, 38.0)) < 8
    assert centre == (35.0, 38.0, 1_500)


def test_a_bank_lies_on_its_side_of_the_river_at_the_town_named() -> None:
    east, west = (at(RIVER, f"the {side} bank of the Ruri", (ZENDA,)) for side in ("east", "west"))
    assert west[1] < 38.04 < east[1]
    assert east[0] == pytest.approx(35.0, abs=0.01)
    assert east[2] < 10_000
    assert at(RIVER, "the east bank of the Ruri")[2] > 100_000  # nobody says where along it


def test_the_ground_between_two_places_is_not_in_them() -> None:
    found = between(ZENDA, HENTZAU, "between")
    way = between(ZENDA, HENTZAU, "way")
    half = between(ZENDA, HENTZAU, "halfway")
    assert (found.lat, found.lon) == (35.0, 38.5)
    assert half.radius_m < found.radius_m < way.radius_m
    assert way.shape == "LINESTRING (38 35, 39 35)"
    assert km_between((way.lat, way.lon), (35.0, 38.0)) * 1000 <= way.radius_m


@given(
    st.floats(-80, 80), st.floats(-179, 179), st.sampled_from([0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0]), st.floats(0, 400_000)
)
def test_offsets_lie_at_their_distance(lat: float, lon: float, bearing: float, metres: float) -> None:
    assert km_between((lat, lon), offset(lat, lon, bearing, metres)) == pytest.approx(metres / 1000, rel=0.15, abs=0.05)


def test_the_nearest_point_of_a_line_is_between_its_corners() -> None:
    assert nearest(RIVER.line, (35.2, 38.5)) == pytest.approx((35.2, 38.04), abs=0.001)
    assert nearest(RIVER.line, (37.0, 38.5)) == (36.0, 38.04)


def test_a_sector_is_a_closed_ring() -> None:
    corners = re.findall(r"[\d.]+ [\d.]+", wedge_text((35.0, 38.0), 45.0, 10_000))
    assert len(corners) == 9
    assert corners[0] == corners[-1] == "38 35"


@pytest.mark.parametrize(
    ("kind", "relation", "part", "basis", "radius", "codes"),
    [
        ("town", "at", "", "exact", 3_000, (1, 1)),
        ("quarter", "at", "", "exact", 1_500, (1, 1)),
        ("facility", "at", "", "inherited", 3_000, (2, 2)),
        ("town", "near", "", "exact", 13_000, (2, 2)),
        ("town", "south_of", "", "exact", 9_000, (2, 2)),
        ("city", "at", "part", "exact", 4_500, (2, 2)),
        ("admin2", "at", "", "exact", 25_000, (3, 2)),
        ("admin1", "at", "", "exact", 90_000, (4, 3)),
        ("admin1", "at", "part", "exact", 60_000, (5, 3)),
        ("line", "along", "", "between", 20_000, (5, 2)),
        ("road", "at", "", "exact", 30_000, (5, 2)),
        ("town", "between", "", "between", 40_000, (5, 3)),
        ("country", "at", "", "exact", 300_000, (6, 3)),
        ("sea", "at", "", "exact", 200_000, (7, 3)),
    ],
)
def test_the_codes_of_data_sets(kind: str, relation: str, part: str, basis: str, radius: int, codes: tuple[int, int]) -> None:
    exact = ucdp(kind, relation, part, basis, radius)
    assert (exact, acled(exact, radius)) == codes


@pytest.mark.parametrize(
    ("text", "form", "ends"),
    [
        ("between Zenda and Hentzau", "between", ("Zenda", "Hentzau")),
        ("the area between the towns of Zenda and Hentzau", "between", ("towns of Zenda", "Hentzau")),
        ("halfway between Zenda and Hentzau", "halfway", ("Zenda", "Hentzau")),
        ("midway from Zenda to Hentzau", "halfway", ("Zenda", "Hentzau")),
        ("the road between Zenda and Hentzau", "way", ("Zenda", "Hentzau")),
        ("the highway linking Zenda with Hentzau", "way", ("Zenda", "Hentzau")),
        ("the Zenda–Hentzau highway", "way", ("Zenda", "Hentzau")),
        ("along the Zenda to Hentzau road", "way", ("Zenda", "Hentzau")),
        ("the main Zenda - Hentzau supply line", "way", ("Zenda", "Hentzau")),
    ],
)
def test_two_places_that_tell_a_third(text: str, form: str, ends: tuple[str, str]) -> None:
    found = pair(text)
    assert found is not None
    assert (found.form, ends in found.ends) == (form, True)


def test_a_name_may_hold_the_mark_between_two() -> None:
    found = pair("the Deir ez-Zor-Mayadin road")
    assert found is not None
    assert ("Deir ez-Zor", "Mayadin") in found.ends


@pytest.mark.parametrize(
    "text", ["the Old Road", "Zenda", "the army and the rebels", "from Zenda", "a road", "Port-au-Prince", "the M5 highway"]
)
def test_what_tells_no_two_places(text: str) -> None:
    assert pair(text) is None


def test_fights_between_sides_are_no_ground_between_places() -> None:
    assert pair_around("Clashes between ", "Zenda", " and Hentzau broke out", between=False) is None
    found = pair_around("Clashes broke out between ", "Zenda", " and Hentzau", between=True)
    assert found is not None
    assert found.ends == (("Zenda", "Hentzau"),)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=60))
def test_any_words_around_any_words_are_read(before: str, text: str, after: str) -> None:
    pair(text)
    pair_around(before, text, after, between=True)
    name = PlaceName(text, 0, len(text), before=before, after=after)
    ref = resolve_places([name], Context("d", None, ("SY",)), load_gazetteer())[0]
    assert (ref.lat is None) == (ref.uncertainty_m is None) == (ref.where_prec is None)


SENTENCES = {
    "A convoy was shelled about 15 kilometres east of Sukhna on Monday, the army said.": ("Sukhna", 34.887, 39.037, 3, "east_of"),
    "Fighters ambushed a convoy on the road between Raqqa and Tabqa on Monday.": ("Raqqa", 35.895, 38.778, 3, "along"),
    "Militants shelled army positions between Palmyra and Sukhna on Tuesday in Syria.": ("Palmyra", 34.724, 38.578, 3, "between"),
    "Warplanes struck the north-eastern countryside of Hama in Syria on Friday.": ("Hama", 35.21, 36.85, 5, "northeast_of"),
    "The army captured a base some 20km from Bukamal in Syria on Sunday.": ("base", 34.45, 40.93, 5, "at"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_expressions_in_whole_sentences(sentence: str) -> None:
    word, lat, lon, km, relation = SENTENCES[sentence]
    places = [p for claim in api.extract(sentence).claims for p in claim.place if word in p.text]
    assert places
    for place in places:
        assert place.lat is not None
        assert place.lon is not None
        assert km_between((place.lat, place.lon), (lat, lon)) <= km
        assert place.relation == relation


def test_the_others_that_words_may_mean_are_kept() -> None:
    ref = resolve("Aleppo")[0]
    assert "admin1" in {other.kind for other in ref.alternatives}
    shares = [other.share for other in ref.alternatives]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)
    assert ref.id not in {other.id for other in ref.alternatives}


def test_confidence_is_that_of_the_level_and_higher_in_company() -> None:
    alone, company = resolve("Manbijj")[0], resolve("Manbijj", "Jarabulus")[0]
    assert (alone.basis, alone.confidence, company.confidence) == ("folded", 0.48, 0.8)


def test_a_pack_gives_no_second_id_to_a_known_town_but_its_province() -> None:
    twin = Place("p-1", "Manbij", ("Manbij",), "city", "SY", 36.53, 37.95, 6000, source="pack", admin1="Aleppo", pcode="SY0205")
    gazetteer = load_gazetteer().with_pack([twin])
    ref = resolve_places([PlaceName("Manbij", 0, 6)], Context("d", None, ("SY",)), gazetteer)[0]
    assert ref.id == resolve("Manbij")[0].id != "p-1"
    assert (ref.admin1, ref.pcode) == ("Aleppo", "SY0205")


def test_the_province_decides_between_namesakes_by_its_name() -> None:
    north = Place("p-1", "Ruritan", ("Ruritan",), "village", "SY", 36.2, 37.2, 1500, source="pack", admin1="Aleppo")
    south = Place("p-2", "Ruritan", ("Ruritan",), "village", "SY", 35.9, 36.7, 1500, source="pack", admin1="Idlib (Edleb)")
    gazetteer = load_gazetteer().with_pack([north, south])

    def chosen(text: str) -> str:
        return resolve_places([PlaceName(text, 0, len(text))], Context("d", None, ("SY",)), gazetteer)[0].id

    assert chosen("Ruritan in Idlib province") == "p-2"
    assert chosen("Ruritan, Aleppo Governorate") == "p-1"
    assert chosen("Ruritan village in Edlib governorate") == "p-2"


def test_a_skeleton_match_needs_the_province_or_a_neighbour() -> None:
    place = Place("p-1", "Qarbulin", ("Qarbulin",), "village", "SY", 36.2, 37.2, 1500, source="pack", admin1="Aleppo")
    gazetteer = load_gazetteer().with_pack([place])

    def basis(*texts: str) -> str:
        names = [PlaceName(text, 60 * n, 60 * n + len(text)) for n, text in enumerate(texts)]
        return resolve_places(names, Context("d", None, ("SY",)), gazetteer)[0].basis

    assert basis("Karbalin") == "none"
    assert basis("Karbalin in Aleppo province") == "skeleton"
    assert basis("Karbalin", "Manbij") == "skeleton"
    assert basis("Karbalin in Daraa province") == "none"
