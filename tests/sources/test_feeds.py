"""Feeds and sitemaps: entries with address, title and date; tricks with entities refused."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import FrontlogError, Raw, Rejection
from frontlog.sources.feeds import is_list, read_feed
from frontlog.sources.files import read
from frontlog.sources.rows import Limits

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The  Ledger</title><link>https://ledger.example/</link>
<item><title>Town &amp; hill taken</title><link>https://ledger.example/1#top</link><pubDate>Mon, 02 Oct 2017 23:30:00 -0500</pubDate></item>
<item><title>No date</title><link>/2</link></item>
<item><title>Ambiguous</title><link>https://ledger.example/3</link><pubDate>02.10.2017</pubDate></item>
<item><title>No link</title></item>
<item><title>Elsewhere</title><link>ftp://ledger.example/4</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>One</title><link href="https://wire.example/1"/><published>2017-10-02T08:00:00Z</published>
<updated>2017-10-05T08:00:00Z</updated></entry></feed>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://ledger.example/1 </loc><lastmod>2017-10-09</lastmod></url>
<url><loc>https://ledger.example/2</loc><news:news><news:publication><news:name>Ledger</news:name></news:publication>
<news:publication_date>2017-10-02</news:publication_date><news:title>Town taken</news:title></news:news></url>
<url><loc>javascript:alert(1)</loc></url><url><lastmod>02/10/2017</lastmod></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/s1.xml</loc></sitemap></sitemapindex>"""
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title><item><title>&b;</title><link>https://x.example/</link></item></channel></rss>"""
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')


def test_entries_of_rss() -> None:
    listed = read_feed(RSS, "https://ledger.example/feed")
    assert [(row.url, row.title, row.outlet, row.published) for row in listed.addresses] == [
        ("https://ledger.example/1", "Town & hill taken", "The Ledger", "2017-10-03T04:30:00Z"),
        ("https://ledger.example/2", "No date", "The Ledger", ""),
        ("https://ledger.example/3", "Ambiguous", "The Ledger", ""),
    ]


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [b'encoding="utf-8"', b"encoding='UTF-16'", b""])
def test_lists_in_utf_16(charset: str, declared: bytes) -> None:
    for plain in (RSS, SITEMAP):
        text = plain.replace(b'encoding="utf-8"', b"").replace(b"<?xml ", b"<?xml " + declared + b" ").replace(b"Ledger", "Läger".encode())
        wide = text.decode().encode(charset)
        assert is_list(wide)
        assert read_feed(wide) == read_feed(text.replace(declared, b""))
        assert read_feed(wide).addresses
    with pytest.raises(FrontlogError, match="entities"):
        read_feed(LAUGHS.decode().encode(charset))


def test_entries_of_atom_keep_both_times() -> None:
    (row,) = read_feed(ATOM).addresses
    assert (row.url, row.outlet, row.published, row.seen) == (
        "https://wire.example/1",
        "Wire",
        "2017-10-02T08:00:00Z",
        "2017-10-05T08:00:00Z",
    )


def test_the_one_date_of_rss_1_is_the_publication() -> None:
    content = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title></channel>
    <item><link>https://x.example/1</link><dc:date>2017-10-02</dc:date></item></rdf:RDF>"""
    assert [row.published for row in read_feed(content).addresses] == ["2017-10-02T00:00:00Z"]


def test_entries_of_a_sitemap() -> None:
    listed = read_feed(SITEMAP)
    assert listed.kind == "sitemap"
    assert [(row.url, row.title, row.outlet, row.published, row.seen) for row in listed.addresses] == [
        ("https://ledger.example/1", "", "", "", "2017-10-09"),
        ("https://ledger.example/2", "Town taken", "Ledger", "2017-10-02", ""),
    ]
    assert read_feed(INDEX, "https://ledger.example/sitemap.xml").further == ("https://ledger.example/s1.xml",)


