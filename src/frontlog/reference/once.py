"""What is made once in a process although two threads may ask for it at a time: the second waits, and both have the same."""

from collections.abc import Callable, Hashable
from functools import cache, wraps
from threading import RLock
from typing import TypeVar

T = TypeVar("T")


def once(work: Callable[..., T]) -> Callable[..., T]:
    """`functools.cache` behind a lock. For what takes long to make; what is asked for a thousand times a report has no time for locks."""
    kept, lock = cache(work), RLock()

    @wraps(work)
    def ask(*given: Hashable) -> T:
        with lock:
            return kept(*given)

    return ask
