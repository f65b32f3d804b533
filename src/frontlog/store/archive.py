"""The archive of a log: every byte that was read, as WARC, and a chained index of what it was and where it lies."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from frontlog.model import FrontlogError, Item, Raw, Rejection
from frontlog.sources.capture import Capture, from_uri
from frontlog.sources.http import Headers
from frontlog.sources.revisit import Revisit, met_again
from frontlog.sources.stored import StoredError, capture_of, packed_info, packed_record, read_stored, revisit_of
from frontlog.store.atomic import sync_file, unwritten
from frontlog.store.catalogue import OLD, PAYLOADS, Catalogue, Entry, entry_row, in_order, load, meeting, sizes
from frontlog.store.ledger import Ledger
from frontlog.store.old_archive import old_refusals, rejection_of
from frontlog.store.segments import ROLL, Segments

NOTES = ("duplicate", "passed over", "addresses only", "truncated")  # said of a file besides the items that it gave
# An item that comes alone is on the disk when `add` returns. In a burst the disk is waited for once in so many items, bytes or seconds:
# one wait takes 3.6 ms on the machine of the benchmark, ten times as long as packing a report.
BATCH_ITEMS = 512
BATCH_BYTES = 64_000_000
BATCH_SECONDS = 0.5


class Archive:
    """Raw bytes of a log. Adding the same bytes again adds nothing; nothing is ever removed.

    `add` writes the record at once, so a killed process loses nothing; `flush` waits for the disk and writes the index lines.
    """

    def __init__(self, root: Path, roll: int = ROLL, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.root = root
        self.index = Ledger(root / "records.jsonl")
        self.refusals = Ledger(root / "refusals.jsonl")
        self.segments = Segments(root, roll)
        self._now = now
        self._known: Catalogue | None = None
        self._writing = False
        self._waiting: list[Entry] = []  # records whose index line is not written
        self._refusals: dict[str, Rejection] | None = None
        self._refusing = False  # whether there are lines that may not be on the disk yet
        self._bytes = 0  # of those
        self._flushed = 0.0

    def items(self) -> list[Item]:
        """All items, by id."""
        found = self._catalogue().items
        return [item for key in sorted(found) if (item := found[key].item)]

    def add(self, raw: Raw) -> bool:
        """Keep the bytes of `raw` and note the item; False when it was there already. A page that was fetched again is noted as such."""
        item = raw.item
        try:
            known = self._begin()
            fresh, kept = item.id not in known.items, self._kept(item.sha256)
            if fresh or not kept or (item.url and meeting(item) not in known.meetings):
                self._write(raw, known.payloads[item.sha256] if kept else None)
        except OSError as error:
            raise unwritten(f"'{item.name}'", error) from error
        return fresh

    def again(self, revisit: Revisit) -> bool | None:
        """Note that bytes were met again, as another archive has it. Whether that gave a new item; None where the bytes are not here."""
        try:
            first = self._begin().first(revisit)
        except OSError as error:
            raise unwritten(f"'{revisit.url}'", error) from error
        if first is None or first.item is None or not self._kept(first.item.sha256):
            return None
        return self.add(met_again(revisit, *from_uri(revisit.url), first.item))

    def refuse(self, rejection: Rejection) -> None:
        """Note a file that could not be read."""
        known = self._refused()
        if rejection.id in known:
            return
        try:
            self.refusals.append([asdict(rejection)], sync=False)
        except OSError as error:
            raise unwritten(f"That '{rejection.subject}' was refused", error) from error
        known[rejection.id] = rejection
        self._refusing = True

    def refused(self) -> list[Rejection]:
        """Files that could not be read, by id, and notes on those that were; without files that a later build could read."""
        names = {item.name for item in self.items()}
        rows = self._refused()
        return [rows[key] for key in sorted(rows) if rows[key].subject not in names or rows[key].reason in NOTES]

    def records(self, items: Iterable[Item]) -> dict[str, Entry]:
        """By SHA-256 the records that hold the bytes of some items: with these, another process reads no index."""
        found = self._catalogue().payloads
        return {item.sha256: found[item.sha256] for item in items if item.sha256 in found}

    def raw(self, item: Item, records: Mapping[str, Entry] | None = None) -> Raw:
        """An item with its bytes and the headers they came with, checked against their hash. `records`: those that may hold them, where
        they are known."""
        entry = (self._catalogue().payloads if records is None else records).get(item.sha256)
        if entry is None:
            raise _differs(item, "is not in the index of the archive")
        content, headers = self._read(entry, item)
        return Raw(item=item, content=content, headers=headers)

    def kept(self, item: Item) -> int:
        """How many records hold the bytes of an item: one, unless damage made them be kept anew."""
        return self._catalogue().times[item.sha256]

    def captures(self) -> Iterator[Capture | Revisit]:
        """Everything that was met, oldest first, for an export. The same bytes at another address or time are a Revisit."""
        known = self._catalogue()
        for entry in in_order(e for e in known.entries if e.item):
            assert entry.item is not None
            first = known.payloads.get(entry.item.sha256)
            if first is entry:
                yield capture_of(self.raw(entry.item), entry.when)
            elif first is None or first.item is None:
                raise _differs(entry.item, "has lost its bytes")
            elif entry.kind not in PAYLOADS or first.item.id != entry.item.id:  # else its bytes were damaged and are kept anew
                _, headers = self._read(entry, entry.item)
                yield revisit_of(Raw(item=entry.item, content=b"", headers=headers), entry.when, first.item, first.when)

    def flush(self) -> None:
        """Wait until all that was added is on the disk, and write the index lines that say so. Raises FrontlogError."""
        try:
            self.segments.sync()
            self.index.append([entry_row(entry) for entry in self._waiting])
            self._waiting.clear()
            self._bytes = 0
            if self._refusing:
                sync_file(self.refusals.path)
            self._refusing = False
        except OSError as error:
            raise unwritten("The index of the archive", error) from error
        self._flushed = time.monotonic()

    def _catalogue(self) -> Catalogue:
        if self._known is None:
            self._known = load(self.index, self.segments)
        return self._known

    def _begin(self) -> Catalogue:
        """Before the first record: see what another build wrote since, and heal what a crash left."""
        if self._known is None or not self._writing:
            if self._known and self._known.sizes != sizes(self.index, self.segments):
                self._known = None
            known = self._catalogue()
            for scrap in known.scraps:
                if scrap.cut:
                    self.segments.cut(scrap)
            self.segments.go_on(*known.last())
            self._waiting += known.unnamed
            self._writing = True
        return self._catalogue()

    def _write(self, raw: Raw, first: Entry | None) -> None:
        when = (raw.item.retrieved or self._now()).astimezone(UTC).replace(microsecond=0)
        if first is None or first.item is None:
            record: Capture | Revisit = capture_of(raw, when)
            kind = "response" if raw.item.status else "resource"
        else:
            record, kind = revisit_of(raw, when, first.item, first.when), "revisit"
        *infos, place = self.segments.append(packed_record(record, raw.item), lambda: packed_info(when))
        for entry in (*(Entry("warcinfo", when, None, info) for info in infos), Entry(kind, when, raw.item, place)):
            self._catalogue().take(entry)
            self._waiting.append(entry)
        self._bytes += place.length
        if len(self._waiting) >= BATCH_ITEMS or self._bytes >= BATCH_BYTES or time.monotonic() - self._flushed >= BATCH_SECONDS:
            self.flush()

    def _kept(self, sha256: str) -> bool:
        """Whether the bytes are there and whole. Where they were lost, adding the report again mends the archive."""
        entry = self._catalogue().payloads.get(sha256)
        try:
            return entry is not None and bool(self.segments.read(entry.place))
        except StoredError:
            return False

    def _read(self, entry: Entry, item: Item) -> tuple[bytes, Headers]:
        try:
            content = self.segments.read(entry.place)
            if entry.kind == OLD:
                return content, ()
            stored = read_stored(content)
        except StoredError as error:
            raise _differs(item, f"({self.root / entry.place.file} byte {entry.place.offset}) {error}") from error
        return stored.content, stored.headers

    def _refused(self) -> dict[str, Rejection]:
        if self._refusals is None:
            rows = [row for _, row in old_refusals(self.root)] + [rejection_of(row) for row in self.refusals.rows()]
            self._refusals = {row.id: row for row in rows if row}
        return self._refusals


def _differs(item: Item, what: str) -> FrontlogError:
    next_step = "Add that report again with `frontlog build`; `frontlog verify` lists everything that differs."
    return FrontlogError(f"The archived record of '{item.name}' {what}.", next_step)
