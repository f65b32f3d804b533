"""Where a report begins: its first paragraph, past a headline that looks like one."""

from collections.abc import Sequence

from frontlog.documents.blocks import Label, unfinished
from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import PLAIN_PROSE, PROSE_WORDS, Line, prose

HEADLINE_MOST = 14  # words of a headline that asks or quotes


def first_prose(lines: Sequence[Line], rules: Sequence[Rule | None], out: Sequence[Label | None], top: int) -> int:
    """The place of the first paragraph from line `top` on."""
    for i in range(top + _asked(lines, rules, out, top), len(lines)):
        if rules[i] is None and out[i] is None and (prose(lines[i]) or (i > top and _broken(lines, i))):
            return i
    return len(lines)


def _asked(lines: Sequence[Line], rules: Sequence[Rule | None], out: Sequence[Label | None], top: int) -> int:
    """1 where the first line is a headline that looks like a sentence, over a longer one: it asks or quotes ("Who holds the dam?"), or has
    two sentences and no stop behind them."""
    if top + 1 >= len(lines) or any(row is not None for row in (rules[top], out[top], rules[top + 1], out[top + 1])):
        return 0
    line, after = lines[top], lines[top + 1]
    closes = line.plain.endswith(("?", '"')) and not line.plain.startswith('"') and line.words <= HEADLINE_MOST
    open_end = not line.final and line.plain[-1:].isalnum() and not unfinished(line.plain) and line.words < PLAIN_PROSE and after.gap > 0
    over = not line.bullet and prose(after) and after.words > line.words and not after.plain.startswith('"')
    return int(over and (closes or open_end))


def _broken(lines: Sequence[Line], i: int) -> bool:
    """The first half of a paragraph that was broken in two: it stops where no headline stops, and a paragraph follows."""
    line = lines[i]
    return i + 1 < len(lines) and line.words >= PROSE_WORDS and unfinished(line.plain) and prose(lines[i + 1])
