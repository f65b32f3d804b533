"""Verifying a log: a whole one passes, and every changed byte, cut or lost file is named while the rest is still checked."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontlog.model import Claim, Copy, Document, FrontlogError, RawSpan, Rejection
from frontlog.store import Log, write_shard
from frontlog.store.segments import Segments
from frontlog.store.verify import Verified
from frontlog.store.verify import verify as verify_log
from frontlog.store.verify.spans import quotes
from support.records import actor, claim, copy, document, place, raw

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "The army took the town of Mezra on Monday. Ten fighters died."


def report(number: int) -> Document:
    """A document that fits the item of its bytes."""
    item = raw(f"<{number}> {TEXT}", f"{number}.txt").item
    made = document(TEXT, id_=item.id)
    return replace(made, sha256_raw=item.sha256, sha256_clean=hashlib.sha256(TEXT.encode()).hexdigest())


def claimed(doc: Document) -> Claim:
    return claim(doc, TEXT[:42], "took", agent=(actor(doc, "army", "a-1"),), where=(place(doc, "Mezra"),))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of two documents with tables, a refusal and decisions."""
    root = tmp_path_factory.mktemp("verify") / "a log"
    log = Log.create(root)
    with log.lock():
        for number in range(2):
            log.archive.add(raw(f"<{number}> {TEXT}", f"{number}.txt"))
        log.archive.refuse(
            Rejection(id="r-1", subject="empty.txt", document="", start=-1, end=-1, quote="", step="s", reason="r", message="m")
        )
        log.decisions.add(("c-1", "c-2"), "same", "Mira", "one strike", NOW)
        log.decisions.add(("c-1", "c-3"), "different", "Mira", "next day", NOW)
        docs = [report(0), report(1)]
        noted = Rejection(id="r-2", subject="x", document=docs[0].id, start=0, end=8, quote=TEXT[:8], step="s", reason="r", message="m")
        shards = [write_shard(root, "read", f"0{n}", f"{n}" * 64, (Document, Claim), [doc, claimed(doc)]) for n, doc in enumerate(docs)]
        shards.append(write_shard(root, "copies", "all", "k" * 64, (Copy, Rejection), [*(copy(doc) for doc in docs), noted]))
        log.commit(shards, "0.0")
        write_shard(root, "read", "00", "f" * 64, (Document,), [docs[0]])  # of an earlier build
    return root


def verify(root: Path) -> Verified:
    return verify_log(root, lambda step, done, total: None)


def parts(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and path.name != ".lock")


@pytest.fixture
def log(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "a log")
    return tmp_path / "a log"


def test_a_whole_log_passes_and_everything_is_counted(built: Path) -> None:
    before = {path: path.read_bytes() for path in parts(built)}
    found = verify(built)
    assert (found.differences, found.notes) == ((), ())
    expected = {"resource records": 2, "warcinfo records": 1, "documents": 2, "lines of decisions.jsonl": 2, "shards": 4, "table files": 7}
    assert {key: found.checked[key] for key in expected} == expected
    assert found.checked["rows"] == 7
    assert found.checked["quotations"] == 9  # evidence, trigger, actor and place of two claims, and one rejection
    assert found.checked["bytes of the archive"] == (built / "archive" / "00001.warc.gz").stat().st_size
    assert {path: path.read_bytes() for path in parts(built)} == before


@pytest.mark.parametrize("name", ["archive", "tables", "decisions.jsonl", "manifest.json"])
def test_every_flipped_byte_is_found(log: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontlog.store.verify.run.rows", lambda *_: ())  # hashes alone must find it, and reading tables takes long
    files = [path for path in parts(log) if path.relative_to(log).parts[0] == name]
    assert files
    tried = 0
    for path in files:
        whole = path.read_bytes()
        for at in range(0, len(whole), 101 if name == "tables" else 11):
            changed = bytearray(whole)
            changed[at] ^= 1 << (at % 8)
            path.write_bytes(changed)
            found = verify(log)
            assert found.differences, f"{path.name} byte {at}"
            assert any(path.name in f"{f.file} {f.next_step}" for f in found.differences), found.differences
            tried += 1
        path.write_bytes(whole)
    assert tried > 40
    assert not verify(log).differences


@pytest.mark.parametrize("harm", [Path.unlink, lambda p: p.write_bytes(p.read_bytes()[:-20]), lambda p: p.write_bytes(b"")])
def test_every_lost_or_cut_file_is_named_and_the_rest_is_checked(built: Path, log: Path, harm: Callable[[Path], object]) -> None:
    for path in parts(log):
        whole = path.read_bytes()
        harm(path)
        found = verify(log)
        name = path.relative_to(log).as_posix()
        earlier = name == f"tables/read/00-{'f' * 16}.json" and not path.exists()  # then nothing names that table, and nothing uses it
        assert earlier or name in {f.file for f in found.differences}, name
        assert all(f.next_step for f in found.differences)
        assert found.checked.get("resource records") == 2 or name == "archive/records.jsonl"
        path.write_bytes(whole)
    assert not verify(log).differences


def test_a_difference_names_item_file_and_place(log: Path) -> None:
    path = log / "archive" / "00001.warc.gz"
    row = json.loads((log / "archive" / "records.jsonl").read_text().splitlines()[2])
    whole = bytearray(path.read_bytes())
    whole[row["offset"] + row["length"] // 2] ^= 255
    path.write_bytes(whole)
    (difference,) = verify(log).differences
    assert difference.file == "archive/00001.warc.gz"
    assert difference.place == f"byte {row['offset']}"
    assert difference.subject == f"1.txt, {row['item']['id']}"
    assert str(difference).endswith("Add that report again with `frontlog build`, or restore the file from a copy of the log.")


def retable(log: Path, change: Callable[[Document], Document | None], claims: bool = False) -> None:
    """Write one shard anew with a changed document, hashes and all: as a faulty stage would, not as damage."""
    opened = Log.open(log)
    doc = report(0)
    changed = change(doc)
    rows = ([changed] if changed else []) + ([claimed(doc)] if claims else [])
    shard = write_shard(log, "read", "00", "9" * 64, (Document, Claim), rows)
    opened.commit([shard, *(s for s in opened.shards() if (s.stage, s.bucket) != ("read", "00"))], "0.0")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: replace(d, text="Y" + d.text), "does not stand at"),
        (lambda d: replace(d, text=d.text + "!"), "has a text without the hash that was noted"),
        (lambda d: replace(d, sha256_raw="0" * 64), "is of bytes that the archive does not hold"),
        (lambda d: None, "which is not in the log"),
    ],
    ids=["moved", "longer", "other bytes", "gone"],
)
def test_rows_that_do_not_fit_their_text_are_named(log: Path, change: Callable[[Document], Document | None], words: str) -> None:
    retable(log, change, claims=True)
    assert any(words in f.what for f in verify(log).differences)


