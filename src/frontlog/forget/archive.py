"""The archive of a log written anew without what is to be forgotten. Records that do not hold it keep their bytes."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from frontlog.masking.content import AROUND, Masked, again, masked
from frontlog.masking.names import Names
from frontlog.model import FrontlogError, Item, Raw
from frontlog.sources.http import Headers
from frontlog.sources.stored import StoredError, capture_of, packed_info, packed_record, read_stored, revisit_of
from frontlog.store.catalogue import OLD, PAYLOADS, Catalogue, Entry, entry_row, load
from frontlog.store.forgotten import Break, Removed, addresses
from frontlog.store.ledger import Ledger
from frontlog.store.segments import Segments

INDEX = "records.jsonl"
DAMAGED = (
    "The archive is damaged ({}), so nobody can say whether that record holds the name.",
    "Run `frontlog verify` and mend it, or forget that document by its id.",
)


@dataclass(slots=True)
class Rewritten:
    """What the new archive has otherwise: what was removed, by the id of the old item, and the break in its index."""

    removed: dict[str, Removed] = field(default_factory=dict)
    how: dict[str, str] = field(default_factory=dict)  # old id -> in place, as text, removed, around it
    raws: dict[str, Raw] = field(default_factory=dict)  # old id -> what stands for it
    items: list[Item] = field(default_factory=list)  # the old items that are removed as a whole
    broken: Break | None = None


class Rewriting:
    """Writes the archive at `source` anew at `target`. `documents` are ids of items to leave out; `told` those whose clean texts are known
    to hold the name."""

    def __init__(self, source: Path, target: Path, names: Names | None, documents: frozenset[str], told: frozenset[str]) -> None:
        self.segments, self.index = Segments(source), Ledger(source / INDEX)
        self.known: Catalogue = load(self.index, self.segments)
        self.out, self.ledger = Segments(target), Ledger(target / INDEX)
        self.names, self.told = names, told
        self.dropped = frozenset(self.known.items[id_].item.sha256 for id_ in documents if self.known.items[id_].item)  # type: ignore[union-attr]
        self.masks: dict[str, Masked | None] = {}  # by SHA-256 of the bytes
        self.done = Rewritten()

    def run(self) -> Rewritten:
        """Write it. What is there at the end is on the disk."""
        before, waiting, changed, dropped = self.index.head(), list[Entry](), 0, 0
        for entry in self.known.entries:
            if entry.kind == "warcinfo":
                continue
            rows, same = self._entry(entry)
            changed, dropped = changed + (bool(rows) and not same), dropped + (not rows)
            waiting += rows
            if len(waiting) > 500:
                self._flush(waiting)
        self._flush(waiting)
        if changed or dropped:
            self.done.broken = Break(before, self.ledger.head(), changed, dropped)
        return self.done

    def _flush(self, waiting: list[Entry]) -> None:
        self.out.sync()
        self.ledger.append([entry_row(entry) for entry in waiting])
        waiting.clear()

    def _entry(self, entry: Entry) -> tuple[list[Entry], bool]:
        """The records that stand for one, and whether it is as it was."""
        item = entry.item
        assert item is not None
        if item.sha256 in self.dropped:
            self._gone(item)
            return [], False
        first = self.known.payloads.get(item.sha256)
        mask = self._mask(item.sha256)
        if mask is not None and mask.raw is None:
            self._gone(item)
            return [], False
        now = self._now(item, mask)
        try:
            packed, headers, content = self._read(entry)
        except StoredError as error:
            if first is None or first is entry:
                raise FrontlogError(DAMAGED[0].format(f"{entry.place}: it {error}"), DAMAGED[1]) from error
            packed, headers, content = b"", (), b""
        plain = tuple((key, self.names.masked(value)) for key, value in headers) if self.names else headers
        payload = first is entry
        if now == item and plain == headers and packed and self._as_it_is(entry, first):
            return self._put(entry.kind, entry, item, packed), True
        body = mask.raw.content if payload and mask and mask.raw else content
        raw = Raw(item=now, content=body if payload else b"", headers=plain)
        if payload:
            return self._put("response" if now.status else "resource", entry, now, packed_record(capture_of(raw, entry.when), now)), False
        assert first is not None
        assert first.item is not None
        record = revisit_of(raw, entry.when, self._now(first.item, mask), first.when)
        return self._put("revisit", entry, now, packed_record(record, now)), False

    def _as_it_is(self, entry: Entry, first: Entry | None) -> bool:
        """Whether a record stays what it is, as far as it hangs on other ones."""
        if entry.kind == OLD or (first is entry) != (entry.kind in PAYLOADS):
            return False
        return first is entry or first is None or first.item is None or self._now(first.item, self._mask(first.item.sha256)) == first.item

    def _put(self, kind: str, entry: Entry, item: Item, packed: bytes) -> list[Entry]:
        *infos, place = self.out.append(packed, lambda: packed_info(entry.when or datetime.fromtimestamp(0, UTC)))
        return [*(Entry("warcinfo", entry.when, None, info) for info in infos), Entry(kind, entry.when, item, place)]

    def _read(self, entry: Entry) -> tuple[bytes, Headers, bytes]:
        packed = self.segments.read(entry.place)
        if entry.kind == OLD:
            return packed, (), packed
        stored = read_stored(packed)
        return packed, stored.headers, stored.content

    def _mask(self, sha256: str) -> Masked | None:
        """What becomes of some bytes, worked out once."""
        if self.names is None:
            return None
        if sha256 not in self.masks:
            self.masks[sha256] = self._masked(self.known.payloads.get(sha256), self.names)
        return self.masks[sha256]

    def _masked(self, first: Entry | None, names: Names) -> Masked | None:
        if first is None or first.item is None:
            return None
        try:
            _, headers, content = self._read(first)
        except StoredError as error:
            raise FrontlogError(DAMAGED[0].format(f"{first.place}: it {error}"), DAMAGED[1]) from error
        return masked(Raw(item=first.item, content=content, headers=headers), names, first.item.id in self.told)

    def _now(self, item: Item, mask: Masked | None) -> Item:
        """The item that stands for one."""
        if self.names is None:
            return item
        if mask is None or mask.raw is None:
            return _around(item, self.names)
        now = again(item, mask, self.names)
        self.done.how[item.id] = mask.how
        if mask.how != AROUND:
            self.done.raws.setdefault(item.id, replace(mask.raw, item=now))
            self.done.removed.setdefault(item.id, Removed(item.id, item.sha256, item.size, item.media_type, now.id))
        return now

    def _gone(self, item: Item) -> None:
        known = self.done.removed.get(item.id)
        listed = tuple(dict.fromkeys((*(known.addresses if known else ()), *addresses(item))))
        self.done.removed[item.id] = Removed(item.id, item.sha256, item.size, item.media_type, "", listed)
        self.done.how[item.id] = "removed"
        self.done.items.append(item)


def _around(item: Item, names: Names) -> Item:
    """The item with the name taken out of what is said around its bytes: another meeting may have had it in its address."""
    return again(item, Masked(Raw(item=item, content=b""), AROUND), names)
