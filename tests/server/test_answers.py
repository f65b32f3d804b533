"""How answers travel: entity tags, gzip, HEAD, other sites and exports by name."""

import pytest

from frontlog.model import FrontlogError
from frontlog.server.answers import Answers, Shelf
from frontlog.server.answers import Kept as Answer
from frontlog.server.crossing import origins
from frontlog.server.handing import files
from support.client import Client

PLAIN = {"Accept-Encoding": "identity"}


def test_what_a_client_has_is_not_sent_again(served: Client) -> None:
    first = served.get("/api/incidents?limit=3")
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = served.get("/api/incidents?limit=3", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
    assert served.get("/api/incidents?limit=4", headers={"If-None-Match": tag}).status_code == 200
    assert served.get("/api/incidents?limit=3", headers={"If-None-Match": tag, "Accept": "text/csv"}).status_code == 200


def test_answers_are_packed_where_the_client_takes_it(served: Client) -> None:
    plain = served.get("/api/claims", headers=PLAIN)
    packed = served.get("/api/claims", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content)
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    for refused in ("gzip;q=0", "br", ""):
        assert "content-encoding" not in served.get("/api/claims", headers={"Accept-Encoding": refused}).headers


def test_an_answer_from_memory_is_the_same(served: Client) -> None:
    one, two = (served.get("/api/incidents?limit=2&q=tabra") for _ in range(2))
    assert one.content == two.content
    assert one.headers == two.headers
    assert served.get("/api/incidents?limit=2&q=oren").content != one.content


def test_head_tells_the_size_and_nothing_else(served: Client) -> None:
    whole, head = (served.request(method, "/api/incidents", headers=PLAIN) for method in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(whole.content))


def test_errors_are_not_kept(served: Client) -> None:
    answer = served.get("/api/incidents/nope")
    assert answer.status_code == 404
    assert "etag" not in answer.headers


def test_memory_for_answers_is_bounded() -> None:
    shelf = Shelf(room=1000)
    for number in range(50):
        shelf.put(str(number), Answer(200, [], b"x" * 100))
    assert sum(shelf.get(str(n)) is not None for n in range(50)) == 10
    assert shelf.get("49") is not None


def test_a_large_answer_streams_through_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontlog.server.answers.LARGEST", 10)

    async def app(scope: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
        for part, more in ((b"12345678", True), (b"90abcdef", True), (b"gh", False)):
            await send({"type": "http.response.body", "body": part, "more_body": more})  # type: ignore[operator]

    answer = Client(Answers(app, "state")).get("/api/x")  # type: ignore[arg-type]
    assert answer.content == b"1234567890abcdefgh"
    assert answer.headers["etag"]


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:8888", True),
        ("http://127.0.0.1:5173", True),
        ("https://evil.example", False),
        ("http://localhost.evil.example", False),
        ("null", False),
        ("http://[::1", False),
    ],
)
def test_only_pages_of_this_machine_may_read(served: Client, origin: str, allowed: bool) -> None:
    for answer in (served.get("/api/runs", headers={"Origin": origin}), served.request("OPTIONS", "/api/runs", headers={"Origin": origin})):
        assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
        assert "access-control-allow-credentials" not in answer.headers
    assert served.request("OPTIONS", "/api/runs", headers={"Origin": origin}).status_code == (204 if allowed else 403)


def test_a_site_must_be_an_origin() -> None:
    assert origins(["https://Example.org", "*"]) == {"https://example.org", "*"}
    for wrong in ("example.org", "https://example.org/path", "ftp://example.org", "https://", ""):
        with pytest.raises(FrontlogError, match="is no origin"):
            origins([wrong])


@pytest.mark.parametrize("name", sorted(files()))
def test_every_file_of_an_export_is_handed_out(served: Client, name: str) -> None:
    listed = {row["name"]: row for row in served.get("/api/export").json()["data"]}
    answer = served.get(f"/api/export/{name}", headers=PLAIN)
    assert answer.status_code == 200
    assert answer.content or name.endswith(".ndjson")
    assert answer.headers["content-type"].partition(";")[0] == listed[name]["media_type"].partition(";")[0]
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd.csv", "/etc/passwd", "incidents.csv%00.txt",
        "....//incidents.csv", "..%5c..%5cwindows%5cwin.ini", "incidents", ".csv", "incidents.csv%0d%0aSet-Cookie:%20a=b", "~root.csv",
        "INCIDENTS.CSV", "con.csv", "x" * 99 + ".csv", "x" * 5000 + ".csv",
    ],
)  # fmt: skip
def test_no_name_leads_anywhere_else(served: Client, path: str) -> None:
    answer = served.get(f"/api/export/{path}")
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["hint"]
    assert "set-cookie" not in answer.headers
