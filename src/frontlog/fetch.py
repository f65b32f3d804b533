"""Fetching into a log: what users name becomes a queue, what sites give goes into the archive. The tables are then brought up to date by
`frontlog.build`."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from frontlog.build import Progress, ingest
from frontlog.model import Raw, Rejection
from frontlog.sources.addresses import Address
from frontlog.sources.fetching import Fetcher
from frontlog.sources.lists import addresses
from frontlog.sources.queue import ANYTHING, LIST, Queue, stamp
from frontlog.sources.web import Tally, fetch
from frontlog.store import Log

QUEUE = "fetch.jsonl"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch: addresses and files that list some, and addresses that must be feeds or sitemaps."""

    arguments: Sequence[str] = ()
    lists: Sequence[str] = ()
    again: bool = False  # also what was fetched before
    retry_failed: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did. `unchanged` are pages whose bytes the log had, or of which the site said so; `waiting` those still in the queue."""

    new: int
    unchanged: int
    lists: int
    refused: tuple[Rejection, ...]
    waiting: int
    stopped: bool


def fetch_into(root: Path, wanted: Wanted, fetcher: Fetcher, progress: Progress, say: Callable[[str], None]) -> Fetched:
    """Fetch into the log at `root` (made when absent). May be killed at any moment: run again, it goes on with what is missing.

    The queue lies in the log. An address counts as done there only once the archive has its bytes.
    """
    log = Log.create(root)
    with log.lock(), fetcher:
        queue, tally, before = Queue(root / QUEUE), Tally(), len(log.archive.items())
        queue.settle(log.archive.items())
        now = stamp(fetcher.clock.utc())
        again = now if wanted.again else ""
        unread = list(_queue(queue, wanted, fetcher, now, again))
        if waiting := queue.waiting(wanted.retry_failed):
            say(plan([entry.address for entry in waiting], fetcher.settings.delay))
        refused, stopped = list(unread), False

        def pages(found: Iterable[Raw | Rejection]) -> Iterator[Raw | Rejection]:
            for row in found:
                refused.extend([row] if isinstance(row, Rejection) else [])
                yield row
                progress("sources.fetch", tally.done, tally.done + len(queue.waiting()))

        try:
            with closing(fetch(queue, fetcher, tally, wanted.retry_failed, again)) as found:
                ingest(log, chain(unread, pages(found)), lambda *_: None)
        except KeyboardInterrupt:
            stopped = True  # what was handed over is kept, the rest waits in the queue
        new = len(log.archive.items()) - before
        return Fetched(new, tally.pages - new, tally.lists, tuple(refused), len(queue.waiting()), stopped)


def _queue(queue: Queue, wanted: Wanted, fetcher: Fetcher, now: str, again: str) -> Iterator[Rejection]:
    """Put what is wanted into the queue. Gives what names no address."""
    for sources, expect in ((wanted.arguments, ANYTHING), (wanted.lists, LIST)):
        for row in addresses(sources, fetcher.settings.limits):
            if isinstance(row, Rejection):
                yield row
            else:
                queue.add([row], now, expect, again)


def plan(waiting: Sequence[Address], delay: float) -> str:
    """What lies ahead, in words: how many addresses, and how long the site with the most of them takes at least."""
    sites = Counter(urlsplit(address.url).netloc for address in waiting)
    site, most = sites.most_common(1)[0]
    words = f"{len(waiting):,} addresses of {len(sites):,} sites to fetch"
    seconds = math.ceil((most - 1) * delay)
    return (
        f"{words}; {site} has {most:,} of them, at least {timedelta(seconds=seconds)} at one in {delay:g} s."
        if seconds > 60
        else f"{words}."
    )
