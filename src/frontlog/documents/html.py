"""Web pages: main text, readers' comments kept apart, and what the markup says about title, author, site and dates. No network."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import cache

from trafilatura import bare_extraction, html2txt
from trafilatura.settings import DEFAULT_CONFIG

from frontlog.documents.date_forms import make
from frontlog.documents.extract import Extract, Mark, Note, UnreadableError
from frontlog.documents.text import clean, decode
from frontlog.model import DateCandidate

CHARSET = re.compile(rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
META = re.compile(r"<(?:meta|time)\b[^>]{0,1000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
JSON_DATE = re.compile(r"\"(datePublished|dateModified)\"\s*:\s*\"([^\"]{8,40})\"")
DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
ROLES = {
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "pubdate": "published",
    "publishdate": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "article:modified_time": "updated",
    "og:updated_time": "updated",
    "datemodified": "updated",
    "lastmod": "updated",
    "last-modified": "updated",
}
SHORTEST = "80"  # characters that trafilatura takes as an article: a news flash is short, its own limit of 250 drops those
# Only dates that the page marks as such: a search through its text would find the days of events. The upper bound is given so that the
# answer does not hang on today.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
DEEP = 3000  # open elements within each other; beyond it the parser's own recursion would end the run


@cache
def _config() -> ConfigParser:
    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", SHORTEST)
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return config


def declared(content: bytes) -> str:
    """The charset that a page names in its first bytes."""
    found = CHARSET.search(content[:4096])
    return found.group(1).decode("ascii", "replace") if found else ""


def html(content: bytes) -> Extract:
    """Read a page. Raises UnreadableError when it holds no text."""
    decoded = decode(content, declared(content))
    extract = page(decoded.text)
    notes = (Note("charset guessed", f"its charset was guessed as {decoded.charset}"),) if decoded.guessed else ()
    return Extract(
        text=extract.text,
        title=extract.title,
        url=extract.url,
        outlet=extract.outlet,
        author=extract.author,
        dates=extract.dates,
        marks=extract.marks,
        notes=(*extract.notes, *notes),
    )


def page(source: str) -> Extract:
    """Read the source of a page that is text already. The clean text is title, main text and then the comments, marked as such."""
    if _depth(source) > DEEP:
        raise UnreadableError("too deep", f"the page nests more than {DEEP} elements", "Save it as text and add that.")
    found = bare_extraction(source, with_metadata=True, include_comments=True, date_extraction_params=dict(DATES), config=_config())
    body = clean(getattr(found, "text", None) or "").strip()
    notes: tuple[Note, ...] = ()
    if not body:
        body = clean(html2txt(source) or "").strip()
        notes = (Note("no main text found", "no main text stood out, so the text of the whole page was taken"),)
    if not body:
        raise UnreadableError(
            "no text", "the page holds no text", "Save the page after its text has loaded, or paste the text into a .txt file."
        )
    title = " ".join(clean(getattr(found, "title", None) or "").split())
    comments = clean(getattr(found, "comments", None) or "").strip()
    text, marks = assemble(title, body, comments)
    return Extract(
        text=text,
        title=title,
        url=_plain(getattr(found, "url", None)),
        outlet=_plain(getattr(found, "sitename", None)),
        author=_plain(getattr(found, "author", None)),
        dates=tuple(_dates(source, _plain(getattr(found, "date", None)))),
        marks=marks,
        notes=notes,
    )


def assemble(title: str, body: str, comments: str = "") -> tuple[str, tuple[Mark, ...]]:
    """One text of title, body and comments, with marks for what is known: the title is put first unless the body opens with it."""
    opening = " ".join(body[: len(title) + 40].lstrip("# *\n").split())
    marks = []
    text = body
    if title and not opening.lower().startswith(title.lower()):
        text = f"{title}\n\n{body}"
        marks.append(Mark(0, len(title), "title", "title of the page"))
    if comments:
        start = len(text) + 2
        text = f"{text}\n\n{comments}"
        marks.append(Mark(start, len(text), "comment", "comments of the page"))
    return text, tuple(marks)


def _plain(value: object) -> str:
    return " ".join(clean(str(value)).split()) if value else ""


def _depth(source: str) -> int:
    """How deep elements nest, roughly: block elements opened and not yet closed. Cheap, and right for what is built to break parsers."""
    depth, deepest = 0, 0
    for found in re.finditer(r"<(/?)(?:div|span|table|tr|td|ul|ol|li|section|article|b|i|font|p|a|blockquote)\b", source, re.IGNORECASE):
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _dates(source: str, guessed: str) -> Iterator[DateCandidate]:
    """Dates of the markup: what meta elements and JSON-LD state, and the extractor's own find when they say nothing."""
    found = list(_stated(source))
    if not any(candidate.role == "published" for candidate in found):
        day = _day(guessed, "published")
        found += [day] if day else []
    yield from found


def _stated(source: str) -> Iterator[DateCandidate]:
    for tag in META.finditer(source[:400_000]):
        attributes = {name.lower(): one or two for name, one, two in ATTRIBUTE.findall(tag.group())}
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or attributes.get("http-equiv") or ""
        role = ROLES.get(key.lower())
        candidate = _day(attributes.get("content") or attributes.get("datetime") or "", role) if role else None
        if candidate:
            yield candidate
    for found in JSON_DATE.finditer(source[:400_000]):
        candidate = _day(found.group(2), ROLES[found.group(1).lower()])
        if candidate:
            yield candidate


def _day(words: str, role: str) -> DateCandidate | None:
    found = DAY.match(words.strip())
    day = make(*(int(part) for part in found.groups())) if found else None
    return DateCandidate(day, role, words.strip(), -1, -1) if day else None
