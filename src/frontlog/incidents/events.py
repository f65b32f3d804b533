"""Incidents of a portion of claims, whose groups are known: the work that needs nothing but the claims of each group; and pairs of tellings
of two incidents that may disagree."""

from collections.abc import Sequence
from typing import NamedTuple

from frontlog.incidents.account import Draft, draft
from frontlog.incidents.contradictions import between
from frontlog.incidents.disagreements.across import Hooks, hooks
from frontlog.incidents.disagreements.found import age
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.told import Portion, objects, teller_of
from frontlog.incidents.types import load_types
from frontlog.incidents.voices import Standing
from frontlog.model import Contradiction


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


def tell(events: Events) -> tuple[list[Draft], Hooks]:
    """These incidents as far as they can be told by themselves, and the hooks on which their tellings hang."""
    teller, types = teller_of(events.sides), load_types()
    sides = events.sides if events.sides is not None else register()
    members = list(zip(objects(events.claims), events.standing, strict=True))
    tellings = [teller.telling(claim, standing) for claim, standing in members]
    out, begin = [], 0
    for id_, size in events.named:
        here = slice(begin, begin + size)
        documents = [one for claim, standing in members[here] for one in (claim.document, *(document for _, document in standing.copies))]
        out.append(draft(id_, tellings[here], documents, sides, types))
        begin += size
    return out, hooks(tellings, events.positions)


def compared(task: Pairs) -> list[Contradiction]:
    """What these pairs of tellings of two incidents disagree on."""
    teller, types = teller_of(task.sides), load_types()
    told = [teller.telling(claim, standing) for claim, standing in zip(objects(task.claims), task.standing, strict=True)]
    out: list[Contradiction] = []
    for pair in task.pairs:
        a, b = sorted(pair, key=lambda place: age(told[place]))
        out += between(told[a], told[b], (task.incidents[a], task.incidents[b]), types)
    return out
