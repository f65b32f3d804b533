"""Logs into object storage and back, against a server of moto on the loopback."""

import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli
from frontlog.model import Document, FrontlogError
from frontlog.sources.objects import opened
from frontlog.store import Log, away

TEXT = "By Our Correspondent, 3 March 2017\n\nTroops of the {} brigade entered the village of Adra on Friday, officials said.\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def built(root: Path, *names: str) -> Path:
    for name in names:
        (root / f"{name}.txt").write_text(TEXT.format(name))
    assert run("build", str(root), "--log", str(root.with_name("log")), "--engine", "serial").exit_code == 0
    return root.with_name("log")


def bytes_of(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in away._files(root)}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("sync")
    (base / "in").mkdir()
    return built(base / "in", "5th").parent


@pytest.fixture
def log(base: Path, tmp_path: Path) -> Path:
    for name in ("in", "log"):
        shutil.copytree(base / name, tmp_path / name)
    return tmp_path / "log"


def test_a_log_comes_back_as_it_was_sent_and_grows_there(log: Path, s3: str, tmp_path: Path) -> None:
    address = f"s3://{s3}/logs/{tmp_path.name}"
    first = run("sync", str(log), address).output
    assert (log / "tables" / "views.kept").exists()
    assert not [name for name in bytes_of(log) if name.endswith(("views.kept", ".duckdb")) or "/joined/" in name]
    assert f"{address}: {len(bytes_of(log))} files sent (" in first
    assert ", 0 were there already." in first
    assert ": 0 files sent (0.0 MB)" in run("sync", str(log), address).output
    built(tmp_path / "in", "6th")
    assert int(run("sync", str(log), address).output.rpartition(", ")[2].split()[0]) > 10  # were there already
    back = tmp_path / "back"
    assert " files fetched (" in run("sync", address, str(back)).output
    assert bytes_of(back) == bytes_of(log)
    assert run("verify", str(back)).exit_code == 0
    again = run("build", str(tmp_path / "in"), "--log", str(back), "--engine", "serial")
    assert "2 documents (0 new)" in again.output
    assert " 0 shards worked, " in again.output


def test_tables_are_read_where_they_lie(log: Path, s3: str, tmp_path: Path) -> None:
    address = f"s3://{s3}/logs/{tmp_path.name}"
    run("sync", str(log), address)
    system, where = opened(address)
    (path,) = Log.open(log).paths(Document)
    assert pq.read_table(f"{where}/{path}", filesystem=system)["id"].to_pylist() == [row.id for row in Log.open(log).rows(Document)]


def test_until_all_is_sent_the_log_there_is_as_it_was(log: Path, s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"s3://{s3}/logs/{tmp_path.name}"
    run("sync", str(log), address)
    before = bytes_of(log)
    built(tmp_path / "in", "6th")

    def broken(*_: Any) -> None:
        raise OSError(110, "Connection timed out")

    with monkeypatch.context() as patch:
        patch.setattr(away.Away, "write_index", broken)
        with pytest.raises(FrontlogError, match=rf"'{address}' could not be reached \(.*Connection timed out"):
            run("sync", str(log), address)
    run("sync", address, str(tmp_path / "back"))
    assert bytes_of(tmp_path / "back") == before


def test_what_went_here_goes_there(log: Path, s3: str, tmp_path: Path) -> None:
    address = f"s3://{s3}/logs/{tmp_path.name}"
    run("sync", str(log), address)
    place = away.Away(address)
    assert "build.json" not in place.index()
    (log / "build.json").write_text("{}")
    run("sync", str(log), address)
    sha256 = place.index()["build.json"]
    assert b"".join(place._parts(f"kept/{sha256}")) == b"{}"
    (log / "build.json").unlink()
    run("sync", str(log), address)
    with pytest.raises(FrontlogError, match="could not be reached"):
        b"".join(place._parts(f"kept/{sha256}"))


def test_what_cannot_be_is_said(log: Path, s3: str, tmp_path: Path) -> None:
    address = f"s3://{s3}/logs/{tmp_path.name}"
    with pytest.raises(FrontlogError, match=r"No log lies at '.+'\. Send one there with `frontlog sync LOG s3://"):
        run("sync", address, str(tmp_path / "back"))
    run("sync", str(log), address)
    with pytest.raises(FrontlogError, match=r"'.+' is a log already\. Name a new folder"):
        run("sync", address, str(log))
    assert "One of the two must be an address" in run("sync", str(log), str(tmp_path / "other")).output
    place = away.Away(address)
    place.write_index({**place.index(), "../../etc/passwd": "0" * 64})
    with pytest.raises(FrontlogError, match=r"names '\.\./\.\./etc/passwd', which is no file of a log"):
        run("sync", address, str(tmp_path / "back"))


@pytest.mark.parametrize("words", [("build", "in", "--log", "ADDRESS"), ("claims", "ADDRESS"), ("runs", "ADDRESS")])
@pytest.mark.parametrize("address", ["s3://bucket/logs/one", "gs://bucket"])
def test_a_log_in_object_storage_is_refused_with_the_way_to_use_it(
    words: tuple[str, ...], address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    with pytest.raises(FrontlogError, match=f"in object storage .'{address}'.+`frontlog sync {address} FOLDER` gets .+ sync FOLDER"):
        run(*(address if word == "ADDRESS" else word for word in words))
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_bytes_that_changed_there_are_not_taken(log: Path, s3: str, tmp_path: Path) -> None:
    address = f"s3://{s3}/logs/{tmp_path.name}"
    run("sync", str(log), address)
    system, where = opened(address)
    with system.open_output_stream(f"{where}/{Log.open(log).paths(Document)[0]}") as file:
        file.write(b"other")
    with pytest.raises(FrontlogError, match=r"'tables/.+' in 's3://.+' has other bytes than were sent\."):
        run("sync", address, str(tmp_path / "back"))
    assert not (tmp_path / "back" / "manifest.json").exists()
