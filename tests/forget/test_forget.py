"""Forgetting: afterwards a name or a report is in no file of the log and in no export, the log verifies, and what is out stays out."""

import base64
import gzip
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from frontlog.build import ingest
from frontlog.cli import cli
from frontlog.forget.names import Names
from frontlog.forget.plan import Plan, decide
from frontlog.model import Claim, Decision, Document, FrontlogError, Stage
from frontlog.pipeline import pipeline
from frontlog.server.app import create_app
from frontlog.server.run import library
from frontlog.sources.capture import Capture, raw_of
from frontlog.store import Log
from frontlog.store.verify import verify
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS
from support.client import Client

NAME = "Rami Darwish"
SPELLINGS = (b"Darwish", b"darwish", b"DARWISH", b"\xd0\x94\xd0\xb0\xd1\x80\xd0\xb2\xd0\xb8\xd1\x88")
TEXTS = {
    "one.txt": "Khabur Post, 10 October 2017\n\nSDF take Tabqa\n\nThe SDF captured Tabqa on Tuesday. Rami Darwish, a baker, said that 12 "
    "fighters were killed in Tabqa. The army shelled Mezra on Monday, Darwish said.",
    "two.txt": "Meridian Wire, 11 October 2017\n\nThe army denied that the SDF captured Tabqa on Tuesday.",
    "in/rami-darwish.txt": "Steel Line, 12 October 2017\n\nRebels left Mezra on Monday.",
    "four.html": "<html><head><title>Mezra</title><meta name='author' content='RAMI&nbsp;DARWISH'></head><body><article><p>Ten fighters of "
    "the Red Brigade were killed near Mezra on Monday, <b>Rami</b> <i>Darwish</i> told us.</p></article></body></html>",
    "five.jsonl": json.dumps({"text": "The army shelled Mezra on Monday, said Rami Darwish. It left.", "date": "2017-10-12"}) + "\n",
    "six.eml": "From: Rami Darwish <rd@x.example>\nSubject: Mezra\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; "
    "charset=utf-8\nDate: Mon, 9 Oct 2017 08:00:00 +0000\n\n"
    + base64.encodebytes(b"The army captured Mezra on Monday, Rami Darwish told us.\n").decode(),
}
PAGE = Capture(
    url="https://news.example/2017/rami-darwish-freed",
    when=datetime(2017, 10, 12, 4, 5, 6, tzinfo=UTC),
    media_type="text/html",
    content="<html><body><p>Рами Дарвиш said that the army withdrew from Mezra on Monday.</p></body></html>".encode("cp1251"),
    status=200,
    headers=(("Content-Type", "text/html; charset=windows-1251"), ("X-Who", "Rami Darwish")),
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def build(reports: Path, log: Path) -> Result:
    result = run("build", str(reports), "--log", str(log), "--engine", "serial")
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log that names a person in every way, was built twice, and in which people have decided."""
    folder = tmp_path_factory.mktemp("forget")
    for name, text in TEXTS.items():
        (folder / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    log = Log.create(folder / "log")
    with log.lock():
        ingest(log, [raw_of(PAGE)], lambda *_: None)
    build(folder / "reports" / "two.txt", folder / "log")
    build(folder / "reports", folder / "log")
    opened = Log.open(folder / "log")
    claims = sorted(opened.rows(Claim), key=lambda c: (c.document, c.evidence.start))
    said = next(c for c in claims if c.type == "capture" and c.document == document(opened, "one.txt"))
    other = next(c for c in claims if c.document == document(opened, "two.txt"))
    for subject, verdict in (((said.id, other.id), "same"), ((claims[0].id, claims[-1].id), "different")):
        opened.decisions.add(subject, verdict, "Mira", f"as {NAME} told us", datetime(2026, 1, 1, tzinfo=UTC))
    (opened.root / "fetch.jsonl").write_text(json.dumps({"state": "queued", "url": "https://x.example/rami_darwish"}) + "\n")
    build(folder / "reports" / "two.txt", folder / "log")
    return folder


@pytest.fixture(scope="module")
def gone(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same log without the person."""
    root = tmp_path_factory.mktemp("gone") / "log"
    shutil.copytree(base / "log", root)
    assert len(holds(root, *SPELLINGS)) > 8
    person(root)
    return root


@pytest.fixture
def log(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that is read only as far as its documents: all that forgetting does is done to it, in a tenth of the time."""
    shutil.copytree(base / "log", tmp_path / "log")
    monkeypatch.setattr("frontlog.cli.readers.pipeline", short)
    return tmp_path / "log"


def short(*_: object) -> tuple[Stage, ...]:
    return tuple(stage for stage in pipeline() if stage.name.startswith("documents."))


def document(log: Log, name: str) -> str:
    return next(d.id for d in log.rows(Document) if d.name.endswith(name))


def unpacked(path: Path) -> bytes:
    """All that a file holds, with what is packed in it."""
    content = path.read_bytes()
    if path.suffix == ".parquet":
        return json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False).encode()
    if path.name.endswith(".warc.gz"):
        content = gzip.decompress(content)
        found = [base64.b64decode(block) for block in re.findall(rb"(?<=\n\n)[A-Za-z0-9+/=\n]{40,}", content)]
        return content + b"".join(found) + content.decode("cp1251", "replace").encode()
    return content


def holds(root: Path, *words: bytes) -> list[str]:
    """The files of a log in which one of some words stands."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return [path.relative_to(root).as_posix() for path in files if any(word in unpacked(path) for word in words)]


def forget(log: Path, *words: str) -> Result:
    result = run("forget", str(log), *words, "--reason", "asked for by the family", "--who", "Mira", "--yes")
    assert result.exit_code == 0, result.output
    return result


def person(log: Path) -> Result:
    return forget(log, "--person", NAME, "--person", "Рами Дарвиш")


def whole(root: Path) -> list[str]:
    """What verifying says; nothing may differ."""
    found = verify(root, lambda *_: None)
    assert found.differences == ()
    return [str(note) for note in found.notes]


def test_a_person_is_in_no_file_of_the_log_afterwards(base: Path, gone: Path) -> None:
    assert holds(gone, *SPELLINGS, b"Rami ") == []
    before, now = ({d.name.rpartition("/")[2]: d for d in Log.open(root).rows(Document)} for root in (base / "log", gone))
    assert len(now) == len(before)
    assert now["two.txt"] == before["two.txt"]
    one = now["one.txt"]
    assert len(one.text) == len(before["one.txt"].text)
    assert "████ ███████, a baker, said that 12" in one.text
    assert "Monday, ███████ said" in one.text
    assert (one.published, one.outlet) == (before["one.txt"].published, before["one.txt"].outlet)


def test_the_log_verifies_and_says_what_was_forgotten(gone: Path) -> None:
    (stone,) = Log.open(gone).forgotten.rows()
    assert (stone.kind, stone.who, stone.why) == ("person", "Mira", "asked for by the family")
    assert all(removed.now for removed in stone.removed)
    assert set(stone.breaks) >= {"archive/records.jsonl", "decisions.jsonl"}
    notes = "\n".join(whole(gone))
    assert "A person was taken out of 5 items" in notes
    assert f"decisions.jsonl ended in {stone.breaks['decisions.jsonl'].before[:12]} and was chained anew" in notes


def test_decisions_stand_for_what_they_stood_for(base: Path, gone: Path) -> None:
    found = []
    for root in (base / "log", gone):
        opened = Log.open(root)
        places = {c.id: (c.type, c.evidence.start) for c in opened.rows(Claim)}
        found.append([sorted(places[s] for s in d.subject) for d in opened.rows(Decision) if d.verdict == "same"])
    assert found[0] == found[1] != []
    assert {d.why for d in Log.open(gone).rows(Decision)} == {"as ████ ███████ told us"}


def test_the_same_reports_are_refused_and_no_build_brings_them_back(base: Path, gone: Path) -> None:
    before = Log.open(gone).digest()
    result = build(base / "reports", gone)
    assert "(0 new)" in result.output
    assert result.output.count("it names a person who was forgotten") == 4
    assert "rami" not in result.output.lower()
    assert holds(gone, *SPELLINGS) == []
    now = Log.open(gone).digest()
    assert {key: now[key] for key in before if not key.startswith("sources.read")} == {
        key: value for key, value in before.items() if not key.startswith("sources.read")
    }
    whole(gone)


def test_no_export_names_the_person(gone: Path) -> None:
    opened = Log.open(gone)
    source = Export(opened, archived=opened.archive.raw, history=opened.history)
    for form in FORMATS.values():
        for file in form.files:
            content = form.bytes(source, file)
            parts = [content]
            if zipfile.is_zipfile(BytesIO(content)):
                with zipfile.ZipFile(BytesIO(content)) as packed:
                    parts += [packed.read(name) for name in packed.namelist()]
            assert not any(word in part for part in parts for word in SPELLINGS), file


def test_a_document_is_gone_with_a_tombstone_for_mirrors(base: Path, log: Path) -> None:
    opened = Log.open(log)
    id_, quote = document(opened, "one.txt"), "Tabqa on Tuesday. "
    sha = next(d.sha256_raw for d in opened.rows(Document) if d.id == id_)
    claims = {c.id for c in opened.rows(Claim) if c.document == id_}
    assert claims
    forget(log, "--document", id_)
    opened = Log.open(log)
    assert id_ not in {item.id for item in opened.archive.items()}
    assert holds(log, quote.encode(), b"one.txt") == []
    assert [d.verdict for d in opened.rows(Decision)] == ["same", "different"]  # of pairs, whose other halves are there
    (stone,) = opened.forgotten.rows()
    assert [(removed.id, removed.sha256, removed.now) for removed in stone.removed] == [(id_, sha, "")]
    assert "A document was taken out, of 1 item" in "\n".join(whole(log))
    client = Client(create_app(library(opened)))
    assert {id_, *claims} <= {row["record_id"] for row in client.rows("/api/deleted")}
    assert "it was forgotten in this log" in build(base / "reports", log).output
    assert id_ not in {item.id for item in Log.open(log).archive.items()}


def test_a_page_does_not_come_back_by_its_address(log: Path) -> None:
    opened = Log.open(log)
    (id_,) = (item.id for item in opened.archive.items() if item.url == PAGE.url)
    forget(log, "--document", id_)
    again = Log.open(log)
    with again.lock():
        other = Capture(url=PAGE.url, when=PAGE.when, media_type="text/html", content=b"<p>Another version.</p>", status=200)
        added, (refused,) = ingest(again, [raw_of(other)], lambda *_: None)
    assert (added, refused.reason) == (0, "forgotten")
    assert "darwish" not in json.dumps([refused.subject, refused.message])


def test_what_cannot_be_masked_in_its_form_is_kept_as_text(log: Path) -> None:
    forget(log, "--person", NAME)
    item = next(i for i in Log.open(log).archive.items() if i.name == "six.eml")
    assert item.media_type == "text/plain"
    assert "The army captured Mezra on Monday, ████ ███████ told us." in Log.open(log).archive.raw(item).content.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Say what to forget."),
        (["--person", NAME, "--document", "d-1"], "Say what to forget."),
        (["--person", "Al"], "is too short for a name"),
        (["--person", "Nobody Knownhere"], "holds nothing of that"),
        (["--document", "d-0000"], "There is no document 'd-0000'"),
        (["--person", NAME, "--reason", "Darwish asked"], "has a name of the person"),
        (["--resume"], "no forgetting was stopped"),
    ],
)
def test_what_is_no_request_is_said_and_changes_nothing(base: Path, words: list[str], said: str) -> None:
    log = base / "log"
    before = {path: path.read_bytes() for path in log.rglob("*") if path.is_file() and path.name != ".lock"}
    more = [] if "--reason" in words else ["--reason", "asked"]
    result = CliRunner().invoke(cli, ["forget", str(log), *more, "--who", "Mira", "--yes", *words])
    assert result.exit_code == 1 or isinstance(result.exception, FrontlogError)
    assert said in f"{result.output}{result.exception}"
    assert {path: path.read_bytes() for path in log.rglob("*") if path.is_file() and path.name != ".lock"} == before


