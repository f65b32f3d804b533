"""Keeps what was worked out for a sentence, since several readers ask for the same one in turn; the memory that it takes is bounded."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

SENTENCES = 1024  # kept: those of a long report, and of what is read together with it
LONG = 1000  # characters; of longer sentences (tables flattened to words, texts without a full stop) only a few are kept
LONG_ONES = 8
T = TypeVar("T")


def remembered(work: Callable[[str], T]) -> Callable[[str], T]:
    """The function with a memory for the last sentences that it was asked about."""
    short, long = lru_cache(maxsize=SENTENCES)(work), lru_cache(maxsize=LONG_ONES)(work)

    @wraps(work)
    def ask(sentence: str) -> T:
        return short(sentence) if len(sentence) <= LONG else long(sentence)

    return ask
