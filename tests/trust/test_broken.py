"""What fuzzing broke (benchmarks/fuzz.py), each as a case: shortened, and its words replaced by our own."""

import json
from pathlib import Path

import pytest

from frontlog.documents.heads import HEADS, head
from frontlog.model import Claim, Document, FrontlogError
from frontlog.reference.actors import load_actors
from frontlog.store import Log
from frontlog.store.ledger import Ledger
from support import fuzz
from support.hostile_stages import walk_log, walk_records, worked
from support.patterns import cost


def test_half_a_character_in_the_name_of_a_field() -> None:
    content = json.dumps({"text": "The army took Mezra on Monday, residents said.", "\ud800x": "y"}).encode()
    rows, _ = fuzz.worked(fuzz.raw(content, "application/x-frontlog+json"))
    assert any(isinstance(row, Document) for row in rows)


@pytest.mark.parametrize("body", ["Content-Tet", "A-", "AB-", "Ab-Cd "])
def test_a_head_of_hyphens_is_read_at_once(body: str) -> None:
    assert head(body * 100 + " (x) — ", "", True)[0] in (0, *range(401))
    for _, _, pattern in HEADS:
        assert cost(pattern, (body * 200)[:200]) <= 40 * max(1e-4, cost(pattern, (body * 200)[:100]))


def test_datelines_with_hyphens_are_still_read() -> None:
    for text in (
        "DEIR EZ-ZOR, Syria (Reuters) - The army",
        "Al-Hasakah, Syria, Oct 5 (AFP) -- Troops",
        "PORT-AU-PRINCE, May 5 - Police left",
    ):
        assert head(text, "", True)[0] == text.index(text.rpartition("- ")[2]), text


@pytest.mark.parametrize("content", ["a word", "1", "- x", "a:\n  - b", "? - a\n: b", "!!python/object:x {}", "&a [*a]"])
def test_a_file_of_actors_that_is_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "actors.yml"
    path.write_text(content)
    with pytest.raises(FrontlogError, match="actors"):
        load_actors(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"1", b'{"format": 2, "shards": [1]}', b"[" * 100_000])
def test_a_manifest_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(FrontlogError):
        Log.open(tmp_path).shards()


@pytest.mark.parametrize("name", ["runs.jsonl", "decisions.jsonl", "replies.jsonl"])
def test_a_line_of_another_file_is_named(tmp_path: Path, name: str) -> None:
    log = Log.create(tmp_path / "log")
    Ledger(log.root / name).append([{"x": 1}])
    with pytest.raises(FrontlogError, match=name):
        {"runs.jsonl": log.history.runs, "decisions.jsonl": log.decisions.rows, "replies.jsonl": log.replies.rows}[name]()


@pytest.mark.parametrize(
    "content", [b'{"before": "", "hash": ""}\n', b'{"file": "../../x", "before": "", "hash": ""}\n', b"{\n", b"\xff" * 50]
)
def test_any_file_of_a_log(content: bytes) -> None:
    walk_log(content)


def test_tolls_that_no_number_holds_and_days_at_the_ends_of_the_calendar() -> None:
    for seed in (b"a", b"b", b"c", b"d", b"e", b"f"):
        walk_records(seed)


def test_words_of_a_thousand_digits_are_read() -> None:
    have = worked([fuzz.raw(b"The army killed " + b"9" * 900 + b" rebels in Mezra on Monday.", "text/plain")], until=Claim)
    assert have[Document]
