"""Headings inside a report: of its sections, of questions that it answers, and the headline of a second report under it; captions."""

import re
from collections.abc import Sequence

from frontlog.documents.blocks import DATE_FIELD, unfinished
from frontlog.documents.heads import ALONE
from frontlog.documents.line_rules import Fitting, Rule
from frontlog.documents.lines import INNER, PROSE_WORDS, Line, prose
from frontlog.documents.patterns import MONTH, REPORT_WORD

ADDRESS = re.compile(r"\b(?:you|your|yours|I|me|my|we|us|our)\b", re.IGNORECASE)
HEADING = re.compile(
    r"(?:background|summary|overview|context|analysis|timeline|chronology|conclusions?|outlook|methodology|highlights"
    r"|(?:chapter|part) \w+|(?-i:[IVX]{1,6}))",
    re.IGNORECASE,
)
ANSWER_WORDS = 12
CAPTION_DATE = re.compile(rf"\b(?:in|near|at|outside|from|of|on)\b.*,? (?:in )?{MONTH},? \d{{4}}$", re.IGNORECASE)
# "Kabul, Afghanistan, July 29, 2016": the day stands behind the place with no word between, where a sentence says "on"
CAPTION_DAY = re.compile(
    rf"\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|On |In |Of )[A-Z][\w'-]+,? (?i:{MONTH})(?: \d{{1,2}})?,? \d{{4}}\.?"
    r"(?: \([^()]{2,40}\))?$"
)
CAPTION_WORDS = 45
SMALL = re.compile(r"(?:an?|the|of|in|on|at|to|for|from|by|with|and|or|as|over|after|amid|into|near|vs|is|are),?", re.IGNORECASE)
HEADING_WORDS = 14
LINKED_WORDS = 5  # of a headline that a row for captions or links fits
DATED_LEAST = 3  # words of a headline behind the field of its date: fewer are the page's menu ("Register", "World")
TITLE_WORDS = 30  # the longest headline or standfirst of the development texts has 25 words


def dated_headline(line: Line) -> bool:
    """A headline that a collection of pages has put behind the field of its date: "date 2018-06-17 Shells kill four"."""
    found = DATE_FIELD.match(line.text)
    rest = line.text[found.end() :] if found else ""
    return DATED_LEAST <= len(rest.split()) <= TITLE_WORDS and not re.search(r"\w\.$", rest)


def dated_menu(line: Line) -> bool:
    """The field of a page's date with a word or two of its menu behind it."""
    found = DATE_FIELD.match(line.text)
    return found is not None and len(line.text[found.end() :].split()) < DATED_LEAST


def town_alone(lines: Sequence[Line], i: int) -> bool:
    """A town and its country alone on a line over a paragraph: some agencies' dateline."""
    return ALONE.fullmatch(lines[i].plain) is not None and i + 1 < len(lines) and prose(lines[i + 1])


def pictured(line: Line) -> str:
    """Why a line is a caption that has no sign of its own, or nothing: it names a place and closes with month and year, where a headline
    has a day or no date; or it closes with a place and a day beside it."""
    if not line.final and line.plain[-4:].isdigit() and PROSE_WORDS - 3 <= line.words <= TITLE_WORDS and CAPTION_DATE.search(line.plain):
        return "ends with month and year"
    if not line.plain.endswith(")") and not line.plain.rstrip(".")[-4:].isdigit():
        return ""
    told = (PROSE_WORDS if line.final else HEADING_WORDS + 1) <= line.words <= CAPTION_WORDS and not INNER.search(line.plain)
    return "ends with a place and a day" if told and CAPTION_DAY.search(line.plain) else ""


def headline_though(line: Line, row: Rule) -> bool:
    """A title although a row of the table fits: "Photos: Funeral of ...", "Campaign Assessment, March 5, 2024"."""
    dated = row.name == "outlet and date" and bool(REPORT_WORD.search(line.plain))
    return dated or (row.kind in ("caption", "related") and line.words >= LINKED_WORDS)


def next_report(lines: Sequence[Line], i: int, fits: Sequence[Fitting]) -> bool:
    """A headline inside a text: its byline or date follows, and then a paragraph."""
    line, before = lines[i], lines[i - 1]
    if line.bullet or line.final or not 3 <= line.words <= TITLE_WORDS or not before.final or not line.plain[:1].isupper():
        return False
    j = i + 1
    while j < len(lines) and (row := fits[j].at("head")) is not None and row.kind in ("byline", "dateline"):
        j += 1
    return i + 1 < j < len(lines) and prose(lines[j])


def _question(line: Line, after: Line) -> bool:
    """A heading that asks what the long paragraph under it answers; the question of an interviewer addresses somebody."""
    asks = line.plain.endswith("?") and line.words <= PROSE_WORDS and not ADDRESS.search(line.plain)
    return asks and line.plain[:1].isupper() and after.words >= ANSWER_WORDS and prose(after) and not after.plain.startswith('"')


def section(lines: Sequence[Line], i: int, rules: Sequence[Rule | None]) -> bool:
    """A short line in title case, or set apart, between whole paragraphs."""
    line = lines[i]
    if line.words > HEADING_WORDS:  # a question that is a heading is shorter still
        return False
    if 0 < i < len(lines) - 1 and not line.bullet and lines[i - 1].final and _question(line, lines[i + 1]):
        return True
    least = 1 if (line.plain.isupper() and len(line.plain) >= 6) or HEADING.fullmatch(line.plain) else 2
    if line.bullet or line.final or line.words < least or line.plain.endswith((",", ":", ";", "-", '"')):
        return False
    if not re.match(r"[\"'(]?[A-Z0-9]", line.plain) or unfinished(line.plain) or i + 1 >= len(lines) or i == 0:
        return False
    after, before = lines[i + 1], lines[i - 1]
    if not prose(after) or after.plain[:1].islower() or not (before.final or before.plain.endswith(":") or rules[i - 1]):
        return False
    large = [word for word in line.plain.split() if not SMALL.fullmatch(word)]
    title_case = sum(word[:1].isupper() or word[:1].isdigit() for word in large) >= 0.75 * len(large)
    return title_case or (line.gap > 0 and after.gap > 0)
