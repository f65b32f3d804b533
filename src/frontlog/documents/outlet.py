"""Whose voice a report is: the outlet, who reposted it, the author. Only what the document says counts; its file name does not.

`Provenance` keeps the ground of each. Names stay as they are written (a web host where only an address is known); a registry of
outlets can be put in through `known`, which turns a name or host into its usual name, or an empty string.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from frontlog.documents import fields as heads
from frontlog.documents.blocks import DATE_FIELD
from frontlog.documents.dateline import place_behind_day
from frontlog.documents.extract import Extract
from frontlog.documents.heads import WIRES
from frontlog.documents.lines import Line, plain
from frontlog.documents.mastheads import BY_DAY, PAGE_TITLE, named
from frontlog.documents.outlet_words import (
    AGENCY,
    ANYBODY,
    ANYWHERE,
    AT_CLOCK,
    AUTHOR,
    BIOGRAPHY,
    BRACKETED,
    COMPANY,
    COPYRIGHT,
    CREDENTIALS,
    DATED,
    DOUBLED,
    GENERIC_HOSTS,
    HOST,
    ISSUE,
    NAME_END,
    NAMELESS,
    NOBODY,
    NOT_OUTLETS,
    ORIGINS,
    PERSON,
    PERSONAL,
    RETWEETER,
    SHOUTED,
    SIGNED,
    SUPPORT,
)
from frontlog.documents.own_name import own_name
from frontlog.documents.segment import Segmented

Known = Callable[[str], str]


SOURCE_LABEL = re.compile(r"(?:primary )?sources?:?|publisher:?", re.IGNORECASE)
LABELLED_WORDS = 10


@dataclass(frozen=True, slots=True)
class Provenance:
    """Outlet, republisher and author, with what showed the outlet. Empty where the document does not say."""

    outlet: str
    republished_by: str
    author: str
    basis: str
    dated: tuple[tuple[str, str], ...]  # (name, words of the line) of lines such as "South Front 2 October 2017"


def provenance(text: str, read: Segmented, extract: Extract, known: Known = lambda name: "") -> Provenance:
    """Read outlet, republisher and author off the labelled lines and what the format says."""
    name = _namer(known)
    lines = [
        (line, kind)
        for line, kind in zip(read.lines, read.kinds, strict=True)
        if kind not in ("body", "comment", "related", "title", "caption")
    ]
    site = _site(read, extract)
    origin, basis = _origin(text, read, [line for line, _ in lines])
    dated, signed = _dated(lines, known, bool(origin))
    authors = _authors(lines, extract, read) or signed
    by_outlet = next((author for author in authors if any(same(author, other) for other, _ in dated)), "")
    if not origin and by_outlet and any(not same(by_outlet, other) for other, _ in dated):
        origin, basis = by_outlet, "byline and dated lines"
    own, own_basis = _own(lines, dated, site, read)
    if origin and abbreviates(origin, own):
        origin = ""  # "(NVNA)" in the dateline of the Nile Valley News Agency
    if origin and not same(name(origin), name(own)):
        others = [other for other, _ in dated if not same(name(other), name(origin))]
        repost = others[0] if others else (own if own_basis not in ("plea", "copyright") else "")
        return Provenance(name(origin), name(repost), _author(authors, (origin, repost)), basis, dated)
    outlet = own or origin
    return Provenance(name(outlet), "", _author(authors, (outlet,)), own_basis if own else basis, dated)


def _dated(lines: Sequence[tuple[Line, str]], known: Known, reposted: bool) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """The names on lines such as "South Front 2 October 2017", each with its line; and of a single such line the name, when it looks like a
    person's ("Jane Roe - June 17, 2018") and no reposter's. Sections, desks and words such as "On" are nobody's name."""
    found: list[tuple[str, str]] = []
    for line, kind in lines:
        words = DATED.match(line.plain) if kind == "byline" else None
        name = words["name"].partition("|")[0].strip(" ,|-–•·") if words else ""
        if name and not NAMELESS.match(name):
            found.append((name.split(",")[0], line.plain))
    if len(found) == 1 and not reposted and _person(name := found[0][0]) and not named(name) and not known(name):
        return (), [name]
    return tuple(found), []


def same(one: str, two: str) -> bool:
    """Whether two spellings name one outlet: case, spaces, "The" and the ending of a web host do not count."""
    return bool(one) and folded(one) == folded(two)


