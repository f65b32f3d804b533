"""What the lines around a line show, as numbers (signs of line_signs.py): neighbours, places, runs, headings above, what comes again."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from frontlog.documents.blocks import Label
from frontlog.documents.line_shapes import choices
from frontlog.documents.line_words import MEANINGS, Meaning
from frontlog.documents.lines import Line
from frontlog.documents.voice import Voice

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NEAR_STEPS = (2, 3, 4, 7)
RUN_STEPS = (1, 2, 3, 4, 7, 13)
MEAN_STEPS = (-0.9, -0.5, -0.2, 0.05, 0.4)
NEAR, RUN = choices(NEAR_STEPS, 20), choices(RUN_STEPS, 30)
NEARS = np.array(list(NEAR))
MEANS = np.array([100 * step for step in MEAN_STEPS])
AGAINST = np.array([0.15, 0.3, 0.5, 0.8])  # a line's words against the mean of the paragraphs
CROWD = np.array([0.01, 0.2, 0.4, 0.6, 0.8])  # share of a page's lines that are no paragraphs
ABOVE = np.array([4, 13, 41])  # lines since readers were named
FAR = 99
SEEN = 80  # characters of a line in which names of users and ages are looked for
HANDLE = re.compile(r"(?:^|\s)(?:@\w|u/|\[[–-]\]|\w+_\w|[^\W\d]{3,}\d{2,4}\b|[a-zа-я]+[A-ZА-Я][a-zа-я])")
AGED = re.compile(r"\b\d+ ?(?:h|m|d|w|hr|mo|j|min|std|ч|мин|s|g)\b|^[+-]\d+$")
OPENERS = {mark: number for number, mark in enumerate('>[(©#•"–', 1)}
NUMBER = {name: number for number, name in enumerate(MEANINGS)}
COMMENT, LAW, AGO = NUMBER["comment"], NUMBER["law"], NUMBER["ago"]
ASKING = frozenset(
    NUMBER[name]
    for name in "you we give join login price law reader site mail net note press tool show abuse more also".split()  # noqa: SIM905
)
TELLING = frozenset(NUMBER[name] for name in ("said", "army", "harm", "place", "date"))
BALANCE = 5  # kinds of words that are counted: none to four


def moved(values: Numbers, step: int, edge: int) -> Numbers:
    """What stands `step` lines before each line (after it, where the step is negative)."""
    out = np.full_like(values, edge)
    if step > 0:
        out[step:] = values[:-step]
    else:
        out[:step] = values[-step:]
    return out


def zones(rows: Flags) -> Numbers:
    """Before the first paragraph, among the paragraphs, after the last, or in a text without any."""
    places = np.flatnonzero(rows)
    if not len(places):
        return np.full(len(rows), 3)
    line = np.arange(len(rows))
    return np.where(line < places[0], 0, np.where(line > places[-1], 2, 1))


def distances(paragraphs: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each line the steps to the paragraph before and after it; the last step where there is none."""
    out = []
    for row in (paragraphs, paragraphs[::-1]):
        far, steps = FAR, []
        for told in row:
            steps.append(5 if far >= FAR else NEAR[min(far, 20)])
            far = 1 if told else min(FAR, far + 1)
        out.append(steps)
    return out[0], out[1][::-1]


def runs(paragraphs: Sequence[bool]) -> list[int]:
    """For each line how many lines that are no paragraphs stand together around it."""
    out: list[int] = []
    start = 0
    for i in range(len(paragraphs) + 1):
        if i == len(paragraphs) or paragraphs[i]:
            out += [RUN[min(i - start, 30)]] * (i - start) + [0] * (i < len(paragraphs))
            start = i + 1
    return out


def means(voices: Sequence[Voice], heard: Flags) -> tuple[Numbers, Numbers]:
    """The mean voice of all lines from each one on, and before it, in steps. Lines that a rule knows have none."""
    scores = np.array([round(voice.score() * 100) for voice in voices]) * heard  # whole numbers add up alike on every machine
    sums, counts = np.cumsum(scores), np.cumsum(heard)
    after = (sums[-1] - sums + scores) / np.maximum(1, counts[-1] - counts + heard)
    before = (sums - scores) / np.maximum(1, counts - heard)
    return np.searchsorted(MEANS, after, "right"), np.searchsorted(MEANS, before, "right")


