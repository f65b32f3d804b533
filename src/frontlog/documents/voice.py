"""How a line sounds: a reporter's voice (below zero) or a reader's in a discussion (above). The signs are the table voice.yml."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.documents.lines import Line
from frontlog.documents.patterns import expression, table
from frontlog.documents.spots import Spots, Spotter

FILE = Path(__file__).with_name("voice.yml")


@dataclass(frozen=True, slots=True)
class Sign:
    """One row: `group` is person, street or report."""

    name: str
    group: str
    weight: float
    cap: int
    pattern: re.Pattern[str]


@cache
def signs() -> tuple[Sign, ...]:
    """The rows of the table (voice.yml)."""
    return tuple(
        Sign(row["name"], row["group"], float(row["weight"]), int(row["cap"]), expression(FILE, number, row))
        for number, row in enumerate(table(FILE))
    )


LONG = 40  # words; a paragraph of a report is longer than most comments
BOUND = 3.0  # no single line outweighs this many others


@dataclass(frozen=True, slots=True)
class Voice:
    """Sums of a line by group. `score` is what is compared: above zero a reader, below a report."""

    person: float
    street: float
    report: float

    def score(self, speech: bool = False) -> float:
        """`speech`: the line stands in a statement or interview, where first persons say nothing about who writes."""
        own = 0.0 if speech else self.person
        return max(-BOUND, min(BOUND, own + self.street + self.report))


@cache
def _spotter() -> Spotter:
    return Spotter([sign.pattern for sign in signs()])


def voices(lines: Sequence[Line]) -> list[Voice]:
    """The signs of each line, weighed."""
    words = [line.unquoted.strip() for line in lines]
    return [_voice(*each) for each in zip(lines, words, _spotter().spots(words), strict=True)]


def _counts(words: str, spots: Spots) -> dict[int, int]:
    """How often each sign stands in the words, up to its cap, in the order of the table."""
    matches, left = _matches()
    left, behind, found = left.copy(), [0] * len(left), dict[int, int]()
    for place, some in spots:
        for number in some:
            if left[number] and place >= behind[number] and (match := matches[number](words, place)):
                found[number] = found.get(number, 0) + 1
                left[number] -= 1
                behind[number] = match.end()
    return dict(sorted(found.items()))


@cache
def _matches() -> tuple[list[Callable[[str, int], re.Match[str] | None]], list[int]]:
    return [sign.pattern.match for sign in signs()], [sign.cap for sign in signs()]


def _voice(line: Line, words: str, spots: Spots) -> Voice:
    """A line that is all quotation has no voice of its own."""
    sums = {"person": 0.0, "street": 0.0, "report": 0.0}
    for number, found in _counts(words, spots).items():
        sums[signs()[number].group] += signs()[number].weight * found
    if line.words >= LONG:
        sums["report"] -= 0.3
    if line.words >= 5 and not line.final and not line.bullet and not line.plain.endswith((":", ",")):
        sums["street"] += 0.3
    if line.words < 8 and line.final and not words.endswith("?"):
        sums["street"] += 0.3  # a report's paragraph is hardly ever that short
    if '"' in line.plain and len(words) < 0.5 * len(line.plain):
        return Voice(0.0, 0.0, min(0.0, sums["report"]) - 0.3)
    return Voice(sums["person"], sums["street"], sums["report"])
