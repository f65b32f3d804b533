"""When a report was published: every date it offers with its role, and which one is taken.

Roles: published, republished, updated, title, dateline, url, listed, file. The order of preference is the table CHOICE. A date in a
picture's caption, a comment or a link to another report is never a candidate, and without a candidate the day stays unknown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from frontlog.documents import fields as heads
from frontlog.documents.blocks import Block
from frontlog.documents.date_forms import DAY_FIRST, MONTH_FIRST, Found, in_address, in_name, scan
from frontlog.documents.day_headings import REASON
from frontlog.documents.extract import Extract
from frontlog.documents.lines import plain
from frontlog.documents.outlet import Provenance, same
from frontlog.documents.patterns import FOREIGN_UPDATED, REPORT_WORD
from frontlog.documents.segment import Segmented
from frontlog.documents.yearless import Page
from frontlog.model import DateCandidate
from frontlog.reference.outlets import load_outlets

# The page's own words first; a title's date is the day it reports on, which for daily reports is the day of publication; an
# address is made once and never mended; a list that named the page (a feed, a table that somebody kept) may mean when the page was
# added to it, but knows more than a file's name; a reposting or an update came later than the report, so they are the last resort.
CHOICE = ("published", "title", "dateline", "url", "listed", "file", "republished", "updated")
WHY = {
    "published": "given as the day of publication",
    "republished": "the day on which it was reposted",
    "updated": "the day of a later change",
    "title": "stands in the title of the report",
    "dateline": "stands in the dateline",
    "url": "stands in the address of the page",
    "listed": "given by the list that named the page",
    "file": "stands in the name of the file",
}
MONTH_FIRST_IN = {"US"}
UNSURE = {"", "CA", "PH", "CN", "JP", "KR", "TW"}  # both orders are in use there, or the year comes first at home
UPDATED = re.compile(rf"\b(?:updated?|modified|edited|last update|{FOREIGN_UPDATED})\b[^|•]{{0,30}}$", re.IGNORECASE)
ELSEWHEN = re.compile(r"\b(?:retrieved|accessed|archived|copyright|©|born|since|founded|taken|photo)\b[^|•]{0,30}$", re.IGNORECASE)
PERIOD = re.compile(r"\b(?:reporting|covering|for the|review) (?:the )?(?:period|week|month)\b|^period\b", re.IGNORECASE)
FIRST = re.compile(r"\b(?:first|originally|initially) (?:published|posted|appeared|printed|released)\b", re.IGNORECASE)
ORIGINALLY = re.compile(r"(?:originally|first) published:?|original publication date:?", re.IGNORECASE)  # a label over its value
POSTED = re.compile(r"(?:posted|published|added)(?: on)?:?", re.IGNORECASE)
AS_OF = re.compile(r"\bas (?:of|at|on)\b(?:\d{1,2}\.\d\d|[^.;]){0,30}$", re.IGNORECASE)
TODAY = re.compile(r"\btoday,? (?:on )?(?:\w{3,6}day,? )?$", re.IGNORECASE)
RANGE = re.compile(r"\s?(?:[-–—]|to\b)\s?\S")  # what follows the first day of "1 April 2024 – 30 April 2024"
NAME_ROLES = {"wire dateline": "dateline", "place dateline": "dateline", "agency dateline": "dateline"}


def candidates(text: str, read: Segmented, extract: Extract, whose: Provenance, name: str) -> tuple[DateCandidate, ...]:
    """All dates of publication that a document offers, in the order: format, text, address, file name; each role and day once."""
    out: dict[tuple[str, date], DateCandidate] = {}
    for candidate in _all(text, read, extract, whose, name):
        what = WHY[candidate.role] if not candidate.why else f"{WHY[candidate.role]}; {candidate.why}"
        out.setdefault((candidate.role, candidate.day), replace(candidate, why=what))
    return tuple(out.values())


def order_of(outlet: str) -> tuple[str, str]:
    """Whether an outlet writes the day or the month first in figures, and the words for it; empty where its country does not tell."""
    known = load_outlets().find(outlet) if outlet else None
    if known is None or known.country in UNSURE:
        return "", ""
    order = MONTH_FIRST if known.country in MONTH_FIRST_IN else DAY_FIRST
    return order, f"{order}, as is usual in the country of {known.name} ({known.country})"


def choose(found: Sequence[DateCandidate]) -> DateCandidate | None:
    """The candidate that the publication date is taken from: by role, then a date in the text before one in markup, then the first."""
    ranked = sorted(range(len(found)), key=lambda i: (CHOICE.index(found[i].role), found[i].start < 0, i))
    return found[ranked[0]] if ranked else None


def _all(text: str, read: Segmented, extract: Extract, whose: Provenance, name: str) -> Iterator[DateCandidate]:
    yield from extract.dates
    page = Page(text, read, extract, name)
    known = {field.line for field in read.fields}
    order = order_of(whose.outlet)
    for field in read.fields:
        if field.name in ("published", "updated"):
            for hit in page.days(field.start, min(field.end, field.start + 40), order[0], stamp=True):
                yield _candidate(text, hit, field.name, order)
                break
    top = read.lines[max(known)].end if known else 0
    opening, label = True, ""
    taken_over = any(ORIGINALLY.fullmatch(line.plain) for line in read.lines)
    for block in read.blocks:
        before, label = label, plain(text[block.start : block.end]) if block.end - block.start < 40 else ""
        if taken_over and POSTED.fullmatch(before) and block.kind == "dateline":
            yield from (replace(hit, role="republished") for hit in _stamp(page, block, whose, order))
            continue
        if block.kind == "title" and block.reason != REASON:
            yield from _title(page, block)
        elif block.kind in ("dateline", "byline") and block.start >= top:
            yield from _stamp(page, block, whose, order)
        elif block.kind == "body" and opening:
            opening = False
            yield from _as_of(text, block)
    yield from _named(read, extract, name)


def _candidate(text: str, hit: Found, role: str, order: tuple[str, str]) -> DateCandidate:
    how = order[1] if hit.how and hit.how == order[0] else hit.how
    return DateCandidate(hit.day, role, text[hit.start : hit.end], hit.start, hit.end, how)


def _stamp(page: Page, block: Block, whose: Provenance, order: tuple[str, str]) -> Iterator[DateCandidate]:
    """Dates of a date line, a byline or a dateline; the name beside them may make them the republisher's."""
    text = page.text
    default = NAME_ROLES.get(block.reason, "published")
    line = plain(text[block.start : block.end])
    reposter = next((name for name, words in whose.dated if words == line), "")
    if reposter and whose.republished_by and same(reposter, whose.republished_by):
        default = "republished"
    previous = block.start
    if PERIOD.search(line):
        return
    for hit in page.days(block.start, block.end, order[0], stamp=block.kind == "dateline"):
        before = text[previous : hit.start]
        previous = hit.end
        if ELSEWHEN.search(before):
            continue
        role = "updated" if UPDATED.search(before) else "published" if FIRST.search(before) else default
        yield _candidate(text, hit, role, order)


