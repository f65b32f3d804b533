"""Fetching from a real server on loopback: robots, pace, redirects, bounds, retries, the queue, and what is refused."""

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import FrontlogError, Raw, Rejection
from frontlog.sources.addresses import Address
from frontlog.sources.capture import raw_of
from frontlog.sources.fetching import Fetcher, FetchError, Settings
from frontlog.sources.files import read
from frontlog.sources.net import GuardedTransport
from frontlog.sources.queue import ANYTHING, INNER_LIST, LIST, Queue, stamp
from frontlog.sources.queue import PAGE as PLAIN
from frontlog.sources.rows import Limits
from frontlog.sources.warc_write import write_warc
from frontlog.sources.web import Tally, fetch
from support.site import FEED, OPEN, PAGE, Answer, Hands, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def get(urls: list[str], settings: Settings = OPEN, hands: Hands | None = None, expect: str = PLAIN) -> tuple[list[Raw], list[Rejection]]:
    queue = Queue(None)
    queue.add([Address(url) for url in urls], expect=expect)
    return split(go(queue, settings, hands))


def go(queue: Queue, settings: Settings = OPEN, hands: Hands | None = None, tally: Tally | None = None) -> Iterator[Raw | Rejection]:
    with Fetcher(settings, (hands or Hands()).clock()) as fetcher:
        yield from fetch(queue, fetcher, tally or Tally())


def split(rows: Iterable[Raw | Rejection]) -> tuple[list[Raw], list[Rejection]]:
    found = list(rows)
    return [row for row in found if isinstance(row, Raw)], [row for row in found if isinstance(row, Rejection)]


def reason(url: str, settings: Settings = OPEN) -> str:
    raws, refused = get([url], settings)
    assert not raws
    assert url in refused[0].message
    assert refused[0].step == "sources.fetch"
    return refused[0].reason


def test_a_page_is_an_item_named_by_its_address(site: Site) -> None:
    url = site.page("/a?b=1")
    (raw,), _ = get([url])
    assert (raw.item.name, raw.item.media_type, raw.content) == (url, "text/html", PAGE)
    item = raw.item
    assert (item.url, item.status, item.charset, item.retrieved) == (url, 200, "utf-8", datetime(2020, 1, 1, tzinfo=UTC))
    assert ("content-type", "text/html; charset=utf-8") in [(name.lower(), value) for name, value in raw.headers]


def test_who_asks_is_said_and_no_cookie_kept(site: Site) -> None:
    urls = [site.page("/a", Set_Cookie="id=1"), site.page("/b", PAGE + b"b")]
    get(urls, replace(OPEN, contact="https://us.example/bot"))
    assert {head["user-agent"] for head in site.heads} == {"Frontlog (+https://us.example/bot)"}
    assert all("cookie" not in head for head in site.heads)


# ----------------------------------------------------------------------------------------------------- inner addresses


INNER = ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "127.1", "0177.0.0.1", "0x7f.0.0.1"]


@pytest.mark.parametrize("host", INNER)
def test_inner_addresses_are_refused_unless_allowed(site: Site, host: str) -> None:
    site.page("/a")
    url = site.url("/a").replace("127.0.0.1", host)
    settings = replace(OPEN, allow_private=False)
    # httpx takes a number that begins with 0 for no address at all
    assert reason(url, settings) == ("no address" if host.startswith("0177") else "private address")
    assert not site.asked


def through(resolver: Callable[[str, int], list[str]]) -> GuardedTransport:
    return GuardedTransport(False, resolver)


