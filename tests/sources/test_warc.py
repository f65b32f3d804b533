"""WARC: pages of whole and broken files, bombs, lies, digests; what is written is read back, by us and by other tools."""

import base64
import gzip
import hashlib
import io
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from frontlog.model import FrontlogError, Raw, Rejection
from frontlog.sources.capture import Capture, from_uri, raw_of, to_uri
from frontlog.sources.files import read
from frontlog.sources.rows import Limits, Seen
from frontlog.sources.warc import captures, read_warc
from frontlog.sources.warc_write import Revisit, write_warc
from frontlog.store import Archive
from support.warcs import answer, packed, page, pages, record

WHEN = datetime(2017, 10, 2, 4, 5, 6, tzinfo=UTC)


def split(content: bytes, limits: Limits | None = None) -> tuple[list[Raw], list[Rejection]]:
    rows = list(read_warc(io.BytesIO(content), "n.warc", limits or Limits(), Seen()))
    return [row for row in rows if isinstance(row, Raw)], [row for row in rows if isinstance(row, Rejection)]


def numbers(raws: list[Raw]) -> list[int]:
    return [int(raw.item.name.rpartition("/")[2]) for raw in raws]


@pytest.mark.parametrize("pack", [lambda rows: rows, packed, lambda rows: [gzip.compress(b"".join(rows))]], ids=["plain", "each", "whole"])
def test_pages_are_items_named_by_their_address(pack: Callable[[list[bytes]], list[bytes]]) -> None:
    raws, refused = split(b"".join(pack(pages(5))))
    assert numbers(raws) == [0, 1, 2, 3, 4]
    assert not refused
    assert raws[2].item.name == "http://news.example/2"
    assert raws[2].item.media_type == "text/html"
    assert raws[2].content == page(2)
    assert raws[2].item.sha256 == hashlib.sha256(page(2)).hexdigest()


def test_time_status_and_charset_of_a_capture() -> None:
    ((capture, place),) = [row for row in captures(io.BytesIO(pages(1)[0]), "n.warc", Limits()) if not isinstance(row, Rejection)]
    assert (capture.url, capture.when, capture.status, capture.charset, place) == ("http://news.example/0", WHEN, 200, "utf-8", "byte 0")


BODY = b"".join(b"%d " % number for number in random.Random(1).choices(range(10**6), k=8000))


def damage(kind: str) -> tuple[bytes, int]:
    """Six records of which number 2 is broken, and the offset of the break."""
    whole = [record(number, answer(b"<p>" + BODY + b"%d" % number)) for number in range(6)]
    plain = kind.startswith("plain")
    rows = whole if plain else packed(whole)
    bad = bytearray(rows[2])
    half = len(bad) // 2
    lies = {"long": 5000, "short": -5000, "endless": 10**12}
    if kind.endswith(tuple(lies)):
        row = record(2, answer(b"<p>" + BODY), lie=lies[kind.rpartition(" ")[2]])
        rows[2] = row if plain else packed([row])[0]
    elif kind.endswith("zeros"):
        bad[half : half + 40] = bytes(40)
        rows[2] = bytes(bad)
    elif kind.endswith("sum"):
        bad[-6] ^= 255
        rows[2] = bytes(bad)
    elif kind.endswith("half"):
        rows[2] = bytes(bad[:half])
    elif kind.endswith("no length"):
        rows[2] = rows[2].replace(b"Content-Length: ", b"Content-Length: x")
    elif kind.endswith("junk"):
        rows[2] = b"junk" * 50
    elif kind.endswith("no record"):
        rows[2] = gzip.compress(b"words" * 30)
    elif kind.endswith("bomb"):
        rows[2] = gzip.compress(record(2, answer(b" " * 200_000_000)), 9)
    return b"".join(rows), len(b"".join(rows[:2]))


DAMAGES = ["packed " + kind for kind in ("long", "short", "endless", "zeros", "sum", "half", "junk", "no record", "bomb")]
DAMAGES += ["plain " + kind for kind in ("long", "short", "endless", "half", "junk", "no length")]


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_broken_record_is_named_by_its_offset_and_the_rest_goes_on(kind: str, tmp_path: Path) -> None:
    content, offset = damage(kind)
    path = tmp_path / "n.warc.gz"
    path.write_bytes(content)
    rows = list(read([path], Limits()))
    refused = [row for row in rows if isinstance(row, Rejection)]
    assert numbers([row for row in rows if isinstance(row, Raw)]) == [0, 1, 3, 4, 5]
    assert len(refused) == 1
    assert refused[0].subject == f"n.warc.gz byte {offset}"
    assert f"byte {offset}" in refused[0].message
    assert refused[0].reason in ("damaged", "cut off")


