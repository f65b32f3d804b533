"""Forgetting: afterwards a name or a report is in no file of the log and in no export, the log verifies, and what is out stays out."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontlog.build import ingest
from frontlog.cli import cli
from frontlog.forget.plan import Plan, decide
from frontlog.model import Claim, Decision, Document, FrontlogError
from frontlog.server.app import create_app
from frontlog.server.run import library
from frontlog.sources.capture import Capture, raw_of
from frontlog.store import Log
from frontlog.store.verify import verify
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS
from support.client import Client
from support.forgetting import NAME, PAGE, SPELLINGS, build, document, forget, holds, run, whole


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


def test_what_steps_kept_for_the_next_build_goes_too(base: Path, gone: Path) -> None:
    """Such files are compressed, so the search for the name would not see it in them."""
    kept = {path.name for path in (base / "log").rglob("*.kept")}
    assert kept
    assert kept.isdisjoint(path.name for path in gone.rglob("*.kept"))


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
