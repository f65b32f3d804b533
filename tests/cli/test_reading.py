"""A log of every kind of file: verified whole, explained down to the bytes, dated with a ground, and read fast or with care."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli
from frontlog.model import Claim, Document, Item, RawSpan, Segment
from frontlog.store import Log
from support.formats import PARAGRAPHS, json_line, mail, page, pdf, valid, word

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
FILES = {
    "note.txt": valid()["text/plain"],
    "page.html": page(),
    "lines.jsonl": json_line() + b"\n",
    "scan.pdf": pdf(*PARAGRAPHS, pages=1),
    "memo.docx": word(),
    "mail.eml": mail(),
}


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reading")
    for name, content in FILES.items():
        (folder / "in" / name).parent.mkdir(exist_ok=True)
        (folder / "in" / name).write_bytes(content)
    run("build", str(EXAMPLES), str(folder / "in"), "--log", str(folder / "log"), "--engine", "serial")
    return folder / "log"


def named(log: Path, name: str) -> Document:
    return next(d for d in Log.open(log).rows(Document) if Path(d.name).name == name)


def test_a_log_of_every_kind_of_file_is_verified_with_its_places(log: Path) -> None:
    said = run("verify", str(log)).output
    assert said.endswith("All is as it was written.\n")
    found = json.loads(run("verify", str(log), "--format", "json").stdout)
    assert found["ok"]
    assert found["checked"]["documents"] == len(list(EXAMPLES.iterdir())) + len(FILES)
    assert found["checked"]["places in archived bytes"] > found["checked"]["documents"]


@pytest.mark.parametrize("name", ["note.txt", "page.html", "lines.jsonl"])
def test_explain_says_where_the_sentence_stands_in_the_archived_bytes(log: Path, name: str) -> None:
    opened, document = Log.open(log), named(log, name)
    claim = next(c for c in opened.rows(Claim) if c.document == document.id)
    line = next(line.strip() for line in run("explain", str(log), claim.id).stdout.splitlines() if "archived item" in line)
    words, where, *rest = line.split(" ")
    assert (words, " ".join(rest)) == ("bytes", f"of archived item {document.sha256_raw}")
    start, end = (int(number) for number in where.split("-"))
    item = next(i for i in opened.rows(Item) if i.id == document.id)
    assert opened.archive.raw(item).content[start:end].decode() == claim.evidence.quote
    assert json.loads(run("explain", str(log), claim.id, "--format", "json").stdout)["raw"] == line


@pytest.mark.parametrize(("name", "part"), [("scan.pdf", "page 1"), ("memo.docx", "word/document.xml paragraph 1")])
def test_explain_names_the_part_of_a_file_whose_bytes_cannot_be_pointed_at(log: Path, name: str, part: str) -> None:
    document = named(log, name)
    claim = next(c for c in Log.open(log).rows(Claim) if c.document == document.id and c.evidence.quote == PARAGRAPHS[0])
    assert f"\n  {part} of archived item {document.sha256_raw}\n" in run("explain", str(log), claim.id).stdout


def test_a_document_says_why_it_has_its_day(log: Path) -> None:
    document = named(log, "page.html")
    said = run("explain", str(log), document.id).stdout
    assert "published on 2018-03-05 (published): given as the day of publication" in said
    assert "not taken: 2018-03-06 (updated): the day of a later change; a date of the role 'published' goes before it" in said
    rows = {Path(row["name"]).name: row for row in json.loads(run("documents", str(log), "--format", "json").stdout)}
    assert rows["page.html"]["published_why"] == "given as the day of publication"
    assert rows["page.html"]["other_dates"] == "updated 2018-03-06; url 2018-03-05"
    assert rows["note.txt"]["published_words"] == "5 March 2018"
    assert (rows["scan.pdf"]["published_at"], rows["scan.pdf"]["published_why"]) == (None, "")
    assert "“5 March 2018”" in run("explain", str(log), named(log, "note.txt").id).stdout


def kinds(log: Path) -> tuple[str, set[str]]:
    """The origin of the page and the kinds of its segments."""
    document = named(log, "page.html")
    return document.origin.version, {s.kind for s in Log.open(log).rows(Segment) if s.span.document == document.id}


def test_a_log_goes_on_to_be_read_as_it_was_until_told_otherwise(tmp_path: Path) -> None:
    root, other = tmp_path / "log", tmp_path / "in" / "note.txt"
    other.parent.mkdir()
    (tmp_path / "in" / "page.html").write_bytes(page())
    other.write_bytes(FILES["note.txt"])
    build = ("build", str(tmp_path / "in"), "--log", str(root), "--engine", "serial")

    def chosen() -> object:
        return json.loads((root / "build.json").read_text(encoding="utf-8"))["bulk"]

    run(*build, "--bulk")
    fast = kinds(root)
    assert (chosen(), fast) == (True, ("2 bulk", fast[1] - {"comment"}))
    opened = Log.open(root)
    claim = next(c for c in opened.rows(Claim) if c.document == named(root, "page.html").id)
    said = next(line for line in run("explain", str(root), claim.id).stdout.splitlines() if "archived item" in line)
    start, end = (int(number) for number in said.split()[1].split("-"))
    assert not [place for place in opened.rows(RawSpan) if place.document == claim.document]  # worked out when it was asked for
    assert page()[start:end].decode() == claim.evidence.quote
    run("verify", str(root))
    shards = Log.open(root).shards()
    run(*build)  # neither option: as before, and nothing is read anew
    assert (chosen(), Log.open(root).shards()) == (True, shards)
    run(*build, "--careful")
    read = {s.key for s in shards if s.stage == "documents.read"}
    assert read
    assert not read & {s.key for s in Log.open(root).shards()}
    version, found = kinds(root)
    assert (chosen(), version) == (False, "2")
    assert "comment" in found  # which the fast extractor leaves out
    assert run("verify", str(root)).exit_code == 0
