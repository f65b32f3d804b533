"""Incidents as far as they can be told by themselves, as a table: what a build keeps of them for the next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa

from frontlog.incidents.account import Draft, Stake
from frontlog.incidents.belief import Word
from frontlog.incidents.codes import Numbers
from frontlog.incidents.disagreements.across import Hooks
from frontlog.model import Incident, Record, from_table, schema

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved(Record):
    """A draft without its quarrels, which lie in their own table. `id` is the hash of all that it was made from; of its hooks the name, the
    place of the telling among the members, and whether it wants it."""

    table: ClassVar[str] = "shelved"
    id: str
    incident: Incident
    winners: Words
    losers: Words
    fighting: Words
    spoke: Words
    words: tuple[Word, ...]
    tells: Words
    admit: Words
    hook: tuple[int, ...]
    hook_of: tuple[int, ...]
    hook_wanted: tuple[bool, ...]


SETS = ("winners", "losers", "fighting", "spoke", "tells", "admit")


def shelved(id_: str, draft: Draft, own: Hooks) -> Shelved:
    """A draft as a row. The tellings of its hooks are given by their place."""
    sets = {name: tuple(sorted(getattr(draft, name))) for name in SETS}
    hooks = (tuple(own.name.tolist()), tuple(own.telling.tolist()), tuple(own.wanted.tolist()))
    return Shelved(id=id_, incident=draft.incident, words=draft.words, **sets, hook=hooks[0], hook_of=hooks[1], hook_wanted=hooks[2])


def drafts(table: pa.Table) -> list[Draft]:
    """The drafts of some rows, without their quarrels."""
    return [_draft(row) for row in from_table(Shelved, table)]


def _draft(row: Shelved) -> Draft:
    return Draft(incident=row.incident, quarrels=(), words=row.words, **{name: frozenset(getattr(row, name)) for name in SETS})


def stakes(table: pa.Table) -> Iterator[tuple[Stake, frozenset[str]]]:
    """What the weighing of all asks of each, and the voices whose letters it asks for."""
    incidents = table["incident"].combine_chunks()
    plain = (incidents.field(name).to_pylist() for name in ("grade", "start", "origin_groups"))
    sets = (map(frozenset, table[name].to_pylist()) for name in SETS)
    words = table["words"].combine_chunks()
    voices, ends = words.flatten().field("voice").to_pylist(), np.cumsum(words.value_lengths().to_numpy()).tolist()
    spoken = [voices[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]
    for grade, start, groups, winners, losers, fighting, spoke, tells, admit, said in zip(*plain, *sets, spoken, strict=True):
        yield Stake(grade, start, winners, losers, fighting, spoke, tells - admit), frozenset((*groups, *said))


def hooks(table: pa.Table, members: Sequence[Sequence[int]]) -> Hooks:
    """The hooks of some rows, whose tellings are these."""
    name, of, wanted = (table[column].combine_chunks() for column in ("hook", "hook_of", "hook_wanted"))
    counts: Numbers = name.value_lengths().to_numpy().astype(np.int64)
    sizes = np.array([len(one) for one in members], np.int64)
    positions = np.array([position for one in members for position in one], np.int64)
    begins = np.repeat(np.cumsum(sizes) - sizes, counts)
    telling = positions[begins + of.flatten().to_numpy()] if len(begins) else positions[:0]
    return Hooks(name.flatten().to_numpy(), telling.astype(np.int32), wanted.flatten().to_numpy(zero_copy_only=False))


def empty() -> pa.Table:
    """No row."""
    return schema(Shelved).empty_table()
