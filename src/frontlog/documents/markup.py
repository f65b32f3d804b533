"""What the markup of a page says about it: charset, title, author, site, address and dates. Regular expressions only."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

import numpy as np
import numpy.typing as npt

from frontlog.documents.date_forms import make, scan
from frontlog.documents.mastheads import SECTION, named
from frontlog.documents.patterns import CLOCK, STAMP
from frontlog.documents.places import codepoints
from frontlog.documents.text import clean
from frontlog.model import DateCandidate
from frontlog.reference.expressions import Expression

CHARSET = re.compile(rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# case is spelled out: ignoring it takes letters of other scripts for these
META = re.compile(r"<(?:[Mm][Ee][Tt][Aa]|[Tt][Ii][Mm][Ee]|[Ll][Ii][Nn][Kk])\s[^<>]{0,1000}>")
TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
H1 = re.compile(r"<h1\b[^<>]{0,300}>(.{1,600}?)</h1>", re.IGNORECASE | re.DOTALL)
TAGS = re.compile(r"<[^<>]{0,300}>")
NEAR = 900  # characters of source behind the headline
ALONE = Expression(rf"(?:(?:date|published|posted|updated)(?: on| at)?:? ?)?{STAMP}(?: ?[\[(|,-]? ?{CLOCK}[\])]?)?", re.IGNORECASE)
SEPARATORS = re.compile(r"\s*(?:\||·|•|»|«|::|\s[-–—]\s)\s*")
ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
JSON_NAMES = ("datePublished", "dateModified")
JSON_DATE = re.compile(rf"\"({'|'.join(JSON_NAMES)})\"\s*:\s*\"([^\"]{{8,40}})\"")
FIRST, THIRD, SIGN = (np.isin(np.arange(256), [ord(letter) for letter in letters]) for letters in ("MmTtLl", "TtMmNn", "PM"))
DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
LOOKED_AT = 400_000  # characters; what a page says about itself stands near its top
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
NAMES = {  # of meta elements, the best first
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "url": ("og:url",),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
}


def declared(content: bytes) -> str:
    """The charset that a page names in its first bytes."""
    found = CHARSET.search(content[:4096])
    return found.group(1).decode("ascii", "replace") if found else ""


@dataclass(frozen=True, slots=True)
class Signs:
    """What one look at the characters of a page shows: how many tags it has, the attributes of the elements that speak about it, and where
    JSON may state a day."""

    tags: int
    elements: tuple[Mapping[str, str], ...]
    days: tuple[int, ...]


_last: list[tuple[str, Signs]] = [("", Signs(0, (), ()))]


def signs(source: str) -> Signs:
    """One look at a page.

    Asked several times for each page, for what it states and for its dates, so the last answer is kept: by the text itself and not by its
    hash, which takes as long as the look. Expressions are tried where they can begin: to search with them takes three times as long.
    """
    known, found = _last[0]
    if known is not source:
        try:
            codes: npt.NDArray[np.unsignedinteger[Any]] = np.frombuffer(source.encode("latin-1"), np.uint8)
        except UnicodeEncodeError:
            codes = codepoints(source)
        tags = np.flatnonzero(codes == ord("<"))
        some = tags[FIRST.take(codes.take(tags + 1, mode="clip"), mode="clip") & THIRD.take(codes.take(tags + 3, mode="clip"), mode="clip")]
        days = np.flatnonzero((codes[:-1] == ord('"')) & (codes[1:] == ord("d")))
        days = days[SIGN.take(codes.take(days + len('"date'), mode="clip"), mode="clip")]
        elements = (
            {name.lower(): unescape(one or two or three) for name, one, two, three in ATTRIBUTE.findall(tag.group())}
            for tag in _tried(META, source, some.tolist())
        )
        found = Signs(len(tags), tuple(elements), tuple(days.tolist()))
        _last[0] = source, found
    return found


def _tried(pattern: re.Pattern[str], source: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """`pattern.finditer` up to LOOKED_AT, where a match begins at one of some places."""
    end = 0
    for place in places:
        if place >= end and (found := pattern.match(source, place, LOOKED_AT)):
            end = found.end()
            yield found


def elements(source: str) -> tuple[Mapping[str, str], ...]:
    """The attributes of the elements that speak about the page."""
    return signs(source).elements


def stated(source: str) -> dict[str, str]:
    """Title, outlet, url and author as the page states them; empty where it is silent."""
    values: dict[str, str] = {}
    canonical = ""
    for found in elements(source):
        if found.get("rel", "").lower() == "canonical":
            canonical = canonical or found.get("href", "")
        values.setdefault(_key(found), found.get("content", ""))
    out = {name: next((words for key in keys if (words := line(values.get(key)))), "") for name, keys in NAMES.items()}
    out["url"] = canonical if canonical.startswith(("http://", "https://")) else out["url"]
    if not out["title"]:
        title = TITLE.search(source, 0, LOOKED_AT)
        out["title"] = line(unescape(title.group(1))) if title else ""
    return {**out, "author": "" if "://" in out["author"] else out["author"]}


def site(source: str, title: str) -> str:
    """The site's name in the page's title, behind the headline ("Town taken | News | Gulf Courier") or, as blogs have it, before it; empty
    where the page has no heading that shows which part is which."""
    whole = TITLE.search(source, 0, LOOKED_AT)
    if not whole:
        return ""
    words = line(unescape(whole.group(1)))
    heads = [line(unescape(TAGS.sub(" ", found.group(1)))) for found in H1.finditer(source, 0, LOOKED_AT)]
    for head in (title, *heads):
        rest = words[len(head) :] if head and words.startswith(head) else ""
        if rest.startswith(": ") and head in heads:
            return head  # a blog's title stands in its first heading
        parts = [part.strip() for part in SEPARATORS.split(rest)] if SEPARATORS.match(rest) else []
        if parts and named(head):
            return head
        if parts and 0 < len(parts[-1].split()) <= 8 and not parts[-1].isdigit() and not SECTION.match(parts[-1]):
            return parts[-1]
    return ""


def headline(title: str, site: str) -> str:
    """A page's title without the site's name behind it."""
    rest = title.removesuffix(site).rstrip() if site else title
    cut = rest.rstrip("|·•»«–—-: ")
    return cut if cut != rest and len(cut.split()) > 1 else title


def line(value: object) -> str:
    """Words on one line, clean."""
    return " ".join(clean(str(value)).split()) if value else ""


def dates(source: str, found: str, title: str = "") -> Iterator[DateCandidate]:
    """Dates of the markup: what meta elements and JSON-LD state, and when they say nothing `found`, the extractor's own find, or else a day
    that stands alone in an element under the headline."""
    all_stated = list(_stated(source))
    if not any(candidate.role == "published" for candidate in all_stated):
        day = _day(found, "published") or _under(source, title)
        all_stated += [day] if day else []
    yield from all_stated


def _stated(source: str) -> Iterator[DateCandidate]:
    for attributes in elements(source):
        role = ROLES.get(_key(attributes))
        candidate = _day(attributes.get("content") or attributes.get("datetime") or "", role) if role else None
        if candidate:
            yield candidate
    for found in _tried(JSON_DATE, source, signs(source).days):
        candidate = _day(found.group(2), ROLES[found.group(1).lower()])
        if candidate:
            yield candidate


def _under(source: str, title: str) -> DateCandidate | None:
    """The day in an element that holds nothing else, in the first letters behind the headline; above it stands today's as often."""
    body = source.find("<body")
    at = source.find(title, max(body, 0), LOOKED_AT) if title else -1
    for words in TAGS.split(source[at + len(title) : at + len(title) + NEAR]) if at >= 0 else ():
        words = line(unescape(words)).strip(" |-–•")
        if (stamp := ALONE.fullmatch(words)) and (hit := next(scan(words, 0, len(words)), None)):
            role = "updated" if words.lower().startswith("updated") else "published"
            return DateCandidate(hit.day, role, stamp.group(), -1, -1)
    return None


def _key(attributes: Mapping[str, str]) -> str:
    names = ("property", "name", "itemprop", "http-equiv")
    return next((attributes[name] for name in names if attributes.get(name)), "").lower()


def _day(words: str, role: str) -> DateCandidate | None:
    found = DAY.match(words.strip())
    day = make(*(int(part) for part in found.groups())) if found else None
    return DateCandidate(day, role, words.strip(), -1, -1) if day else None
