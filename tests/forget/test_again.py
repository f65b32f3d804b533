"""A new report that names a person who was forgotten: known by the mark of the name, and kept without it."""

import json
import logging
from pathlib import Path

import pytest

from frontlog.build import ingest
from frontlog.masking.marks import KEY, key, key_file, marks, named
from frontlog.model import Document, FrontlogError
from frontlog.sources.capture import Capture, raw_of
from frontlog.store import Log
from support.forgetting import NAME, PAGE, SPELLINGS, build, holds, person, whole

NEW = {
    "new.txt": "Khabur Post, 14 October 2017\n\nSDF leave Tabqa\n\nThe SDF left Tabqa on Friday, RAMI DARWISH said. Darwish is a baker.",
    "new.html": "<html><head><title>Mezra</title></head><body><article><p>The army shelled Mezra on Friday and left it, "
    "<b>Rami</b> <i>Darwish</i> told us by telephone from the town.</p></article></body></html>",
    "rami_darwish-again.txt": "Steel Line, 15 October 2017\n\nRebels left Mezra on Saturday.",
    "other.txt": "Steel Line, 16 October 2017\n\nRami Haddad and Ali Darwish left Mezra on Sunday.",
}


def test_new_reports_are_kept_without_the_name(log: Path, tmp_path: Path) -> None:
    person(log)
    (tmp_path / "more").mkdir()
    for name, text in NEW.items():
        (tmp_path / "more" / name).write_text(text, encoding="utf-8")
    result = build(tmp_path / "more", log)
    assert "(4 new)" in result.output
    assert result.output.count("the name was blacked out before it was kept") == 3
    texts = {document.name: document.text for document in Log.open(log).rows(Document)}
    assert "████ ███████ said. ███████ is a baker" in texts["new.txt"]
    assert "████ ███████ told us" in texts["new.html"]
    assert texts["xxxx_xxxxxxx-again.txt"].endswith("Rebels left Mezra on Saturday.")
    assert "Rami Haddad and Ali Darwish" in texts["other.txt"]
    assert holds(log, b"RAMI DARWISH", b"rami_darwish", b"Darwish is") == []
    whole(log)
    assert "(0 new)" in build(tmp_path / "more", log).output  # the same again is the same again


def test_a_new_page_in_another_script_and_with_the_name_in_its_address(log: Path) -> None:
    person(log)
    opened = Log.open(log)
    page = Capture(
        url="https://news.example/2018/rami-darwish-again",
        when=PAGE.when,
        media_type="text/html",
        content="<html><body><p>РАМИ ДАРВИШ said that the army left Mezra on Tuesday.</p></body></html>".encode(),
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"), ("X-Who", NAME)),
    )
    with opened.lock():
        added, (note,) = ingest(opened, [raw_of(page)], lambda *_: None)
    assert (added, note.reason) == (1, "forgotten")
    assert holds(log, *SPELLINGS, "ДАРВИШ".encode()) == []


def test_a_mark_says_nothing_without_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    person(log)
    (stone,) = Log.open(log).forgotten.rows()
    assert len(stone.marks) == 2
    assert key_file().stat().st_mode & 0o077 == 0
    assert holds(log, key().hex().encode()) == []
    assert not set(stone.marks) & set(marks([NAME, "Рами Дарвиш"], b"k" * 32))
    assert list(named(f"It was {NAME}.", frozenset(stone.marks), b"k" * 32)) == []
    assert list(named(f"It was {NAME.upper()}.", frozenset(stone.marks), key())) == [NAME.upper()]
    monkeypatch.setenv(KEY, str(tmp_path / "none"))
    opened = Log.open(log)
    with caplog.at_level(logging.WARNING), opened.lock():
        ingest(opened, [], lambda *_: None)
    assert "cannot be known again on this machine" in caplog.text
    (tmp_path / "none").write_text("no key")
    with pytest.raises(FrontlogError, match="key of forgotten names"), opened.lock():
        ingest(opened, [], lambda *_: None)


def test_a_line_with_marks_that_are_none_is_no_tombstone(log: Path) -> None:
    person(log)
    stones = Log.open(log).forgotten
    (row,) = stones.ledger.rows()
    stones.ledger.append([{**row, "marks": ["x"]}])
    with pytest.raises(FrontlogError, match="is no tombstone"):
        stones.rows()
    assert "marks" in json.dumps(row)
