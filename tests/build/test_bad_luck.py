"""What goes wrong around a build: reports that kill, files that vanish, a disk that is full, clocks and machines that differ."""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from frontlog.build import Built, bucket, build, work
from frontlog.build.before import Before
from frontlog.build.plan import given, tasks
from frontlog.cli import cli
from frontlog.engine import Pool, Serial, engine
from frontlog.model import FrontlogError, Rejection, Stage
from frontlog.pipeline import pipeline
from frontlog.running import Chain
from frontlog.sources.files import Limits
from frontlog.sources.rows import item_of
from frontlog.store import Log, atomic
from support.logs import build as put
from support.records import document
from support.workers import POISON, hungry, poisoned

TEXT = "By Our Correspondent, 3 March 2017\n\nTroops of the {} brigade entered the village of Adra on Friday, officials said.\n"


def first(count: int = 2) -> tuple[Stage, ...]:
    """The first stages of the chain: quick, and one of them needs the other."""
    return pipeline()[:count]


def written(folder: Path, texts: Sequence[str]) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text)
    return folder


def built(folder: Path, log: Path, chain: Chain = first, executor: Any = None) -> Built:
    return build([folder], log, executor or Serial(), Limits(), lambda *_: None, chain)


def of_one_shard(text: str, count: int) -> list[str]:
    """A text and others that fall into its shard."""
    where = bucket(item_of("", 0, "text/plain", text.encode()).id)
    others = (TEXT.format(f"{n}th") for n in range(10_000))
    found = [other for other in others if bucket(item_of("", 0, "text/plain", other.encode()).id) == where]
    return [text, *found[: count - 1]]


def test_a_report_that_kills_its_worker_is_put_aside_by_name(tmp_path: Path) -> None:
    """It lies in one shard with others: they come through. The next build does not try it again until it is told to."""
    (deaths := tmp_path / "deaths").mkdir()
    folder, log = written(tmp_path / "in", of_one_shard(TEXT.format(POISON.decode()), 4)), tmp_path / "log"
    chain = partial(poisoned, deaths)
    with Pool(2) as pool:
        said = built(folder, log, chain, pool)
    assert said.documents == 3
    (row,) = [row for row in Log.open(log).rows(Rejection) if row.reason == "killed its worker"]
    assert (row.subject, row.step, row.document) == ("0.txt", "documents.read", "")
    assert row in said.refused
    assert row.message.startswith("'0.txt' killed each process that worked it in documents.read (3 tries) and was put aside; the other")
    assert sorted(path.name.partition("-")[0] for path in deaths.iterdir()) == ["1", "1", "1", "4", "4"]
    again = built(folder, log, chain)  # in this process: it would die of another try
    assert (again.documents, again.shards) == (3, again.reused)
    (folder / "late.txt").write_text(of_one_shard(TEXT.format(POISON.decode()), 5)[-1])  # into the same shard
    assert built(folder, log, chain).documents == 4
    assert [row for row in Log.open(log).rows(Rejection) if row.reason == "killed its worker"] == [row]
    assert "delete the folder tables/documents.read of the log" in row.message
    shutil.rmtree(log / "tables" / "documents.read")
    assert built(folder, log).documents == 5


