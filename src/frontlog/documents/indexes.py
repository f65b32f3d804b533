"""Pages that are no report: openings of many reports (a topic, a category, a home page), or pictures with their captions.

Each teaser on such a page reads like the first sentence of a report, so no line can say it: the page says it as a whole. Its teasers
break off, or a button to the rest stands under each; on a page that names itself by its tag no text runs on. Labels only: what is said
there stays in the text, and reading says that the page holds no report.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.documents.blocks import Label
from frontlog.documents.lines import PLAIN_PROSE, Line

TEASERS, PICTURES, LIST = "page of teasers", "page of pictures", "one of many links"
HEAD_TITLE = "head field: title"
TOLD_WORDS = 9  # of a line that tells something; a headline may have as many and no stop
CUT_LENGTH = 100  # characters: dots and the longest words that lead on
CUT_WORDS = 6  # of a teaser that breaks off
MORE = (
    r"(?:\(|\[)?(?:read|see|view|continue) ?"
    r"(?:more|on|reading|article|the (?:full|rest)|full (?:article|story|text|post))?(?: [^:]{2,60}?)?"
)
CUT = re.compile(rf"(?:(?:…|(?<!\.)\.{{3}}|\. \. \.|\[(?:…|\.{{3}})\])(?: {{0,2}}{MORE}[)\]]?[ .…»›>→-]*)?|\.{{3}} ?more)$", re.IGNORECASE)
# an arrow (» is read as a mark of quotation) leads to another page; without one it may unfold this one
BUTTON = re.compile(rf"(?:{MORE}|full (?:article|story|text)|more) ?[)\]]? ?[\"»›>→]+(?: -)?", re.IGNORECASE)
BUTTON_WORDS = 12
TOPIC = re.compile(
    r"(?:home ?[\"»›>/|]? ?)?(?:(?:tag(?: archives?)?|(?:category|author) archives?|browsing(?: tag| category)?) ?[:»›–-]|"
    r"archives? for(?: the)?\b|search results(?: for)?\b|(?:posts|articles|stories|entries) (?:tagged|by tag|in category)(?: with)?\b)"
    r"[ :\"'‘“]*\S.{0,60}",
    re.IGNORECASE,
)
# what may also stand in the menu over a report: one text at least breaks off under it
LATEST = re.compile(
    r"(?:blog|news|post|article)s? archives?|\w[\w' -]{2,30} archives?|(?:recent|latest|all) (?:news|posts|stories|articles)", re.IGNORECASE
)
TOPIC_AMONG, TOPIC_WORDS = 6, 10  # lines at the top of a page, words of its topic
CLOSED = 2  # lines of text in a row that a teaser may have
OPEN, BUTTONS = 2, 3  # teasers that break off; that do or have a button: a box in a report has one over its headline
PICTURED = 2  # captions that make a page of pictures
CREDIT = re.compile(r"(?:photo(?:graph)?|foto|image|picture|bild|фото)s?(?: by|:) ?\S.{1,60}", re.IGNORECASE)
COUNTER = re.compile(r"\d{1,3} ?(?:/|of) ?\d{1,3}")
LISTED = 3  # links to other reports that say what the line among them is
LINK_WORDS = 4
STEADY = ("title", "body", "related")
PARTING = (*STEADY, "dateline", "byline")


@dataclass(slots=True)
class _Text:
    """A stretch of lines in a row that tell something: where, how many, and whether it breaks off."""

    start: int
    lines: int = 0
    open: bool = False
    button: bool = False  # that says so


def settled(lines: Sequence[Line], labels: Sequence[Label], stated: Sequence[bool]) -> list[Label]:
    """The labels, where the page as a whole is no report: teasers are related, what stands among captions is a caption. What the format
    or a head field states stays, and a headline or text in such a field says that this is a report."""
    if any(held and (label.kind == "body" or label.reason == HEAD_TITLE) for held, label in zip(stated, labels, strict=True)):
        return list(labels)
    if among := _pictures(lines, labels):
        return [Label("caption", PICTURES) if i in among else label for i, label in enumerate(labels)]
    if not _teasers(lines, labels):
        return list(labels)
    told = [label.kind in ("title", "body") and not held for label, held in zip(labels, stated, strict=True)]
    return [Label("related", TEASERS) if free else label for label, free in zip(labels, told, strict=True)]


def _teasers(lines: Sequence[Line], labels: Sequence[Label]) -> bool:
    """Whether a page is made of openings of other reports."""
    texts = _texts(lines, labels)
    if not texts or any(text.lines > CLOSED and not text.open for text in texts):
        return False
    head = [line.plain for line in lines[: min(TOPIC_AMONG, texts[0].start)] if line.words <= TOPIC_WORDS]
    if any(map(TOPIC.fullmatch, head)):
        return len(texts) > 1 or texts[0].open or texts[0].button
    if any(map(LATEST.fullmatch, head)):
        return len(texts) > 1 and any(text.open or text.button for text in texts)
    cut = sum(text.open and _cut(lines[text.start + text.lines - 1]) for text in texts)
    more = sum(text.open or text.button for text in texts)
    closed = sum(text.lines for text in texts if not (text.open or text.button))
    return (texts[0].open or texts[0].button) and (cut >= OPEN or more >= BUTTONS) and 2 * closed <= more


def _texts(lines: Sequence[Line], labels: Sequence[Label]) -> list[_Text]:
    """The texts of a page, in order. A line that breaks off ends one, and so does a headline or a day; furniture in its midst does not. A
    button under it says that it goes on elsewhere, where no text follows directly: between paragraphs it unfolds the page."""
    out: list[_Text] = []
    runs = button = False
    for i, (line, label) in enumerate(zip(lines, labels, strict=True)):
        broken = (line.words >= CUT_WORDS and _cut(line)) or _bare_cut(lines, i)
        if out and line.words <= BUTTON_WORDS and BUTTON.fullmatch(line.plain):
            button = True
        elif label.kind in STEADY and (broken or (line.final and line.words >= TOLD_WORDS)):
            if not runs or (broken and out[-1].lines >= CLOSED):
                out.append(_Text(line.number))
            out[-1].lines += 1
            out[-1].open, runs, button = broken, not broken, False
        elif label.kind in PARTING and not (label.kind == "body" and line.final):
            runs = False
            if button:
                out[-1].button, button = True, False
    if button:
        out[-1].button = True
    return out


def _cut(line: Line) -> bool:
    """Whether a line breaks off with a sign: dots, or dots and words that lead to the rest."""
    return CUT.search(line.plain[-CUT_LENGTH:]) is not None


def _bare_cut(lines: Sequence[Line], i: int) -> bool:
    """Whether a text stops in the midst of a sentence, without a sign: it stands alone under a headline, longer than any of those."""
    line, over = lines[i], lines[i - 1]
    alone = line.gap and (over.gap or i == 1) and (i + 1 == len(lines) or lines[i + 1].gap)
    headed = i > 0 and over.words >= LINK_WORDS and not over.final
    return bool(alone and headed and line.words >= PLAIN_PROSE and (line.plain[-1:].isalnum() or line.plain.endswith(",")))


def _pictures(lines: Sequence[Line], labels: Sequence[Label]) -> frozenset[int]:
    """Descriptions on a page of pictures: most of what it tells stands in captions, and the rest breaks off ("... in the north of
    the...more"); or under each sentence stands whose picture it is, on a page that counts its pictures or has several."""
    told = [i for i, label in enumerate(labels) if label.kind in ("body", "caption") and lines[i].words >= TOLD_WORDS]
    others = frozenset(i for i in told if labels[i].kind == "body")
    if not others:
        return others
    most = len(told) - len(others) >= max(PICTURED, len(others)) and all(_cut(lines[i]) for i in others)
    counted = len(others) >= PICTURED or any(COUNTER.fullmatch(line.plain) for line in lines)
    credited = counted and all(i + 1 < len(lines) and not lines[i + 1].gap and CREDIT.fullmatch(lines[i + 1].plain) for i in others)
    return others if most or credited else frozenset()


def listed(lines: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    """The labels, where headlines without a stop that passed for the report's stand at its foot in a row with three or more links."""
    out = list(labels)
    last = max((i for i, label in enumerate(labels) if label.kind == "body" and lines[i].final), default=len(lines))
    start = last + 1
    for stop in range(last + 1, len(lines) + 1):
        if stop < len(lines) and (labels[stop].kind == "related" or _heads(lines[stop], labels[stop])):
            continue
        links = sum(label.kind == "related" for label in labels[start:stop])
        if links >= LISTED and 2 * links > stop - start:
            out[start:stop] = [label if label.kind == "related" else Label("related", LIST) for label in labels[start:stop]]
        start = stop + 1
    return out


def _heads(line: Line, label: Label) -> bool:
    """Whether a line may be a link: a headline that was taken for a line of the report."""
    return label.kind == "body" and line.words >= LINK_WORDS and not line.bullet and not line.plain.endswith((":", ",", ";"))
