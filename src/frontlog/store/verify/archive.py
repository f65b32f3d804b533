"""Verifying the archive: every record's bytes against the index, every digest inside it, and every byte that no index line names."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from frontlog.model import record_id
from frontlog.sources.stored import Stored, StoredError, read_stored
from frontlog.store.catalogue import OLD, PAYLOADS, Catalogue, Entry, entry_from, entry_of, load
from frontlog.store.ledger import Ledger
from frontlog.store.old_archive import INDEX, REFUSALS, old_items, old_refusals
from frontlog.store.segments import NAME, Segments
from frontlog.store.verify.chains import chain
from frontlog.store.verify.findings import ADD_AGAIN, RESTORE, Counts, Finding

NEW_INDEX = "Restore it from a copy; or remove it, and the next build makes it anew out of the WARC files."
LISTS = ("records.jsonl", "refusals.jsonl", INDEX, REFUSALS)


def archive(root: Path, seals: dict[str, str], counts: Counts) -> Iterator[Finding]:
    """Everything about the folder `archive` of a log."""
    folder = root / "archive"
    index, segments = Ledger(folder / "records.jsonl"), Segments(folder)
    for found in chain(index, "archive/records.jsonl", seals.get("records", ""), counts, NEW_INDEX):
        if isinstance(found, Finding):
            yield found
        elif entry_of(found.row) is None:
            yield Finding("archive/records.jsonl", f"line {found.number}", "", "does not describe a record", NEW_INDEX)
    for found in chain(Ledger(folder / "refusals.jsonl"), "archive/refusals.jsonl", seals.get("refusals", ""), counts):
        if isinstance(found, Finding):
            yield found
    yield from _old_lists(folder, seals, counts)
    known = load(index, segments)
    yield from _records(segments, known, counts)
    yield from _rest(segments, known)
    yield from _strangers(folder, known)


def _records(segments: Segments, known: Catalogue, counts: Counts) -> Iterator[Finding]:
    unnamed = {entry.place for entry in known.unnamed}
    for entry in known.entries:
        counts["old files" if entry.kind == OLD else f"{entry.kind} records"] += 1
        counts["bytes of the archive"] += entry.place.length
        fault = _fault(segments, entry, known)
        if fault:
            yield _record(entry, fault, known)
        elif entry.place in unnamed:
            yield _record(entry, "has no index line: a crash came between the two. The next build adds it", known, True)


def _record(entry: Entry, what: str, known: Catalogue, harmless: bool = False) -> Finding:
    """The finding about a record; harmless where the same bytes were kept anew behind it."""
    item = entry.item
    anew = known.payloads.get(item.sha256) if item and entry.kind in PAYLOADS else None
    if anew and anew is not entry:
        harmless, what = True, f"{what}; its bytes were kept anew in archive/{anew.place}"
    subject = f"{item.name}, {item.id}" if item else entry.kind
    return Finding(f"archive/{entry.place.file}", f"byte {entry.place.offset}", subject, what, "" if harmless else ADD_AGAIN, harmless)


def _fault(segments: Segments, entry: Entry, known: Catalogue) -> str:
    """What is wrong with a record; empty when it is as it was written."""
    try:
        packed = segments.read(entry.place)
        if entry.kind == OLD:
            return _old_fault(segments, entry)
        return _differs(entry, read_stored(packed), known)
    except StoredError as error:
        return str(error)


def _differs(entry: Entry, stored: Stored, known: Catalogue) -> str:
    if entry_from(stored, entry.place) != entry:
        return "says another item, kind or time than its index line"
    item = entry.item
    if item is None:
        return ""
    if item.id != record_id("d", item.sha256, item.part):
        return f"has the id {item.id}, which does not fit its bytes"
    if entry.kind in PAYLOADS and len(stored.content) != item.size:
        return f"holds {len(stored.content):,} bytes, not {item.size:,}"
    return "" if item.sha256 in known.payloads else "points to bytes that no record holds"


def _old_fault(segments: Segments, entry: Entry) -> str:
    more = (segments.root / entry.place.file).stat().st_size - entry.place.length
    if more:
        return f"was changed: it is {more:,} bytes longer than it was"
    item = entry.item
    fits = item is None or item.id == record_id("d", item.sha256, item.part)
    return "" if fits else f"belongs to an index line whose id does not fit its bytes ({INDEX})"


def _rest(segments: Segments, known: Catalogue) -> Iterator[Finding]:
    """Bytes that are no record and that no index line names."""
    named = {(e.place.file, e.place.offset) for e in known.entries}
    for scrap in known.scraps:
        if (scrap.file, scrap.offset) in named:
            continue
        size = f"holds {scrap.end - scrap.offset:,} bytes"
        if scrap.cut:
            what = f"{size} of a record that a crash cut off before it was acknowledged. The next build takes them away"
            yield Finding(f"archive/{scrap.file}", f"byte {scrap.offset}", "", what, "", True)
        else:
            what = f"{size} that are no whole record and that no index line names"
            yield Finding(f"archive/{scrap.file}", f"byte {scrap.offset}", "", what, RESTORE)


def _old_lists(folder: Path, seals: dict[str, str], counts: Counts) -> Iterator[Finding]:
    for name, rows in ((INDEX, old_items(folder)), (REFUSALS, old_refusals(folder))):
        for number, row in rows:
            counts[f"lines of archive/{name}"] += 1
            if row is None:
                yield Finding(f"archive/{name}", f"line {number}", "", "is damaged: it is no line of this file", RESTORE)
        seal, path = seals.get(name, ""), folder / name
        if seal and not path.exists():
            yield Finding(f"archive/{name}", "", "", "is missing", RESTORE)
        elif seal and hashlib.sha256(path.read_bytes()).hexdigest() != seal:
            yield Finding(f"archive/{name}", "", "", "was changed since the tables were made", RESTORE)


def _strangers(folder: Path, known: Catalogue) -> Iterator[Finding]:
    """Files that the archive does not know. They harm nothing, but someone should know why they are there."""
    ours = {e.place.file for e in known.entries} | {scrap.file for scrap in known.scraps} | set(LISTS)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in ours:
            empty = NAME.fullmatch(name) and not path.stat().st_size
            what = "is empty: a crash came before its first record" if empty else "is a file that no index line names"
            yield Finding(f"archive/{name}", "", "", what, "", True)
