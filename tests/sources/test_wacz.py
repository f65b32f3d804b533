"""WACZ: what is exported is whole, listed and read back; broken zips and bombs give a message."""

import hashlib
import io
import json
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import Raw, Rejection
from frontlog.sources.capture import Capture, raw_of
from frontlog.sources.files import read
from frontlog.sources.rows import Limits, Row, Seen
from frontlog.sources.wacz import read_wacz, surt, write_wacz
from support.warcs import answer, packed, page, pages, record

CAPTURES = [
    Capture(
        url=f"https://news.example/{number}",
        when=datetime(2017, 10, number + 1, tzinfo=UTC),
        media_type="text/html",
        content=page(number),
        status=200,
        headers=(("Content-Type", "text/html"),),
    )
    for number in (2, 0, 1)
]
FILE = Capture(url="in/a.txt", when=None, media_type="text/plain", content=b"words")


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def rows(content: bytes) -> list[Row]:
    return list(read_wacz(io.BytesIO(content), "a.wacz", Limits(), Seen()))


def test_an_export_is_read_back_with_the_same_items(tmp_path: Path) -> None:
    assert write_wacz([*CAPTURES, FILE], tmp_path / "a.wacz", "Log") == 4
    found = list(read([tmp_path / "a.wacz"], Limits()))
    assert [row.item for row in found if isinstance(row, Raw)] == [raw_of(row).item for row in [*CAPTURES, FILE]]
    assert len(found) == 4
    write_wacz([*CAPTURES, FILE], tmp_path / "b.wacz", "Log")
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_an_export_lists_every_file_with_its_hash_and_every_record_with_its_place(tmp_path: Path) -> None:
    write_wacz([*CAPTURES, FILE], tmp_path / "a.wacz", "Log")
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert package["wacz_version"] == "1.1.1"
        for row in package["resources"]:
            content = archive.read(row["path"])
            assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (row["bytes"], row["hash"])
        digest = json.loads(archive.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(archive.read('datapackage.json')).hexdigest()}"
        assert archive.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        warc = archive.read("archive/data.warc.gz")
        lines = archive.read("indexes/index.cdx").decode().splitlines()
        assert lines == sorted(lines)
        assert len(archive.read("pages/pages.jsonl").splitlines()) == 1 + len(CAPTURES)
    for line in lines:
        entry = json.loads(line.split(" ", 2)[2])
        start = int(entry["offset"])
        found = list(read_one(warc[start : start + int(entry["length"])]))
        assert len(found) == 1
        assert f"sha256:{found[0].item.sha256}" == entry["digest"]


def read_one(content: bytes) -> list[Raw]:
    found = list(read_wacz(io.BytesIO(zipped({"archive/x.warc.gz": content})), "a.wacz", Limits(), Seen()))
    return [row for row in found if isinstance(row, Raw)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 no zip", "damaged"),
        (b"", "damaged"),
        (zipped({"readme.txt": b"x"}), "no reports"),
        (zipped({f"{n}.txt": b"" for n in range(10_001)}), "too large"),
        (zipped({"archive/bomb.warc": b" " * 80_000_000}, zipfile.ZIP_DEFLATED), "bomb"),
    ],
    ids=["no zip", "empty", "no warc", "many", "bomb"],
)
def test_what_cannot_be_read_is_refused(content: bytes, reason: str) -> None:
    (row,) = rows(content)
    assert isinstance(row, Rejection)
    assert row.reason == reason
    assert "a.wacz" in row.message


def test_names_that_lead_out_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.wacz"
    path.parent.mkdir()
    path.write_bytes(zipped({"../../evil.warc": pages(1)[0], "archive/A.warc": pages(2)[1], "archive/a.warc": pages(3)[2]}))
    found = list(read([path], Limits()))
    assert [row.item.name for row in found if isinstance(row, Raw)] == [f"http://news.example/{number}" for number in range(3)]
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_damaged_member_does_not_stop_the_others() -> None:
    noise = random.Random(1).randbytes(40_000).hex()
    members = packed(record(number, answer(page(number, noise + str(number)))) for number in range(9))
    content = bytearray(zipped({"a.warc.gz": b"".join(members[:8]), "b.warc.gz": members[8]}))
    start = content.find(members[1])
    content[start + 30 : start + 40] = bytes(10)
    found = rows(bytes(content))
    taken = [row.item.name[-1] for row in found if isinstance(row, Raw)]
    assert taken[:4] == ["0", "2", "3", "4"]  # the zip's own sum fails at its very end and may take the last pages with it
    assert taken[-1] == "8"
    assert [row.subject for row in found if isinstance(row, Rejection)] == [f"a.wacz!a.warc.gz byte {len(members[0])}", "a.wacz!a.warc.gz"]


@given(st.binary(max_size=200), st.integers(0, 1500))
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_it_raise(noise: bytes, at: int) -> None:
    whole = zipped({"a.warc.gz": b"".join(packed(pages(3))), "b.warc": pages(1)[0]}, zipfile.ZIP_DEFLATED)
    assert rows(noise)
    assert rows(whole[:at] + noise + whole[at + len(noise) :])


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.News.example:443/A/b?z=1&a=2#x", "example,news)/a/b?a=2&z=1"),
        ("http://news.example:8080", "example,news:8080)/"),
        ("file:///a b.txt", "file:///a%20b.txt"),
        ("http://[", "http://["),
    ],
)
def test_keys_of_the_index(url: str, key: str) -> None:
    assert surt(url) == key