def test_a_redirect_to_an_inner_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outer host is a real server here, too: its address is declared public for the test, the inner one is not."""
    with serving() as inner:
        secret = inner.page("/secret").replace("127.0.0.1", "127.0.0.2")
        site.moved("/a", secret)
        monkeypatch.setattr("frontlog.sources.net.is_public", lambda words: words == "127.0.0.1")
        with Fetcher(replace(OPEN, allow_private=False), Hands().clock()) as fetcher, pytest.raises(FetchError) as caught:
            fetcher.get(site.url("/a"))
        assert caught.value.reason == "private address"
        assert "127.0.0.2" in caught.value.what
        assert not inner.asked


def test_a_name_that_changes_its_address_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: every connection resolves once and goes to the address that was checked, whatever the name says next."""
    site.page("/a")
    port = site.server_address[1]
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def resolver(host: str, number: int) -> list[str]:
        asked.append(host)
        return next(answers)

    monkeypatch.setattr("frontlog.sources.net.is_public", lambda words: words == "127.0.0.1")
    with Fetcher(replace(OPEN, allow_private=False), Hands().clock(), through(resolver)) as fetcher:
        assert fetcher.get(f"http://news.example:{port}/a").content == PAGE
        assert site.heads[-1]["host"] == f"news.example:{port}"
        with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
            fetcher.get(f"http://other.example:{port}/a")
    assert asked == ["news.example", "other.example"]  # one look-up a connection, which the page and robots.txt share


# --------------------------------------------------------------------------------------------------------------- robots


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /\nAllow: /news/\nCrawl-delay: 9\n", "text/plain")
    hands = Hands()
    raws, refused = get([site.page("/news/1"), site.page("/inner"), site.page("/news/2", PAGE + b"2")], hands=hands)
    assert [raw.item.url for raw in raws] == [site.url("/news/1"), site.url("/news/2")]
    assert [(row.subject, row.reason) for row in refused] == [(site.url("/inner"), "robots")]
    assert site.asked == ["/robots.txt", "/news/1", "/news/2"]
    assert sum(hands.slept) == 9.0


