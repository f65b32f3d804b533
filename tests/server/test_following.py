"""A mirror that follows a log from build to build ends with the same rows; what was merged or is gone is told."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from frontlog.model import Contradiction, Copy, Document, Incident, Record
from frontlog.server.app import create_app
from frontlog.server.book import TABLES
from frontlog.server.library import Library
from frontlog.server.run import library
from frontlog.store import Log
from support.client import Client
from support.logs import MORNING, build
from support.sample import week

DAY = timedelta(days=1)
MIRRORED = [name for name, asked in TABLES.items() if asked.since == "changed_at" and name != "changes"]


class Mirror:
    """A copy of the lists of an API, kept up to date as the how-to says."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {name: {} for name in MIRRORED}
        self.since = ""
        self.taken = 0

    def visit(self, client: Client) -> None:
        asked = {"updated_since": self.since} if self.since else {}
        for gone in client.rows("/api/deleted", **asked):
            self.rows.get(gone["table"], {}).pop(gone["record_id"], None)
        for name in MIRRORED:
            for row in client.rows(f"/api/{name}", **asked):
                self.rows[name][row[TABLES[name].id]] = row
                self.taken += 1
        self.since = client.get("/api/runs?limit=1").json()["meta"]["updated_at"]


def whole() -> list[Record]:
    return [row for found in week().rows.values() for row in found]


def without(rows: list[Record], document: str) -> list[Record]:
    """The rows without a document and all that it says."""
    left = [r for r in rows if (r.id if isinstance(r, Document | Copy) else getattr(r, "document", "")) != document]
    ids = {getattr(r, "id", "") for r in left}
    left = [r for r in left if not isinstance(r, Contradiction) or {r.claim_a, r.claim_b} <= ids]
    kept = [replace(r, claims=tuple(c for c in r.claims if c in ids)) if isinstance(r, Incident) else r for r in left]
    return [r for r in kept if not isinstance(r, Incident) or r.claims]


def client_of(log: Log) -> Client:
    return Client(create_app(library(log)))


@pytest.fixture(autouse=True)
def no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontlog.server.app.assets", dict)


