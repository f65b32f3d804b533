"""Killed at any moment, nothing that was acknowledged is lost and the next run ends with the same. benchmarks/kills.py does it for long."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from frontlog.model import Document, Record
from support.kills import Killer, LostError, builds, exports, packs, reviews, sound, whole_files
from support.logs import build
from support.records import raw
from support.sample import week


@pytest.fixture
def killer(tmp_path: Path) -> Killer:
    (tmp_path / "home").mkdir()
    return Killer(tmp_path / "home", random.Random(5), short=True)


def sample(root: Path, rows: Iterable[Record] | None = None) -> Path:
    """The invented week as a log on disk, or other rows."""
    log, _ = build(root, [row for found in week().rows.values() for row in found] if rows is None else rows)
    log.archive.add(raw("a report", "a.txt"))
    log.archive.flush()
    return root


def test_builds(killer: Killer, tmp_path: Path) -> None:
    assert builds(killer, tmp_path / "b", kills=2, each=2) >= 2


def test_a_server_with_reviews_being_written(killer: Killer, tmp_path: Path) -> None:
    log = sample(tmp_path / "log")
    assert reviews(killer, log, kills=2) == 2
    assert (log / "decisions.jsonl").read_text().count("\n") >= 2


def test_exports(killer: Killer, tmp_path: Path) -> None:
    rows = [replace(row, outlet="Another") if isinstance(row, Document) else row for found in week().rows.values() for row in found]
    other = sample(tmp_path / "other", rows)
    assert exports(killer, sample(tmp_path / "log"), other, tmp_path / "out", 3, ("geojson", "csv")) == 3


def test_places_add(killer: Killer, tmp_path: Path) -> None:
    assert packs(killer, tmp_path / "p", kills=3, villages=200) == 3


def test_what_is_lost_would_be_seen(tmp_path: Path) -> None:
    with pytest.raises(LostError, match="neither the old file nor the new one"):
        whole_files({"a": b"ne"}, {"a": b"old"}, {"a": b"new"})
    with pytest.raises(LostError, match="is gone"):
        whole_files({}, {"a": b"old"}, {"a": b"new"})
    log = sample(tmp_path / "log")
    (log / "runs.jsonl").write_bytes(b"")
    with pytest.raises(LostError, match=r"runs\.jsonl"):
        sound(log)