@pytest.mark.parametrize("kind", ["documents.parquet", "segments.parquet"])
def test_a_table_that_vanishes_while_it_is_needed_is_made_anew(kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder, log = written(tmp_path / "in", [TEXT.format("5th")]), tmp_path / "log"
    gone: list[Path] = []

    def thief(step: str, done: int, total: int) -> None:
        if step == "documents.read" and not gone:
            gone.extend((log / "tables").rglob(f"*.{kind}"))
            gone[0].unlink()

    assert build([folder], log, Serial(), Limits(), thief, first).documents == 1
    assert gone[0].exists()
    assert f"{gone[0].name} is gone. It is made anew now." in caplog.text


def test_a_table_that_vanished_between_two_builds_is_made_anew(tmp_path: Path) -> None:
    folder, log = written(tmp_path / "in", [TEXT.format("5th")]), tmp_path / "log"
    built(folder, log)
    (path,) = (log / "tables").rglob("*.documents.parquet")
    before = path.read_bytes()
    path.unlink()
    assert built(folder, log).documents == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_full_disk_is_said_and_the_next_build_goes_on(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, log = written(tmp_path / "in", [TEXT.format("5th")]), tmp_path / "log"
    real: Callable[..., None] = getattr(os, broken)

    def full(*words: Any) -> None:
        if broken == "fsync" or "documents.sketch" in str(words[-1]):
            raise OSError(28, "No space left on device")
        real(*words)

    built(folder, log, partial(first, 1))
    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, broken, full)
        with pytest.raises(FrontlogError, match=r"The tables of documents.sketch could not be written \(No space.+Make room on the disk"):
            built(folder, log)
    assert not list((log / "tables").rglob(".part-*"))
    said = built(folder, log)
    assert (said.documents, said.reused) == (1, 2)


def test_a_clock_that_stands_behind_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    log = Log.create(tmp_path / "log")
    now = datetime(2030, 1, 1, tzinfo=UTC)
    put(log.root, [document("One.")], now)
    put(log.root, [document("Two.")], now - timedelta(seconds=1))
    assert caplog.text == ""
    put(log.root, [document("Three.")], now - timedelta(hours=1))
    assert "The clock here says 2029-12-31 23:00 UTC, but the build before was at 2030-01-01 00:00 UTC." in caplog.text
    times = [run.at for run in log.history.runs()]
    assert times == sorted(set(times))


def test_a_machine_with_another_frontlog_writes_nothing(tmp_path: Path) -> None:
    folder, root = written(tmp_path / "in", [TEXT.format("5th")]), tmp_path / "log"
    built(folder, root)
    log = Log.open(root)
    (task,) = tasks(log, first()[0], first, given(log), [], Before({}))
    with pytest.raises(FrontlogError, match=r"The machine '.+' has another Frontlog .+ its documents.read is .+, not older\."):
        work(replace(task, version="older"))
    with pytest.raises(FrontlogError, match=r"The log '.+/elsewhere' is not there on the machine '.+'.+storage that all machines"):
        work(replace(task, log=tmp_path / "elsewhere"))
    assert not (tmp_path / "elsewhere").exists()


def test_a_step_that_runs_out_of_memory_says_so(tmp_path: Path) -> None:
    def hungry(*_: object) -> list[Any]:
        raise MemoryError

    folder, log = written(tmp_path / "in", [TEXT.format("5th")]), tmp_path / "log"
    stages = first(2)
    with pytest.raises(
        FrontlogError, match=r"documents.sketch ran out of memory on its shard 'all'\. Run the same again with fewer --workers"
    ):
        built(folder, log, lambda: (stages[0], replace(stages[1], run=hungry, key="all")))


@pytest.mark.parametrize("name", ["serial", "pool", "ray"])
@pytest.mark.xdist_group("ray")
def test_a_report_that_takes_all_memory_is_put_aside_by_name(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Whatever the engine, the same is said of it; and only after it has run out of memory alone, again and again."""
    address = request.getfixturevalue("ray_cluster").address if name == "ray" else ""
    (meals := tmp_path / "meals").mkdir()
    folder, log = written(tmp_path / "in", of_one_shard(TEXT.format(POISON.decode()), 4)), tmp_path / "log"
    with engine(name, 2, address) as executor:
        said = built(folder, log, partial(hungry, meals), executor)
    assert said.documents == 3
    (row,) = Log.open(log).rows(Rejection)
    assert (row.subject, row.step, row.reason, row.document) == ("0.txt", "documents.read", "out of memory", "")
    assert row.message.startswith("'0.txt' ran out of memory each time that it was worked alone in documents.read (3 tries) and was put")
    assert row.message.endswith("delete the folder tables/documents.read of the log and build: that step is worked anew.")
    assert sorted(path.name.partition("-")[0] for path in meals.iterdir()) == ["1", "1", "1", "4", "4"]
    shutil.rmtree(log / "tables" / "documents.read")
    assert built(folder, log, first).documents == 4  # by a chain that takes less


def test_memory_that_runs_out_once_is_nobodys_fault(tmp_path: Path) -> None:
    (meals := tmp_path / "meals").mkdir()
    folder, log = written(tmp_path / "in", of_one_shard(TEXT.format(POISON.decode()), 4)), tmp_path / "log"
    assert built(folder, log, partial(hungry, meals, False)).documents == 4
    assert Log.open(log).rows(Rejection) == []
    assert len(list(meals.iterdir())) == 1


def test_without_a_log_such_a_report_is_refused_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (meals := tmp_path / "meals").mkdir()
    folder, out = written(tmp_path / "in", [TEXT.format(POISON.decode()), TEXT.format("5th")]), tmp_path / "out"
    monkeypatch.setattr("frontlog.cli.making.with_actors", lambda actors, chain: (*hungry(meals), *chain()[1:]))
    done = CliRunner().invoke(cli, ["extract", str(folder), "--out", str(out)])
    assert (done.exit_code, [path.name for path in out.iterdir()]) == (0, ["1.json"])
    assert "'0.txt' was put aside: it ran out of memory each time that it was worked alone (3 tries)" in done.stderr
    assert len(list(meals.iterdir())) == 3
