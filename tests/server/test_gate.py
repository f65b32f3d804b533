"""Before other machines: no public address without a token, constant-time comparison, wrong tokens and floods slowed, nothing logged."""

import base64
import logging
from pathlib import Path

import pytest
from fastapi import FastAPI

from frontlog.model import FrontlogError
from frontlog.server import gate
from frontlog.server.gate import Door, Gate, door
from frontlog.server.run import listen
from frontlog.server.security import Guard
from support.client import Client

TOKEN = "k3y-of-twenty-or-more-letters"


class Clock:
    """A time that only moves when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(clock: Clock) -> Client:
    app = FastAPI()
    app.add_api_route("/", lambda: {"data": 1})
    app.add_middleware(Guard, hosts=Door("192.0.2.1", TOKEN, ("Record.example",)).hosts())
    app.add_middleware(Gate, token=TOKEN, clock=clock)
    return Client(app)


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "2001:db8::1"])
def test_no_public_address_without_a_token(host: str, tmp_path: Path) -> None:
    with pytest.raises(FrontlogError, match="other machines can reach the record"):
        door(host, None, (), False)
    short = tmp_path / "short"
    short.write_text("secret\n")
    with pytest.raises(FrontlogError, match="has 6 characters") as told:
        door(host, short, (), False)
    assert "secret" not in str(told.value)
    whole = tmp_path / "token"
    whole.write_text(f"{TOKEN}\n")
    assert door(host, whole, (), False) == Door(host, TOKEN)
    with pytest.raises(FrontlogError, match="Reviewing is for this machine only"):
        door(host, whole, (), True)
    with pytest.raises(FrontlogError, match="cannot be read"):
        door(host, tmp_path / "none", (), False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_needs_none(host: str) -> None:
    assert not door(host, None, (), True).public


def test_what_is_no_address_is_said() -> None:
    with pytest.raises(FrontlogError, match="'example' is no address"):
        door("example", None, (), False)


def test_a_server_listens_where_it_is_told_to() -> None:
    with listen(0, "127.0.0.2") as where:
        assert where.getsockname()[0] == "127.0.0.2"


@pytest.mark.parametrize(
    "head",
    [
        {}, bearer("wrong"), bearer(""), bearer(TOKEN[:-1]), bearer(f"{TOKEN}x"), {"authorization": TOKEN}, {"authorization": "Basic !"},
        {"authorization": f"Basic {base64.b64encode(b'x:wrong').decode()}"},
        {"cookie": f"token={TOKEN}"},
    ],
)  # fmt: skip
def test_nobody_without_the_token(client: Client, head: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client.get("/", headers=head)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic")
    assert TOKEN not in answer.text
    assert TOKEN[:-1] not in caplog.text
    assert client.get(f"/?token={TOKEN}").status_code == 401  # addresses end up in histories and logs


@pytest.mark.parametrize("head", [bearer(TOKEN), {"authorization": f"Basic {base64.b64encode(f'me:{TOKEN}'.encode()).decode()}"}])
def test_the_token_opens_and_the_name_still_counts(client: Client, head: dict[str, str]) -> None:
    assert client.get("/", headers=head).json() == {"data": 1}
    assert client.get("/", headers={**head, "host": "record.example:8400"}).status_code == 200
    assert client.get("/", headers={**head, "host": "evil.example"}).status_code == 421


def test_tokens_are_compared_in_constant_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(gate.hmac, "compare_digest", lambda a, b: asked.append((a, b)))
    client.get("/", headers=bearer("wrong"))
    assert asked == [(b"wrong", TOKEN.encode())]


def test_wrong_tokens_cannot_be_tried_at_speed(client: Client, clock: Clock) -> None:
    found = [client.get("/", headers=bearer(f"guess {n}")).status_code for n in range(20)]
    assert found.count(401) < 8
    assert found[-1] == 429
    clock.now += 60
    assert client.get("/", headers=bearer(TOKEN)).status_code == 200


def test_a_flood_is_slowed_and_others_are_not(client: Client, clock: Clock) -> None:
    found = [client.get("/", headers=bearer(TOKEN)) for _ in range(230)]
    assert {answer.status_code for answer in found[:200]} == {200}
    assert {answer.status_code for answer in found[200:]} == {429}
    assert found[-1].headers["retry-after"] == "2"
    clock.now += 2
    assert client.get("/", headers=bearer(TOKEN)).status_code == 200


def test_memory_for_machines_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PEERS", 5)
    one = Gate(FastAPI(), TOKEN)
    for number in range(50):
        one._may(f"192.0.2.{number}", 1.0)
    assert len(one._left) == 5
