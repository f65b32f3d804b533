"""Fetching from a real server on loopback: robots, pace, redirects, bounds, retries, the queue, and what is refused."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.model import FrontlogError, Raw, Rejection
from frontlog.sources.addresses import Address
from frontlog.sources.capture import Capture, raw_of
from frontlog.sources.fetching import Clock, Fetcher, FetchError, Settings
from frontlog.sources.files import read
from frontlog.sources.net import GuardedTransport
from frontlog.sources.queue import Queue
from frontlog.sources.rows import Limits
from frontlog.sources.warc_write import write_warc
from frontlog.sources.web import fetch, fetch_captures, fetch_lists

PAGE = b"<html><head><title>T</title></head><body><p>The army took the town.</p></body></html>"
FEED = "<rss><channel><title>T</title><item><link>/a</link></item><item><link>{}/b</link></item></channel></rss>"
Answer = tuple[int, dict[str, str], bytes]


class Site(ThreadingHTTPServer):
    """A server whose answers are a table: path -> answer, or a list of answers one after the other."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.asked: list[str] = []
        self.heads: list[dict[str, str]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        return  # a client that hangs up is what some tests are about

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def page(self, path: str, body: bytes = PAGE, kind: str = "text/html; charset=utf-8", status: int = 200, **head: str) -> str:
        headers = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in head.items()}}
        self.answers[path] = (status, headers, body)
        return self.url(path)

    def moved(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, b"", status=status, Location=to)


class Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.heads.append({name.lower(): value for name, value in self.headers.items()})
        found = self.server.answers.get(self.path, (404, {"Content-Type": "text/html"}, b"nothing here"))
        status, headers, body = found.pop(0) if isinstance(found, list) else found
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if not headers.keys() & {"Content-Length", "Transfer-Encoding"}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


class Hands:
    """A clock whose sleep takes no time but is counted."""

    def __init__(self) -> None:
        self.time = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.slept.append(seconds)

    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep, lambda: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=self.time - 100))


OPEN = Settings(allow_private=True, delay=5.0, timeout=5.0)


def get(urls: list[str], settings: Settings = OPEN, hands: Hands | None = None) -> tuple[list[Capture], list[Rejection]]:
    rows = list(fetch_captures([Address(url) for url in urls], settings, (hands or Hands()).clock()))
    return [row for row in rows if isinstance(row, Capture)], [row for row in rows if isinstance(row, Rejection)]


def reason(url: str, settings: Settings = OPEN) -> str:
    captures, refused = get([url], settings)
    assert not captures
    assert url in refused[0].message
    assert refused[0].step == "sources.fetch"
    return refused[0].reason


def test_a_page_is_an_item_named_by_its_address(site: Site) -> None:
    url = site.page("/a?b=1")
    (raw,) = fetch([Address(url)], OPEN, Hands().clock())
    assert isinstance(raw, Raw)
    assert (raw.item.name, raw.item.media_type, raw.content) == (url, "text/html", PAGE)
    (capture,), _ = get([url])
    assert (capture.status, capture.charset, capture.when) == (200, "utf-8", datetime(2020, 1, 1, tzinfo=UTC))
    assert raw_of(capture) == raw


def test_who_asks_is_said_and_no_cookie_kept(site: Site) -> None:
    urls = [site.page("/a", Set_Cookie="id=1"), site.page("/b", PAGE + b"b")]
    get(urls, replace(OPEN, contact="https://us.example/bot"))
    assert {head["user-agent"] for head in site.heads} == {"Frontlog (+https://us.example/bot)"}
    assert all("cookie" not in head for head in site.heads)


# ----------------------------------------------------------------------------------------------------- inner addresses


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"])
def test_inner_addresses_are_refused_unless_allowed(site: Site, host: str) -> None:
    site.page("/a")
    url = site.url("/a").replace("127.0.0.1", host)
    settings = replace(OPEN, allow_private=False)
    assert reason(url, settings) == "private address"
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
    captures, refused = get([site.page("/news/1"), site.page("/inner"), site.page("/news/2", PAGE + b"2")], hands=hands)
    assert [capture.url for capture in captures] == [site.url("/news/1"), site.url("/news/2")]
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
        captures, _ = get(urls, hands=hands)
        assert [capture.url for capture in captures] == [urls[0], urls[2], urls[1]]
        assert sum(hands.slept) == 5.0


