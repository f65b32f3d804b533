"""Title, author, site, address and day of a page by trafilatura's own finders, without those for tags, categories and licences.

Trafilatura looks for all of them at once, and those that nobody asks for here took a sixth of the time of careful reading. The order and
the conditions are those of its `extract_metadata`; tests/documents/test_facts.py holds the two against each other.
"""

import re
from contextlib import suppress
from io import BytesIO
from typing import Any

from htmldate import find_date  # trafilatura's own
from trafilatura.metadata import (
    examine_meta,
    extract_author,
    extract_meta_json,
    extract_sitename,
    extract_title,
    extract_url,
)

# Only dates that the page marks as such: a search through its text would find the days of events. The upper bound is given so that the
# answer does not hang on today.
DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
# What an element must have in a tag or an attribute for one of trafilatura's AUTHOR_XPATHS to take it. They test every element of a page by
# a regular expression in Python, which took a seventh of careful reading; pages without any of these words are spared it.
SIGNED = re.compile(
    rb"uthor|yline|username|byl|BBL|zuozhe|bianji|xiaobian|channel-name|submitted-by|posted-by|journalist-name|screenname|writer|<rel\b"
)
HOST = re.compile(r"https?://(?:www\.|w[0-9]+\.)?([^/]+)")


def facts(tree: Any) -> Any:
    """What a parsed page states, as a document of trafilatura without text. Changes nothing in the page."""
    found = examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    with suppress(Exception):  # whatever its reader of JSON throws at a page's scripts: what was found before stands
        found = extract_meta_json(tree, found)
    found.title = found.title or extract_title(tree)
    found.author = found.author or _author(tree)
    found.url = found.url or extract_url(tree, None)
    with suppress(AssertionError):  # it prunes drawings and scripts, and fails where one of them is the whole page
        found.date = find_date(tree, **DATES, url=found.url)
    found.sitename = _site(found.sitename or extract_sitename(tree), found.url)
    found.clean_and_trim()
    return found


def _author(tree: Any) -> str | None:
    page = BytesIO()
    tree.getroottree().write(page)
    return extract_author(tree) if SIGNED.search(page.getbuffer()) else None


def _site(name: str | None, url: str | None) -> str | None:
    """The name of a site as trafilatura writes it, or its host."""
    if name:
        bare = name.lstrip("@")
        return bare.title() if bare and "." not in bare and not bare[0].isupper() else bare
    host = HOST.match(url or "")
    return host.group(1) if host else name
