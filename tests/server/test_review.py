"""Reviewing through the server: who may, who may not, and that what was answered is on the disk."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from frontlog.model import RECORDS, Claim, Decision, Incident
from frontlog.server.app import create_app
from frontlog.server.library import Library
from frontlog.server.review import new_token, review
from frontlog.server.security import POLICY, REVIEWING, with_policy
from frontlog.store import Log
from frontlog.store.shards import write_shard
from frontlog.views.site import ASSETS
from support.sample import week

from .test_app import Client

TOKEN = new_token()
JSON = {"Content-Type": "application/json"}
MINE = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample week as a log on disk."""
    root = tmp_path_factory.mktemp("desk") / "log"
    log, rows = Log.create(root), week()
    kinds = tuple(k for k in RECORDS if rows(k))
    log.commit([write_shard(root, "sample", "all", "0" * 64, kinds, [r for k in kinds for r in rows(k)])], "1")
    return root


@pytest.fixture
def log(kept: Path, tmp_path: Path) -> Log:
    return Log.open(Path(shutil.copytree(kept, tmp_path / "log")))


@pytest.fixture
def client(log: Log, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("frontlog.server.app.assets", lambda: {name: name.encode() for name in ASSETS})
    library = Library(log)
    return Client(create_app(library, routers=[review(log, library, TOKEN)], policy=REVIEWING))


def act(client: Client, **body: Any) -> Any:
    said = {"who": "Mira", "why": "seen on two photos", **body}
    return client.request("POST", "/review/decisions", headers=MINE | JSON, content=json.dumps(said))


def two(log: Log) -> tuple[str, str]:
    first, second = (i.claims[0] for i in log.rows(Incident)[:2])
    return first, second


def test_a_decision_that_was_answered_is_on_the_disk(client: Client, log: Log) -> None:
    answer = act(client, act="same", records=two(log))
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert [d.id for d in Log.open(log.root).rows(Decision)] == [answer.json()["decision"]["id"]]
    assert answer.json()["waiting"] == 1


def test_every_act(client: Client, log: Log) -> None:
    a, b = two(log)
    incidents = log.rows(Incident)
    many = next(i for i in incidents if len(i.claims) > 1)
    costly = next(c for c in log.rows(Claim) if c.losses)
    acts: list[dict[str, Any]] = [
        {"act": "same", "records": [a, b]},
        {"act": "different", "records": [a, b]},
        {"act": "unsure", "records": [a, b]},
        {"act": "merge", "records": [incidents[0].id, incidents[1].id]},
        {"act": "split", "records": [many.id, many.claims[0]]},
        {"act": "correct", "records": [costly.id], "field": "number", "value": "12..17"},
        {"act": "drop", "records": [a]},
    ]
    ids = [act(client, **one).json()["decision"]["id"] for one in acts]
    assert act(client, act="withdraw", records=[ids[0]]).status_code == 201
    assert act(client, act="undo").status_code == 201
    rows = client.get("/review/decisions", headers=MINE).json()["rows"]
    assert {r["id"]: r["counts"] for r in rows if not r["counts"]} == {ids[0]: False, ids[-1]: False}
    assert all(r["who"] == "Mira" and r["why"] for r in rows)


def test_the_queue_forgets_what_was_decided_and_remembers_what_was_undone(client: Client) -> None:
    def asked() -> list[str]:
        return [q["id"] for q in client.get("/review/queue?limit=1000", headers=MINE).json()["rows"]]

    before = asked()
    first = client.get("/review/queue?limit=1", headers=MINE).json()
    assert first["total"] == len(before) > 0
    pair = next(q for q in client.get("/review/queue", headers=MINE).json()["rows"] if q["kind"] != "place")
    act(client, act="unsure", records=[c["claim"] for c in pair["claims"]])
    assert asked() == [q for q in before if q != pair["id"]]
    act(client, act="undo")
    assert asked() == before


def test_conflicts_are_answered(client: Client, log: Log) -> None:
    act(client, act="same", records=two(log))
    answer = act(client, act="different", records=two(log), who="Tarek").json()
    assert [(c["loser"]["who"], c["winner"]["who"]) for c in answer["conflicts"]] == [("Mira", "Tarek")]


@pytest.mark.parametrize("path", ["/review/queue", "/review/decisions"])
@pytest.mark.parametrize("head", [{}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}])
def test_nobody_without_the_token(client: Client, path: str, head: dict[str, str]) -> None:
    assert client.get(path, headers=MINE).status_code == 200  # and nothing of that answer is kept for others
    answer = client.get(path, headers=head)
    assert answer.status_code == 401
    assert TOKEN not in answer.text
    assert client.request("POST", "/review/decisions", headers=head | JSON, content="{}").status_code == 401


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),  # another server of this machine
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Content-Type": "text/plain"}, 415),  # what a form of another site can send
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Origin": "http://127.0.0.1:8400", "Sec-Fetch-Site": "same-origin"}, 201),
        ({}, 201),
    ],
)
def test_other_sites_cannot_decide_even_with_the_token(client: Client, log: Log, head: dict[str, str], status: int) -> None:
    body = json.dumps({"act": "same", "records": two(log), "who": "Mira", "why": "x"})
    answer = client.request("POST", "/review/decisions", headers={**MINE, **JSON, **head}, content=body)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers
    assert len(log.rows(Decision)) == (status == 201)


@pytest.mark.parametrize(
    "body",
    [
        {"act": "same", "records": ["c-none", "c-nobody"]},
        {"act": "same", "records": []},
        {"act": "split", "records": []},
        {"act": "correct", "records": []},
        {"act": "explode", "records": []},
        {"act": "undo", "who": ""},
        {"act": "undo", "why": " "},
        {"act": "undo", "why": "x" * 5_000},
        {"act": "withdraw", "records": ["v-none"]},
        {"act": "undo", "extra": 1},
    ],
)
def test_what_is_no_decision_is_said_and_not_kept(client: Client, log: Log, body: dict[str, Any]) -> None:
    answer = act(client, **body)
    assert answer.status_code == 422
    assert answer.json()["hint"]
    assert log.rows(Decision) == []


def test_a_huge_body_is_refused(client: Client) -> None:
    assert client.request("POST", "/review/decisions", headers=MINE | JSON, content=b"x" * 100_000).status_code == 413
    assert client.request("POST", "/review/decisions", headers=JSON, content=b"x" * 100_000).status_code == 401  # before it is read


def test_only_a_page_that_reviews_may_talk_to_its_server(client: Client, log: Log) -> None:
    assert client.get("/").headers["content-security-policy"] == REVIEWING
    assert "connect-src 'self' blob:" in REVIEWING
    assert "'self'" not in POLICY.split("connect-src")[1].split(";")[0]
    page = b"<meta content=\"default-src 'none'; connect-src blob:\">"
    assert with_policy(page, REVIEWING) == b"<meta content=\"default-src 'none'; connect-src 'self' blob:\">"
    assert with_policy(page, POLICY) == page
    plain = Client(create_app(Library(log)))
    assert plain.get("/review/queue", headers=MINE).status_code == 404
    assert plain.get("/").headers["content-security-policy"] == POLICY
