"""The stage documents.compare: the passages that a document shares with the earlier one, and what it changed of them.

Pairs are worked some at a time, wherever hands are free: each part goes out with the compressed texts of its own documents, and no more
texts are held than those of one pass need. So neither a worker nor the process that hands out needs all of them.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.documents.copies.align import Change, changes, in_parts, passages
from frontlog.documents.copies.changes import Range, kinds
from frontlog.documents.copies.words import Reading, reading
from frontlog.model import Lot, Memory, Mutation, Reuse, Searchable, Span, record_id

SHOWN = 8  # words: a shorter passage may be a stock phrase
PASS = 1 << 16  # pairs whose texts are held at once: some 100 MB
PART = 1 << 8  # pairs that one worker is given
COLUMNS = ("document", "earlier", "kind")
Pair = tuple[str, str, str]  # earlier, document, kind
Kept = Mapping[str, tuple[bytes, tuple[int, ...]]]
Spread = Callable[..., Iterator[Any]]


class Part(NamedTuple):
    """Some pairs in the order of their earlier documents, and the texts of all documents in them."""

    pairs: Sequence[Pair]
    texts: Kept


def compare(
    overlaps: Lot, sketches: Searchable, documents: Searchable, spread: Spread = map, memory: Memory | None = None
) -> Iterator[Reuse | Mutation]:
    """The shared passages of every overlap, as spans on both sides, and the words that the later document has otherwise. What
    `memory` knows of the same texts is not looked for again."""
    pairs = listed(overlaps)
    if memory is not None:
        pairs = _new(pairs, sketches, memory)
    for begin in range(0, len(pairs), PASS):
        some = pairs[begin : begin + PASS]
        texts = _texts(sketches, documents, {name for pair in some for name in pair[:2]})
        for rows in spread(compared, _parts(some, texts)):
            yield from rows


def listed(overlaps: Lot) -> list[Pair]:
    """The pairs of a lot of overlaps, in the order in which they are worked."""
    return sorted((row["earlier"], row["document"], row["kind"]) for batch in overlaps.batches(COLUMNS) for row in batch.to_pylist())


def _parts(pairs: Sequence[Pair], texts: Kept) -> Iterator[Part]:
    for begin in range(0, len(pairs), PART):
        some = pairs[begin : begin + PART]
        yield Part(some, {name: texts[name] for pair in some for name in pair[:2]})


def compared(part: Part) -> list[Reuse | Mutation]:
    """Run wherever there are hands: the rows of some pairs."""
    rows: list[Reuse | Mutation] = []
    for earlier, copies in groupby(part.pairs, key=itemgetter(0)):
        source = _read(part.texts, earlier)
        for _, document, kind in copies:
            rows += between(source, _read(part.texts, document), kind)
    return rows


def _new(pairs: Sequence[Pair], sketches: Lot, memory: Memory) -> list[Pair]:
    """The pairs that are to be compared. The rows of the others are taken over."""
    new, keys = unknown(pairs, sketches, memory)
    memory.keep("pairs", pa.table({"key": pa.array(keys, pa.binary(16))}))
    kept = pa.array([f"{earlier} {document}" for earlier, document in sorted({pair[:2] for pair in pairs} - new)], pa.string())
    for kind in (Reuse, Mutation):
        rows = memory.before(kind)
        earlier, document = (pc.struct_field(rows[name], "document") for name in ("earlier", "span"))
        memory.take(kind, rows.filter(pc.is_in(pc.binary_join_element_wise(earlier, document, " "), kept)))
    return [pair for pair in pairs if pair[:2] in new]


def unknown(pairs: Sequence[Pair], sketches: Lot, memory: Memory) -> tuple[set[tuple[str, str]], list[bytes]]:
    """Earlier and later document of the pairs that the build before did not compare, or of which one text was another; and the key of each
    pair."""
    hashed = _hashes(sketches, {name for pair in pairs for name in pair[:2]})
    keys = [blake2b(hashed[pair[0]] + hashed[pair[1]] + pair[2].encode(), digest_size=16).digest() for pair in pairs]
    old = memory.recall("pairs")
    known = set(old["key"].to_pylist()) if old is not None else set[bytes]()
    return {pair[:2] for pair, key in zip(pairs, keys, strict=True) if key not in known}, keys


def _hashes(sketches: Lot, needed: set[str]) -> dict[str, bytes]:
    """Of some documents a hash of the text and of where its body lies; the texts stay where they are."""
    columns = ("id", "sha256_clean", "bodies")
    rows = (row for batch in sketches.batches(columns) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))
    return {name: blake2b(f"{text} {bodies}".encode(), digest_size=16).digest() for name, text, bodies in rows if name in needed}


def _bodies(sketches: Searchable, needed: set[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for batch in sketches.of(needed, ("id", "bodies")):
        yield from ((row["id"], tuple(row["bodies"])) for row in batch.to_pylist() if row["id"] in needed)


def _texts(sketches: Searchable, documents: Searchable, needed: set[str]) -> Kept:
    if not needed:
        return {}
    bodies = dict(_bodies(sketches, needed))
    out: dict[str, tuple[bytes, tuple[int, ...]]] = {}
    for batch in documents.of(needed, ("id", "text")):
        for key, text in zip(batch.column(0).to_pylist(), batch.column(1), strict=True):
            if key in needed:
                out[key] = (zlib.compress(text.as_py().encode("utf-8", "surrogatepass"), 1), bodies[key])
    return out


def _read(texts: Kept, name: str) -> Reading:
    packed, bodies = texts[name]
    return reading(name, zlib.decompress(packed).decode("utf-8", "surrogatepass"), bodies)


def between(earlier: Reading, later: Reading, kind: str) -> Iterator[Reuse | Mutation]:
    """What two documents share and where the later one differs."""
    found = passages(earlier, later)
    for passage in found:
        for part in in_parts(passage, earlier.words, later.words):
            if part.words >= SHOWN:
                span = later.span(part.later, part.later + part.words - 1)
                source = earlier.span(part.earlier, part.earlier + part.words - 1)
                key = record_id("u", later.document, span.start, earlier.document, source.start)
                yield Reuse(id=key, span=span, earlier=source, words=part.words, kind=kind)
    for change in changes(earlier, later, found):
        yield from mutations(earlier, later, change)


def mutations(earlier: Reading, later: Reading, change: Change) -> Iterator[Mutation]:
    """A change as rows: one for each kind that it is."""
    for kind in kinds(earlier, later, change):
        span, before = _span(later, kind.later), _span(earlier, kind.earlier)
        yield Mutation(
            id=record_id("x", later.document, span.start, span.end, earlier.document, before.start, before.end, kind.name),
            kind=kind.name,
            span=span,
            earlier=before,
            before=before.quote if kind.earlier[0] < kind.earlier[1] else "",
            after=span.quote if kind.later[0] < kind.later[1] else "",
        )


def _span(text: Reading, part: Range) -> Span:
    """The words of a range; of an empty one those beside it, so that a reader finds the place."""
    first, last = part
    if first < last:
        return text.span(first, last - 1)
    return text.span(max(0, first - 1), min(first, len(text.words) - 1))
