"""`frontlog runs`: what builds cost, as tables and for machines."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli
from frontlog.store import Log
from frontlog.store.spent import FILE, Builds

TEXT = "By Our Correspondent, 3 March 2017\n\nTroops of the {} brigade entered the village of Adra on Friday, officials said.\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log that was built twice, with one report and with one more."""
    base = tmp_path_factory.mktemp("runs")
    (base / "in").mkdir()
    for name in ("5th", "6th"):
        (base / "in" / f"{name}.txt").write_text(TEXT.format(name))
        assert run("build", str(base / "in"), "--log", str(base / "log"), "--engine", "serial").exit_code == 0
    return base / "log"


def test_the_table_shows_all_builds_and_the_steps_of_the_last(twice: Path) -> None:
    said = run("runs", str(twice))
    builds, _, steps = said.stdout.partition("Build 2, step by step:")
    assert [line.split()[0] for line in builds.splitlines()[1:3]] == ["1", "2"]
    assert "mentions.tag" in steps
    assert [line.split()[0] for line in steps.splitlines() if line.startswith("log.")] == ["log.history", "log.commit"]
    assert "Build 1, step by step:" in run("runs", str(twice), "--build", "1").stdout


def test_machines_get_every_build_with_its_steps(twice: Path) -> None:
    first, second = json.loads(run("runs", str(twice), "--format", "json").stdout)
    assert [(row["build"], row["documents"], row["added"]) for row in (first, second)] == [(1, 1, 1), (2, 2, 1)]
    assert second["state"] == Log.open(twice).state() != first["state"]
    tagged = next(step for step in first["steps"] if step["step"] == "mentions.tag")
    assert tagged["processor"] > 0
    assert tagged["rows"] > 0
    (only,) = json.loads(run("runs", str(twice), "--build", "2", "--format", "json").stdout)
    assert only == second
    rows = list(csv.DictReader(io.StringIO(run("runs", str(twice), "--format", "csv").stdout)))
    assert len(rows) == len(first["steps"]) + len(second["steps"])
    assert {row["build"] for row in rows} == {"1", "2"}


def test_what_builds_cost_is_verified_and_says_nothing_of_the_tables(twice: Path, tmp_path: Path) -> None:
    log = Path(shutil.copytree(twice, tmp_path / "log"))
    digest = Log.open(log).digest()
    (log / FILE).write_text((log / FILE).read_text().replace('"engine": "serial"', '"engine": "cereal"', 1))
    said = run("verify", str(log))
    assert said.exit_code == 1
    assert f"{FILE}" in said.stdout
    (log / FILE).unlink()
    assert Log.open(log).digest() == digest
    assert run("verify", str(log)).exit_code == 0
    said = run("runs", str(log))
    assert (said.exit_code, said.stdout) == (0, "")
    assert "tells of no build yet" in said.stderr


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"before": "", "hash": "", "at": "yesterday", "steps": []}', "ValueError: Invalid isoformat"),
        ('{"before": "", "hash": "", "at": "2026-01-01T00:00:00+00:00", "steps": 3}', "TypeError"),
        ('{"before": "", "hash": "", "at": "2026-01-01T00:00:00+00:00", "steps": []}', "KeyError"),
    ],
)
def test_a_line_that_tells_of_no_build_is_named(line: str, words: str, twice: Path, tmp_path: Path) -> None:
    log = Path(shutil.copytree(twice, tmp_path / "log"))
    (log / FILE).write_text(line + "\n")
    said = CliRunner().invoke(cli, ["runs", str(log)])
    assert said.exit_code == 1
    assert words in str(said.exception)
    assert "Delete that file" in str(said.exception)


def test_a_build_that_is_not_there_is_said(twice: Path) -> None:
    said = run("runs", str(twice), "--build", "7")
    assert said.exit_code == 1
    assert "tells of 2 builds; there is no build 7." in said.stderr
    assert len(Builds(twice).rows()) == 2
