"""What was read or fetched goes into the archive of a log."""

from collections import Counter
from collections.abc import Iterable, Sequence

from frontlog.build.task import Progress
from frontlog.masking.guard import Guard
from frontlog.model import Rejection
from frontlog.sources.revisit import Revisit
from frontlog.sources.rows import Kept, refuse
from frontlog.store import Log
from frontlog.store.comeback import Comeback

BYTES_ELSEWHERE = "'{}' notes {:,} times that a page was met again whose bytes are not in this log. Add the WARC that holds them with it."


def ingest(log: Log, rows: Iterable[Kept], progress: Progress) -> tuple[int, list[Rejection]]:
    """Put what was read or fetched into the archive. Returns how many items were new, and what was refused."""
    added, refused, waiting = 0, list[Rejection](), list[Revisit]()
    back = Comeback(log.forgotten)
    for number, found in enumerate(Guard(log.forgotten).rows(map(back.refused, rows)), 1):
        if isinstance(found, Rejection):
            log.archive.refuse(found)
            refused.append(found)
        elif isinstance(found, Revisit):
            new = log.archive.again(found)
            added += new or 0
            waiting += [found] if new is None else []
        else:
            added += log.archive.add(found)
        progress("sources.read", number, 0)
    more, unknown = _again(log, waiting)
    log.archive.flush()
    return added + more, refused + unknown


def _again(log: Log, waiting: Sequence[Revisit]) -> tuple[int, list[Rejection]]:
    """Note meetings that were named before the bytes that they had. Returns how many items that gave, and whose bytes never came."""
    found = [(revisit, log.archive.again(revisit)) for revisit in waiting]
    lost = Counter(revisit.source for revisit, new in found if new is None)
    refused = [refuse(name, "bytes elsewhere", BYTES_ELSEWHERE.format(name, count)) for name, count in sorted(lost.items())]
    for row in refused:
        log.archive.refuse(row)
    return sum(new or 0 for _, new in found), refused
