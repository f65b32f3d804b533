"""Every clean text maps back to the bytes that it was read from."""

import base64
import binascii
import html
import json
import quopri
import re
from email.message import EmailMessage

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from frontlog.documents.formats import extract
from frontlog.documents.mail_places import _unquoted
from frontlog.documents.places import locate
from frontlog.documents.proof import holds
from frontlog.documents.read import read, read_bulk
from frontlog.documents.text import clean, decode
from frontlog.documents.where import where
from frontlog.model import Document, Item, Raw, RawSpan, Segment, digest, record_id

WORDS = (
    "Troops",
    "took",
    "the hill",
    "café",
    "“Go!”",
    "–",
    "Идлиб",
    "المدينة",
    "дрон",
    "🔥",
    "3.5",
    "km",
    "\u200f",
    "\u200b",
    "it’s",
    "&",
    "<b>",
)
BREAKS = (" ", " ", " ", "\n", "\r\n", "\r\n\r\n", "\x0b", "\x00", "\t", "\u2028")
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BREAKS)), min_size=1, max_size=25).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


def raw(content: bytes, media_type: str, charset: str = "") -> Raw:
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a", part=0, media_type=media_type, size=len(content), sha256=sha, charset=charset)
    return Raw(item=item, content=content)


def mapped(content: bytes, media_type: str, charset: str = "", bulk: bool = False) -> tuple[Document, list[RawSpan], list[Segment]]:
    rows = list((read_bulk if bulk else read)([raw(content, media_type, charset)]))
    (document,) = [row for row in rows if isinstance(row, Document)]
    places = [row for row in rows if isinstance(row, RawSpan)]
    if bulk and media_type == "text/html":  # they are worked out when they are asked for
        assert not places
        places = list(where(raw(content, media_type, charset), document.text))
    at = -1
    for place in places:  # in order, without overlap, inside the text
        assert at < place.start < place.end <= len(document.text) or (at == place.start < place.end <= len(document.text))
        at = place.end
    return document, places, [row for row in rows if isinstance(row, Segment)]


def stretches(data: st.DataObject, text: str) -> tuple[int, int]:
    """A stretch of a text that begins and ends with a letter or sign."""
    solid = [i for i, c in enumerate(text) if not c.isspace()]
    start = data.draw(st.sampled_from(solid))
    end = data.draw(st.sampled_from([i for i in solid if i >= start])) + 1
    return start, end


@given(TEXTS, st.data())
@settings(max_examples=200, deadline=None)
def test_bytes_of_plain_text_are_the_quote(text: str, data: st.DataObject) -> None:
    assume(any(c.isalnum() for c in text))
    charset = data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252", "cp1251"]))
    content = text.encode(charset, "ignore")
    assume(any(chr(b).isalnum() for b in content) and not content.lstrip().startswith(b"<"))
    declared = charset if charset.startswith("cp") else ""
    decoded = decode(content, declared)
    assume(not decoded.mended and decoded.text.strip())
    document, places, _ = mapped(content, "text/plain", declared)
    start, end = stretches(data, document.text)
    low, high, part = locate(places, document.text, start, end)
    assert part == ""
    assert clean(content[low:high].decode(decoded.charset)) == document.text[start:end]


@given(TEXTS, st.booleans(), st.data())
@settings(max_examples=200, deadline=None)
def test_bytes_of_a_json_line_are_the_quote(text: str, ascii_only: bool, data: st.DataObject) -> None:
    assume(any(c.isalnum() for c in text))
    content = json.dumps({"title": 'A "text": x', "text": text, "url": "https://x.example"}, ensure_ascii=ascii_only).encode()
    document, places, _ = mapped(content, "application/x-frontlog+json")
    offset = document.text.index("\n\n") + 2  # behind the title, which is not in the value
    start, end = stretches(data, document.text[offset:])
    low, high, _ = locate(places, document.text, offset + start, offset + end)
    assert clean(json.loads(b'"' + content[low:high] + b'"')) == document.text[offset + start : offset + end]