WORDS = "The army took the town of Zenda after two days of fighting, and the other side left its hills on Sunday."
FULL = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ledger</title>
<item><title>Zenda</title><link>https://ledger.example/1</link><dc:creator>J. Doe</dc:creator>
<pubDate>Mon, 02 Oct 2017 08:00:00 GMT</pubDate>
<description>The army took ...</description><content:encoded><![CDATA[<p>{WORDS}</p><p>Second &amp; last.</p>
<p>The post <a href="https://ledger.example/1">Zenda</a> appeared first on <a href="/">Ledger</a>.</p>]]></content:encoded></item>
<item><title>Teased</title><link>https://ledger.example/2</link><content:encoded><![CDATA[<p>{WORDS} <a href="/2">Continue reading</a></p>
<p>The post <a>Teased</a> appeared first on <a>Ledger</a>.</p>]]></content:encoded></item>
<item><title>Short</title><link>https://ledger.example/3</link><content:encoded>Photo</content:encoded></item>
<item><title>Described</title><link>https://ledger.example/4</link><description>{WORDS}</description></item>
<item><title>No link</title><content:encoded>{WORDS}</content:encoded></item>
</channel></rss>"""


def test_entries_in_full_are_told_from_teasers() -> None:
    listed = read_feed(FULL.encode())
    assert [row.url[-1] for row in listed.addresses] == ["1", "2", "3", "4"]
    first, second = listed.entries
    assert first.text == f"{WORDS}\n\nSecond & last.\n\nThe post Zenda appeared first on Ledger."
    assert "<p>Second &amp; last.</p>" in first.source
    assert (first.number, first.author, first.address.published) == (1, "J. Doe", "2017-10-02T08:00:00Z")
    assert (second.number, second.address.url, second.address.title, second.text) == (5, "", "No link", WORDS)


@pytest.mark.parametrize("kind", ["html", "text", "xhtml"])
def test_the_three_kinds_of_content_of_atom(kind: str) -> None:
    content = {"html": f"&lt;p&gt;{WORDS}&lt;/p&gt;", "text": WORDS, "xhtml": f"<div><p>{WORDS}</p></div>"}[kind]
    entry = f'<entry><link href="https://x.example/"/><content type="{kind}">{content}</content></entry>'
    listed = read_feed(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode())
    assert [entry.text for entry in listed.entries] == [WORDS]


def test_a_saved_feed_gives_its_full_entries_as_reports(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(FULL)
    rows = list(read([tmp_path / "a.rss"], Limits()))
    raws = [row for row in rows if isinstance(row, Raw)]
    assert [(raw.item.name, raw.item.part) for raw in raws] == [("a.rss", 1), ("a.rss", 5)]
    value = json.loads(raws[0].content)
    assert (value["title"], value["outlet"], value["date"], value["url"]) == (
        "Zenda",
        "Ledger",
        "2017-10-02T08:00:00Z",
        "https://ledger.example/1",
    )
    assert [row.reason for row in rows if isinstance(row, Rejection)] == ["addresses only"]
    assert "(3)" in next(row.message for row in rows if isinstance(row, Rejection))


@pytest.mark.parametrize(
    ("content", "result"),
    [
        (RSS, True),
        (ATOM, True),
        (SITEMAP, True),
        (b"\xef\xbb\xbf <?xml version='1.0'?><?xml-stylesheet href='a>b'?><!-- <html> --><!DOCTYPE rss><r:rdf>", True),
        (b"<html>a page that speaks of <rss></html>", False),
        (b"<rssx>", False),
        (b"<!--" * 20_000, False),
        (b"", False),
    ],
)
def test_lists_are_known_by_how_they_open(content: bytes, result: bool) -> None:
    assert is_list(content) is result


def test_a_feed_with_an_error_in_it_is_still_read() -> None:
    broken = RSS.replace(b"Town &amp; hill", b"Town & hill").replace(b"</channel></rss>", b"")
    assert next(row.url for row in read_feed(broken, "https://ledger.example/").addresses) == "https://ledger.example/1"


@pytest.mark.parametrize(
    "content", [LAUGHS, OUTSIDE, LAUGHS.replace(b"</rss>", b""), LAUGHS.replace(b"<rss", b"<urlset").replace(b"</rss>", b"</urlset>")]
)
def test_entities_of_its_own_are_refused(content: bytes) -> None:
    with pytest.raises(FrontlogError, match=r"entities.*Remove its <!ENTITY"):
        read_feed(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "web page, no feed"),
        (b"", "neither RSS, Atom nor a sitemap"),
        (b"https://ledger.example/feed", "neither"),
        (b"/etc/passwd", "neither"),
        (b"<urlset><url>", "no whole XML"),
        (b"<rss>" + b"<a>" * 200_000, "nests more than"),
    ],
)
def test_what_is_no_feed_says_so(content: bytes, words: str) -> None:
    with pytest.raises(FrontlogError, match=words):
        read_feed(content)


@given(st.binary(max_size=300), st.integers(0, 700), st.sampled_from((RSS, ATOM, SITEMAP, LAUGHS)))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_it_raise_anything_else(noise: bytes, at: int, whole: bytes) -> None:
    for content in (noise, b"<rss>" + noise, whole[:at] + noise + whole[at + len(noise) :]):
        with suppress(FrontlogError):
            read_feed(content, "https://ledger.example/")
