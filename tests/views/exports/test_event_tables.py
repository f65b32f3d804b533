"""The tables that look like other people's data: ACLED, UCDP GED, HXL, the HDX API, POLECAT and PLOVER."""

import csv
import gzip
import io
import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontlog.views.exports import acled, ged, hapi, hxl, plover
from frontlog.views.exports.choice import Choice
from frontlog.views.exports.events import Count
from frontlog.views.exports.geometry import priogrid
from frontlog.views.exports.panels import month_id
from support.exports import export, made

SUB_EVENTS = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}


def table(name: str, choice: Choice | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made(name, choice).decode("utf-8-sig")), strict=True))


def by_place(name: str, column: str, **options: Any) -> dict[str, dict[str, str]]:
    return {row[column]: row for row in table(name, Choice(**options) if options else None)}


# ---------------------------------------------------------------------------------------------------------------- ACLED


def test_acled_has_its_31_names_in_order_and_ours_behind() -> None:
    head = made("acled").decode().splitlines()[0].split(",")
    assert head == [*acled.COLUMNS, *acled.EXTRAS]
    assert len(acled.COLUMNS) == 31
    assert (acled.COLUMNS[0], acled.COLUMNS[9], acled.COLUMNS[-1]) == ("event_id_cnty", "inter1", "timestamp")
    assert all(name.startswith("x_") for name in acled.EXTRAS)


def test_acled_codes_are_in_range_and_only_what_happened_is_there() -> None:
    rows = table("acled")
    assert len(rows) == 4  # without the state of a place and the mere denial
    for row in rows:
        assert row["sub_event_type"] in SUB_EVENTS[row["event_type"]]
        assert row["time_precision"] in "123"
        assert row["inter1"] in "012345678"
        assert row["interaction"] == "".join(sorted(row["interaction"])) or row["interaction"].endswith("0")
        assert row["civilian_targeting"] in ("", "Civilian targeting")
        assert int(row["timestamp"]) == 1507962600  # when the newest of its reports was fetched
        assert row["notes"].startswith("On ")
        assert row["event_date"].startswith(row["year"])


def test_acled_of_a_strike_on_civilians_without_a_named_attacker() -> None:
    row = by_place("acled", "event_type")["Explosions/Remote violence"]
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"], row["interaction"]) == (
        "Unidentified Armed Group (Syria)",
        "3",
        "civilians",
        "7",
        "37",
    )
    assert (row["sub_event_type"], row["civilian_targeting"]) == ("Air/drone strike", "Civilian targeting")
    assert (row["iso"], row["region"], row["country"]) == ("760", "Middle East", "Syria")
    assert (row["fatalities"], row["x_fatalities_low"], row["x_fatalities_high"]) == ("3", "3", "5")
    assert row["notes"].startswith("On 9 October 2017, strike at Tabqa.")
    assert row["notes"].endswith("3 to 5 fatalities.")


def test_acled_counts_by_the_rule_that_is_asked_for_and_speaks_in_labels() -> None:
    row = by_place("acled", "event_type", fatalities="high", inter="text")["Explosions/Remote violence"]
    assert (row["fatalities"], row["inter1"], row["interaction"]) == ("5", "Political militia", "Political militia-Civilians")


@pytest.mark.parametrize(
    ("one", "two", "number", "text"),
    [(2, 1, "12", "State forces-Rebel group"), (3, 0, "30", "Political militia only"), (0, 7, "70", "Civilians only"), (0, 0, "00", "")],
)
def test_interaction_has_the_lower_number_first_and_a_sole_actor_before_a_0(one: int, two: int, number: str, text: str) -> None:
    assert acled.interaction(one, two) == number
    assert acled.interaction(one, two, "text") == text


def test_fatalities_that_nobody_states_are_0_for_acled_and_empty_in_our_columns() -> None:
    assert [acled.fatalities(Count(), rule) for rule in ("low", "best", "high")] == [0, 0, 0]
    row = by_place("acled", "location")["Doma"]
    assert (row["fatalities"], row["x_fatalities_low"], row["x_fatalities_best"]) == ("0", "", "")


def test_acled_list_cells_split_back_into_their_parts() -> None:
    row = next(r for r in table("acled") if r["event_type"] == "Battles" and r["location"] == "Tabqa")
    assert row["source"].lstrip("'").split("; ") == ["Khabur Post", "=cmd|' /C calc'!A0", "SANA"]


