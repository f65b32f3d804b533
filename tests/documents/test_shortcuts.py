"""What is done fast must come out as what is done plainly: each shortcut of reading beside the plain way that it stands for."""

import re
from datetime import date
from html import unescape
from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.documents import ending as endings
from frontlog.documents import voice_change
from frontlog.documents.align import align
from frontlog.documents.date_forms import FORMS, scan
from frontlog.documents.lines import split
from frontlog.documents.looks import Looks
from frontlog.documents.markup import ATTRIBUTE, JSON_DATE, META, dates, elements
from frontlog.documents.markup import signs as page_signs
from frontlog.documents.mojibake import broken
from frontlog.documents.places import placed
from frontlog.documents.segment import segment
from frontlog.documents.sentences import ADDRESS, END, GLUED, LOOK, _stops
from frontlog.documents.text import CONTROL, CURLY, SURROGATE, clean, decode, decode_text
from frontlog.documents.turn import SPOKEN, silent
from frontlog.documents.voice import reporting, signs, talking

BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
HIDDEN = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|(script|style|noscript|template|svg)\b.*?(?:</\1\b|\Z)|[/!?a-z][^<>]*>?)"
    r"|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z\d]{1,31});?",
    re.DOTALL | re.IGNORECASE,
)
BROKEN = re.compile("[Â-ô][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“•˜™š›œžŸ]")
ODD = st.sampled_from("\r\n\t\x00\x08\x0b\x0c\x1f\x7f\x80\x85\x92\x9f\xa0é\u2028\u2029\ud800\udfff\ud7ff\U0001f600a ")
PIECES = (
    "<",
    "</",
    ">",
    "<p>",
    "<script>",
    "</script>",
    "</SCRIPT x",
    "<style a",
    "</style>",
    "<svg>",
    "</svg>",
    "<!--",
    "-->",
    "<3",
    "<é",
)
PIECES += (
    "&amp;",
    "&nbsp",
    "&",
    "&#65;",
    "&#x41;",
    "&#0;",
    "&bogus;",
    "&ngE;",
    " ",
    "\n",
    "town",
    "é",
    "\U0001f600",
    "<scripty>",
    "x='a>b'",
)


@given(st.text(ODD, max_size=12))
def test_clean_is_what_the_expressions_give(text: str) -> None:
    plain = CONTROL.sub(lambda found: CURLY.get(ord(found.group()), " "), BREAK.sub("\n", text))
    assert clean(text) == SURROGATE.sub("\ufffd", plain)


@given(st.text(ODD.filter(lambda sign: not "\ud800" <= sign <= "\udfff"), max_size=12))
def test_a_page_is_decoded_alike_with_places_and_without(text: str) -> None:
    assert decode_text(text.encode()).text == decode(text.encode(), source=True).text


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_all_that_is_shown_of_a_page_has_its_place(source: str) -> None:
    shown = HIDDEN.sub(lambda found: unescape(found.group()) if found.group().startswith("&") else "", source)
    words = "".join(shown.split())
    found = align(words, placed(source, "utf-8"))
    assert (found.first >= 0).all() or not words
    raw = source.encode()
    for letter, low, high in zip(words, found.first.tolist(), found.last.tolist(), strict=True):
        assert letter in unescape(raw[low:high].decode())


def test_no_entity_is_shorter_than_what_it_stands_for() -> None:
    assert all(len(value) <= len(name) + 1 for name, value in html5.items())


@given(st.text(st.sampled_from("aÂÃÐôõ¡Ÿ€™ŽÀ\xbf\xc0 \u2123\U0001f600"), max_size=8))
def test_signs_of_a_wrong_reading(text: str) -> None:
    assert broken(text) == (BROKEN.search(text) is not None)


@pytest.mark.parametrize(("key", "role"), [("datePublished", "published"), ("dateModified", "updated")])
def test_dates_of_json_in_a_page(key: str, role: str) -> None:
    source = f'<html><script type="application/ld+json">{{"{key}" : "2021-03-04T05:06:07Z", "name": "x"}}</script></html>'
    assert [(found.day, found.role) for found in dates(source, "")] == [(date(2021, 3, 4), role)]


TAGS = ("<meta ", "<META\n", "<meta>", "<LiNk\t", "<lin\u212a ", "<li ", "<title ", "<time ", "name=a", " content='b'", ">", "<", "é", "d")
DAYS = ('"datePublished"', '"dateModified"', '"date', ":", ' : "', '"2020-01-02"', '"', "ж")


