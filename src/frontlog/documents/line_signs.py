"""What can be seen of a line and of the lines around it, as numbers: the figures that the learned opinion of line_model.py weighs.

Every sign is a choice out of a few (a block of BLOCKS), and its number is the block's start plus the choice: no words are built for a
line, so a page of sixty lines is read in a fraction of a millisecond. The signs hold what the rules said of a line as one voice of many.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import ne

import numpy as np
import numpy.typing as npt

from frontlog.documents.blocks import Label
from frontlog.documents.line_rules import Fitting
from frontlog.documents.lines import Line, prose
from frontlog.documents.voice import Voice

FURNITURE = frozenset(("plea", "legal", "navigation", "related", "caption"))
KINDS = ("title", "byline", "dateline", "body", "caption", "plea", "legal", "navigation", "related", "comment")
NUMBER = {kind: number for number, kind in enumerate(KINDS)}
NONE = len(KINDS)  # where no row of the table fits, or no line stands
KIND = NONE + 1
WORD = re.compile(r"[^\W\d_]+")
STEM = 5  # letters of a word that count: what stands after them is mostly an ending
DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")  # scripts without spaces between words
DENSE_LETTERS = 3  # of them stand for a word
SHORT = 6  # words up to which a line is weighed as a button, name or heading
LOOKED_AT = 180  # characters of a line whose words are weighed
MARKED = 120  # characters of a line whose punctuation is looked at
MANY = 400  # lines up to which patterns that come again are counted
SENTENCE_END = (".", "!", "?", "…", "。", "؟", "۔", "။", "።", "।", "！", "？", '."', '!"', '?"', ".)", "»")
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b|[۰-۹]{4}|[၀-၉]{4}")
ADDRESS = re.compile(r"https?:|www\.|\.(?:com|org|net|example|me|ru|ua)\b|t\.me")
PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
Numbers = npt.NDArray[np.int64]
MARKS = "@#|/([:\"!?…*©+–—•›»>·&%,;'→-"
DIGITS = re.compile(r"\d+")

# steps of a count: the choice is how many of them it passes
WORD_STEPS = (1, 2, 3, 4, 5, 7, 10, 15, 25)
NEAR_STEPS = (2, 3, 4, 7)
RUN_STEPS = (1, 2, 3, 4, 7, 13)
VOICE_STEPS = (-1.2, -0.6, -0.2, 0.01, 0.31, 0.81, 1.6)
MEAN_STEPS = (-0.9, -0.5, -0.2, 0.05, 0.4)


def _choices(steps: Sequence[float], most: int) -> bytes:
    """For each whole count up to `most` how many steps it passes."""
    return bytes(sum(count >= step for step in steps) for count in range(most + 1))


WORDS, NEAR, RUN = _choices(WORD_STEPS, 60), _choices(NEAR_STEPS, 20), _choices(RUN_STEPS, 30)
(
    SYMBOLS, TIME, PROSE, LONG, COLON, QUESTION, STOPPED, FIGURE, TINY_CAPITAL, TINY, SMALL_CAPITAL, SMALL, MIDDLE, OPEN_END, LOUD, EDGE,
) = range(16)  # fmt: skip
SHAPES = 16
ZONES = 4  # before the first paragraph, among the paragraphs, after the last, in a text without any
LENGTHS = len(WORD_STEPS) + 1

# how the rules came to see readers, by the start of the reason; 0 is another reason, or none
WHY = ("comment heading", "comment widget", "change of voice", "turn of voice", "nested thread", "stamps", "pattern")
LEVELS = 3  # lines of the page that the table knows as furniture: none, one or two, more

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
ORDER: tuple[tuple[str, int], ...] = (  # and what the text around it adds, in the order of `signs`
    *OWN,
    ("script", 2),
    ("rule in a head", KIND),
    ("rule in a tail", KIND),
    ("rules say", KIND * 2),
    ("rules say, by shape", KIND * SHAPES),
    ("rules say, by zone", KIND * ZONES),
    ("why the rules say comment", len(("", *WHY)) * LEVELS),
    ("furniture of the page", LEVELS * ZONES),
    ("rules say before", KIND),
    ("rules say after", KIND),
    ("furniture around", 5),
    ("voice from here on", (len(MEAN_STEPS) + 1) * ZONES),
    ("voice before", len(MEAN_STEPS) + 1),
    ("zone", ZONES * LENGTHS),
    ("shape by zone", ZONES * SHAPES),
    ("from the last paragraph", 6),
    ("to the next paragraph", 6),
    ("place", 5),
    ("place from the end", 5),
    ("shape before", SHAPES),
    ("shape after", SHAPES),
    ("shape two before", SHAPES),
    ("shape two after", SHAPES),
    ("shapes before", SHAPES * SHAPES),
    ("shapes after", SHAPES * SHAPES),
    ("run", (len(RUN_STEPS) + 1) * ZONES),
    ("said again", 3),
    ("pattern again", 3),
    ("words of the report", 5 * 2),
    ("paragraphs", 4),
)
BLOCKS = (("always", 1), *ORDER, ("mark", len(MARKS)))
START = dict(zip((name for name, _ in BLOCKS), accumulate((size for _, size in BLOCKS), initial=0), strict=False))
SIZE = sum(size for _, size in BLOCKS)
FROM = np.array([START[name] for name, _ in ORDER])
MARK = {letter: START["mark"] + number for number, letter in enumerate(MARKS)}
CLOSED = [NUMBER[kind] for kind in sorted(FURNITURE)]
DATED = NUMBER["dateline"]
NEARS = np.array(list(NEAR))
MEANS = np.array([100 * step for step in MEAN_STEPS])


@dataclass(frozen=True, slots=True)
class Signs:
    """The numbers of the signs of a text's lines (a row a line), of their punctuation marks, and the stems of their words."""

    numbers: Numbers
    marks: list[tuple[int, ...]]
    stems: list[tuple[str, ...]]
    short: list[bool]
    paragraphs: list[bool]


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