def host_of(url: str) -> str:
    """The host of an address without its generic first labels; empty when it is no web address."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    parts = host.split(".") if url.strip().lower().startswith(("http://", "https://")) else []
    while len(parts) > 2 and parts[0] in GENERIC_HOSTS:
        parts = parts[1:]
    host = ".".join(parts)
    named = "." in host and not parts[-1].isdigit()  # an IP address is nobody's name
    return host if named and not NOT_OUTLETS.search(host) else ""


def _namer(known: Known) -> Known:
    return lambda name: (known(name) or name) if name else ""


def abbreviates(short: str, name: str) -> bool:
    """Whether capitals are the first letters of a name's words."""
    return len(short) > 1 and short == "".join(word[0] for word in name.split() if word[0].isupper())


def folded(name: str) -> str:
    """What two spellings of one outlet have in common."""
    name = re.sub(r"^the\s+|\.(?:com|org|net|info|press|news|ru|ca|tv|co\.uk|[a-z]{2})$", "", name.strip().lower())
    return re.sub(r"[\W_]+", "", name)


def _clean(name: str) -> str:
    """A name cut where the sentence goes on, without quotes and doubled spaces; at most eight words."""
    found = NAME_END.search(name, 1) if name else None
    short = (name[: found.start()] if found else name).strip(" .,:;\"'-–|")
    if short.lower().startswith(("http://", "https://")):
        return host_of(name.split()[0])
    return short if 0 < len(short.split()) <= 8 and not ANYWHERE.fullmatch(short) else ""


def _site(read: Segmented, extract: Extract) -> tuple[str, str]:
    """The publisher by head field, markup or address."""
    field = heads.first(read.fields, "outlet")
    if field and field.value and not field.value.lower().startswith(("http", "unknown", "not given", "n/a", "none")):
        return field.value, "head field"
    if extract.outlet:
        return extract.outlet, "markup"
    url = heads.first(read.fields, "url")
    host = host_of(extract.url) or (host_of(url.value) if url else "")
    return (host, "address") if host else ("", "")


def _origin(text: str, read: Segmented, lines: Sequence[Line]) -> tuple[str, str]:
    """Where the text first stood, in so many words, or the agency of its dateline."""
    for basis, pattern in ORIGINS:
        for line in lines:
            found = pattern.search(line.plain)
            stated = next((words for words in found.groupdict().values() if words), "") if found else ""
            if basis == "source line" and (PERSONAL.search(line.plain) or (stated[:1].islower() and "." not in stated)):
                continue  # "Source: Jane Roe, mayor of ..., on Telegram": whose words they are, and no paper
            if name := _clean(stated):
                return name, basis
    for block in read.blocks:
        piece = text[block.start : block.end]
        if block.reason in ("wire dateline", "agency dateline", "agency credit"):
            agency = AGENCY.search(piece) or re.search(rf"(?<!\w)(?P<name>{WIRES})(?P<bare>)(?!\w)", piece)
            if agency:
                return agency["name"] or agency["bare"], block.reason
            unknown = BRACKETED.search(piece) or SHOUTED.search(piece)
            if unknown and block.reason == "wire dateline" and not place_behind_day(piece):
                return unknown["name"].strip(), block.reason
        elif block.reason == "retweet":
            return piece.removeprefix("RT ").rstrip(": "), block.reason
        elif block.reason == "source credit":
            return _clean(re.sub(r"^Sources?:? ", "", piece)), block.reason
    return "", ""


def _authors(lines: Sequence[tuple[Line, str]], extract: Extract, read: Segmented) -> list[str]:
    out = [extract.author] if extract.author else []
    field = heads.first(read.fields, "author")
    out += [field.value] if field and field.value else []
    for line, kind in lines:
        found = AUTHOR.match(line.plain) if kind == "byline" else None
        if found:
            # "By Jane Doe, 3 May 2020": the date is none of the name
            out.append(SIGNED.split(found["name"], maxsplit=1)[0].strip(" ,|-–"))
    if not out:  # who is told of at the foot, or a name that stands alone beside the date
        out += [found["name"] for line, kind in lines if kind == "byline" and (found := BIOGRAPHY.match(line.plain))][:1]
    head = next((line.number for line, kind in zip(read.lines, read.kinds, strict=True) if kind == "body"), 0)
    if not out:
        out += [line.plain for line, kind in lines if kind == "byline" and line.number < head and _person(line.plain)][:1]
    return [name for author in out if author and len(author.split()) <= 12 and not ANYBODY.match(name := _bare(plain(author)))]


