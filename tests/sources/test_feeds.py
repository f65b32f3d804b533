"""Feeds and sitemaps: entries with address, title and date; tricks with entities refused."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import FrontlogError
from frontlog.sources.feeds import read_feed

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
