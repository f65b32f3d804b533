"""Asking an endpoint: a stub server on loopback that answers well, badly, late or not at all."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontlog.cli import cli
from frontlog.documents.read import read
from frontlog.model import Document, FrontlogError, Rejection, Reply, Sentence
from frontlog.sources.endpoint import AT_ONCE, Asker, Endpoint, instructions, reply_id
from frontlog.store import Log
from frontlog.store.replies import Replies
from support.model_server import Answer, Server, chat, model_server
from support.records import raw

REPORT = "The Karsk Guard captured the border post of Ulmen on Tuesday.\n"
GOOD = json.dumps(
    {"claims": [{"evidence": REPORT.strip(), "type": "capture", "trigger": "captured", "agent": ["The Karsk Guard"], "place": ["Ulmen"]}]}
)
SECRET = "sk-very-secret"


def parts(text: str, name: str = "report.txt") -> tuple[Document, list[Sentence]]:
    rows = list(read([raw(text, name)]))
    return next(r for r in rows if isinstance(r, Document)), [r for r in rows if isinstance(r, Sentence)]


def ask(url: str, text: str = REPORT, known: frozenset[str] = frozenset(), times: int = 1) -> list[Reply | Rejection]:
    pauses: list[float] = []
    endpoint = Endpoint(url, "m1", SECRET, timeout=5.0, wait=(0.0,), sleep=pauses.append, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    with Asker(endpoint) as asker:
        return [row for _ in range(times) for row in asker.ask(*parts(text), known)]


def test_what_is_asked_and_kept() -> None:
    with model_server(lambda _: (200, chat(GOOD))) as server:
        found = ask(server.url)
    assert [r.text for r in found if isinstance(r, Reply)] == [GOOD]
    asked = server.asked[0]
    assert (asked["model"], asked["temperature"]) == ("m1", 0)
    assert REPORT.strip() in json.dumps(asked["messages"])
    assert server.heads[0]["authorization"] == f"Bearer {SECRET}"
    assert "break_siege" in instructions()


def test_what_is_known_is_not_asked_again() -> None:
    document, _ = parts(REPORT)
    with model_server(lambda _: (200, chat(GOOD))) as server:
        assert ask(server.url, known=frozenset({reply_id(document, 0, "m1")})) == []
        assert server.asked == []


def test_long_documents_are_asked_about_in_parts() -> None:
    text = "\n\n".join(f"The guard shelled village number {n} on Monday." for n in range(2 * AT_ONCE + 1))
    with model_server(lambda _: (200, chat('{"claims": []}'))) as server:
        found = ask(server.url, text)
    assert [r.part for r in found if isinstance(r, Reply)] == [0, 1, 2]
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (500, b"", "status 500"),
        (401, b"no", "status 401"),
        (200, b"<html>", "no chat completion"),
        (200, b'{"choices": []}', "no chat completion"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "without words"),
        (200, b"[" * 100_000, "no chat completion"),
        (200, b"x" * 2_500_000, "more than 2 MB"),
    ],
)
def test_a_bad_answer_is_a_rejection_that_hides_the_key(status: int, body: bytes, words: str) -> None:
    with model_server(lambda _: (status, body)) as server:
        (found,) = ask(server.url)
    assert isinstance(found, Rejection)
    assert words in found.message
    assert SECRET not in repr(found)


def test_a_server_that_is_busy_is_asked_again() -> None:
    answers = iter([(429, b""), (200, chat(GOOD))])
    with model_server(lambda _: next(answers)) as server:
        (found,) = ask(server.url)
    assert isinstance(found, Reply)


def test_an_endpoint_that_is_not_there_ends_the_build_with_its_address() -> None:
    with model_server(lambda _: (200, b"")) as server:
        url = server.url
    with pytest.raises(FrontlogError, match="failed 3 times in a row") as caught:
        ask(url, times=3)
    assert SECRET not in str(caught.value)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(FrontlogError, match="no address of an endpoint"):
        Asker(Endpoint("localhost:8080", "m1"))


def test_the_key_is_not_shown() -> None:
    assert SECRET not in repr(Endpoint("http://x", "m1", SECRET))


def test_replies_survive_a_torn_line_and_show_a_changed_one(tmp_path: Path) -> None:
    kept = Replies(tmp_path / "replies.jsonl")
    reply = Reply(id="y-1", document="d-1", part=0, model="m", question="q", text="ü\u2028\n", asked=datetime(2026, 1, 1, tzinfo=UTC))
    kept.add(reply)
    with kept.path.open("a", encoding="utf-8") as file:
        file.write('{"id": "y-2", "docu')
    assert kept.rows() == [reply]
    kept.add(replace(reply, id="y-3", part=1))
    assert [r.id for r in kept.rows()] == ["y-1", "y-3"]
    kept.path.write_bytes(kept.path.read_bytes().replace(b'"y-1"', b'"y-7"'))
    with pytest.raises(FrontlogError, match="line 1: the chain of replies is broken"):
        kept.rows()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT)
    (folder / "b.txt").write_text("The Velden Brigade shelled the town of Orn on Monday.\n")
    return folder


def build(reports: Path, log: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["build", str(reports), "--log", str(log), *options])
    return done.exit_code, done.output


def by_report(good: str) -> Answer:
    return lambda asked: (200, chat(good if "Karsk" in asked else "no JSON here"))


def extracted(server: Server, reports: Path, log: Path) -> tuple[int, str]:
    return build(reports, log, "--extractor", "endpoint", "--endpoint", server.url, "--model", "m1")


def test_a_log_built_by_an_endpoint(reports: Path, tmp_path: Path) -> None:
    log = tmp_path / "e.log"
    with model_server(by_report(GOOD)) as server:
        code, output = extracted(server, reports, log)
        assert code == 0, output
        assert len(server.asked) == 2
        first = Log.open(log).digest()
        assert extracted(server, reports, log)[0] == 0
        assert len(server.asked) == 2  # nothing is asked twice
    assert build(reports, log)[0] == 0  # later, without the server: the log knows its extractor and has the replies
    assert Log.open(log).digest() == first
    assert "1 claims" in output
    reasons = [json.loads(line) for line in (log / "replies.jsonl").read_text().splitlines()]
    assert len(reasons) == 2
    assert build(reports, log, "--extractor", "frontlog")[0] == 0
    assert "claims.assemble/" in " ".join(Log.open(log).digest())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--extractor", "frontlgo"), "Did you mean 'frontlog'?"),
        (("--endpoint", "http://127.0.0.1:1/v1", "--model", "m"), "asks no endpoint"),
        (("--extractor", "endpoint", "--endpoint", "http://127.0.0.1:1/v1"), "Give both"),
        (("--extractor", "endpoint", "--endpoint", "http://127.0.0.1:1/v1", "--model", "m", "--key-env", "NO_SUCH_KEY"), "NO_SUCH_KEY"),
    ],
)
def test_wrong_use_says_what_to_do(reports: Path, tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    done = CliRunner().invoke(cli, ["build", str(reports), "--log", str(tmp_path / "w.log"), *options])
    assert done.exit_code == 1
    assert words in str(done.exception)


def test_the_installed_extractors_are_listed() -> None:
    output = CliRunner().invoke(cli, ["extractors"]).output
    assert "frontlog: " in output
    assert "endpoint: " in output
