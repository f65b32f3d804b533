"""Steps that look at all reports take over what did not change: the log ends with the tables of a build from nothing."""

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from frontlog.build import build
from frontlog.engine import engine
from frontlog.engine.serial import Serial
from frontlog.mentions.tag import tag_with
from frontlog.model import Claim, Contradiction, Document, FrontlogError, Link, Mention, Mutation, Reuse, Sentence, Stage
from frontlog.pipeline import pipeline
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.store.kept import SUFFIX
from frontlog.store.verify import verify

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
KEEPING = ("documents.compare", "documents.copies", "incidents.link")


@cache
def by_rules() -> tuple[Stage, ...]:
    """The chain without the network, which is not what is tested here."""
    return tuple(replace(s, run=_tagged) if s.name == "mentions.tag" else s for s in pipeline())


def _tagged(documents: list[Document], sentences: list[Sentence]) -> Iterator[Mention]:
    return tag_with(None, documents, sentences)


def add(root: Path, paths: list[Path], workers: int = 0) -> Log:
    if workers:
        with engine("pool", workers) as pool:
            build(paths, root, pool, Limits(), lambda *_: None, by_rules)
    else:
        build(paths, root, Serial(), Limits(), lambda *_: None, by_rules)
    return Log.open(root)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Some example reports, and copies of two of them with other numbers."""
    folder = tmp_path_factory.mktemp("reports")
    paths = sorted(REPORTS.glob("*.txt"))[:9]
    for number, path in enumerate(paths[:2]):
        copy = folder / f"copy{number}.txt"
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        changed = re.sub(r"\b\d{1,2}\b", lambda found: str(int(found[0]) + 1), body)
        copy.write_text(f"{head}\n\n{changed} Two were hurt.\n", encoding="utf-8")
        paths.append(copy)
    return paths


def decided(log: Log, draw: random.Random, number: int) -> None:
    """Somebody judges a pair of claims."""
    a, b = draw.sample([claim.id for claim in log.rows(Claim)], 2)
    when = datetime(2024, 1, 1, number, tzinfo=UTC)
    verdict = draw.choice(("same", "different"))
    log.decisions.add((a, b), verdict, "test", "looked at", when)


def from_nothing(like: Log, root: Path, paths: list[Path]) -> Log:
    """A log with the same decisions, built at once."""
    root.mkdir()
    if (like.root / "decisions.jsonl").exists():
        shutil.copy(like.root / "decisions.jsonl", root)
    return add(root, paths)


@pytest.mark.parametrize("seed", [3])
def test_growing_and_judging_end_where_a_build_from_nothing_does(reports: list[Path], tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    rest = draw.sample(reports, len(reports))
    given, rest = rest[:5], rest[5:]
    log = add(tmp_path / "log", given)
    for number in range(3):
        decided(log, draw, number)
        new, rest = rest[:2], rest[2:]
        given += new
        log = add(tmp_path / "log", new, workers=2 if number == 2 else 0)
    assert log.digest() == from_nothing(log, tmp_path / "whole", given).digest()
    assert all(log.rows(kind) for kind in (Link, Contradiction, Reuse, Mutation))
    said = verify(log.root, lambda *_: None)
    assert (said.differences, said.notes) == ((), ())


def kept(root: Path) -> list[Path]:
    return sorted(path for stage in KEEPING for path in (root / "tables" / stage).glob(f"*{SUFFIX}"))


def lost(path: Path) -> None:
    path.unlink()


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20])


@pytest.mark.parametrize("harm", [lost, damaged, cut])
def test_what_was_kept_may_be_lost(reports: list[Path], tmp_path: Path, harm: Callable[[Path], None]) -> None:
    log = add(tmp_path / "log", reports[:4])
    assert len(kept(log.root)) == 11
    for path in kept(log.root):
        harm(path)
    assert add(log.root, reports[4:5]).digest() == from_nothing(log, tmp_path / "whole", reports[:5]).digest()


def test_of_earlier_builds_only_the_last_is_kept(reports: list[Path], tmp_path: Path) -> None:
    for number in range(1, 4):
        log = add(tmp_path / "log", reports[number - 1 : number])
    names = {path.name.split(".")[0] for path in kept(log.root)}
    assert len(names) <= 2 * len(KEEPING)


def test_a_disk_that_is_full_by_then_is_said(reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def full(old: str, new: Path) -> None:
        if str(new).endswith(SUFFIX):
            raise OSError(28, "No space left on device")
        real(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(FrontlogError, match=r"What documents.copies keeps .+ could not be written \(No space.+Make room on the disk"):
            add(tmp_path / "log", reports[:1])
    assert not list((tmp_path / "log" / "tables").rglob(".part-*"))
    assert add(tmp_path / "log", []).digest() == add(tmp_path / "whole", reports[:1]).digest()
