"""Hostile and broken source files: a clear message each, and the rest goes on.

Also a short run of the fuzzing of benchmarks/fuzz_sources.py.
"""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import Raw, Rejection
from frontlog.sources.files import read
from frontlog.sources.lists import addresses
from frontlog.sources.literal import read_literal
from frontlog.sources.rows import Limits, refuse
from frontlog.sources.tables import read_table
from support.hostile import FEEDS, TARGETS, Target
from support.warcs import pages

URL = "https://x.example/"
WORDS = "The army took the town of Zenda on Monday."
DEEP = "[" * 100_000 + "]" * 100_000
MESSAGE = json.dumps({"id": 2, "type": "message", "text": WORDS})
CHAT = '{"name": "N", "type": "public_channel", "id": 1, "messages": ['
LINE = json.dumps({"text": WORDS})


def split(path: Path, limits: Limits | None = None) -> tuple[list[Raw], list[Rejection]]:
    rows = list(read([path], limits or Limits()))
    return [row for row in rows if isinstance(row, Raw)], [row for row in rows if isinstance(row, Rejection)]


def protected() -> bytes:
    """A WACZ whose first member says that it is encrypted."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("archive/a.warc", pages(1)[0])
        archive.writestr("archive/b.warc", pages(2)[1])
    content = bytearray(target.getvalue())
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "taken", "words"),
    [
        ("a.json", DEEP, 0, "is no JSON"),
        ("a.json", f"{LINE}\n{LINE}\n", 0, "Name it .jsonl"),
        ("a.jsonl", f'{{"text": {DEEP}}}\n{LINE}\n', 1, "'a.jsonl line 1' is no JSON"),
        ("a.jsonl", f'{LINE}\n{{"text": "cut o\n{LINE.replace("Monday", "Sunday")}\n', 2, "'a.jsonl line 2' is no JSON"),
        ("result.json", f'{CHAT}{{"a": {DEEP}}}, {MESSAGE}]}}', 1, "'result.json message 1' nests too deep"),
        ("result.json", f"{CHAT}{MESSAGE}, {MESSAGE.replace('Zenda', 'Hentzau')[:-20]}", 1, "message 2' is no JSON"),
        ("a.json", '{"articles": [' + '{"a":' * 90_000, 0, "nests too deep"),
        ("a.csv", f'url,text\n{URL}1,"{"x" * 3_000_000}"\n{URL}2,{WORDS}\n', 1, "cell of more than 2 MB; raise the limit with --max-mb"),
        ("a.csv", b"%PDF-1.4 \x00\x01\x02" * 100, 0, "no report and no address"),
        ("a.wacz", protected(), 1, "'a.wacz!archive/a.warc' is protected by a password"),
        ("a.wacz", WORDS, 0, "is no whole zip file"),
        ("a.warc.gz", WORDS, 0, "no WARC record starts there"),
        ("a.xml", FEEDS[-1], 0, "Remove its <!ENTITY lines"),
        ("a.rss", FEEDS[-1].replace(b'"ha"', b'SYSTEM "file:///etc/hostname"'), 0, "Remove its <!ENTITY lines"),
        ("a.rss", FEEDS[-1].replace(b"!ENTITY a", b"!ENTITY % a"), 0, "Remove its <!ENTITY lines"),
        ("a.csv.gz", gzip.compress(b"url\n"), 0, "Unpack it and add what is in it"),
        ("a.txt", gzip.compress(b"words"), 0, "holds binary data"),
    ],
    ids=range(17),
)  # fmt: skip
def test_a_clear_message_and_the_rest_goes_on(tmp_path: Path, name: str, content: str | bytes, taken: int, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    raws, refused = split(path, Limits(max_bytes=2_000_000))
    assert len(raws) == taken
    assert any(words in row.message for row in refused), [row.message for row in refused]
    assert len(refused) < 5


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f'url,text\n{URL},"{WORDS}\0"\n'.encode(), f"{WORDS}\0"),
        (f'url;text\n{URL};"{WORDS} ""Größe"""\n'.encode("utf-16"), f'{WORDS} "Größe"'),
        (f"url,text\n{URL},{WORDS}\n".encode("utf-16-le"), WORDS),
        (f"url,text\n{URL},{WORDS}\n".encode("utf-16-be"), WORDS),
        (f'url,text\n{URL},"{"x" * 1_000_000}"\n'.encode(), "x" * 1_000_000),
        (f'url,text\r\n{URL},  "{WORDS}"  \r\n'.encode(), f'"{WORDS}"'),
    ],
    ids=["nul", "utf-16", "utf-16-le", "utf-16-be", "long", "spaced quotes"],
)
def test_odd_tables(content: bytes, text: str) -> None:
    assert [row.text for row in read_table(io.BytesIO(content), 2_000_000)] == [text]


def test_several_reports_under_the_suffix_of_one(tmp_path: Path) -> None:
    warc, feed = tmp_path / "warc.txt", tmp_path / "feed.html"
    warc.write_bytes(b"".join(pages(3)))
    feed.write_bytes(FEEDS[0])
    assert [raw.item.name for raw in split(warc)[0]] == [f"http://news.example/{number}" for number in range(3)]
    raws, refused = split(feed)
    assert len(raws) + len(refused) == 1
    assert not any(raw.item.media_type == "text/html" for raw in raws)
    listed = tmp_path / "feed.txt"
    listed.write_bytes(FEEDS[0])
    assert [row.url for row in addresses([str(listed)], Limits()) if not isinstance(row, Rejection)] == ["https://x.example/1"]


def test_found_by_fuzzing() -> None:
    # auto-archiver's form of a time with a year beyond all bounds
    assert read_literal(f"datetime.datetime({10**30}, 1, 1)") is None
    # a header with an open quote that names no column either: one line, two refusals with one id
    next(target for target in TARGETS if target.name == "csv").run(b'xrl,tex1,"The army\nand\nhttps://x.example/6,"a "b" c"\n')


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
@given(data=st.data())
@settings(max_examples=25, deadline=None, derandomize=True, database=None)
def test_no_bytes_break_a_parser(target: Target, data: st.DataObject) -> None:
    """A piece of a whole input is replaced by noise, by a piece of another input, or left out."""
    whole = data.draw(st.sampled_from(target.samples))
    other = data.draw(st.sampled_from(target.samples))
    start, end = sorted((data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, len(whole)))))
    first, last = sorted((data.draw(st.integers(0, len(other))), data.draw(st.integers(0, len(other)))))
    piece = data.draw(st.binary(max_size=60) | st.just(other[first:last]))
    target.run(whole[:start] + piece + whole[end:])


def test_two_faults_at_one_place_are_two_refusals() -> None:
    first, second = (refuse("a.warc byte 0", "damaged", what) for what in ("no record starts there", "its record states no length"))
    assert first.id != second.id
    assert first.id == refuse("a.warc byte 0", "damaged", first.message).id
