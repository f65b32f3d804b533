"""Decisions on disk: nothing that was acknowledged is lost when the writer is killed, or when two write at once."""

import errno
import os
import random
import signal
import time
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from frontlog.model import FrontlogError
from frontlog.store.decisions import Decisions, More

NOW = datetime(2031, 3, 9, tzinfo=UTC)
LATE = datetime(2030, 1, 1, tzinfo=UTC)  # of a clock that was put back


def test_everything_that_was_said_comes_back(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "decisions.jsonl")
    made = [
        decisions.add(("c-2", "c-1"), "different", "Mira", "next day", NOW, More(against=("c-4", "c-3"))),
        decisions.add(("c-1",), "corrected", "Mira", "misread", NOW, More(document="d-1", field="number", value='{"min": 1}')),
        decisions.add(("c-1",), "dropped", "Tarek", "no event", NOW, More(document="d-1")),
    ]
    assert decisions.rows() == made
    assert made[0].against == ("c-3", "c-4")
    assert len({d.id for d in made}) == 3


def test_the_last_one_is_the_latest_whatever_the_clock_says(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "decisions.jsonl")
    first = decisions.add(("c-1", "c-2"), "same", "Mira", "one", NOW)
    second = decisions.add(("c-1", "c-2"), "different", "Mira", "two", LATE)
    third = decisions.add(("c-1", "c-2"), "same", "Mira", "three", NOW + timedelta(days=1))
    assert first.when < second.when < third.when == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("verdict", "who", "why"),
    [
        ("maybe", "Mira", "x"),
        ("same", "", "x"),
        ("same", " ", "x"),
        ("same", "Mira", ""),
        ("same", "Mira", "x" * 5000),
        ("same", "M" * 500, "x"),
    ],
)
def test_what_is_no_decision_is_not_written(verdict: str, who: str, why: str, tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "decisions.jsonl")
    with pytest.raises(FrontlogError):
        decisions.add(("c-1", "c-2"), verdict, who, why, NOW)
    assert decisions.rows() == []


def test_decisions_since_a_state(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "decisions.jsonl")
    assert decisions.since("") == 0
    decisions.add(("c-1", "c-2"), "same", "Mira", "one", NOW)
    head = decisions.head()
    decisions.add(("c-1", "c-3"), "same", "Mira", "two", NOW)
    assert (decisions.since(""), decisions.since(head), decisions.since(decisions.head())) == (2, 1, 0)


def _decide(path: Path, acknowledged: int, count: int) -> None:
    """Decide on and on, and tell of each decision once it was acknowledged."""
    decisions = Decisions(path)
    for n in range(count):
        made = decisions.add((f"c-{os.getpid()}", f"c-{n}"), "same", "Mira", "a reason that is long enough to be cut " * 20, NOW)
        os.write(acknowledged, f"{made.id}\n".encode())


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path, chance = tmp_path / "decisions.jsonl", random.Random(8)
    known: list[str] = []
    for _ in range(25):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            try:
                _decide(path, write, 10_000)
            finally:
                os._exit(1)
        os.close(write)
        with os.fdopen(read) as told:
            for _ in range(chance.randrange(1, 5)):  # the machine may be slow: wait for some to be acknowledged
                known.append(told.readline().strip())
            time.sleep(chance.uniform(0.0, 0.01))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            known += [line.strip() for line in told.readlines() if line.endswith("\n")]
        decisions = Decisions(path)
        made = [d.id for d in decisions.rows()]
        assert set(known) <= set(made)
        known.append(decisions.add(("c-1", "c-2"), "unsure", "Mira", "after the crash", NOW).id)
    assert len(known) > 50
    assert [d.id for d in Decisions(path).rows()][-1] == known[-1]


def test_two_who_decide_at_once_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    null = os.open(os.devnull, os.O_WRONLY)
    context = get_context("fork")
    both = [context.Process(target=_decide, args=(path, null, 40)) for _ in range(3)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    os.close(null)
    assert len(Decisions(path).rows()) == 120


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_a_full_disk_is_said_and_nothing_of_the_decision_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    decisions = Decisions(tmp_path / "decisions.jsonl")
    decisions.add(("c-1", "c-2"), "same", "Mira", "one strike", datetime(2026, 1, 1, tzinfo=UTC))
    before = decisions.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("frontlog.store.atomic.sync_file" if call == "fsync" else "frontlog.store.atomic.add", full)
        with pytest.raises(FrontlogError, match=r"could not be written \(No space left on device\)"):
            decisions.add(("c-1", "c-3"), "different", "Mira", "next day", datetime(2026, 1, 2, tzinfo=UTC))
    assert decisions.path.read_bytes() == before
