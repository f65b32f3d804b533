"""The words of a document's clean body with their places, ready to be laid beside those of another."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from frontlog.documents.copies.shingle import RUN, VOCABULARY, fold
from frontlog.model import Span

WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’ʼ][^\W_]+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$")
OPENS = re.compile(r"(?:^|[.!?:\n][\"'”’)\]]*)\s*[\"'“‘(\[]*$")


class Word(NamedTuple):
    """A word as it is compared, and its place in the clean text. Words of another `part` have something else than body between them."""

    key: str
    start: int
    end: int
    part: int


@dataclass(frozen=True)  # no slots: `places` is kept in the object
class Reading:
    """A document as its words."""

    document: str
    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]  # of the words

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Where each run of five words begins. Worked out once for all copies of a document."""
        out: dict[tuple[str, ...], list[int]] = {}
        for at, run in enumerate(zip(*(self.keys[shift:] for shift in range(RUN)), strict=False)):
            out.setdefault(run, []).append(at)
        return out

    def span(self, first: int, last: int) -> Span:
        """The stretch from one word to another, both included."""
        start, end = self.words[first].start, self.words[last].end
        return Span(self.document, start, end, self.text[start:end])

    def written(self, place: int) -> str:
        word = self.words[place]
        return self.text[word.start : word.end]

    def opens(self, place: int) -> bool:
        """Whether a sentence begins with this word, so that its capital says nothing."""
        start = self.words[place].start
        return bool(OPENS.search(self.text[max(0, start - 12) : start])) or start == 0


def reading(document: str, text: str, bodies: Sequence[int]) -> Reading:
    """The words of the body segments, whose starts and ends stand in turn in `bodies`."""
    starts = list(bodies[::2])
    parts = [0]
    for end, start in zip(bodies[1::2], bodies[2::2], strict=False):
        parts.append(parts[-1] + bool(text[end:start].strip()))
    words: list[Word] = []
    for begin, end in zip(starts, bodies[1::2], strict=True):
        part = parts[bisect_right(starts, begin) - 1]
        words += [Word(_KEYS[m[0]], *m.span(), part) for m in WORD.finditer(text, begin, end)]
    return Reading(document, text, tuple(words), tuple([word.key for word in words]))


class _Keys(dict[str, str]):
    """Each word as it is compared; most words of a text were met before."""

    def __missing__(self, written: str) -> str:
        if len(self) >= VOCABULARY:
            self.clear()
        self[written] = key = _key(written)
        return key


_KEYS = _Keys()


def _key(written: str) -> str:
    if THOUSANDS.match(written):
        return written.replace(",", "")
    return written if written[0].isdigit() and not written.isalnum() else fold(written)
