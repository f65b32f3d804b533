"""What is fuzzed in the room of sources: each parser under a name, with samples to start from.

Used by tests and by benchmarks/fuzz_sources.py.

A target takes any bytes. It may refuse them (FrontlogError, AnswerError); any other exception, a hang or a broken promise is a fault.
"""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from frontlog.model import FrontlogError, Raw
from frontlog.sources import http
from frontlog.sources.addresses import address, normal
from frontlog.sources.capture import from_uri, to_uri
from frontlog.sources.exports import open_json, open_table, open_xml
from frontlog.sources.feeds import read_feed
from frontlog.sources.files import json_lines
from frontlog.sources.http import AnswerError
from frontlog.sources.json_stream import elements
from frontlog.sources.literal import read_literal
from frontlog.sources.records import Block, Want, records
from frontlog.sources.revisit import Revisit
from frontlog.sources.rows import Limits, Opener, Seen
from frontlog.sources.tables import read_table
from frontlog.sources.wacz import read_wacz, surt
from frontlog.sources.warc import read_warc
from support.warcs import answer, packed, page, pages, record

LIMITS = Limits(max_bytes=100_000)
BASE = "https://ledger.example/feed"


@dataclass(frozen=True)
class Target:
    """A parser: its name, what is done with some bytes, and whole inputs that mutation starts from."""

    name: str
    run: Callable[[bytes], None]
    samples: tuple[bytes, ...]


def opened(opener: Opener) -> Callable[[bytes], None]:
    """An opener under its promise: it never raises, says something, and gives no two rows one id but for a page met at two addresses."""

    def run(content: bytes) -> None:
        rows = list(opener(io.BytesIO(content), "a", LIMITS, Seen()))
        assert rows
        rows = [row for row in rows if not isinstance(row, Revisit)]  # has no id of its own
        assert len({(row.id, (row.item.url, row.item.retrieved) if isinstance(row, Raw) else "") for row in rows}) == len(rows)

    return run


def walk_records(content: bytes) -> None:
    for found in records(io.BytesIO(content).read, Want(("response", "resource"), 50_000, len(content))):
        assert found.place.startswith("byte ")
        assert not isinstance(found, Block) or len(found.content) <= 50_000 + 65_536


def walk_feed(content: bytes) -> None:
    with suppress(FrontlogError):
        listed = read_feed(content, BASE)
        assert all(normal(row.url) == row.url for row in listed.addresses)


def walk_table(content: bytes) -> None:
    for row in read_table(io.BytesIO(content), 50_000):
        assert (row.address is None) == bool(row.fault)


def walk_elements(content: bytes) -> None:
    for found in elements(io.BytesIO(content), "messages", 50_000):
        assert isinstance(found.value, dict)


def walk_literal(content: bytes) -> None:
    json.dumps(read_literal(content.decode("utf-8", "replace")), default=repr)


def walk_address(content: bytes) -> None:
    words = content.decode("utf-8", "surrogateescape")
    whole = normal(words)
    assert not whole or normal(whole) == whole, whole
    with suppress(ValueError):
        address(words, base=BASE)
    surt(words)
    name, part = from_uri(words)
    with suppress(UnicodeEncodeError):
        to_uri(name, part)


def walk_answer(content: bytes) -> None:
    http.read_headers(content)
    http.dechunk(content)
    with suppress(AnswerError):
        found = http.parse(content, 50_000)
        assert len(found.body) <= 50_000
        http.media_type(found.headers)
        http.charset(found.headers)
    for coding in ("gzip", "deflate", "gzip, deflate", "br"):
        with suppress(AnswerError):
            assert len(http.unpack(content, coding, 50_000)) <= 50_000


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc.gz", b"".join(packed(pages(2))))
        archive.writestr("archive/b.warc", pages(1)[0])
    return target.getvalue()


