"""The command `export`: out of a log on the disk as out of rows in memory, with filters, and with errors that say what to do."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli
from frontlog.model import RECORDS, Decision, Item, Raw, Reply
from frontlog.store import Log
from frontlog.store.shards import write_shard
from frontlog.views.exports.choice import Choice, Public
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS, NAMED
from support.exports import ABOUT, REPORTS, record

STORED = [kind for kind in RECORDS if kind not in (Item, Decision, Reply)]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the tests as a log on the disk, each table in two shards."""
    root = tmp_path_factory.mktemp("export") / "log"
    made, rows = Log.create(root), record()
    with made.lock():
        for item in rows(Item):
            made.archive.add(Raw(item=replace(item, url="", retrieved=None), content=REPORTS[item.id][3].encode()))
        shards = [
            write_shard(root, kind.table, bucket, f"{kind.table}{bucket}", (kind,), part)
            for kind in STORED
            if (found := list(rows(kind)))
            for bucket, part in (("0", found[1::2]), ("1", found[::2]))
        ]
        made.commit(shards, "test")
    return root


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["export", *words])


@pytest.fixture(scope="module", params=[None, Public(date(2018, 1, 1))], ids=["full", "public"])
def both(request: pytest.FixtureRequest, log: Path) -> tuple[Export, Export]:
    """An export of the log, and one of the rows that it was made of."""
    opened, rows, choice = Log.open(log), record(), Choice(public=request.param)
    rows.rows[Item], rows.rows[Decision] = opened.rows(Item), []
    return Export(opened, choice, ABOUT, opened.archive.raw), Export(rows, choice, ABOUT, opened.archive.raw)


@pytest.mark.parametrize("name", [n for n in NAMED if n != "pack"])
def test_a_log_gives_what_its_rows_give(name: str, both: tuple[Export, Export]) -> None:
    for file in FORMATS[name].files:
        assert FORMATS[name].bytes(both[0], file) == FORMATS[name].bytes(both[1], file)


def test_a_file_is_written_and_said(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "incidents.geojson"
    result = run(str(log), "--as", "geojson", "-o", str(out), "--corpus", "A week", "--licence", "CC0", "--type", "airstrike")
    assert result.exit_code == 0
    assert f"{out}: {out.stat().st_size:,} bytes" in result.output
    found = json.loads(out.read_text(encoding="utf-8"))
    assert [f["properties"]["event_type"] for f in found["features"]] == ["airstrike"]
    said = found["frontlog"]
    assert (said["corpus"], said["licence"], said["filters"]) == ("A week", "CC0", {"type": "airstrike"})
    assert said["run_id"] == Log.open(log).state()


def test_a_format_of_several_files_is_a_folder(log: Path, tmp_path: Path) -> None:
    assert run(str(log), "--as", "timemap", "-o", str(tmp_path / "map")).exit_code == 0
    assert sorted(p.name for p in (tmp_path / "map").iterdir()) == ["associations.json", "events.json", "sources.json"]


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (("--from", "2017-10-11"), {"besiege", "hold"}),  # the siege lasted, and the end of the hold is open
        (("--to", "2017-10-09"), {"airstrike", "hold"}),
        (("--from", "2017-10-09", "--to", "2017-10-09"), {"airstrike", "hold"}),
        (("--grade", "contested"), {"capture"}),
        (("--type", "besiege", "--type", "hold"), {"besiege", "hold"}),
    ],
)
def test_filters(options: tuple[str, ...], types: set[str], log: Path, tmp_path: Path) -> None:
    assert run(str(log), "--as", "incidents-csv", "-o", str(tmp_path / "a.csv"), *options).exit_code == 0
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert {row["event_type"] for row in csv.DictReader(file)} == types


def test_the_public_profile_is_asked_for(log: Path, tmp_path: Path) -> None:
    assert run(str(log), "--as", "claims-csv", "-o", str(tmp_path / "a.csv"), "--public", "--as-of", "2018-01-01").exit_code == 0
    assert "Darwish" not in (tmp_path / "a.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--as", "geojsn"), 2, "there is no export 'geojsn'. Did you mean 'geojson'?"),
        (("--as", "../../x"), 2, "there is no export '../../x'"),
        (("--as", "csv", "--type", "airstrik"), 1, "There is no type 'airstrik'. Did you mean 'airstrike'?"),
        (("--as", "csv", "--grade", "sure"), 1, "There is no grade 'sure'. Choose one of"),
        (("--as", "csv", "--incident", "FL-NONE"), 1, "There is no incident 'FL-NONE' in this log."),
        (("--as", "pack", "--incident", "FL-SYR"), 1, "begins 6 incidents. Give more of it"),
        (("--as", "csv", "--from", "2017-02-01", "--to", "2017-01-01"), 1, "--to 2017-01-01 lies before --from 2017-02-01. Swap"),
        (("--as", "csv", "--from", "yesterday"), 2, "'yesterday' does not match the format"),
        (("--as", "acled", "--fatalities", "most"), 2, "'most' is not one of"),
    ],
)
def test_errors_say_what_and_what_to_do(words: tuple[str, ...], code: int, said: str, log: Path, tmp_path: Path) -> None:
    result = run(str(log), *words, "-o", str(tmp_path / "out"))
    assert result.exit_code == code
    assert said in f"{result.output}{result.exception}"  # `frontlog` prints a FrontlogError as one line
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_in_the_way_is_named(log: Path, tmp_path: Path) -> None:
    for name in ("acled", "wacz"):
        result = run(str(log), "--as", name, "-o", str(tmp_path))
        assert result.exit_code == 1
        assert f"'{tmp_path}' is a folder" in f"{result.output}{result.exception}"


def test_all_formats_are_listed_without_a_log() -> None:
    result = run("--formats")
    assert result.exit_code == 0
    assert all(name in result.output for name in (*NAMED, "wacz", "TABLE-parquet"))
