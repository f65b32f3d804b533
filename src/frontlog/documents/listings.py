"""Lists that stand around a report and look like parts of it.

Contents whose entries come again as headings, links to other reports with their days behind them, a menu set as a list above the headline,
a line of tags, and all news by the hour under the report.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import Line
from frontlog.documents.patterns import DATE

ENTRY, DATED_LINK, LISTING = "entry of the contents", "link with its day", "list of all news"
TAGGED, LIST_MENU = "line of tags", "menu in a list"
REASONS = (ENTRY, DATED_LINK, LISTING, TAGGED, LIST_MENU)
CONTENTS = re.compile(r"(?:table of )?contents:?|in this (?:issue|report|bulletin|edition):?", re.IGNORECASE)
CONTENTS_WORDS, MOST_ENTRIES = 3, 60
LINKED = re.compile(rf"^\S.{{14,200}}? ?[-–—|·•(] ?(?:{DATE})\)?$", re.IGNORECASE)
LINKS = 2
DASHES = frozenset(("-", "–", "—", "•", "*"))
MENU, MENU_WORDS = 6, 4  # entries of a menu, words of one
TAGS = re.compile(r"(?:tags|keywords|topics|labels|теги|etiquetas|schlagw[oö]rter|mots[- ]clés):", re.IGNORECASE)
ALL_NEWS = re.compile(r"all (?:the )?news:?", re.IGNORECASE)
FEED = re.compile(r"(?:latest|other|more|our) news:?|news (?:feed|archive|of the day):?", re.IGNORECASE)


def found(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """What the lines of such lists are: place, kind and reason. The list of all news is asked for by itself (`listed`)."""
    yield from ((i, "navigation", ENTRY) for i in _contents(lines))
    yield from ((i, "related", DATED_LINK) for i in _links(lines))
    yield from ((i, "navigation", LIST_MENU) for i in _menu(lines))
    yield from ((i, "navigation", TAGGED) for i in _tags(lines))


def _contents(lines: Sequence[Line]) -> tuple[int, ...]:
    """The entries under "Contents", up to where the first of them stands again as the heading of its section."""
    for i, line in enumerate(lines[:-2]):
        if line.words > CONTENTS_WORDS or not CONTENTS.fullmatch(line.plain):
            continue
        opening = lines[i + 1].plain
        again = next((j for j in range(i + 2, min(len(lines), i + MOST_ENTRIES)) if lines[j].plain == opening), 0)
        if again and not any(lines[j].final for j in range(i + 1, again)):
            return tuple(range(i, again))
    return ()


def _links(lines: Sequence[Line]) -> tuple[int, ...]:
    """Headlines in a list, each closed with its day: two or more in a row, but for the bare dashes that some pages put between."""
    out: list[int] = []
    run: list[int] = []
    dash = False
    for i, line in enumerate(lines):
        if line.plain in DASHES:
            dash = True
            continue
        if (line.bullet or dash) and line.plain.rstrip(")")[-1:].isdigit() and LINKED.match(line.plain):
            run.append(i)
        else:
            out += run if len(run) >= LINKS else []
            run = []
        dash = False
    return tuple(out + (run if len(run) >= LINKS else []))


def _menu(lines: Sequence[Line]) -> tuple[int, ...]:
    """A menu set as a list above the headline: entries of a few words in a row at the top, a short line between two parts of it or none,
    and nothing longer over them."""
    start = next((line.number for line in lines if line.bullet), len(lines))
    stop = _list_end(lines, start)
    while stop + 1 < len(lines) and lines[stop + 1].bullet and lines[stop].words <= MENU_WORDS:
        stop = _list_end(lines, stop + 1)
    small = all(line.words <= MENU_WORDS and not line.final for line in lines[:stop])
    return tuple(range(start, stop)) if small and stop - start >= MENU and stop < len(lines) else ()


def _list_end(lines: Sequence[Line], start: int) -> int:
    return next((line.number for line in lines[start:] if not line.bullet), len(lines))


def _tags(lines: Sequence[Line]) -> tuple[int, ...]:
    """The line of tags, with commas between, under "Tags:"."""
    under = [line for before, line in pairwise(lines) if before.plain.endswith(":") and TAGS.fullmatch(before.plain)]
    return tuple(line.number for line in under if "," in line.plain and not line.final)


def listed(lines: Sequence[Line], rules: Sequence[Rule | None], first: int) -> int:
    """Where a list of all news by the hour begins under the report: its heading directly over a stamp, and where the heading could stand
    over a box as well, a second stamp. It runs to the end. The number of lines where there is none."""
    for i in range(first + 1, len(lines) - 2):
        row = rules[i + 1]
        if row is None or row.name != "date":
            continue
        stamps = sum((other := rules[j]) is not None and other.name == "date" for j in range(i + 1, len(lines)))
        if ALL_NEWS.fullmatch(lines[i].plain) or (stamps >= LINKS and FEED.fullmatch(lines[i].plain)):
            return i
    return len(lines)
