"""The stage: rows of a document hang together, and no bytes make it raise."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.formats import READERS
from frontlog.documents.read import read
from frontlog.model import Document, Item, Raw, RawSpan, Rejection, Segment, Sentence, record_id

SHARED = Path(__file__).parents[3] / "shared"


def raw(content: bytes, media_type: str = "text/plain", name: str = "a.txt") -> Raw:
    item = Item(
        id=record_id("d", content.hex(), name), name=name, part=0, media_type=media_type, size=len(content), sha256=content.hex()[:64]
    )
    return Raw(item=item, content=content)


REPORT = """Army takes hill

By Jane Roe
3 May 2020

Government troops took a hill near the town on Sunday. Five rebels were killed.

The rebels denied it.

Notify of
Newest Most Voted
lol sure they did!
"""


def test_rows_of_a_report() -> None:
    rows = list(read([raw(REPORT.encode())]))
    document = rows[0]
    assert isinstance(document, Document)
    assert (document.title, document.author, str(document.published), document.language) == (
        "Army takes hill",
        "Jane Roe",
        "2020-05-03",
        "en",
    )
    assert [row.kind for row in rows if isinstance(row, Segment)] == [
        "title",
        "byline",
        "dateline",
        "body",
        "body",
        "comment",
        "comment",
        "comment",
    ]
    sentences = [row for row in rows if isinstance(row, Sentence)]
    assert [(s.number, s.paragraph, s.kind, s.span.quote) for s in sentences] == [
        (0, 0, "title", "Army takes hill"),
        (1, 1, "body", "Government troops took a hill near the town on Sunday."),
        (2, 1, "body", "Five rebels were killed."),
        (3, 2, "body", "The rebels denied it."),
    ]


def test_one_bad_document_does_not_stop_the_others() -> None:
    rows = list(
        read([raw(b"", name="void.txt"), raw(b"%PDF", "application/pdf", "bad.pdf"), raw(REPORT.encode()), raw(b"x", "image/png", "p.png")])
    )
    assert sum(isinstance(row, Document) for row in rows) == 1
    refused = {row.subject: (row.reason, row.message) for row in rows if isinstance(row, Rejection)}
    assert {name: reason for name, (reason, _) in refused.items()} == {
        "void.txt": "no text",
        "bad.pdf": "damaged",
        "p.png": "unsupported type",
    }
    assert all(f"'{name}'" in message for name, (_, message) in refused.items())


def test_an_error_of_a_library_becomes_a_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(content: bytes, charset: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setitem(READERS, "text/html", burst)
    (row,) = read([raw(b"<html>", "text/html", "a.html")])
    assert isinstance(row, Rejection)
    assert "RecursionError" in row.message


def test_a_guessed_charset_is_noted() -> None:
    rows = list(read([raw("Troops took the café near the river on Monday, officials said.".encode("cp1252"))]))
    (note,) = [row for row in rows if isinstance(row, Rejection)]
    assert (note.reason, note.document) == ("charset guessed", rows[0].id)
    assert "cp1252" in note.message


def test_text_without_a_report_is_noted() -> None:
    rows = list(read([raw(b"Home\nMenu\nSearch\n")]))
    assert [row.reason for row in rows if isinstance(row, Rejection)] == ["no report"]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)), st.sampled_from(sorted(READERS)))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_raise(content: bytes, media_type: str) -> None:
    check(list(read([raw(content, media_type)])))


@given(
    st.lists(
        st.sampled_from(
            [*REPORT.split("\n"), "* Gen. Roe left", "TITLE: x", "BEIRUT (Reuters) - Troops fled.", "\x00", "“Go!” he said. –AFP"]
        )
    )
)
@settings(max_examples=150, deadline=None)
def test_spans_are_exact(lines: list[str]) -> None:
    check(list(read([raw("\n".join(lines).encode())])))


def check(rows: list[object]) -> None:
    assert rows
    documents = [row for row in rows if isinstance(row, Document)]
    places = [row for row in rows if isinstance(row, RawSpan)]
    ids = [row.id for row in rows if isinstance(row, Document | Segment | Sentence | Rejection)]
    assert len(ids) == len(set(ids)) == len(rows) - len(places)
    if not documents:
        assert len(rows) == 1
        return
    (document,) = documents
    segments = [row for row in rows if isinstance(row, Segment)]
    sentences = [row for row in rows if isinstance(row, Sentence)]
    for span in (*(s.span for s in segments), *(s.span for s in sentences)):
        assert document.text[span.start : span.end] == span.quote
        assert span.document == document.id
    spoken = [(s.span.start, s.span.end) for s in segments if s.kind in ("title", "body")]
    for sentence in sentences:
        assert any(start <= sentence.span.start and sentence.span.end <= end for start, end in spoken)
    assert [s.number for s in sentences] == list(range(len(sentences)))
    covered = sum(len("".join(s.span.quote.split())) for s in segments)
    assert covered == len("".join(document.text.split()))


@pytest.mark.shared
def test_days_and_outlets_of_the_shared_reports() -> None:
    folder = SHARED / "seeds"
    if not folder.exists():
        pytest.skip("the evaluation data is not beside this checkout")
    rows = read([raw(path.read_bytes(), name=path.name) for path in sorted(folder.glob("*.txt"))])
    found = {row.name[:3]: (str(row.published), row.outlet, row.republished_by) for row in rows if isinstance(row, Document)}
    assert found == {
        "000": ("2017-10-02", "South Front", "Global Research"),
        "001": ("None", "", ""),  # nothing in the text says when or by whom
        "002": ("2017-10-12", "South Front", ""),
        "003": ("None", "South Front", ""),
        "004": ("2017-10-30", "South Front", "Global Research"),
    }


def listed(content: bytes, media_type: str = "text/html", url: str = "https://ledger.example/x", **said: str) -> Document:
    found = raw(content, media_type, url)
    (document,) = [row for row in read([replace(found, item=replace(found.item, url=url, **said))]) if isinstance(row, Document)]
    return document


WORDS = b"<p>Government troops took a hill near the town on Sunday, a spokesman said.</p>"
PAGE = b"<html><head><title>Own</title>%s</head><body>" + WORDS + b"</body></html>"
SAID = {"listed_title": "Listed", "listed_outlet": "The List", "listed_published": "2020-05-04T10:00:00Z"}


def test_what_a_list_says_fills_only_what_the_page_leaves_open() -> None:
    bare = listed(PAGE.replace(b"Own", b"") % b"", **SAID)
    assert (bare.title, bare.outlet, str(bare.published), bare.published_role) == ("Listed", "ledger.example", "2020-05-04", "listed")
    full = listed(PAGE % b'<meta property="article:published_time" content="2020-05-03">', **SAID)
    assert (full.title, str(full.published), full.published_role) == ("Own", "2020-05-03", "published")
    assert [(str(date.day), date.role) for date in full.dates] == [("2020-05-03", "published"), ("2020-05-04", "listed")]
    # a page on a service that anybody uses has no outlet of its own
    assert listed(PAGE % b"", url="https://t.me/somebody/1", **SAID).outlet == "The List"
    assert listed(PAGE % b"", listed_published="3/4/2020").published is None


def test_a_message_that_was_passed_on_is_the_first_ones() -> None:
    line = {"text": "Government troops took a hill.", "outlet": "Wire", "republished_by": "Channel", "republished": "2020-05-04T10:00:00Z"}
    document = listed(json.dumps(line).encode(), "application/x-frontlog+json", "result.json")
    assert (document.outlet, document.republished_by) == ("Wire", "Channel")
    assert (str(document.published), document.published_role) == ("2020-05-04", "republished")
