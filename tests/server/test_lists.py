"""The lists: what they can be asked, pages, forms, and what they say to a question that has no answer."""

import csv
import io
import json
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest

from frontlog.model import Claim, ControlState, Document, Incident
from frontlog.server.asked import DISAGREEMENTS, GRADES, STATES, STATUSES, formats
from frontlog.server.book import TABLES, columns
from frontlog.server.lists import MEANINGS
from frontlog.views.exports.codebook import tables
from support.client import Client
from support.sample import week

WEEK = week()


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["incident_id"] for row in rows]


@pytest.mark.parametrize("name", MEANINGS)
def test_every_list_has_all_its_rows_in_its_columns(served: Client, name: str) -> None:
    rows = served.rows(f"/api/{name}", limit="7")
    kinds = {"incidents": Incident, "claims": Claim, "documents": Document, "control": ControlState}
    if name in kinds:
        assert {row[TABLES[name].id] for row in rows} == {row.id for row in WEEK(kinds[name])}
    assert all(list(row) == [c.name for c in columns(name)] for row in rows)


def test_a_page_says_what_it_is_of(served: Client) -> None:
    answer = served.get("/api/incidents?limit=2&type=capture,clash")
    page = answer.json()
    assert page["meta"]["filters"] == {"limit": "2", "type": "capture,clash"}
    assert page["meta"]["run_id"].startswith("run-")
    assert page["meta"]["updated_at"] == "2026-01-01T08:00:00Z"
    assert answer.headers["x-total-count"] == str(page["total"])
    assert f"cursor={page['next']}" in answer.headers["link"]


def overlaps(i: Incident, first: date, last: date) -> bool:
    return (i.start or i.end) is not None and (i.start is None or i.start <= last) and (i.end is None or i.end >= first)


@pytest.mark.parametrize(
    ("query", "test"),
    [
        ("from=2031-03-04&to=2031-03-04", lambda i: overlaps(i, date(2031, 3, 4), date(2031, 3, 4))),
        ("from=2031-03-05", lambda i: overlaps(i, date(2031, 3, 5), date.max)),
        ("to=2031-03-02", lambda i: overlaps(i, date.min, date(2031, 3, 2))),
        ("place=Oren", lambda i: i.place_id == "p-oren"),
        ("place=P-OREN", lambda i: i.place_id == "p-oren"),
        ("actor=fed", lambda i: "fed" in (*i.agents, *i.targets)),
        ("type=capture,shelling", lambda i: i.type in ("capture", "shelling")),
        ("grade=contested", lambda i: i.grade == "contested"),
        ("min_origins=2", lambda i: len(i.origin_groups) >= 2),
        ("bbox=39,35,40,36", lambda i: i.lat is not None and 35 <= i.lat <= 36 and 39 <= i.lon <= 40),
        ("bbox=170,-90,39.2,90", lambda i: i.lat is not None and (i.lon >= 170 or i.lon <= 39.2)),
        ("q=tabra+bazaar", lambda i: i.place_id == "p-bazaar"),
        ("from=2031-03-09&to=2031-03-01", lambda i: False),
        ("bbox=0,40,50,30", lambda i: False),
        ("place=Atlantis", lambda i: False),
    ],
)
def test_incidents_are_those_that_are_asked_for(served: Client, query: str, test: Any) -> None:
    asked = dict(part.split("=") for part in query.replace("+", " ").split("&"))
    assert set(ids(served.rows("/api/incidents", **asked))) == {i.id for i in WEEK(Incident) if test(i)}


def test_disputed_incidents_and_the_others_are_all(served: Client) -> None:
    yes, no = (ids(served.rows("/api/incidents", disputed=word)) for word in ("true", "false"))
    assert yes
    assert no
    assert sorted(yes + no) == sorted(i.id for i in WEEK(Incident))


def test_an_interval_ends_before_its_last_day(served: Client) -> None:
    for day in (date(2031, 3, 1), date(2031, 3, 2), date(2031, 3, 5)):
        expected = {s.id for s in WEEK(ControlState) if s.start <= day and (s.end is None or day < s.end)}
        assert {r["state_id"] for r in served.rows("/api/control", on=str(day))} == expected


def test_what_a_filter_cannot_judge_is_said(served: Client) -> None:
    undated = sum(i.start is None and i.end is None for i in WEEK(Incident))
    unplaced = sum(i.lat is None for i in WEEK(Incident))
    assert undated
    assert unplaced
    assert served.get("/api/incidents?from=2031-01-01").json()["meta"]["warnings"][0].startswith(f"{undated} rows have no day")
    assert served.get("/api/incidents?bbox=0,0,1,1").json()["meta"]["warnings"][0].startswith(f"{unplaced} rows have no coordinates")


def test_rows_are_sorted_and_unknown_values_come_last(served: Client) -> None:
    up, down = ([row["killed_best"] for row in served.rows("/api/incidents", sort=way)] for way in ("killed_best", "-killed_best"))
    known = [value for value in up if value is not None]
    assert up == sorted(known) + [None] * (len(up) - len(known))
    assert down == sorted(known, reverse=True) + [None] * (len(up) - len(known))


def test_only_the_columns_that_are_asked_for(served: Client) -> None:
    assert set(served.rows("/api/incidents", fields="title,incident_id")[0]) == {"title", "incident_id"}


def test_pages_cut_the_list_nowhere_else(served: Client) -> None:
    whole = served.rows("/api/incidents", sort="-date_start")
    for limit in ("1", "4", "20", "21", "22"):
        assert served.rows("/api/incidents", sort="-date_start", limit=limit) == whole


