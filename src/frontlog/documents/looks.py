"""The lines of a text as the tables see them: which rules fit, and how each line sounds. One look serves all tables.

The rules are asked for every text. What speaks for a report is asked last and only where something sounds like a reader: nine in ten
reports have no readers, and their verbs and places, which are many, need then never be counted.
"""

from collections.abc import Sequence
from functools import cache, cached_property

from frontlog.documents.line_rules import Fitting, fit, ruled, rules
from frontlog.documents.lines import Line
from frontlog.documents.spots import Spots, Spotter
from frontlog.documents.spots_kept import spotter
from frontlog.documents.voice import SILENT, Voice, reporting, spoken, talk, talking, voice

RULES, TALK, REPORT = range(3)
DASHES = ("—", "–")  # in front of what is said, in many languages; a hyphen is a list's


@cache
def _spotter() -> Spotter:
    return spotter(*([row.pattern for row in table] for table in (rules(), talking(), reporting())))


class Looks:
    """What the tables say about some lines. Each answer is worked out when it is first asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._words = [spoken(line) for line in lines]
        self._spots = _spotter().look(self._words)

    @cached_property
    def fits(self) -> list[Fitting]:
        """The rules that fit each line."""
        words, spots = [ruled(line) for line in self.lines], self._spots(RULES)
        # rules do not see the signs that channels set before a call, so the places in such a line are others
        other = [i for i, (one, two) in enumerate(zip(words, self._words, strict=True)) if one != two]
        for i, found in zip(other, _other([words[i] for i in other]), strict=True):
            spots[i] = found
        return [fit(*each) for each in zip(self.lines, words, spots, strict=True)]

    @cached_property
    def talk(self) -> list[Voice]:
        """The voice of each line as far as it is a reader's."""
        told = continued(self.lines)
        found = zip(self.lines, self._words, self._spots(TALK), told, strict=True)
        return [SILENT if inner else talk(line, words, spots) for line, words, spots, inner in found]

    @cached_property
    def voices(self) -> list[Voice]:
        """The voice of each line."""
        return [voice(*each) for each in zip(self.lines, self._words, self._spots(REPORT), self.talk, strict=True)]


def continued(lines: Sequence[Line]) -> list[bool]:
    """Lines that have no voice of their own, for they go on with what the report quotes: a dialogue, each line after a dash; a verse,
    whose line begins in lower case after a comma, or after such a line without a stop."""
    dashed = [line.bullet in DASHES for line in lines]
    out: list[bool] = []
    for i, line in enumerate(lines):
        before = lines[i - 1].plain if i else ""
        runs = dashed[i] and (dashed[i - 1 : i] == [True] or dashed[i + 1 : i + 2] == [True])
        verse = line.plain[:1].islower() and (
            before.endswith(",") or (bool(out) and out[-1] and not dashed[i - 1] and not lines[i - 1].final)
        )
        out.append(runs or verse)
    return out


def _other(words: Sequence[str]) -> list[Spots]:
    return _spotter().look(words)(RULES) if words else []
