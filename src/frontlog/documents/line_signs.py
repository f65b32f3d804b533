"""What can be seen of a line and of the lines around it, as numbers: the figures that the learned opinion of line_model.py weighs.

Every sign is a choice out of a few (a block of BLOCKS), and its number is the block's start plus the choice: no words are built for a
line, so a page of sixty lines is read in a fraction of a millisecond. The signs hold what the rules said of a line as one voice of many.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

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
LOOKED_AT = 30  # words of a line whose stems are weighed
SENTENCE_END = (".", "!", "?", "…", "。", "؟", "۔", "။", "።", "।", "！", "？", '."', '!"', '?"', ".)", "»")
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b|[۰-۹]{4}|[၀-၉]{4}")
ADDRESS = re.compile(r"https?:|www\.|\.(?:com|org|net|example|me|ru|ua)\b|t\.me")
PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
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

BLOCKS: tuple[tuple[str, int], ...] = (
    ("always", 1),
    ("length", LENGTHS),
    ("shape", SHAPES),
    ("end", 12),
    ("start", 9),
    ("capitals", 6 * LENGTHS),
    ("digits", 5),
    ("mark", len(MARKS)),
    ("clock", 2),
    ("year", 2),
    ("address", 2),
    ("picture", 2),
    ("bullet", 2),
    ("indent", 2),
    ("markdown", 2),
    ("gap", 3),
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
    ("voice", len(VOICE_STEPS) + 1),
    ("person", 3),
    ("street", 3),
    ("reporter", 2),
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
START = dict(zip((name for name, _ in BLOCKS), accumulate((size for _, size in BLOCKS), initial=0), strict=False))
SIZE = sum(size for _, size in BLOCKS)


@dataclass(frozen=True, slots=True)
class Signs:
    """The numbers of a line's signs, and the stems of its words with whether the line is short."""

    numbers: tuple[int, ...]
    stems: tuple[str, ...]
    short: bool


