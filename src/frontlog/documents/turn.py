"""A learned second opinion on where readers begin when nothing marks it: how the lines before and after a place differ.

Each place gets the figures of NAMES, made of sums that are taken once, so that a long text costs no more a line than a short one. Their
weights (turn.yml) were learned by training/turn.py from our own reports with our own comments under them.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import Line, prose
from frontlog.documents.voice import Voice
from frontlog.reference.yamlfile import Checker, read

FILE = Path(__file__).with_name("turn.yml")
FURNITURE = ("navigation", "plea", "legal", "related")
NAMES = (
    "contrast",  # mean voice after less mean voice before
    "before",
    "after",
    "many",  # log of the lines after
    "street",
    "person",
    "shorter",  # log of the words a line after against before
    "readers after",  # share of lines that sound like a reader
    "readers before",
    "reporting after",  # share of lines with a reporter's words
    "first line",  # voice of the line itself
    "last line",  # voice of the line before it
    "weight",  # sum of voices after
    "open ends",  # share of lines after without a full stop
    "marks",  # share of lines after with ? or !
    "shortest before",
    "other script",  # share of lines after that are written in another script than most lines before
)
PRIOR = 0.15
CALM = -0.2  # mean voice of a report above which nothing is decided here: of 33 own reports told like talk 27 lie above
# Lines before and after: of 111 reports without comments the last line alone scored above zero in four; and one paragraph before talk is
# as often the introduction of an interview.
FEWEST = 2
# In a statement ("we") or a story told by one who was there, first and second persons tell nothing: what each point of their mean before
# a place above OWN weighs against it. Without it, 3 of 144 reports without comments lost lines; as a ban it cost a tenth of recall.
OWN, OWN_DOUBT = 0.2, 4.0
LED_IN, LED_IN_DOUBT = 6, 1.0  # lines that a lead-in with a colon may open: a poem, a letter, a statement
NEWS = -1.2  # voice of a paragraph that no reader of a page writes
CLOSING = -0.6  # voice of a paragraph with a reporter's verb
# Lines before that speak. Of a report with fewer than SHORT_REPORT whose writer says "we", only street and script count: a story is told.
SHORT_REPORT, LONG_REPORT = 3, 5
# Mean voice of the last two lines: readers talk to the end, a report that asked or argued comes back to its news. Asked of texts shorter
# than LONG_REPORT and of pages with furniture, where readers have a heading: asked of all, recall of own comments (six lines) is .50.
END = 0.35
ROUGH = 1.6  # signs of the street after which a calm end is a calm reader's
SPOKEN = 0.8  # signs of talk that the lines after must bring together; a statement's "we" alone does not


@dataclass(frozen=True, slots=True)
class Place:
    """A line from which on all may be the readers', with its figures in the order of NAMES."""

    index: int
    after: int  # lines that speak from here on
    before: int  # and before
    own: float  # mean of first and second persons before
    figures: tuple[float, ...]

    def figure(self, name: str) -> float:
        return self.figures[NAMES.index(name)]


@cache
def weights() -> tuple[tuple[tuple[float, float, float], ...], float, float]:
    """For each of NAMES (mean, deviation, weight), then the constant and the score that decides."""
    data = read(FILE)
    rows = data["figures"]
    Checker(FILE).need(("figures",), tuple(rows), lambda found: found == NAMES, f"the figures {', '.join(NAMES)} in this order")
    return tuple((float(m), float(d), float(w)) for m, d, w in rows.values()), float(data["constant"]), float(data["least"])


def score(place: Place) -> float:
    """The log-odds that the readers begin at that place."""
    rows, constant, _ = weights()
    return constant + sum((x - mean) / deviation * weight for x, (mean, deviation, weight) in zip(place.figures, rows, strict=True))


