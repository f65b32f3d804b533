"""The table of line rules (line_rules.yml): words that show what a line is when it is not the report itself.

Expressions see the line without markup and without what stands in quotation marks, so that a quoted "please support us" of a speaker
never makes a plea.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.documents.lines import Line
from frontlog.documents.patterns import expression, table
from frontlog.documents.spots import Spots
from frontlog.reference.expressions import Expression

FILE = Path(__file__).with_name("line_rules.yml")
SIGNS = " \t👉➡▶►📢📣🔔✅☑⚡❗🔴📌📩📲💬🔗\ufe0f"  # that channels set before a call to follow or share
MOST = 60  # words of a line of furniture, where the row does not say otherwise


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the kind it gives, its name, where it may stand (any, or tail: not before the report), its length."""

    kind: str
    name: str
    zone: str
    most: int  # words
    pattern: Expression


@cache
def rules() -> tuple[Rule, ...]:
    """The rows, in the order in which they are tried."""
    return tuple(
        Rule(row["kind"], row["name"], row.get("zone", "any"), row.get("most", MOST), expression(FILE, number, row))
        for number, row in enumerate(table(FILE))
    )


@dataclass(frozen=True, slots=True)
class Fitting:
    """The rows that fit a line, in order; where it stands decides which counts."""

    rows: tuple[Rule, ...]

    def at(self, zone: str) -> Rule | None:
        """The first row that fits in a zone (head or tail), or None."""
        return next((row for row in self.rows if row.zone in ("any", zone)), None)


NOTHING = Fitting(())


def ruled(line: Line) -> str:
    """The words of a line that the expressions see."""
    return line.unquoted.strip(SIGNS)


def fit(line: Line, words: str, spots: Spots) -> Fitting:
    """What the table says about a line, by the places of its words at which a row may fit. Lines are looked at together (looks.py)."""
    if not spots:
        return NOTHING
    found: set[int] = set()
    table, length = rules(), line.words
    for place, some in spots:
        for number in some:
            row = table[number]
            if length <= row.most and number not in found and row.pattern.match(words, place):
                found.add(number)
    return Fitting(tuple(table[number] for number in sorted(found))) if found else NOTHING
