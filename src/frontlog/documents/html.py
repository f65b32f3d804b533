"""Web pages: main text, readers' comments kept apart, and what the markup says about title, author, site and dates. No network.

Two extractors: `careful` (trafilatura), and `bulk` (resiliparse), ten times as fast and a little less clean, for millions of pages.
"""

import re
from collections.abc import Callable
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction, html2txt, load_html
from trafilatura.settings import DEFAULT_CONFIG

from frontlog.documents.align import align
from frontlog.documents.extract import Extract, Note, UnreadableError, assemble
from frontlog.documents.facts import facts
from frontlog.documents.layout import unfold
from frontlog.documents.markup import dates, declared, headline, line, signs, site
from frontlog.documents.markup import stated as stated_by
from frontlog.documents.mojibake import mend
from frontlog.documents.places import Placed
from frontlog.documents.text import Decoded, clean, decode, decode_text

SHORTEST = "80"  # characters that trafilatura takes as an article: a news flash is short, its own limit of 250 drops those
DEEP = 3000  # open elements within each other; beyond it the parser's own recursion would end the run
# elements that may stay open without nesting: their end tags are left out lawfully, or they have none
FLAT = (
    "p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|optgroup|colgroup|rp|rt|html|head|body"
    "|area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|param"
)
TAG = re.compile(rf"<(/?)(?!(?:{FLAT})\b)[a-z][^<>]{{0,2000}}?(/?)>", re.IGNORECASE)
EMPTY = ("no text", "the page holds no text", "Save the page after its text has loaded, or paste the text into a .txt file.")


@dataclass(frozen=True, slots=True)
class Main:
    """What an extractor found in a page."""

    text: str
    comments: str = ""
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    day: str = ""


Extractor = Callable[[str], Main]


@cache
def _config() -> ConfigParser:
    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", SHORTEST)
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return config


def careful(source: str) -> Main:
    """The main text by trafilatura: F1 .960 on 181 articles of a public benchmark, comments apart."""
    tree = load_html(source)
    try:
        stated = facts(tree) if tree is not None else None
    except (TypeError, ValueError):  # as trafilatura has it: a page that its finders stumble over gives nothing
        return Main("")
    if tree is not None and ("<table" in source or "<TABLE" in source):
        unfold(tree)
    text: Any = bare_extraction(tree, url=stated.url, include_comments=True, config=_config()) if stated is not None else None
    if text is None:
        return Main("")
    words = {key: line(getattr(stated, name, None)) for key, name in NAMES.items()}
    return Main(text.text or "", text.comments or "", **words)


NAMES = {"title": "title", "url": "url", "outlet": "sitename", "author": "author", "day": "date"}


def bulk(source: str) -> Main:
    """The main text by resiliparse: F1 .934 on the same articles. Comments are left out, not kept apart."""
    stated = stated_by(source)  # first, while the page is in near memory
    text = extract_plain_text(source, main_content=True, comments=False, alt_texts=False, post_meta=False, list_bullets=False)
    return Main(text, **stated)


def html(content: bytes, charset: str = "") -> Extract:
    """Read a page carefully. `charset` is the server's, which goes before the page's own. Raises UnreadableError without text."""
    return _noted(decode(content, charset, declared(content), source=True), careful)


def html_bulk(content: bytes, charset: str = "") -> Extract:
    """Read a page fast. Where its words stand in its bytes is not worked out: where.py does that when it is asked for."""
    decoded = decode_text(content, charset, declared(content))
    found = extracted(decoded.text, bulk)
    return replace(found, notes=(*found.notes, *decoded.notes("its"))) if decoded.guessed or decoded.mended else found


def _noted(decoded: Decoded, extractor: Extractor) -> Extract:
    found = page(decoded.source, extractor)
    return replace(found, notes=(*found.notes, *decoded.notes("its")))


def page(source: Placed, extractor: Extractor = careful) -> Extract:
    """Read the source of a page that is text already, and where its words stand."""
    found = extracted(source.text, extractor)
    return replace(found, source=align(found.text, source))


def extracted(source: str, extractor: Extractor) -> Extract:
    """The text of a page. The clean text is title, main text and then the comments, marked as such."""
    if too_deep(source):
        raise UnreadableError("too deep", f"the page nests more than {DEEP} elements", "Save it as text and add that.")
    found = extractor(source)
    notes: tuple[Note, ...] = ()
    body = _tidy(found.text)
    if not body:
        body = _tidy(html2txt(source) or "")
        notes = (Note("no main text found", "no main text stood out, so the text of the whole page was taken"),)
    if not body:
        raise UnreadableError(*EMPTY)
    outlet = mend(found.outlet or site(source, found.title))
    title = headline(mend(found.title), outlet)
    text, marks = assemble(title, body, _tidy(found.comments))
    return Extract(
        text=text,
        title=title,
        url=found.url,
        outlet=outlet,
        author=mend(found.author),
        dates=tuple(dates(source, found.day, title)),
        marks=marks,
        notes=notes,
    )


def _tidy(text: str) -> str:
    return clean(mend(text)).strip()


def too_deep(source: str) -> bool:
    """Whether elements nest deeper than DEEP, roughly. Cheap, and right for what is built to break parsers."""
    if signs(source).tags <= DEEP:
        return False
    depth = 0
    for found in TAG.finditer(source):
        if found.group(1):
            depth = max(0, depth - 1)
        elif not found.group(2):
            depth += 1
            if depth > DEEP:
                return True
    return False
