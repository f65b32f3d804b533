"""Furniture that shows by its shape: a menu over a headline, a box between two paragraphs, a cloud of tags, an author's name at the foot.

Single lines of these say nothing ("World", "Aden", "Martin Prell"), so the table of line rules cannot know them; a run of them can.
"""

import re
from collections.abc import Sequence

from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import Line, prose
from frontlog.documents.patterns import CLOCK

ITEM_WORDS = 3  # of a menu
HEADLINE_WORDS = 4
LABEL_WORDS = 4  # "Raised so far", "Keep us on air". No headline of the segment cases stands over a plea, so what is longer is left alone
SUM_WORDS = 4  # "1,940 $", "$ 200 of 900"
TAG_WORDS = 4
BOX_WORDS = 9
RUN = 3
CLOUD = 4
CROWD = 4  # lines between headline and first paragraph; standfirsts and kickers are three at most
FOOT = 3  # lines from the report's last one in which its author is introduced
AUTHOR = re.compile(
    r"^(?:(?:written|posted|analysis|opinion|commentary|story|text) )?by:? ((?:[A-Z][\w.'-]+ ){1,3}[A-Z][\w'-]+)", re.IGNORECASE
)
FIGURE = re.compile(r"\d")
TEASED = 16  # words of a headline over a teaser
BETWEEN_PARAGRAPHS = "headlines between paragraphs"
BETWEEN = 6, 18  # words of a headline between paragraphs
STEM = 5  # letters
WORD = re.compile(r"[^\W\d_]+")
DASHED = (" -", " –", " —", " |")
CUT = ("…", "...", ". . .")
NUMBER = re.compile(r"\d[\d.,]*[KkMm]?")
KEYED = re.compile(r"[A-Z][A-Za-z]{2,}(?: [a-z]+){0,2}: \S")
TIMED = re.compile(rf"^{CLOCK}[,:]? (?=\S+ \S)", re.IGNORECASE)


def menu(lines: Sequence[Line], rules: Sequence[Rule | None], top: int, first: int) -> tuple[int, ...]:
    """The lines of a menu above the headline: three or more of hardly a word each, or two among buttons that the table knows."""
    free = [i for i in range(top, first) if rules[i] is None and not lines[i].bullet]
    headline = next((i for i in free if lines[i].words >= HEADLINE_WORDS), None)
    known = [i for i in range(top, headline or first) if (row := rules[i]) is not None and row.kind in ("navigation", "related")]
    if headline is None:
        headline = free[-1] if free and len(known) >= ITEM_WORDS else top
    items = [i for i in free if i < headline and lines[i].words <= ITEM_WORDS and not lines[i].final and not lines[i].plain.endswith(":")]
    known = [i for i in known if i < headline]
    if len(items) < RUN and (not items or len(items) + len(known) < RUN):
        return ()
    below = any((row := rules[i]) is not None and row.kind == "dateline" for i in range(headline, first))
    today = [i for i in range(top, headline) if (row := rules[i]) is not None and row.kind == "dateline" and below]
    teasers = [i for i in known if (row := rules[i]) is not None and row.kind == "related"]
    return tuple(sorted(items + teasers + today))


def begging(lines: Sequence[Line], rules: Sequence[Rule | None], top: int, first: int) -> tuple[int, ...]:
    """Words beside the sums of a counter ("Raised so far"), and the heading of a plea, before the first paragraph: short lines over what
    the table knows as a plea, where another line can be the headline. In a counter whose sums come first they stand under them."""
    plea = {i for i in range(top, first) if (row := rules[i]) is not None and row.kind == "plea"}
    free = [i for i in range(top, first) if rules[i] is None and not lines[i].bullet]
    heads = [i for i in free if i + 1 not in plea]
    sums = {i for i in plea if lines[i].words <= SUM_WORDS}
    longest = sorted(heads, key=lambda i: -lines[i].words)[:2]
    apart = [i for i in heads if i - 1 not in sums or lines[i].gap][:2]  # no label under a sum
    out: set[int] = set()
    for i in free:
        over = (i + 1 in sums and i + 2 not in sums) or (i + 1 in plea and prose(lines[i + 1]))  # two sums in a row have no words
        under = {i - 1, i - 3} <= sums and i - 2 in out and i - 4 not in out and lines[i].gap == 0
        sure = apart if under or {i + 1, i + 3} <= sums or {i + 1, i - 1} <= sums else []
        least = max(HEADLINE_WORDS, lines[i].words + 1)
        headline = any(j != i and lines[j].words >= least for j in longest) or any(j != i for j in sure)
        if (over or under) and headline and lines[i].words <= LABEL_WORDS and not lines[i].final:
            out.add(i)
    return tuple(sorted(out))


