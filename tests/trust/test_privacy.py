"""Planted names: of readers who comment, and of private persons. Where they may never be by default, and that no way out is forgotten here.

Compressed files are read as what they say, not as their bytes: a name that is packed would not be found otherwise.
"""

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from frontlog.cli import cli
from frontlog.model import Claim, Document, Incident, Record, Rejection, Segment, Span
from frontlog.server.app import create_app
from frontlog.server.library import Library
from frontlog.views.bundle import bundle
from frontlog.views.exports.choice import Choice, Public
from frontlog.views.exports.registry import FORMATS
from frontlog.views.sitrep import map_of, sitrep
from frontlog.views.sitrep.html import html
from frontlog.views.sitrep.markdown import markdown
from support.client import Client
from support.exports import BY, REPORTS, export, record
from support.sample import Week

READERS = ("omar77", "Walid")  # who comments, and whom he names
PRIVATE = ("Darwish", "darwish", "Habib")  # a baker who is quoted, and who wrote the report
LATE = Choice(public=Public(date(2018, 1, 1)))


def said(content: bytes, file: str) -> Iterator[str]:
    """What a file says, packed or not."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from said(archive.read(name), name)
    elif file.endswith(("parquet",)):
        table = pq.read_table(io.BytesIO(content))
        yield json.dumps(table.to_pylist(), default=repr, ensure_ascii=False)
        yield json.dumps({k.decode("utf-8", "replace"): v.decode("utf-8", "replace") for k, v in (table.schema.metadata or {}).items()})
    else:
        yield content.decode("utf-8", "replace")


def test_packed_files_are_read_as_what_they_say() -> None:
    """Or the tests below would find nothing in them, whatever they held."""
    source = export()
    for name in ("claims-parquet", "spans-parquet", "parquet", "xlsx", "gpkg", "datasette", "pack"):
        files = FORMATS[name].files
        assert any("Darwish" in part for file in files for part in said(FORMATS[name].bytes(source, file), file)), name


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_reader_is_in_any_format(name: str) -> None:
    """All that are registered, each of our tables in each form among them: a new one is tried as soon as it is there."""
    source = export()
    for file in FORMATS[name].files:
        for part in said(FORMATS[name].bytes(source, file), file):
            assert not [word for word in READERS if word in part], file


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_private_person_is_in_any_format_of_the_public_profile(name: str) -> None:
    source = export(LATE)
    for file in FORMATS[name].files:
        for part in said(FORMATS[name].bytes(source, file), file):
            assert not [word for word in (*READERS, *PRIVATE) if word in part], file


def planted() -> Week:
    """The record with its reader's comment as a segment and a rejection that quotes it."""
    rows = record()
    text = REPORTS["d-raqqa"][3]
    at = text.index("omar77")
    span = Span("d-raqqa", at, len(text), text[at:])
    if not any(s.kind == "comment" for s in rows(Segment)):
        rows.add(Segment(id="s-comment", span=span, kind="comment", origin=BY))
    rows.add(
        Rejection(
            id="r-comment", subject="s-comment", document="d-raqqa", start=at, end=len(text), quote=span.quote, step="claims",
            reason="reader comment", message=f"'{span.quote}' stands in a reader comment.",
        )
    )  # fmt: skip
    return rows


def test_no_reader_is_in_any_answer_of_the_api() -> None:
    """Every route that the API describes, with every id that there is where it asks for one."""
    rows = planted()
    client = Client(create_app(Library(rows)))
    ids = {"record": [*(c.id for c in rows(Claim)), *(i.id for i in rows(Incident)), "r-comment", "s-comment", "d-raqqa"]}
    asked = 0
    for path, how in client.get("/api/openapi.json").json()["paths"].items():
        if "get" not in how:
            continue
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        for value in [*ids["record"], "2017-10-12", "claims.csv", "evidence.zip"] if names else [""]:
            filled = path
            for name in names:
                filled = filled.replace(f"{{{name}}}", value)
            answer = client.get(filled)
            asked += answer.status_code == 200
            for part in said(answer.content, "parquet" if answer.content[:4] == b"PAR1" else ""):
                assert not [word for word in READERS if word in part], filled
    assert asked > 25


