"""Steps that are worked by buckets of a key: the rows are those of a log in which the step was worked in one piece, whoever works it,
whatever was there before and wherever it was stopped."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from frontlog.build import ingest, work_chain
from frontlog.engine import Executor, engine
from frontlog.engine.lost import TRIES, Lost, give_up
from frontlog.engine.serial import Serial
from frontlog.model import FrontlogError, Mutation, Record, Reuse, Stage
from frontlog.pipeline import pipeline
from frontlog.running import Chain
from frontlog.sources.files import Limits, read
from frontlog.store import Log
from frontlog.store.away import fetch, send
from frontlog.store.kept import SUFFIX as KEPT
from frontlog.store.parcels import FOLDER, SUFFIX
from frontlog.store.verify import verify

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
COMPARE = "documents.compare"
KINDS: tuple[type[Record], ...] = (Reuse, Mutation)
pytestmark = pytest.mark.xdist_group("ray")


def _chain(each: int) -> tuple[Stage, ...]:
    """The chain with buckets of few rows."""
    return tuple(replace(s, exchange=replace(s.exchange, each=each)) if s.exchange else s for s in pipeline())


@cache
def whole() -> tuple[Stage, ...]:
    return _chain(1 << 20)


@cache
def in_buckets() -> tuple[Stage, ...]:
    return _chain(2)


def add(root: Path, paths: Iterable[Path], chain: Chain = in_buckets, executor: Executor | None = None) -> Log:
    """A build as far as the copies are compared."""
    log = Log.create(root)
    with log.lock():
        ingest(log, read(list(paths), Limits()), lambda *_: None)
        shards, _ = work_chain(log, executor or Serial(), lambda *_: None, chain, until=Reuse)
        log.commit(shards, "test")
    return Log.open(root)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Six example reports, and of five of them three copies with other numbers each, mixed."""
    folder = tmp_path_factory.mktemp("reports")
    paths = sorted(REPORTS.glob("*.txt"))[:6]
    copies = []
    for turn in range(1, 4):
        for path in paths[:5]:
            head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
            changed = re.sub(r"\b\d{1,2}\b", lambda found, turn=turn: str(int(found[0]) + turn), body)
            copy = folder / f"{path.stem}-{turn}.txt"
            copy.write_text(f"{head}\n\n{changed} {turn + 1} were hurt.\n", encoding="utf-8")
            copies.append(copy)
    return [*paths[:3], *copies[:5], *paths[3:], *copies[5:]]


