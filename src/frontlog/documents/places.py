"""Where the characters of a text stand in the bytes that it was read from: kept through every step of reading, and stored as runs.

A `Placed` text carries two numbers for each of its characters: where the bytes begin and where they end that it came from (-1 where
there are none). Steps that cut, join or replace text do the same to the numbers. `runs` then packs them: a run is a stretch whose
characters, written in the run's form, have the length of the bytes of the run, so that each place inside it can be computed.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from frontlog.model import RawSpan

Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
WHOLE = ""  # the form of a run that stands for its bytes only as a whole
DAMAGE = 0xFFFD  # the sign for bytes that are no character: no form writes those, so its length says nothing
JSON = "json"  # as JSON in ASCII writes text: all other characters as \\uXXXX
WIDTHS: dict[str, tuple[int, int, int, int]] = {  # bytes of a character below 80, below 800, below 10000 and above (hexadecimal)
    "utf-8": (1, 2, 3, 4),
    "utf-16-le": (2, 2, 2, 4),
    "utf-16-be": (2, 2, 2, 4),
    "utf-32-le": (4, 4, 4, 4),
    "utf-32-be": (4, 4, 4, 4),
    JSON: (1, 6, 6, 12),
}
SINGLE = re.compile(r"^(?:cp(?:125\d|437|8\d\d)|windows-?125\d|iso-?8859-\d+|koi8-[ru]|mac-?\w+|latin-?\d+|ascii)$")


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A text and the bytes that each of its characters came from. `form` is how they are written there (a charset)."""

    text: str
    first: Numbers
    last: Numbers
    form: str

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int) -> "Placed":
        """A stretch of it."""
        return Placed(self.text[start:end], self.first[start:end], self.last[start:end], self.form)

    def strip(self, characters: str | None = None) -> "Placed":
        """Without white space (or those characters) at both ends."""
        start = len(self.text) - len(self.text.lstrip(characters))
        return self.cut(start, max(start, len(self.text.rstrip(characters))))

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> "Placed":
        """`pattern.sub`, where the new characters stand for all the bytes of what they replace."""
        parts, at = [], 0
        for found in pattern.finditer(self.text):
            parts += [self.cut(at, found.start()), self._instead(found.start(), found.end(), replace(found))]
            at = found.end()
        return join([*parts, self.cut(at, len(self.text))], self.form) if parts else self

    def instead(self, start: int, end: int, text: str) -> "Placed":
        """Another text for a stretch of this one: the piece alone, which stands for all bytes of the stretch."""
        return self._instead(start, end, text)

    def _instead(self, start: int, end: int, text: str) -> "Placed":
        known = self.first[start:end][self.first[start:end] >= 0]
        low, high = (int(known.min()), int(self.last[start:end].max())) if len(known) else (-1, -1)
        if len(text) == 1 and text != self.text[start:end] and high - low == widths(codepoints(text), text, self.form)[0]:
            low = high = -1  # it would pass for the character that these bytes are; between the places beside it, it has one all the same
        return Placed(text, np.full(len(text), low), np.full(len(text), high), self.form)


def nowhere(text: str, form: str = "") -> Placed:
    """A text that came from no bytes: a title put first, a line break between parts."""
    return Placed(text, np.full(len(text), -1), np.full(len(text), -1), form)


def join(parts: Iterable[Placed], form: str) -> Placed:
    """Parts as one text."""
    kept = list(parts)
    first = [part.first for part in kept] or [np.zeros(0, np.int64)]
    last = [part.last for part in kept] or [np.zeros(0, np.int64)]
    return Placed("".join(part.text for part in kept), np.concatenate(first), np.concatenate(last), form)


def placed(text: str, form: str, at: int = 0, faults: Iterable[int] = (), fault: str = "\udc00") -> Placed:
    """A text as it was decoded from bytes that begin at `at`. `faults` are the lengths of the damaged bytes, each a `fault` in the text."""
    codes = codepoints(text)
    sizes = widths(codes, text, form)
    marks = np.flatnonzero(codes == ord(fault))
    lengths = np.fromiter(faults, np.int64)
    if len(lengths) == len(marks):
        sizes[marks] = lengths
    ends = np.cumsum(sizes) + at
    return Placed(text, ends - sizes, ends, form)