@given(st.lists(st.sampled_from((*TAGS, *DAYS)), max_size=14).map("".join))
def test_one_look_at_a_page_shows_what_searching_finds(source: str) -> None:
    plain = [ATTRIBUTE.findall(tag.group()) for tag in META.finditer(source)]
    assert list(elements(source)) == [{name.lower(): one or two or three for name, one, two, three in found} for found in plain]
    assert page_signs(source).tags == source.count("<")
    assert {found.start() for found in JSON_DATE.finditer(source)} <= set(page_signs(source).days)


SENTENCES = ("town", " ", "The", "A", ".", "...", "!", "?", "…", '"', ")", "[12]", "\n", "۔", "www.", "@", "3", "al-Bab")


@given(st.lists(st.sampled_from(SENTENCES), max_size=16).map("".join), st.integers(0, 3), st.integers(0, 3))
def test_sentences_stop_where_searching_finds_an_end(text: str, before: int, behind: int) -> None:
    start, end = before, max(before, len(text) - behind)
    ends = {match.end() for match in END.finditer(text, start, end)}
    ends |= {
        match.end()
        for match in GLUED.finditer(text, start, end)
        if not ADDRESS.search(text, max(start, match.start() - LOOK), match.start())
    }
    assert _stops(text, start, end) == sorted(ends)


def test_elements_of_one_page_are_not_those_of_another() -> None:
    one, two = (f"<meta property='og:title' content='{word}'>" for word in ("One", "Two"))
    assert [elements(page)[0]["content"] for page in (one, two, one)] == ["One", "Two", "One"]


def test_every_form_of_date_needs_a_year_of_four_figures() -> None:
    assert all(r"(?P<year>\d{4})" in pattern.pattern for pattern, _ in FORMS)
    assert [found.day for found in scan("shelled on 3 May, and on 4 May 2021, too")] == [date(2021, 5, 4)]
    assert not list(scan("seen on 4 May 2021", 0, 16))


@pytest.mark.parametrize(
    "line", ["[a](b) *c* d", "_x_ and **y**", "# Head", "<https://a.example>", "“Quoted” `code`", "\u00a0no-break\u2009thin", "plain words"]
)
def test_markup_of_a_line_is_taken_off(line: str) -> None:
    assert not set(split(line)[0].plain) & set("[]*_#<>“”`\u00a0\u2009")


def test_a_report_without_talk_is_silent_and_one_with_readers_is_not() -> None:
    report = ["Troops entered the town of Hajin on Monday, officials said."] * 6
    readers = ["lol you really believe that?!", "I don't, and why would you!"]
    other = ["Никто не верит этому отчету о боях."]
    for tail, quiet in (([], True), (readers, False), (other, False)):
        lines = split("\n\n".join(report + tail))
        assert silent(lines, [None] * len(lines), Looks(lines).voices, 0, len(lines)) is quiet, SPOKEN


def test_a_line_reads_the_same_alone_and_among_others() -> None:
    texts = [
        "By Jane Roe",
        "Troops took the town on Monday, a source said.",
        "lol, you don't know that!",
        "© 2020 The Post. All rights reserved.",
    ]
    alone = [Looks(split(text)).voices[0] for text in texts]
    assert alone == Looks(split("\n\n".join(texts))).voices
    assert segment("\n\n".join(texts)).kinds[-1] == "legal"


def test_what_speaks_for_a_report_only_lowers_a_voice() -> None:
    assert {*talking(), *reporting()} == set(signs())
    assert all(sign.weight < 0 for sign in reporting())
    assert all(sign.weight > 0 for sign in talking())


TALK = (
    "Troops entered the town of Hajin on Monday, and at least 12 fighters were killed, officials said.",
    "The road to Binnish stayed closed.",
    "I don't believe that, you know!",
    "lol, what a clown",
    "We will see. Who pays for it?",
    "The minister said:",
    '"We hold the town," he told reporters.',
    "Comments",
    "Wadi wrote:",
    "- Why?",
    "Nobody asked us, we were never told about it.",
)


@given(st.lists(st.sampled_from(TALK), min_size=2, max_size=14))
def test_texts_that_are_done_with_early_have_no_readers(lines: list[str]) -> None:
    looks = Looks(split("\n\n".join(lines)))
    rules = [fit.at("tail") for fit in looks.fits]
    early = endings.ending(looks, rules, 0)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((voice_change, "_mild"), (endings, "silent")):
            patch.setattr(module, name, lambda *_: False)
        assert endings.ending(looks, rules, 0) == early


def test_rules_see_no_signs_before_a_call_and_voices_do() -> None:
    lines = split("👉 Follow us on Telegram\n\nFollow us on Telegram")
    one, two = Looks(lines).fits
    assert one == two
    assert one.rows
