"""Every command on the example log: output in every format, errors that say what to do, exit codes as documented."""

import csv
import io
import json
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli, showing
from frontlog.cli.main import COMMANDS
from frontlog.store.verify import verify
from frontlog.views.listing_control import CONTROL_COLUMNS

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples" / "reports"
LISTS = ("claims", "incidents", "documents", "places", "actors")
GUIDE_KEYS = {
    "evidence", "type", "trigger", "agent", "target", "place", "time", "modality", "certainty", "source", "losses", "objects", "confidence",
}  # fmt: skip


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=True)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = str(tmp_path_factory.mktemp("cli") / "demo.log")
    result = run("build", str(EXAMPLES), "--log", root)
    assert result.exit_code == 0, result.output
    assert "16 documents (16 new)" in result.output
    return root


@pytest.mark.parametrize("name", LISTS)
def test_lists_print_in_every_format(log: str, name: str) -> None:
    rows = json.loads(run(name, log, "--format", "json").stdout)
    lines = run(name, log, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert len(list(csv.DictReader(io.StringIO(run(name, log, "--format", "csv").stdout)))) == len(rows)
    table = run(name, log).stdout
    assert len(table.splitlines()) == len(rows) + 1
    assert rows


def test_claims_carry_the_keys_of_the_guide(log: str) -> None:
    for claim in json.loads(run("claims", log, "--format", "json").stdout):
        assert set(claim) >= GUIDE_KEYS | {"id", "document", "outlet", "incident"}


def test_no_claim_of_the_examples_stands_in_a_comment_or_a_plea(log: str) -> None:
    from frontlog.model import Claim, Segment
    from frontlog.store import Log

    opened = Log.open(Path(log))
    aside = [s.span for s in opened.rows(Segment) if s.kind not in ("title", "body")]
    claims = opened.rows(Claim)
    assert aside
    assert claims
    for claim in claims:
        e = claim.evidence
        assert not any(s.document == e.document and s.start < e.end and e.start < s.end for s in aside), e.quote


def test_control_on_a_day_and_as_csv(log: str, tmp_path: Path) -> None:
    path = tmp_path / "control.csv"
    assert run("control", log, "--csv", str(path)).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == CONTROL_COLUMNS
    assert all(r["state"] in ("held", "contested", "besieged", "unknown") for r in rows)
    on = json.loads(run("control", log, "--on", "2017-10-12", "--format", "json").stdout)
    assert 0 < len(on) < len(rows)
    assert all(r["valid_from"] <= "2017-10-12" and (not r["valid_to"] or r["valid_to"] > "2017-10-12") for r in on)


def test_explain_walks_from_a_place_to_sentences_of_the_reports(log: str) -> None:
    held = next(r for r in json.loads(run("control", log, "--on", "2017-10-12", "--format", "json").stdout) if r["state"] == "held")
    node = json.loads(run("explain", log, f"{held['place_name']}@2017-10-12", "--format", "json").stdout)

    def quotes(n: dict) -> list[str]:
        return ([n["span"]["quote"]] if n["span"] else []) + [q for below in n["because"] for q in quotes(below)]

    texts = " ".join(" ".join(p.read_text(encoding="utf-8").split()) for p in EXAMPLES.iterdir())
    assert quotes(node)
    assert any(" ".join(q.split()) in texts for q in quotes(node))
    assert "“" in run("explain", log, held["x_state_id"][:12]).stdout


def test_extract_writes_one_file_a_document_with_exact_offsets(tmp_path: Path) -> None:
    reports = tmp_path / "in"
    for folder in ("a", "b"):
        (reports / folder).mkdir(parents=True)
        text = f"Fighters of the Red Brigade captured the village of Mezra on Monday, residents of camp {folder} said."
        (reports / folder / "same name.txt").write_text(text)
    out = tmp_path / "out"
    result = run("extract", str(reports), "-o", str(out))
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in out.iterdir()) == ["same name-2.json", "same name.json"]
    for path in out.iterdir():
        data = json.loads(path.read_text(encoding="utf-8"))
        text = data["document"]["text"]
        assert data["claims"]
        for claim in data["claims"]:
            for piece in (claim["evidence"], claim["trigger"], *claim["agent"], *claim["target"], *claim["place"]):
                assert text[piece["start"] : piece["end"]] == piece["text"]


