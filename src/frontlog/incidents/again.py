"""What a build takes over of the linking before it: whatever is told anew from the very same claims would be told the same.

Each part of the work (the groups of a block, an incident by itself, the links of a telling, its disagreements with others) has a key, the
hash of all that it hangs on. A part whose key the build before had, too, is not worked again: its rows are taken out of the tables of then.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.incidents import shelf
from frontlog.incidents.arrays import among
from frontlog.incidents.cluster import Block, Groups, Solve
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.held import Held
from frontlog.incidents.paired import new_pairs
from frontlog.incidents.scores import Scores
from frontlog.incidents.told import Bytes, Told, hashes
from frontlog.model import Contradiction, Link, Memory

KEY = pa.binary(16)


class Again:
    """The linking before. `content` is the hash of what the claim of each telling says, `own` that of all that is known of the telling."""

    def __init__(self, memory: Memory, told: Told) -> None:
        self._memory = memory
        self._told = told
        self.content = told.contents()
        standing = hashes(told.about())
        self.own = np.concatenate((self.content, standing), axis=1)
        self._ids = pa.array(told.ids(), pa.string())
        self._shelf = _or(memory.recall("incidents"), shelf.empty())
        self._row = {key: row for row, key in enumerate(self._shelf["id"].to_pylist())}
        self.held = Held(memory)
        self._named: list[str] = []  # incidents that are known
        self._pairs = np.empty(0, np.int64)  # of tellings, both ways, whose disagreements are known

    def groups(self, blocks: Iterable[Block], solve: Solve) -> Iterator[Groups]:
        """The groups of each block; `solve` gives those of blocks that were not seen before."""
        schema = pa.schema([("key", KEY), ("group", pa.list_(pa.int32()))])
        old = _or(self._memory.recall("groups"), schema.empty_table())
        known = dict(zip(old["key"].to_pylist(), old["group"].to_pylist(), strict=True))
        kept: dict[bytes, list[int]] = {}
        order: list[bytes] = []
        open_: list[tuple[bytes, int]] = []

        def new() -> Iterator[Block]:
            for block in blocks:
                order.append(key := _key(block))
                if key in known:
                    kept[key] = known[key]
                else:
                    open_.append((key, len(block.members)))
                    yield block

        for number, groups in enumerate(solve(new())):
            key, size = open_[number]
            kept[key] = _numbered(groups, size)
        columns = [pa.array(list(kept), KEY), pa.array(list(kept.values()), schema.field("group").type)]
        self._memory.keep("groups", pa.table(columns, schema=schema))
        yield from (_grouped(kept[key]) for key in order)

    def keys(self, groups: Sequence[Sequence[int]], ids: Sequence[str]) -> list[str]:
        """The key of each incident."""
        return [
            blake2b(id_.encode() + self.own[list(group)].tobytes(), digest_size=16).hexdigest()
            for group, id_ in zip(groups, ids, strict=True)
        ]

    def knows(self, key: str) -> bool:
        """Whether an incident was told before."""
        return key in self._row

    def shelved(self, keys: Sequence[str], ids: Sequence[str]) -> pa.Table:
        """The incidents of some keys that are known; what their tellings disagree on is taken over."""
        self._named += ids
        return self._shelf.take(pa.array([self._row[key] for key in keys], pa.int64()))

    def shelve(self, parts: Sequence[pa.Table]) -> None:
        """Keep all incidents."""
        self._memory.keep("incidents", pa.concat_tables([shelf.empty(), *(part.replace_schema_metadata() for part in parts)]))

    def new_pairs(self, a: Numbers, b: Numbers, incident: Bytes) -> Flags:
        """Which pairs of tellings of two incidents have to be looked at. `incident` is a hash of that of each telling."""
        new = new_pairs(self._memory, np.concatenate((self.own, incident), axis=1), a, b)
        size = len(self._ids)
        self._pairs = np.sort(np.concatenate((a[~new] * size + b[~new], b[~new] * size + a[~new])))
        return new

    def new_ties(self, a: Numbers, b: Numbers, score: Scores, same: Flags, said: Bytes) -> Flags:
        """Which pairs have to be told of; the links of the others are taken over."""
        parts = (self.content[b], score.view(np.uint8).reshape(-1, 8), same.view(np.uint8)[:, None], said[:, None], self._crowded(a, b))
        about = np.concatenate(parts, axis=1)
        new = self._new("ties", self.content, a, about)
        old = self._memory.before(Link)
        x, y, size = self._at(old["claim_a"]), self._at(old["claim_b"]), len(self._ids)
        here = (x >= 0) & (y >= 0) & among(x * size + y, (a * size + b)[~new])
        if np.count_nonzero(here) != np.count_nonzero(~new):
            return np.ones(len(a), np.bool_)  # the tables are others than those that were kept for
        self._memory.take(Link, old.filter(pa.array(here)))
        return new

    def _crowded(self, a: Numbers, b: Numbers) -> Bytes:
        """What the reasons of pairs say of the crowd that they stand in: how many, and what that costs."""
        crowds = self._told.columns.crowds
        if crowds is None:
            return np.zeros((len(a), 24), np.uint8)
        counts = np.maximum(crowds.size[a], crowds.size[b]).astype(np.int64)
        parts = [part.view(np.uint8).reshape(-1, 8) for part in (counts, crowds.lost(a, b), crowds.gained(a, b))]
        return np.stack(parts, axis=1).reshape(-1, 24)

    def take_quarrels(self) -> None:
        """Take over what is known of disagreements, inside incidents and across."""
        old = self._memory.before(Contradiction)
        x, y, size = self._at(old["claim_a"]), self._at(old["claim_b"]), len(self._ids)
        inside = pc.equal(old["other_incident"], "").to_numpy()
        named = pc.is_in(old["incident"], pa.array(self._named, pa.string())).to_numpy()
        paired = (x >= 0) & (y >= 0) & among(x * size + y, self._pairs)
        self._memory.take(Contradiction, old.filter(pa.array(np.where(inside, named, paired))))

    def _new(self, name: str, prefix: Bytes, a: Numbers, about: Bytes) -> Flags:
        """Which of some rows, ordered by their first telling, stand otherwise than in the build before: all rows of a telling, or none."""
        begins = np.flatnonzero(np.append(True, a[1:] != a[:-1])[: len(a)])
        sizes = np.diff(np.append(begins, len(a)))
        width, data = about.shape[1], np.ascontiguousarray(about).tobytes()
        keys = [
            blake2b(prefix[telling].tobytes() + data[begin * width : (begin + size) * width], digest_size=16).digest()
            for telling, begin, size in zip(a[begins].tolist(), begins.tolist(), sizes.tolist(), strict=True)
        ]
        old = self._memory.recall(name)
        known = set(old["key"].to_pylist()) if old is not None else set[bytes]()
        self._memory.keep(name, pa.table({"key": pa.array(keys, KEY)}))
        return np.repeat(np.array([key not in known for key in keys], np.bool_), sizes)

    def _at(self, claims: pa.ChunkedArray) -> Numbers:
        """The tellings that are called by some claims; -1 for others."""
        found: Numbers = pc.fill_null(pc.index_in(claims, self._ids), -1).to_numpy().astype(np.int64)
        return found


def _or(table: pa.Table | None, otherwise: pa.Table) -> pa.Table:
    return otherwise if table is None else table


def _key(block: Block) -> bytes:
    """The hash of all that the groups of a block hang on."""
    parts = (block.a.astype(np.int64), block.b.astype(np.int64), block.score, block.barred)
    about = repr((len(block.members), len(block.a), block.together, block.floor, block.threshold, block.dense))
    return blake2b(about.encode() + b"".join(part.tobytes() for part in parts), digest_size=16).digest()


def _numbered(groups: Groups, size: int) -> list[int]:
    """Of each member the number of its group."""
    of = [0] * size
    for number, group in enumerate(groups):
        for member in group:
            of[member] = number
    return of


def _grouped(of: Sequence[int]) -> Groups:
    """The inverse."""
    groups: list[list[int]] = [[] for _ in range(max(of, default=-1) + 1)]
    for member, number in enumerate(of):
        groups[number].append(member)
    return [tuple(group) for group in groups]