def length(line: Line) -> int:
    """Words of a line; where letters stand without spaces, what they come to."""
    if line.plain.isascii() or line.words > 12 or not DENSE.search(line.plain, 0, 40):
        return line.words
    return max(line.words, len(line.plain) // DENSE_LETTERS)


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


def _stems(seen: str) -> tuple[str, ...]:
    """The beginnings of a line's words, each once."""
    return tuple(dict.fromkeys([word[:STEM] for word in WORD.findall(seen[:LOOKED_AT].lower())]))


def foreign(seen: str) -> bool:
    """Mostly in letters beyond Latin."""
    start = seen[:40]
    return not start.isascii() and sum(letter > "\u02ff" and letter.isalpha() for letter in start) > 0.3 * len(start)


def _own(line: Line, words: int, paragraph: bool, dated: bool, voice: Voice) -> tuple[int, ...]:
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


def _share(mine: Sequence[str], here: int, told: Counter[str]) -> int:
    """How many of a line's longer stems stand in paragraphs (other than the line itself), in five steps."""
    long = [told[stem] for stem in mine if len(stem) > 3]
    if not long:
        return 0
    shared = 3 * sum(count > here for count in long)
    return 1 + (shared > 0) + (shared >= len(long)) + (shared >= 2 * len(long))


def signs(lines: Sequence[Line], fits: Sequence[Fitting], labels: Sequence[Label], voices: Sequence[Voice]) -> Signs:
    """The signs of all lines of a text. `labels` is what the rules made of it."""
    count = len(lines)
    heads, tails = [fit.at("head") for fit in fits], [fit.at("tail") for fit in fits]
    head = np.array([NONE if row is None else NUMBER[row.kind] for row in heads])
    tail = np.array([NONE if row is None else NUMBER[row.kind] for row in tails])
    words = [length(line) for line in lines]
    paragraphs = [row is None and spoken(line, size) for row, line, size in zip(tails, lines, words, strict=True)]
    dated = ((head == DATED) | ((head == NONE) & (tail == DATED))).tolist()
    each = np.array([_own(*row) for row in zip(lines, words, paragraphs, dated, voices, strict=True)], np.int64)
    size, shapes = each[:, 0], each[:, 1]
    stems = [_stems(line.plain) for line in lines]
    short = [number <= SHORT for number in words]
    told = Counter([stem for mine, paragraph in zip(stems, paragraphs, strict=True) if paragraph for stem in mine])
    said = np.array([NUMBER[label.kind] for label in labels])
    scripts = np.array([foreign(line.plain) for line in lines])
    rows = np.array(paragraphs)
    zone = _zones(rows)
    masked = [DIGITS.sub("0", line.plain) for line in lines]
    again = Counter(masked)
    early, late = _moved(shapes, 1, EDGE), _moved(shapes, -1, EDGE)
    triples = (early * SHAPES + shapes) * SHAPES + late
    closed = ((said != NUMBER["body"]) & (said != NUMBER["title"])).astype(np.int64)
    around = sum(_moved(closed, step, 0) for step in (2, 1, -1, -2))
    known = int(np.isin(tail, CLOSED).sum())
    level = (known > 0) + (known > 2)
    before, after = _distances(paragraphs)
    means_after, means_before = _means(voices, tail == NONE)
    place = np.arange(count)
    share = np.array([_share(*row) for row in zip(stems, paragraphs, repeat(told))])
    numbers = np.empty((count, len(ORDER)), np.int64)
    numbers[:, : len(OWN)] = each
    numbers[:, len(OWN) :] = np.stack(
        (
            scripts ^ (2 * (scripts & rows).sum() > rows.sum()),
            head,
            tail,
            2 * said + (tail == said),
            said * SHAPES + shapes,
            said * ZONES + zone,
            np.array([_why(label) for label in labels]) * LEVELS + level,
            level * ZONES + zone,
            _moved(said, 1, NONE),
            _moved(said, -1, NONE),
            around,
            means_after * ZONES + zone,
            means_before,
            zone * LENGTHS + size,
            zone * SHAPES + shapes,
            before,
            after,
            NEARS[np.minimum(place + 1, 20)],
            NEARS[np.minimum(count - place, 20)],
            early,
            late,
            _moved(shapes, 2, EDGE),
            _moved(shapes, -2, EDGE),
            early * SHAPES + shapes,
            late * SHAPES + shapes,
            np.array(_runs(paragraphs)) * ZONES + zone,
            np.minimum(3, np.array([again[words_] for words_ in masked])) - 1,
            np.minimum(3, (triples[:, None] == triples).sum(1)) - 1 if count <= MANY else np.zeros(count, np.int64),
            2 * share + ~np.array(short),
            np.full(count, min(3, int(rows.sum()))),
        ),
        axis=1,
    )
    numbers += FROM
    marks = [tuple([MARK[letter] for letter in MARK.keys() & line.plain[:MARKED]]) for line in lines]
    return Signs(numbers, marks, stems, short, paragraphs)


def _moved(values: Numbers, step: int, edge: int) -> Numbers:
    """What stands `step` lines before each line (after it, where the step is negative)."""
    out = np.full_like(values, edge)
    if step > 0:
        out[step:] = values[:-step]
    else:
        out[:step] = values[-step:]
    return out


def _zones(rows: npt.NDArray[np.bool_]) -> Numbers:
    """Before the first paragraph, among the paragraphs, after the last, or in a text without any."""
    places = np.flatnonzero(rows)
    if not len(places):
        return np.full(len(rows), 3)
    line = np.arange(len(rows))
    return np.where(line < places[0], 0, np.where(line > places[-1], 2, 1))


def _why(label: Label) -> int:
    return next((number for number, start in enumerate(WHY, 1) if label.reason.startswith(start)), 0) if label.kind == "comment" else 0


def _distances(paragraphs: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each line the steps to the paragraph before and after it; the last step where there is none."""
    out = []
    for row in (paragraphs, paragraphs[::-1]):
        far, steps = 99, []
        for told in row:
            steps.append(5 if far >= 99 else NEAR[min(far, 20)])
            far = 1 if told else min(99, far + 1)
        out.append(steps)
    return out[0], out[1][::-1]


def _runs(paragraphs: Sequence[bool]) -> list[int]:
    """For each line how many lines that are no paragraphs stand together around it."""
    out: list[int] = []
    start = 0
    for i in range(len(paragraphs) + 1):
        if i == len(paragraphs) or paragraphs[i]:
            out += [RUN[min(i - start, 30)]] * (i - start) + [0] * (i < len(paragraphs))
            start = i + 1
    return out


def _means(voices: Sequence[Voice], heard: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """The mean voice of all lines from each one on, and before it, in steps. Lines that a rule knows have none."""
    scores = np.array([round(voice.score() * 100) for voice in voices]) * heard  # whole numbers add up alike on every machine
    sums, counts = np.cumsum(scores), np.cumsum(heard)
    after = (sums[-1] - sums + scores) / np.maximum(1, counts[-1] - counts + heard)
    before = (sums - scores) / np.maximum(1, counts - heard)
    return np.searchsorted(MEANS, after, "right"), np.searchsorted(MEANS, before, "right")
