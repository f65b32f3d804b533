"""`frontlog verify` and `frontlog export`: what they print, how they end, and that an export gives the same documents again."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.build import ingest
from frontlog.cli import cli
from frontlog.model import Copy, Document, Rejection
from frontlog.sources.capture import Capture, raw_of
from frontlog.sources.files import Limits, read
from frontlog.sources.revisit import Revisit
from frontlog.sources.warc_write import write_warc
from frontlog.store import Log

REPORTS = {
    "a #1 отчёт.txt": "The army captured the town of Mezra on Monday, residents said.",
    "in/page.html": "<html><body><p>Ten fighters of the Red Brigade were killed near Mezra on Monday.</p></body></html>",
    "lines.jsonl": '{"text": "The army shelled Mezra."}\n\n{"text": "Rebels left Mezra on Monday.", "date": "2017-10-02"}\n',
}
PAGE = Capture(
    url="https://news.example/mezra?b=2&a=1",
    when=datetime(2017, 10, 12, 4, 5, 6, tzinfo=UTC),
    media_type="text/html",
    content="<html><body><p>Клашы near Mezra: the army withdrew on Monday.</p></body></html>".encode("cp1251"),
    status=200,
    headers=(("Content-Type", "text/html; charset=windows-1251"),),
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def folder(path: Path) -> Path:
    for name, text in REPORTS.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def build(source: Path, root: Path) -> Result:
    return run("build", str(source), "--log", str(root), "--engine", "serial")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports and the log that was built of them and a fetched page."""
    base = tmp_path_factory.mktemp("keeping")
    log = Log.create(base / "log")
    with log.lock():
        ingest(log, [raw_of(PAGE)], lambda *_: None)
    assert build(folder(base / "reports"), base / "log").exit_code == 0
    return base


def state(root: Path) -> dict[str, bytes]:
    """What a log holds, but for the costs of its builds: every build notes what it took, also one that found nothing new."""
    names = [path for path in root.rglob("*") if path.is_file() and path.name not in (".lock", "log.duckdb", "builds.jsonl")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in names}


def test_building_the_same_reports_again_changes_no_byte(base: Path) -> None:
    before = state(base / "log")
    result = build(base / "reports", base / "log")
    assert "5 documents (0 new)" in result.output
    assert " 0 shards worked, " in result.output
    assert state(base / "log") == before


def test_a_whole_log_passes(base: Path) -> None:
    result = run("verify", str(base / "log"))
    assert result.exit_code == 0
    assert "1 response records" in result.output
    assert "4 resource records" in result.output
    assert result.output.endswith("All is as it was written.\n")


def test_what_differs_is_said_in_words_and_as_json(base: Path) -> None:
    path = base / "log" / "archive" / "00001.warc.gz"
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[:-1])
        result = run("verify", str(base / "log"))
        found = json.loads(run("verify", str(base / "log"), "--format", "json").stdout)
    finally:
        path.write_bytes(whole)
    assert result.exit_code == 1
    assert "Differs: archive/00001.warc.gz byte " in result.output
    assert "(in/page.html, d-" in result.output
    assert "1 thing differs." in result.output
    (difference,) = found["differences"]
    assert (found["ok"], difference["file"]) == (False, "archive/00001.warc.gz")
    assert "restore the file" in difference["next_step"]
    assert found["checked"]["documents"] == 5


def test_there_is_nothing_to_verify_in_an_empty_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["verify", str(tmp_path)])
    assert result.exit_code == 1
    assert "There is no log" in str(result.exception)


def test_an_export_gives_the_same_documents_again(base: Path, tmp_path: Path) -> None:
    told = run("export", str(base / "log"), "--as", "wacz", "--with-comments", "-o", str(tmp_path / "a.wacz")).output
    assert "5 captures" in told
    build(tmp_path / "a.wacz", tmp_path / "again")
    ours, theirs = Log.open(base / "log").rows(Document), Log.open(tmp_path / "again").rows(Document)
    assert len(ours) == 5
    assert [(d.id, d.text, d.published) for d in ours] == [(d.id, d.text, d.published) for d in theirs]
    assert run("verify", str(tmp_path / "again")).exit_code == 0
    run("export", str(base / "log"), "--as", "wacz", "--with-comments", "-o", str(tmp_path / "b.wacz"))
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        assert {"datapackage.json", "datapackage-digest.json", "indexes/index.cdx", "pages/pages.jsonl"} <= set(archive.namelist())


