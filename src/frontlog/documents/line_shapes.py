"""What can be seen of one line by itself, as numbers: its shape, length, capitals, digits, ends and voice (signs of line_signs.py)."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import ne

from frontlog.documents.lines import Line, prose
from frontlog.documents.voice import Voice

SENTENCE_END = (".", "!", "?", "…", "。", "؟", "۔", "။", "።", "।", "！", "？", '."', '!"', '?"', ".)", "»")
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b|[۰-۹]{4}|[၀-၉]{4}")
ADDRESS = re.compile(r"https?:|www\.|\.(?:com|org|net|example|me|ru|ua)\b|t\.me")
PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
DIGITS = re.compile(r"\d+")

# steps of a count: the choice is how many of them it passes
WORD_STEPS = (1, 2, 3, 4, 5, 7, 10, 15, 25)
VOICE_STEPS = (-1.2, -0.6, -0.2, 0.01, 0.31, 0.81, 1.6)


def choices(steps: Sequence[float], most: int) -> bytes:
    """For each whole count up to `most` how many steps it passes."""
    return bytes(sum(count >= step for step in steps) for count in range(most + 1))


WORDS = choices(WORD_STEPS, 60)
LENGTHS = len(WORD_STEPS) + 1
(
    SYMBOLS, TIME, PROSE, LONG, COLON, QUESTION, STOPPED, FIGURE, TINY_CAPITAL, TINY, SMALL_CAPITAL, SMALL, MIDDLE, OPEN_END, LOUD, EDGE,
) = range(16)  # fmt: skip
SHAPES = 16

OWN: tuple[tuple[str, int], ...] = (  # what a line shows by itself, in the order of _own
    ("length", LENGTHS),
    ("shape", SHAPES),
    ("end", 12),
    ("start", 9),
    ("capitals", 6 * LENGTHS),
    ("digits", 5),
    ("clock", 2),
    ("year", 2),
    ("address", 2),
    ("picture", 2),
    ("bullet", 2),
    ("indent", 2),
    ("markdown", 2),
    ("gap", 3),
    ("voice", len(VOICE_STEPS) + 1),
    ("person", 3),
    ("street", 3),
    ("reporter", 2),
)


class _Sorts(dict[str, int]):
    """What sort of character a character is, worked out once for each."""

    def __init__(self, sort: Callable[[str], int]) -> None:
        super().__init__()
        self.sort = sort

    def __missing__(self, letter: str) -> int:
        self[letter] = found = self.sort(letter)
        return found


def _ending(last: str) -> int:
    if last.isalpha():
        return 0
    if last.isdigit():
        return 1
    place = ".!?:…,;".find(last)
    if place >= 0:
        return place + 2
    return 9 if last in "\"')]»" else 10 if last in "。؟۔။።।！？" else 11


def _starting(first: str) -> int:
    if first.isalpha():
        return 0 if first.isupper() else 1 if first.islower() else 2
    if first.isdigit():
        return 3
    place = "@#".find(first)
    if place >= 0:
        return place + 4
    return 6 if first in "\"'" else 7 if first in "([" else 8


ENDS, STARTS = _Sorts(_ending), _Sorts(_starting)


def spoken(line: Line, words: int) -> bool:
    """A paragraph, in any script."""
    return words >= 4 and (prose(line) or (words >= 8 and line.plain.endswith(SENTENCE_END) and not line.heading))


def _shape(line: Line, words: int, capital: bool, letters: bool) -> int:
    """Which sort of line this is at first sight, where it is neither paragraph nor time."""
    seen = line.plain
    last = seen[-1:]
    if not letters and not any(letter.isalnum() for letter in seen):
        return SYMBOLS
    if last in ":：":
        return COLON
    if last in "?؟？":
        return QUESTION
    if last == "!":
        return LOUD
    if line.final or seen.endswith(SENTENCE_END):
        return STOPPED
    if not letters:
        return FIGURE
    if words <= 2:
        return TINY_CAPITAL if capital else TINY
    if words <= 4:
        return SMALL_CAPITAL if capital else SMALL
    return MIDDLE if words <= 9 else OPEN_END


def foreign(seen: str) -> bool:
    """Mostly in letters beyond Latin."""
    start = seen[:40]
    return not start.isascii() and sum(letter > "\u02ff" and letter.isalpha() for letter in start) > 0.3 * len(start)


def own(line: Line, words: int, paragraph: bool, dated: bool, voice: Voice) -> tuple[int, ...]:
    """What a line shows by itself, a choice for each of OWN."""
    seen = line.plain
    size, ascii_ = WORDS[min(words, 60)], seen.isascii()
    firsts = "".join([word[0] for word in seen.split(None, 25)[:25]])
    lowered = firsts.lower()
    upper = 0 if firsts == lowered else sum(map(ne, firsts, lowered))
    letters = firsts.isalpha() or any(map(str.isalpha, seen))
    if not upper:
        capitals = int(seen == seen.upper())
    elif len(seen) > 2 and seen.isupper():
        capitals = 2
    else:
        capitals = 3 if upper == len(firsts) else 4 if upper == 1 and seen[0].isupper() else 5
    figures = len("".join(DIGITS.findall(seen)))
    digits = 0 if not figures else 1 + (5 * figures >= len(seen)) + (2 * figures >= len(seen)) + (figures == len(seen))
    kind = (LONG if words >= 30 else PROSE) if paragraph else TIME if dated else _shape(line, words, firsts == firsts.upper(), letters)
    score = voice.score()
    return (
        size,
        kind,
        ENDS[seen[-1:]],
        STARTS[seen[:1]],
        capitals * LENGTHS + size,
        digits,
        figures > 2 and CLOCK.search(seen) is not None,
        figures > 3 and YEAR.search(seen) is not None,
        ("." in seen or "/" in seen) and ADDRESS.search(seen) is not None,
        not ascii_ and PICTURE.search(seen) is not None,
        bool(line.bullet),
        line.indent > 0,
        line.heading,
        min(line.gap, 2),
        bisect_right(VOICE_STEPS, score),
        (voice.person > 0) + (voice.person >= 1),
        (voice.street > 0) + (voice.street >= 0.7),
        voice.report <= -0.6,
    )