def above(short: Sequence[bool], rows: Sequence[bool], meanings: Sequence[Meaning]) -> tuple[Numbers, Numbers]:
    """How far above a short line names readers (0: none does), and whether one names rights; both after the first paragraph."""
    commented, law = [], []
    since, laws, started = -1, 0, False
    for brief, row, found in zip(short, rows, meanings, strict=True):
        commented.append(0 if since < 0 else 1 + since)
        law.append(laws)
        since += since >= 0
        started = started or row
        if started and COMMENT in found.each and brief:
            since = 0
        laws = laws or int(started and LAW in found.each)
    steps = np.array(commented)
    return np.where(steps == 0, 0, 1 + np.searchsorted(ABOVE, steps, "right")), np.array(law)


def little(meanings: Sequence[Meaning]) -> Numbers:
    """The share of a line's words that only hold a sentence together, in six steps."""
    return np.array([0 if not found.words else min(5, -(-10 * found.little // found.words)) for found in meanings])


def balance(meanings: Sequence[Meaning]) -> Numbers:
    """Of how many kinds a line's words are that ask something of a reader, and of how many that tell of a war."""
    most = BALANCE - 1
    return np.array(
        [min(most, len(ASKING.intersection(found.each))) * BALANCE + min(most, len(TELLING.intersection(found.each))) for found in meanings]
    )


def handles(lines: Sequence[Line]) -> Flags:
    """Lines that hold the name of a user ("u/fox", "fox_12", "@fox")."""
    return np.array([HANDLE.search(line.plain[:SEEN]) is not None for line in lines])


def aged(lines: Sequence[Line], meanings: Sequence[Meaning]) -> Flags:
    """Lines that say how long ago something was ("3 h", "vor 2 Stunden"), or give a vote ("+12")."""
    out = []
    for line, found in zip(lines, meanings, strict=True):
        seen = line.plain[:SEEN]
        out.append((AGO in found.each and any(map(str.isdigit, seen))) or AGED.search(seen) is not None)
    return np.array(out)


def begins_again(stems: Sequence[Sequence[str]]) -> Numbers:
    """How many lines begin with the same two words, up to three."""
    first = [" ".join(mine[:2]) for mine in stems]
    count = Counter([one for one in first if one])
    return np.array([min(3, count[one]) if one else 0 for one in first])


def shared(mine: Sequence[str], here: int, told: Mapping[str, int]) -> int:
    """How many of a line's longer stems stand in some other lines (`here` of them in the line itself), in five steps."""
    long = [told.get(stem, 0) for stem in mine if len(stem) > 3]
    if not long:
        return 0
    found = 3 * sum([count > here for count in long])
    return 1 + (found > 0) + (found >= len(long)) + (found >= 2 * len(long))


def titled(stems: Sequence[Sequence[str]], labels: Sequence[Label]) -> Numbers:
    """How many of a line's longer stems stand in a title."""
    heads = [label.kind == "title" for label in labels]
    told = dict(Counter([stem for mine, head in zip(stems, heads, strict=True) if head for stem in mine]))  # its look-up is the faster
    return np.array([shared(mine, head, told) for mine, head in zip(stems, heads, strict=True)])


def against(words: Sequence[int], rows: Flags) -> Numbers:
    """A line's length against that of the page's paragraphs, in steps; 0 where there is none."""
    size = np.array(words)
    if not rows.any():
        return np.zeros(len(rows), np.int64)
    return 1 + np.searchsorted(AGAINST, size * int(rows.sum()) / max(1, int(size[rows].sum())), "right")


def crowd(rows: Flags) -> int:
    """The share of a page's lines that are no paragraphs, in steps."""
    return int(np.searchsorted(CROWD, 1 - int(rows.sum()) / len(rows), "right"))