def test_no_reader_is_in_reports_pages_pictures_or_explanations(tmp_path: Path) -> None:
    rows = planted()
    report = sitrep(rows, date(2017, 10, 14), 3_000)
    assert report.sentences
    made = [html(report, map_of(rows, report)), markdown(report), json.dumps(bundle(rows, "x"), default=str, ensure_ascii=False)]
    for words in made:
        assert not [word for word in READERS if word in words]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of a page with readers, built as people do, with what the program logs and prints."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "in").mkdir()
    text = (
        "Khabur Post\n\nSDF take the silos\n\n11 October 2017\n\nThe SDF captured Tabqa on Tuesday from ISIS, a commander said.\n\n"
        "A drone strike killed three people in Tabqa on Monday.\n\n3 comments\n\nomar77 says:\nmy cousin Walid saw it all!! lies"
        "\n\nReply\n\nzed says:\nlol ok\n\nReply\n"
    )
    (folder / "in" / "a.txt").write_text(text, encoding="utf-8")
    (folder / "in" / "b.txt").write_text("Khabur Post\n\n12 October 2017\n\nThe SDF captured Raqqa, a spokesman said.\n", encoding="utf-8")
    root = logging.getLogger()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.DEBUG)
    try:
        done = CliRunner().invoke(cli, ["build", str(folder / "in"), "--log", str(folder / "log"), "--engine", "serial"])
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert done.exit_code == 0, done.output
    (folder / "said.txt").write_text(done.output + done.stderr + stream.getvalue(), encoding="utf-8")
    return folder


def test_no_reader_is_in_what_the_program_prints_and_logs(log: Path) -> None:
    words = (log / "said.txt").read_text(encoding="utf-8")
    assert not [word for word in READERS if word in words]
    run = CliRunner()
    shown = [run.invoke(cli, ["explain", str(log / "log"), key]).output for key in _ids(log / "log")]
    assert sum("Tabqa" in one for one in shown) > 1
    for command in (["claims"], ["incidents"], ["documents"], ["sitrep", "--on", "2017-10-12", "--days", "30"], ["runs"]):
        done = run.invoke(cli, [command[0], str(log / "log"), *command[1:]])
        shown.append(done.output)
    for one in shown:
        assert not [word for word in READERS if word in one], one[:400]


def _ids(log: Path) -> list[str]:
    from frontlog.store import Log

    opened = Log.open(log)
    kinds: tuple[type[Record], ...] = (Claim, Incident, Document)
    return [row.id for kind in kinds for row in opened.rows(kind)]  # type: ignore[attr-defined]


def test_pages_with_readers_are_left_out_of_an_archive_unless_asked_for(log: Path, tmp_path: Path) -> None:
    run = CliRunner()
    words = ["export", str(log / "log"), "--as", "wacz", "-o"]
    plain = run.invoke(cli, [*words, str(tmp_path / "a.wacz")])
    assert "1 captures" in plain.output
    assert "Left out: 1 captures of pages that hold readers' comments." in plain.stderr
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        packed = b"".join(archive.read(name) for name in archive.namelist())
    import gzip

    warc = next(n for n in zipfile.ZipFile(tmp_path / "a.wacz").namelist() if ".warc" in n)
    content = zipfile.ZipFile(tmp_path / "a.wacz").read(warc)
    text = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    assert b"Raqqa" in text
    for part in (packed, text):
        assert not [word for word in READERS if word.encode() in part]
    assert "2 captures" in run.invoke(cli, [*words, str(tmp_path / "b.wacz"), "--with-comments"]).output
    refused = run.invoke(cli, [*words, str(tmp_path / "c.wacz"), "--public"])
    assert refused.exit_code == 1
    assert not (tmp_path / "c.wacz").exists()
