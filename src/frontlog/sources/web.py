"""Fetching from the web, only when asked: many sites in turn, each at its own pace, with retries and a queue that survives a stop."""

import heapq
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from frontlog.model import FrontlogError, Raw, Rejection
from frontlog.sources.addresses import Address
from frontlog.sources.capture import Capture, raw_of
from frontlog.sources.content import READ_TYPES
from frontlog.sources.feeds import read_feed
from frontlog.sources.fetching import FEED_TYPES, Clock, Fetcher, FetchError, Settings
from frontlog.sources.queue import Queue
from frontlog.sources.rows import refuse

STEP = "sources.fetch"
BACKOFF = 10.0  # seconds before the second try; each further one waits three times as long


@dataclass(frozen=True, slots=True)
class Job:
    """An address to fetch and how often it was tried."""

    address: Address
    tries: int = 0


def fetch(addresses: Iterable[Address], settings: Settings, clock: Clock | None = None) -> Iterator[Raw | Rejection]:
    """The pages at some addresses as items named by their address, and a Rejection for each that could not be had. Never raises for one."""
    for found in fetch_captures(addresses, settings, clock):
        yield found if isinstance(found, Rejection) else raw_of(found)


def fetch_captures(
    addresses: Iterable[Address], settings: Settings, clock: Clock | None = None, transport: httpx.BaseTransport | None = None
) -> Iterator[Capture | Rejection]:
    """As `fetch`, with time, status and headers, for the archive. An entry of the queue is done once the next page is asked for."""
    queue = Queue(settings.queue)
    queue.add(addresses)
    with Fetcher(settings, clock, transport) as fetcher:
        for address, found in _work(queue.waiting(settings.retry_failed), fetcher):
            yield found
            at = fetcher.clock.utc().strftime("%Y-%m-%dT%H:%M:%SZ")
            if isinstance(found, Rejection):
                queue.failed(address, found.reason, at)
            else:
                queue.done(address, raw_of(found).item.sha256, at)


def fetch_lists(urls: Iterable[str], settings: Settings, clock: Clock | None = None) -> Iterator[Address | Rejection]:
    """The addresses that feeds and sitemaps on the web list. The sitemaps of an index are read, too, but no further level."""
    with Fetcher(settings, clock) as fetcher:
        waiting = deque((url, True) for url in urls)
        given: set[str] = set()
        while waiting:
            url, top = waiting.popleft()
            try:
                page = fetcher.get(url, FEED_TYPES | READ_TYPES)
                listed = read_feed(page.content, page.url)
            except FetchError as error:
                yield _refuse(url, error)
                continue
            except FrontlogError as error:
                yield refuse(url, "no feed", f"'{url}': {error}", STEP)
                continue
            for found in listed.addresses:
                if found.url not in given:
                    given.add(found.url)
                    yield found
            waiting.extend((further, False) for further in listed.further if top)


def _work(addresses: list[Address], fetcher: Fetcher) -> Iterator[tuple[Address, Capture | Rejection]]:
    """Site by site, always the one that may be asked first; so a slow or sulking site keeps no other waiting."""
    sites: dict[str, deque[Job]] = {}
    for address in addresses:
        sites.setdefault(urlsplit(address.url).netloc, deque()).append(Job(address))
    turns = [(0.0, number, site) for number, site in enumerate(sites)]
    while turns:
        _, number, site = heapq.heappop(turns)
        job = sites[site].popleft()
        try:
            found: Capture | Rejection = fetcher.get(job.address.url)
        except FetchError as error:
            wait = BACKOFF * 3**job.tries if error.wait is None else error.wait
            if error.later and job.tries < fetcher.settings.retries and wait <= fetcher.settings.longest_wait:
                fetcher.leave_alone(job.address.url, wait)
                sites[site].appendleft(Job(job.address, job.tries + 1))
                heapq.heappush(turns, (fetcher.free_at(job.address.url), number, site))
                continue
            found = _refuse(job.address.url, error)
        yield job.address, found
        if sites[site]:
            heapq.heappush(turns, (fetcher.free_at(job.address.url), number, site))


def _refuse(url: str, error: FetchError) -> Rejection:
    tail = " Fetch it again later." if error.later else ""
    return refuse(url, error.reason, f"'{url}' {error.what.rstrip('.')}.{tail}", STEP)
