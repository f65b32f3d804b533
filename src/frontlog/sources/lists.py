"""The addresses that files list, for fetching: feeds, sitemaps, GDELT and CSV tables, and plain text with an address a line."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from frontlog.model import FrontlogError, Rejection
from frontlog.sources.addresses import Address, address, harmless
from frontlog.sources.exports import HEAD
from frontlog.sources.feeds import is_list, read_feed
from frontlog.sources.files import find
from frontlog.sources.gdelt import is_gdelt, read_articles
from frontlog.sources.objects import Stored
from frontlog.sources.rows import Limits, refuse, too_large
from frontlog.sources.tables import TableRow, read_table

FEEDS = (".xml", ".rss", ".atom")
TABLES = (".csv", ".tsv")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
KNOWN = "Lists of addresses are .csv, .tsv, .json (GDELT), .xml, .rss, .atom, and .txt with one address a line."


def addresses(arguments: Sequence[str], limits: Limits) -> Iterator[Address | Rejection]:
    """The addresses of `arguments`, each of which is an address of the web itself or a file that lists some. Every address once."""
    given: set[str] = set()
    for argument in arguments:
        for row in _argument(argument, limits):
            if isinstance(row, Rejection):
                yield row
            elif row.url not in given:
                given.add(row.url)
                yield row


def _argument(argument: str, limits: Limits) -> Iterator[Address | Rejection]:
    direct = address(argument)
    if direct:
        yield direct
    elif SCHEME.match(argument):
        shown = harmless(argument)
        what = f"'{shown}' cannot be fetched. Name an address that begins with http:// or https://, without a password in it."
        yield refuse(shown, "no address", what)
    else:
        yield from _listed(Path(argument), limits)


def _listed(path: Path, limits: Limits) -> Iterator[Address | Rejection]:
    for found in find([path]):
        if isinstance(found, Rejection):
            yield found
            continue
        try:
            yield from _file(found.path, found.name, limits)
        except OSError as error:
            why = error.strerror or type(error).__name__
            yield refuse(found.name, "unreadable", f"'{found.name}' could not be read ({why}). Check its rights or copy it anew.")


def _file(path: Path | Stored, name: str, limits: Limits) -> Iterator[Address | Rejection]:
    suffix = path.suffix.lower()
    with path.open("rb") as handle:
        if suffix in TABLES:
            yield from _rows(read_table(handle, limits.max_bytes), name)
        elif suffix in FEEDS:
            content = handle.read(limits.max_bytes + 1)
            yield from (too_large(name, "more bytes", limits),) if len(content) > limits.max_bytes else _feed(content, name)
        elif suffix == ".json" and is_gdelt(handle.read(HEAD)):
            handle.seek(0)
            yield from _rows(read_articles(handle, limits.max_bytes), name)
        elif suffix in (".txt", "") and is_list(handle.peek(HEAD)):
            yield from _feed(handle.read(limits.max_bytes), name)
        elif suffix in (".txt", ""):
            number = 0
            while line := handle.readline(HEAD):
                number += 1
                words = line.decode("utf-8", "replace").strip().lstrip("\ufeff")
                found = address(words)
                if found:
                    yield found
                elif words and not words.startswith("#"):
                    label = f"{name} line {number}"
                    yield refuse(label, "no address", f"'{label}' is no address of the web ('{harmless(words)}'). Mend or remove it.")
        else:
            yield refuse(name, "unsupported type", f"'{name}' is no list of addresses. {KNOWN}")


def _rows(rows: Iterator[TableRow], name: str) -> Iterator[Address | Rejection]:
    for row in rows:
        if row.address is not None and row.address.url:
            yield row.address
        elif row.fault:
            yield refuse(f"{name} row {row.number}", "bad row", f"'{name}' row {row.number} {row.fault}. Mend or remove it.")


def _feed(content: bytes, name: str) -> Iterator[Address | Rejection]:
    try:
        listed = read_feed(content)
    except FrontlogError as error:
        yield refuse(name, "no feed", f"'{name}': {error}")
        return
    yield from listed.addresses
    if listed.further:
        what = f"names {len(listed.further)} further sitemaps ({listed.further[0]}, ...), which were not followed"
        yield refuse(name, "sitemap index", f"'{name}' {what}. Save those that you want and add them.")