def boxed(lines: Sequence[Line], rules: Sequence[Rule | None], first: int, stop: int) -> tuple[int, ...]:
    """Short lines in a box between two paragraphs, most of which the table knows as furniture. A heading over the next paragraph stays."""
    out: list[int] = []
    start = first
    for i in range(first, stop):
        if rules[i] is None and prose(lines[i]):
            out += _box(lines, rules, start, i - 1)
            start = i + 1
    return tuple(out)


def _box(lines: Sequence[Line], rules: Sequence[Rule | None], start: int, stop: int) -> list[int]:
    known = sum((row := rules[i]) is not None and row.kind == "navigation" for i in range(start, stop + 1))
    free = [i for i in range(start, stop + 1) if rules[i] is None]
    if known < 2 or len(free) > known:
        return []
    return [i for i in free if i != stop and lines[i].words <= BOX_WORDS and not lines[i].bullet and '"' not in lines[i].plain]


def cloud(lines: Sequence[Line], rules: Sequence[Rule | None], start: int, stop: int) -> tuple[int, ...]:
    """Tags after the last paragraph: four or more of hardly a word each, in the order of the alphabet."""
    tags: list[int] = []
    for i in range(start, stop):
        fits = rules[i] is None and lines[i].words <= TAG_WORDS and not lines[i].final and not lines[i].bullet
        if fits and (not tags or (tags[-1] == i - 1 and lines[tags[-1]].plain.casefold() <= lines[i].plain.casefold())):
            tags.append(i)
        elif len(tags) >= CLOUD:
            break
        else:
            tags = [i] if fits else []
    return tuple(tags) if len(tags) >= CLOUD else ()


def teasers(lines: Sequence[Line], rules: Sequence[Rule | None], start: int, stop: int) -> tuple[int, ...]:
    """Openings of other reports, each cut off with dots under its headline or day, two or more behind a paragraph of the report; or three
    and more in a row at the foot with nothing over them, or headlines each closed with a dash."""
    out: list[int] = []
    cut = [i for i in range(start + 1, stop) if lines[i].plain.endswith(CUT) and lines[i].words >= BOX_WORDS and rules[i] is None]
    for i in cut:
        row = rules[i - 1]
        dated = row is not None and row.kind == "dateline"
        headed = row is None and not lines[i - 1].final and not lines[i - 1].plain.endswith(":") and 3 <= lines[i - 1].words <= TEASED
        if dated or headed:
            out += [i] if dated else [i - 1, i]
    if len(set(cut) & set(out)) > 1:
        return tuple(out)
    last = max((i for i in range(start, stop) if rules[i] is None and prose(lines[i]) and i not in cut), default=start)
    behind = [i for i in cut if i > last] or [i for i in range(last + 1, stop) if lines[i].plain.endswith(DASHED)]
    return tuple(behind) if len(behind) >= RUN and behind[-1] - behind[0] == len(behind) - 1 else ()


