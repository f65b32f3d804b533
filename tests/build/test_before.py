"""A build takes over what it can: it ends with the tables of a build from nothing, and works only what is new."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from frontlog.build import build, task
from frontlog.engine.serial import Serial
from frontlog.model import Document, Record, Stage
from frontlog.pipeline import pipeline
from frontlog.sources.files import Limits
from frontlog.store import Log

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
BY_DOCUMENT = ("documents.read", "documents.sketch", "mentions.tag", "claims.assemble")


@pytest.fixture(autouse=True, scope="module")
def two_shards() -> Iterator[None]:
    """So few that every new report meets old ones in its shard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(task, "BUCKETS", 2)
        yield


@pytest.fixture(scope="module")
def old(two_shards: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of four reports and a file that gives none."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    add(folder / "log", [*sorted(REPORTS.iterdir())[:4], folder / "empty.html"], Watched())
    return folder


@pytest.fixture(scope="module")
def whole(old: Path) -> dict[str, str]:
    """The tables of a build from nothing of these and two more reports."""
    add(old / "whole", [*sorted(REPORTS.iterdir())[:6], old / "empty.html"], Watched())
    return Log.open(old / "whole").digest()


class Watched:
    """The chain, with a note of how many rows of its first type each stage was given."""

    def __init__(self, version: str = "") -> None:
        self.given: dict[str, int] = {}
        self.stages = tuple(replace(stage, run=self._noted(stage), version=stage.version + version) for stage in pipeline())

    def __call__(self) -> tuple[Stage, ...]:
        return self.stages

    def _noted(self, stage: Stage) -> Callable[..., Iterable[Record]]:
        def run(*tables: list[Record], **more: object) -> Iterable[Record]:
            if stage.key == "document":
                self.given[stage.name] = self.given.get(stage.name, 0) + len(tables[0])
            return stage.run(*tables, **more)

        return run


def add(root: Path, paths: list[Path], chain: Watched) -> int:
    return build(paths, root, Serial(), Limits(), lambda *_: None, chain).documents


def test_added_reports_alone_are_worked_and_the_tables_are_those_of_a_build_from_nothing(
    old: Path, whole: dict[str, str], tmp_path: Path
) -> None:
    log, chain = Path(shutil.copytree(old / "log", tmp_path / "log")), Watched()
    assert add(log, sorted(REPORTS.iterdir())[4:6], chain) == 6
    assert Log.open(log).digest() == whole
    assert len(Log.open(log).rows(Document)) == 6
    assert {name: chain.given[name] for name in BY_DOCUMENT} == dict.fromkeys(BY_DOCUMENT, 2)


def test_other_code_works_every_report_anew(old: Path, tmp_path: Path) -> None:
    log, chain = Path(shutil.copytree(old / "log", tmp_path / "log")), Watched("-later")
    add(log, sorted(REPORTS.iterdir())[4:5], chain)
    assert {name: chain.given[name] for name in BY_DOCUMENT} == dict.fromkeys(BY_DOCUMENT, 5) | {"documents.read": 6}


def test_a_lost_table_is_made_anew(old: Path, whole: dict[str, str], tmp_path: Path) -> None:
    log, chain = Path(shutil.copytree(old / "log", tmp_path / "log")), Watched()
    for path in (log / "tables" / "mentions.tag").glob("*.parquet"):
        path.unlink()
    add(log, sorted(REPORTS.iterdir())[4:6], chain)
    assert (chain.given["documents.read"], chain.given["mentions.tag"]) == (2, 6)
    assert Log.open(log).digest() == whole
