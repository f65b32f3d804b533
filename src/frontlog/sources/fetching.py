"""Fetching one page: robots asked, redirects and size bounded, inner addresses refused, status and type honest."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from frontlog.sources.addresses import harmless, normal
from frontlog.sources.capture import Capture
from frontlog.sources.content import READ_TYPES, TEXTUAL, is_binary, page_type
from frontlog.sources.http import Answer, AnswerError, media_type, unpack
from frontlog.sources.net import ForbiddenAddressError, GuardedTransport
from frontlog.sources.robots import AGENT, REDIRECTS, Robots, RobotsError
from frontlog.sources.rows import Limits

LIST_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/xml",
        "text/xml",
        "application/rdf+xml",
        "application/gzip",
        "application/x-gzip",
    )
)
LATER = (408, 425, 429, 500, 502, 503, 504)
STATUS_WORDS = {
    401: "wants a login. Save the page in your browser and add the file.",
    403: "refuses to give it. Save the page in your browser and add the file.",
    404: "has no such page. Check the address, or look for it in a web archive.",
    410: "has removed it. Look for it in a web archive.",
    451: "withholds it for legal reasons. Look for it in a web archive.",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are fetched. `contact` tells sites whom to write to."""

    contact: str = ""
    delay: float = 5.0  # seconds between two requests to one site: what archives of the web keep
    timeout: float = 30.0  # seconds without a byte
    longest: float = 180.0  # seconds for one answer: at 20 MB a slow line
    max_redirects: int = 5
    retries: int = 3
    longest_wait: float = 600.0  # seconds that a site may ask to be left alone before a page is given up
    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and sleep. Tests put in their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    utc: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


class FetchError(Exception):
    """A page that could not be had. `later`: it may be had after `wait` seconds (None: the site did not say)."""

    def __init__(self, reason: str, what: str, later: bool = False, wait: float | None = None) -> None:
        super().__init__(what)
        self.reason = reason
        self.what = what
        self.later = later
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an earlier answer, so that a site may say "not modified" instead of sending it again."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in pairs.items() if value and value.isascii() and value.isprintable()}


class UnchangedError(Exception):
    """The site says that the page is as it was."""


class Fetcher:
    """Fetches pages one after the other and keeps the pauses that sites ask for. Close it after use (`with`)."""

    def __init__(self, settings: Settings, clock: Clock | None = None, transport: httpx.BaseTransport | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self._client = httpx.Client(
            transport=transport or GuardedTransport(settings.allow_private, longest=settings.longest),
            headers={
                "User-Agent": f"{AGENT} (+{settings.contact})" if settings.contact else AGENT,
                "Accept": "text/html,text/plain;q=0.9,*/*;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            },
            timeout=settings.timeout,
            follow_redirects=False,
            trust_env=False,
        )
        self._robots = Robots(self._once)
        self._free: dict[str, float] = {}  # when a site may be asked again

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def free_at(self, url: str) -> float:
        """The time on the clock at which the site of an address may be asked again."""
        return self._free.get(urlsplit(url).netloc, 0.0)

    def leave_alone(self, url: str, seconds: float) -> None:
        """Ask the site of an address nothing for that long."""
        site = urlsplit(url).netloc
        self._free[site] = max(self._free.get(site, 0.0), self.clock.now() + seconds)

    def get(self, url: str, types: frozenset[str] = READ_TYPES, known: Known | None = None) -> Capture:
        """The page at an address, behind its redirects. Every step is checked anew. Raises FetchError, and UnchangedError if `known`."""
        at = url
        for _ in range(self.settings.max_redirects + 1):
            pause = max(self.settings.delay, self._ask_robots(at))
            self.clock.sleep(max(0.0, self.free_at(at) - self.clock.now()))
            self.leave_alone(at, pause)
            answer = self._once(at, known.headers() if known and at == url else {})
            if answer.status == 304 and known and known.headers():
                raise UnchangedError
            if answer.status not in REDIRECTS:
                return self._page(url, at, answer, types)
            target = answer.header("location")
            try:
                at = normal(urljoin(at, target)) if target else ""
            except ValueError:
                at = ""
            if not at:
                raise FetchError("bad redirect", f"leads on to '{harmless(target)}', which is no address of the web")
        raise FetchError("redirects", f"leads on more than {self.settings.max_redirects} times; its last address was {at}")

    def _ask_robots(self, url: str) -> float:
        try:
            return self._robots.check(url)
        except RobotsError as error:
            raise FetchError("robots", error.what, later=error.later) from error

    def _once(self, url: str, headers: dict[str, str] | None = None) -> Answer:
        """One request, its body unpacked within the limit."""
        self._client.cookies.clear()  # a page is to be had as any first visitor has it
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                kept = tuple((name, value) for name, value in response.headers.multi_items())
                body = self._body(response)
                return Answer(response.status_code, kept, unpack(body, response.headers.get("content-encoding", ""), self._most))
        except ForbiddenAddressError as error:
            raise FetchError("private address", f"is not fetched: {error}. Use --allow-private if that is what you want") from error
        except AnswerError as error:
            raise FetchError(error.reason, error.what) from error
        except httpx.TimeoutException as error:
            raise FetchError("timeout", "did not answer in time", later=True) from error
        except httpx.InvalidURL as error:
            raise FetchError("no address", f"is no address that can be asked ({str(error)[:120]}). Mend it") from error
        except httpx.HTTPError as error:
            raise FetchError("unreachable", f"could not be reached ({str(error)[:120]})", later=True) from error

    @property
    def _most(self) -> int:
        return self.settings.limits.max_bytes

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        stated = response.headers.get("content-length", "")
        if stated.isdigit() and int(stated[:18]) > self._most:
            raise AnswerError("too large", f"has {int(stated[:18]) / 1_000_000:.1f} MB, more than {self._most / 1_000_000:g} MB")
        for part in response.iter_raw():
            body += part
            if len(body) > self._most:
                raise AnswerError("too large", f"has more than {self._most / 1_000_000:g} MB")
        return bytes(body)

    def _page(self, asked: str, at: str, answer: Answer, types: frozenset[str]) -> Capture:
        if answer.status in LATER:
            raise FetchError(f"status {answer.status}", f"answered with status {answer.status}", True, self._retry_after(answer))
        if answer.status != 200:
            words = STATUS_WORDS.get(answer.status, f"answered with status {answer.status}. Try it in your browser.")
            raise FetchError(f"status {answer.status}", words)
        stated = media_type(answer.headers)
        kind = page_type(answer.body, stated)
        if not answer.body.strip():
            raise FetchError("empty file", "gave an empty page")
        if kind not in types:
            raise FetchError("unsupported type", f"is of the type '{stated or 'unknown'}', which Frontlog does not read")
        if kind in TEXTUAL and is_binary(answer.body):
            raise FetchError("binary file", f"is called '{stated}' but holds binary data")
        return Capture(
            url=at,
            when=self.clock.utc(),
            media_type=kind,
            content=answer.body,
            status=answer.status,
            headers=answer.headers,
            asked=asked if asked != at else "",
        )

    def _retry_after(self, answer: Answer) -> float | None:
        words = answer.header("retry-after").strip()
        if words.isascii() and words.isdigit():
            return float(words[:9])
        try:
            when = parsedate_to_datetime(words)
        except (ValueError, TypeError):
            return None
        return max(0.0, (when - self.clock.utc()).total_seconds()) if when.tzinfo else None
