"""Words of e-mails in the bytes of the file, where the encoding is damaged, unusual or only looks right."""

import pytest

from frontlog.documents.mail import LONGEST
from frontlog.documents.places import locate
from frontlog.documents.proof import holds
from frontlog.model import Document, RawSpan, Record
from support.counting import calls
from support.formats import PARAGRAPHS, packed_mail, page
from support.fuzz import raw, worked


def rows(content: bytes, media_type: str = "message/rfc822") -> tuple[Document, list[RawSpan]]:
    found: list[Record] = worked(raw(content, media_type))[0]
    (document,) = [row for row in found if isinstance(row, Document)]
    return document, [row for row in found if isinstance(row, RawSpan)]


def said(content: bytes, words: str) -> bytes:
    """The bytes that the words of a mail are said to stand in; empty where no place is known."""
    document, places = rows(content)
    start = document.text.index(words)
    low, high, _ = locate(places, document.text, start, start + len(words))
    return content[low:high] if low >= 0 else b""


@pytest.mark.parametrize(
    ("coding", "body", "words", "bytes_of_it"),
    [  # found by the fuzzer: the sign for damage has three bytes in UTF-8, as many as the word around it, or as its escape
        ("8bit", b">\xd5c took the hill.\n", ">\ufffdc", b">\xd5c"),
        ("8bit", b"Tal Rifat\x1f\x8bon both sides\n", "\ufffdon", b"\x8bon"),
        ("8bit", b"they left s\xdbl on Monday\n", "s\ufffdl", b"s\xdbl"),
        ("quoted-printable", b"they left =FF on Monday\n", "\ufffd", b"=FF"),
        ("8bit", b"\xef\xbb\xbf\xef\xbb\xbfTroops left on \xff Monday\n", "Troops", b"Troops"),
    ],
)
def test_damaged_bytes_have_the_place_of_their_word(coding: str, body: bytes, words: str, bytes_of_it: bytes) -> None:
    whole = "=E2=80=93 " * 9 if coding == "quoted-printable" else "– " * 9  # enough for it to be read as UTF-8
    content = packed_mail(coding, "").rstrip(b"\n") + b"\n\n" + whole.encode() + body
    found = said(content, words)
    assert bytes_of_it in found
    assert len(found) <= 2 * len(bytes_of_it) + 7  # the word beside it at most, not the line


def test_a_transfer_encoding_that_is_not_followed_gives_no_places() -> None:
    content = packed_mail("uuencode")
    document, places = rows(content)
    assert PARAGRAPHS[0] in document.text
    assert not places


def test_a_mail_neither_of_whose_charset_and_encoding_can_be_followed_is_read_without_places() -> None:  # found by the fuzzer
    words = "部隊は月曜日に町を離れたと知事が述べた。" * 3
    content = packed_mail("uuencode", words, charset="utf-16-le").replace(b"utf-16-le", b"utf-16")
    document, places = rows(content)
    assert words in document.text
    assert not places


@pytest.mark.parametrize("sign", [b"!", b"\xff", b" ", b"-", b"\t\n"])
def test_signs_that_base64_does_not_know_are_passed_over(sign: bytes) -> None:
    head, _, body = packed_mail("base64").partition(b"\n\n")
    content = head + b"\n\n" + body[:40] + sign + body[40:]
    clean = said(head + b"\n\n" + body, "military source")
    assert clean
    assert said(content, "military source") == clean


def test_an_encoding_in_the_wrong_name_is_placed_by_what_the_library_read() -> None:
    content = packed_mail("8bit").replace(b"8bit", b" Base64 (really)")
    document, places = rows(content)
    assert all(holds(content, place, document.text) for place in places)


def test_words_of_a_page_in_base64_are_runs_of_words_not_of_letters() -> None:
    document, places = rows(packed_mail("base64", page().decode(), "text/html"))
    assert PARAGRAPHS[0] in document.text
    assert 20 < len(places) <= len(document.text.split())


def test_an_entity_as_long_as_its_character_does_not_pass_for_it() -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]} The sign &el; stands for it.</p>"
    content = f'<html><head><meta charset="gb18030"><title>Hill</title></head><body>{body}<p>“前线”</p></body></html>'.encode("gb18030")
    document, places = rows(content, "text/html")
    assert "\u2a99" in document.text
    at = document.text.index("stands for it")
    assert content[slice(*locate(places, document.text, at, at + 13)[:2])] == b"stands for it"


@pytest.mark.parametrize(
    "name", [b"Content-Transfer-Encoding: ", b"Content-Type: text/plain;", b"From: a", b"Content-Disposition: inline; x="]
)
@pytest.mark.parametrize("sign", [b"(", b'"', b"a@", b"<", b":;", b"=?utf-8?b?!!?= "])
def test_headers_that_a_parser_would_be_lost_in(name: bytes, sign: bytes) -> None:
    def content(length: int) -> bytes:
        return b"Subject: Note\n" + name + sign * (length // len(sign)) + b"\n\nTroops left the town on Monday.\n"

    worked(raw(content(100), "message/rfc822"))  # tables are loaded at first use
    once, twice = (calls(lambda n=n: worked(raw(content(n), "message/rfc822"))) for n in (2 * LONGEST, 4 * LONGEST))
    assert twice < 1.2 * once  # without a bound: their square, or RecursionError


def test_no_header_is_cut_that_mail_may_have() -> None:
    subject = "Troops " * 100
    found = rows(f"Subject: {subject}\n\nTroops left the town on Monday.\n".encode())[0]
    assert found.title == subject.strip()
    assert len(subject) < LONGEST
