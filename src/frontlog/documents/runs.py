"""Repeated patterns of lines that only a commenting system makes: a name over a time, the same button under each text.

They need no word of any language: a page that repeats (name, time, text) or (text, time, button) shows its readers, whatever it calls
them. A live blog repeats (time, text) and has no names, a table repeats numbers; neither is one of these patterns.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import PROSE_WORDS, Line

LITTLE = {"of", "the", "de", "del", "la", "van", "von", "bin", "ben", "al", "el", "da", "di", "abu", "umm", "from", "in"}
NAME_WORDS = 4
NAME_LETTERS = 32
HEAD_LINES = 4  # lines of a commenter's head: number, name, rank, counters
CALM = -0.9  # mean voice under which what stands between the names is a report by places and hours
FEW, MANY = 2, 3
INITIALS = 2  # letters that stand for a commenter's picture
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Lined:
    """The lines of a text, the rules that fit them, their voices, which are stamps of time, and the report's first paragraph."""

    lines: Sequence[Line]
    rules: Sequence[Rule | None]
    scores: Callable[[], Sequence[float]]  # asked for only where names stand over times
    stamps: frozenset[int]
    first: int


def name(line: Line) -> bool:
    """A line that can be a commenter's name: one handle, or two to four capitalised words, without the stop of a sentence."""
    words = line.plain.rstrip(":").split()
    if not 1 <= len(words) <= NAME_WORDS or len(line.plain) > NAME_LETTERS or line.bullet or line.heading:
        return False
    if line.plain.endswith((".", "!", "?", "…", ";", ",")) and len(words[-1].rstrip(".")) > 1:
        return False
    if not any(letter.isalpha() for letter in line.plain):
        return False
    return len(words) == 1 or all(_capital(word) or word.lower() in LITTLE for word in words)


def _capital(word: str) -> bool:
    start = word.lstrip("(@\"'")[:1]
    return start.isupper() or start.isdigit() or not (start.islower() or start.isupper())


def paired(text: Lined) -> int | None:
    """The first of two or more names that stand directly above a time (three, where what is said sounds like a report)."""
    places = [i for i in range(text.first + 1, len(text.lines) - 1) if i + 1 in text.stamps and _named(text, i)]
    places = [i for i, after in pairwise([*places, len(text.lines)]) if after - i > FEW]
    if len(places) < FEW:
        return None
    scores, rows = text.scores(), range(places[0], len(text.lines))
    said = [scores[i] for i in rows if i not in text.stamps and i not in places and text.rules[i] is None]
    calm = not said or sum(said) / len(said) < CALM
    if calm and len(places) < MANY:
        return None
    avatar = places[0] - 1 > text.first and len(text.lines[places[0] - 1].plain) <= INITIALS
    return places[0] - avatar


def _named(text: Lined, i: int) -> bool:
    return text.rules[i] is None and i not in text.stamps and name(text.lines[i])


def buttons(text: Lined) -> int | None:
    """The first text over a button, when the same one (but for its count) stands again and again under a time or under what a name said."""
    seen: dict[str, list[int]] = {}
    for i in range(text.first + 1, len(text.lines)):
        line = text.lines[i]
        short = line.words <= MANY and not line.final and any(letter.isalpha() for letter in line.plain)
        if short and i not in text.stamps and (i - 1 in text.stamps or _counts(text, i)):
            seen.setdefault(DIGITS.sub("0", line.plain), []).append(i)
    places = min((found for found in seen.values() if len(found) >= FEW), default=None)
    if places is None or min(after - before for before, after in pairwise(places)) <= FEW:
        return None
    start = places[0] - 2
    return above(text, start) if start > text.first else None


def _counts(text: Lined, i: int) -> bool:
    """A button with a count ("Like (3)") under what somebody named said; a table's cells are shorter than that."""
    said = text.lines[i - 1]
    told = said.words > MANY or (said.final and any(letter.isalpha() for letter in said.plain))
    return told and i - 2 > text.first and any(letter.isdigit() for letter in text.lines[i].plain) and _named(text, i - 2)


def above(text: Lined, i: int) -> int:
    """The start of a commenter's head of which line `i` is a part: short lines without a stop stand above it."""
    start = i
    while start - 1 > text.first and i - start < HEAD_LINES and (_short(text, start - 1) or _named(text, start - 1)):
        start -= 1
    return start


def _short(text: Lined, i: int) -> bool:
    line, row = text.lines[i], text.rules[i]
    known = row is not None and row.kind != "comment" and row.name not in ("tags", "forum furniture")  # a post's number, a rank
    return line.words < PROSE_WORDS / 2 and not line.final and not known and not line.plain.endswith(":")
