"""Fetching from the web, only when asked: many sites in turn, each at its own pace, with retries and a queue that survives a stop."""

import heapq
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from frontlog.model import FrontlogError, Raw, Rejection
from frontlog.sources.addresses import Address, Listed
from frontlog.sources.capture import Capture, raw_of
from frontlog.sources.content import READ_TYPES
from frontlog.sources.feeds import is_list, read_feed
from frontlog.sources.fetching import LIST_TYPES, Fetcher, FetchError, Known, UnchangedError
from frontlog.sources.http import AnswerError, unpack
from frontlog.sources.queue import ANYTHING, INNER_LIST, LIST, PAGE, Entry, Queue, stamp
from frontlog.sources.rows import Row, refuse

STEP = "sources.fetch"
BACKOFF = 10.0  # seconds before the second try; each further one waits three times as long


@dataclass(slots=True)
class Tally:
    """How far a fetch is."""

    fetched: int = 0  # pages, new or not
    unchanged: int = 0  # pages of which the site said so
    lists: int = 0
    refused: int = 0

    @property
    def pages(self) -> int:
        return self.fetched + self.unchanged

    @property
    def done(self) -> int:
        return self.pages + self.lists + self.refused


@dataclass(frozen=True, slots=True)
class Job:
    """An entry of the queue to fetch, and how often it was tried."""

    entry: Entry
    tries: int = 0


class Turns:
    """Jobs by site, always that of the site that may be asked first; so a slow or sulking site keeps no other waiting."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self._sites: dict[str, deque[Job]] = {}
        self._numbers: dict[str, int] = {}  # of the sites, as they came: what decides between two that are both free
        self._heap: list[tuple[float, int, str]] = []
        self._ready: set[str] = set()  # sites in the heap

    def add(self, entries: Iterable[Entry]) -> None:
        """Queue behind what each site has already."""
        for entry in entries:
            site = _site(entry)
            self._numbers.setdefault(site, len(self._numbers))
            self._sites.setdefault(site, deque()).append(Job(entry))
            self._push(site, entry)

    def take(self) -> Job | None:
        """The next job; None when all are done. Say `free` behind it."""
        if not self._heap:
            return None
        site = heapq.heappop(self._heap)[2]
        self._ready.discard(site)
        return self._sites[site].popleft()

    def free(self, job: Job, again: bool = False) -> None:
        """The site of this job may be asked for its next; with `again` for the same once more."""
        jobs = self._sites[_site(job.entry)]
        if again:
            jobs.appendleft(Job(job.entry, job.tries + 1))
        if jobs:
            self._push(_site(job.entry), job.entry)

    def _push(self, site: str, entry: Entry) -> None:
        if site not in self._ready:
            self._ready.add(site)
            heapq.heappush(self._heap, (self.fetcher.free_at(entry.address.url), self._numbers[site], site))


def fetch(queue: Queue, fetcher: Fetcher, tally: Tally, failed_too: bool = False, again: str = "") -> Generator[Row, None, None]:
    """The pages that wait in a queue as items named by their address, and a Rejection for each that could not be had.

    Feeds and sitemaps among them are followed, with `again` also to pages that were fetched before that time. An entry of the queue is
    noted as done once the next row is asked for, so whoever keeps each row before asking loses none. Never raises for one address.
    """
    turns = Turns(fetcher)
    turns.add(queue.waiting(failed_too))
    while job := turns.take():
        try:
            found = _get(fetcher, job.entry)
        except FetchError as error:
            wait = BACKOFF * 3**job.tries if error.wait is None else error.wait
            if error.later and job.tries < fetcher.settings.retries and wait <= fetcher.settings.longest_wait:
                fetcher.leave_alone(job.entry.address.url, wait)
                turns.free(job, again=True)
                continue
            found = _refuse(job.entry.address.url, error)
        yield from _settle(found, job.entry, queue, turns, tally, again)
        turns.free(job)


def _settle(
    found: Capture | Listed | Rejection | None, entry: Entry, queue: Queue, turns: Turns, tally: Tally, again: str
) -> Iterator[Row]:
    """Hand over what an entry gave, and note it."""
    at = stamp(turns.fetcher.clock.utc())
    if found is None:
        tally.unchanged += 1
        queue.note(replace(entry, state="done", at=at))
    elif isinstance(found, Listed):
        tally.lists += 1
        yield from _follow(found, entry, queue, turns, at, again)
        queue.note(replace(entry, state="list", at=at))
    elif isinstance(found, Rejection):
        tally.refused += 1
        yield found
        queue.note(replace(entry, state="failed", reason=found.reason, at=at))
    else:
        tally.fetched += 1
        raw = named(raw_of(found), entry.address)
        yield raw
        known = known_of(found)
        queue.note(replace(entry, state="done", sha256=raw.item.sha256, at=at, etag=known.etag, modified=known.modified))


def _get(fetcher: Fetcher, entry: Entry) -> Capture | Listed | Rejection | None:
    """What lies at an address: a page, a list where one may be, or None for a page that has not changed."""
    types = READ_TYPES | LIST_TYPES if entry.expect else READ_TYPES
    try:
        page = fetcher.get(entry.address.url, types, Known(entry.etag, entry.modified))
    except UnchangedError:
        return None
    if entry.expect == PAGE:
        return page
    content = _unpacked(page.content, fetcher.settings.limits.max_bytes)
    if entry.expect == ANYTHING and page.media_type in READ_TYPES and not is_list(content):
        return page
    try:
        return read_feed(content, page.url)
    except FrontlogError as error:
        return refuse(entry.address.url, "no feed", f"'{entry.address.url}': {error}", STEP)


def _unpacked(content: bytes, most: int) -> bytes:
    """A list without the gzip that sitemaps are often stored in (sitemap.xml.gz)."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return unpack(content, "gzip", most)
    except AnswerError as error:
        raise FetchError(error.reason, error.what) from error


def _follow(found: Listed, entry: Entry, queue: Queue, turns: Turns, at: str, again: str) -> Iterator[Rejection]:
    """Queue what a list names; lists only where the entry may name them."""
    turns.add(queue.add(found.addresses, at, PAGE, again))
    if found.further and entry.expect in (ANYTHING, LIST):
        turns.add(queue.add((Address(url) for url in found.further), at, INNER_LIST, again))
    elif found.further:
        url = entry.address.url
        what = f"names {len(found.further)} further sitemaps ({found.further[0]}, ...), which were not followed"
        yield refuse(url, "sitemap index", f"'{url}' {what}. Fetch those that you want with --feed.", STEP)


def named(raw: Raw, source: Address) -> Raw:
    """An item with what the list that named its address says about it."""
    item = replace(raw.item, listed_title=source.title, listed_outlet=source.outlet, listed_published=source.published)
    return replace(raw, item=item)


def known_of(page: Capture) -> Known:
    """What to ask with the next time; nothing for a page behind a redirect, whose marks belong to another address."""
    heads = {name.lower(): value for name, value in page.headers} if not page.asked else {}
    return Known(heads.get("etag", ""), heads.get("last-modified", ""))


def _site(entry: Entry) -> str:
    return urlsplit(entry.address.url).netloc


def _refuse(url: str, error: FetchError) -> Rejection:
    tail = " Fetch it again later with --retry-failed." if error.later else ""
    return refuse(url, error.reason, f"'{url}' {error.what.rstrip('.')}.{tail}", STEP)
