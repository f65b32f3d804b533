"""Verifying rows: every quotation must stand in its document where the row says, every text must have the hash that was noted, and the
archived bytes that a run of a text points at must say what the text says."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import pyarrow as pa

from frontlog.documents.proof import holds
from frontlog.model import RECORDS, Document, FrontlogError, RawSpan, Record, Span, from_table
from frontlog.store.shards import Shard, of_documents, row_batches
from frontlog.store.verify.findings import REBUILD, Counts, Finding
from frontlog.store.verify.manifest import table_fault

KINDS = {kind.table: kind for kind in RECORDS}


class Quote(NamedTuple):
    """Words that a row takes from a document."""

    document: str
    start: int
    end: int
    words: str


Content = Callable[[str], bytes | None]  # the archived bytes of a document; None where they are not there or damaged


class Held(NamedTuple):
    """A row with the file that it came from."""

    file: str
    kind: type[Record]
    row: Record


def rows(root: Path, shards: Sequence[Shard], items: dict[str, str], counts: Counts, content: Content) -> Iterator[Finding]:
    """All rows of the current tables, bucket by bucket, so that only one bucket's texts are held. `items`: SHA-256 by document id."""
    whole: dict[str, list[Held]] = defaultdict(list)
    for held in _read(root, [s for s in shards if not of_documents(s)], counts):
        if isinstance(held, Finding):
            yield held
            continue
        for document in {quote.document for quote in quotes(held.row)}:
            whole[document].append(held)
    for bucket in sorted({s.bucket for s in shards if of_documents(s)}):
        mine = []
        for held in _read(root, [s for s in shards if s.bucket == bucket], counts):
            if isinstance(held, Finding):
                yield held
            else:
                mine.append(held)
        texts = {h.row.id: h.row.text for h in mine if isinstance(h.row, Document)}
        for held in mine:
            yield from _row(held, texts, counts)
            if isinstance(held.row, Document):
                yield from _document(held.file, held.row, items, counts)
        yield from _places(mine, texts, content, counts)
        for document in texts:
            for held in whole.pop(document, ()):
                yield from _row(held, texts, counts, document)
    for document, left in sorted(whole.items()):
        for held in left:
            yield _finding(held, f"quotes the document {document}, which is not in the log")


def quotes(row: Record) -> Iterator[Quote]:
    """All words that a row takes from documents, at any depth. Offsets of -1 say that the words stand in markup or nowhere."""
    span = getattr(row, "span", None) or getattr(row, "evidence", None)
    own = span.document if isinstance(span, Span) else getattr(row, "document", "")
    yield from _inside(row, row.id if isinstance(row, Document) else own)


def _inside(value: Any, document: str) -> Iterator[Quote]:
    if isinstance(value, tuple):
        for each in value:
            yield from _inside(each, document)
    elif is_dataclass(value):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        document = found.get("document", document) or document
        start, end = found.get("start", found.get("text_start")), found.get("end", found.get("text_end"))
        if "text_start" in found:
            start, end = found["text_start"], found["text_end"]
        words = found.get("quote", found.get("text"))
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str) and start >= 0:
            yield Quote(document, start, end, words)
        for each in found.values():
            yield from _inside(each, document)


def _row(held: Held, texts: dict[str, str], counts: Counts, only: str = "") -> Iterator[Finding]:
    for quote in quotes(held.row):
        if only and quote.document != only:
            continue
        counts["quotations"] += 1
        text = texts.get(quote.document)
        if text is None:
            yield _finding(held, f"quotes the document {quote.document}, which is not in the log")
        elif text[quote.start : quote.end] != quote.words:
            yield _finding(held, f"quotes “{quote.words[:60]}”, which does not stand at {quote.start} of {quote.document}")


def _document(file: str, document: Document, items: dict[str, str], counts: Counts) -> Iterator[Finding]:
    counts["documents"] += 1
    held = Held(file, Document, document)
    if hashlib.sha256(document.text.encode()).hexdigest() != document.sha256_clean:
        yield _finding(held, "has a text without the hash that was noted (sha256_clean)")
    if items.get(document.id) != document.sha256_raw:
        yield _finding(held, "is of bytes that the archive does not hold under that id")


def _places(mine: Sequence[Held], texts: dict[str, str], content: Content, counts: Counts) -> Iterator[Finding]:
    """The runs of each document against its bytes, which are read once."""
    found: dict[str, list[tuple[Held, RawSpan]]] = defaultdict(list)
    for held in mine:
        if isinstance(held.row, RawSpan):
            found[held.row.document].append((held, held.row))
    for document, runs in sorted(found.items()):
        text, some = texts.get(document), content(document)
        if text is None:
            yield _finding(runs[0][0], f"speaks of the document {document}, which is not in the log")
        elif some is not None:  # else the check of the archive names it
            counts["places in archived bytes"] += len(runs)
            for held, run in runs:
                if not holds(some, run, text):
                    where = f"{run.start}-{run.end} of its text as bytes {run.raw_start}-{run.raw_end} of the archived item"
                    yield _finding(held, f"gives {where}, where other words are")


def _finding(held: Held, what: str) -> Finding:
    name = held.row.document if isinstance(held.row, RawSpan) else getattr(held.row, "id", "")
    return Finding(held.file, f"row {name}", held.kind.table, what, f"Remove that file and its marker. {REBUILD}")


def _read(root: Path, shards: Sequence[Shard], counts: Counts) -> Iterator[Held | Finding]:
    """The rows of some shards. A file that was changed is not opened: readers of Parquet trust its bytes."""
    for shard in shards:
        for file in shard.files:
            kind, fault = KINDS.get(file.table), table_fault(root, shard, file)
            if fault or kind is None:
                yield fault or Finding(file.path, "", "", f"is of a table '{file.table}' that this Frontlog does not know", REBUILD)
                continue
            count = 0
            try:
                for batch in row_batches(root, kind, file.path):
                    count += batch.num_rows
                    found = from_table(kind, pa.Table.from_batches([batch])) if kind.table in worded() else ()
                    yield from (Held(file.path, kind, row) for row in found)
            except (FrontlogError, KeyError, TypeError) as error:
                yield Finding(file.path, "", "", f"cannot be read ({error}), so its rows were not checked", REBUILD)
                continue
            counts["rows"] += count
            if count != file.rows:
                yield Finding(file.path, "", "", f"holds {count:,} rows, not {file.rows:,}", REBUILD)


@cache
def worded() -> frozenset[str]:
    """The tables whose rows take words from a document, or point at its bytes: only those need become objects to be checked."""
    return frozenset(kind.table for kind in RECORDS if kind is RawSpan or _takes_words(kind))


def _takes_words(kind: Any) -> bool:
    if get_args(kind):
        return any(_takes_words(arg) for arg in get_args(kind))
    if not is_dataclass(kind):
        return False
    names = {field.name for field in fields(kind)}
    own = bool(names & {"start", "text_start"}) and bool(names & {"quote", "text"})
    return own or any(_takes_words(hint) for hint in get_type_hints(kind).values())
