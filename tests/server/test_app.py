"""The server: the page, its data, the API, and what it refuses."""

import json
import socket

import pytest

from frontlog.model import Claim, Document, FrontlogError, Rejection, Segment
from frontlog.server.app import create_app
from frontlog.server.library import Library
from frontlog.server.run import HOST, listen
from frontlog.server.security import POLICY
from frontlog.views.packing import unpack_text
from frontlog.views.site import ASSETS
from support.client import Client
from support.sample import Week, week


@pytest.fixture(scope="module")
def client() -> Client:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontlog.server.app.assets", lambda: {name: name.encode() for name in ASSETS})
        return Client(create_app(Library(week())))


def test_the_page_and_its_data_are_served(client: Client) -> None:
    assert client.get("/").text == "index.html"
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/app.js").headers["content-type"] == "text/javascript; charset=utf-8"
    assert client.get("/data.js").text.startswith('window.FRONTLOG_DATA="')


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    etag = client.get("/data.js").headers["etag"]
    assert client.get("/data.js", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", ["/", "/data.js", "/texts.js", "/api/claims", "/nothing"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.2", "", "localhost@evil.example", "[::1"])
def test_another_name_is_refused(client: Client, host: str) -> None:
    answer = client.get("/api/bundle", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["hint"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8400", "localhost:1", "LOCALHOST", "[::1]:8400"])
def test_the_names_of_this_machine_are_answered(client: Client, host: str) -> None:
    assert client.get("/api/bundle", headers={"Host": host}).status_code == 200


def test_claims_carry_their_words_and_can_be_asked_for(client: Client) -> None:
    answer = client.get("/api/claims", params={"type": "capture", "limit": 2}).json()
    expected = [c for c in week()(Claim) if c.type == "capture"]
    assert answer["total"] == len(expected)
    assert len(answer["data"]) == 2
    quotes = {c.id: c.evidence.quote for c in expected}
    assert all(r["quote"] == quotes[r["claim_id"]] for r in answer["data"])


def test_control_on_a_day_names_one_interval_a_place(client: Client) -> None:
    answer = client.get("/api/control", params={"on": "2031-03-04"}).json()
    rows = {r["place_id"]: (r["state"], r["holder"]) for r in answer["data"]}
    assert answer["total"] == len(rows) == 4
    assert rows["p-tabra"] == ("contested", "")


def test_a_document_is_given_without_its_comments(client: Client) -> None:
    comment = next(s for s in week()(Segment) if s.kind == "comment")
    answer = client.get(f"/api/documents/{comment.span.document}")
    assert "Omar_77" not in answer.text
    assert any(p["kind"] == "comment" and p["text"] is None for p in answer.json()["parts"])


def test_an_explanation_reaches_the_sentence(client: Client) -> None:
    claim = week()(Claim)[0]
    assert client.get(f"/api/explain/{claim.id}").json()["span"]["quote"] == claim.evidence.quote


def test_no_answer_holds_a_readers_words(client: Client) -> None:
    rejected = [r for r in week()(Rejection) if r.reason == "reader comment"]
    comments = [s for s in week()(Segment) if s.kind == "comment"]
    paths = ["/data.js", "/texts.js", "/api/bundle", "/api/claims", *(f"/api/explain/{r.id}" for r in (*rejected, *comments))]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200
        text = json.dumps(unpack_text(answer.text.split('"')[1]), ensure_ascii=False) if path.endswith(".js") else answer.text
        assert "Federal Army" in text or path.startswith("/api/explain")
        for comment in comments:
            assert comment.span.quote[:12] not in text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/documents/nope", 404, "No document 'nope'"),
        ("/api/explain/nope", 404, "No record 'nope'"),
        ("/api/control?on=yesterday", 422, "'on' is 'yesterday'"),
        ("/api/claims?limit=0", 422, "'limit' is '0'"),
        ("/api/nothing", 404, "/api/nothing"),
    ],
)
def test_errors_say_what_and_what_next(client: Client, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert words in problem["detail"]
    assert problem["status"] == status
    assert problem["hint"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    for path in ("/", "/data.js", "/texts.js", "/api/claims", "/api/bundle"):
        assert client.request(method, path).status_code == 405


def test_the_api_describes_itself_with_the_fields_of_the_bundle(client: Client) -> None:
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert set(schemas["Claim"]["properties"]) >= {"id", "document", "trigger", "agent", "time", "losses"}
    assert set(schemas["Problem"]["properties"]) >= {"title", "status", "detail", "hint"}


def test_an_empty_log_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontlog.server.app.assets", lambda: dict.fromkeys(ASSETS, b""))
    client = Client(create_app(Library(Week())))
    assert json.loads(client.get("/api/bundle").content)["claims"] == []
    assert client.get("/api/documents/x").status_code == 404


def test_the_server_listens_on_this_machine_only() -> None:
    with listen(0) as door:
        assert door.getsockname()[0] == HOST == "127.0.0.1"


def test_a_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(FrontlogError, match=f"Port {port} cannot be used"):
            listen(port)


def test_every_sentence_of_a_situation_report_cites_words_of_a_document(served: Client) -> None:
    answer = served.get("/api/sitrep/2031-03-05?days=5").json()
    texts = {d.id: d.text for d in week()(Document)}
    cited = [c for part in ("highlights", "changes", "contradictions") for s in answer["data"][part]["sentences"] for c in s["citations"]]
    assert cited
    assert all(texts[c["document"]][c["start"] : c["end"]] == c["quote"] for c in cited)
    for wrong in ("2031-03-05?days=0", "2031-02-30", "0001-01-01?days=9"):
        refused = served.get(f"/api/sitrep/{wrong}")
        assert refused.status_code == 422
        assert refused.json()["hint"]