def test_a_space_before_a_soft_line_break_is_a_character_of_a_mail() -> None:
    content = (
        b"Subject: Note\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nthe town =\nof Hajin\n"
    )
    document, places, _ = mapped(content, "message/rfc822")
    at = document.text.index("Hajin")
    low, high, _ = locate(places, document.text, at, at + 5)
    assert content[low:high] == b"Hajin"


@given(TEXTS, st.sampled_from(["7bit", "quoted-printable", "base64"]), st.data())
@settings(max_examples=150, deadline=None)
def test_bytes_of_a_mail_are_the_quote(text: str, coding: str, data: st.DataObject) -> None:
    text = clean(text).replace("\x0b", " ")
    assume(any(c.isalnum() for c in text))
    message = EmailMessage()
    message["Subject"] = "Field note"
    message.set_content(text, charset="utf-8", cte="8bit" if coding == "7bit" else coding)
    content = message.as_bytes()
    document, places, _ = mapped(content, "message/rfc822")
    body = document.text.index("Field note\n\n") + 12
    words = [match.span() for match in re.finditer(r"\S+", document.text) if match.start() >= body]
    start, end = data.draw(st.sampled_from(words))
    low, high, _ = locate(places, document.text, start, end)
    packed = content[low:high]
    if coding == "base64":
        begin = content.index(b"\n\n") + 2
        before, within = (len(part.translate(None, b"\r\n")) for part in (content[begin:low], packed))
        whole = base64.b64decode(content[begin:])
        want = document.text[start:end].encode()
        assert whole[before * 6 // 8 :][: len(want)] == want or whole[before * 6 // 8 + 1 :][: len(want)] == want
        assert 0 <= within * 6 / 8 - len(want) < 2
    else:
        plain = quopri.decodestring(packed) if coding == "quoted-printable" else packed
        assert plain.decode() == document.text[start:end]


@given(st.text("= \t\r\n4aF!", max_size=40).map(str.encode))
@settings(max_examples=400)
def test_quoted_printable_is_placed_as_the_library_reads_it(packed: bytes) -> None:
    said = binascii.a2b_qp(packed)
    begins, ends, told = _unquoted(packed)
    assert told == said
    assert len(begins) == len(ends) == len(said)
    for byte, begin, end in zip(said, begins.tolist(), ends.tolist(), strict=True):
        sign = packed[begin:end]
        assert byte == (int(sign[1:], 16) if len(sign) == 3 else sign[0])


PAGES = {
    "plain": "<h1>{0}</h1><p>{1}</p><p>{2}</p><p>{3}</p>",
    "links": "<h1>{0}</h1><p><a href='/x'>{1}</a></p><div><p>{2} <b>Bold</b> end.</p></div><ul><li>{3}</li></ul>",
    "wrapped": "<article>\n  <h1>\n {0}\n </h1>\n  <p>\n    {1}\n  </p>\r\n  <p>{2}<br>{3}</p></article>",
    "noisy": "<nav><a href=/>{0}</a></nav><script>var a='{1}'</script><h1>{0}</h1><!-- {2} --><p>{1}</p><p>{2}</p>"
    "<table><tr><td>{3}</td><td>4 killed</td></tr></table>",
}
SENTENCES = (
    "Army takes hill near Kafr Nabl & two villages",
    "Government troops took “Hill 112” on Monday – after two days of clashes – a source close to the café’s owner said.",
    "At least nine fighters were killed; dozens of families fled to Ma'arrat al-Nu'man, according to the local hospital <MSF>.",
    "Губернатор сообщил, что дорога к границе открыта, and the governor's office confirmed it on Tuesday, 3 May 2022.",
)


def in_page(words: str, way: str) -> str:
    """Words as a page writes them: as they are, with named entities, or with numbers."""
    if way == "named":
        return html.escape(words).replace("“", "&ldquo;").replace("”", "&rdquo;").replace("–", "&ndash;").replace("’", "&rsquo;")
    return html.escape(words).encode("ascii", "xmlcharrefreplace").decode() if way == "numbers" else html.escape(words, quote=False)


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("way", ["plain", "named", "numbers"])
@pytest.mark.parametrize("shape", sorted(PAGES))
def test_words_of_a_page_are_found_in_its_source(shape: str, way: str, bulk: bool) -> None:
    body = PAGES[shape].format(*(in_page(sentence, way) for sentence in SENTENCES))
    content = f"<html><head><title>{in_page(SENTENCES[0], way)}</title></head><body>{body}</body></html>".encode()
    document, places, segments = mapped(content, "text/html", bulk=bulk)
    found = 0
    for segment in segments:
        low, high, _ = locate(places, document.text, segment.span.start, segment.span.end)
        seen = html.unescape(re.sub(r"<!--.*?-->|<[^<>]+>", "", content[low:high].decode()))
        found += "".join(seen.split()) == "".join(segment.span.quote.replace("|", "").removeprefix("- ").split())
    assert len(segments) >= 2
    assert found >= 0.95 * len(segments)


def test_pages_in_other_charsets_map_to_their_bytes() -> None:
    sentence = "Подразделения освободили населённый пункт, сообщили в министерстве обороны во вторник утром."
    source = f"<html><head><title>Сводка</title></head><body><h1>Сводка</h1>{''.join(f'<p>{sentence}</p>' for _ in range(3))}</body></html>"
    content = source.encode("cp1251")
    document, places, segments = mapped(content, "text/html", "windows-1251")
    for segment in segments:
        low, high, _ = locate(places, document.text, segment.span.start, segment.span.end)
        assert content[low:high].decode("cp1251") == segment.span.quote


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_places_that_are_asked_for_are_those_that_careful_reading_stores(media_type: str) -> None:
    words = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    content = f"<html><head><title>Report &amp; notes</title></head><body>{words}</body></html>".encode()
    document, places, _ = mapped(content, media_type)  # its bytes show that it is a page, whatever it is called
    assert places
    assert list(where(raw(content, media_type), document.text)) == places


def test_no_places_are_made_up_for_what_is_no_page() -> None:
    assert where(raw(b"Troops took the hill.", "text/plain"), "Troops took the hill.") == ()


def test_mended_words_stand_for_the_bytes_of_the_broken_ones() -> None:
    good = "Подразделения освободили населённый пункт, сообщили в министерстве."
    content = ("One line first.\n" + good.encode().decode("cp1252", "replace").replace("\ufffd", "?") + "\n").encode()
    content = ("One line first.\n" + good.encode().decode("latin-1") + "\nLast line.").encode()
    document, places, _ = mapped(content, "text/plain")
    assert good in document.text
    at = document.text.index("освободили")
    low, high, _ = locate(places, document.text, at, at + 10)
    assert content[low:high].decode().encode("latin-1").decode() == "освободили"
    at = document.text.index("Last line")
    assert content[slice(*locate(places, document.text, at, at + 9)[:2])] == b"Last line"


def test_a_mended_letter_does_not_pass_for_the_byte_that_it_stands_for() -> None:  # found by the fuzzer
    content = b"Troops left caf\xc3\xa9 Troops \xc3 of the hill. " + b"The mayor said so on \xffMonday. " * 3
    document, places, _ = mapped(content, "text/plain")
    assert decode(content).charset == "cp1252"
    assert "Troops à of" in document.text
    assert all(holds(content, place, document.text) for place in places)
    at = document.text.index("of the hill")
    assert content[slice(*locate(places, document.text, at, at + 11)[:2])] == b"of the hill"


def test_damaged_bytes_keep_their_place() -> None:
    content = "Troops took the café \xff today – they said.".encode().replace("ÿ".encode(), b"\xff\xe2\x80")
    found = extract(content, "text/plain")
    assert found.source is not None
    at = found.text.index("today")
    assert content[int(found.source.first[at]) :].startswith(b"today")


def test_marks_of_direction_and_of_no_width_are_kept() -> None:
    text = "قال \u200fالجيش\u200e (2 km) إن zero\u200bwidth\u2060 words\ufeff stay\u202a here\u202c."
    document, places, _ = mapped(text.encode(), "text/plain")
    assert document.text == text
    assert locate(places, text, text.index("here"), text.index("here") + 4)[:2] == tuple(
        len(text[:n].encode()) for n in (text.index("here"), text.index("here") + 4)
    )
