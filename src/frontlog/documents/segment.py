"""Labels every line of a text: title, byline, dateline, body, caption, plea, legal, navigation, comment, related. Deletes nothing.

The order of decisions: what the format states (marks), head fields, the table of line rules, where the readers' part begins, then the
place of a line (before, in or after the report). A line that nothing speaks against is body: losing a sentence of a report is worse
than keeping a line of furniture.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.documents import boxes, echoes, indexes, listings, mastheads
from frontlog.documents.blocks import AFTER_DATE, Block, Label, blocks
from frontlog.documents.day_headings import day_headings
from frontlog.documents.ending import ending, said_by
from frontlog.documents.extract import Mark
from frontlog.documents.fields import FENCE, Field, fields
from frontlog.documents.headings import TITLE_WORDS, dated_headline, dated_menu, headline_though, next_report, pictured, section, town_alone
from frontlog.documents.informants import informants
from frontlog.documents.line_model import UNDER_HEADING, reconsider
from frontlog.documents.line_rules import Fitting, Rule
from frontlog.documents.lines import PROSE_WORDS, Line, prose, split
from frontlog.documents.looks import Looks
from frontlog.documents.opening import first_prose
from frontlog.documents.voice_change import Ending
from frontlog.reference.expressions import Expression

FURNITURE = {"plea", "legal", "navigation", "related", "comment"}
IN_COMMENTS = {"legal", "plea"}  # of the table, what stays itself among comments: the page's foot
AND = re.compile(r",? and |, ")
GREETING = re.compile(
    r"(?:dear|beloved|hello|hi|good (?:morning|evening|afternoon)|ladies|friends|comrades|sirs?)\b.{0,60}[,!]", re.IGNORECASE
)
REPLY = re.compile(r"(?:re|aw|fwd?) ?: ?\S", re.IGNORECASE)
THREAD = 2
READER = 0.3  # voice from which on a line above the report is a reader's: headlines have none
FOOT_WORDS, FEW = 6, 4  # of a line at the foot; such lines over the first furniture
FIGURE = re.compile(r"[\d:]")


@dataclass(frozen=True, slots=True)
class Segmented:
    """The blocks of a text, its lines with their kinds, and its head fields."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    kinds: tuple[str, ...]
    fields: tuple[Field, ...]


def segment(text: str, marks: Sequence[Mark] = (), again: bool = True) -> Segmented:
    """Label the lines of a text and gather them into blocks, one paragraph of one kind each.

    `again`: look at the lines a second time with the learned model. Reading in bulk does without: it takes as long as all the rest.
    """
    lines = split(text)
    known = fields(lines)
    looks = Looks(lines)
    labels = by_rules(looks, known, marks)
    stated = [label is not None for label in _marked(lines, marks)]
    for field in known:
        stated[field.line] = True
    if again:
        labels = reconsider(lines, looks.fits, labels, looks.voices, stated)
    labels = indexes.settled(lines, indexes.listed(lines, labels), stated)
    labels = informants(lines, day_headings(lines, labels))
    return Segmented(blocks(text, lines, labels, known), tuple(lines), tuple(label.kind for label in labels), known)


def by_rules(looks: Looks, known: Sequence[Field], marks: Sequence[Mark]) -> list[Label]:
    """What format, head fields, table and patterns make of each line."""
    lines = looks.lines
    out = _marked(lines, marks)
    top = known[-1].line + 1 if known else 0
    for field in known:
        kind = {"title": "title", "published": "dateline", "updated": "dateline"}.get(field.name, "byline")
        out[field.line] = Label(kind, f"head field: {field.name}")
    for line in lines[: top + 1]:
        if FENCE.match(line.text) and known and out[line.number] is None:
            out[line.number] = Label("navigation", "front matter")
    fits = looks.fits
    rules = [fit.at("tail") for fit in fits]
    if top == 0 and out and out[0] is None and dated_headline(lines[0]):
        out[0] = Label("title", AFTER_DATE)
    elif top == 0 and out and out[0] is None and dated_menu(lines[0]):
        out[0] = Label("dateline", "date field over a menu")
    for i, kind, reason in (*echoes.found(lines, rules), *listings.found(lines)):
        out[i] = out[i] or Label(kind, reason)
    first = first_prose(lines, rules, out, top)
    for i in boxes.between(lines, rules, first):
        out[i] = out[i] or Label("related", boxes.BETWEEN_PARAGRAPHS)
    titled = any(label is not None and label.kind == "title" for label in out)
    listing = listings.listed(lines, rules, first)
    for i in range(listing, len(lines)):
        stamp = (row := rules[i]) is not None and row.kind == "dateline"
        out[i] = out[i] or Label("navigation" if i == listing else "dateline" if stamp else "related", listings.LISTING)
    limit = next((i for i, label in enumerate(out) if label is not None and label.kind == "comment"), listing)
    found = ending(looks, [_as_rule(row, label) for row, label in zip(rules[:limit], out[:limit], strict=True)], first)
    stop = found.index if found else len(lines)
    _above(looks, rules, out, top, min(first, stop))
    _shapes(lines, rules, out, top, first, stop)
    free = [i for i in range(top, min(first, stop)) if out[i] is None and fits[i].at("head") is None]
    for i, kind, reason in mastheads.above(lines, fits, free):
        out[i] = out[i] or Label(kind, reason)
    free = [i for i in free if out[i] is None]
    crowded = boxes.crowded(lines, free)
    for i in range(top, min(first, stop)):
        if out[i] is None:
            out[i] = Label("body", "one of many short lines") if i in crowded else _head(lines, i, titled, fits)
            titled = titled or out[i] == Label("title", "headline")
    for i in range(first, stop):
        if out[i] is None:
            out[i] = _inner(lines, i, rules, fits)
    for i in range(stop, len(lines)):
        if out[i] is None:
            out[i] = _after(rules[i], found)
    done = [label or Label("body", "default") for label in out]
    _related(lines, done, first)
    _foot(lines, done, stop)
    return done


