"""Control told again: layers, what was known on a day, without an outlet, what changed between two days."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def rows(*arguments: str) -> list[dict]:
    result = run("control", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("control")
    reports = root / "in"
    reports.mkdir()
    for path in sorted(EXAMPLES.iterdir())[:4]:
        shutil.copy(path, reports / path.name)
    assert run("build", str(reports), "--log", str(root / "log")).exit_code == 0
    return str(root / "log")


def key(row: dict) -> tuple:
    return row["place_id"], row["valid_from"], row["valid_to"], row["state"], row["holder"]


def test_the_layers_name_their_basis_and_the_known_one_its_last_report(log: str) -> None:
    assert {r["basis"] for r in rows(log)} <= {"assessed", "inferred"}
    assert {r["basis"] for r in rows(log, "--layer", "claimed")} == {"claimed"}
    known = rows(log, "--layer", "known")
    assert known
    assert all(r["known_at"] and r["known_at"] <= r["valid_from"] for r in known)


def test_as_known_after_the_last_report_is_the_account_itself_and_before_the_first_there_is_none(log: str) -> None:
    assert {key(r) for r in rows(log, "--known-on", "2030-01-01")} == {key(r) for r in rows(log)}
    assert rows(log, "--known-on", "2001-01-01") == []


def test_later_reports_are_not_used(log: str) -> None:
    documents = json.loads(run("documents", log, "--format", "json").stdout)
    days = sorted({r["published_at"] for r in documents if r["published_at"]})
    assert len(days) > 1
    early = {r["place_id"] for r in rows(log, "--known-on", days[0])}
    assert early
    assert early < {r["place_id"] for r in rows(log)}


def test_without_an_outlet_its_evidence_is_gone(log: str) -> None:
    outlet = next(r["outlet"] for r in json.loads(run("documents", log, "--format", "json").stdout) if r["outlet"])
    whole, less = rows(log), rows(log, "--without", outlet)
    assert sum(r["n_evidence"] for r in less) < sum(r["n_evidence"] for r in whole)
    failed = run("control", log, "--without", "The Nobody Times")
    assert failed.exit_code == 1
    assert "No report of this log is by 'The Nobody Times'" in str(failed.exception)


def test_what_changed_between_two_days(log: str) -> None:
    before, after = "2017-10-01", "2017-10-13"
    found = rows(log, "--changes", before, after)
    on = {r["place_id"]: (r["state"], r["holder"]) for r in rows(log, "--on", after)}
    assert found
    assert all(r[f"on_{before}"] != r[f"on_{after}"] for r in found)
    assert {r["place_id"] for r in found} <= set(on) | {r["place_id"] for r in rows(log, "--on", before)}
    assert rows(log, "--changes", after, after) == []


def test_a_layer_cannot_be_told_again(log: str) -> None:
    failed = run("control", log, "--layer", "claimed", "--known-on", "2017-10-10")
    assert failed.exit_code == 1
    assert "Leave one of them out" in failed.output


def test_a_place_is_plotted_to_a_file_or_printed(log: str, tmp_path: Path) -> None:
    place = rows(log)[0]["place_name"]
    printed = run("plot", "control", log, place)
    assert printed.exit_code == 0, printed.output
    assert printed.stdout.startswith("<svg ")
    assert run("plot", "control", log, place, "-o", str(tmp_path / "a.svg")).exit_code == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == printed.stdout
    failed = run("plot", "control", log, place, "-o", str(tmp_path / "a.gif"))
    assert failed.exit_code == 1
    assert "ends in .svg or .png" in failed.output


def test_incidents_without_an_outlet_and_by_another_book(log: str) -> None:
    def incidents(*arguments: str) -> list[dict]:
        result = run("incidents", log, *arguments, "--format", "json")
        assert result.exit_code == 0, result.output
        found: list[dict] = json.loads(result.stdout)
        return found

    outlet = next(r["outlet"] for r in json.loads(run("claims", log, "--format", "json").stdout) if r["outlet"])
    whole, less = {r["incident_id"]: r for r in incidents()}, incidents("--without", outlet)
    assert {r["incident_id"]: r["belief"] for r in less} == {key: r["belief"] for key, r in whole.items()}
    assert any(r["grade_without"] == "gone" for r in less)
    assert "No claim of this log is told by" in str(run("incidents", log, "--without", "The Nobody Times").exception)
    lowest = incidents("--counting", "conservative")
    assert [r["killed_best"] for r in lowest] == [r["killed_low"] for r in lowest]


@pytest.mark.parametrize("name", ["incidents", "losses", "coverage"])
def test_plots_of_a_log_are_written_as_svg_and_png(log: str, tmp_path: Path, name: str) -> None:
    printed = run("plot", name, log).stdout
    assert printed.startswith("<svg")
    assert run("plot", name, log, "-o", str(tmp_path / "a.svg")).exit_code == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == printed
    assert run("plot", name, log, "-o", str(tmp_path / "a.png")).exit_code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert run("plot", name, log, "-o", "a.jpg").exit_code == 1


def test_areas_of_a_day_are_written_as_an_illustration(log: str, tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    assert run("control", log, "--on", "2017-10-12", "--areas", str(path)).exit_code == 0
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["illustration"] is True
    assert found["features"]
    outline = tmp_path / "outline.geojson"
    outline.write_text("{", encoding="utf-8")
    failed = run("control", log, "--on", "2017-10-12", "--areas", str(path), "--outline", str(outline))
    assert "is no GeoJSON" in failed.output
    assert "Give it with --on" in run("control", log, "--areas", str(path)).output
