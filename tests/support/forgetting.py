"""A log that names a person in every way, and what the tests of forgetting ask of it."""

import base64
import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
from click.testing import CliRunner, Result

from frontlog.build import ingest
from frontlog.cli import cli
from frontlog.model import Claim, Document, Stage
from frontlog.pipeline import pipeline
from frontlog.sources.capture import Capture, raw_of
from frontlog.store import Log
from frontlog.store.verify import verify

NAME = "Rami Darwish"
SPELLINGS = (b"Darwish", b"darwish", b"DARWISH", b"\xd0\x94\xd0\xb0\xd1\x80\xd0\xb2\xd0\xb8\xd1\x88")
TEXTS = {
    "one.txt": "Khabur Post, 10 October 2017\n\nSDF take Tabqa\n\nThe SDF captured Tabqa on Tuesday. Rami Darwish, a baker, said that 12 "
    "fighters were killed in Tabqa. The army shelled Mezra on Monday, Darwish said.",
    "two.txt": "Meridian Wire, 11 October 2017\n\nThe army denied that the SDF captured Tabqa on Tuesday.",
    "in/rami-darwish.txt": "Steel Line, 12 October 2017\n\nRebels left Mezra on Monday.",
    "four.html": "<html><head><title>Mezra</title><meta name='author' content='RAMI&nbsp;DARWISH'></head><body><article><p>Ten fighters of "
    "the Red Brigade were killed near Mezra on Monday, <b>Rami</b> <i>Darwish</i> told us.</p></article></body></html>",
    "five.jsonl": json.dumps({"text": "The army shelled Mezra on Monday, said Rami Darwish. It left.", "date": "2017-10-12"}) + "\n",
    "six.eml": "From: Rami Darwish <rd@x.example>\nSubject: Mezra\nContent-Transfer-Encoding: base64\nContent-Type: text/plain; "
    "charset=utf-8\nDate: Mon, 9 Oct 2017 08:00:00 +0000\n\n"
    + base64.encodebytes(b"The army captured Mezra on Monday, Rami Darwish told us.\n").decode(),
}
PAGE = Capture(
    url="https://news.example/2017/rami-darwish-freed",
    when=datetime(2017, 10, 12, 4, 5, 6, tzinfo=UTC),
    media_type="text/html",
    content="<html><body><p>Рами Дарвиш said that the army withdrew from Mezra on Monday.</p></body></html>".encode("cp1251"),
    status=200,
    headers=(("Content-Type", "text/html; charset=windows-1251"), ("X-Who", "Rami Darwish")),
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def build(reports: Path, log: Path) -> Result:
    result = run("build", str(reports), "--log", str(log), "--engine", "serial")
    assert result.exit_code == 0, result.output
    return result


def short(*_: object) -> tuple[Stage, ...]:
    return tuple(stage for stage in pipeline() if stage.name.startswith("documents."))


def document(log: Log, name: str) -> str:
    return next(d.id for d in log.rows(Document) if d.name.endswith(name))


def unpacked(path: Path) -> bytes:
    """All that a file holds, with what is packed in it."""
    content = path.read_bytes()
    if path.suffix == ".parquet":
        return json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False).encode()
    if path.name.endswith(".warc.gz"):
        content = gzip.decompress(content)
        found = [base64.b64decode(block) for block in re.findall(rb"(?<=\n\n)[A-Za-z0-9+/=\n]{40,}", content)]
        return content + b"".join(found) + content.decode("cp1251", "replace").encode()
    return content


def holds(root: Path, *words: bytes) -> list[str]:
    """The files of a log in which one of some words stands."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return [path.relative_to(root).as_posix() for path in files if any(word in unpacked(path) for word in words)]


def forget(log: Path, *words: str) -> Result:
    result = run("forget", str(log), *words, "--reason", "asked for by the family", "--who", "Mira", "--yes")
    assert result.exit_code == 0, result.output
    return result


def person(log: Path) -> Result:
    return forget(log, "--person", NAME, "--person", "Рами Дарвиш")


def whole(root: Path) -> list[str]:
    """What verifying says; nothing may differ."""
    found = verify(root, lambda *_: None)
    assert found.differences == ()
    return [str(note) for note in found.notes]


def made(folder: Path) -> Path:
    """A log that names a person in every way, was built twice, and in which people have decided."""
    for name, text in TEXTS.items():
        (folder / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    log = Log.create(folder / "log")
    with log.lock():
        ingest(log, [raw_of(PAGE)], lambda *_: None)
    build(folder / "reports" / "two.txt", folder / "log")
    build(folder / "reports", folder / "log")
    opened = Log.open(folder / "log")
    claims = sorted(opened.rows(Claim), key=lambda c: (c.document, c.evidence.start))
    said = next(c for c in claims if c.type == "capture" and c.document == document(opened, "one.txt"))
    other = next(c for c in claims if c.document == document(opened, "two.txt"))
    for subject, verdict in (((said.id, other.id), "same"), ((claims[0].id, claims[-1].id), "different")):
        opened.decisions.add(subject, verdict, "Mira", f"as {NAME} told us", datetime(2026, 1, 1, tzinfo=UTC))
    (opened.root / "fetch.jsonl").write_text(json.dumps({"state": "queued", "url": "https://x.example/rami_darwish"}) + "\n")
    build(folder / "reports" / "two.txt", folder / "log")
    return folder
