"""Claims in, incidents out: with the reason for every link, and every disagreement kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from frontlog.collecting import put_off
from frontlog.incidents import shelf
from frontlog.incidents.account import Stake, measured
from frontlog.incidents.again import Again
from frontlog.incidents.cluster import Block, Groups, grouped, portions, solved_all
from frontlog.incidents.codes import Numbers
from frontlog.incidents.crowds import dense
from frontlog.incidents.disagreements.across import NO_HOOKS, Hooks, hanging
from frontlog.incidents.elsewhere import Elsewhere
from frontlog.incidents.events import Events, Pairs, Shelved, Weighing, believed, compared, tell
from frontlog.incidents.founded import Founded
from frontlog.incidents.grounds import copied, linked_by, ties
from frontlog.incidents.naming import incident_ids
from frontlog.incidents.pairs import scored
from frontlog.incidents.sides import Sides
from frontlog.incidents.told import Listed, Source, Spread, Told, hashes
from frontlog.incidents.types import load_types
from frontlog.incidents.verdicts import verdicts
from frontlog.incidents.voices import Report, Voices
from frontlog.incidents.weights import load_weights
from frontlog.model import Batch, Claim, Contradiction, Copy, Decision, Incident, Link, Memory

LAST = date.max.toordinal()  # the day of what has none
AT_ONCE = 1 << 12  # tellings whose incidents are told at once


def link(
    claims: Sequence[Claim],
    copies: Sequence[Copy],
    documents: Sequence[Report],
    decisions: Sequence[Decision],
    sides: Sides | None = None,
) -> Iterator[Incident | Link | Contradiction]:
    """Every claim in exactly one incident; the same rows whatever the order of the input. `sides` defaults to the shipped register."""
    rows: Iterator[Any] = linked(Listed(claims), Voices({c.id: c for c in copies}, {d.id: d for d in documents}), decisions, sides)
    yield from rows


def linked(
    source: Source,
    voices: Voices,
    decisions: Sequence[Decision],
    sides: Sides | None = None,
    spread: Spread = map,
    memory: Memory | None = None,
    tabled: bool = False,
) -> Iterator[Incident | Link | Contradiction | Batch]:
    """The same for claims that lie elsewhere. `spread` works parts of it where hands are free. What `memory` knows is not told anew. With
    `tabled` most rows come as tables, some thousand at once."""
    with put_off(aged=True):  # what is held here has no cycles, and a look through all of it takes seconds
        types, weights = load_types(), load_weights()
        told = Told(source, voices, sides, spread, memory)
        ruled = verdicts(decisions, told.positions({claim for decision in decisions for claim in decision.subject}))
        met = scored(told.columns, ruled, types, weights)
        again = Again(memory, told) if memory is not None else None
        solve = partial(_solved, spread=spread)
        by_block = partial(again.groups, solve=solve) if again else solve
        far = Elsewhere(told.columns)
        groups = grouped(len(told), *met.known, ruled, weights.floor, weights.threshold, by_block, dense(told.columns), far)
        ids = incident_ids(list(map(Founded(told).of, groups)))
        group_of = np.empty(len(told), np.int64)
        for number, group in enumerate(groups):
            group_of[list(group)] = number
        shelves: list[Shelved] = []  # what waits till the whole log is known
        known: dict[Any, Any] = {}
        found: list[Hooks] = []
        for part in _told(told, groups, ids, sides, spread, again):
            own = [Stake._make(known.setdefault(value, value) for value in one) for one in part.stakes]  # equal ones are kept once
            shelves.append(part._replace(stakes=own, hooks=NO_HOOKS))
            found.append(part.hooks)
        for rows in spread(believed, _weighings(shelves, again, tabled)):
            yield from rows
        for quarrels in spread(compared, _pairs(told, group_of, ids, found, sides, again)):
            yield from quarrels
        if again:
            again.take_quarrels()
        for links in spread(linked_by, ties(told, met, group_of, ruled, again.new_ties if again else None, tabled)):
            yield from links
        yield from copied(told)


def _solved(blocks: Iterable[Block], spread: Spread) -> Iterator[Groups]:
    """The groups of blocks, worked wherever hands are free."""
    for some in spread(solved_all, portions(blocks)):
        yield from some


def _told(
    told: Told, groups: Sequence[Sequence[int]], ids: Sequence[str], sides: Sides | None, spread: Spread, again: Again | None
) -> Iterator[Shelved]:
    """All incidents as far as they can be told by themselves: those that are new, and then those that are known."""
    order = sorted(range(len(groups)), key=lambda number: ids[number])
    if again is None:
        yield from spread(tell, _events(told, groups, ids, sides, order))
        return
    keys, kept = again.keys(groups, ids), list[pa.Table]()
    new = [number for number in order if not again.knows(keys[number])]
    for part in spread(tell, _events(told, groups, ids, sides, new, keys)):
        kept += [part.kept] if part.kept is not None else []
        yield part._replace(kept=None)
    old = [number for number in order if again.knows(keys[number])]
    for begin in range(0, len(old), AT_ONCE):
        some = old[begin : begin + AT_ONCE]
        names = [keys[number] for number in some], [ids[number] for number in some]
        table = again.shelved(*names)
        kept.append(table)
        asked = list(shelf.stakes(table))
        hooks = shelf.hooks(table, [groups[number] for number in some])
        yield Shelved(table, [one for one, _ in asked], [spoken for _, spoken in asked], hooks, None, *names)
    again.shelve(kept)


def _events(
    told: Told,
    groups: Sequence[Sequence[int]],
    ids: Sequence[str],
    sides: Sides | None,
    numbers: Sequence[int],
    keys: Sequence[str] = (),
) -> Iterator[Events]:
    """The incidents of some numbers to be told, a portion of claims at a time."""
    some: list[int] = []
    members: list[int] = []

    def portion() -> Events:
        named = [(ids[number], len(groups[number])) for number in some]
        kept = [keys[number] for number in some] if keys else ()
        return Events(told.claims(members), told.standings(members), members, named, sides, kept)

    for number in numbers:
        some.append(number)
        members += groups[number]
        if len(members) >= AT_ONCE:
            yield portion()
            some, members = [], []
    yield portion()


def _weighings(shelves: list[Shelved], again: Again | None, tabled: bool) -> Iterator[Weighing]:
    """All drafts to be weighed; each is let go once it is told. What is weighed as before is taken over."""
    measures, letters = measured([stake for part in shelves for stake in part.stakes])
    begin = 0
    while shelves:
        part = shelves.pop(0)
        own = measures[begin : begin + len(part.stakes)]
        begin += len(part.stakes)
        drafts = part.drafts
        if again:
            new = again.held.new(part.keys, part.ids or [""] * len(part.keys), own, part.voices, letters)
            if isinstance(drafts, pa.Table):  # of those that are told anew, packed, none was weighed before
                drafts, own = drafts.filter(pa.array(new)), [one for one, fresh in zip(own, new.tolist(), strict=True) if fresh]
        if own:
            yield Weighing(drafts, own, {voice: letters[voice] for voices in part.voices for voice in voices & letters.keys()}, tabled)
    if again:
        again.held.keep()


def _pairs(
    told: Told, group_of: Numbers, ids: Sequence[str], found: Sequence[Hooks], sides: Sides | None, again: Again | None
) -> Iterator[Pairs]:
    """Pairs of tellings of two incidents that hang on one name, a portion at a time."""
    a, b = hanging(found, group_of, np.minimum(told.days(), LAST))
    if again:
        new = again.new_pairs(a, b, hashes(id_.encode() for id_ in ids)[group_of])
        a, b = a[new], b[new]
    for begin in range(0, len(a), AT_ONCE):
        x, y = a[begin : begin + AT_ONCE], b[begin : begin + AT_ONCE]
        members, places = np.unique(np.concatenate((x, y)), return_inverse=True)
        here = members.tolist()
        pairs = list(zip(places[: len(x)].tolist(), places[len(x) :].tolist(), strict=True))
        yield Pairs(told.claims(here), told.standings(here), [ids[int(group_of[i])] for i in here], pairs, sides)
