"""A file of the user's actors: it names who was provisional, a log keeps a copy and goes on with it, faults change nothing."""

import json
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner, Result

from frontlog.cli import cli

REPORT = (
    "Damascus, May 3, 2017. Gunmen of the Lions of Karam stormed a checkpoint of the Syrian army near Homs on Tuesday. "
    "Three soldiers were killed, the Syrian Observatory for Human Rights said. The Lions of Karam captured the checkpoint."
)
MINE = "SY:\n  - {id: lions-of-karam, names: [Lions of Karam], kind: rebel, parents: [fsa]}\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def built(log: Path, *words: str) -> str:
    result = run("build", str(log.parent / "report.txt"), "--log", str(log), "--engine", "serial", *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def actors(log: Path) -> set[str]:
    return {row["actor_id"] for row in json.loads(run("actors", str(log), "--format", "json").stdout)}


def test_a_log_is_read_by_the_users_actors_until_they_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    mine, log = tmp_path / "mine.yml", tmp_path / "log"
    mine.write_text(MINE)
    built(log)
    assert "lions-of-karam" not in actors(log)
    assert any(id_.startswith("x-lions") for id_ in actors(log))
    built(log, "--actors", str(mine))
    assert "lions-of-karam" in actors(log)
    assert json.loads((log / "build.json").read_text())["actors"] == sha256(MINE.encode()).hexdigest()
    mine.unlink()  # the log has its own copy
    assert " 0 shards worked" in built(log)  # all but the timeline, which has nothing to write
    assert "lions-of-karam" in actors(log)
    built(log, "--actors", "none")
    assert "lions-of-karam" not in actors(log)
    assert "actors" not in json.loads((log / "build.json").read_text())


def test_a_faulty_file_is_told_with_its_line_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    mine, log = tmp_path / "mine.yml", tmp_path / "log"
    built(log)
    mine.write_text(MINE.replace("fsa", "fsaa"))
    result = run("build", str(tmp_path / "report.txt"), "--log", str(log), "--actors", str(mine))
    assert result.exit_code != 0
    assert "mine.yml, line 2: 'lions-of-karam' names 'fsaa' under parents" in str(result.exception)
    assert not (log / "actors").exists()
    assert " 0 shards worked" in built(log)  # all but the timeline, which has nothing to write


def test_a_copy_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    mine, log = tmp_path / "mine.yml", tmp_path / "log"
    mine.write_text(MINE)
    built(log, "--actors", str(mine))
    next((log / "actors").iterdir()).unlink()
    result = run("build", str(tmp_path / "report.txt"), "--log", str(log))
    assert result.exit_code != 0
    assert "which is gone" in str(result.exception)
    built(log, "--actors", str(mine))


def test_extract_reads_by_the_users_actors(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    (tmp_path / "mine.yml").write_text(MINE)
    for name, words in (("with", ("--actors", str(tmp_path / "mine.yml"))), ("without", ())):
        assert run("extract", str(tmp_path / "report.txt"), "-o", str(tmp_path / name), *words).exit_code == 0
    texts = {name: next((tmp_path / name).glob("*.json")).read_text() for name in ("with", "without")}
    assert '"id": "lions-of-karam"' in texts["with"]
    assert '"id": "lions-of-karam"' not in texts["without"]
