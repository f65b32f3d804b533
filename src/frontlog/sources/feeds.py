"""Feeds (RSS, Atom) and sitemaps: the addresses that they list, with title and dates, and the reports that some feeds carry in full.

A feed says which is which: RSS has `content:encoded` and Atom `content` for the whole text, beside `description` and `summary` for a
teaser. A content that ends as a teaser does ("Continue reading") is one all the same.
"""

import calendar
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from resiliparse.extract.html2text import extract_plain_text

from frontlog.model import FrontlogError, of_machine
from frontlog.sources.addresses import Address, Entry, Listed, address

FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)\b", re.IGNORECASE)
# what opens a list, behind all that may stand before the first element of XML
OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*+<(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# how UTF-16 begins: with its mark, or with the "<" of XML, behind which a white space may not stand
WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
DECLARED = re.compile(r"""\A(\s*<\?xml\b[^>]*?)\s+encoding\s*=\s*["'][^"'>]*["']""", re.IGNORECASE)
DEEPEST = 2000  # a feed nests four elements, with unclosed HTML in it some hundred; deeper ones are built to break parsers
SHORTEST = 80  # characters of a report, as for a page (documents.html): a news flash is short, a bare headline is shorter
TEASER = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\b(?:read more|continue reading|read (?:the )?(?:full|rest|whole)\b[^\n]{0,80}|more\.\.))[\W_]*$",
    re.IGNORECASE,
)
CREDIT = re.compile(r"\n[^\n]{0,300}\bappeared first on\b[^\n]{0,100}$")  # WordPress closes every entry with it
PARSED = ("published", "updated")
ISO_DAY = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2}(?:[T ].*)?)?)?$")


def is_list(content: bytes) -> bool:
    """Whether some bytes open as a feed or sitemap does; not a page that speaks of one."""
    return bool(OPENING.match(_narrow(content[:65_536])))


def read_feed(content: bytes, base: str = "") -> Listed:
    """The entries of a feed or sitemap. `base` is its own address, for entries that name theirs relatively. Raises FrontlogError."""
    content = _narrow(content)
    head = content[:65_536]
    root = _checked(content)
    found = SITEMAP.search(head)
    if found and not FEED.search(head[: found.start()]):
        if root is None:
            raise FrontlogError("it is a sitemap but no whole XML.", "Save it anew.")
        return Listed("sitemap", tuple(_sitemap(root, base)), further=tuple(_further(root, base)))
    if not FEED.search(head):
        what = "it is a web page, no feed." if HTML.search(head) else "it is neither RSS, Atom nor a sitemap."
        raise FrontlogError(what, "Name the address of the feed itself, or save a page with the suffix .html.")
    # given as a stream, because feedparser takes a text for an address or a file's name when it looks like one
    try:
        import feedparser  # type: ignore[import-untyped]  # late: what reads files asks only whether they are feeds

        parsed = feedparser.parse(BytesIO(content), response_headers={"content-location": base} if base else {})
    except Exception as error:  # on damaged charsets it lets through whatever its parsers raise
        if of_machine(error):
            raise
        raise FrontlogError(f"it is a damaged feed ({type(error).__name__}).", "Save it anew.") from error
    outlet = " ".join(str(parsed.feed.get("title", "")).split())
    rows = [_address(entry, outlet, base, parsed.version.startswith("rss")) for entry in parsed.entries]
    full = (_entry(number, entry, row) for number, (entry, row) in enumerate(zip(parsed.entries, rows, strict=True), 1))
    return Listed("feed", tuple(row for row in rows if row.url), entries=tuple(entry for entry in full if entry))


