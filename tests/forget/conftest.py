"""A log that names a person in every way: as it was, without the person, and as a copy that may be changed."""

import shutil
from pathlib import Path

import pytest

from support.forgetting import SPELLINGS, holds, made, person, short


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the log and of its reports."""
    return made(tmp_path_factory.mktemp("forget"))


@pytest.fixture(scope="session")
def gone(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same log without the person."""
    root = tmp_path_factory.mktemp("gone") / "log"
    shutil.copytree(base / "log", root)
    assert len(holds(root, *SPELLINGS)) > 8
    person(root)
    return root


@pytest.fixture
def log(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that is read only as far as its documents: all that forgetting does is done to it, in a tenth of the time."""
    shutil.copytree(base / "log", tmp_path / "log")
    monkeypatch.setattr("frontlog.cli.readers.pipeline", short)
    return tmp_path / "log"
