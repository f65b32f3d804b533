"""What an archive holds: its index read, and the records found that a crash left without an index line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from frontlog.model import Item
from frontlog.sources.revisit import Revisit
from frontlog.sources.stored import Stored, StoredError, item_of_row, item_row, read_stored
from frontlog.store.ledger import Ledger
from frontlog.store.old_archive import old_items, old_path
from frontlog.store.segments import NAME, Place, Scrap, Segments, number

OLD = "file"  # bytes as they are, in a file of their own: archives up to log format 1
HASH = re.compile("[0-9a-f]{64}")
KINDS = ("warcinfo", "response", "resource", "revisit")
PAYLOADS = ("response", "resource", OLD)
Meeting = tuple[str, str, datetime | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the archive, as its index line says it."""

    kind: str  # warcinfo, response, resource, revisit, or file
    when: datetime | None
    item: Item | None
    place: Place


@dataclass(slots=True)
class Catalogue:
    """Everything by what it is asked for."""

    entries: list[Entry] = field(default_factory=list)
    items: dict[str, Entry] = field(default_factory=dict)  # by id: the first meeting
    payloads: dict[str, Entry] = field(default_factory=dict)  # by SHA-256: the record with the bytes, the last one where there are more
    times: Counter[str] = field(default_factory=Counter)  # by SHA-256: how many records hold those bytes
    meetings: set[Meeting] = field(default_factory=set)
    captured: dict[tuple[str, datetime | None], Entry] = field(default_factory=dict)  # by address and time: the record with the bytes
    taken: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # where the records of each file begin and end
    unnamed: list[Entry] = field(default_factory=list)  # records without an index line
    scraps: list[Scrap] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)  # of all files when they were read

    def take(self, entry: Entry) -> None:
        """Note a record."""
        self.entries.append(entry)
        if entry.kind != OLD:
            self.taken.setdefault(entry.place.file, []).append((entry.place.offset, entry.place.offset + entry.place.length))
        if entry.item is None:
            return
        self.items.setdefault(entry.item.id, entry)
        self.meetings.add(meeting(entry.item))
        if entry.kind in PAYLOADS:
            self.payloads[entry.item.sha256] = entry
            self.times[entry.item.sha256] += 1
            if entry.item.url:
                self.captured[meeting(entry.item)[1:]] = entry

    def first(self, revisit: Revisit) -> Entry | None:
        """The record with the bytes that were met again, by their hash, or else by the address and time that are named."""
        when = revisit.first_when.astimezone(UTC).replace(microsecond=0) if revisit.first_when else None
        return self.payloads.get(revisit.sha256) if revisit.sha256 else self.captured.get((revisit.first_url, when))

    def last(self) -> tuple[str, bool]:
        """The WARC file that was begun last, and whether it ends in damage: lost as a whole, cut within a record, or no record at all."""
        names = [name for name in {*self.taken, *self.sizes} if NAME.fullmatch(name)]
        last = max(names, key=number, default="")
        size = self.sizes.get(last, 0)
        lost = any(end > size for _, end in self.taken.get(last, ()))
        return last, lost or any(scrap.file == last and scrap.end == size and not scrap.cut for scrap in self.scraps)


def load(index: Ledger, segments: Segments) -> Catalogue:
    """Read the index and whatever of the WARC files it does not name."""
    found = Catalogue(sizes=sizes(index, segments))
    for _, item in old_items(segments.root):
        if item is not None and HASH.fullmatch(item.sha256):
            found.take(Entry(OLD, item.retrieved, item, Place(old_path(item.sha256), 0, item.size, item.sha256)))
    for row in index.rows():
        entry = entry_of(row)
        if entry is not None:
            found.take(entry)
    for name in segments.names():
        for start, end in _gaps(found, name):
            for piece in segments.scan(name, start, end):
                _unnamed(found, segments, piece)
    for entry in found.unnamed:
        found.take(entry)
    return found


def _gaps(found: Catalogue, name: str) -> Iterator[tuple[int, int]]:
    """The stretches of a WARC file that the index does not name."""
    reached = 0
    for start, end in sorted(found.taken.get(name, ())):
        if reached < start:
            yield reached, min(start, found.sizes[name])
        reached = max(reached, end)
        if reached >= found.sizes[name]:
            return
    if reached < found.sizes[name]:
        yield reached, found.sizes[name]


def sizes(index: Ledger, segments: Segments) -> dict[str, int]:
    """How long the index and the WARC files are: tells whether another process wrote to them."""
    return segments.sizes() | {index.path.name: index.path.stat().st_size if index.path.exists() else 0}


def _unnamed(found: Catalogue, segments: Segments, piece: Place | Scrap) -> None:
    try:
        if isinstance(piece, Place):
            found.unnamed.append(entry_from(read_stored(segments.read(piece)), piece))
        else:
            found.scraps.append(piece)
    except StoredError:  # a gzip member, but no record of ours: verify says what is wrong with it
        assert isinstance(piece, Place)
        found.scraps.append(Scrap(piece.file, piece.offset, piece.offset + piece.length, False))


def meeting(item: Item) -> Meeting:
    """What tells two meetings with the same bytes apart: address and time of fetching, to the second as a WARC has it."""
    when = item.retrieved.astimezone(UTC).replace(microsecond=0) if item.retrieved else None
    return item.id, item.url, when


def entry_from(stored: Stored, place: Place) -> Entry:
    """The entry of a record that was read."""
    return Entry(stored.kind, stored.when, stored.item, place)


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as a line of the index."""
    place = entry.place
    return {
        "kind": entry.kind,
        "when": entry.when.isoformat() if entry.when else None,
        "item": item_row(entry.item) if entry.item else None,
        "file": place.file,
        "offset": place.offset,
        "length": place.length,
        "sha256": place.sha256,
    }


def entry_of(row: Mapping[str, Any]) -> Entry | None:
    """The entry of an index line; None for a line that says something else."""
    try:
        item = item_of_row(row["item"]) if row["item"] else None
        when = datetime.fromisoformat(row["when"]) if row["when"] else None
        place = Place(str(row["file"]), int(row["offset"]), int(row["length"]), str(row["sha256"]))
        sound = NAME.fullmatch(place.file) and place.offset >= 0 and place.length > 0 and row["kind"] in KINDS
        return Entry(str(row["kind"]), when, item, place) if sound else None
    except (KeyError, TypeError, ValueError, StoredError):
        return None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by time and address, so that equal archives give them in equal order, however they were filled."""
    return sorted(entries, key=lambda e: (e.when.isoformat() if e.when else "", e.item.name if e.item else "", e.item.id if e.item else ""))
