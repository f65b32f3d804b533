"""Addresses of reports that are still to be fetched: feeds, sitemaps, GDELT lists and tables all give these."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

WEB = ("http", "https")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST = 4000  # characters; browsers and servers end at 2,000 to 8,000


@dataclass(frozen=True, slots=True)
class Address:
    """Where a report lies, and what the list that named it says about it. Times are ISO 8601, empty where the list is silent."""

    url: str
    title: str = ""
    outlet: str = ""
    published: str = ""  # when the list says that it was published
    seen: str = ""  # when the list's maker saw or changed it: no date of publication


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list that carries its report: `text` in plain words, `source` as it stood in the list (HTML, mostly)."""

    number: int  # from 1, in the list
    address: Address  # with an empty url where the entry names none
    text: str
    source: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list gave. `further` are lists that it points to (an index of sitemaps), `entries` those that carry their report."""

    kind: str
    addresses: tuple[Address, ...]
    further: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def address(url: str, *, base: str = "", title: str = "", outlet: str = "", published: str = "", seen: str = "") -> Address | None:
    """An address with its words tidied; None when `url` is no address of the web."""
    try:
        whole = normal(urljoin(base, url.strip()) if base and url.strip() and len(url) < LONGEST else url)
    except ValueError:
        return None
    if not whole:
        return None
    return Address(whole, " ".join(title.split()), " ".join(outlet.split()), published, seen)


def harmless(words: str) -> str:
    """Words that are no address, for a message: short, and without the password that some carry."""
    return re.sub(r"(//)[^/\s]*@", r"\1...@", words[:LONGEST])[:80]


def normal(url: str) -> str:
    """The address as it is fetched: host in lower case, without fragment. Empty when it is none of the web or carries a password."""
    url = re.sub(r"[\t\r\n]", "", url.strip())
    if len(url) > LONGEST or CONTROL.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in WEB or not host or parts.username is not None or re.search(r"[\s<>\"\\^`{|}%]", host):
        return ""
    shown = f"[{host}]" if ":" in host else host.rstrip(".")
    usual = port is None or (parts.scheme.lower(), port) in (("http", 80), ("https", 443))
    query = parts.query.replace(" ", "%20")
    path = parts.path.replace(" ", "%20") or "/"
    return urlunsplit((parts.scheme.lower(), shown if usual else f"{shown}:{port}", path, query, "")) if shown else ""
