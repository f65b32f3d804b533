"""Faults of a disk: it is full, may not be written, or what lies on it was damaged. Each is said by name, and the rest is usable."""

import errno
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from frontlog.cli import cli
from frontlog.model import Document, FrontlogError
from frontlog.store import Log
from support.kills import Killer, build_words, faults, reports

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports and a log of them, as far as the documents, and decisions."""
    folder = tmp_path_factory.mktemp("faults")
    killer(folder).whole(*build_words(reports(folder / "reports"), folder / "log"))
    return folder


def killer(folder: Path, limit: int = 0) -> Killer:
    (folder / "home").mkdir(exist_ok=True)
    return Killer(folder / "home", random.Random(1), short=True, limit=limit)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "it")
    return tmp_path / "it"


def ended(worker: Killer, *words: str) -> tuple[int, str]:
    process = worker.start(*words)
    process.join()
    return process.exitcode, worker.said


@pytest.mark.parametrize("limit", [200, 6_000])
def test_a_build_on_a_full_disk_is_said_and_the_next_one_ends_the_same(folder: Path, limit: int) -> None:
    words = build_words(folder / "reports", folder / "other")
    code, said = ended(killer(folder, limit), *words)
    assert code == 1
    assert "could not be written (File too large)" in said
    assert "Traceback" not in said
    killer(folder).whole(*words)
    assert Log.open(folder / "other").digest() == Log.open(folder / "log").digest()
    assert faults(folder / "other") == frozenset()


@pytest.mark.parametrize("words", [("export", "--as", "csv"), ("export", "--as", "parquet"), ("site",)])
def test_an_output_on_a_full_disk_is_said_and_leaves_no_half_file(folder: Path, words: tuple[str, ...]) -> None:
    out = folder / "out"
    name, *more = words
    code, said = ended(killer(folder, 500), name, str(folder / "log"), *more, "-o", str(out))
    assert code == 1
    assert "could not be written (File too large)" in said
    assert "Traceback" not in said
    half = [path for path in out.rglob("*") if path.is_file() and path.stat().st_size >= 500] if out.is_dir() else []
    assert (half, out.is_file()) == ([], False)
    assert faults(folder / "log") == frozenset()


def test_a_log_that_may_not_be_written_is_read_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, real = folder / "log", Path.open

    def closed(path: Path, mode: str = "r", *more: object, **others: object) -> object:
        if path.is_relative_to(log) and set(mode) & set("wax+"):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, mode, *more, **others)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(FrontlogError, match=r"cannot be written to \(Read-only file system\)"):
        CliRunner().invoke(cli, list(build_words(folder / "reports", log)), catch_exceptions=False)
    with pytest.raises(FrontlogError, match=r"cannot be written to \(Read-only file system\)"):
        Log.open(log).decisions.add(("c-1", "c-2"), "same", "Mira", "one strike", NOW)
    for words in (("documents", str(log)), ("verify", str(log))):
        assert CliRunner().invoke(cli, list(words), catch_exceptions=False).exit_code == 0


@pytest.mark.parametrize("content", [b"", b"PAR1 and no more", None], ids=["empty", "other", "cut"])
def test_a_damaged_table_is_named_and_made_anew(folder: Path, content: bytes | None) -> None:
    log = folder / "log"
    before = Log.open(log).digest()
    path = log / Log.open(log).paths(Document)[0]
    path.write_bytes(path.read_bytes()[:-9] if content is None else content)
    assert any(path.name in fault for fault in faults(log))
    with pytest.raises(FrontlogError, match=path.name) as error:
        CliRunner().invoke(cli, ["documents", str(log)], catch_exceptions=False)
    assert "Delete that file" in str(error.value)
    assert len(Log.open(log).archive.items()) == 3  # what was read is untouched
    path.unlink()
    killer(folder).whole(*build_words(folder / "reports", log))
    assert Log.open(log).digest() == before
    assert faults(log) == frozenset()


def test_a_decision_file_that_was_cut_is_named_and_the_tables_are_read(folder: Path) -> None:
    log = Log.open(folder / "log")
    for other in ("c-2", "c-3"):
        log.decisions.add(("c-1", other), "same", "Mira", "one strike", NOW)
    log.commit(log.shards(), "0.0")
    path = log.decisions.path
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 40])
    assert any("decisions.jsonl" in fault and "has lost the line" in fault for fault in faults(log.root))
    assert len(log.rows(Document)) == 3
    path.write_bytes(whole[40:])
    with pytest.raises(FrontlogError, match=r"decisions\.jsonl line 1: the chain of decisions is broken here"):
        log.decisions.rows()
    assert CliRunner().invoke(cli, ["documents", str(log.root)], catch_exceptions=False).exit_code == 0