def _narrow(content: bytes) -> bytes:
    """A list in UTF-16, with a mark or without, as UTF-8; all checks here look at bytes. Others as they are."""
    charset = next((name for start, name in WIDE.items() if content.startswith(start)), "")
    if not charset:
        return content
    text = content[: len(content) // 2 * 2].decode(charset, "replace").lstrip("\ufeff")
    return DECLARED.sub(r"\1", text, count=1).encode("utf-8", "replace")


def _checked(content: bytes) -> Element | None:
    """The XML tree after a check for entity tricks; None for a feed with an error in it, which a tolerant reader may still read."""
    _depth(content)
    try:
        root: Element = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise FrontlogError("it declares entities of its own, a trick to overload readers.", "Remove its <!ENTITY lines.") from error
    except (ParseError, ValueError, LookupError) as error:
        if ENTITY.search(content):
            raise FrontlogError("it declares entities of its own and is no whole XML.", "Remove its <!ENTITY lines.") from error
        return None
    return root


def _depth(content: bytes) -> None:
    depth = 0
    for found in re.finditer(rb"<(/?)[A-Za-z][^<>]*?(/?)>", re.sub(rb"<!\[CDATA\[.*?\]\]>", b"", content, flags=re.DOTALL)):
        depth += 0 if found.group(2) else -1 if found.group(1) else 1
        if depth > DEEPEST and not found.group(1):
            raise FrontlogError(f"it nests more than {DEEPEST} elements.", "Save it anew, or list its addresses in a .csv file.")


def _address(entry: dict[str, object], outlet: str, base: str, rss: bool) -> Address:
    """What an entry says about itself; with an empty url where its link is none of the web."""
    # asked for by "in", because feedparser gives the one time for the other where one is missing
    published, updated = (_moment(entry, name) if f"{name}_parsed" in entry else "" for name in PARSED)
    published = published or (updated if rss else "")  # RSS 1.0 has one date, of publication; feedparser calls it updated
    source = entry.get("source")
    # an entry of a collecting feed names the outlet that it was taken from
    outlet = str(source.get("title") or "") if isinstance(source, dict) and source.get("title") else outlet
    title = str(entry.get("title") or "")
    found = address(str(entry.get("link") or ""), base=base, title=title, outlet=outlet, published=published, seen=updated)
    return found or Address("", " ".join(title.split()), " ".join(outlet.split()), published, updated)


def _entry(number: int, entry: dict[str, object], found: Address) -> Entry | None:
    """The report that an entry carries; None where it has a teaser only."""
    contents = entry.get("content")
    for part in contents if isinstance(contents, list) else ():
        source = str(part.get("value") or "")
        text = source if part.get("type") == "text/plain" else extract_plain_text(source, alt_texts=False, list_bullets=False)
        text = text.strip()
        if len(text) >= SHORTEST and not TEASER.search(CREDIT.sub("", text)):
            return Entry(number, found, text, source, " ".join(str(entry.get("author") or "").split()))
    return None


def _moment(entry: dict[str, object], name: str) -> str:
    """The time of an entry in ISO form. feedparser guesses the order of day and month in "02.10.2017": such a date stays unknown."""
    parsed, words = entry[f"{name}_parsed"], str(dict.get(entry, name) or "")
    if not isinstance(parsed, time.struct_time) or re.match(r"^\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", words):
        return ""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return ""


def _sitemap(root: Element, base: str) -> Iterator[Address]:
    for node in root:
        if _tag(node) != "url":
            continue
        words = {_tag(child): (child.text or "").strip() for child in node.iter()}
        found = address(
            words.get("loc", ""),
            base=base,
            title=words.get("title", ""),
            outlet=words.get("name", ""),
            published=_iso(words.get("publication_date", "")),
            seen=_iso(words.get("lastmod", "")),
        )
        if found:
            yield found


def _further(root: Element, base: str) -> Iterator[str]:
    """The sitemaps that an index of sitemaps lists."""
    for node in root:
        if _tag(node) == "sitemap":
            found = next((address((child.text or "").strip(), base=base) for child in node if _tag(child) == "loc"), None)
            if found:
                yield found.url


def _tag(node: Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _iso(words: str) -> str:
    return words if ISO_DAY.match(words) else ""
