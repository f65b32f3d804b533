"""How rows are brought together by a key where they are too many for one process: the legs of an exchange.

A leg is worked where rows lie and sends rows to where they are wanted. Places are the homes of documents, the buckets of the key, and the
one place where sums are made. What is sent lies in files until the step is done, so no leg needs more than what was sent to its place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

    from frontlog.model.records import Record
    from frontlog.model.stage import Lot

HOME, BUCKET, SUM = "home", "bucket", "sum"  # where a leg is worked: where documents lie, at each bucket of the key, at one place
EVERYWHERE = "*"  # an address: all places
ROOM = 1 << 18  # rows that are dealt out together


class Parcel(NamedTuple):
    """Rows on their way: under a name, to a place."""

    name: str
    to: str
    rows: "pa.Table"


class Post(Protocol):
    """Tells where things are."""

    @property
    def here(self) -> str:
        """The place at which a leg is worked."""

    def bucket(self, keys: Iterable[str]) -> list[str]:
        """The bucket of each key."""

    def home(self, documents: Iterable[str]) -> list[str]:
        """The home of each document."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg. `run` gets the Post, a Lot for each name in `takes`, then one for each type in `reads` (people's decisions as a list), and
    yields the parcels named in `gives`.

    It is worked at each place to which the first of `takes` was sent; where there is none, or it was sent everywhere, at each place at
    which rows of the first of `reads` lie. `remembers`: it also gets, as `memory`, what the step kept in the build before.
    """

    name: str
    at: str
    run: Callable[..., Iterator[Parcel]]
    gives: tuple[str, ...]
    takes: tuple[str, ...] = ()
    reads: "tuple[type[Record], ...]" = ()
    remembers: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """How a step is worked by buckets of a key. `run` works one bucket: it gets a Lot for each name in `takes`.

    What `legs` send to a bucket is all that its rows hang on: where that is as it was, the bucket is not worked. `later` legs bring what
    only the work needs. `each`: rows of the first type that the step reads for which there is a bucket; no more than these, and the step
    is worked in one piece, without an exchange. The number of buckets hangs on the rows alone, so that every engine has the same.
    """

    legs: tuple[Leg, ...]
    takes: tuple[str, ...]
    run: "Callable[..., Iterable[Record]]"
    later: tuple[Leg, ...] = ()
    each: int = 1 << 14


def dealt(name: str, to: Sequence[str], rows: "pa.Table") -> Iterator[Parcel]:
    """Rows, each to its place, in their order."""
    if not to:
        return
    import numpy as np  # late: most who know this vocabulary deal nothing
    import pyarrow as pa

    places, number = np.unique(np.array(to, dtype=np.str_), return_inverse=True)
    order = np.argsort(number, kind="stable")
    ends = np.searchsorted(number[order], np.arange(len(places)), side="right")
    begin = 0
    for place, end in zip(places.tolist(), ends.tolist(), strict=True):
        yield Parcel(name, place, rows.take(pa.array(order[begin:end])))
        begin = end


def to_each(
    name: str, rows: "Lot", columns: Sequence[str], wanted: Mapping[str, Sequence[str]], room: int = ROOM, by: str = "id"
) -> Iterator[Parcel]:
    """Some columns of the rows whose id is wanted, to each place that wants it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pa.array(sorted(wanted), pa.string())
    for table in gathered((batch.filter(pc.is_in(batch[by], ids)) for batch in rows.batches(columns)), room):
        places = [wanted[one] for one in table[by].to_pylist()]
        number = [at for at, some in enumerate(places) for _ in some]
        yield from dealt(name, [to for some in places for to in some], table.take(pa.array(number, pa.int64())))


def gathered(batches: "Iterable[pa.RecordBatch]", room: int = ROOM) -> "Iterator[pa.Table]":
    """Batches put together, so that what is sent comes in few pieces."""
    import pyarrow as pa

    held: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        if len(batch):
            held.append(batch)
        count += len(batch)
        if count >= room:
            yield pa.Table.from_batches(held)
            held, count = [], 0
    if count:
        yield pa.Table.from_batches(held)
