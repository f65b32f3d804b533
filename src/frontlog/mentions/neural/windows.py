"""What the encoder sees: a sentence behind the end of the one before it, in the first pass as it is, in the second with one trigger marked.

    first    [CLS] … end of the sentence before [SEP] sentence [SEP]
    second   [CLS] claim type [SEP] … sentence before [SEP] sentence with the trigger's pieces marked [SEP]

A piece's token type says two things: twice the way in which its word is written (wordpiece.shape), and one more where it is of the trigger.
Where nearly all words of a sentence are in capitals, they say nothing, and all count as small.

A sentence that is longer than the encoder's length is read in windows that overlap, so that nothing is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from frontlog.mentions.neural.wordpiece import SEPARATOR, SHAPES, START, all_pieces, pieces, shape, words

CONTEXT = 80  # pieces of what stands before the sentence
LENGTH = 256  # pieces in all; the encoder takes 512, but its positions beyond 256 were hardly trained
OVERLAP = 60
TOKEN_TYPES = 2 * SHAPES  # token types
SHOUTED = 0.6  # share of words in capitals from which on they say nothing

Pair = tuple[int, int]


class Word(NamedTuple):
    """A word of a window: offsets in the text, the position of its first piece, and whether it belongs to the sentence itself."""

    start: int
    end: int
    position: int
    own: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Input of the encoder: piece ids, token types, and where the words are."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    words: tuple[Word, ...]


def first_pass(text: str, sentence: Pair, before: Pair | None) -> Iterator[Window]:
    """Windows of a sentence to find triggers in."""
    yield from _windows(text, _spelled(text, *sentence), _context(text, before), [START])


def second_pass(text: str, sentence: Pair, before: Pair | None, claim_type: str, trigger: Pair) -> Window:
    """The one window of a sentence around a trigger, to find participants in."""
    head = [START, *(p for w in claim_type.split("_") for p in pieces(w)), SEPARATOR]
    context = _context(text, before)
    windows = _windows(text, _spelled(text, *sentence), context, head, trigger)
    found = [w for w in windows if any(w_.own and trigger[0] <= w_.start < trigger[1] for w_ in w.words)]
    if not found:
        raise ValueError(f"the trigger {trigger} does not stand in the sentence {sentence}")
    return max(found, key=lambda w: _middle(w, trigger))


def _middle(window: Window, trigger: Pair) -> int:
    """How far the trigger is from the nearer end of the window's own words."""
    own = [w for w in window.words if w.own]
    at = next(i for i, w in enumerate(own) if w.start >= trigger[0])
    return min(at, len(own) - at)


@lru_cache(maxsize=64)
def _spelled(text: str, start: int, end: int) -> list[tuple[Pair, tuple[int, ...]]]:
    """The words between two offsets with their pieces. Kept, since a sentence is read for each of its triggers and before the next one."""
    spans = words(text, start, end)
    return list(zip(spans, all_pieces(text, spans), strict=True))


def _context(text: str, before: Pair | None) -> list[tuple[Pair, tuple[int, ...]]]:
    if before is None:
        return []
    kept: list[tuple[Pair, tuple[int, ...]]] = []
    room = CONTEXT
    for span, ids in reversed(_spelled(text, *before)):
        room -= len(ids)
        if room < 0:
            break
        kept.append((span, ids))
    return kept[::-1]


def _windows(
    text: str,
    own: list[tuple[Pair, tuple[int, ...]]],
    context: list[tuple[Pair, tuple[int, ...]]],
    head: list[int],
    trigger: Pair | None = None,
) -> Iterator[Window]:
    ids_of = [ids for _, ids in own]
    room = LENGTH - len(head) - sum(len(ids) for _, ids in context) - 2
    at = 0
    while at < len(own):
        end, used = at, 0
        while end < len(own) and used + len(ids_of[end]) <= room:
            used += len(ids_of[end])
            end += 1
        end = max(end, at + 1)  # one word is at most LONGEST pieces, less than the room
        yield _window(text, context, head, own[at:end], trigger)
        if end >= len(own):
            return
        back, used = end, 0
        while back > at + 1 and used < OVERLAP:
            back -= 1
            used += len(ids_of[back])
        at = back


def _window(
    text: str, context: list[tuple[Pair, tuple[int, ...]]], head: list[int], own: list[tuple[Pair, tuple[int, ...]]], trigger: Pair | None
) -> Window:
    ids, types, placed = list(head), [0] * len(head), []
    for ((start, end), pieces_), written in zip(context, _shapes(text, context), strict=True):
        placed.append(Word(start, end, len(ids), False))
        ids += pieces_
        types += [2 * written] * len(pieces_)
    ids.append(SEPARATOR)
    types.append(0)
    for ((start, end), pieces_), written in zip(own, _shapes(text, own), strict=True):
        marked = int(trigger is not None and trigger[0] <= start < trigger[1])
        placed.append(Word(start, end, len(ids), True))
        ids += pieces_
        types += [2 * written + marked] * len(pieces_)
    return Window((*ids, SEPARATOR), (*types, 0), tuple(placed))


def _shapes(text: str, words_: Sequence[tuple[Pair, tuple[int, ...]]]) -> list[int]:
    """How each word is written."""
    found = [shape(text[a:b]) for (a, b), _ in words_]
    letters = [n for n, ((a, b), _) in enumerate(words_) if b - a > 1 and text[a:b].isalpha()]
    shouted = sum(found[n] == 2 for n in letters)
    return [0] * len(found) if shouted > SHOUTED * len(letters) else found
