"""GDELT's article lists in JSON (DOC 2.0, mode ArtList): addresses with title, outlet and the day on which GDELT saw them."""

from collections.abc import Iterator
from typing import BinaryIO

from frontlog.sources.addresses import address, harmless
from frontlog.sources.json_stream import Object, elements
from frontlog.sources.tables import TableRow, stamp


def is_gdelt(head: bytes) -> bool:
    """Whether a JSON file starts as such a list does."""
    return b'"articles"' in head


def read_articles(handle: BinaryIO, most: int) -> Iterator[TableRow]:
    """The articles of a list, one at a time."""
    for number, found in enumerate(elements(handle, "articles", most), 1):
        if found.fault:
            yield TableRow(number, None, fault=found.fault)
            continue
        article = address(
            _word(found.value, "url"),
            title=_word(found.value, "title"),
            outlet=_word(found.value, "domain"),
            seen=stamp(_word(found.value, "seendate")),
        )
        fault = "" if article else f"holds no address of the web ('{harmless(_word(found.value, 'url'))}')"
        yield TableRow(number, article, fault=fault)


def _word(row: Object, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