def test_a_damaged_end_of_a_file_packed_as_one_keeps_what_stood_before() -> None:
    content = gzip.compress(b"".join(record(number, answer(b"<p>" + BODY + b"%d" % number)) for number in range(6)))
    raws, refused = split(content[: len(content) * 2 // 3])
    assert numbers(raws) == [0, 1, 2]
    assert [row.reason for row in refused] == ["damaged"]


class Endless(io.RawIOBase):
    """A WARC that is made while it is read, with a broken record in its middle."""

    def __init__(self, count: int) -> None:
        self.parts = self._make(count)
        self.size = 0

    @staticmethod
    def _make(count: int) -> Iterator[bytes]:
        noise = random.Random(2).randbytes(200_000).hex().encode()
        for number in range(count):
            row = gzip.compress(record(number, answer(b"<p>%d " % number + noise)), 1)
            yield row[: len(row) // 2] if number == count // 2 else row

    def read(self, size: int = -1) -> bytes:
        part = next(self.parts, b"")
        self.size += len(part)
        return part


def test_a_large_file_is_read_in_constant_memory() -> None:
    source = Endless(150)
    tracemalloc.start()
    raws = broken = 0
    for row in read_warc(source, "big.warc.gz", Limits(), Seen()):  # type: ignore[arg-type]
        raws, broken = raws + isinstance(row, Raw), broken + isinstance(row, Rejection)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (raws, broken) == (149, 1)
    assert source.size > 30_000_000
    assert peak < source.size / 4


def test_many_broken_places_end_the_reading() -> None:
    raws, refused = split(b"WARC/1.0\r\nContent-Length: x\r\n\r\n" * 5000 + pages(1)[0])
    assert not raws
    assert len(refused) < 1010
    assert refused[-2].reason == "too many faults"


def test_what_is_no_page_is_counted() -> None:
    rows = [
        record(0, answer(b"\xff\xd8\xff", "image/jpeg")),
        record(1, answer(page(1), status="404 Not Found")),
        record(2, b"software: x", kind="warcinfo"),
        record(3, answer(page(3))),
        record(4, answer(b"\xff\xd8\xff\x01", "image/jpeg")),
        record(5, b"", kind="revisit"),
    ]
    raws, refused = split(b"".join(rows))
    assert numbers(raws) == [3]
    assert [(row.subject, row.reason) for row in refused] == [("n.warc", "passed over")]
    assert "4 records" in refused[0].message
    assert "2 of type image/jpeg, 1 with status 404, 1 noted as revisit" in refused[0].message


@pytest.mark.parametrize(
    ("block", "media_type"),
    [
        (answer(b"%PDF-1.4 ...", "text/html"), "application/pdf"),
        (answer(page(0), "text/plain"), "text/html"),
        (answer(page(0), "application/octet-stream"), "text/html"),
        (answer(page(0), "APPLICATION/XHTML+XML"), "text/html"),
        (answer(b"only words", "text/plain;charset=koi8-r"), "text/plain"),
    ],
)
def test_the_bytes_outrank_a_lying_type(block: bytes, media_type: str) -> None:
    raws, _ = split(record(0, block))
    assert [raw.item.media_type for raw in raws] == [media_type]


def test_a_picture_that_is_called_a_page_is_refused() -> None:
    raws, refused = split(record(0, answer(b"\xff\xd8\xff\x00\x01\x02" * 200, "text/html")) + pages(2)[1])
    assert numbers(raws) == [1]
    assert [(row.subject, row.reason) for row in refused] == [("n.warc byte 0", "binary file")]
    assert "http://news.example/0" in refused[0].message


def test_packed_and_chunked_bodies_are_unpacked_within_the_limit() -> None:
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page(1)[:20], page(1)[20:])) + b"0\r\n\r\n"
    bomb = gzip.compress(b"x" * 3_000_000)
    rows = [
        record(0, answer(gzip.compress(page(0)), more="Content-Encoding: gzip\r\n")),
        record(1, answer(chunked, more="Transfer-Encoding: chunked\r\n")),
        record(2, answer(zlib.compress(page(2)), more="Content-Encoding: deflate\r\n")),
        record(3, answer(page(3), more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")),  # stored unpacked
        record(4, answer(bomb, more="Content-Encoding: gzip\r\n")),
        record(5, answer(gzip.compress(page(5))[:-20], more="Content-Encoding: gzip\r\n")),
        record(6, answer(b"\x1b\x00\x00\x00\x01\x02" * 50, more="Content-Encoding: br\r\n")),
    ]
    raws, refused = split(b"".join(rows), Limits(max_bytes=1_000_000))
    assert [raw.content for raw in raws] == [page(number) for number in range(4)]
    assert [row.reason for row in refused] == ["too large", "damaged", "packed"]


def test_a_large_record_is_passed_over_without_being_held() -> None:
    raws, refused = split(record(0, answer(b"x" * 300_000)) + pages(2)[1], Limits(max_bytes=100_000))
    assert numbers(raws) == [1]
    assert [row.reason for row in refused] == ["too large"]


@pytest.mark.parametrize("form", ["base32", "hex", "unknown", "wrong"])
def test_a_record_whose_digest_differs_is_refused(form: str) -> None:
    block = answer(page(0))
    digest = {
        "base32": "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode(),
        "hex": "sha256:" + hashlib.sha256(block).hexdigest().upper(),
        "unknown": "blake9:abc",
        "wrong": "sha256:" + "0" * 64,
    }[form]
    raws, refused = split(record(0, block, more=f"WARC-Block-Digest: {digest}\r\n") + pages(2)[1])
    assert numbers(raws) == ([1] if form == "wrong" else [0, 1])
    assert [row.reason for row in refused] == (["digest differs"] if form == "wrong" else [])


def test_a_page_that_the_crawler_cut_off_is_taken_with_a_note() -> None:
    raws, refused = split(record(0, answer(page(0)), more="WARC-Truncated: length\r\n"))
    assert (numbers(raws), [row.reason for row in refused]) == ([0], ["truncated"])


def test_the_same_page_twice_is_taken_once() -> None:
    raws, refused = split(pages(1)[0] * 2)
    assert (numbers(raws), [row.reason for row in refused]) == ([0], ["duplicate"])


def test_the_same_bytes_at_another_address_or_time_are_handed_on_for_the_archive(tmp_path: Path) -> None:
    first = record(0, answer(page(0)))
    rows = [first, record(1, answer(page(0))), first.replace(b"2017-10-02", b"2017-10-09"), first]
    raws, refused = split(b"".join(rows))
    assert [(raw.item.url[-1], raw.item.retrieved) for raw in raws] == [("0", WHEN), ("1", WHEN), ("0", WHEN.replace(day=9))]
    assert [row.reason for row in refused] == ["duplicate"]
    archive = Archive(tmp_path / "archive")
    assert [archive.add(raw) for raw in raws] == [True, False, False]
    archive.flush()
    kinds = [(type(found), found.url[-1], found.when) for found in Archive(tmp_path / "archive").captures()]
    assert kinds == [(Capture, "0", WHEN), (Revisit, "1", WHEN), (Revisit, "0", WHEN.replace(day=9))]


REFERS = "WARC-Refers-To-Target-URI: http://news.example/0\r\nWARC-Refers-To-Date: {}\r\n"


@pytest.mark.parametrize(
    ("more", "block", "known"),
    [
        (REFERS.format("2017-10-02T04:05:06Z"), answer(b""), True),
        (REFERS.format("2017-10-02T04:05:06.75Z") + "WARC-Payload-Digest: sha1:AAAA\r\n", answer(b"", status="304 Not Modified"), True),
        (f"WARC-Payload-Digest: sha256:{hashlib.sha256(page(0)).hexdigest()}\r\n", answer(b""), True),
        (REFERS.format("2017-10-03T04:05:06Z"), answer(b""), False),
        (f"WARC-Payload-Digest: sha256:{hashlib.sha256(page(1)).hexdigest()}\r\n", answer(b""), False),
    ],
)
def test_what_another_archive_met_again_is_a_meeting_of_the_same_page(more: str, block: bytes, known: bool, tmp_path: Path) -> None:
    again = record(7, block, kind="revisit", more=more).replace(b"2017-10-02T04:05:06Z\r\nContent", b"2017-10-09T00:00:00Z\r\nContent")
    rows = list(read_warc(io.BytesIO(record(0, answer(page(0))) + again), "n.warc", Limits(), Seen()))
    first, second = rows
    assert isinstance(first, Raw)
    assert isinstance(second, Revisit)
    assert second.source == "n.warc"
    archive = Archive(tmp_path / "archive")
    assert archive.add(first)
    assert archive.again(second) is (False if known else None)
    archive.flush()
    found = [(type(row), row.url[-1], row.when.day if row.when else 0) for row in Archive(tmp_path / "archive").captures()]
    assert found == [(Capture, "0", 2), (Revisit, "7", 9)][: 1 + known]
    assert archive.again(second) is (False if known else None)
    assert len(list(archive.captures())) == 1 + known


@pytest.mark.parametrize(
    "more", ["", REFERS.format("yesterday"), "WARC-Payload-Digest: sha1:AAAA\r\n", "WARC-Payload-Digest: sha256:xyz\r\n"]
)
def test_a_revisit_that_does_not_say_of_what_is_counted(more: str) -> None:
    raws, refused = split(record(0, answer(page(0))) + record(7, answer(b""), kind="revisit", more=more))
    assert numbers(raws) == [0]
    assert "1 noted as revisit" in refused[0].message


@given(st.binary(max_size=3000), st.integers(0, 3000), st.booleans(), st.integers(0, 3000))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_raise(noise: bytes, at: int, pack: bool, length: int) -> None:
    whole = b"".join(packed(pages(4)) if pack else pages(4))
    for content in (noise, whole[:at] + noise + whole[at + length :]):
        rows = list(read_warc(io.BytesIO(content), "n.warc", Limits(), Seen()))
        assert rows
        assert len({row.id for row in rows}) == len(rows)


# ---------------------------------------------------------------------------------------------------------------- writing

PAGE = Capture(
    url="https://news.example/a?b=1",
    when=WHEN,
    media_type="text/html",
    content=page(1, "Grüße"),
    status=200,
    headers=(("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("X-Odd", "a\r\nb")),
)
FILE = Capture(url="in/a report ü.txt", when=WHEN, media_type="text/plain", content=b"The army took the town.")
LINE = Capture(url="b.jsonl", when=None, media_type="application/x-frontlog+json", content=b'{"text":"x"}', part=7)
AGAIN = Revisit(url=PAGE.url, when=WHEN, sha256=raw_of(PAGE).item.sha256, first_url=PAGE.url, first_when=WHEN, headers=PAGE.headers)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_what_is_written_is_read_back_with_the_same_ids(tmp_path: Path, name: str) -> None:
    assert write_warc([PAGE, FILE, LINE, AGAIN], tmp_path / name) == 4
    rows = list(read([tmp_path / name], Limits()))
    assert [row.item for row in rows if isinstance(row, Raw)] == [raw_of(capture).item for capture in (PAGE, FILE, LINE)]
    assert [(row.url, row.sha256, row.when) for row in rows if isinstance(row, Revisit)] == [(AGAIN.url, AGAIN.sha256, AGAIN.when)]
    assert len(rows) == 4


def test_written_records_hold_for_other_readers(tmp_path: Path) -> None:
    write_warc([PAGE, FILE, AGAIN], tmp_path / "a.warc.gz")
    with (tmp_path / "a.warc.gz").open("rb") as handle:
        rows = []
        for row in ArchiveIterator(handle, check_digests="raise"):
            rows.append((row.rec_type, row.rec_headers.get_header("WARC-Target-URI"), row.content_stream().read()))
            head = row.rec_headers
            assert head.get_header("WARC-Payload-Digest").startswith("sha256:")
            assert head.get_header("WARC-Date") == "2017-10-02T04:05:06Z"
            if row.rec_type == "response":
                assert head.get_header("WARC-Payload-Digest") == f"sha256:{raw_of(PAGE).item.sha256}"
                assert row.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
                assert row.http_headers.get_header("X-Odd") == "a b"
            if row.rec_type == "revisit":
                assert head.get_header("WARC-Refers-To-Target-URI") == PAGE.url
                assert head.get_header("WARC-Payload-Digest") == f"sha256:{AGAIN.sha256}"
    assert [row[0] for row in rows] == ["warcinfo", "response", "resource", "revisit"]
    assert rows[1][2] == PAGE.content
    assert rows[2] == ("resource", "file:///in/a%20report%20%C3%BC.txt", FILE.content)


def test_writing_is_repeatable_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    for name in ("a.warc.gz", "b.warc.gz"):
        write_warc([PAGE, FILE], tmp_path / name)
    assert (tmp_path / "a.warc.gz").read_bytes() == (tmp_path / "b.warc.gz").read_bytes()

    def broken() -> Iterator[Capture]:
        yield PAGE
        raise OSError(28, "No space left on device")

    with pytest.raises(FrontlogError, match="No space left"):
        write_warc(broken(), tmp_path / "a.warc.gz")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.warc.gz", "b.warc.gz"]
    assert (tmp_path / "a.warc.gz").read_bytes() == (tmp_path / "b.warc.gz").read_bytes()


NAMES = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda name: "://" not in name and "#part=" not in name)


@given(NAMES, st.integers(0, 10**9 - 1))
def test_names_survive_as_addresses(name: str, part: int) -> None:
    assert from_uri(to_uri(name, part)) == (name, part)