def test_a_manifest_of_a_newer_version_is_refused_and_of_an_older_one_taken(log: Path, tmp_path: Path) -> None:
    value = json.loads((log / "manifest.json").read_text())
    (log / "manifest.json").write_text(json.dumps({"format": 1, "frontlog": "0.1", "shards": value["shards"]}))
    found = verify(log)
    assert found.differences == ()
    assert [note.file for note in found.notes] == ["manifest.json"]
    (log / "manifest.json").write_text(json.dumps({"format": 99, "shards": []}))
    with pytest.raises(FrontlogError, match="format 99"):
        verify(log)
    with pytest.raises(FrontlogError, match="There is no log at"):
        verify(tmp_path / "none")


def test_lines_that_were_taken_from_the_end_are_missed(log: Path) -> None:
    for name in ("decisions.jsonl", "archive/refusals.jsonl", "archive/records.jsonl"):
        path = log / name
        whole = path.read_bytes()
        path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
        assert name in {f.file for f in verify(log).differences}
        path.write_bytes(whole)


def test_what_a_crash_leaves_is_noted_and_no_difference(log: Path) -> None:
    with (log / "decisions.jsonl").open("ab") as file:
        file.write(b'{"before": "12')
    with (log / "archive" / "00001.warc.gz").open("r+b") as file:
        begun = file.read(40)
        file.seek(0, 2)
        file.write(begun)
    (log / "tables" / "read" / ".part-x").write_bytes(b"half")
    found = verify(log)
    assert found.differences == ()
    assert sorted(note.file for note in found.notes) == ["archive/00001.warc.gz", "decisions.jsonl", "tables/read/.part-x"]


def test_quotations_are_found_at_any_depth() -> None:
    doc = report(0)
    found = {quote.words for quote in quotes(claimed(doc))}
    assert found == {TEXT[:42], "took", "army", "Mezra"}
    assert {quote.document for quote in quotes(claimed(doc))} == {doc.id}


def test_a_file_that_may_not_be_read_is_named_and_the_rest_is_checked(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Segments) -> dict[str, int]:
        raise PermissionError(13, "Permission denied", "00001.warc.gz")

    monkeypatch.setattr(Segments, "sizes", closed)
    found = verify(log)
    assert {(f.file, f.subject) for f in found.differences} == {("archive", "00001.warc.gz"), ("tables", "00001.warc.gz")}
    assert found.checked["table files"] == 7


@pytest.mark.parametrize(
    ("run", "good"),
    [
        (RawSpan(document="", start=0, end=len(TEXT), raw_start=4, raw_end=4 + len(TEXT), form="utf-8"), True),
        (RawSpan(document="", start=0, end=len(TEXT), raw_start=3, raw_end=3 + len(TEXT), form="utf-8"), False),
        (RawSpan(document="", start=0, end=3, raw_start=4, raw_end=8, form="utf-8"), True),  # white space does not count
        (RawSpan(document="", start=0, end=3, raw_start=4, raw_end=7, form="utf-16-le"), False),
        (RawSpan(document="", start=0, end=3, raw_start=4, raw_end=999), False),
        (RawSpan(document="", start=0, end=3, raw_start=4, raw_end=9), True),  # without a form only the place can be checked
        (RawSpan(document="", start=0, end=3, raw_start=-1, raw_end=-1, part="page 1"), True),
        (RawSpan(document="", start=0, end=3, raw_start=-1, raw_end=-1), False),
        (RawSpan(document="", start=0, end=999, raw_start=-1, raw_end=-1, part="page 1"), False),
    ],
)  # fmt: skip
def test_runs_are_held_against_the_archived_bytes(log: Path, run: RawSpan, good: bool) -> None:
    doc, opened = report(0), Log.open(log)
    shard = write_shard(log, "read", "00", "9" * 64, (Document, RawSpan), [doc, replace(run, document=doc.id)])
    opened.commit([shard, *(s for s in opened.shards() if (s.stage, s.bucket) != ("read", "00"))], "0.0")
    found = verify(log)
    assert [f.file for f in found.differences] == [shard.files[1].path] * (not good)
    assert all("where other words are" in f.what and doc.id in f.place for f in found.differences)
    assert found.checked["places in archived bytes"] == 1