def turn(
    lines: Sequence[Line],
    rules: Sequence[Rule | None],
    voices: Sequence[Voice],
    scores: Sequence[float],
    first: int,
    stop: int,
    desk: int = 0,
) -> int | None:
    """The line at which a calm report most likely gives way to its readers, or None when no place is likely enough. Up to the line
    `desk` it is the report's."""
    stamped = [i for i in range(first, stop) if (row := rules[i]) is not None and row.kind == "dateline"]
    if len(stamped) >= 2 and stamped[-1] - stamped[0] >= 2:
        return None  # a live blog or diary: its own hours and days stand between its paragraphs
    if silent(lines, rules, voices, first, stop):
        return None
    closes = _closes(lines, rules, voices, scores, first, stop)
    # where a text first stood is said at the end of the report: readers come after it
    credited = max((i for i in range(first, stop) if (row := rules[i]) is not None and row.kind == "byline"), default=first)
    best, most = None, weights()[2]
    spoken = [i for i in range(first, stop) if rules[i] is None]
    page = any(row is not None and row.kind in FURNITURE for row in rules)
    resumed = max((i for i in spoken if scores[i] <= NEWS and prose(lines[i])), default=first)  # a paragraph that is plainly a report's
    calm = sum(scores[i] for i in spoken[-2:]) <= END * len(spoken[-2:])
    for place in places(lines, rules, voices, scores, first, stop):
        few = min(place.after, place.before) < FEWEST
        if few or place.index < max(credited, desk + 1) or place.figure("before") > CALM or lines[place.index - 1].plain.endswith(":"):
            continue
        if page and resumed > place.index:
            continue
        if closes and place.figure("other script"):
            continue  # a quotation in its own language, before the report goes on
        talk = place.figure("street") + place.figure("other script")
        if calm and (page or place.before < LONG_REPORT) and talk * place.after**0.5 < ROUGH:
            continue
        talk += max(0.0, place.figure("person")) if place.before >= SHORT_REPORT or place.own <= 0 else 0.0
        doubt = max(0.0, place.own - OWN) * OWN_DOUBT + _led_in(lines, first, place.index) * LED_IN_DOUBT
        likely = score(place) - doubt
        if likely > most and talk * place.after**0.5 >= SPOKEN:
            best, most = place.index, likely
    return best


def silent(lines: Sequence[Line], rules: Sequence[Rule | None], voices: Sequence[Voice], first: int, stop: int) -> bool:
    """No place can reach SPOKEN, whatever speaks for a report: most are done with here, before any place is weighed."""
    rows = [i for i in range(first, stop) if rules[i] is None]
    talk = sum(max(0.0, voices[i].street) + max(0.0, voices[i].person) for i in rows)
    return talk < SPOKEN - 1e-6 and not any(_foreign(lines[i]) for i in rows)


def _foreign(line: Line) -> bool:
    """Mostly in letters beyond Latin."""
    start = line.plain[:200]
    return not start.isascii() and sum(letter > "\u02ff" and letter.isalpha() for letter in start) > 0.3 * len(start)


def _closes(
    lines: Sequence[Line], rules: Sequence[Rule | None], voices: Sequence[Voice], scores: Sequence[float], first: int, stop: int
) -> bool:
    """Whether the last line that speaks is a report's paragraph."""
    last = max((i for i in range(first, stop) if rules[i] is None), default=first)
    return prose(lines[last]) and voices[last].report <= CLOSING and scores[last] <= CLOSING


def _led_in(lines: Sequence[Line], first: int, index: int) -> bool:
    return any(line.plain.endswith(":") for line in lines[max(first, index - LED_IN) : index + 1])


def places(
    lines: Sequence[Line], rules: Sequence[Rule | None], voices: Sequence[Voice], scores: Sequence[float], first: int, stop: int
) -> Iterator[Place]:
    """Every place after the first paragraph, with its figures. Lines that a rule knows do not count."""
    rows = [i for i in range(first, stop) if rules[i] is None]
    sums = [list(accumulate(column, initial=0.0)) for column in zip(*(_line(lines[i], voices[i], scores[i]) for i in rows), strict=True)]
    shortest = list(accumulate((lines[i].words for i in rows), min))
    for at in range(1, len(rows)):
        count = len(rows) - at
        before = [column[at] / at for column in sums]
        after = [(column[-1] - column[at]) / count for column in sums]
        figures = _figures(before, after, count, scores[rows[at]], scores[rows[at - 1]], shortest[at - 1])
        yield Place(rows[at], count, at, before[2], figures)


def _line(line: Line, voice: Voice, value: float) -> tuple[float, ...]:
    """What of a line is summed up."""
    return (
        value,
        max(0.0, voice.street),
        voice.person,
        float(min(line.words, 60)),
        float(value > 0),
        float(value > 0.3),
        float(voice.report <= -0.6),
        float(not line.final),
        float("?" in line.plain or "!" in line.plain),
        float(_foreign(line)),
    )


def _figures(before: Sequence[float], after: Sequence[float], count: int, here: float, last: float, shortest: int) -> tuple[float, ...]:
    root = math.sqrt(count)
    foreign = 1 - after[9] if before[9] > 0.5 else after[9]
    return (
        after[0] - before[0],
        before[0],
        after[0],
        math.log(count),
        min(4.0, after[1] * count) / root,
        min(4.0, after[2] * count) / root,
        math.log((after[3] + 2) / (before[3] + 2)),
        after[4],
        before[5],
        after[6],
        here,
        last,
        max(-3.0, min(6.0, (after[0] - PRIOR) * count)) / 2,
        after[7],
        after[8],
        math.log(1 + shortest),
        foreign,
    )
