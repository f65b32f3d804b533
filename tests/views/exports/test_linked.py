"""Links between things: native tables, annotations, claims, provenance, FollowTheMoney, TimeMap, Atlos."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from frontlog.model import Decision, Document, FrontlogError
from frontlog.store.history import Change, History
from frontlog.views.exports import native
from frontlog.views.exports.choice import Choice, Public
from frontlog.views.exports.codebook import TYPES, header, tables
from frontlog.views.exports.events import levels
from frontlog.views.exports.export import Export
from frontlog.views.exports.geometry import from_wkt, wkb
from support.exports import ABOUT, REPORTS, export, made, record


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made("csv", file=f"{table}.csv").decode()), strict=True))


@pytest.mark.parametrize("table", list(native.TABLES))
def test_every_table_has_the_columns_of_the_code_book_and_says_of_which_run_it_is(table: str) -> None:
    found = list(native.TABLES[table](export()))
    for row in found:
        assert sorted(row) == sorted(header(table))
        assert row["run_id"] == "0123456789ab"
    assert found or table in ("deleted", "id_aliases")
    assert {c.type for c in tables()[table]} <= set(TYPES)


@pytest.mark.parametrize(
    ("table", "agreed"),
    [
        (
            "claims",
            "claim_id,incident_id,document_id,syndication_group_id,speaker,speaker_type,speaker_side,outlet,outlet_side,modality,polarity,"
            "certainty,event_type,actor_ids,target_ids,date_start,date_end,place_id,geo_precision,killed_low,killed_high,killed_who,injured_low,"
            "injured_high,control_holder,control_change,against_interest,span_start,span_end,quote,quote_prefix,quote_suffix,extractor,confidence,"
            "run_id",
        ),
        (
            "documents",
            "document_id,url,outlet,title,author,published_at,retrieved_at,language,sha256_raw,sha256_clean,chars_raw,chars_clean,removed_share,"
            "syndication_group_id,is_origin,copy_of,copy_similarity,rights_note,sensitivity",
        ),
        ("spans", "span_id,document_id,field,start_raw,end_raw,start_clean,end_clean,exact,prefix,suffix,claim_id"),
        (
            "contradictions",
            "contradiction_id,incident_id,place_id,type,field,claim_a,claim_b,value_a,value_b,size,compatible_reason,status,decided_by,decided_at",
        ),
        (
            "control",
            "place_id,place_name,place_pcode,adm3_pcode,valid_from,valid_to,known_at,holder,holder_prob,second,second_prob,state,besieger,basis,"
            "last_evidence_date,n_evidence,n_origins,changed_from,evidence_url",
        ),
        ("control_evidence", "place_id,valid_from,claim_id,direction,weight,reason"),
        ("changes", "changed_at,run_id,actor,record_id,field,old,new,reason"),
        ("deleted", "record_id,deleted_at,reason,merged_into"),
        ("id_aliases", "old_id,new_id,reason,when"),
    ],
)
def test_agreed_columns_come_first_and_in_their_order(table: str, agreed: str) -> None:
    assert ",".join(header(table)).startswith(f"{agreed},")


def test_every_table_of_the_code_book_is_written() -> None:
    assert set(tables()) == set(native.TABLES)


def test_ids_of_other_tables_are_there() -> None:
    ids = {
        name: {row[key] for row in rows(name)}
        for name, key in (("incidents", "incident_id"), ("claims", "claim_id"), ("documents", "document_id"))
    }
    assert {row["claim_id"] for row in rows("incident_claims")} <= ids["claims"]
    assert {row["incident_id"] for row in rows("claims")} <= ids["incidents"] | {""}
    assert {row["document_id"] for row in rows("claims")} <= ids["documents"]
    assert {row["claim_a"] for row in rows("contradictions")} <= ids["claims"]
    assert {a for row in rows("incidents") for a in row["actor_ids"].split("; ") if a} <= {
        row["actor_id"].lstrip("'") for row in rows("actors")
    } | {"x-=it"}


def test_every_span_is_literally_in_its_text_and_in_the_archived_bytes() -> None:
    found = list(native.TABLES["spans"](export()))
    assert len(found) > 20
    for span in found:
        text = REPORTS[span["document_id"]][3]
        assert text[span["start_clean"] : span["end_clean"]] == span["exact"]
        assert text.encode()[span["start_raw"] : span["end_raw"]].decode() == span["exact"]
        assert text[: span["start_clean"]].endswith(span["prefix"])


def test_words_beside_a_quotation_hold_no_readers_words() -> None:
    last = next(s for s in native.TABLES["spans"](export()) if s["exact"].endswith("on Monday."))
    assert "omar" not in last["suffix"]
    assert last["suffix"].strip("\n █") == ""


def test_who_speaks_and_against_whose_interest() -> None:
    found = {row["claim_id"]: row for row in rows("claims")}
    denied = next(row for row in found.values() if row["modality"] == "denied")
    assert (denied["polarity"], denied["speaker_type"], denied["outlet_side"]) == ("negative", "official", denied["speaker_side"])
    toll = next(row for row in found.values() if row["event_type"] == "losses")
    assert (toll["speaker_type"], toll["speaker_side"], toll["against_interest"]) == ("unnamed", "", "")
    fell = next(row for row in found.values() if row["control_holder"])
    assert (fell["control_holder"], fell["control_change"]) == ("sdf", "gains")


def test_what_builds_changed_is_told_when_asked_for(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.add([Change("incidents", "FL-1", "added"), Change("claims", "c-1", "added")], "0.1", datetime(2018, 1, 1, tzinfo=UTC))
    gone = [Change("incidents", "FL-1", "removed", merged_into="FL-2"), Change("incidents", "FL-2", "changed", "grade", "weak", "fair")]
    history.add(gone, "0.2", datetime(2018, 1, 2, tzinfo=UTC))
    source = Export(record(), None, ABOUT, None, history)
    assert [row["new"] for row in native.TABLES["changes"](source)] == ["same", "", "", "", "fair"]
    assert [(row["record_id"], row["merged_into"]) for row in native.TABLES["deleted"](source)] == [("FL-1", "FL-2")]
    assert [(row["old_id"], row["new_id"], str(row["when"].date())) for row in native.TABLES["id_aliases"](source)] == [
        ("FL-1", "FL-2", "2018-01-02")
    ]
    public = Export(record(), Choice(public=Public(date(2018, 2, 1))), ABOUT, None, history)
    assert [row["actor"] for row in native.TABLES["changes"](public)] == ["human"]
    assert [row["actor"] for row in native.TABLES["changes"](export())] == ["human"]


def test_a_correction_names_its_field_and_a_withdrawn_verdict_decides_nothing() -> None:
    rows = record()
    (verdict,) = rows(Decision)
    fixed = replace(verdict, id="v-2", verdict="corrected", subject=verdict.subject[:1], field="number", value="12", document="d-raqqa")
    undone = replace(verdict, id="v-3", verdict="withdrawn", subject=("v-1",), when=datetime(2019, 1, 1, tzinfo=UTC))
    (quarrel,) = native.TABLES["contradictions"](export(rows=rows))
    assert quarrel["decided_by"] == "Ada"
    rows.add(fixed, undone)
    assert [(row["field"], row["new"]) for row in native.TABLES["changes"](export(rows=rows))] == [
        ("same_event", "same"),
        ("number", "12"),
        ("same_event", "withdrawn"),
    ]
    (quarrel,) = native.TABLES["contradictions"](export(rows=rows))
    assert (quarrel["decided_by"], quarrel["decided_at"]) == ("", None)


def test_actors_carry_the_codes_of_other_data_sets() -> None:
    found = {row["actor_id"]: row for row in rows("actors")}
    assert (found["saa"]["inter"], found["saa"]["sector"], found["saa"]["country"], found["saa"]["gwno"]) == ("1", "MIL", "SYR", "652")
    assert (found["sdf"]["inter"], found["sdf"]["sector"]) == ("2", "REB")
    assert (found["x-=it"]["inter"], found["x-=it"]["registered"]) == ("", "false")


def test_annotations_are_of_the_web_annotation_model() -> None:
    found = [json.loads(line) for line in made("annotations").splitlines()]
    for note in found:
        assert note["@context"] == "http://www.w3.org/ns/anno.jsonld"
        position, quote = note["target"]["selector"]
        document = note["target"]["source"].rsplit("/", 1)[-1]
        assert REPORTS[document][3][position["start"] : position["end"]] == quote["exact"]
    assert len({note["id"] for note in found}) == len(found)


def test_claims_cite_and_disagree() -> None:
    graph = json.loads(made("claims-jsonld"))["@graph"]
    ids = {node["@id"] for node in graph}
    denied = next(node for node in graph if "cito:disputes" in node)
    assert denied["cito:disagreesWith"][0]["@id"] in ids
    assert all(node["@type"] == "Claim" for node in graph)
    assert b"ClaimReview" not in made("claims-jsonld")
    assert not any("reviewRating" in json.dumps(node) for node in graph)


def test_provenance_names_only_what_it_holds() -> None:
    prov = json.loads(made("prov"))
    things = set(prov["entity"])
    for link in prov["wasDerivedFrom"].values():
        assert {link["prov:generatedEntity"], link["prov:usedEntity"]} <= things
    for link in prov["wasGeneratedBy"].values():
        assert link["prov:entity"] in things
        assert link["prov:activity"] in prov["activity"]
    assert {link["prov:entity"] for link in prov["used"].values()} <= things


def test_followthemoney_entities_refer_to_each_other() -> None:
    found = {row["id"]: row for row in map(json.loads, made("ftm").splitlines())}
    assert {row["schema"] for row in found.values()} == {"Article", "Event", "Mention", "Organization"}
    for row in found.values():
        assert all(isinstance(values, list) and all(isinstance(v, str) and v for v in values) for values in row["properties"].values())
        for name in ("involved", "document", "proof"):
            assert set(row["properties"].get(name, ())) <= set(found)
    siege = next(row for row in found.values() if row["properties"].get("endDate") == ["2017-10-30"])
    assert siege["properties"]["startDate"] == ["2017-10-10"]
    assert "date" not in siege["properties"]


def test_timemap_has_months_first_and_coordinates_as_text() -> None:
    events = json.loads(made("timemap", file="events.json"))
    sources = json.loads(made("timemap", file="sources.json"))
    associations = {row["id"] for row in json.loads(made("timemap", file="associations.json"))}
    strike = next(event for event in events if event["category"] == "airstrike")
    assert (strike["date"], strike["latitude"]) == ("10/9/2017", "35.8366")
    for event in events:
        assert event["description"]
        assert re.fullmatch(r"(\d{1,2}/\d{1,2}/\d{4})?", event["date"])
        assert set(event["sources"]) <= set(sources)
        assert set(event["associations"]) <= associations


def test_atlos_has_its_required_columns_and_known_words() -> None:
    found = list(csv.DictReader(io.StringIO(made("atlos").decode()), strict=True))
    states = {"To Do", "In Progress", "Help Needed", "Ready for Review", "Completed", "Canceled"}
    for row in found:
        assert row["status"] in states - {"Completed"}  # a machine completes nothing
        assert row["description"]
        assert row["sensitive"] == "Not Sensitive"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("SY1103", ("SY11", "SY1103", "")),
        ("SY110302", ("SY11", "SY1103", "SY110302")),
        ("SY07", ("SY07", "", "")),
        ("C1234", ("", "", "")),
        ("", ("", "", "")),
        ("UA12", ("UA12", "", "")),
    ],
)
def test_levels_of_a_p_code(code: str, found: tuple[str, str, str]) -> None:
    assert levels(code) == found


@pytest.mark.parametrize("text", ["", "POINT", "POLYGON ((1 x))", "GEOMETRYCOLLECTION ()", "POLYGON EMPTY"])
def test_shapes_that_are_none_are_left_out(text: str) -> None:
    assert from_wkt(text) is None


def test_a_ring_is_turned_and_packed() -> None:
    shape = from_wkt("POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))")
    assert shape is not None
    assert shape["coordinates"][0][1] == [1.0, 0.0]
    assert len(wkb(shape)) == 1 + 4 + 4 + 4 + 5 * 16


def test_an_unknown_rule_is_refused_with_the_choices() -> None:
    with pytest.raises(FrontlogError, match="no fatalities 'least'"):
        Choice(fatalities="least")
    with pytest.raises(FrontlogError, match="no inter 'words'"):
        Choice(inter="words")


def test_links_stand_only_where_an_address_was_given() -> None:
    assert Choice().link("FL-1") == ""
    assert Choice(base_url="https://x.example/#/incident/").link("FL-1") == "https://x.example/#/incident/FL-1"


@pytest.mark.parametrize("table", native.BY_COLUMN)
def test_what_is_made_by_the_column_has_the_rows_of_the_table_in_each_form(table: str) -> None:
    told = list(native.TABLES[table](export()))
    parquet = pq.read_table(io.BytesIO(made("parquet", file=f"{table}.parquet"))).to_pylist()
    assert [{name: row[name] for name in header(table)} for row in told] == parquet
    assert [row["run_id"] for row in rows(table)] == ["0123456789ab"] * len(told)
    assert list(native.TABLES[table](export(Choice(incidents=frozenset())))) == []


def test_incidents_that_are_kept_are_those_that_are_joined_anew_and_are_let_go() -> None:
    source = export()
    anew = [event.id for event in source.events()]
    with source.keeping():
        next(iter(source.events()))  # a reader that stops early keeps nothing
        first = list(source.events())
        assert [event.id for event in first] == anew
        assert all(a is b for a, b in zip(first, source.events(), strict=True))
    assert not any(a is b for a, b in zip(first, source.events(), strict=True))


@pytest.mark.parametrize("url", ["http://[bad/page", "https://news.example/a", "", "//[/"])
def test_an_address_that_cannot_be_read_is_said_and_stops_nothing(url: str) -> None:
    kept = record()
    kept.add(replace(kept(Document)[0], id="d-odd", url=url))
    found = {row["document_id"]: row for row in native.TABLES["documents"](export(rows=kept))}
    assert set(REPORTS) < set(found)
    assert ("address: it cannot be read as one" in str(found["d-odd"]["warning"])) == ("[" in url)