def test_a_denied_or_planned_event_is_no_row_of_acled_and_ged() -> None:
    ids = {e.id for e in export().events() if e.modality not in ("actual", "failed")}
    assert ids
    assert not ids & ({r["event_id_cnty"] for r in table("acled")} | {r["relid"] for r in table("ged")})


# ------------------------------------------------------------------------------------------------------------------ GED


def test_ged_has_its_49_names_and_numbers_that_fit() -> None:
    assert made("ged").decode().splitlines()[0].split(",") == [*ged.COLUMNS, *ged.EXTRAS]
    assert len(ged.COLUMNS) == 49
    rows = table("ged")
    assert len(rows) == 2
    for row in rows:
        parts = sum(int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
        assert int(row["low"]) <= int(row["best"]) == parts <= int(row["high"])
        assert int(row["best"]) > 0
        assert 0 < int(row["id"]) < 2**31
        assert row["type_of_violence"] in "123"
        assert int(row["priogrid_gid"]) == priogrid(float(row["latitude"]), float(row["longitude"]))
        assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
    assert len({row["id"] for row in rows}) == len(rows)


def test_ged_of_a_one_sided_event_and_of_a_battle() -> None:
    rows = {row["type_of_violence"]: row for row in table("ged")}
    assert (rows["3"]["deaths_civilians"], rows["3"]["side_b"], rows["3"]["code_status"]) == ("3", "civilians", "Check actors")
    battle = rows["2"]
    assert (battle["side_a"], battle["side_b"], battle["deaths_b"]) == ("Syrian Democratic Forces", "ISIS", "12")
    assert (battle["number_of_sources"], battle["x_n_origins"]) == ("3", "2")
    assert battle["source_article"].split(";")[0] == '"Khabur Post,2017-10-11,SDF take the silos"'
    assert (battle["country_id"], battle["region"], battle["date_prec"], battle["event_clarity"]) == ("652", "Middle East", "1", "1")


def test_ged_with_what_killed_nobody_when_asked_for() -> None:
    assert len(table("ged", Choice(lethal_only=False))) > len(table("ged"))


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (89.9, 179.9, 259200), (0.0, 0.0, 129961), (34.53366, 40.95819, 179722), (90, 180, 259200), (None, 1.0, None)],
)
def test_priogrid_cells(lat: float | None, lon: float | None, cell: int | None) -> None:
    assert priogrid(lat, lon) == cell


def test_months_are_counted_from_1980() -> None:
    assert [month_id(date(1980, 1, 1)), month_id(date(2017, 10, 9))] == [1, 454]


# ------------------------------------------------------------------------------------------------------------------ HXL


@pytest.mark.parametrize(("name", "columns"), [("hxl", hxl.INCIDENTS), ("control-hxl", hxl.CONTROL)])
def test_hxl_has_a_row_of_names_and_one_of_tags(name: str, columns: tuple[tuple[str, str], ...]) -> None:
    lines = list(csv.reader(io.StringIO(made(name).decode()), strict=True))
    assert [tuple(pair) for pair in zip(lines[0], lines[1], strict=True)] == list(columns)
    assert {len(line) for line in lines} == {len(columns)}
    assert len(lines) > 3


def test_hxl_columns_are_those_that_were_agreed() -> None:
    assert len(hxl.INCIDENTS) == 40
    assert [tag for _, tag in hxl.CONTROL][-4:] == [
        "#indicator+probability+num",
        "#date+evidence+last",
        "#meta+source+independent+num",
        "#meta+evidence+url",
    ]


@pytest.mark.parametrize("name", ["hxl", "control-hxl"])
def test_libhxl_finds_no_issue(name: str) -> None:
    tool = pytest.importorskip("hxl", reason="libhxl is not installed")
    with tool.data(io.BytesIO(made(name)), tool.InputOptions(allow_local=True)) as source:
        report = tool.validate(source)
    assert report["stats"]["total"] == 0
    assert report["is_valid"]


def test_p_codes_of_a_pack_reach_the_row() -> None:
    row = by_place("hxl", "Event type")["Explosions/Remote violence"]
    assert (row["Governorate"], row["Admin1 P-code"], row["Admin2 P-code"], row["Admin3 P-code"]) == ("Ar-Raqqa", "SY11", "SY1103", "")


# ----------------------------------------------------------------------------------------------------------------- HAPI