def between(lines: Sequence[Line], rules: Sequence[Rule | None], first: int) -> tuple[int, ...]:
    """Headlines of other reports that a page sets between the paragraphs: two or more in title case, as long as headlines are, that have
    next to no word in common with the report. Headings of sections are shorter, or take up its words."""
    rows = [i for i in range(first + 1, len(lines) - 1) if rules[i] is None and _headline(lines[i])]
    rows = [i for i in rows if lines[i - 1].final and prose(lines[i - 1]) and prose(lines[i + 1])]
    if len(rows) < 2:
        return ()
    told = [line for line, row in zip(lines[first:], rules[first:], strict=True) if row is None and prose(line)]
    words = {stem for line in told for stem in _stems(line)}
    stems = {i: _stems(lines[i]) for i in rows}
    out = [i for i in rows if 4 * len(stems[i] & words) <= len(stems[i])]
    return tuple(out) if len(out) > 1 else ()


def _headline(line: Line) -> bool:
    """Six words or more in title case, without a stop."""
    if line.final or not BETWEEN[0] <= line.words <= BETWEEN[1] or line.bullet or line.plain.endswith((":", ";", ",", '"')):
        return False
    large = [word for word in line.plain.split() if len(word) > 3]
    return len(large) > 2 and all(word[:1].isupper() or not word[:1].isalpha() for word in large) and not line.plain.isupper()


def _stems(line: Line) -> set[str]:
    """The first letters of a line's longer words."""
    return {word[:STEM].lower() for word in WORD.findall(line.plain) if len(word) >= STEM}


def strip(lines: Sequence[Line], free: Sequence[int], dated: Sequence[int]) -> tuple[int, ...]:
    """Headlines of other reports in a row at the top: four or more over a day under which the report's own headline stands."""
    day = next((i for i in dated if any(j > i and lines[j].words >= HEADLINE_WORDS for j in free)), None)
    over = [i for i in free if day is not None and i < day and not lines[i].final and not lines[i].bullet]
    return tuple(over) if sum(lines[i].words >= HEADLINE_WORDS for i in over) >= CROWD and over[-1] - over[0] == len(over) - 1 else ()


def introduced(lines: Sequence[Line], rules: Sequence[Rule | None], first: int, stop: int) -> tuple[int, ...]:
    """Lines at the foot that begin with the name of the author that the head gives."""
    names = {found.group(1) for line in lines[:first] if (found := AUTHOR.match(line.plain))}
    told = [i for i in range(first + 1, stop) if rules[i] is None][-FOOT:]
    return tuple(i for i in told if any(lines[i].plain.startswith(name) for name in names))


def crowded(lines: Sequence[Line], free: Sequence[int]) -> frozenset[int]:
    """Lines under a headline that are too many to be standfirsts: a report that its writer broke into lines without stops."""
    headline = next((place for place, i in enumerate(free) if lines[i].words >= ITEM_WORDS or FIGURE.search(lines[i].plain)), 0)
    told = [i for i in free[headline + 1 :] if lines[i].words >= ITEM_WORDS and not lines[i].bullet]
    return frozenset(told) if len(told) >= CROWD else frozenset()


def counters(lines: Sequence[Line], first: int, stop: int) -> tuple[int, ...]:
    """Two or more bare numbers under a paragraph: what a network counts below a post. The numbers of a table stand under a name."""
    out: list[int] = []
    for i in range(first, stop - 1):
        j = i + 1
        while j < stop and NUMBER.fullmatch(lines[j].plain):
            j += 1
        if j - i > 2 and prose(lines[i]):
            out += range(i + 1, j)
    return tuple(out)


def keyed(lines: Sequence[Line], i: int) -> bool:
    """One of three or more entries in a row of a form: "Place: Kafr Zita", "Weapon: two rockets"."""
    start = stop = i
    while start > 0 and KEYED.match(lines[start - 1].plain):
        start -= 1
    while stop < len(lines) and KEYED.match(lines[stop].plain):
        stop += 1
    return start <= i < stop and stop - start >= RUN


def timed(lines: Sequence[Line], i: int) -> bool:
    """An item of a bulletin by hours: it begins with a clock and the line before or after it does so too."""
    beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return bool(TIMED.match(lines[i].plain)) and any(TIMED.match(line.plain) for line in beside)