def test_a_name_that_climbs_out_stays_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "report.txt").write_text("The army captured the town of Mezra on Monday.")
    monkeypatch.chdir(tmp_path / "work")
    assert run("extract", "../report.txt", "-o", "out").exit_code == 0
    assert [p.name for p in (tmp_path / "work" / "out").iterdir()] == ["report.json"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report.txt", "work"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\x00\x01\x02\x7fELF" * 200, "binary"), (b"word " * 250_000, "--max-mb")],
    ids=["empty", "binary", "too large"],
)
def test_a_file_that_cannot_be_read_is_named_with_the_next_step(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "bad one.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("The army captured the town of Mezra on Monday.")
    result = run("build", str(tmp_path / "bad one.txt"), str(tmp_path / "good.txt"), "--log", str(tmp_path / "log"), "--max-mb", "1")
    assert result.exit_code == 0
    assert "bad one.txt" in result.stderr
    assert words in result.stderr
    strict = ("build", str(tmp_path / "bad one.txt"), "--log", str(tmp_path / "log"), "--max-mb", "1", "--strict")
    assert run(*strict).exit_code == 3


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    result = run("build", str(tmp_path / "nothing"), "--log", str(tmp_path / "log"))
    assert result.exit_code == 1
    assert "No report could be read" in result.stderr


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "frontlog", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("clams", "x"), 2, "Did you mean 'claims'?"),
        (("claims", "no-such-log"), 1, "There is no log at 'no-such-log'. Make one with `frontlog build"),
        (("claims",), 2, "Missing argument"),
        (("eval", "--shared", "no-such-folder"), 1, "No evaluation data at 'no-such-folder'"),
    ],
    ids=["command", "log", "argument", "data"],
)
def test_errors_are_one_line_that_says_what_to_do(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = program(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_id_gets_a_hint(log: str) -> None:
    done = program("explain", log, "c-nothing")
    assert done.returncode == 1
    assert "No record 'c-nothing' in this log." in done.stderr


def test_a_log_of_a_newer_version_is_refused(log: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"format": 99, "shards": []}')
    assert "newer version" in program("claims", str(tmp_path)).stderr


def test_the_chain_and_the_doctor(log: str) -> None:
    stages = json.loads(run("pipeline", "--format", "json").stdout)
    assert stages[0]["stage"] == "documents.read"
    assert "log format 2" in run("doctor", log).stdout


def test_the_doctor_says_what_fetching_needs(tmp_path: Path, log: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    said = run("doctor", log).stdout
    for words in ("ok      protego ", "ok      httpx ", "certificate authorities", "HTTPS_PROXY is set and not used"):
        assert words in said
    assert "wait to be fetched" not in said
    (tmp_path / "manifest.json").write_text('{"format": 2, "shards": []}')
    (tmp_path / "fetch.jsonl").write_text(
        '{"url": "https://x.example/1", "state": "queued"}\n{"url": "https://x.example/2", "state": "done"}\n'
    )
    assert f"1 addresses wait to be fetched. Run `frontlog fetch --log {tmp_path}`." in run("doctor", str(tmp_path)).stdout


def test_the_doctor_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "requires", lambda _: ["no-such-library>=2", "click>=8", "other; extra == 'dev'"])
    monkeypatch.setattr(showing, "tls", lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    result = run("doctor")
    assert result.exit_code == 1
    assert "missing no-such-library: not installed. Run `pip install no-such-library`." in result.stdout
    assert "missing fetching: no certificate authorities" in result.stdout
    assert "other" not in result.stdout.split()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_a_page(name: str) -> None:
    command = COMMANDS[name].load()
    assert command.name == name
    assert [command.get_short_help_str(room) for room in (40, 90, 10_000)] == [COMMANDS[name].short(room) for room in (40, 90, 10_000)]
    assert f"## frontlog {name}\n" in (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")


def test_the_football_report_among_the_examples_gives_no_claim(log: str) -> None:
    rows = json.loads(run("documents", log, "--format", "json").stdout)
    (match,) = (r for r in rows if "football" in r["name"])
    assert match["n_claims"] == 0
    assert sum(r["n_claims"] for r in rows) > 100


def test_builds_note_what_came_and_went(log: str, tmp_path: Path) -> None:
    from frontlog.model import Claim, Document
    from frontlog.store import Log

    root = tmp_path / "copy.log"
    shutil.copytree(log, root)
    first = Log.open(root).history.runs()
    assert first[0].added["documents"] == 16
    before = {c.id for c in Log.open(root).rows(Claim)}
    (tmp_path / "late.txt").write_text(
        "BEIRUT, 12 October 2017. The army captured the town of al-Mayadin on Wednesday, the ministry said.\n"
    )
    assert run("build", str(tmp_path / "late.txt"), "--log", str(root)).exit_code == 0
    assert run("build", str(tmp_path / "late.txt"), "--log", str(root)).exit_code == 0
    opened = Log.open(root)
    runs = opened.history.runs()
    assert len(runs) == len(first) + 1
    assert runs[-1].added["documents"] == 1
    assert runs[-1].added["claims"] == len({c.id for c in opened.rows(Claim)} - before)
    standing = opened.history.standing()
    assert {id_ for table, id_ in standing.updated if table == "documents"} == {d.id for d in opened.rows(Document)}
    assert {id_ for table, id_ in standing.updated if table == "claims"} == {c.id for c in opened.rows(Claim)}
    assert not verify(root, lambda *_: None).differences