@pytest.fixture(scope="module")
def reference(reports: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Log:
    return add(tmp_path_factory.mktemp("reference") / "log", reports)


def buckets(log: Log, stage: str = COMPARE) -> list[str]:
    return sorted(shard.bucket for shard in log.shards() if shard.stage == stage)


def left(log: Log) -> list[Path]:
    """What is left of an exchange."""
    return [path for path in (log.root / "tables" / FOLDER).rglob("*") if path.suffix != KEPT]


class Counting(Serial):
    """An engine that counts what it works, and may be stopped by it."""

    def __init__(self, stop: int = -1) -> None:
        self.done: Counter[str] = Counter()
        self.stop = stop

    def map(self, work_: Callable[[Any], Any], tasks: Iterable[Any], lost: Lost = give_up, tries: int = TRIES) -> Iterator[Any]:
        for task in tasks:
            if self.stop == 0:
                raise KeyboardInterrupt
            if getattr(task, "stage", "") == COMPARE:
                self.stop -= 1
                self.done[getattr(task, "leg", "work")] += 1
            yield from super().map(work_, [task], lost, tries)


def test_buckets_hold_the_rows_of_the_whole(reports: list[Path], reference: Log, tmp_path: Path) -> None:
    one = add(tmp_path / "log", reports, whole)
    assert buckets(one) == ["all"]
    assert len(buckets(reference)) > 2
    assert {name.partition("of")[2] for name in buckets(reference)} == {"0008"}
    for kind in KINDS:
        assert one.rows(kind) == reference.rows(kind) != []
    others = {name: sha256 for name, sha256 in one.digest().items() if not name.startswith(COMPARE)}
    assert others == {name: sha256 for name, sha256 in reference.digest().items() if not name.startswith(COMPARE)}
    said = verify(reference.root, lambda *_: None)
    assert (said.differences, said.notes) == ((), ())
    assert left(reference) == []


@pytest.mark.parametrize("name", ["pool", "ray"])
def test_every_engine_gives_the_same_tables(name: str, reports: list[Path], reference: Log, tmp_path: Path, request: Any) -> None:
    address = request.getfixturevalue("ray_cluster").address if name == "ray" else ""
    with engine(name, 2, address) as executor:
        assert add(tmp_path / "log", reports, executor=executor).digest() == reference.digest()


def test_a_log_that_grows_ends_where_a_build_from_nothing_does(reports: list[Path], reference: Log, tmp_path: Path) -> None:
    seen = []
    for begin in range(0, len(reports), 4):
        log = add(tmp_path / "log", reports[begin : begin + 4])
        seen.append(len(buckets(log)))
        assert left(log) == []
    assert seen[0] == 1 < seen[-1]
    assert log.digest() == reference.digest()
    names = {path.name.split(".")[0] for path in (log.root / "tables" / COMPARE).glob(f"*{KEPT}")}
    assert len(names) <= seen[-1] + seen[-2]


def test_what_did_not_change_is_not_worked(reports: list[Path], reference: Log, tmp_path: Path) -> None:
    log = add(tmp_path / "log", reports[:-1])
    again = Counting()
    add(log.root, [], executor=again)
    assert not again.done
    more = Counting()
    assert add(log.root, reports[-1:], executor=more).digest() == reference.digest()
    assert 1 <= more.done["work"] < len(buckets(reference))
    assert more.done["asked"] == more.done["work"]


@pytest.mark.parametrize("stop", [1, 3, 9, 14])
def test_a_build_that_was_stopped_goes_on(stop: int, reports: list[Path], reference: Log, tmp_path: Path) -> None:
    whole_ = Counting()
    add(tmp_path / "other", reports, executor=whole_)
    with pytest.raises(KeyboardInterrupt):
        add(tmp_path / "log", reports, executor=Counting(stop))
    assert not (tmp_path / "log" / "manifest.json").exists()
    rest = Counting()
    log = add(tmp_path / "log", reports, executor=rest)
    assert sum(rest.done.values()) == sum(whole_.done.values()) - stop
    assert log.digest() == reference.digest()
    assert left(log) == []


def test_what_was_kept_may_be_lost(reports: list[Path], reference: Log, tmp_path: Path) -> None:
    log = add(tmp_path / "log", reports[:-3])
    for path in (log.root / "tables").rglob(f"*{KEPT}"):
        path.unlink()
    assert add(log.root, reports[-3:]).digest() == reference.digest()


def test_damaged_parcels_are_said_or_made_anew(reports: list[Path], reference: Log, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        add(tmp_path / "log", reports, executor=Counting(4))
    paths = sorted((tmp_path / "log").rglob(f"*{SUFFIX}"))
    assert len(paths) == 4
    paths[0].write_bytes(paths[0].read_bytes()[:-3])  # no index: made anew
    content = bytearray(paths[1].read_bytes())
    content[10] ^= 1
    paths[1].write_bytes(content)
    with pytest.raises(FrontlogError, match=r"other bytes than were written.+Delete that file"):
        add(tmp_path / "log", reports)
    paths[1].unlink()
    assert add(tmp_path / "log", reports).digest() == reference.digest()


def test_what_is_on_its_way_stays_here(reference: Log, tmp_path: Path, s3: str) -> None:
    area = reference.root / "tables" / FOLDER / "stopped"
    area.mkdir()
    (area / f"some{SUFFIX}").write_bytes(b"words")
    try:
        send(reference, f"s3://{s3}/log")
    finally:
        shutil.rmtree(area)
    fetch(f"s3://{s3}/log", tmp_path / "log")
    there = Log.open(tmp_path / "log")
    assert not (there.root / "tables" / FOLDER).exists()
    assert there.digest() == reference.digest()