def _title(page: Page, block: Block) -> Iterator[DateCandidate]:
    """A date that titles a report: at its edge, set off by a dash or bracket, or beside a word such as "report"; not "the raid of ..."."""
    text = page.text
    for hit in page.days(block.start, block.end):
        before, after = text[block.start : hit.start].rstrip("*_ "), text[hit.end : block.end].lstrip("*_ ")
        edge = not before.strip("#*_ ") or not after
        set_off = before.endswith(("–", "—", "-", "|", "(", "[", ":", ",")) or after.startswith(("–", "—", "-", "|", ")", "]", ":"))
        anniversary = re.search(r"\b(?:of|since|after|before|in|until)$", before)
        elsewhen = ELSEWHEN.search(before + " ") or PERIOD.search(before) or (after and RANGE.match(after) and next(scan(after), None))
        if not elsewhen and (edge or set_off or REPORT_WORD.search(before) or AS_OF.search(before + " ")) and not anniversary:
            yield DateCandidate(hit.day, "title", text[hit.start : hit.end], hit.start, hit.end, hit.how)


def _as_of(text: str, block: Block) -> Iterator[DateCandidate]:
    """ "As of 06:00 on 12 October 2022 ...", "Today, 12 October 2022, ..." in the first paragraph: the report's own day."""
    for hit in scan(text, block.start, min(block.end, block.start + 300)):
        before = text[block.start : hit.start]
        if AS_OF.search(before) or TODAY.search(before):
            yield DateCandidate(hit.day, "dateline", text[hit.start : hit.end], hit.start, hit.end)


def _named(read: Segmented, extract: Extract, name: str) -> Iterator[DateCandidate]:
    field = heads.first(read.fields, "url")
    for url in (extract.url, field.value if field else ""):
        hit = in_address(url) if url.lower().startswith(("http://", "https://")) else None
        if hit:
            yield DateCandidate(hit.day, "url", url, -1, -1)
            break
    hit = in_name(name)
    if hit:
        yield DateCandidate(hit.day, "file", name, -1, -1)