def test_robots_count_behind_a_redirect(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: frontlog\nDisallow: /inner\n", "text/plain")
    assert reason(site.moved("/a", "/inner")) == "robots"
    assert "/inner" not in site.asked


def test_a_site_whose_robots_are_ill_is_left_alone(site: Site) -> None:
    site.page("/robots.txt", b"", status=503)
    site.page("/a")
    assert reason(site.url("/a")) == "robots"
    assert "/a" not in site.asked


# ------------------------------------------------------------------------------------------------- pace, retries, queue


def test_one_site_is_asked_at_its_pace_and_another_meanwhile(site: Site) -> None:
    with serving() as other:
        hands = Hands()
        urls = [site.page("/1", PAGE + b"1"), site.page("/2", PAGE + b"2"), other.page("/3", PAGE + b"3")]
        raws, _ = get(urls, hands=hands)
        assert [raw.item.url for raw in raws] == [urls[0], urls[2], urls[1]]
        assert sum(hands.slept) == 5.0


@pytest.mark.parametrize(
    ("head", "slept"), [({}, 10.0 + 30.0), ({"Retry-After": "42"}, 84.0), ({"Retry-After": "Wed, 01 Jan 2020 00:01:00 GMT"}, 60.0)]
)
def test_an_overloaded_site_is_asked_again_when_it_says(site: Site, head: dict[str, str], slept: float) -> None:
    bad: Answer = (503, {"Content-Type": "text/html", **head}, b"")
    site.answers["/a"] = [bad, bad, (200, {"Content-Type": "text/html"}, PAGE)]
    hands = Hands()
    raws, refused = get([site.url("/a")], hands=hands)
    assert (len(raws), refused) == (1, [])
    assert sum(hands.slept) == pytest.approx(slept + (5.0 if "GMT" in str(head) else 0.0))


def test_a_site_that_stays_ill_is_given_up(site: Site) -> None:
    assert reason(site.page("/a", b"", status=500)) == "status 500"
    assert site.asked.count("/a") == 4
    assert reason(site.page("/b", b"", status=429, Retry_After="999999")) == "status 429"
    assert site.asked.count("/b") == 1


def test_nobody_answers() -> None:
    with serving() as gone:
        url = gone.url("/a")
    assert reason(url) == "unreachable"


def test_an_answer_that_does_not_come(site: Site) -> None:
    site.page("/a", PAGE[:10], Content_Length=str(len(PAGE)))
    started = time.monotonic()
    assert reason(site.url("/a"), replace(OPEN, timeout=0.2, retries=0)) == "timeout"
    assert time.monotonic() - started < 5


def test_a_stopped_fetch_goes_on_from_its_queue(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "queue.jsonl"
    urls = [site.page(f"/{n}", PAGE + str(n).encode()) for n in range(4)] + [site.url("/gone")]
    queue = Queue(path)
    queue.add(Address(url, title="T") for url in urls)
    rows = go(queue)
    first = [next(rows), next(rows)]
    rows.close()  # type: ignore[attr-defined]
    with path.open("a") as handle:
        handle.write('{"url": "cut o')
    raws, refused = split(go(Queue(path)))
    assert [row.item.url for row in first if isinstance(row, Raw)] == urls[:2]
    # what was handed over but not acknowledged is fetched again: at least once, never lost
    assert [row.item.url for row in raws] == urls[1:4]
    assert [row.reason for row in refused] == ["status 404"]
    queue = Queue(path)
    assert not queue.add(Address(url) for url in urls)
    assert list(go(queue)) == []
    entries = Queue(path).entries
    assert [entry.state for entry in entries.values()] == ["done"] * 4 + ["failed"]
    assert entries[urls[0]].sha256 == first[0].item.sha256  # type: ignore[union-attr]
    assert entries[urls[0]].address.title == "T"
    assert entries[urls[4]].reason == "status 404"
    assert [entry.address.url for entry in queue.waiting(failed_too=True)] == urls[4:]


def test_what_the_archive_has_is_settled(site: Site, tmp_path: Path) -> None:
    """Killed between the archive and the queue: the queue learns from the archive, but not of what was fetched before it was queued."""
    site.moved("/a", "/b")
    queue = Queue(tmp_path / "queue.jsonl")
    queue.add([Address(site.url("/a")), Address(site.page("/b"))], at="2019-12-31T00:00:00Z")
    (raw,) = [row for row, _ in zip(go(queue), range(1), strict=False) if isinstance(row, Raw)]
    assert raw.item.asked == site.url("/a")
    again = Queue(tmp_path / "queue.jsonl")
    again.settle([raw.item])
    assert [entry.address.url for entry in again.waiting()] == [site.url("/b")]
    queue.add([Address(site.url("/a"))], at="2020-06-01T00:00:00Z", again="2020-06-01T00:00:00Z")
    queue.settle([raw.item])
    assert len(queue.waiting()) == 2


def test_a_queue_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(FrontlogError, match="queue"):
        Queue(tmp_path / "no" / "queue.jsonl").add([Address("http://x.example/")])


@given(st.lists(st.text() | st.binary().map(repr) | st.just('{"state":"done","url":"x"}')))
@settings(max_examples=50, deadline=None)
def test_any_queue_file_can_be_read(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("queue") / "q.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    Queue(path).add([Address("http://x.example/")])
    assert [entry.address.url for entry in Queue(path).waiting()] == ["http://x.example/"]


# ------------------------------------------------------------------------------------------------------ bounds, honesty


def test_redirects_are_followed_so_far(site: Site) -> None:
    site.page("/end")
    for number in range(8):
        site.moved(f"/{number}", f"/{number + 1}" if number < 7 else "/end")
    (raw,), _ = get([site.url("/3")])
    assert (raw.item.url, raw.item.asked) == (site.url("/end"), site.url("/3"))
    assert reason(site.url("/0")) == "redirects"
    assert reason(site.moved("/loop", "/loop")) == "redirects"
    for target in ("ftp://x.example/", "file:///etc/passwd", "http://[", ""):
        assert reason(site.moved("/odd", target)) == "bad redirect"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 418])
def test_what_a_site_refuses(site: Site, status: int) -> None:
    assert reason(site.page("/a", status=status)) == f"status {status}"
    assert site.asked.count("/a") == 1


def test_size_is_bounded_stated_streamed_and_unpacked(site: Site) -> None:
    small = replace(OPEN, limits=Limits(max_bytes=100_000))
    assert reason(site.page("/stated", b"x" * 200_000), small) == "too large"
    site.answers["/streamed"] = (
        200,
        {"Content-Type": "text/html", "Transfer-Encoding": "chunked"},
        chunked(b"x" * 200_000),
    )
    assert reason(site.url("/streamed"), small) == "too large"
    assert reason(site.page("/bomb", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"), small) == "too large"
    (raw,), _ = get([site.page("/packed", gzip.compress(PAGE), Content_Encoding="gzip")], small)
    assert raw.content == PAGE


class Raw127(threading.Thread):
    """A server on loopback that sends bytes as they are, piece by piece, and then hangs up (rudely, if asked)."""

    def __init__(self, parts: Iterable[bytes], pause: float = 0.0, reset: bool = False) -> None:
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.parts, self.pause, self.reset = parts, pause, reset
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/a"
        self.start()

    def run(self) -> None:
        with suppress(OSError):  # whoever is tested hangs up first, and that is what it should do
            while True:
                connection, _ = self.socket.accept()
                with connection:
                    self.serve(connection)

    def serve(self, connection: socket.socket) -> None:
        if b"GET /robots.txt" in connection.recv(65_536):
            connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        for part in self.parts:
            connection.sendall(part)
            time.sleep(self.pause)
        if self.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def __enter__(self) -> "Raw127":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BRIEF = replace(OPEN, retries=0)


@pytest.mark.parametrize(
    ("parts", "reset", "result"),
    [
        ([OK + b"Content-Length: 5000\r\n\r\n", PAGE], False, "unreachable"),  # promises more than it sends
        ([OK + b"Content-Length: 5000\r\n\r\n", PAGE], True, "unreachable"),
        ([OK + b"Transfer-Encoding: chunked\r\n\r\nFFFF\r\n", PAGE], False, "unreachable"),
        ([b"words\r\n\r\n"], False, "unreachable"),
        ([OK + b"X: " + b"y" * 300_000 + b"\r\n\r\n"], False, "unreachable"),  # a head without end
        ([OK + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(PAGE)[:-9]], False, "damaged"),
        ([OK + b"Content-Encoding: br\r\n\r\n", b"\x1b\x00\x01" * 50], False, "packed"),
        ([OK + b"Content-Encoding: gzip, gzip\r\n\r\n", gzip.compress(gzip.compress(b"x" * 30_000_000))], False, "too large"),
        ([b"HTTP/1.1 304 Not Modified\r\n\r\n"], False, "status 304"),  # nobody asked whether it was modified
    ],
    ids=["short", "reset", "cut chunk", "no http", "long head", "cut gzip", "brotli", "bomb in a bomb", "304"],
)
def test_answers_that_break_or_lie(parts: list[bytes], reset: bool, result: str) -> None:
    with Raw127(parts, reset=reset) as server:
        assert reason(server.url, BRIEF) == result


def test_a_body_without_any_length_ends_where_the_server_hangs_up() -> None:
    with Raw127([OK + b"Connection: close\r\n\r\n", PAGE[:20], PAGE[20:]]) as server:
        (raw,), _ = get([server.url], BRIEF)
    assert raw.content == PAGE
    with Raw127([OK + b"Content-Length: 20\r\n\r\n", PAGE]) as server:  # sends more than it promised
        (raw,), _ = get([server.url], BRIEF)
    assert raw.content == PAGE[:20]


@pytest.mark.parametrize("parts", [[OK], [OK + b"\r\n"]], ids=["head", "body"])
def test_a_server_that_drips_keeps_nobody_waiting(parts: list[bytes]) -> None:
    """Each byte comes in time, the whole never would."""
    with Raw127(chain(parts, repeat(b"x")), pause=0.02) as server:
        assert reason(server.url, replace(BRIEF, longest=0.5)) == "timeout"


def test_a_password_in_a_redirect_is_not_told(site: Site) -> None:
    _, (refusal,) = get([site.moved("/a", "http://user:word@x.example/")])
    assert refusal.reason == "bad redirect"
    assert "word" not in refusal.message


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize(
    ("body", "kind", "result"),
    [
        (b"%PDF-1.4 x", "text/html", "application/pdf"),
        (PAGE, "text/plain", "text/html"),
        (PAGE, "application/octet-stream", "text/html"),
        ("Größe".encode("cp1252"), "text/plain; charset=utf-8", "text/plain"),
        (b"\xff\xd8\xff", "image/jpeg", "unsupported type"),
        (b"\xff\xd8\xff\x00\x01\x02" * 100, "text/html", "binary file"),
        (b"  ", "text/html", "empty file"),
    ],
)
def test_types_that_lie(site: Site, body: bytes, kind: str, result: str) -> None:
    raws, refused = get([site.page("/a", body, kind)])
    assert [raw.item.media_type for raw in raws] + [row.reason for row in refused] == [result]


def test_feeds_and_sitemaps_are_followed_where_they_may_be(site: Site) -> None:
    site.page("/feed", FEED.format(site.url("")).encode(), "application/rss+xml")
    site.page("/map.gz", gzip.compress(f"<urlset><url><loc>{site.url('/c')}</loc></url></urlset>".encode()), "application/x-gzip")
    site.page(
        "/index", b"<sitemapindex><sitemap><loc>/map.gz</loc></sitemap><sitemap><loc>/deep</loc></sitemap></sitemapindex>", "text/xml"
    )
    site.page("/deep", b"<sitemapindex><sitemap><loc>/deeper</loc></sitemap></sitemapindex>", "text/xml")
    for name in "abc":
        site.page(f"/{name}", PAGE + name.encode())
    tally = Tally()
    queue = Queue(None)
    queue.add([Address(site.url("/feed")), Address(site.url("/index"))], expect=ANYTHING)
    raws, refused = split(go(queue, tally=tally))
    assert [raw.item.url for raw in raws] == [site.url(f"/{name}") for name in "abc"]
    assert [raw.item.listed_outlet for raw in raws] == ["T", "T", ""]
    assert [(row.subject, row.reason) for row in refused] == [(site.url("/deep"), "sitemap index")]
    assert (tally.fetched, tally.lists, tally.refused) == (3, 4, 0)
    assert "/deeper" not in site.asked


@pytest.mark.parametrize(
    ("expect", "kind", "body", "result"),
    [
        (PLAIN, "application/rss+xml", FEED, "unsupported type"),
        (ANYTHING, "text/html", FEED, "list"),
        (ANYTHING, "application/rss+xml", "<rss", "list"),
        (ANYTHING, "application/xml", "<a/>", "no feed"),
        (ANYTHING, "text/html", "<html>a page that speaks of <rss></html>", "text/html"),
        (ANYTHING, "application/gzip", "\x1f\x8bno", "damaged"),
        (LIST, "text/html", "<html>Not found</html>", "no feed"),
        (INNER_LIST, "text/xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;</rss>", "no feed"),
    ],
)
def test_what_may_lie_at_an_address(site: Site, expect: str, kind: str, body: str, result: str) -> None:
    queue = Queue(None)
    queue.add([Address(site.page("/x", body.encode("latin-1"), kind))], expect=expect)
    raws, refused = split(go(queue))
    found = [raw.item.media_type for raw in raws] + [row.reason for row in refused if row.subject.endswith("/x")]
    assert (found or [queue.entries[site.url("/x")].state]) == [result]


def test_a_list_that_lists_lists_ends(site: Site) -> None:
    for number in range(50):
        inner = f"<sitemapindex><sitemap><loc>/{number + 1}</loc></sitemap><sitemap><loc>/{number}</loc></sitemap></sitemapindex>"
        site.page(f"/{number}", inner.encode(), "text/xml")
    get([site.url("/0")], expect=ANYTHING)
    assert site.asked == ["/robots.txt", "/0", "/1"]


def test_what_was_fetched_is_the_same_behind_a_warc(site: Site, tmp_path: Path) -> None:
    with Fetcher(OPEN, Hands().clock()) as fetcher:
        urls = [site.page("/a"), site.page("/b", gzip.compress(PAGE + b"b"), Content_Encoding="gzip")]
        captures = [fetcher.get(url) for url in urls]
    write_warc(captures, tmp_path / "a.warc.gz")
    assert [row.item for row in read([tmp_path / "a.warc.gz"], Limits()) if isinstance(row, Raw)] == [raw_of(row).item for row in captures]


def test_a_list_that_was_read_a_moment_ago_is_asked_anew() -> None:
    queue, begun = Queue(None), datetime(2026, 1, 1, tzinfo=UTC)
    (entry,) = queue.add([Address("http://a.example/feed")], stamp(begun), LIST)
    queue.note(replace(entry, state="list", at=stamp(begun)))
    assert queue.add([entry.address], stamp(begun), LIST) == []  # named twice by one fetch
    assert queue.add([entry.address], stamp(begun + timedelta(milliseconds=1)), LIST)