def _marked(lines: Sequence[Line], marks: Sequence[Mark]) -> list[Label | None]:
    """The labels that the format states; marks do not overlap."""
    ordered = sorted(marks, key=lambda mark: mark.start)
    starts = [mark.start for mark in ordered]
    out: list[Label | None] = []
    for line in lines:
        place = bisect_right(starts, line.start) - 1
        inside = place >= 0 and line.start < ordered[place].end
        out.append(Label(ordered[place].kind, ordered[place].reason) if inside else None)
    return out


def _shapes(lines: Sequence[Line], rules: Sequence[Rule | None], out: list[Label | None], top: int, first: int, stop: int) -> None:
    """What only a run of lines shows (boxes.py)."""
    last = max((i for i in range(first, stop) if rules[i] is None and prose(lines[i])), default=stop)
    rules = list(rules)
    for i in boxes.begging(lines, rules, top, min(first, stop)):
        out[i] = out[i] or Label("plea", "words of a plea")
        rules[i] = _as_rule(None, out[i])
    for found, kind, reason in (
        (boxes.menu(lines, rules, top, min(first, stop)), "navigation", "menu above the headline"),
        (boxes.boxed(lines, rules, first, stop), "navigation", "box between paragraphs"),
        (boxes.cloud(lines, rules, last + 1, stop), "navigation", "tags in the order of the alphabet"),
        (boxes.counters(lines, first, stop), "navigation", "counters under a post"),
        (boxes.teasers(lines, rules, first + 1, stop), "related", "teasers"),
        (boxes.introduced(lines, rules, first, stop), "byline", "the author's name at the foot"),
    ):
        for i in found:
            out[i] = out[i] or Label(kind, reason)


def _as_rule(row: Rule | None, label: Label | None) -> Rule | None:
    """For the search of the ending: a line that a mark or field has labelled has no voice of its own."""
    if label is None or label.kind == "body":
        return row
    return Rule(label.kind, label.reason, "any", 0, Expression(""))


def _head(lines: Sequence[Line], i: int, titled: bool, fits: Sequence[Fitting]) -> Label:
    """A line before the first paragraph."""
    line = lines[i]
    row = fits[i].at("head")
    link = fits[i].at("tail") if row is None else row
    if link is not None and link.kind == "comment":
        return Label("navigation", "link to the comments")
    if row is not None and (titled or not headline_though(line, row)):
        return Label(row.kind, row.name)
    if titled and boxes.keyed(lines, i):
        return Label("body", "entry of a form")
    if titled and (why := pictured(line)):
        return Label("caption", why)
    if titled and town_alone(lines, i):
        return Label("dateline", "town alone")
    if titled and _person(lines, i, fits):
        return Label("byline", "name beside a date")
    if line.bullet or boxes.timed(lines, i):
        return Label("body", "list item")
    if titled and GREETING.fullmatch(line.plain):
        return Label("body", "greeting")
    if line.plain.endswith((".", ":", ";")) and (line.words >= PROSE_WORDS or (titled and line.words >= 3)):
        return Label("body", "sentence before the first paragraph")
    if line.words <= TITLE_WORDS and re.search(r"\w", line.plain):
        return Label("title", "standfirst" if titled else "headline")
    return Label("body", "default")