def meetings(root: Path) -> list[tuple[str, str, datetime | None, str]]:
    found = Log.open(root).archive.captures()
    return [(type(c).__name__, c.url, c.when, dict(c.headers)["Content-Type"]) for c in found if c.url.startswith("http")]


def test_pages_that_were_met_again_are_met_again_in_a_log_made_of_an_export(tmp_path: Path) -> None:
    later, mirror = replace(PAGE, when=PAGE.when.replace(year=2018)), replace(PAGE, url="https://a-mirror.example/mezra")
    changed = replace(later, when=later.when.replace(month=11), content=PAGE.content.replace(b"withdrew", b"fled"))
    log = Log.create(tmp_path / "log")
    with log.lock():
        ingest(log, [raw_of(capture) for capture in (PAGE, later, mirror, changed)], lambda *_: None)
    assert build(folder(tmp_path / "reports"), tmp_path / "log").exit_code == 0
    run("export", str(tmp_path / "log"), "--as", "wacz", "-o", str(tmp_path / "a.wacz"))
    result = build(tmp_path / "a.wacz", tmp_path / "again")
    assert "6 documents (6 new)" in result.output
    assert "Refused" not in result.output
    assert [kind for kind, *_ in meetings(tmp_path / "log")] == ["Revisit", "Capture", "Revisit", "Capture"]
    assert meetings(tmp_path / "again") == meetings(tmp_path / "log")  # the mirror's stands before the page whose bytes it had
    assert [(c.id, c.version_of) for c in Log.open(tmp_path / "again").rows(Copy)] == [
        (c.id, c.version_of) for c in Log.open(tmp_path / "log").rows(Copy)
    ]
    assert run("verify", str(tmp_path / "again")).exit_code == 0
    before = state(tmp_path / "again")
    build(tmp_path / "a.wacz", tmp_path / "again")
    assert state(tmp_path / "again") == before


def test_what_was_met_again_without_its_bytes_is_said(tmp_path: Path) -> None:
    seen = Revisit(url=PAGE.url, when=PAGE.when, sha256="ab" * 32, first_url=PAGE.url, first_when=PAGE.when)
    write_warc([replace(PAGE, url="https://news.example/other"), seen, replace(seen, url="https://a.example/")], tmp_path / "a.warc.gz")
    result = build(tmp_path / "a.warc.gz", tmp_path / "log")
    assert "1 documents (1 new)" in result.output
    assert "'a.warc.gz' notes 2 times that a page was met again whose bytes are not in this log." in result.output


def test_an_export_that_cannot_be_made_says_why(base: Path, tmp_path: Path) -> None:
    result = run("export", str(base / "log"), "--as", "wocz", "-o", str(tmp_path / "a"))
    assert result.exit_code == 2
    assert "no export 'wocz'. Did you mean 'wacz'?" in result.output
    assert "wacz" in result.output
    log = Log.create(tmp_path / "empty")
    with log.lock():
        log.commit([], "0")
    result = run("export", str(tmp_path / "empty"), "--as", "wacz", "-o", str(tmp_path / "a"))
    assert result.exit_code == 1
    assert "holds no reports" in result.output


def test_documents_say_where_and_when_they_were_fetched(base: Path, tmp_path: Path) -> None:
    rows = json.loads(run("documents", str(base / "log"), "--format", "json").stdout)
    assert {row["retrieved_from"] for row in rows} == {"", PAGE.url}
    assert {row["retrieved_at"] for row in rows} == {"", "2017-10-12T04:05:06+00:00"}


def test_a_damaged_record_stops_no_build_and_adding_the_report_mends_it(base: Path, tmp_path: Path) -> None:
    reports, root = tmp_path / "reports", tmp_path / "log"
    for name in ("a", "b"):
        reports.mkdir(exist_ok=True)
        (reports / f"{name}.txt").write_text(f"The army captured the town of {name}-Mezra on Monday, residents said.")
    with Log.create(root).lock():
        log = Log.create(root)
        ingest(log, read([reports], Limits()), lambda *_: None)
    path = root / "archive" / "00001.warc.gz"
    path.write_bytes(path.read_bytes()[:-9])
    assert "1 documents" in build(reports / "a.txt", root).output
    assert [d.name for d in Log.open(root).rows(Document)] == ["a.txt"]
    assert "damaged in the archive" in {r.reason for r in Log.open(root).rows(Rejection)}
    build(reports, root)
    assert [d.name for d in Log.open(root).rows(Document)] == ["a.txt", "b.txt"]
    assert "damaged in the archive" not in {r.reason for r in Log.open(root).rows(Rejection)}
    assert run("verify", str(root)).exit_code == 0
