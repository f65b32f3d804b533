"""How a line sounds: a reporter's voice (below zero) or a reader's in a discussion (above). The signs are the table voice.yml."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from frontlog.documents.lines import Line
from frontlog.documents.patterns import expression, opens, table

FILE = Path(__file__).with_name("voice.yml")


@dataclass(frozen=True, slots=True)
class Sign:
    """One row: `group` is person, street or report."""

    name: str
    group: str
    weight: float
    cap: int
    pattern: re.Pattern[str]
    opening: bool  # looks at the start of the line only


@cache
def signs() -> tuple[Sign, ...]:
    """The rows of the table (voice.yml)."""
    return tuple(
        Sign(row["name"], row["group"], float(row["weight"]), int(row["cap"]), expression(FILE, number, row), opens(row))
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


def voice(line: Line) -> Voice:
    """The signs of one line, weighed. A line that is all quotation has no voice of its own."""
    words = line.unquoted.strip()
    sums = {"person": 0.0, "street": 0.0, "report": 0.0}
    for sign in signs():
        if sign.opening:
            found = int(sign.pattern.match(words) is not None)
        else:
            found = sum(1 for _ in islice(sign.pattern.finditer(words), sign.cap))
        sums[sign.group] += sign.weight * found
    if line.words >= LONG:
        sums["report"] -= 0.3
    if line.words >= 5 and not line.final and not line.bullet and not line.plain.endswith((":", ",")):
        sums["street"] += 0.3
    if line.words < 8 and line.final and not words.endswith("?"):
        sums["street"] += 0.3  # a report's paragraph is hardly ever that short
    if '"' in line.plain and len(words) < 0.5 * len(line.plain):
        return Voice(0.0, 0.0, min(0.0, sums["report"]) - 0.3)
    return Voice(sums["person"], sums["street"], sums["report"])
