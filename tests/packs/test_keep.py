"""Packs in their folder as a user meets them: added, replaced, listed, checked, removed, downloaded, and used by builds."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog import api
from frontlog.cli import cli
from frontlog.model import Claim, FrontlogError
from frontlog.packs.keep import Wanted, add
from frontlog.reference import bundled, packs
from frontlog.reference.gazetteer import load_gazetteer
from frontlog.reference.place_index import open_index
from frontlog.store import Log
from support.gazetteers import DUMP, alternates, dump, dump_line
from support.site import Site, serving

REPORT = "Government forces captured the village of Strelsau on Monday, the army of Syria said. Two soldiers were killed in Syria."


def run(*arguments: str, **options: object) -> Result:
    return CliRunner().invoke(cli, [*arguments], **options)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRONTLOG_PLACES", str(tmp_path / "packs"))
    return tmp_path / "packs"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def placed(log: Path) -> list[tuple[str, float | None]]:
    return [(p.id, p.lat) for claim in Log.open(log).rows(Claim) for p in claim.place if "Strelsau" in p.text]


def test_a_pack_is_added_listed_checked_replaced_and_removed(tmp_path: Path, folder: Path) -> None:
    done = run("places", "add", str(dump(tmp_path / "SY.zip")))
    assert done.exit_code == 0, done.output
    assert "Added sy: 5 places" in done.stdout
    assert "Licence: CC BY 4.0. Name the source as: GeoNames" in done.stdout
    (row,) = json.loads(run("places", "list", "--check", "--format", "json").stdout)
    assert (row["name"], row["version"], row["places"], row["source"]) == ("sy", "2024-05-01", 5, "GeoNames SY.zip")
    again = run("places", "add", str(dump(tmp_path / "SY.txt", [dump_line(DUMP[0], "2025-01-01")])))
    assert "Replaced sy: 1 places" in again.stdout
    (other,) = json.loads(run("places", "list", "--format", "json").stdout)
    assert (other["version"], other["sha256"] != row["sha256"]) == ("2025-01-01", True)
    assert "Did you mean 'sy'?" in str(run("places", "remove", "syy").exception)
    assert "Removed sy" in run("places", "remove", "sy").stdout
    assert "No packs in" in run("places", "list").stderr


def test_equal_places_have_an_equal_hash_whatever_the_file(tmp_path: Path) -> None:
    lines = [dump_line(cells) for cells in DUMP]
    one = add([dump(tmp_path / "SY.zip")], tmp_path / "a", Wanted(name="x"))
    two = add([dump(tmp_path / "SY.txt", lines[::-1])], tmp_path / "b", Wanted(name="x"))
    assert one.pack.sha256 == two.pack.sha256
    assert Path(one.pack.path).read_bytes()[100:] != b""
    three = add([dump(tmp_path / "SY.txt", lines[1:])], tmp_path / "b", Wanted(name="x"))
    assert three.pack.sha256 != one.pack.sha256


def test_a_failed_add_leaves_the_old_pack(tmp_path: Path, folder: Path) -> None:
    run("places", "add", str(dump(tmp_path / "SY.txt")))
    before = (folder / "sy.places").read_bytes()
    bad = run("places", "add", str(dump(tmp_path / "SY.txt", [dump_line(DUMP[0]), "nonsense"])))
    assert isinstance(bad.exception, FrontlogError)
    assert (folder / "sy.places").read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == [".lock", "sy.places"]


STOP = """
import sys, time
from frontlog.packs import keep
real = keep.write_index
def slow(database, places, about, **more):
    real(database, list(places)[:2], about, **more)
    print("half", flush=True)
    time.sleep(60)
