"""Two texts laid side by side: the passages that both have, and the words between them that differ.

Passages are found by their runs of five words, so that texts of any length take time in proportion; only the short gaps between two
passages are compared word by word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from frontlog.documents.copies.shingle import RUN
from frontlog.documents.copies.words import Reading, Word

GAP = 30  # words between two passages: more is another text, not a changed one
EDGE = 8  # words before the first passage or behind the last: more is a head or an end of its own
SHORT = 40  # words: texts as short are compared whole
ALIKE = 0.5  # share of equal words of two short texts that are one
CHANGED = 12  # words: a longer piece was put in or left out, which is no change of words
PLACES = 8  # places of one run in the earlier text that are tried


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that both texts have: from which word on in the earlier and in the later one, and how many."""

    earlier: int
    later: int
    words: int


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ, as half-open ranges of words; one of them may be empty."""

    earlier: tuple[int, int]
    later: tuple[int, int]


def passages(earlier: Reading, later: Reading) -> list[Passage]:
    """The longest passages of five words and more, in the order of the later text, where they do not overlap."""
    keys, others = earlier.keys, later.keys
    out: list[Passage] = []
    at = 0
    while at <= len(others) - RUN:
        found = earlier.places.get(others[at : at + RUN])
        if not found:
            at += 1
            continue
        best = max((Passage(one, at, _length(keys, others, one, at)) for one in found[:PLACES]), key=lambda p: (p.words, -p.earlier))
        out.append(best)
        at += best.words
    return out


def _length(keys: Sequence[str], others: Sequence[str], one: int, two: int) -> int:
    length = RUN
    while one + length < len(keys) and two + length < len(others) and keys[one + length] == others[two + length]:
        length += 1
    return length


def in_parts(passage: Passage, earlier: Sequence[Word], later: Sequence[Word]) -> Iterator[Passage]:
    """A passage cut where one of the texts has a caption or the like between its words."""
    begin = 0
    for at in range(1, passage.words + 1):
        a, b = passage.earlier + at, passage.later + at
        if at == passage.words or earlier[a].part != earlier[a - 1].part or later[b].part != later[b - 1].part:
            yield Passage(passage.earlier + begin, passage.later + begin, at - begin)
            begin = at


def changes(earlier: Reading, later: Reading, found: Sequence[Passage]) -> Iterator[Change]:
    """The words that differ between passages that stand in the same order in both texts."""
    one, two = len(earlier.words), len(later.words)
    chain = _chain(found)
    if not chain:
        if 0 < max(one, two) <= SHORT:
            yield from _between(earlier, later, (0, one), (0, two), ALIKE)
        return
    ends = [(0, 0), *((p.earlier + p.words, p.later + p.words) for p in chain)]
    begins = [*((p.earlier, p.later) for p in chain), (one, two)]
    for place, ((a, b), (c, d)) in enumerate(zip(ends, begins, strict=True)):
        limit = EDGE if place in (0, len(chain)) else GAP
        if max(c - a, d - b) <= limit:
            yield from _between(earlier, later, (a, c), (b, d), 0.0)


def _between(earlier: Reading, later: Reading, one: tuple[int, int], two: tuple[int, int], least: float) -> Iterator[Change]:
    left, right = earlier.keys[slice(*one)], later.keys[slice(*two)]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if least and matcher.ratio() < least:
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and b - a <= CHANGED and d - c <= CHANGED:
            yield Change((one[0] + a, one[0] + b), (two[0] + c, two[0] + d))


def _chain(found: Sequence[Passage]) -> list[Passage]:
    """The passages with the most words that stand in the same order in both texts."""
    best: list[int] = []
    back: list[int] = []
    for at, passage in enumerate(found):
        total, link = 0, -1
        for before in range(max(0, at - 200), at):  # a chain that leaps over two hundred passages is none
            other = found[before]
            if other.earlier + other.words <= passage.earlier and best[before] > total:
                total, link = best[before], before
        best.append(total + passage.words)
        back.append(link)
    out = []
    at = max(range(len(found)), key=lambda place: (best[place], -place)) if found else -1
    while at >= 0:
        out.append(found[at])
        at = back[at]
    return out[::-1]