def test_hapi_header_is_exact_and_types_are_known() -> None:
    raw = made("hapi")
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").splitlines()[0].split(",") == [*hapi.COLUMNS, *hapi.EXTRAS]
    rows = table("hapi")
    assert {row["event_type"] for row in rows} <= {"civilian_targeting", "demonstration", "political_violence"}
    raqqa = {row["event_type"]: row for row in rows if row["admin2_code"] == "SY1103"}
    assert raqqa["civilian_targeting"]["events"] == "1"
    assert (raqqa["political_violence"]["events"], raqqa["political_violence"]["fatalities"]) == ("2", "15")
    assert (raqqa["political_violence"]["reference_period_start"], raqqa["political_violence"]["reference_period_end"]) == (
        "2017-10-01",
        "2017-10-31",
    )
    assert raqqa["political_violence"]["admin_level"] == "2"


# --------------------------------------------------------------------------------------------------- POLECAT and PLOVER


def test_polecat_is_strict_tsv_of_40_fields() -> None:
    lines = made("polecat").decode().split("\n")
    assert lines.pop() == ""
    assert lines[0].split("\t") == plover.COLUMNS
    assert len(plover.COLUMNS) == 40
    assert all(line.count("\t") == 39 and "\r" not in line for line in lines)
    assert len(lines) > 4


def test_a_drone_strike_is_assault_by_drone() -> None:
    rows = [dict(zip(plover.COLUMNS, line.split("\t"), strict=True)) for line in made("polecat").decode().splitlines()[1:]]
    strike = next(row for row in rows if row["Event Mode"] == "drone")
    assert (strike["Event Type"], strike["Intensity"], strike["Quad Code"]) == ("ASSAULT", "-9.5", "MATERIAL CONFLICT")
    assert (strike["Primary Recipient Sector"], strike["GeoNames ID"], strike["Country"]) == ("CVL", "1", "Syria")


def test_plover_objects_have_the_agreed_keys_and_a_denial_is_a_rejection() -> None:
    found = [json.loads(line) for line in made("plover").splitlines()]
    for row in found:
        assert list(row)[:7] == ["id", "has_event", "date", "time", "enddate", "endtime", "actor"]
        assert set(row["text_info"]) == {"sequence", "start", "end"}
        assert row["quad_code"] in (1, 2, 3, 4)
        for entity in (*row["actor"], *row["recipient"]):
            assert set(entity) == {"code", "sector", "entity_text", "identifier_id", "identifier_text"}
    fall = next(row for row in found if row.get("x_control_change"))
    assert (fall["event"], fall["context"]) == (["ASSAULT"], ["territory"])
    denial = next(row for row in found if row["event"] == ["REJECT"])
    assert [e["identifier_id"] for e in denial["actor"]] == ["saa"]
    assert [e["identifier_id"] for e in denial["recipient"]] == ["sdf"]


# ------------------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize("name", ["acled", "ged", "hxl", "hapi", "atlos", "incidents-csv", "claims-csv", "places-csv", "actor-aliases-csv"])
def test_no_cell_is_a_formula_and_every_line_has_all_its_cells(name: str) -> None:
    lines = list(csv.reader(io.StringIO(made(name).decode("utf-8-sig")), strict=True))
    assert {len(line) for line in lines} == {len(lines[0])}
    for line in lines[1:]:
        for cell in line:
            assert not cell.startswith(("=", "@", "\t", "\r", "\n"))
            assert cell[:1] not in ("+", "-") or math.isfinite(float(cell))


def test_arabic_and_an_old_day_come_through() -> None:
    text = made("incidents-csv").decode()
    assert "الرقة" in text
    assert "1875-01-01" in text
    old = by_place("incidents-csv", "place_name")["Homs"]
    assert (old["date_start"], old["date_end"], old["date_precision"]) == ("1875-01-01", "", "unknown")


@pytest.mark.shared
def test_priogrid_cells_and_columns_are_those_of_ucdp(shared: Path) -> None:
    with gzip.open(shared / "data" / "ucdp" / "ucdp_ged_syria_2018_2019.csv.gz", "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        assert set(rows.fieldnames or ()) <= set(ged.COLUMNS)
        for row in rows:
            assert priogrid(float(row["latitude"]), float(row["longitude"])) == int(float(row["priogrid_gid"]))
            assert row["country_id"] == "652.0"
