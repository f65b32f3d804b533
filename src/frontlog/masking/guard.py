"""What is read into a log from which a person was forgotten: a report that names the person again is kept with the name blacked out."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

from frontlog.masking.content import HINTS, masked, said
from frontlog.masking.marks import KEY, key, key_file, named, unknown
from frontlog.masking.names import Names
from frontlog.model import Raw, Rejection, record_id
from frontlog.sources.revisit import Revisit
from frontlog.sources.rows import STEP, Kept
from frontlog.store.forgotten import Forgotten

BLACKED = "It names a person who was forgotten in this log; the name was blacked out before it was kept. Nothing to do."
REMOVED = "A report was not taken in: it names a person who was forgotten in this log, and the name could not be taken out. Nothing to do."


class Guard:
    """Knows the marks of a log's tombstones."""

    def __init__(self, forgotten: Forgotten) -> None:
        self._known = frozenset(mark for stone in forgotten.rows() for mark in stone.marks)
        self._key = key() if self._known else b""
        if self._known and (not self._key or unknown(self._known, self._key)):
            logging.getLogger(__name__).warning(
                "Names were forgotten in this log that cannot be known again on this machine: their key is not in '%s'. Copy it from where "
                "`frontlog forget` was run, or set %s; else forget again.",
                key_file(),
                KEY,
            )

    def rows(self, rows: Iterable[Kept]) -> Iterator[Kept]:
        """The rows, each without the names; behind a report that held one a note that says so."""
        for row in rows:
            yield from self._row(row) if self._key else (row,)

    def _row(self, row: Kept) -> Iterator[Kept]:
        if isinstance(row, Raw):
            yield from self._raw(row)
        elif isinstance(row, Revisit):
            names = self._names((row.url, *(value for _, value in row.headers)))
            plain = tuple((name, names.masked(value)) for name, value in row.headers) if names else ()
            yield replace(row, url=names.masked(row.url), headers=plain) if names else row
        else:
            names = self._names((row.subject, row.message, row.quote))
            say = names.masked if names else str
            yield replace(row, subject=say(row.subject), message=say(row.message), quote=say(row.quote))

    def _raw(self, raw: Raw) -> Iterator[Kept]:
        around = (*(getattr(raw.item, name) for name in HINTS), *(value for _, value in raw.headers))
        names = self._names((*around, *said(raw, True)))
        found = masked(raw, names, self._names(said(raw, True)) is not None) if names else None
        if found is None:
            yield raw
        elif found.raw is None:
            yield _note(raw.item.id, REMOVED)
        else:
            yield found.raw
            yield _note(found.raw.item.id, BLACKED)

    def _names(self, texts: Iterable[str]) -> Names | None:
        found = dict.fromkeys(name for text in texts for name in named(text, self._known, self._key))
        return Names([form for name in found for form in (name, name.title())]) if found else None


def _note(item: str, message: str) -> Rejection:
    id_ = record_id("r", STEP, "forgotten", item, message)
    return Rejection(
        id=id_, subject=item, document="", start=-1, end=-1, quote="", step=STEP, reason="forgotten", message=message
    )  # fmt: skip
