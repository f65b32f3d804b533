"""Incidents of a portion of claims, whose groups are known: the work that needs nothing but the claims of each group; and pairs of tellings
of two incidents that may disagree."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from frontlog.incidents.account import Measure, Stake, draft, stake, weigh
from frontlog.incidents.contradictions import between
from frontlog.incidents.disagreements.across import Hooks, hooks
from frontlog.incidents.disagreements.found import age
from frontlog.incidents.packing import Rows, packed, unpacked
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.told import Portion, objects, teller_of, uncollected
from frontlog.incidents.types import load_types
from frontlog.incidents.voices import Standing
from frontlog.model import Contradiction, Incident


class Events(NamedTuple):
    """Claims by position, each with what is known of it beside its words, and the incidents that so many of them in turn are."""

    claims: Portion
    standing: Sequence[Standing]
    positions: Sequence[int]
    named: Sequence[tuple[str, int]]
    sides: Sides | None


class Pairs(NamedTuple):
    """Claims with the incident of each, and pairs of their places in the list."""

    claims: Portion
    standing: Sequence[Standing]
    incidents: Sequence[str]
    pairs: Sequence[tuple[int, int]]
    sides: Sides | None


class Shelved(NamedTuple):
    """Incidents as far as they can be told by themselves, packed till the whole log is known, and what the weighing of all asks of each."""

    drafts: bytes
    stakes: Sequence[Stake]
    voices: frozenset[str]  # whose letters are asked for
    hooks: Hooks


class Weighing(NamedTuple):
    """Packed drafts with what the whole log says to each."""

    drafts: bytes
    measures: Sequence[Measure]
    letters: Mapping[str, str]


def tell(events: Events) -> Shelved:
    """These incidents as far as they can be told by themselves, and the hooks on which their tellings hang."""
    teller, types = teller_of(events.sides), load_types()
    sides = events.sides if events.sides is not None else register()
    with uncollected():
        members = list(zip(objects(events.claims), events.standing, strict=True))
        tellings = [teller.telling(claim, standing) for claim, standing in members]
        out, begin = [], 0
        for id_, size in events.named:
            here = slice(begin, begin + size)
            documents = [
                one for claim, standing in members[here] for one in (claim.document, *(document for _, document in standing.copies))
            ]
            out.append(draft(id_, tellings[here], documents, sides, types))
            begin += size
        voices = frozenset(voice for one in out for voice in (*one.incident.origin_groups, *(word.voice for word in one.words)))
        return Shelved(packed(out), [stake(one) for one in out], voices, hooks(tellings, events.positions))


def believed(task: Weighing) -> Rows[Incident | Contradiction]:
    """Incidents with their beliefs, and what their tellings disagree on."""
    with uncollected():
        drafts = unpacked(task.drafts)
        rows = [weigh(one, measure, task.letters) for one, measure in zip(drafts, task.measures, strict=True)]
        return Rows([*rows, *(quarrel for one in drafts for quarrel in one.quarrels)])


def compared(task: Pairs) -> list[Contradiction]:
    """What these pairs of tellings of two incidents disagree on."""
    teller, types = teller_of(task.sides), load_types()
    told = [teller.telling(claim, standing) for claim, standing in zip(objects(task.claims), task.standing, strict=True)]
    out: list[Contradiction] = []
    for pair in task.pairs:
        a, b = sorted(pair, key=lambda place: age(told[place]))
        out += between(told[a], told[b], (task.incidents[a], task.incidents[b]), types)
    return out
