"""One folder that holds everything hostile at once, and two good reports: the two are in the log, and all else is refused with a reason."""

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontlog.cli import cli
from frontlog.model import Document, Rejection
from frontlog.store import Log
from support.formats import page, pdf, rezipped, word
from support.warcs import answer, packed, record

GOOD = (
    "Rebels leave Strelsau\n\n4 March 2019\n\nThe army of Ruritania took the town of Strelsau on Sunday, a spokesman said. "
    "Seven soldiers were killed in the fighting, which lasted for two days.\n"
)
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<{'00' * 16}> <{'00' * 16}>]"
DEEP = "[" * 200_000


def zipped(name: str, content: bytes, locked: bool = False) -> bytes:
    """A zip file of one file, which with `locked` says that it is encrypted."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    out = bytearray(target.getvalue())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)) if locked else ():
        out[out.index(mark) + flags] |= 1
    return bytes(out)


def locked_word() -> bytes:
    """A .docx whose parts are encrypted."""
    out = bytearray(word())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + flags] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def hostile() -> dict[str, tuple[bytes, str]]:
    """The files by name, each with words of its refusal."""
    zeros = bytes(80_000_000)
    table = 'url,text\nhttps://x.example/1,"The quote\nhttps://x.example/2,"of this ""one"" row\n'
    tricks = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    return {
        "bomb.docx": (rezipped(word(), "word/media/a.bin", zeros), "would unpack to"),
        "bomb.txt": (gzip.compress(zeros), "binary data"),
        "bomb.warc.gz": (gzip.compress(record(0, answer(zeros))), "as only a bomb does"),
        "bomb.wacz": (zipped("archive/a.warc", zeros), "as only a bomb does"),
        "bomb.zip": (zipped("a.txt", zeros), "Unpack it and add what is in it"),
        "page.warc.gz": (b"".join(packed([record(0, answer(gzip.compress(zeros), more="Content-Encoding: gzip\r\n"))])), "unpacks to more"),
        "cut.pdf": (pdf("Words.")[:90], "cut.pdf"),
        "deep.html": (b"<html><body>" + b"<b>" * 100_000, "nests more than"),
        "deep.json": (DEEP.encode(), "it nests too deep"),
        "deep.jsonl": (f'{{"text": {DEEP}\n'.encode(), "it nests too deep"),
        "empty.txt": (b"", "is empty"),
        "locked.docx": (locked_word(), "protected by a password"),
        "locked.pdf": (pdf("Words.", extra=LOCK), "protected by a password"),
        "locked.wacz": (zipped("archive/a.warc", b"x", locked=True), "protected by a password"),
        "locked.zip": (zipped("a.txt", b"x", locked=True), "Unpack it and add what is in it"),
        "noise.txt": (bytes(range(256)) * 40, "binary data"),
        "office.docx": (b"\xd0\xcf\x11\xe0" + bytes(2000), "protected by a password or of the old .doc format"),
        "open.csv": (table.encode(), "opens a quote that is not closed"),
        "picture.pdf": (pdf(), "Run text recognition"),
        "spaces.html": (b"<html><body>   </body></html>", "spaces.html"),
        "tricks.rss": (tricks, "Remove its <!ENTITY lines"),
    }


def fill(folder: Path) -> dict[str, str]:
    """Put all of it into a folder. Gives the words of the refusal of each name."""
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "report.txt").write_text(GOOD)
    (folder / "zz.html").write_bytes(page())
    files = hostile()
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    outside = folder.parent / "secret.txt"
    outside.write_text(GOOD.replace("Strelsau", "Hentzau"))
    (folder / "link.txt").symlink_to(outside)
    (folder / "up").symlink_to(folder.parent)
    (folder / "lost.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / ".hidden.txt").write_text(GOOD)
    words = {name: words for name, (_, words) in files.items()}
    return words | {
        "link.txt": "leaves the folder",
        "up": "not followed",
        "lost.txt": "does not exist",
        "pipe.txt": "no regular file",
        ".hidden.txt": "hidden file",
    }


def run(folder: Path, log: Path, *more: str) -> Result:
    return CliRunner().invoke(cli, ["build", str(folder), "--log", str(log), "--engine", "serial", *more], catch_exceptions=False)


def said(result: Result) -> list[str]:
    """The lines about what was refused; those on progress, which slow machines print, aside."""
    return sorted(line for line in result.stderr.splitlines() if not line.partition(":")[0].islower())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], Result]:
    root = tmp_path_factory.mktemp("hostile")
    words = fill(root / "reports")
    return root, words, run(root / "reports", root / "log")


def test_the_good_reports_are_in_the_log_and_nothing_else(built: tuple[Path, dict[str, str], Result]) -> None:
    root, _, result = built
    assert result.exit_code == 0, result.output
    # the two rows of the broken table are reports as well, each up to where the other begins
    assert "4 documents (4 new)" in result.stdout
    names = [document.name for document in Log.open(root / "log").rows(Document)]
    assert sorted(names) == ["in/report.txt", "open.csv", "open.csv", "zz.html"]


def test_every_refusal_has_a_line_with_its_reason_and_what_to_do(built: tuple[Path, dict[str, str], Result]) -> None:
    root, words, result = built
    lines = said(result)
    assert all(line.startswith("Refused ") for line in lines), lines
    for name, reason in words.items():
        own = [line for line in lines if line.startswith((f"Refused {name}:", f"Refused {name} ", f"Refused {name}!"))]
        assert any(reason in line for line in own), (name, own)
        assert len(own) <= 2, own
        assert all(line.count(". ") + line.count(": ") >= 2 for line in own), own  # what it is, and a sentence on what to do
    assert len(lines) <= len(words) + 4
    kept = {row.message for row in Log.open(root / "log").rows(Rejection)}
    assert {line.partition(": ")[2] for line in lines} <= kept


def test_the_same_again_says_the_same_and_strict_ends_with_3(built: tuple[Path, dict[str, str], Result]) -> None:
    root, _, first = built
    again = run(root / "reports", root / "log", "--strict")
    assert again.exit_code == 3
    assert said(again) == said(first)
    assert "4 documents (0 new)" in again.stdout


def test_names_that_differ_only_by_case_are_two_reports(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, name in enumerate(("Report.txt", "report.txt", "REPORT.TXT")):
        (folder / name).write_text(GOOD.replace("Seven", ("Seven", "Eight", "Nine")[number]))
    if len(list(folder.iterdir())) < 3:
        pytest.skip("this file system takes names that differ only by case for one")
    assert "3 documents (3 new)" in run(folder, tmp_path / "log").stdout
    names = [document.name for document in Log.open(tmp_path / "log").rows(Document)]
    assert sorted(names) == ["REPORT.TXT", "Report.txt", "report.txt"]
    result = CliRunner().invoke(cli, ["extract", str(folder), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    texts = {json.loads(path.read_text())["document"]["name"] for path in (tmp_path / "out").iterdir()}
    assert texts == set(names)
