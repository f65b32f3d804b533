"""Whose voice a report is: the outlet, who reposted it, the author. Only what the document says counts; its file name does not.

`Provenance` keeps the ground of each. Names stay as they are written (a web host where only an address is known); a registry of
outlets can be put in through `known`, which turns a name or host into its usual name, or an empty string.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from frontlog.documents import fields as heads
from frontlog.documents.extract import Extract
from frontlog.documents.heads import ARABIC_WIRES, UP, WIRES
from frontlog.documents.lines import Line, plain
from frontlog.documents.patterns import STAMP
from frontlog.documents.segment import Segmented
from frontlog.reference.expressions import Expression

Known = Callable[[str], str]

GENERIC_HOSTS = ("www", "en", "eng", "english", "m", "amp", "mobile", "edition", "int", "rss", "feeds", "web", "old", "beta")
NOT_OUTLETS = re.compile(
    r"(?:^|\.)(?:patreon|paypal|paypalobjects|facebook|twitter|x|t|telegram|youtube|youtu|instagram|gofundme|ko-fi|buymeacoffee|liberapay|boosty|google|gmail|yahoo|"
    r"hotmail|outlook|list|mail|yandex|protonmail|proton|archive|web|wordpress|blogspot|medium|substack|bit)\.(?:com|org|net|ru|me|ly|be|it|is|am)$"
)
LANGUAGES = r"(?:arabic|russian|ukrainian|hebrew|french|spanish|german|turkish|persian|farsi|kurdish|english|chinese|burmese|amharic)"
ORIGINS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("stated origin", re.compile(r"original source of this (?:article|report|text) is:? (?P<name>.+)$", re.IGNORECASE)),
    (
        "stated origin",
        re.compile(
            r"(?:originally|first) (?:published|appeared|posted) (?:in|on|by|at|with)(?: the website of)? (?P<name>.+)$", re.IGNORECASE
        ),
    ),
    ("stated origin", re.compile(r"appeared first (?:on|in) (?P<name>.+)$", re.IGNORECASE)),
    (
        "stated origin",
        re.compile(
            r"(?:re-?published|re-?posted|cross-?posted|reproduced)(?: with (?:the )?(?:kind )?permission)? (?:from|of) (?P<name>.+)$",
            re.IGNORECASE,
        ),
    ),
    (
        "stated origin",
        re.compile(
            r"(?:reprinted|syndicated|adapted|excerpted) from (?P<name>.+)$|^courtesy(?: of|:) (?P<courtesy>.+)$"
            r"|^(?:read|see) the (?:original|full|whole)(?: article| story| report| post| text)? (?:at|on|in) (?P<read>.+)$"
            r"|^original (?:article|source|report|story|post): (?P<original>.+)$"
            r"|(?:publiée?|parue?) (?:à l'origine|initialement|d'abord) (?:par|sur|dans) (?P<french>.+)$",
            re.IGNORECASE,
        ),
    ),
    ("translated", re.compile(rf"^translated from (?!(?:the )?{LANGUAGES}\b)(?P<name>.+?)(?: by .+)?$", re.IGNORECASE)),
    ("forwarded", re.compile(r"^(?:forwarded|shared|переслано|переслане) (?:from|от|від):? (?P<name>.+)$", re.IGNORECASE)),
    ("account", re.compile(r"^(?P<name>[A-Z][\w.'’ -]{1,38}) @\w{2,30}$")),
    (
        "source line",
        re.compile(
            r"^(?:(?:source|quelle|fuente|fonte|источник|джерело|المصدر|kaynak|מקור) ?:|source|via:?|h/t:?|hat tip:?) (?P<name>.+)$",
            re.IGNORECASE,
        ),
    ),
    ("source line", re.compile(rf"^(?P<name>{WIRES})$")),
)
RETWEETER = re.compile(r"^(?P<name>[A-Z@][\w.'’ -]{1,38}) (?:retweeted|reposted)$")
NAME_END = Expression(
    rf"\s*(?:[,;(]|\bon {STAMP}|\b(?:on|in) (?:\d|[A-Z][a-z]+ \d)|\band (?:news )?agencies\b|\bunder (?:a|the)\b|\bwith\b|\bhere\b"
    r"|\band (?:is|was)\b"
    r"|[.!](?:\s|$)|$)",
    re.IGNORECASE,
)
AUTHOR = re.compile(
    r"^(?:by|written by|posted by|authors?|story by|words by|text by|reported by|articles by):?\s+(?P<name>.+)$", re.IGNORECASE
)
DATED = Expression(rf"^(?P<name>.+?) ?[,|•·–-]? ?(?P<date>{STAMP})$", re.IGNORECASE)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?: ?©)?,? ?(?:\d{4}(?: ?[-–] ?\d{4})?,? )?(?:by )?(?P<name>[A-Z][\w&.' -]{1,40}?)"
    r"(?:[,.]|\s+\d{4}|\s*[-|–]|\s+all rights|$)",
    re.IGNORECASE,
)
SUPPORT = re.compile(r"^support (?P<name>(?-i:[A-Z])[\w.']*(?: (?-i:[A-Z])[\w.']*){0,2})$", re.IGNORECASE)
HOST = re.compile(r"\b(?:https?://|www\.)([\w.-]+\.[a-z]{2,})|\b([\w-]+\.(?:org|com|net|info|news|press|ru|co\.uk|ca))\b", re.IGNORECASE)
SIGNED = Expression(rf"[,|•–-]? ?{STAMP}", re.IGNORECASE)  # the day behind the name of an author
AGENCY = Expression(rf"\((?:[^()]*[/, -])?(?P<name>{WIRES}|{ARABIC_WIRES})\)|[,\s—–-](?P<bare>{WIRES}|{ARABIC_WIRES})\s*[.:—–-]*\s*$")
BRACKETED = re.compile(
    rf"\((?P<name>[{UP}][\w&.' -]{{1,40}})\)\s*\.?[—–-]*\s*$"
)  # "BEIRUT, Oct 10 (Meridian Press) -": an agency that no table knows
PRESS = re.compile(
    r"^(?!By )(?:The )?(?:[A-Z][\w'-]+ ){1,3}"
    r"(?:News|Press|Post|Times|Daily|Weekly|Agency|Media|Tribune|Herald|Monitor|Observer|Network|Radio|TV|Today|Gazette|Chronicle|Courier)$"
)
# sections and menus that end like a masthead ("World News", "Watch Live TV")
SECTION = re.compile(
    r"(?i)^(?:the )?(?:all|archive|breaking|business|community|contact|daily|editor|evening|featured|follow|foreign|general|good|home|in"
    r"|international|latest|live|local|middle|more|morning|most|national|our|other|political|popular|recent|regional|related|search|see"
    r"|social|sports?|subscribe|today|top|trending|war|watch|world|your)\b"
)


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
    dated = tuple(
        (found["name"].strip(" ,|-–"), line.plain) for line, kind in lines if kind == "byline" and (found := DATED.match(line.plain))
    )
    site = _site(read, extract)
    origin, basis = _origin(text, read, [line for line, _ in lines])
    authors = _authors(lines, extract, read)
    by_outlet = next((author for author in authors if any(same(author, other) for other, _ in dated)), "")
    if not origin and by_outlet and any(not same(by_outlet, other) for other, _ in dated):
        origin, basis = by_outlet, "byline and dated lines"
    own, own_basis = _own(lines, dated, site, masthead(read))
    if origin and not same(name(origin), name(own)):
        others = [other for other, _ in dated if not same(name(other), name(origin))]
        repost = others[0] if others else (own if own_basis not in ("plea", "copyright") else "")
        return Provenance(name(origin), name(repost), _author(authors, (origin, repost)), basis, dated)
    outlet = own or origin
    return Provenance(name(outlet), "", _author(authors, (outlet,)), own_basis if own else basis, dated)


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
    return short if 0 < len(short.split()) <= 8 else ""


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
            if name := _clean(stated):
                return name, basis
    for block in read.blocks:
        piece = text[block.start : block.end]
        if block.reason in ("wire dateline", "agency dateline", "agency credit"):
            agency = AGENCY.search(piece) or re.search(rf"(?<!\w)(?P<name>{WIRES})(?P<bare>)(?!\w)", piece)
            if agency:
                return agency["name"] or agency["bare"], block.reason
            unknown = BRACKETED.search(piece)
            if unknown and block.reason == "wire dateline":
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
    return [plain(author) for author in out if author and len(author.split()) <= 12]


def _author(authors: Sequence[str], outlets: Sequence[str]) -> str:
    return next((author for author in authors if not any(same(author, outlet) for outlet in outlets)), "")


def masthead(read: Segmented) -> str:
    """A newspaper's or station's name above the report, alone on its line or with a date and sections behind it; empty without one."""
    head = read.kinds.index("body") if "body" in read.kinds else 0
    for line, kind in zip(read.lines[:head], read.kinds, strict=False):
        words = line.plain.partition(" | ")[0]
        dated = DATED.match(words)
        name = dated["name"].strip(" ,|-–") if dated else line.plain
        if kind in ("navigation", "title") and PRESS.match(name) and not SECTION.match(name):
            return name
    return ""


def _own(lines: Sequence[tuple[Line, str]], dated: Sequence[tuple[str, str]], site: tuple[str, str], above: str) -> tuple[str, str]:
    """The publisher of the page, and what names it: its address before its dated line, mastheads, copyright and pleas."""
    if site[0]:
        return site
    if dated:
        return dated[0][0], "dated line"
    for line, kind in lines:
        if kind == "byline" and PRESS.match(line.plain):
            return line.plain, "masthead"
    if above:
        return above, "masthead"
    for line, kind in lines:
        found = RETWEETER.match(line.plain) if kind == "byline" else None
        if found:
            return found["name"], "retweet"
    for line, kind in lines:
        found = COPYRIGHT.search(line.plain) if kind == "legal" else None
        if found and not re.match(r"(?i)(?:material|holder|owner|notice|the author|all rights|this )", found["name"]):
            return found["name"].strip(), "copyright"
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
