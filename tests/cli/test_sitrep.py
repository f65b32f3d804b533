"""The command `sitrep`: every form, the map beside it, and what it says when it cannot."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli, reporting
from support.sample import Week, week

MAGIC = {"md": b"# Situation report", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-", "docx": b"PK"}


@pytest.fixture(autouse=True)
def log(monkeypatch: pytest.MonkeyPatch) -> Week:
    """The sample week stands for a log of that name."""
    rows = week()
    monkeypatch.setattr(reporting.Log, "open", lambda _: rows)
    return rows


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["sitrep", "LOG", "--on", "2031-03-08", *arguments])


@pytest.mark.parametrize("form", list(MAGIC))
def test_the_ending_of_the_file_says_the_form(form: str, tmp_path: Path) -> None:
    out = tmp_path / f"report.{form}"
    result = run("--days", "30", "-o", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(MAGIC[form])
    assert "sentences, each cited" in result.stderr
    assert (tmp_path / "report.svg").exists() == (form == "md")


def test_without_a_file_it_is_printed(tmp_path: Path) -> None:
    assert run().stdout.startswith("# Situation report, 8 March 2031")
    assert run("--format", "html").stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(("ending", "magic"), [(".svg", b"<svg"), (".png", b"\x89PNG")])
def test_the_map_as_a_picture_of_its_own(ending: str, magic: bytes, tmp_path: Path) -> None:
    picture = tmp_path / f"map{ending}"
    out = tmp_path / "report.md"
    assert run("--picture", str(picture), "-o", str(out)).exit_code == 0
    assert picture.read_bytes().startswith(magic)
    assert f"](map{ending})" in out.read_text(encoding="utf-8")
    assert not out.with_suffix(".svg").exists() or ending == ".svg"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "pdf"), "-o REPORT.pdf"),
        (("-o", "report.txt"), "Give --format"),
        (("--picture", "map.jpg"), ".svg or .png"),
    ],
)
def test_what_cannot_be_written(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_word_file_without_the_library_for_pictures_is_written_without_its_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    result = run("-o", str(tmp_path / "r.docx"))
    assert result.exit_code == 0
    assert "without its map" in result.stderr


def test_no_map_is_said(log: Week, tmp_path: Path) -> None:
    log.rows.clear()
    result = run("--picture", str(tmp_path / "map.svg"))
    assert result.exit_code == 1
    assert "no map to draw" in result.stderr