def _above(looks: Looks, rules: Sequence[Rule | None], out: list[Label | None], top: int, first: int) -> None:
    """Comments that a page sets above its report: after their heading, lines that each sound like a reader."""
    _thread_above(looks.lines, rules, out, top, first)
    for i in range(top, first):
        row = rules[i]
        if row is None or row.kind != "comment":
            continue
        end = i + 1
        while end < first and rules[end] is None and looks.voices[end].score() > READER:
            end += 1
        if end > i + 1:
            out[i:end] = [Label("comment", "comments above the report")] * (end - i)


def _thread_above(lines: Sequence[Line], rules: Sequence[Rule | None], out: list[Label | None], top: int, first: int) -> None:
    """Posts of a forum above a report that one of them brings: "fox wrote:" and what it wrote, and the subject over them."""
    posts = [i for i in range(top, first) if rules[i] is None and said_by(lines[i])]
    if len(posts) < THREAD:
        return
    for i in posts:
        out[i : i + 2] = [Label("comment", "posts above the report")] * len(out[i : i + 2])
    if posts[0] == top + 1 and out[top] is None and REPLY.match(lines[top].plain):
        out[top] = Label("comment", "posts above the report")


def _person(lines: Sequence[Line], i: int, fits: Sequence[Fitting]) -> bool:
    """Two to four capitalised words beside a date line, or two such names with "and": the authors, without "by"."""
    names = [name.split() for name in AND.split(lines[i].plain)]
    if lines[i].final or not all(2 <= len(words) <= 4 and all(word[:1].isupper() for word in words) for words in names):
        return False
    beside = [fits[j].at("head") for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return any(row is not None and row.kind in ("dateline", "byline") for row in beside)


def _inner(lines: Sequence[Line], i: int, rules: Sequence[Rule | None], fits: Sequence[Fitting]) -> Label:
    """A line from the first paragraph on, before the readers' part."""
    line, row = lines[i], rules[i]
    if row is not None:
        if row.kind == "comment":
            return Label("navigation", "link to the comments")
        return Label(row.kind, row.name)
    if line.heading:
        return Label("title", "section heading")
    if town_alone(lines, i):
        return Label("dateline", "town alone")
    if not line.bullet and (why := pictured(line)):
        return Label("caption", why)
    if section(lines, i, rules):
        return Label("title", "section heading")
    if next_report(lines, i, fits):
        return Label("title", "headline of another report")
    return Label("body", "list item" if line.bullet else "paragraph")


def _after(row: Rule | None, found: Ending | None) -> Label:
    """A line of the readers' part."""
    if row is not None and row.kind in IN_COMMENTS:
        return Label(row.kind, row.name)
    return Label("comment", found.reason if found else "comment")


def _related(lines: Sequence[Line], labels: list[Label], first: int) -> None:
    """Under a heading such as "Related" stand titles of other reports, until a whole sentence comes."""
    under = False
    for i, line in enumerate(lines):
        label = labels[i]
        if i > first and label == Label("related", "related heading"):
            under = True
        elif under and label.kind in ("body", "title", "dateline", "byline") and _linked(line):
            listed = bool(line.bullet) and labels[i - 1].kind == "related"
            labels[i] = Label("related", UNDER_HEADING if listed else "under a related heading")
        else:
            under = under and label.kind in ("related", "navigation", "caption")


def _linked(line: Line) -> bool:
    """A title that links to another report: no full stop, or a short question."""
    return line.words <= 20 and (not line.final or (line.plain.endswith("?") and line.words < PROSE_WORDS))


def _foot(lines: Sequence[Line], labels: list[Label], stop: int) -> None:
    """After the last paragraph, short lines without a verb's full stop are furniture where some stands before them; a few without
    figures also where it stands after them: a longer list, or one that a colon opens, may be names of the dead."""
    last = max((i for i in range(stop) if labels[i].kind == "body" and prose(lines[i])), default=-1)
    if last < 0:
        return
    rows = range(last + 1, stop)
    short = [
        i for i in rows if labels[i].kind in ("body", "title") and not (lines[i].final or lines[i].bullet) and lines[i].words <= FOOT_WORDS
    ]
    first = next((i for i in rows if labels[i].kind in FURNITURE or labels[i].reason == "taxonomy"), stop)
    lowest = max((i for i in rows if labels[i].kind in FURNITURE), default=0)
    over = [i for i in short if i < min(first, lowest)]
    few = len(over) <= FEW and not any(FIGURE.search(lines[i].plain) for i in over) and not lines[last].plain.endswith(":")
    for i in short:
        if i > first or (few and i in over):
            labels[i] = Label("navigation", "foot of the page")
