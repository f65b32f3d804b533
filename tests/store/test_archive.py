"""The archive keeps every byte as WARC, once, through crashes, full disks and damage."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from frontlog.model import FrontlogError, Raw, Rejection
from frontlog.sources.addresses import Address
from frontlog.sources.capture import Capture, raw_of
from frontlog.sources.files import Limits, read
from frontlog.sources.revisit import Revisit
from frontlog.sources.rows import item_of
from frontlog.sources.web import named
from frontlog.store import Archive
from frontlog.store.atomic import add
from frontlog.store.verify.archive import archive as check
from frontlog.store.verify.findings import Counts, Finding

THEN = datetime(2017, 10, 12, 4, 5, 6, tzinfo=UTC)
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("Content-Length", "77"))


def raw(text: str | bytes, name: str = "report.txt", part: int = 0) -> Raw:
    return item_of(name, part, "text/plain", text if isinstance(text, bytes) else text.encode())


def page(text: str, url: str = "https://news.example/a", when: datetime | None = THEN) -> Raw:
    headers = tuple(row for row in HEADERS if row[0] != "Content-Length")
    return raw_of(Capture(url=url, when=when, media_type="text/html", content=text.encode(), status=200, headers=headers))


def findings(root: Path, harmless: bool = False) -> list[Finding]:
    return [f for f in check(root.parent, {}, Counts()) if f.harmless == harmless]


def records(root: Path) -> list[tuple[str, str, bytes]]:
    """Kind, address and bytes of all records, as another reader of WARC sees them."""
    out = []
    for path in sorted(root.glob("*.warc.gz")):
        with path.open("rb") as handle:
            for row in ArchiveIterator(handle, check_digests="raise"):
                uri = row.rec_headers.get_header("WARC-Target-URI") or ""
                out.append((row.rec_type, uri, row.content_stream().read()))
    return out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "log with spaces" / "archive"


def test_pages_and_files_come_back_with_all_that_was_known(root: Path) -> None:
    rows = [page("<p>One.</p>"), raw("two", "in/b #1 ü.txt"), raw("three", "lines.jsonl", 3)]
    archive = Archive(root)
    assert all(archive.add(row) for row in rows)
    archive.flush()
    again = Archive(root)
    assert [again.raw(row.item) for row in rows] == rows
    assert again.items() == sorted((row.item for row in rows), key=lambda item: item.id)
    assert records(root)[1:] == [
        ("response", "https://news.example/a", b"<p>One.</p>"),
        ("resource", "file:///in/b%20%231%20%C3%BC.txt", b"two"),
        ("resource", "file:///lines.jsonl#part=3", b"three"),
    ]


def test_what_a_list_said_about_a_page_is_kept_in_the_record_and_in_the_index(root: Path) -> None:
    said = Address("https://news.example/a", title="Größe\n“zwei”", outlet="The \r\nLedger", published="Mon, 02 Oct 2017")
    row = named(page("<p>One.</p>"), said)
    archive = Archive(root)
    archive.add(row)
    archive.add(named(page("<p>One.</p>", when=THEN.replace(year=2018)), replace(said, title="Later")))
    archive.flush()
    assert row.item.listed_title == said.title
    for _ in ("from the index", "from the WARC alone"):
        again = Archive(root)
        assert again.items() == [row.item]
        assert again.raw(again.items()[0]) == row
        assert [e.item.listed_title for e in again._catalogue().entries if e.item] == [said.title, "Later"]
        again.index.path.unlink(missing_ok=True)
    assert findings(root) == []


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=80), st.integers(0, 10**6), st.binary(min_size=1, max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_name_and_any_bytes_survive(tmp_path_factory: pytest.TempPathFactory, name: str, part: int, content: bytes) -> None:
    root = tmp_path_factory.mktemp("any") / "archive"
    row = item_of(name, part, "text/plain", content)
    archive = Archive(root)
    archive.add(row)
    archive.flush()
    (item,) = Archive(root).items()
    assert Archive(root).raw(item) == row
    assert findings(root) == findings(root, harmless=True) == []


def test_the_same_report_again_adds_nothing_at_all(root: Path) -> None:
    rows = [raw("one"), page("<p>A page.</p>")]
    archive = Archive(root)
    assert [archive.add(row) for row in rows] == [True, True]
    archive.flush()
    before = {path: path.read_bytes() for path in root.iterdir()}
    again = Archive(root)
    assert [again.add(row) for row in (*rows, raw("one", "other name.txt"))] == [False] * 3
    again.flush()
    assert {path: path.read_bytes() for path in root.iterdir()} == before


def test_a_page_that_is_fetched_again_unchanged_is_a_revisit(root: Path) -> None:
    archive = Archive(root)
    later = THEN.replace(year=2018, microsecond=5)
    assert archive.add(page("<p>A page.</p>"))
    assert not archive.add(page("<p>A page.</p>", when=later))
    assert not archive.add(page("<p>A page.</p>", when=later.replace(microsecond=0)))
    assert not archive.add(page("<p>A page.</p>", url="https://mirror.example/a"))
    archive.flush()
    assert [(kind, uri, len(content)) for kind, uri, content in records(root)] == [
        ("warcinfo", "", 107),
        ("response", "https://news.example/a", 14),
        ("revisit", "https://news.example/a", 0),
        ("revisit", "https://mirror.example/a", 0),
    ]
    assert [item.url for item in Archive(root).items()] == ["https://news.example/a"]
    kinds = [(type(c), c.url, c.when) for c in Archive(root).captures()]
    assert kinds == [
        (Revisit, "https://mirror.example/a", THEN),
        (Capture, "https://news.example/a", THEN),
        (Revisit, "https://news.example/a", later.replace(microsecond=0)),
    ]
    assert findings(root) == []


def test_a_file_that_is_then_found_on_the_web_is_one_item(root: Path) -> None:
    archive = Archive(root)
    archive.add(raw("<p>A page.</p>", "saved.html"))
    assert not archive.add(page("<p>A page.</p>"))
    archive.flush()
    assert [kind for kind, _, _ in records(root)] == ["warcinfo", "resource", "revisit"]
    assert [item.name for item in Archive(root).items()] == ["saved.html"]


def test_equal_bytes_in_two_places_of_files_are_two_items_and_kept_once(root: Path) -> None:
    archive = Archive(root)
    rows = [raw("x" * 5000, "a.jsonl", 1), raw("x" * 5000, "b.jsonl", 2)]
    assert [archive.add(row) for row in rows] == [True, True]
    archive.flush()
    assert [kind for kind, _, _ in records(root)] == ["warcinfo", "resource", "revisit"]
    assert {Archive(root).raw(item).content for item in Archive(root).items()} == {b"x" * 5000}
    assert findings(root) == []


def test_both_versions_of_a_page_are_kept(root: Path) -> None:
    archive = Archive(root)
    assert archive.add(page("<p>5 killed.</p>"))
    assert archive.add(page("<p>7 killed.</p>", when=THEN.replace(year=2018)))
    assert [item.url for item in archive.items()] == ["https://news.example/a"] * 2


def test_files_are_rolled_and_every_record_is_found(root: Path) -> None:
    rows = [raw(f"{number} " + hashlib.sha256(bytes([number])).hexdigest() * 9, f"{number}.txt") for number in range(30)]
    archive = Archive(root, roll=4000)
    for row in rows:
        archive.add(row)
    archive.flush()
    sizes = [path.stat().st_size for path in sorted(root.glob("*.warc.gz"))]
    assert len(sizes) > 3
    assert max(sizes) <= 4000
    assert [Archive(root).raw(row.item) for row in rows] == rows
    assert sum(kind == "warcinfo" for kind, _, _ in records(root)) == len(sizes)
    assert findings(root) == []


def test_a_large_file_is_kept(root: Path) -> None:
    row = item_of("scan.pdf", 0, "application/pdf", b"%PDF-1.7" + os.urandom(15_000_000))
    archive = Archive(root, roll=1_000_000)
    archive.add(raw("small"))
    archive.add(row)
    archive.flush()
    assert Archive(root).raw(row.item) == row
    assert len(list(root.glob("*.warc.gz"))) == 2


def test_an_empty_file_never_arrives(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert [type(row) for row in read([tmp_path / "empty.txt"], Limits())] == [Rejection]


# ---------------------------------------------------------------------------------------------------------------- crashes

WRITER = """
import sys
from pathlib import Path
from frontlog.sources.rows import item_of
from frontlog.store import Archive
archive = Archive(Path(sys.argv[1]), roll=40_000)
for number in range(int(sys.argv[2]), 100_000):
    archive.add(item_of(f"{number}.txt", 0, "text/plain", b"%d " % number * 200))
    print(number, flush=True)
