"""How a line sounds: a reporter's voice (below zero) or a reader's in a discussion (above). The signs are the table voice.yml."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.documents.lines import Line
from frontlog.documents.patterns import expression, table
from frontlog.documents.spots import Spots
from frontlog.reference.expressions import Expression

FILE = Path(__file__).with_name("voice.yml")


@dataclass(frozen=True, slots=True)
class Sign:
    """One row: `group` is person, street or report."""

    name: str
    group: str
    weight: float
    cap: int
    pattern: Expression


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


SILENT = Voice(0.0, 0.0, 0.0)


@cache
def talking() -> tuple[Sign, ...]:
    """The signs that speak for a reader."""
    return tuple(sign for sign in signs() if sign.group != "report")


@cache
def reporting() -> tuple[Sign, ...]:
    """The signs that speak for a report."""
    return tuple(sign for sign in signs() if sign.group == "report")


def spoken(line: Line) -> str:
    """The words of a line that have a voice."""
    return line.unquoted.strip()


def _sums(table: Callable[[], tuple[Sign, ...]], words: str, spots: Spots) -> dict[str, float]:
    """The weights of the signs that stand in the words, each up to its cap, by group and in the order of the table."""
    sums: dict[str, float] = {}
    if spots:
        signs = table()
        for number, found in _counts(table, words, spots).items():
            group = signs[number].group
            sums[group] = sums.get(group, 0.0) + signs[number].weight * found
    return sums


def _counts(table: Callable[[], tuple[Sign, ...]], words: str, spots: Spots) -> dict[int, int]:
    """How often each sign stands in the words, up to its cap."""
    rows, behind, found = table(), dict[int, int](), dict[int, int]()
    for place, some in spots:
        for number in some:
            if place < behind.get(number, 0) or not (match := rows[number].pattern.match(words, place)):
                continue
            found[number] = count = found.get(number, 0) + 1
            behind[number] = match.end() if count < rows[number].cap else len(words)
    return dict(sorted(found.items()))


def talk(line: Line, words: str, spots: Spots) -> Voice:
    """The voice of a line as far as it is a reader's: `voice` without what speaks for a report, and never below that."""
    if _quoted(line, words):
        return SILENT
    sums = _sums(talking, words, spots)
    street = sums.get("street", 0.0)
    if line.words >= 5 and not line.final and not line.bullet and not line.plain.endswith((":", ",")):
        street += 0.3
    if line.words < 8 and line.final and not words.endswith("?"):
        street += 0.3  # a report's paragraph is hardly ever that short
    return Voice(sums.get("person", 0.0), street, 0.0)


def voice(line: Line, words: str, spots: Spots, said: Voice) -> Voice:
    """The signs of a line, weighed; `said` is its talk."""
    report = _sums(reporting, words, spots).get("report", 0.0) - (0.3 if line.words >= LONG else 0.0)
    return Voice(said.person, said.street, min(0.0, report) - 0.3 if _quoted(line, words) else report)


def _quoted(line: Line, words: str) -> bool:
    """A line that is all quotation has no voice of its own."""
    return '"' in line.plain and len(words) < 0.5 * len(line.plain)