def test_a_dry_run_changes_nothing(base: Path) -> None:
    log = base / "log"
    before = {path: path.read_bytes() for path in log.rglob("*") if path.is_file() and path.name != ".lock"}
    result = run("forget", str(log), "--person", NAME, "--reason", "asked", "--who", "Mira", "--dry-run")
    assert "would be taken out of" in result.output
    assert {path: path.read_bytes() for path in log.rglob("*") if path.is_file() and path.name != ".lock"} == before


class KilledError(BaseException):
    """What stands for a kill: nothing catches it, and nothing after it is written."""


@pytest.mark.parametrize("where", ["apply", "work_chain", "note", "write_views", "purge", "finish", "decide"])
def test_stopped_anywhere_it_has_not_begun_or_is_finished_by_resuming(log: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(f"frontlog.forget.run.{where}", stop)
        with pytest.raises(KilledError):
            person(log)
    if where == "decide":
        assert "begun and not decided" in "\n".join(whole(log))
        person(log)
    else:
        with pytest.raises(FrontlogError, match="--resume"):
            Log.open(log)
        with pytest.raises(FrontlogError, match="--resume"):
            Log(log).decisions.add(("c-1",), "same", "Mira", "now", datetime.now(UTC))
        assert any(found.file == ".forget" for found in verify(log, lambda *_: None).differences)
        assert run("forget", str(log), "--resume").exit_code == 0
    assert holds(log, *SPELLINGS) == []
    assert not (log / ".forget").exists()
    whole(log)


@pytest.mark.parametrize("steps", [0, 3, 7, 12, 18, 25, 33, 47])
def test_a_stop_between_any_two_writes_loses_nothing(log: Path, base: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = steps

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise KilledError
            return real(*given, **more)

        return call

    with monkeypatch.context() as patch:
        for name in ("replace", "fsync", "unlink", "ftruncate"):
            patch.setattr(os, name, counted(getattr(os, name)))
        with suppress(KilledError):
            person(log)
    if (log / ".forget" / "plan.json").exists():
        assert run("forget", str(log), "--resume").exit_code == 0
    elif holds(log, *SPELLINGS):
        assert Log.open(log).digest() == Log.open(base / "log").digest()
        whole(log)
        person(log)
    assert holds(log, *SPELLINGS) == []
    whole(log)


def test_a_tombstone_that_is_taken_away_or_a_report_put_back_is_found(log: Path, base: Path) -> None:
    id_ = document(Log.open(log), "one.txt")
    raw = next(Log.open(log).archive.raw(item) for item in Log.open(log).archive.items() if item.id == id_)
    forget(log, "--document", id_)
    opened = Log.open(log)
    opened.archive.add(raw)
    opened.archive.flush()
    assert any("is there, though it was forgotten" in f.what for f in verify(log, lambda *_: None).differences)
    (log / "forgotten.jsonl").unlink()
    assert "forgotten.jsonl" in {f.file for f in verify(log, lambda *_: None).differences}


def test_a_broken_chain_is_not_made_anew(log: Path) -> None:
    path = log / "decisions.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Mira", b"Mora", 1))
    with pytest.raises(FrontlogError, match="a new chain would hide that"):
        run("forget", str(log), "--person", NAME, "--reason", "asked", "--who", "M", "--yes")


