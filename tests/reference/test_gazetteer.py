"""Spelling levels, place phrases, the bundled gazetteer and its own table."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import FrontlogError
from frontlog.reference import geonames
from frontlog.reference.gazetteer import FILE, load_gazetteer
from frontlog.reference.place_rows import RADIUS, Place, read_places
from frontlog.reference.placewords import split
from frontlog.reference.spelling import CONFIDENCE, LEVELS, keys

GAZETTEER = load_gazetteer()
OWN = read_places(FILE)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("Raqqa", "RAQQA", "exact"),
        ("Goïta", "Goita", "exact"),
        ("al-Sukhnah", "Sukhnah", "article"),
        ("As-Suwayda", "al-Suwayda", "article"),
        ("Deir ez-Zor", "Dayr az Zawr", "folded"),
        ("Deir Ezzor", "Deir al-Zour", "folded"),
        ("Makiivka", "Makeevka", "folded"),
        ("Qaryatayn", "Qaryatein", "folded"),
        ("Manbij", "Manbej", "folded"),
        ("Kubar", "Kabbar", "skeleton"),
    ],
)
def test_spellings_meet_at_their_level(a: str, b: str, level: str) -> None:
    first, second = keys(a), keys(b)
    met = next(name for name, x, y in zip(LEVELS, first, second, strict=True) if x == y)
    assert met == level


@pytest.mark.parametrize(("a", "b"), [("Homs", "Hama"), ("Kherson", "Kharkiv"), ("Goma", "Gao"), ("Marib", "Mariupol"), ("Aden", "Adana")])
def test_different_towns_never_meet(a: str, b: str) -> None:
    assert not any(x and x == y for x, y in zip(keys(a), keys(b), strict=True))


def test_confidence_falls_with_the_level() -> None:
    plain = [CONFIDENCE[level][0] for level in LEVELS]
    assert plain == sorted(plain, reverse=True)


@pytest.mark.parametrize(
    ("text", "name", "kind", "relation", "within"),
    [
        ("the town of Sukhna in Homs province", "Sukhna", "town", "", ("Homs province",)),
        ("Deir Ezzor province", "Deir Ezzor", "admin1", "", ()),
        ("12 km south-east of Mosul", "Mosul", "", "southeast_of", ()),
        ("the outskirts of Marawi", "Marawi", "", "near", ()),
        ("Kurmuk in Sudan's Blue Nile region", "Kurmuk", "", "", ("Blue Nile region", "Sudan")),
        ("the Old Port area of Hodeidah", "Old Port", "region", "", ("Hodeidah",)),
        ("the rebel-held city of Goma, North Kivu", "Goma", "city", "", ("North Kivu",)),
        ("Djibo (in Soum Province)", "Djibo", "", "", ("Soum Province",)),
        ("along the M5 highway", "M5", "road", "along", ()),
        ("Goma, Democratic Republic of the Congo", "Goma", "", "", ("Democratic Republic of the Congo",)),
    ],
)
def test_phrases_come_apart(text: str, name: str, kind: str, relation: str, within: tuple[str, ...]) -> None:
    phrase = split(text)
    assert (phrase.name, phrase.kind, phrase.relation) == (name, kind, relation)
    assert set(phrase.within) == set(within)


def test_distance_and_bearing_are_read() -> None:
    phrase = split("some 12.5 miles north of Aden")
    assert phrase.bearing == 0.0
    assert phrase.distance_m is not None
    assert math.isclose(phrase.distance_m, 20_112, abs_tol=10)


@settings(deadline=None)  # the first look-up reads the cities of the world
@given(st.text(max_size=80))
def test_any_text_is_taken_apart_and_looked_up(text: str) -> None:
    split(text)
    assert isinstance(GAZETTEER.candidates(text[:40], ("SY",)), list)


def test_own_table_is_wide_and_sound() -> None:
    assert len(OWN) >= 600
    assert len({p.country for p in OWN}) >= 30
    assert len({p.id for p in OWN}) == len(OWN)
    for place in OWN:
        assert place.kind in RADIUS
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.radius_m > 0


def test_every_own_name_is_found() -> None:
    lost = [(p.id, n) for p in OWN for n in p.names if n[:1].isupper() and p.id not in [c.place.id for c in GAZETTEER.candidates(n)]]
    assert lost == []


def test_own_points_lie_in_their_country() -> None:
    """A slip of a digit or a lost minus sign would put a place outside the box of all towns that GeoNames has there."""
    out = []
    for code in ("UA", "SD", "CO", "MM", "CD", "SY", "YE", "MZ", "HT", "BF"):
        towns = geonames.of_country(code)
        south, north = min(t.lat for t in towns) - 1, max(t.lat for t in towns) + 1
        west, east = min(t.lon for t in towns) - 1, max(t.lon for t in towns) + 1
        points = [(p, lat, lon) for p in OWN if p.country == code and not p.line for lat, lon in ((p.lat, p.lon),)]
        out += [p.name for p, lat, lon in points if not (south <= lat <= north and west <= lon <= east)]
    assert out == []


@pytest.mark.parametrize("word", ["Of", "Said", "Most", "Nice", "Mobile", "Reading", "March", "May", "war", "Russian", "7", "", "the"])
def test_common_words_are_no_places(word: str) -> None:
    assert GAZETTEER.candidates(word, ("TR", "SY", "FR")) == []


def test_the_bare_name_offers_city_and_province() -> None:
    kinds = {c.place.kind for c in GAZETTEER.candidates("Aleppo", ("SY",))}
    assert {"city", "admin1"} <= kinds


def test_villages_count_only_where_the_document_is() -> None:
    assert not any(c.place.population < 15_000 and c.place.source == "GeoNames" for c in GAZETTEER.candidates("Santa Cruz", ()))


def test_a_pack_adds_places() -> None:
    place = Place("p-1", "Rasm al-Zafir", ("Rasm al-Zafir",), "village", "SY", 35.0, 37.4, 1500, source="pack")
    found = GAZETTEER.with_pack([place]).candidates("Rasm Zafir", ("SY",))
    assert [c.place.id for c in found] == ["p-1"]
    assert found[0].level == "article"
    assert GAZETTEER.candidates("Rasm Zafir", ("SY",)) == []


def test_a_country_is_read_from_its_slice_alone() -> None:
    rows = geonames.of_country("SY")
    assert len(rows) > 200
    assert {row.country for row in rows} == {"SY"}
    assert geonames.of_country("QQ") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {country: SY, kind: town, rows: [[A, 95.0, 37.0]]}\n", "in range"),
        ("- {country: SY, kind: town, rows: [[A, 35.0, 37.0], [A, 36.0, 37.0]]}\n", "twice"),
        ("- {country: SY, kind: twon, rows: []}\n", "Did you mean 'town'?"),
        ("- {country: SY,\n  kind: town, rows: [[A, north, 37.0]]}\n", "line 2"),
        ("a: b\n", "list of blocks"),
    ],
)
def test_faults_in_a_table_are_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "places.yml"
    file.write_text(text)
    with pytest.raises(FrontlogError) as error:
        read_places(file)
    assert told in str(error.value)