def _bare(author: str) -> str:
    """An author's name without credentials, the clock of the post, the town; once where the page has it twice."""
    author = author.partition(";")[0] if re.search(r";.*\d", author) else author  # the day beside it
    name = CREDENTIALS.sub("", DOUBLED.sub(r"\1", AT_CLOCK.sub("", author))).strip(" ,|-–•·")
    first, comma, rest = name.partition(",")
    return first if comma and PERSON.match(first) and (len(rest.split()) == 1 or rest.strip()[:1].islower()) else name


def _person(name: str) -> bool:
    return PERSON.match(name) is not None and not NOBODY.search(name)


def _author(authors: Sequence[str], outlets: Sequence[str]) -> str:
    return next((author for author in authors if not named(author) and not any(same(author, outlet) for outlet in outlets)), "")


def masthead(read: Segmented) -> str:
    """A newspaper's or station's name above the report, alone on its line or with a date and sections behind it, or behind the headline in
    the title of the page; empty without one."""
    head = read.kinds.index("body") if "body" in read.kinds else 0
    by_day = next(
        (line.plain for line in read.lines[:head] for block in read.blocks if block.reason == BY_DAY and block.start == line.start), ""
    )
    if by_day:
        return by_day
    for label, line in pairwise(read.lines[:head]):
        if SOURCE_LABEL.fullmatch(label.plain) and line.words <= LABELLED_WORDS and line.plain[:1].isupper():
            return line.plain  # a form of labels over values, as collections of aid reports have it
    said = {line.plain.casefold() for line in read.lines[:head]}
    for line, kind in zip(read.lines[:head], read.kinds, strict=False):
        words = DATE_FIELD.sub("", line.plain).partition(" | ")[0]
        dated = DATED.match(words)
        name = dated["name"].strip(" ,|-–") if dated else DATE_FIELD.sub("", line.plain)
        if kind in ("navigation", "title", "dateline") and named(name):
            return name
        title = PAGE_TITLE.match(line.plain) if kind == "navigation" else None
        if title and title["title"].casefold() in said:
            return title["name"].strip()
    return ""


def _own(lines: Sequence[tuple[Line, str]], dated: Sequence[tuple[str, str]], site: tuple[str, str], read: Segmented) -> tuple[str, str]:
    """The publisher of the page, and what names it: its address before its dated line, mastheads, copyright and pleas."""
    if site[0]:
        return site
    if dated:
        return dated[0][0], "dated line"
    for line, kind in lines:
        if kind == "byline" and named(line.plain):
            return line.plain, "masthead"
        found = AUTHOR.match(line.plain) if kind == "byline" else None
        if found and named(newsroom := _clean(SIGNED.split(found["name"], maxsplit=1)[0])):
            return newsroom, "byline of a newsroom"
        issue = ISSUE.search(line.plain) if kind in ("byline", "dateline") else None
        if issue:
            return issue["name"], "issue of a paper"
    if above := masthead(read):
        return above, "masthead"
    for line, kind in lines:
        found = RETWEETER.match(line.plain) if kind == "byline" else None
        if found:
            return found["name"], "retweet"
    for line, kind in lines:
        found = COPYRIGHT.search(line.plain) if kind == "legal" else None
        if found and not re.match(r"(?i)(?:material|holder|owner|notice|the author|all rights|this )", found["name"]):
            short = COMPANY.sub("", found["name"].strip())
            return short if " " in short or not re.match(r"(?i)(?:the|news|media|press|daily|radio)$", short) else found[
                "name"
            ].strip(), "copyright"
    if passing := own_name(read.lines, read.kinds):
        return passing, "own name"
    for line, _ in lines:
        found = SUPPORT.match(line.plain)
        if found:
            return found["name"], "plea"
    hosts = [host for line, kind in lines if kind in ("plea", "legal") for host in _hosts(line.plain)]
    return (hosts[0], "plea") if hosts else ("", "")


def _hosts(words: str) -> Iterator[str]:
    """Web hosts in a line, without those of e-mail addresses and of services that anybody uses."""
    for found in HOST.finditer(words):
        if found.start() and words[found.start() - 1] == "@":
            continue
        host = host_of("http://" + (found.group(1) or found.group(2)).lower())
        if host:
            yield host
