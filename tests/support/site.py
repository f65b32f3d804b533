"""A web server on loopback whose answers are a table, and a clock whose sleep takes no time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from frontlog.sources.fetching import Clock, Settings

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