def comparable(rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows without the name of the run that they were read in."""
    return {name: {key: {k: v for k, v in row.items() if k != "run_id"} for key, row in found.items()} for name, found in rows.items()}


def test_a_mirror_has_the_same_rows_after_each_build(tmp_path: Path) -> None:
    rows = whole()
    first, second = [r.id for r in rows if isinstance(r, Document)][:2]
    regraded = [replace(r, grade="fair") if isinstance(r, Incident) and r.id.endswith(("1", "2", "3")) else r for r in rows]
    mirror = Mirror()
    for number, state in enumerate([without(rows, first), without(regraded, second), regraded]):
        log, run = build(tmp_path / "log", state, MORNING + number * DAY)
        assert run is not None
        client = client_of(log)
        before = mirror.taken
        mirror.visit(client)
        new = Mirror()
        new.visit(client)
        assert comparable(mirror.rows) == comparable(new.rows)
        assert number == 0 or mirror.taken - before < new.taken


def test_a_merged_incident_leads_on_and_a_lost_one_says_so(tmp_path: Path) -> None:
    rows = whole()
    heir, gone, lost = [r for r in rows if isinstance(r, Incident)][:3]
    build(tmp_path / "log", rows)
    merged = replace(heir, claims=tuple(sorted((*heir.claims, *gone.claims))))
    log, _ = build(tmp_path / "log", [merged if r is heir else r for r in rows if r not in (gone, lost)], MORNING + DAY)
    client = client_of(log)
    led = client.get(f"/api/incidents/{gone.id}")
    assert (led.status_code, led.headers["location"]) == (308, f"/api/incidents/{heir.id}")
    assert client.get(led.headers["location"]).json()["data"]["incident_id"] == heir.id
    answer = client.get(f"/api/incidents/{lost.id}")
    assert answer.status_code == 410
    assert "/api/deleted" in answer.json()["hint"]
    told = {row["record_id"]: row["merged_into"] for row in client.rows("/api/deleted", table="incidents")}
    assert told == {gone.id: heir.id, lost.id: ""}
    assert client.get("/api/incidents/FL-XXX-00000000-0000").status_code == 404


def test_a_verdict_is_a_change_of_the_disagreement(tmp_path: Path) -> None:
    rows = whole()
    one = next(r for r in rows if isinstance(r, Contradiction))
    log, _ = build(tmp_path / "log", rows)
    client = client_of(log)
    log.decisions.add((one.claim_a, one.claim_b), "same", "a reader", "one strike, two counts", MORNING + DAY)
    log, _ = build(tmp_path / "log", [*rows[:-1], replace(rows[-1], message="told anew")], MORNING + 2 * DAY)  # another table changed, too
    old, client = client.get("/api/changes").headers["etag"], client_of(log)
    assert client.get("/api/changes", headers={"If-None-Match": old}).status_code == 200
    found = client.rows("/api/contradictions", updated_since="2026-01-02")
    assert [(r["contradiction_id"], r["decided_by"]) for r in found] == [(one.id, "a reader")]
    assert [r["actor"] for r in client.rows("/api/changes", updated_since="2026-01-02")] == ["human", "model"]


def test_changes_name_the_field_and_both_values(tmp_path: Path) -> None:
    rows = whole()
    one = next(r for r in rows if isinstance(r, Incident) and r.grade == "weak")
    build(tmp_path / "log", rows)
    log, run = build(tmp_path / "log", [replace(r, grade="fair") if r is one else r for r in rows], MORNING + DAY)
    assert run is not None
    found = client_of(log).rows("/api/changes", record=one.id, updated_since="2026-01-02")
    assert [(r["change"], r["field"], r["old"], r["new"], r["run_id"]) for r in found] == [("changed", "grade", "weak", "fair", run.id)]


def test_since_is_the_moment_behind_in_any_zone(tmp_path: Path) -> None:
    rows = whole()
    late = next(r.id for r in rows if isinstance(r, Document))
    build(tmp_path / "log", without(rows, late))
    log, _ = build(tmp_path / "log", rows, MORNING + DAY)
    client = client_of(log)
    for since in ("2026-01-02", "2026-01-02T07:59:59Z", "2026-01-02T08:59:59+01:00", "2026-01-02T08:59:59 01:00", "2026-01-02T07:59:59"):
        found = client.rows("/api/documents", updated_since=since)
        assert late in {row["document_id"] for row in found}
        assert len(found) < sum(isinstance(r, Document) for r in rows)
    assert client.rows("/api/documents", updated_since="2026-01-02T08:00:00Z") == []


def test_a_server_shows_the_log_as_it_was_when_it_started(tmp_path: Path) -> None:
    rows = whole()
    late = next(r.id for r in rows if isinstance(r, Document))
    log, _ = build(tmp_path / "log", without(rows, late))
    old = client_of(log)
    log, _ = build(tmp_path / "log", rows, MORNING + DAY)
    new = client_of(log)
    assert late not in {row["document_id"] for row in old.rows("/api/documents")}
    assert late in {row["document_id"] for row in new.rows("/api/documents")}
    assert len(old.rows("/api/runs")) == 1
    assert len(new.rows("/api/runs")) == 2
    tags = {client.get("/api/incidents").headers["etag"] for client in (old, new)}
    assert len(tags) == 2


def test_a_log_without_a_history_gives_all_rows_and_says_why(tmp_path: Path) -> None:
    client = Client(create_app(Library(week())))
    page = client.get("/api/incidents?updated_since=2026-01-01").json()
    assert page["total"] == sum(isinstance(r, Incident) for r in whole())
    assert "Build the log once more" in page["meta"]["warnings"][0]
    assert page["meta"] == {**page["meta"], "run_id": "", "updated_at": None}