"""


def killed(root: Path, start: int, after: int) -> int:
    """Run a writer, kill it as soon as it has acknowledged some items, and return the last number that it acknowledged."""
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(root), str(start)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child, child.stdout:
        for line in child.stdout:
            if int(line) >= start + after:
                child.send_signal(signal.SIGKILL)
                break
        said = [int(line), *(int(word) for word in child.stdout.read().split())]
    return max(said)


def test_a_killed_writer_loses_nothing_that_it_acknowledged(root: Path) -> None:
    start = 0
    for after in (3, 40, 151):
        last = killed(root, start, after)
        archive = Archive(root)
        names = {item.name for item in archive.items()}
        assert names >= {f"{number}.txt" for number in range(last + 1)}
        assert all(archive.raw(item) for item in archive.items())
        assert findings(root) == []
        start = last + 1
    archive = Archive(root, roll=40_000)
    archive.add(raw("the last"))
    archive.flush()
    assert findings(root) == findings(root, harmless=True) == []
    assert len({row[1] for row in records(root)}) == len(archive.items()) + 1


def filled(root: Path) -> list[Raw]:
    rows = [raw(f"words {number}", f"{number}.txt") for number in range(3)]
    archive = Archive(root)
    for row in rows:
        archive.add(row)
    archive.flush()
    return rows


def test_records_whose_index_lines_are_lost_are_still_items_and_get_them_again(root: Path) -> None:
    rows = filled(root)
    index = root / "records.jsonl"
    lines = index.read_bytes().splitlines(keepends=True)
    for kept in range(len(lines)):
        index.write_bytes(b"".join(lines[:kept]))
        archive = Archive(root)
        assert {item.name for item in archive.items()} == {row.item.name for row in rows}
        assert len(findings(root, harmless=True)) == len(lines) - kept
        assert not archive.add(rows[0])
        archive.flush()
        assert index.read_bytes() == b"".join(lines)


@pytest.mark.parametrize("indexed", [True, False])
def test_a_record_cut_off_at_any_byte_is_passed_over_and_written_anew(root: Path, indexed: bool) -> None:
    rows = filled(root)
    path, index = root / "00001.warc.gz", root / "records.jsonl"
    whole, lines = path.read_bytes(), index.read_bytes().splitlines(keepends=True)
    start = whole.rindex(b"\x1f\x8b\x08")
    for end in range(start, len(whole), 7):
        path.write_bytes(whole[:end])
        index.write_bytes(b"".join(lines if indexed else lines[:-1]))
        archive = Archive(root)
        assert [archive.add(row) for row in rows] == [False, False, not indexed]
        archive.flush()
        assert [Archive(root).raw(row.item) for row in rows] == rows
        assert findings(root) == []
        if indexed:  # then it was acknowledged, so no crash cut it off: what is left of it stays, and nothing is written behind it
            assert path.read_bytes() == whole[:end]
            (root / "00002.warc.gz").unlink()
        else:
            assert [kind for kind, _, _ in records(root)].count("resource") == 3


def test_zeros_behind_a_cut_record_are_taken_away(root: Path) -> None:
    rows = filled(root)
    path, index = root / "00001.warc.gz", root / "records.jsonl"
    whole = path.read_bytes()
    index.write_bytes(b"".join(index.read_bytes().splitlines(keepends=True)[:-1]))
    path.write_bytes(whole[:-100] + bytes(4096))
    archive = Archive(root)
    assert [archive.add(row) for row in rows] == [False, False, True]
    archive.flush()
    assert [kind for kind, _, _ in records(root)].count("resource") == 3
    assert [f.what for f in findings(root)] == []


def test_damage_at_the_end_is_kept_and_the_next_record_goes_into_a_new_file(root: Path) -> None:
    filled(root)
    path = root / "00001.warc.gz"
    path.write_bytes(path.read_bytes() + b"no record at all")
    archive = Archive(root)
    archive.add(raw("new", "new.txt"))
    archive.flush()
    assert path.read_bytes().endswith(b"no record at all")
    assert Archive(root).raw(raw("new", "new.txt").item).content == b"new"
    (finding,) = findings(root)
    assert finding.file == "archive/00001.warc.gz"
    assert "16 bytes that are no whole record" in finding.what


def test_another_build_that_wrote_in_between_is_seen(root: Path) -> None:
    first, second = Archive(root), Archive(root)
    assert first.items() == second.items() == []
    first.add(raw("one", "one.txt"))
    first.flush()
    assert not second.add(raw("one", "one.txt"))
    assert second.add(raw("two", "two.txt"))
    second.flush()
    assert findings(root) == findings(root, harmless=True) == []


def test_a_lost_record_is_named_and_mended_by_adding_the_report_again(root: Path) -> None:
    rows = filled(root)
    path = root / "00001.warc.gz"
    whole = bytearray(path.read_bytes())
    whole[-20] ^= 1
    path.write_bytes(whole)
    with pytest.raises(FrontlogError, match=r"record of '2\.txt' .*00001\.warc\.gz byte \d+\) was changed.*Add that report again"):
        Archive(root).raw(rows[2].item)
    (finding,) = findings(root)
    assert (finding.file, finding.subject) == ("archive/00001.warc.gz", f"2.txt, {rows[2].id}")
    archive = Archive(root)
    assert [archive.add(row) for row in rows] == [False] * 3
    archive.flush()
    assert [Archive(root).raw(row.item) for row in rows] == rows
    assert findings(root) == []
    assert ["kept anew in archive/00001.warc.gz byte" in f.what for f in findings(root, harmless=True)] == [True]
    assert [c.content for c in Archive(root).captures() if isinstance(c, Capture)] == [row.content for row in rows]


def test_a_missing_file_is_named_for_each_item_and_mended(root: Path) -> None:
    rows = filled(root)
    (root / "00001.warc.gz").unlink()
    assert [f.subject for f in findings(root)] == ["warcinfo", *(f"{row.item.name}, {row.id}" for row in rows)]
    archive = Archive(root)
    for row in rows:
        archive.add(row)
    archive.flush()
    assert [Archive(root).raw(row.item) for row in rows] == rows
    assert [path.name for path in root.glob("*.warc.gz")] == ["00002.warc.gz"]


# --------------------------------------------------------------------------------------------------------------- full disk


class Full(FileIO):
    """A file on a disk that has room for a few bytes more."""

    room = 10

    def write(self, data: object) -> int:
        part = bytes(data)[: self.room]  # type: ignore[call-overload]
        if not part:
            raise OSError(28, "No space left on device")
        type(self).room -= len(part)
        return super().write(part)


def test_nothing_is_left_of_what_did_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with Full(path, "ab") as file, pytest.raises(OSError, match="No space"):
        add(file, b"x" * 50)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("where", ["frontlog.store.segments.add", "frontlog.store.atomic.add"])
def test_a_full_disk_is_said_and_the_next_build_goes_on(root: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    rows = filled(root)

    def full(file: FileIO, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    def build() -> None:
        archive = Archive(root)
        archive.add(raw("one more", "more.txt"))
        archive.flush()

    with monkeypatch.context() as patch:
        patch.setattr(where, full)
        with pytest.raises(FrontlogError, match=r"\(No space left on device\)\. Make room on the disk"):
            build()
    assert {item.name for item in Archive(root).items()} >= {row.item.name for row in rows}
    build()
    assert len(Archive(root).items()) == 4
    assert findings(root) == findings(root, harmless=True) == []


# --------------------------------------------------------------------------------------------------------------- old layout


def old(root: Path, rows: list[Raw]) -> None:
    """An archive as Frontlog wrote it up to log format 1."""
    import json

    for row in rows:
        path = root / row.item.sha256[:2] / row.item.sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(row.content)
        with (root / "index.jsonl").open("a") as file:
            file.write(json.dumps(asdict(row.item), sort_keys=True, default=datetime.isoformat) + "\n")


def test_an_archive_of_the_old_layout_is_read_and_goes_on_as_warc(root: Path) -> None:
    rows = [raw("one", "one.txt"), page("<p>Two.</p>")]
    old(root, rows)
    archive = Archive(root)
    assert [archive.raw(row.item).content for row in rows] == [row.content for row in rows]
    assert not archive.add(rows[0])
    assert not archive.add(page("<p>Two.</p>", when=THEN.replace(year=2018)))
    assert archive.add(raw("three", "three.txt"))
    archive.flush()
    assert len(Archive(root).items()) == 3
    assert [kind for kind, _, _ in records(root)] == ["warcinfo", "revisit", "resource"]
    assert [type(c) for c in Archive(root).captures()] == [Capture, Capture, Revisit, Capture]
    assert findings(root) == findings(root, harmless=True) == []


@pytest.mark.parametrize("harm", [lambda p: p.write_bytes(b"onf"), lambda p: p.write_bytes(b"one more"), lambda p: p.unlink()])
def test_damage_in_the_old_layout_is_named(root: Path, harm: Callable[[Path], None]) -> None:
    row = raw("one", "one.txt")
    old(root, [row])
    harm(root / row.item.sha256[:2] / row.item.sha256)
    (finding,) = findings(root)
    assert finding.subject == f"one.txt, {row.id}"
    assert finding.file == f"archive/{row.item.sha256[:2]}/{row.item.sha256}"
    archive = Archive(root)
    assert not archive.add(row)
    archive.flush()
    assert Archive(root).raw(row.item).content == b"one"


def test_what_an_item_says_later_does_not_replace_what_it_said_first(root: Path) -> None:
    archive = Archive(root)
    archive.add(page("<p>One.</p>"))
    archive.add(page("<p>One.</p>", url="https://other.example/"))
    archive.flush()
    assert [item.url for item in Archive(root).items()] == ["https://news.example/a"]
    with pytest.raises(FrontlogError, match="is not in the index of the archive"):
        Archive(root).raw(replace(archive.items()[0], sha256="0" * 64))
