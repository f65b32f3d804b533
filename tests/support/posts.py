"""An exchange worked in memory: what its legs send goes straight to whom it is for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import pyarrow as pa

from frontlog.model import Decision, Exchange, Record, RowLot
from frontlog.model.exchange import EVERYWHERE


class Tables:
    """A Lot of some tables."""

    def __init__(self, tables: Sequence[pa.Table]) -> None:
        self.tables = tables

    def batches(self, columns: Sequence[str]) -> Iterable[pa.RecordBatch]:
        for table in self.tables:
            yield from table.select(list(columns)).to_batches()

    def of(self, _: object, columns: Sequence[str]) -> Iterable[pa.RecordBatch]:
        return self.batches(columns)


class MemoryPost(NamedTuple):
    """Two homes, and as many buckets as wanted."""

    here: str
    count: int

    def bucket(self, keys: Iterable[str]) -> list[str]:
        return [f"bucket{crc32(key.encode()) % self.count}" for key in keys]

    def home(self, documents: Iterable[str]) -> list[str]:
        return [f"home{crc32(one.encode()) % 2}" for one in documents]


Rows = Mapping[type[Record], Sequence[Any]]


def exchanged(
    exchange: Exchange, count: int, whole: Rows, of_documents: Rows, document: Callable[[Any], str], decided: Sequence[Decision] = ()
) -> dict[str, list[Any]]:
    """The rows of each bucket. `whole`: rows that lie in one piece; `of_documents`: those that lie with the document that they are of."""
    lying: dict[str, dict[type[Record], list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind, rows in whole.items():
        lying["all"][kind] += rows
    for kind, rows in of_documents.items():
        for row in rows:
            lying[MemoryPost("", count).home([document(row)])[0]][kind].append(row)
    sent: dict[str, dict[str, list[pa.Table]]] = defaultdict(lambda: defaultdict(list))

    def lots(names: Sequence[str], place: str) -> list[Tables]:
        return [Tables([*sent[name].get(place, ()), *sent[name].get(EVERYWHERE, ())]) for name in names]

    for leg in (*exchange.legs, *exchange.later):
        if leg.takes and EVERYWHERE not in sent[leg.takes[0]]:
            places = sorted(sent[leg.takes[0]])
        else:
            places = sorted(place for place, kinds in lying.items() if leg.reads[0] in kinds)
        for place in places:
            own = [decided if kind is Decision else RowLot(kind, lying[place][kind]) for kind in leg.reads]
            for name, to, rows in list(leg.run(MemoryPost(place, count), *lots(leg.takes, place), *own)):
                assert name in leg.gives
                sent[name][to].append(rows)
    buckets = sorted({to for name in exchange.takes for to in sent[name] if to.startswith("bucket")})
    return {bucket: list(exchange.run(*lots(exchange.takes, bucket))) for bucket in buckets}