def length(line: Line) -> int:
    """Words of a line; where letters stand without spaces, what they come to."""
    if line.plain.isascii() or line.words > 12 or not DENSE.search(line.plain, 0, 40):
        return line.words
    return max(line.words, len(line.plain) // DENSE_LETTERS)


def spoken(line: Line, words: int) -> bool:
    """A paragraph, in any script."""
    return prose(line) or (words >= 8 and line.plain.endswith(SENTENCE_END) and not line.heading)


def shape(line: Line, words: int, paragraph: bool, dated: bool) -> int:
    """Which of the sixteen sorts of line this is at first sight."""
    seen = line.plain
    if paragraph:
        return LONG if words >= 30 else PROSE
    if dated:
        return TIME
    if not any(letter.isalnum() for letter in seen):
        return SYMBOLS
    last = seen[-1]
    if last in ":：":
        return COLON
    if last in "?؟？":
        return QUESTION
    if last == "!":
        return LOUD
    if line.final or seen.endswith(SENTENCE_END):
        return STOPPED
    if not any(letter.isalpha() for letter in seen):
        return FIGURE
    capital = all(word[:1].isupper() or not word[:1].islower() for word in seen.split())
    if words <= 2:
        return TINY_CAPITAL if capital else TINY
    if words <= 4:
        return SMALL_CAPITAL if capital else SMALL
    return MIDDLE if words <= 9 else OPEN_END


def stems(line: Line) -> tuple[str, ...]:
    """The beginnings of a line's words, each once."""
    found = WORD.findall(line.plain.lower(), 0, 300)[:LOOKED_AT]
    return tuple(dict.fromkeys([word[:STEM] for word in found]))


def _end(seen: str) -> int:
    last = seen[-1:]
    if last.isalpha():
        return 0
    if last.isdigit():
        return 1
    place = ".!?:…,;".find(last)
    if place >= 0:
        return place + 2
    return 9 if last in "\"')]»" else 10 if last in "。؟۔။።।！？" else 11


def _start(seen: str) -> int:
    first = seen[:1]
    if first.isalpha():
        return 0 if first.isupper() else 1 if first.islower() else 2
    if first.isdigit():
        return 3
    place = "@#".find(first)
    if place >= 0:
        return place + 4
    return 6 if first in "\"'" else 7 if first in "([" else 8


def _capitals(seen: str) -> int:
    words = seen.split()
    upper = sum(word[:1].isupper() for word in words)
    if not upper:
        return 0 if any(letter.islower() for letter in seen) else 1
    if seen.isupper() and len(seen) > 2:
        return 2
    if upper == len(words):
        return 3
    return 4 if upper == 1 and seen[:1].isupper() else 5


def _digits(seen: str) -> int:
    count = sum(map(len, DIGITS.findall(seen)))
    return 0 if not count else 1 + (5 * count >= len(seen)) + (2 * count >= len(seen)) + (count == len(seen))


def own(line: Line, words: int, kind: int, voice: Voice, script: bool) -> list[int]:
    """The signs that a line shows by itself."""
    seen = line.plain
    size = WORDS[min(words, 60)]
    score = voice.score()
    out = [
        0,
        START["length"] + size,
        START["shape"] + kind,
        START["end"] + _end(seen),
        START["start"] + _start(seen),
        START["capitals"] + _capitals(seen) * LENGTHS + size,
        START["digits"] + _digits(seen),
        START["clock"] + (CLOCK.search(seen) is not None),
        START["year"] + (YEAR.search(seen) is not None),
        START["address"] + (ADDRESS.search(seen) is not None),
        START["picture"] + (not seen.isascii() and PICTURE.search(seen) is not None),
        START["bullet"] + bool(line.bullet),
        START["indent"] + (line.indent > 0),
        START["markdown"] + line.heading,
        START["gap"] + min(line.gap, 2),
        START["script"] + script,
        START["voice"] + sum(score >= step for step in VOICE_STEPS),
        START["person"] + (voice.person > 0) + (voice.person >= 1),
        START["street"] + (voice.street > 0) + (voice.street >= 0.7),
        START["reporter"] + (voice.report <= -0.6),
    ]
    mark = START["mark"]
    if not seen.replace(" ", "").isalnum():
        out += [mark + number for number, letter in enumerate(MARKS) if letter in seen]
    return out


def foreign(line: Line) -> bool:
    """Mostly in letters beyond Latin."""
    start = line.plain[:60]
    return not start.isascii() and sum(letter > "\u02ff" and letter.isalpha() for letter in start) > 0.3 * len(start)


def _share(mine: Sequence[str], here: int, told: Counter[str]) -> int:
    """How many of a line's longer stems stand in paragraphs (other than the line itself), in five steps."""
    long = [stem for stem in mine if len(stem) > 3]
    if not long:
        return 0
    shared = 3 * sum(told[stem] > here for stem in long)
    return 1 + (shared > 0) + (shared >= len(long)) + (shared >= 2 * len(long))


def signs(lines: Sequence[Line], fits: Sequence[Fitting], labels: Sequence[Label], voices: Sequence[Voice]) -> list[Signs]:
    """The signs of all lines of a text. `labels` is what the rules made of it."""
    count = len(lines)
    heads, tails = [fit.at("head") for fit in fits], [fit.at("tail") for fit in fits]
    words = [length(line) for line in lines]
    paragraphs = [spoken(line, size) and tails[i] is None for i, (line, size) in enumerate(zip(lines, words, strict=True))]
    dated = [(row := heads[i] or tails[i]) is not None and row.kind == "dateline" for i in range(count)]
    shapes = [shape(*each) for each in zip(lines, words, paragraphs, dated, strict=True)]
    stemmed = [stems(line) for line in lines]
    scripts = [foreign(line) for line in lines]
    said = [NUMBER[label.kind] for label in labels]
    told = Counter(stem for i, mine in enumerate(stemmed) if paragraphs[i] for stem in mine)
    first = paragraphs.index(True) if True in paragraphs else count
    last = count - 1 - paragraphs[::-1].index(True) if True in paragraphs else -1
    usual = sum(scripts[i] for i in range(count) if paragraphs[i]) * 2 > sum(paragraphs)
    masked = [DIGITS.sub("0", line.plain) for line in lines]
    again = Counter(masked)
    triples = [tuple(shapes[max(0, i - 1) : i + 2]) for i in range(count)]
    patterns = Counter(triples)
    before, after = _distances(paragraphs)
    runs = _runs(paragraphs)
    means_after, means_before = _means(voices, paragraphs, tails)
    closed = [kind not in (NUMBER["body"], NUMBER["title"]) for kind in said]
    many = min(3, sum(paragraphs))
    known = sum(row is not None and row.kind in FURNITURE for row in tails)
    level = (known > 0) + (known > 2)
    out = []
    for i, line in enumerate(lines):
        head, tail = heads[i], tails[i]
        zone = 3 if last < 0 else 0 if i < first else 2 if i > last else 1
        kind, mine = shapes[i], said[i]
        size = WORDS[min(words[i], 60)]
        early, late = (shapes[i - 1] if i else EDGE), (shapes[i + 1] if i + 1 < count else EDGE)
        numbers = own(line, words[i], kind, voices[i], scripts[i] != usual)
        numbers += (
            START["rule in a head"] + (NONE if head is None else NUMBER[head.kind]),
            START["rule in a tail"] + (NONE if tail is None else NUMBER[tail.kind]),
            START["rules say"] + 2 * mine + (tail is not None and tail.kind == labels[i].kind),
            START["rules say, by shape"] + mine * SHAPES + kind,
            START["rules say, by zone"] + mine * ZONES + zone,
            START["why the rules say comment"] + _why(labels[i]) * LEVELS + level,
            START["furniture of the page"] + level * ZONES + zone,
            START["rules say before"] + (said[i - 1] if i else NONE),
            START["rules say after"] + (said[i + 1] if i + 1 < count else NONE),
            START["furniture around"] + sum(closed[max(0, i - 2) : i]) + sum(closed[i + 1 : i + 3]),
            START["voice from here on"] + means_after[i] * ZONES + zone,
            START["voice before"] + means_before[i],
            START["zone"] + zone * LENGTHS + size,
            START["shape by zone"] + zone * SHAPES + kind,
            START["from the last paragraph"] + before[i],
            START["to the next paragraph"] + after[i],
            START["place"] + NEAR[min(i + 1, 20)],
            START["place from the end"] + NEAR[min(count - i, 20)],
            START["shape before"] + early,
            START["shape after"] + late,
            START["shape two before"] + (shapes[i - 2] if i > 1 else EDGE),
            START["shape two after"] + (shapes[i + 2] if i + 2 < count else EDGE),
            START["shapes before"] + early * SHAPES + kind,
            START["shapes after"] + late * SHAPES + kind,
            START["run"] + runs[i] * ZONES + zone,
            START["said again"] + min(3, again[masked[i]]) - 1,
            START["pattern again"] + min(3, patterns[triples[i]]) - 1,
            START["words of the report"] + 2 * _share(stemmed[i], paragraphs[i], told) + (words[i] > SHORT),
            START["paragraphs"] + many,
        )
        out.append(Signs(tuple(numbers), stemmed[i], words[i] <= SHORT))
    return out


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


def _means(voices: Sequence[Voice], paragraphs: Sequence[bool], tails: Sequence[object]) -> tuple[list[int], list[int]]:
    """The mean voice of all lines from each one on, and before it, in steps. Lines that a rule knows have none."""
    scores = [0.0 if tails[i] is not None else voice.score() for i, voice in enumerate(voices)]
    heard = [int(tail is None) for tail in tails]
    sums, counts = list(accumulate(scores, initial=0.0)), list(accumulate(heard, initial=0))
    after, before = [], []
    for i in range(len(scores)):
        mean = (sums[-1] - sums[i]) / max(1, counts[-1] - counts[i])
        after.append(sum(mean >= step for step in MEAN_STEPS))
        mean = sums[i] / max(1, counts[i])
        before.append(sum(mean >= step for step in MEAN_STEPS))
    return after, before
