"""A folder of tables of a large log is written by two processes: the same bytes as by one, whatever becomes of the second."""

import os
from datetime import date
from pathlib import Path

import pytest

from frontlog.engine.pool import beside
from frontlog.model import Decision, FrontlogError, Item, Record
from frontlog.store import Log
from frontlog.views.exports import export as exports
from frontlog.views.exports import format as formats
from frontlog.views.exports.choice import Choice, Public
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS
from support.exports import record
from support.logs import build
from support.workers import dies_beside


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: list[Record] = [row for kind, found in record().rows.items() if kind not in (Item, Decision) for row in found]
    return build(tmp_path_factory.mktemp("two") / "log", rows)[0].root


def written(log: Path, name: str, out: Path, public: Public | None = None) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FORMATS[name].write(Export(Log.open(log), Choice(public=public)), out)}


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_two_processes_write_the_bytes_of_one(name: str, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public = Public(date(2018, 1, 1)) if name == "csv" else None
    monkeypatch.setattr(formats, "CORES", 1)
    alone = written(log, name, tmp_path / "one", public)
    monkeypatch.setattr(formats, "CORES", 2)
    monkeypatch.setattr(exports, "MANY", 0)
    both = written(log, name, tmp_path / "two", public)
    assert list(both) == list(alone) == list(FORMATS[name].files)
    assert both == alone


def test_what_the_second_process_cannot_write_is_said(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "CORES", 2)
    monkeypatch.setattr(exports, "MANY", 0)
    (tmp_path / "out" / "spans.csv").mkdir(parents=True)
    with pytest.raises(FrontlogError, match=r"spans\.csv' could not be written"):
        written(log, "csv", tmp_path / "out")


def test_rows_in_memory_and_small_logs_are_written_by_one(log: Path) -> None:
    assert Export(record()).again() is None
    assert Export(Log.open(log)).again() is None


def test_the_task_of_a_process_that_died_is_worked_here() -> None:
    with beside(dies_beside, os.getpid()) as result:
        assert result() == "worked here"


class Filling:
    """A task that is filled while it is sent: written down later than at once, it would be another one."""

    def __init__(self) -> None:
        self.seen = ["at first"]


def seen(task: Filling) -> list[str]:
    return task.seen


def test_what_is_sent_is_the_task_as_it_was_given() -> None:
    task = Filling()
    with beside(seen, task) as finished:
        task.seen.append("later")
        assert finished() == ["at first"]
