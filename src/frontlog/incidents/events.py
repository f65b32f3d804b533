"""Incidents of a portion of claims, whose groups are known: the work that needs nothing but the claims of each group; and pairs of tellings
of two incidents that may disagree."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from frontlog.collecting import put_off
from frontlog.incidents import shelf
from frontlog.incidents.account import Draft, Measure, Stake, draft, stake, waiting, weigh
from frontlog.incidents.contradictions import between
from frontlog.incidents.disagreements.across import Hooks, hooks
from frontlog.incidents.disagreements.cues import POSSIBLE
from frontlog.incidents.disagreements.found import age
from frontlog.incidents.disagreements.possible import WAYS_OPEN
from frontlog.incidents.glance import Look
from frontlog.incidents.packing import Rows, packed, unpacked
from frontlog.incidents.shelf import shelved
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.signs import Signs
from frontlog.incidents.telling import Telling
from frontlog.incidents.told import Portion, objects, teller_of
from frontlog.incidents.types import load_types
from frontlog.incidents.voices import Standings
from frontlog.model import Batch, Contradiction, Incident, batch, to_table


class Events(NamedTuple):
    """Claims by position, each with what is known of it beside its words, and the incidents that so many of them in turn are."""

    claims: Portion
    standing: Standings
    positions: Sequence[int]
    named: Sequence[tuple[str, int]]
    sides: Sides | None
    keys: Sequence[str] = ()  # of the incidents, where they are kept for the next build


class Pairs(NamedTuple):
    """Claims with the incident of each, and pairs of their places in the list."""

    claims: Portion
    standing: Standings
    incidents: Sequence[str]
    pairs: Sequence[tuple[int, int]]
    sides: Sides | None


class Shelved(NamedTuple):
    """Incidents as far as they can be told by themselves, packed till the whole log is known, and what the weighing of all asks of each."""

    drafts: bytes | pa.Table
    stakes: Sequence[Stake]
    voices: Sequence[frozenset[str]]  # whose letters are asked for: of each incident where it has a key, else of all together
    hooks: Hooks
    kept: pa.Table | None = None
    keys: Sequence[str] = ()
    ids: Sequence[str] = ()  # where they were told in the build before


class Weighing(NamedTuple):
    """Drafts, packed or as they were kept, with what the whole log says to each."""

    drafts: bytes | pa.Table
    measures: Sequence[Measure]
    letters: Mapping[str, str]
    tabled: bool = False  # whether the rows are wanted as tables


def tell(events: Events) -> Shelved:
    """These incidents as far as they can be told by themselves, and the hooks on which their tellings hang."""
    teller, types = teller_of(events.sides), load_types()
    sides = events.sides if events.sides is not None else register()
    with put_off(aged=True):
        members = list(zip(objects(events.claims), events.standing, strict=True))
        tellings = [teller.telling(claim, standing) for claim, standing in members]
        out, begin = [], 0
        here_ = _hooks(events.claims, tellings)
        for id_, size in events.named:
            here = slice(begin, begin + size)
            documents = [
                one for claim, standing in members[here] for one in (claim.document, *(document for _, document in standing.copies))
            ]
            out.append(draft(id_, tellings[here], documents, sides, types))
            begin += size
        voices = [frozenset((*one.incident.origin_groups, *(word.voice for word in one.words))) for one in out]
        if out and not events.keys:
            voices = [frozenset[str]().union(*voices)]
        kept = _kept(events, out, here_) if events.keys else None
        hung = Hooks(here_.name, np.array(events.positions, np.int32)[here_.telling], here_.wanted)
        return Shelved(packed([waiting(one) for one in out]), [stake(one) for one in out], voices, hung, kept, events.keys)


def _hooks(claims: Portion, tellings: Sequence[Telling]) -> Hooks:
    """The hooks on which tellings hang; of claims in a table it is also noted which checks each leaves open."""
    if not isinstance(claims, pa.Table) or not len(claims):
        return hooks(tellings, range(len(tellings)))
    look = Look(claims)
    for telling, cues in zip(tellings, look.words.cues.tolist(), strict=True):
        telling.memo[POSSIBLE] = cues
    signs = Signs(look, tellings)
    for telling, ways in zip(tellings, signs.ways(), strict=True):
        telling.memo[WAYS_OPEN] = ways
    return signs.hooks()


def _kept(events: Events, told: Sequence[Draft], found: Hooks) -> pa.Table:
    """The incidents as rows, each with the hooks of its tellings."""
    ends = np.cumsum([size for _, size in events.named])
    cuts = np.searchsorted(found.telling, [0, *ends]).tolist()
    rows = []
    for number, one in enumerate(told):
        here = slice(cuts[number], cuts[number + 1])
        begin = int(ends[number]) - events.named[number][1]
        rows.append(shelved(events.keys[number], one, Hooks(found.name[here], found.telling[here] - begin, found.wanted[here])))
    return to_table(shelf.Shelved, rows)


def believed(task: Weighing) -> Rows[Incident | Contradiction] | Sequence[Batch]:
    """Incidents with their beliefs, and what their tellings disagree on."""
    with put_off(aged=True):
        drafts = unpacked(task.drafts) if isinstance(task.drafts, bytes) else shelf.drafts(task.drafts)
        rows = [weigh(one, measure, task.letters) for one, measure in zip(drafts, task.measures, strict=True)]
        quarrels = [quarrel for one in drafts for quarrel in one.quarrels]
        return [batch(Incident, rows), batch(Contradiction, quarrels)] if task.tabled else Rows([*rows, *quarrels])


def compared(task: Pairs) -> list[Contradiction]:
    """What these pairs of tellings of two incidents disagree on."""
    teller, types = teller_of(task.sides), load_types()
    told = [teller.telling(claim, standing) for claim, standing in zip(objects(task.claims), task.standing, strict=True)]
    out: list[Contradiction] = []
    for pair in task.pairs:
        a, b = sorted(pair, key=lambda place: age(told[place]))
        out += between(told[a], told[b], (task.incidents[a], task.incidents[b]), types)
    return out
