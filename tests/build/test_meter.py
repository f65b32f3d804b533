"""What a build cost is noted step by step, whoever worked it, and nothing in the tables hangs on it."""

import logging
import time
from functools import partial
from pathlib import Path

import pytest

from frontlog.build import build
from frontlog.build.meter import Meter, process
from frontlog.engine import Pool, Serial
from frontlog.pipeline import pipeline
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.store.spent import FILE, Builds
from support.workers import busy

TEXT = "By Our Correspondent, 3 March 2017\n\nTroops of the 5th brigade entered the village of Adra on Friday, officials said.\n"


def built(tmp_path: Path, count: int = 2) -> Path:
    (tmp_path / "in").mkdir(exist_ok=True)
    (tmp_path / "in" / "one.txt").write_text(TEXT)
    build([tmp_path / "in"], tmp_path / "log", Serial(), Limits(), lambda *_: None, lambda: pipeline()[:count])
    return tmp_path / "log"


def test_each_build_is_noted_with_what_its_steps_wrote(tmp_path: Path) -> None:
    log = built(tmp_path)
    built(tmp_path)
    first, second = Builds(log).rows()
    steps = {step.step: step for step in first.steps}
    assert list(steps) == ["sources.read", "build.plan", "documents.read", "documents.sketch", "log.history", "log.commit"]
    files = [file for shard in Log.open(log).shards() if shard.stage == "documents.read" for file in shard.files]
    found = steps["documents.read"]
    assert found.rows == sum(file.rows for file in files) > 3
    assert found.bytes == sum((log / file.path).stat().st_size for file in files)
    assert (found.shards, found.reused, found.workers) == (1, 0, 1)
    assert (first.documents, first.added, first.engine) == (1, 1, "serial")
    assert first.processor == pytest.approx(sum(step.processor for step in first.steps))
    assert first.memory == max(step.memory for step in first.steps)
    again = {step.step: step for step in second.steps}["documents.read"]
    assert (again.shards, again.reused, again.rows, again.bytes, second.added) == (0, 1, 0, 0, 0)
    assert second.state == first.state == Log.open(log).state()


def test_the_processes_of_a_pool_count_their_own_time_and_memory() -> None:
    """Work of one second of processor and 64 MB, in two processes; that of the build itself does little."""
    with Pool(2) as pool:
        meter = Meter(pool)
        with meter.step("outside") as step:
            assert list(meter.map(busy, [64_000_000] * 4)) == [64_000_000] * 4
    assert process() not in step.who
    assert 1 <= len(step.who) <= 2
    assert step.processor >= 0.4
    assert step.memory > 64_000_000


def test_work_in_the_process_of_the_build_is_counted_once() -> None:
    meter = Meter(Serial())
    spent = time.process_time()
    with meter.step("here") as step:
        list(meter.map(busy, [1_000_000] * 2))
    assert 0.2 <= step.processor <= time.process_time() - spent
    assert step.who == {process()}


def test_a_step_of_the_same_name_goes_on() -> None:
    meter = Meter(Serial())
    for _ in range(2):
        with meter.step("again"):
            list(meter.map(partial(round, ndigits=None), [1.0]))
    assert [step.step for step in meter.steps()] == ["again"]
    assert Meter.of(meter) is meter


def test_a_build_whose_cost_cannot_be_noted_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Builds, "add", full)
    with caplog.at_level(logging.WARNING):
        log = built(tmp_path)
    assert "What this build cost could not be noted in the log ([Errno 28] No space left on device); its tables are whole." in caplog.text
    assert Log.open(log).shards()
    assert not (log / FILE).exists()
