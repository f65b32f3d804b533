"""The public-safe profile: nothing fresh, nothing exact, nobody's name."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.model import Claim, Document, Piece
from frontlog.views.exports.actors import actors_of
from frontlog.views.exports.choice import Choice, Public
from frontlog.views.exports.public import Guard, Mask, blackened, mask_of
from frontlog.views.exports.registry import FORMATS, NAMED
from support.exports import REPORTS, export, record

LATE = Public(date(2018, 1, 1))
WHOLE = Choice(public=LATE)


@pytest.fixture(scope="module")
def shown() -> dict[str, bytes]:
    """Every file of every format under the profile."""
    source = export(WHOLE)
    return {f"{name}/{file}": FORMATS[name].bytes(source, file) for name in NAMED for file in FORMATS[name].files}


def packed(content: bytes) -> list[bytes]:
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    return [content]


def test_no_private_name_is_in_any_file(shown: dict[str, bytes]) -> None:
    assert b"Darwish" in FORMATS["csv"].bytes(export(), "claims.csv")  # or this test says nothing
    for name, content in shown.items():
        for part in packed(content):
            for word in (b"Darwish", b"darwish", b"Habib"):
                assert word not in part, name


def test_public_figures_bodies_places_and_outlets_keep_their_names(shown: dict[str, bytes]) -> None:
    text = shown["csv/incidents.csv"].decode()
    for word in ("Syrian Democratic Forces", "ISIS", "Tabqa", "Khabur Post", "SANA"):
        assert word in text


def test_quotations_keep_their_length_and_place(shown: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(shown["csv/claims.csv"].decode())))
    toll = next(row for row in rows if row["event_type"] == "losses")
    assert "███ said ████ ███████, a baker" not in toll["quote"]
    assert "said ████ ███████, a baker." in toll["quote"]
    assert len(toll["quote"]) == int(toll["span_end"]) - int(toll["span_start"])
    assert toll["speaker_id"] == "x-withheld"


def test_spots_are_coarse_and_their_radius_says_so(shown: dict[str, bytes]) -> None:
    plain = {f["id"]: f for f in json.loads(FORMATS["geojson"].bytes(export()))["features"]}
    for feature in json.loads(shown["geojson/incidents.geojson"])["features"]:
        was = plain[feature["id"]]
        if was["geometry"] is None:
            assert feature["geometry"] is None
            continue
        assert feature["geometry"] != was["geometry"]
        assert feature["properties"]["geo_radius_m"] >= LATE.blur_m
    assert json.loads(shown["geojson/incidents.geojson"])["frontlog"]["profile"] == "public"


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9), st.integers(10, 20_000))
def test_a_blurred_spot_is_near_and_the_same_for_all_in_its_square(lat: float, lon: float, metres: int) -> None:
    guard = Guard(replace(LATE, blur_m=metres), Mask(()), actors_of(record_small()))
    found = guard.blur(lat, lon)
    assert found[0] is not None
    assert found[1] is not None
    assert abs(found[0] - lat) <= metres / 111_320 / 2 + 1e-5
    assert guard.blur(*found) == found


def record_small():  # type: ignore[no-untyped-def]
    from support.sample import Week

    return Week()


@pytest.mark.parametrize(
    ("as_of", "delay", "left"),
    [
        (date(2017, 10, 12), 3, set()),
        (date(2017, 10, 14), 3, {"Tabqa"}),
        (date(2017, 11, 2), 3, {"Homs", "Tabqa", "", "الرقة", "Doma"}),
    ],
)
def test_what_is_too_fresh_is_left_out(as_of: date, delay: int, left: set[str]) -> None:
    events = list(export(Choice(public=Public(as_of, delay))).events())
    assert {e.place_name for e in events} == left
    assert all(r.published and r.published <= Public(as_of, delay).last_day for e in events for r in e.reports)


def test_control_is_told_as_of_the_last_day_only() -> None:
    states = list(export(Choice(public=Public(date(2017, 10, 11)))).states())
    assert [(s.holder, s.end) for s in states] == [("isis", None)]  # that it ended two days ago is not told yet


def test_who_decided_is_not_named(shown: dict[str, bytes]) -> None:
    assert b"Ada" not in shown["csv/decisions.csv"]
    assert b"Ada" in FORMATS["csv"].bytes(export(), "decisions.csv")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Rami Darwish said", "████ ███████ said"),
        ("Mr Darwish said so", "Mr ███████ said so"),
        ("Darwishes", "Darwishes"),
        ("Rami  Darwish", "████  ███████"),
        ("", ""),
    ],
)
def test_whole_names_and_parts_of_them_are_blackened(text: str, masked: str) -> None:
    assert Mask(["Rami Darwish"])(text) == masked
    assert len(masked) == len(text)


def test_a_part_of_a_name_that_a_place_or_body_has_too_stays() -> None:
    assert Mask(["Rami Tabqa"], known=["Tabqa"])("Tabqa fell, said Rami Tabqa") == "Tabqa fell, said ████ █████"


def test_a_name_in_another_script_is_blackened() -> None:
    assert Mask(["أحمد خليل"])("قال أحمد خليل إن") == "قال ████ ████ إن"


def test_a_body_whose_words_have_a_curly_quote_is_no_name() -> None:
    rows = record()
    said = Piece("the ministry’s spokesman", 0, 24)
    rows.rows[Claim] = [replace(c, source=said, source_id="") for c in rows.rows[Claim]]
    assert mask_of(rows, actors_of(rows))("the ministry’s spokesman") == "the ministry’s spokesman"
    arabic = Piece("أحمد خليل", 0, 9)
    rows.rows[Claim] = [replace(c, source=arabic, source_id="") for c in rows.rows[Claim]]
    assert mask_of(rows, actors_of(rows))("قال أحمد خليل") == "قال ████ ████"


@given(st.text(max_size=80))
def test_blackening_keeps_length_and_white_space(text: str) -> None:
    black = blackened(text)
    assert len(black) == len(text)
    assert [c for c in black if c.isspace()] == [c for c in text if c.isspace()]


def test_outlets_are_no_private_persons() -> None:
    rows = record()
    rows.rows[Document] = [replace(d, outlet="Rami Darwish") if d.id == "d-raqqa" else d for d in rows.rows[Document]]
    assert mask_of(rows, actors_of(rows))("Rami Darwish") == "Rami Darwish"


def test_the_text_of_a_report_keeps_its_length() -> None:
    source = export(WHOLE)
    for key, (*_, text) in REPORTS.items():
        assert len(source.texts.get(key)) == len(text)