def test_a_plan_that_is_there_keeps_builds_out(log: Path, base: Path) -> None:
    (log / ".forget").mkdir()
    decide(log, Plan((), (), (), None))
    with pytest.raises(FrontlogError, match="Forgetting was stopped"):
        run("build", str(base / "reports"), "--log", str(log), "--engine", "serial")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Rami Darwish said", "████ ███████ said"),
        ("RAMI\n DARWISH's", "████\n ███████'s"),
        ("Ramita Darwishani", "Ramita Darwishani"),
        ("/a/rami-darwish_2.html", "/a/xxxx-xxxxxxx_2.html"),
        ("rami%20darwish", "xxxx%20xxxxxxx"),
        ("<b>Rami</b> <i>Darwish</i>", "<b>████</b> <i>███████</i>"),
        ("Darwish", "Darwish"),
    ],
)
def test_spellings_of_a_name(text: str, masked: str) -> None:
    names = Names([NAME])
    assert names.masked(text) == masked
    assert names.found(text) == (text != masked)


@pytest.mark.parametrize("text", ["J&ouml;rg M&#252;ller", "J\\u00f6rg M\\u00fcller", "J%C3%B6rg+M%C3%BCller", "JÖRG MÜLLER"])
def test_escaped_letters_are_letters(text: str) -> None:
    names = Names(["Jörg Müller"])
    assert names.found(text)
    assert not names.found(names.masked(text))


def test_single_words_are_blacked_out_where_the_whole_name_stands_and_generic_ones_are_not() -> None:
    names = Names(["General Mohammed Darwish"])
    assert names.masked("General Mohammed met Darwish", fully=True) == "General Mohammed met ███████"
    assert Names(["Петров"]).masked("Петрову сообщили", fully=True) == "██████у сообщили"