keep.write_index = slow
from frontlog.cli import main
sys.argv = ["frontlog", "places", "add", sys.argv[1], "--places", sys.argv[2]]
main()
"""


def test_killed_in_the_middle_the_old_pack_stays_and_the_next_add_works(tmp_path: Path, folder: Path) -> None:
    run("places", "add", str(dump(tmp_path / "SY.txt", [dump_line(DUMP[0])])))
    before = (folder / "sy.places").read_bytes()
    whole = dump(tmp_path / "SY.txt")
    process = subprocess.Popen([sys.executable, "-c", STOP, str(whole), str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "half\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    assert (folder / "sy.places").read_bytes() == before
    assert list(folder.glob(".part-*"))
    assert len(packs.installed(folder)) == 1
    assert "Replaced sy: 5 places" in run("places", "add", str(whole)).stdout
    assert not list(folder.glob(".part-*"))


def test_a_changed_or_damaged_pack_is_said(tmp_path: Path, folder: Path) -> None:
    run("places", "add", str(dump(tmp_path / "SY.txt")))
    with sqlite3.connect(folder / "sy.places") as database:
        database.execute("UPDATE places SET lat = 35.5 WHERE name = 'Strelsau'")
    database.close()
    result = run("places", "list", "--check")
    assert (result.exit_code, "holds other places than were added" in result.stderr) == (1, True)
    (folder / "sy.places").write_bytes(b"nothing of the kind")
    with pytest.raises(FrontlogError, match="is damaged"):
        packs.installed(folder)
    assert "Removed sy" in run("places", "remove", "sy").stdout


@pytest.mark.parametrize("name", ["../up", "A", "all", "none", "a/b", ""])
def test_names_that_would_leave_the_folder_are_refused(tmp_path: Path, folder: Path, name: str) -> None:
    result = run("places", "add", str(dump(tmp_path / "SY.txt")), "--name", name)
    if name:
        assert "cannot be the name of a pack" in str(result.exception)
    else:
        assert result.exit_code == 0


def test_a_build_places_by_packs_and_names_them(tmp_path: Path, folder: Path) -> None:
    report, log = tmp_path / "report.txt", tmp_path / "log"
    report.write_text(REPORT)
    first = run("build", str(report), "--log", str(log))
    assert first.exit_code == 0, first.output
    assert [lat for _, lat in placed(log)] == [None]
    assert Log(log).packs() == []
    run("places", "add", str(dump(tmp_path / "SY.txt")))
    second = run("build", str(report), "--log", str(log))
    assert "The packs of places are others than before (sy): all claims are read anew." in second.stderr
    assert placed(log) == [("gn-900005", 34.7)]
    (row,) = Log(log).packs()
    assert (row["name"], row["version"], len(row["sha256"])) == ("sy", "2024-05-01", 64)
    assert run("verify", str(log)).exit_code == 0
    third = run("build", str(report), "--log", str(log))
    assert "others than before" not in third.stderr
    assert "0 shards worked" in third.stdout
    run("places", "remove", "sy")
    lost = run("build", str(report), "--log", str(log))
    assert "was built with the pack of places 'sy', which is not there now" in str(lost.exception)
    assert placed(log) == [("gn-900005", 34.7)]
    assert run("build", str(report), "--log", str(log), "--packs", "none").exit_code == 0
    assert [lat for _, lat in placed(log)] == [None]


def test_equal_reports_and_packs_give_equal_tables_on_every_engine(tmp_path: Path, folder: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(3):
        (reports / f"{number}.txt").write_text(REPORT.replace("Two", f"{number + 2}"))
    run("places", "add", str(dump(tmp_path / "SY.txt")))
    digests = []
    for name, extra in (("a", ("--engine", "serial")), ("b", ("--engine", "pool", "--workers", "2"))):
        done = run("build", str(reports), "--log", str(tmp_path / name), *extra)
        assert done.exit_code == 0, done.output
        digests.append(Log.open(tmp_path / name).digest())
    assert digests[0] == digests[1]
    assert {place for place, _ in placed(tmp_path / "b")} == {"gn-900005"}


def test_extract_uses_packs_and_can_do_without(tmp_path: Path, folder: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    run("places", "add", str(dump(tmp_path / "SY.txt")))
    for extra, basis in (((), "exact"), (("--packs", "none"), "none"), (("--places", str(tmp_path / "other")), "none")):
        run("extract", str(report), "-o", str(tmp_path / "out"), *extra)
        claims = json.loads((tmp_path / "out" / "report.json").read_text())["claims"]
        assert [p["basis"] for c in claims for p in c["place"] if "Strelsau" in p["text"]] == [basis], extra
    assert "Choose one of: sy." in str(run("extract", str(report), "-o", str(tmp_path / "out"), "--packs", "sx").exception)
    (pack,) = api.packs(folder)
    names = {p.id for c in api.extract(REPORT, packs=(pack,)).claims for p in c.place}
    assert "gn-900005" in names


def test_a_pack_that_was_replaced_under_a_build_is_noticed(tmp_path: Path, folder: Path) -> None:
    old = add([dump(tmp_path / "SY.txt")], folder, Wanted()).pack
    add([dump(tmp_path / "SY.txt", [dump_line(DUMP[0])])], folder, Wanted())
    with pytest.raises(FrontlogError, match="was replaced while it was in use"):
        load_gazetteer((old,))


def test_a_country_is_downloaded_after_its_licence_was_shown(site: Site, tmp_path: Path, folder: Path) -> None:
    site.page("/dump/SY.zip", dump(tmp_path / "SY.zip").read_bytes(), "application/zip")
    site.page("/dump/alternatenames/SY.zip", _zipped(tmp_path), "application/zip")
    base = site.url("/dump/")
    refused = run("places", "download", "sy", "--from", base, "--allow-private", input="n\n")
    assert refused.exit_code == 1
    assert "Licence: CC BY 4.0." in refused.stdout
    assert site.asked == []
    done = run("places", "download", "sy", "--from", base, "--allow-private", "--yes")
    assert done.exit_code == 0, done.output
    assert "Added geonames-sy: 5 places" in done.stdout
    (pack,) = packs.installed(folder)
    assert [c.place.name for c in load_gazetteer((pack,)).candidates("Strelzow", ("SY",))] == ["Strelsau"]


def _zipped(tmp_path: Path) -> bytes:
    with zipfile.ZipFile(tmp_path / "alternates.zip", "w") as archive:
        archive.write(alternates(tmp_path / "SY.txt"), "SY.txt")
    return (tmp_path / "alternates.zip").read_bytes()


def test_what_cannot_be_downloaded_is_said_and_the_pack_stays(site: Site, tmp_path: Path, folder: Path) -> None:
    base = site.url("/dump/")
    options = ("--from", base, "--yes")
    assert "has no such page" in str(run("places", "download", "SY", *options, "--allow-private").exception)
    assert "Use --allow-private" in str(run("places", "download", "SY", *options).exception)
    assert "is no ISO 3166 code" in str(run("places", "download", "Syria", *options).exception)
    site.page("/dump/SY.zip", b"<html>Moved</html>", "text/html")
    assert "is of the type 'text/html'" in str(run("places", "download", "SY", *options, "--allow-private").exception)
    site.page("/dump/SY.zip", dump(tmp_path / "SY.zip").read_bytes(), "application/zip")
    done = run("places", "download", "SY", *options, "--allow-private")
    assert (done.exit_code, "No alternate names" in done.stderr) == (0, True)
    before = (folder / "geonames-sy.places").read_bytes()
    site.page("/dump/SY.zip", b"PK\x03\x04 cut off", "application/zip")
    assert run("places", "download", "SY", *options, "--allow-private").exit_code == 1
    assert (folder / "geonames-sy.places").read_bytes() == before


def test_the_list_of_a_logs_places_is_still_there(tmp_path: Path, folder: Path) -> None:
    report, log = tmp_path / "report.txt", tmp_path / "log"
    report.write_text(REPORT)
    run("build", str(report), "--log", str(log))
    for arguments in ((str(log), "--format", "json"), ("--format", "json", str(log))):
        assert any(row["place_name"] == "Strelsau" for row in json.loads(run("places", *arguments).stdout))
    assert run("places").exit_code in (0, 2)
    assert "There is no log at" in str(run("places", "lsit").exception)


def test_the_bundled_places_are_made_once_and_without_a_cache_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTLOG_CACHE", str(tmp_path / "cache"))
    bundled.country.cache_clear()
    made = [place.id for place in bundled.country("LY").rows()]
    (file,) = (tmp_path / "cache").glob("country-LY-*.places")
    written = file.stat().st_mtime_ns
    bundled.country.cache_clear()
    assert [place.id for place in bundled.country("LY").rows()] == made
    assert file.stat().st_mtime_ns == written
    file.write_bytes(b"damaged")
    bundled.country.cache_clear()
    assert len(bundled.country("LY")) == len(made)
    assert len(open_index(file)) == len(made)  # mended
    monkeypatch.setenv("FRONTLOG_CACHE", str(file / "no folder"))
    bundled.country.cache_clear()
    assert [place.id for place in bundled.country("LY").rows()] == made
    bundled.country.cache_clear()
