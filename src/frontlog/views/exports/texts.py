"""The clean texts of documents as they may be shown: readers' comments and, in the public profile, names blacked out in their place."""

from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.model import Document, Segment
from frontlog.views.bundle_parts import PRIVATE
from frontlog.views.exports.public import blackened
from frontlog.views.exports.source import columns, listed
from frontlog.views.rows import Rows

AROUND = 32  # characters before and behind a quotation, as W3C selectors give them


class Texts:
    """Texts by document. What is withheld is replaced by signs of the same length, so that every offset counts as it did."""

    def __init__(self, rows: Rows, say: Callable[[str], str]) -> None:
        table = columns(rows, Document, ("id", "text"))
        self._row = {key: number for number, key in enumerate(listed(table, "id"))}
        self._texts = table.column("text")
        self.private = _private(rows)
        self._say = say
        self._last = ("", "")

    def get(self, document: str) -> str:
        """The text of a document; empty when there is none of that id."""
        if self._last[0] != document:
            self._last = (document, self._read(document))
        return self._last[1]

    def quote(self, document: str, start: int, end: int) -> tuple[str, str, str]:
        """Some words with those before and behind them."""
        text = self.get(document)
        return text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND]

    def _read(self, document: str) -> str:
        if document not in self._row:
            return ""
        text: str = self._texts[self._row[document]].as_py()
        for start, end in self.private.get(document, ()):
            text = text[:start] + blackened(text[start:end]) + text[end:]
        return self._say(text)


def _private(rows: Rows) -> Mapping[str, list[tuple[int, int]]]:
    """Where readers speak, by document."""
    places = ("span.document", "span.start", "span.end")
    table = columns(rows, Segment, (*places, "kind"))
    if not table.num_rows:
        return {}
    table = table.filter(pc.is_in(table.column("kind"), value_set=pa.array(sorted(PRIVATE))))
    out: dict[str, list[tuple[int, int]]] = {}
    for document, start, end in zip(*(listed(table, place) for place in places), strict=True):
        out.setdefault(document, []).append((start, end))
    return out