@pytest.mark.parametrize(
    ("head", "slept"), [({}, 10.0 + 30.0), ({"Retry-After": "42"}, 84.0), ({"Retry-After": "Wed, 01 Jan 2020 00:01:00 GMT"}, 60.0)]
)
def test_an_overloaded_site_is_asked_again_when_it_says(site: Site, head: dict[str, str], slept: float) -> None:
    bad: Answer = (503, {"Content-Type": "text/html", **head}, b"")
    site.answers["/a"] = [bad, bad, (200, {"Content-Type": "text/html"}, PAGE)]
    hands = Hands()
    captures, refused = get([site.url("/a")], hands=hands)
    assert (len(captures), refused) == (1, [])
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
    queue = tmp_path / "queue.jsonl"
    settings = replace(OPEN, queue=queue)
    urls = [site.page(f"/{n}", PAGE + str(n).encode()) for n in range(4)] + [site.url("/gone")]
    rows = fetch_captures([Address(url, title="T") for url in urls], settings, Hands().clock())
    first = [next(rows), next(rows)]
    rows.close()  # type: ignore[attr-defined]
    with queue.open("a") as handle:
        handle.write('{"url": "cut o')
    again = list(fetch_captures([], settings, Hands().clock()))
    assert [row.url for row in first if isinstance(row, Capture)] == urls[:2]
    # what was handed over but not acknowledged is fetched again: at least once, never lost
    assert [row.url for row in again if isinstance(row, Capture)] == urls[1:4]
    assert [row.reason for row in again if isinstance(row, Rejection)] == ["status 404"]
    assert list(fetch_captures([Address(url) for url in urls], settings, Hands().clock())) == []
    entries = Queue(queue).entries
    assert [entry.state for entry in entries.values()] == ["done"] * 4 + ["failed"]
    assert entries[urls[0]].sha256 == raw_of(first[0]).item.sha256  # type: ignore[arg-type]
    assert entries[urls[0]].address.title == "T"
    assert entries[urls[4]].reason == "status 404"
    site.page("/gone")
    assert len(list(fetch_captures([], replace(settings, retry_failed=True), Hands().clock()))) == 1


def test_a_queue_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(FrontlogError, match="queue"):
        Queue(tmp_path / "no" / "queue.jsonl").add([Address("http://x.example/")])


@given(st.lists(st.text() | st.binary().map(repr) | st.just('{"state":"done","url":"x"}')))
@settings(max_examples=50, deadline=None)
def test_any_queue_file_can_be_read(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("queue") / "q.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    Queue(path).add([Address("http://x.example/")])
    assert [address.url for address in Queue(path).waiting()] == ["http://x.example/"]


# ------------------------------------------------------------------------------------------------------ bounds, honesty


def test_redirects_are_followed_so_far(site: Site) -> None:
    site.page("/end")
    for number in range(8):
        site.moved(f"/{number}", f"/{number + 1}" if number < 7 else "/end")
    (capture,), _ = get([site.url("/3")])
    assert (capture.url, capture.asked) == (site.url("/end"), site.url("/3"))
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
    (capture,), _ = get([site.page("/packed", gzip.compress(PAGE), Content_Encoding="gzip")], small)
    assert capture.content == PAGE


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
    captures, refused = get([site.page("/a", body, kind)])
    assert [capture.media_type for capture in captures] + [row.reason for row in refused] == [result]


def test_feeds_on_the_web_give_addresses(site: Site) -> None:
    site.page("/feed", FEED.format(site.url("")).encode(), "application/rss+xml")
    site.page("/map", f"<urlset><url><loc>{site.url('/c')}</loc></url></urlset>".encode(), "text/xml")
    site.page("/index", b"<sitemapindex><sitemap><loc>/map</loc></sitemap></sitemapindex>", "text/xml")
    rows = list(fetch_lists([site.url("/feed"), site.url("/index"), site.page("/page")], OPEN, Hands().clock()))
    assert [row.url for row in rows if isinstance(row, Address)] == [site.url("/a"), site.url("/b"), site.url("/c")]
    assert [row.reason for row in rows if isinstance(row, Rejection)] == ["no feed"]


def test_what_was_fetched_is_the_same_behind_a_warc(site: Site, tmp_path: Path) -> None:
    captures, _ = get([site.page("/a"), site.page("/b", gzip.compress(PAGE + b"b"), Content_Encoding="gzip")])
    write_warc(captures, tmp_path / "a.warc.gz")
    assert [row.item for row in read([tmp_path / "a.warc.gz"], Limits()) if isinstance(row, Raw)] == [raw_of(row).item for row in captures]
    assert json.dumps(captures[0].headers)
