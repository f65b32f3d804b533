"""A log keeps every byte, survives crashes, and refuses what it cannot read."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from frontlog.model import Copy, Document, FrontlogError, Rejection
from frontlog.store import Archive, Decisions, Log, write_shard
from frontlog.store.atomic import append_bytes, write_bytes
from frontlog.store.duck import query, write_views
from frontlog.store.shards import finished
from support.records import copy, document, raw

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def refusal(name: str, reason: str = "empty file") -> Rejection:
    return Rejection(
        id=f"r-{name}", subject=name, document="", start=-1, end=-1, quote="", step="sources.read", reason=reason, message="It is empty."
    )


def test_a_refusal_ends_when_the_file_could_be_read_later(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.refuse(refusal("report.txt"))
    archive.refuse(refusal("report.txt"))
    archive.refuse(refusal("other.txt"))
    assert [r.subject for r in Archive(tmp_path).refused()] == ["other.txt", "report.txt"]
    archive.add(raw("now it has words", "report.txt"))
    assert [r.subject for r in Archive(tmp_path).refused()] == ["other.txt"]


def test_a_shard_is_whole_only_with_its_marker(tmp_path: Path) -> None:
    doc = document("Some words.")
    shard = write_shard(tmp_path, "s", "00", "k" * 64, (Copy,), [copy(doc)])
    assert finished(tmp_path, "s", "00", "k" * 64) == shard
    assert finished(tmp_path, "s", "00", "x" * 64) is None
    (tmp_path / shard.files[0].path).unlink()
    assert finished(tmp_path, "s", "00", "k" * 64) is None


def test_a_stage_may_write_only_what_it_names(tmp_path: Path) -> None:
    with pytest.raises(FrontlogError, match="'s' wrote a Document"):
        write_shard(tmp_path, "s", "00", "k", (Copy,), [document("x")])


def test_rows_and_queries_come_from_the_manifest(tmp_path: Path) -> None:
    log = Log.create(tmp_path / "a log with spaces")
    shard = write_shard(log.root, "s", "00", "k", (Document, Copy), [document("Some words."), copy(document("Some words."))])
    log.commit([shard], "0.0")
    assert [d.text for d in log.rows(Document)] == ["Some words."]
    assert query(log, "SELECT outlet, (SELECT count(*) FROM claims) AS n FROM documents") == (["outlet", "n"], [("The Outlet", 0)])
    assert write_views(log).exists()
    assert Log.open(log.root).digest() == log.digest()


def test_views_are_written_anew_only_where_they_are_others_or_were_touched(tmp_path: Path) -> None:
    log = Log.create(tmp_path / "log")
    one, two = (write_shard(log.root, "s", name, name, (Document,), [document(f"Some words {name}.")]) for name in ("00", "01"))
    log.commit([one], "0.0")

    def written() -> bool:
        there = path.stat().st_ino if path.exists() else 0
        write_views(log)
        with duckdb.connect(":memory:") as asked:  # a log is opened from its own folder
            asked.execute(f"ATTACH '{path}' AS l (READ_ONLY)").execute(f"SET file_search_path = '{log.root}'")
            assert asked.execute("SELECT count(*) FROM l.documents").fetchall() == [(len(log.rows(Document)),)]
        return path.stat().st_ino != there

    path = write_views(log)
    assert not written()
    log.commit([one, two], "0.0")
    assert written()
    assert not written()
    path.unlink()
    assert written()
    path.write_bytes(b"no database")
    assert written()


def test_what_is_not_a_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FrontlogError, match=r"There is no log at .*frontlog build"):
        Log.open(tmp_path / "none")
    with pytest.raises(FrontlogError, match="not a finished log"):
        Log.open(tmp_path)
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(FrontlogError, match=r"holds 'thesis\.docx', which is not part of a log"):
        Log.create(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(FrontlogError, match="is a file"):
        Log.create(tmp_path / "file")


def test_a_newer_log_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 99, "shards": []}))
    for attempt in (Log.open, Log.create):
        with pytest.raises(FrontlogError, match=r"format 99; this Frontlog reads up to 2\. .*newer version"):
            attempt(tmp_path)


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(FrontlogError, match=r"manifest\.json is damaged"):
        Log.open(tmp_path)


def test_one_build_at_a_time(tmp_path: Path) -> None:
    log = Log.create(tmp_path)
    with (
        log.lock(),
        pytest.raises(FrontlogError, match=r"Another build \(process \d+ on .+, begun .+ UTC\)"),
        Log.create(tmp_path).lock(),
    ):
        pytest.fail("two builds held one log")


def test_decisions_form_a_chain(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    decisions = Decisions(path)
    decisions.add(("c-2", "c-1"), "same", "Mira", "one strike, two outlets", NOW)
    decisions.add(("c-1", "c-3"), "different", "Mira", "next day", NOW)
    assert [(d.subject, d.verdict) for d in decisions.rows()] == [(("c-1", "c-2"), "same"), (("c-1", "c-3"), "different")]
    path.write_text(path.read_text().replace("one strike", "two strikes"))
    with pytest.raises(FrontlogError, match="line 1: the chain of decisions is broken"):
        decisions.rows()


def test_a_decision_cut_off_by_a_crash_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    Decisions(path).add(("c-2", "c-1"), "same", "Mira", "one strike", NOW)
    with path.open("a") as file:
        file.write('{"id": "v-')
    assert len(Decisions(path).rows()) == 1


@pytest.mark.parametrize(
    ("verdict", "who", "message"), [("sane", "Mira", "Did you mean 'same'"), ("same", "", "needs the ids")], ids=["verdict", "who"]
)
def test_half_a_decision_is_refused(tmp_path: Path, verdict: str, who: str, message: str) -> None:
    with pytest.raises(FrontlogError, match=message):
        Decisions(tmp_path / "d").add(("c-1",), verdict, who, "because", NOW)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_bytes(path, b"old")
    with pytest.raises(TypeError):
        write_bytes(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    append_bytes(path, b"more")
    assert path.read_bytes() == b"oldmore"


def test_a_decision_after_one_that_was_cut_off_keeps_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    decisions = Decisions(path)
    decisions.add(("c-1", "c-2"), "same", "Mira", "one strike\u2028two lines", NOW)
    with path.open("a") as file:
        file.write('{"before": "x", "id": "v-')
    decisions.add(("c-1", "c-3"), "different", "Mira", "next day", NOW)
    assert [d.why for d in decisions.rows()] == ["one strike\u2028two lines", "next day"]


def test_a_log_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    log = Log.create(tmp_path)
    (tmp_path / ".lock").mkdir()
    with pytest.raises(FrontlogError, match=r"cannot be written to \(Is a directory\)"), log.lock():
        pytest.fail("it was locked")


def test_what_was_added_under_the_lock_is_in_the_index_behind_it(tmp_path: Path) -> None:
    log = Log.create(tmp_path)
    with log.lock():
        for number in range(5):
            log.archive.add(raw(f"words {number}", f"{number}.txt"))
    assert len((tmp_path / "archive" / "records.jsonl").read_text().splitlines()) == 6


def test_what_a_killed_writer_left_keeps_no_build_out_and_is_swept_away_later(tmp_path: Path) -> None:
    log = Log.create(tmp_path / "log")
    young, old = log.root / ".part-a", log.root / ".part-b"
    for path in (young, old):
        path.write_bytes(b"half a manifest")
    os.utime(old, (0, 0))
    with Log.create(log.root).lock():
        pass
    assert young.exists()  # it could be another writer's, who is at work
    assert not old.exists()
    assert Log.create(log.root)