def codepoints(text: str) -> Codes:
    """The number of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def widths(codes: Codes, text: str, form: str) -> Numbers:
    """How many bytes each character takes in a form."""
    if form in WIDTHS:
        steps = np.array(WIDTHS[form], np.int64)
        return steps[(codes >= 0x80).astype(np.int64) + (codes >= 0x800) + (codes >= 0x10000)]
    if SINGLE.match(form):
        return np.ones(len(codes), np.int64)
    return np.fromiter((_width(c, form) for c in text), np.int64, len(text))


@cache
def _width(character: str, form: str) -> int:
    try:
        return len(character.encode(form))
    except (UnicodeEncodeError, LookupError):
        return 1


def written(text: str, form: str) -> bytes:
    """A text in the form of a run, as its bytes stand in the source."""
    return json.dumps(text).encode()[1:-1] if form == JSON else text.encode(form, "replace")


def coarse(source: Placed) -> Placed:
    """The text with its words as the smallest things that have a place, where their letters are written in another form."""
    sizes = widths(codepoints(source.text), source.text, source.form)
    odd = (source.first >= 0) & (source.last - source.first != sizes)
    if not odd.any():
        return source
    first, last = source.first.copy(), source.last.copy()
    for found in re.finditer(r"\S+", source.text):
        start, end = found.span()
        if odd[start:end].any():
            known = first[start:end][first[start:end] >= 0]
            first[start:end], last[start:end] = known.min(), last[start:end].max()
    return Placed(source.text, first, last, source.form)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` of the clean text stand in the bytes `raw_start` to `raw_end`, written in `form`."""

    start: int
    end: int
    raw_start: int
    raw_end: int
    form: str


def runs(source: Placed) -> Iterator[Run]:
    """The runs of a text, in order. Characters in no run came from no bytes, or from those between the runs beside them (a line end)."""
    if not len(source):
        return
    codes = codepoints(source.text)
    damaged = codes == DAMAGE
    same = (source.first[1:] == source.first[:-1]) & (source.last[1:] == source.last[:-1])
    exact = (source.first >= 0) & (source.last - source.first == widths(codes, source.text, source.form)) & ~damaged
    exact[1:] &= ~same  # a character of a word that is placed as a whole may have the length of the word's bytes by chance
    exact[:-1] &= ~same
    next_to = source.first[1:] == source.last[:-1]
    follows = np.zeros(len(source), bool)
    follows[1:] = (next_to & (exact[1:] & exact[:-1] | damaged[1:] & damaged[:-1])) | (same & ~exact[1:] & ~exact[:-1])
    starts = np.flatnonzero(~follows)
    ends = np.append(starts[1:], len(source))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        low, high = int(source.first[start]), int(source.last[end - 1])
        if low >= 0 and source.text[start:end].strip():
            yield Run(start, end, low, high, source.form if exact[start] else WHOLE)


def locate(found: Sequence[RawSpan], text: str, start: int, end: int) -> tuple[int, int, str]:
    """Where `text[start:end]` stands: first and last byte (half-open), and the part of the file; -1 where it came from no bytes.

    `found` are the runs of the document in order. Inside a run that has a form the place is exact, elsewhere that of the whole run.
    """
    touched = [run for run in found if run.start < end and start < run.end]
    if not touched:
        return -1, -1, ""
    head, tail = touched[0], touched[-1]
    part = head.part if head.part == tail.part else f"{head.part} to {tail.part}"
    if head.raw_start < 0 or tail.raw_start < 0:
        return -1, -1, part
    low, high = head.raw_start, tail.raw_end
    if head.form and start > head.start:
        low += _length(text[head.start : start], head.form)
    if tail.form and end < tail.end:
        high = tail.raw_start + _length(text[tail.start : end], tail.form)
    return low, high, part


def _length(text: str, form: str) -> int:
    return int(widths(codepoints(text), text, form).sum())
