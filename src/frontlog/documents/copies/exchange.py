"""The exchange of documents.compare: pairs go to the bucket of their earlier document, so that its text is read once for all its copies.

What a bucket hangs on are its pairs and, of each document in them, the hash of its text and where its body lies. Only the texts of pairs
that were not compared before are sent at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from frontlog.documents.copies.compare import COLUMNS, compare, listed, unknown
from frontlog.model import Document, Exchange, Leg, Lot, Memory, Overlap, Parcel, Post, Sketch, dealt, gathered, to_each
from frontlog.model.exchange import BUCKET, HOME

TEXTS = 1 << 12  # that are sent together: some 25 MB, times the buckets that want one
WANTED = ("id", "bucket")


def pairs(post: Post, overlaps: Lot) -> Iterator[Parcel]:
    """Pairs to their buckets, and to each document where it is wanted."""
    for rows in gathered(overlaps.batches(COLUMNS)):
        earlier, later = rows["earlier"].to_pylist(), rows["document"].to_pylist()
        buckets = post.bucket(earlier)
        yield from dealt("pairs", buckets, rows)
        yield from _wants(post, "wanted", sorted({*zip(earlier, buckets, strict=True), *zip(later, buckets, strict=True)}))


def _wants(post: Post, name: str, wanted: Sequence[tuple[str, str]]) -> Iterator[Parcel]:
    ids, buckets = [one for one, _ in wanted], [bucket for _, bucket in wanted]
    yield from dealt(name, post.home(ids), pa.table([pa.array(ids, pa.string()), pa.array(buckets, pa.string())], WANTED))


def _wanted(lot: Lot) -> Mapping[str, Sequence[str]]:
    """By document the buckets that want it."""
    found: dict[str, set[str]] = defaultdict(set)
    for batch in lot.batches(WANTED):
        for one, bucket in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            found[one].add(bucket)
    return {one: sorted(buckets) for one, buckets in found.items()}


def sketches(post: Post, wanted: Lot, own: Lot) -> Iterator[Parcel]:
    """What tells one text from another."""
    del post
    yield from to_each("sketches", own, ("id", "sha256_clean", "bodies"), _wanted(wanted))


def asked(post: Post, own: Lot, known: Lot, memory: Memory) -> Iterator[Parcel]:
    """The documents of the pairs of a bucket that were not compared before."""
    new, _ = unknown(listed(own), known, memory)
    yield from _wants(post, "asked", [(one, post.here) for one in sorted({name for pair in new for name in pair})])


def texts(post: Post, wanted: Lot, documents: Lot) -> Iterator[Parcel]:
    """The texts that are asked for."""
    del post
    yield from to_each("texts", documents, ("id", "text"), _wanted(wanted), TEXTS)


BY_EARLIER = Exchange(
    legs=(
        Leg("pairs", HOME, pairs, gives=("pairs", "wanted"), reads=(Overlap,)),
        Leg("sketches", HOME, sketches, gives=("sketches",), takes=("wanted",), reads=(Sketch,)),
    ),
    takes=("pairs", "sketches", "texts"),
    run=compare,
    later=(
        Leg("asked", BUCKET, asked, gives=("asked",), takes=("pairs", "sketches"), remembers=True),
        Leg("texts", HOME, texts, gives=("texts",), takes=("asked",), reads=(Document,)),
    ),
)
