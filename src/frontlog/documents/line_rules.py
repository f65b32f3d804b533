"""The table of line rules (line_rules.yml): words that show what a line is when it is not the report itself.

Expressions see the line without markup and without what stands in quotation marks, so that a quoted "please support us" of a speaker
never makes a plea.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.documents.lines import Line
from frontlog.documents.patterns import expression, opens, table

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
    pattern: re.Pattern[str]
    opening: bool = False  # every alternative is about the line's first word: then only that place is tried


@cache
def rules() -> tuple[Rule, ...]:
    """The rows, in the order in which they are tried."""
    return tuple(
        Rule(row["kind"], row["name"], row.get("zone", "any"), row.get("most", MOST), expression(FILE, number, row), opens(row))
        for number, row in enumerate(table(FILE))
    )


def rule(line: Line, zone: str) -> Rule | None:
    """The first row that fits the line, which stands in `zone` (head or tail), or None."""
    words = line.unquoted.strip(SIGNS)
    if not words:
        return None
    for row in rules():
        if line.words <= row.most and row.zone in ("any", zone) and (row.pattern.match if row.opening else row.pattern.search)(words):
            return row
    return None
