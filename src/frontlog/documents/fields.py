"""Fields that stand at the head of a text in so many words: "TITLE: ...", "Date: ...", or a Markdown front matter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.documents.lines import Line

KEYS = {
    "title": ("title", "headline", "subject"),
    "url": ("url", "link", "permalink", "web", "canonical"),
    "published": (
        "published",
        "date",
        "publication date",
        "date of publication",
        "pubdate",
        "posted",
        "datum",
        "sent",
        "published on",
        "date published",
    ),
    "updated": ("updated", "modified", "last updated", "lastmod"),
    "retrieved": ("retrieved", "accessed", "downloaded", "fetched", "archived", "crawled"),
    "outlet": ("outlet", "source", "publisher", "publication", "site", "newspaper", "agency", "from"),
    "author": ("author", "by", "byline", "reporter", "authors"),
    "other": (
        "id",
        "tags",
        "language",
        "lang",
        "section",
        "category",
        "categories",
        "slug",
        "layout",
        "draft",
        "to",
        "cc",
        "keywords",
        "description",
        "type",
        "country",
        "region",
        "words",
        "image",
    ),
}
FIELD_OF = {key: field for field, keys in KEYS.items() for key in keys}
FIELD = re.compile(r"^\**([A-Za-z][A-Za-z ]{1,24}?)\**\s?:\**\s*(?=\S)")
FENCE = re.compile(r"^(?:---|\+\+\+)$")
LEADING = ("title", "url", "published", "outlet")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its line, its name here, and the offsets of its value in the text."""

    line: int
    name: str
    value: str
    start: int
    end: int


def fields(lines: Sequence[Line]) -> tuple[Field, ...]:
    """The head fields of a text. Two in a row make a head, or one that only a head can hold (TITLE:, HEADLINE:, URL:)."""
    found: list[Field] = []
    for line in lines:
        if FENCE.match(line.text) and (line.number == 0 or found):
            if line.number > 0:
                break
            continue
        match = FIELD.match(line.text)
        name = FIELD_OF.get(match.group(1).lower(), "") if match else ""
        if match is None or not name:
            break
        value = line.text[match.end() :].strip().strip("\"'")
        start = line.start + line.text.index(value, match.end()) if value else line.end
        found.append(Field(line.number, name, value, start, start + len(value)))
    shouted = bool(found) and lines[0].text.startswith(("TITLE:", "HEADLINE:", "URL:", "Title:", "Headline:"))
    return tuple(found) if shouted or (len(found) >= 2 and any(field.name in LEADING for field in found)) else ()


def first(found: Sequence[Field], name: str) -> Field | None:
    """The first field of that name."""
    return next((field for field in found if field.name == name), None)
