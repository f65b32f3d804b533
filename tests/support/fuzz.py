"""Damaged files for documents.read: strategies that break valid files in structured ways, and the properties that must hold."""

import time
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from frontlog.documents.places import locate
from frontlog.documents.proof import holds
from frontlog.documents.read import read, read_bulk
from frontlog.documents.where import where
from frontlog.model import Document, Item, Raw, RawSpan, Record, Rejection, Segment, Sentence, digest, record_id
from support.formats import DOCX, part, rezipped, samples, valid

VALID = valid()
TYPES = sorted(VALID)
SAMPLES = [*sorted(VALID.items()), *samples()]
CHARSETS = ("", "utf-8", "windows-1251", "utf-16", "koi8-r", "iso-8859-1", "rot13", "gb18030", "iso-2022-jp", "x" * 50)
TOKENS = (  # pieces that have broken parsers of such formats before
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x85", b"\xe2\x80", b"\xf4\x90\x80\x80", b"\r", b"\r\n\r\n", b"\x1a", b"\x0c"),
    *(b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"<script>", b"<div>", b"</p>", b"<table><tr>", b"<a href='", b'"', b"&#x110000;"),
    *(b"&amp", b"&#0;", b"&lt;b&gt;", b"<meta charset=utf-16>", b"<meta charset=utf-7>", b"<svg><style>", b"<time datetime='9999-99-99'>"),
    *(b"\\u", b"\\ud800", b"\\", b'"text":', b"{", b"[", b"1e999", b"null", b"}"),
    *(b"obj", b"endobj", b"stream", b"/Length -1", b"/Count 99999999", b"<<", b">>", b"R", b"/Kids [2 0 R]", b"9999999999 0 R"),
    *(b"<w:p>", b"<w:tbl>", b"</w:t>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"xmlns=''", b"PK\x03\x04", b"PK\x05\x06"),
    *(b"Content-Type: multipart/mixed; boundary=a\r\n", b"--a\r\n", b"=E2=80", b"=?utf-8?b?!!?=", b"=\r\n", b"charset=\"\xff\""),
    *(b"Date: 99 Foo 99999 99:99:99 +9999\n", b"Content-Transfer-Encoding: base64\n", b"format=flowed", b"Subject: \n x\n"),
    *(" —".encode(), "\u202e\u200b\ufeff".encode(), "“".encode(), "”".encode(), "ÐÑ".encode(), b". ", b"? ", b"(", b")", b"*", b"_", b"#"),
    *(b"By ", b"GEN. ", b"5 March 2018 ", b"said ", b"(Reuters) - ", b"http://a.example/", b"@", b"99999999999999999999 ", b"Posted on "),
)  # fmt: skip

Change = Callable[[bytes], bytes]


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """One way to damage bytes: at two places given as shares of the length."""
    kind = draw(st.sampled_from(["insert", "insert", "repeat", "delete", "double", "flip", "cut", "random"]))
    a, b = sorted((draw(st.floats(0, 1)), draw(st.floats(0, 1))))
    token = draw(st.sampled_from(TOKENS))
    times = draw(st.sampled_from([1, 2, 5, 40, 300, 3000]))
    noise = draw(st.binary(max_size=20))

    def change(content: bytes) -> bytes:
        i, j = int(a * len(content)), int(b * len(content))
        return {
            "insert": content[:i] + token + content[i:],
            "repeat": content[:i] + token * times + content[i:],
            "delete": content[:i] + content[j:],
            "double": content[:j] + content[i:j] * min(times, 40) + content[j:],
            "flip": content[:i] + bytes(byte ^ 0x55 for byte in content[i : i + 4]) + content[i + 4 :],
            "cut": content[:i],
            "random": content[:i] + noise + content[j:],
        }[kind][:400_000]

    return change


@st.composite
def raws(draw: st.DrawFn, only: str = "") -> Raw:
    """A damaged file (with `only`, of that media type), or plain noise, under some media type and charset."""
    real, content = draw(st.sampled_from([sample for sample in SAMPLES if only in ("", sample[0])]))
    steps = draw(st.lists(changes(), min_size=1, max_size=5))
    if real == DOCX and draw(st.booleans()):
        name = draw(st.sampled_from(["word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"]))
        inner = part(content, name)
        for step in steps:
            inner = step(inner)
        content = rezipped(content, name, inner)
    else:
        for step in steps:
            content = step(content)
    if draw(st.integers(0, 19)) == 0:
        content = draw(st.binary(max_size=400))
    stated = real if only or draw(st.integers(0, 4)) else draw(st.sampled_from(TYPES))
    return raw(content, stated, draw(st.sampled_from(CHARSETS)))


def raw(content: bytes, media_type: str, charset: str = "") -> Raw:
    """Bytes as an item."""
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a", part=0, media_type=media_type, size=len(content), sha256=sha, charset=charset)
    return Raw(item=item, content=content)


def worked(given: Raw, bulk: bool = False) -> tuple[list[Record], float]:
    """The rows of an item, checked, and the seconds of processor time that they took. Raises AssertionError where a property fails."""
    begun = time.process_time()
    rows: list[Record] = list((read_bulk if bulk else read)([given]))
    taken = time.process_time() - begun
    if bulk:  # the places of pages are worked out when they are asked for
        rows += [place for row in rows if isinstance(row, Document) for place in where(given, row.text)]
    check(rows, given)
    return rows, taken


def check(rows: Sequence[Record], given: Raw) -> None:
    """One document at most, or a reason; exact spans; places whose bytes say the words; no error of a library that nobody foresaw."""
    assert rows, "nothing came out"
    for row in rows:
        assert not (isinstance(row, Rejection) and row.reason == "unreadable"), row
    documents = [row for row in rows if isinstance(row, Document)]
    if not documents:
        assert [type(row) for row in rows] == [Rejection]
        return
    (document,) = documents
    document.text.encode()  # no lone surrogate: the text can be stored
    for row in rows:
        if isinstance(row, Segment | Sentence):
            assert document.text[row.span.start : row.span.end] == row.span.quote
    places = [row for row in rows if isinstance(row, RawSpan)]
    at = 0
    for place in places:
        assert at <= place.start < place.end <= len(document.text), place
        at = place.end
        assert (place.raw_start == place.raw_end == -1 and place.part) or 0 <= place.raw_start < place.raw_end <= len(given.content), place
        assert holds(given.content, place, document.text), place
    if places:
        low, high, _ = locate(places, document.text, 0, len(document.text))
        assert -1 <= low <= len(given.content)
        assert -1 <= high <= len(given.content)
