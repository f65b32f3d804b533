"""Control by buckets of places in a log that grows and in which people decide: its rows are those of a log without buckets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from frontlog.build import build
from frontlog.engine import engine
from frontlog.engine.serial import Serial
from frontlog.mentions.tag import tag_with
from frontlog.model import ClaimedState, ControlState, Document, Effect, FrontlogError, KnownState, Mention, Sentence, Stage
from frontlog.pipeline import pipeline
from frontlog.running import Chain
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.store.parcels import FOLDER
from frontlog.store.verify import verify

REPORTS = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))[:8]
LAYERS = "control.layers"
KINDS = (ControlState, KnownState, ClaimedState)


def _tagged(documents: list[Document], sentences: list[Sentence]) -> Iterator[Mention]:
    return tag_with(None, documents, sentences)


def _by_rules(each: int) -> Iterator[Stage]:
    """The chain without the network, and with buckets of few rows."""
    for stage in pipeline():
        if stage.name == "mentions.tag":
            yield replace(stage, run=_tagged)
        else:
            yield replace(stage, exchange=replace(stage.exchange, each=each)) if stage.exchange else stage


@cache
def whole() -> tuple[Stage, ...]:
    return tuple(_by_rules(1 << 20))


@cache
def in_buckets() -> tuple[Stage, ...]:
    return tuple(_by_rules(8))


def add(root: Path, paths: Iterable[Path], chain: Chain = in_buckets, workers: int = 0) -> Log:
    with engine("pool" if workers else "serial", workers) as executor:
        build(list(paths), root, executor, Limits(), lambda *_: None, chain)
    return Log.open(root)


def decided(log: Log) -> None:
    """Somebody calls two places one."""
    one, two = sorted({row.place_id for row in log.rows(Effect)})[:2]
    log.decisions.add((one, two), "same", "test", "seen on the map", datetime(2024, 1, 1, tzinfo=UTC))


def layers(log: Log) -> dict[str, str]:
    return {name: sha256 for name, sha256 in log.digest().items() if name.startswith(LAYERS)}


def test_a_log_that_grows_and_is_judged_ends_where_others_do(tmp_path: Path) -> None:
    log = add(tmp_path / "log", REPORTS[:4])
    decided(log)
    log = add(tmp_path / "log", REPORTS[4:])
    for name, chain, workers in (("anew", in_buckets, 2), ("whole", whole, 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "decisions.jsonl").write_bytes((log.root / "decisions.jsonl").read_bytes())
        add(tmp_path / name, REPORTS, chain, workers)
    anew, one = Log(tmp_path / "anew"), Log(tmp_path / "whole")
    assert log.digest() == anew.digest()
    assert len({name.split("/")[1] for name in layers(log)}) > 2
    assert {name.split("/")[1] for name in layers(one)} == {"all"}
    for kind in KINDS:
        assert log.rows(kind) == one.rows(kind) != []
    said = verify(log.root, lambda *_: None)
    assert (said.differences, said.notes) == ((), ())
    assert not [path for path in (log.root / "tables" / FOLDER).iterdir() if path.is_dir()]


class Poor(Serial):
    """An engine on which a leg runs out of memory."""

    def map(self, work, tasks: Sequence[object], *more: object):  # type: ignore[no-untyped-def, override]
        for task in tasks:
            if getattr(task, "leg", "") == "told":
                raise FrontlogError("no memory")
            yield from super().map(work, [task], *more)  # type: ignore[arg-type]


def test_a_leg_that_fails_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    log = add(tmp_path / "log", REPORTS[:2])
    before = log.digest()
    with pytest.raises(FrontlogError, match="no memory"):
        build(REPORTS[2:4], log.root, Poor(), Limits(), lambda *_: None, in_buckets)
    assert Log.open(log.root).digest() == before
    assert add(log.root, []).digest() == add(tmp_path / "anew", REPORTS[:4]).digest()