def test_a_cursor_of_another_question_is_refused(served: Client) -> None:
    cursor = served.get("/api/incidents?limit=1").json()["next"]
    answer = served.get(f"/api/incidents?limit=1&grade=weak&cursor={cursor}")
    assert answer.status_code == 409
    assert "without `cursor`" in answer.json()["hint"]
    assert served.get(f"/api/incidents?limit=5&cursor={cursor}").status_code == 200


def test_known_at_tells_only_what_was_published_by_then(served: Client) -> None:
    day = date(2031, 3, 4)
    known = {d.id for d in WEEK(Document) if d.published and d.published <= day}
    assert {r["document_id"] for r in served.rows("/api/documents", known_at=str(day))} == known
    claims = served.rows("/api/claims", known_at=str(day))
    assert {r["document_id"] for r in claims} <= known
    assert {r["claim_id"] for r in claims} == {c.id for c in WEEK(Claim) if c.document in known}
    incidents = served.rows("/api/incidents", known_at=str(day))
    assert 0 < len(incidents) < len(WEEK(Incident))
    assert all(r["first_reported"] <= str(day) for r in incidents)
    assert served.rows("/api/incidents", known_at="1999-01-01") == []


@pytest.mark.parametrize("name", MEANINGS)
def test_every_form_of_a_list_holds_the_same_rows(served: Client, name: str) -> None:
    page = served.get(f"/api/{name}?limit=5").json()
    key = TABLES[name].id
    expected = [row[key] for row in page["data"]]
    for form in formats(name):
        answer = served.get(f"/api/{name}?limit=5&format={form}")
        assert answer.status_code == 200, form
        assert answer.headers["x-total-count"] == str(page["total"])
        if form == "ndjson":
            assert [json.loads(line) for line in answer.text.splitlines()] == page["data"]
        if form == "csv":
            assert [row[key] for row in csv.DictReader(io.StringIO(answer.text))] == expected
        if form == "parquet":
            assert pq.read_table(io.BytesIO(answer.content))[key].to_pylist() == expected
        if form == "geojson":
            found = answer.json()
            assert [f["id"] for f in found["features"]] == expected
            assert found["frontlog"]["total"] == page["total"]
        if form == "hxl":
            head, tags, *lines = csv.reader(io.StringIO(answer.text))
            assert all(tag.startswith("#") for tag in tags)
            assert len(head) == len(tags)
            assert len(lines) == len(expected)


def test_places_without_coordinates_have_no_geometry(served: Client) -> None:
    for fields in ("", "&fields=title"):
        found = served.get(f"/api/incidents?limit=100&format=geojson{fields}").json()["features"]
        spots = {i.id: None if i.lat is None else [i.lon, i.lat] for i in WEEK(Incident)}
        assert {f["id"]: f["geometry"] and f["geometry"]["coordinates"] for f in found} == spots


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("application/geo+json, application/json;q=0.5", "application/geo+json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("text/csv;q=0.1, application/x-ndjson;q=0.2", "application/x-ndjson"),
        ("application/vnd.apache.parquet;q=0, */*", "application/json"),
        ("nonsense;q=high", "application/json"),
    ],
)
def test_the_accept_header_chooses_the_form(served: Client, accept: str, media: str) -> None:
    assert served.get("/api/incidents", headers={"Accept": accept}).headers["content-type"].partition(";")[0] == media


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/api/incidents?form=2031-03-01", "Did you mean 'from'?"),
        ("/api/incidents?start_date=2031-03-01", "Did you mean 'from'?"),
        ("/api/incidents?offset=20", "Did you mean 'cursor'?"),
        ("/api/incidents?actr=fed", "Did you mean 'actor'?"),
        ("/api/incidents?fields=incident_id,titel", "Did you mean 'title'?"),
        ("/api/incidents?sort=-date_strat", "Did you mean 'date_start'?"),
        ("/api/incidents?grade=confirmd", "Did you mean 'confirmed'?"),
        ("/api/incidents?type=captur", "Did you mean 'capture'?"),
        ("/api/incidents?bbox=1,2,3", "Write west,south,east,north"),
        ("/api/incidents?from=04.03.2031", "Mend 'from'"),
        ("/api/incidents?from=2031-02-30", "Mend 'from'"),
        ("/api/incidents?disputed=maybe", "Mend 'disputed'"),
        ("/api/incidents?limit=1e3", "Mend 'limit'"),
        ("/api/incidents?limit=100000", "Mend 'limit'"),
        ("/api/incidents?updated_since=yesterday", "Mend 'updated_since'"),
        ("/api/incidents?q=%00", "Mend 'q'"),
        ("/api/actors?from=2031-03-01", "Choose from: actor, cursor,"),
    ],
)
def test_a_wrong_question_is_told_what_was_meant(served: Client, path: str, hint: str) -> None:
    answer = served.get(path)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["hint"].startswith(hint)


def test_what_can_be_asked_for_is_what_stands_in_the_code_book() -> None:
    told = {(name, column.name): tuple(column.allowed.split()) for name, found in tables().items() for column in found}
    assert set(DISAGREEMENTS) == set(told["contradictions", "type"])
    assert set(STATUSES) == set(told["contradictions", "status"])
    assert set(GRADES) == set(told["incidents", "grade"])
    assert set(STATES) == set(told["control", "state"])


def test_a_log_that_is_too_large_is_not_linked_anew_while_one_waits(served: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontlog.views.as_known.MOST", 5)
    answer = served.get("/api/incidents?known_at=2031-03-05")
    assert answer.status_code == 422
    assert "more than 5 claims" in answer.json()["detail"]