WARCS = (
    b"".join(pages(3)),
    b"".join(packed(pages(3))),
    gzip.compress(b"".join(pages(3)), mtime=0),
    record(0, answer(gzip.compress(page(0), mtime=0), more="Content-Encoding: gzip\r\n"), more="WARC-Block-Digest: sha1:ABC\r\n")
    + record(1, b"software: x", kind="warcinfo")
    + record(2, b"words", kind="resource"),
    pages(1)[0] + record(3, answer(b""), kind="revisit", more=f"WARC-Payload-Digest: sha256:{'0a' * 32}\r\n"),
)
FEEDS = (
    b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>T</title><item><title>A &amp; b</title><link>https://x.example/1#a</link><pubDate>Mon, 02 Oct 2017 23:30:00 -0500</pubDate>
<content:encoded><![CDATA[<p>The army took the town after two days of fighting, a spokesman of the <b>4th Brigade</b> said.</p>
<ul><li>one</ul><table><tr><td>x<br>]]></content:encoded></item></channel></rss>""",
    b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>One</title><link href="/1"/>
<published>2017-10-02T08:00:00Z</published><updated>2017-10-05</updated><content type="html">&lt;p&gt;x</content></entry></feed>""",
    b"""<urlset xmlns:news="n"><url><loc>https://x.example/1</loc><lastmod>2017-10-09</lastmod><news:news>
<news:publication_date>2017-10-02</news:publication_date></news:news></url></urlset>""",
    b"<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap></sitemapindex>",
    '<?xml version="1.0" encoding="utf-16"?><rss><channel><item><link>https://x.example/ü</link></item></channel></rss>'.encode("utf-16"),
    b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
)
TABLES = (
    b'url,title,date\nhttps://x.example/1,"T, t",2017-10-02\nhttps://x.example/2,"a ""b""",x\n',
    "Titel;Link\nGröße;https://x.example/1\n".encode("utf-16"),
    b"status,metadata,media\nok,\"{'url': 'https://x.example/1', 'timestamp': datetime.datetime(2017, 10, 2)}\",[]\n",
    b"https://x.example/1\nhttps://x.example/2\n",
    b'url,text\nhttps://x.example/1,"The army\nand\nhttps://x.example/2,"Two ""x"" t"\nhttps://x.example/3,"a "b" c"\n',
)
CHAT = {"name": "N", "type": "public_channel", "id": 1, "messages": [{"id": 2, "type": "message", "date_unixtime": "1", "text": ["a", {}]}]}
JSONS = (
    json.dumps(CHAT).encode(),
    json.dumps({"about": "x", "chats": {"list": [CHAT, CHAT]}}).encode(),
    b'{"articles": [{"url": "https://x.example/1", "seendate": "20171002T081500Z"}]}',
    b'[{"text": "One.", "date": "2017-10-02"}, {"text": 1}]',
)
LINES = (b'{"text": "One."}\n{"text": "Two.", "title": "T"}\nx\n',)
LITERALS = (b"{'a': [1, 2.5, None, 'x'], 'b': datetime.datetime(2017, 10, 2, tzinfo=datetime.timezone.utc)}", b"(1, -2, {3})")
ADDRESSES = (b"https://x.example:443/a b?q=1#top", b"http://[::1]:8080/", b"file:///a%20b.txt#part=3", b"//x.example/\xc3\xbc")
ANSWERS = (
    answer(page(0)),
    answer(b"5\r\nwords\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n"),
    answer(gzip.compress(page(0), mtime=0), more="Content-Encoding: gzip\r\n"),
)

TARGETS = (
    Target("records", walk_records, WARCS),
    Target("warc", opened(read_warc), WARCS),
    Target("wacz", opened(read_wacz), (zipped(),)),
    Target("feeds", walk_feed, FEEDS),
    Target("xml", opened(open_xml), FEEDS),
    Target("tables", walk_table, TABLES),
    Target("csv", opened(open_table), TABLES),
    Target("json_stream", walk_elements, JSONS),
    Target("json", opened(open_json), JSONS),
    Target("json_lines", opened(json_lines), LINES),
    Target("literal", walk_literal, LITERALS),
    Target("addresses", walk_address, ADDRESSES),
    Target("http", walk_answer, ANSWERS),
)
