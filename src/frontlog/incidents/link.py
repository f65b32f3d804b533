"""Claims in, incidents out: with the reason for every link, and every disagreement kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from frontlog.incidents.account import Stake, measured
from frontlog.incidents.cluster import grouped
from frontlog.incidents.columns import Numbers
from frontlog.incidents.disagreements.across import Hooks, hanging
from frontlog.incidents.events import Events, Pairs, Weighing, believed, compared, tell
from frontlog.incidents.grounds import copied, linked_by, ties
from frontlog.incidents.incident import founding
from frontlog.incidents.naming import Founding, incident_ids
from frontlog.incidents.pairs import scored
from frontlog.incidents.sides import Sides
from frontlog.incidents.told import Listed, Source, Spread, Told, uncollected
from frontlog.incidents.types import load_types
from frontlog.incidents.verdicts import verdicts
from frontlog.incidents.voices import Report, Voices
from frontlog.incidents.weights import load_weights
from frontlog.model import Claim, Contradiction, Copy, Decision, Incident, Link

AT_ONCE = 1 << 12  # tellings whose incidents are told at once


def link(
    claims: Sequence[Claim],
    copies: Sequence[Copy],
    documents: Sequence[Report],
    decisions: Sequence[Decision],
    sides: Sides | None = None,
) -> Iterator[Incident | Link | Contradiction]:
    """Every claim in exactly one incident; the same rows whatever the order of the input. `sides` defaults to the shipped register."""
    yield from linked(Listed(claims), Voices({c.id: c for c in copies}, {d.id: d for d in documents}), decisions, sides)


def linked(
    source: Source, voices: Voices, decisions: Sequence[Decision], sides: Sides | None = None, spread: Spread = map
) -> Iterator[Incident | Link | Contradiction]:
    """The same for claims that lie elsewhere. `spread` works parts of it where hands are free."""
    types, weights = load_types(), load_weights()
    told = Told(source, voices, sides, spread)
    ruled = verdicts(decisions, told.positions({claim for decision in decisions for claim in decision.subject}))
    with uncollected():
        met = scored(told.columns, ruled, types, weights)
        groups = grouped(len(told), *met.known, ruled, weights.floor, weights.threshold)
        ids = incident_ids([_founding(told, group) for group in groups])
    group_of = np.empty(len(told), np.int64)
    for number, group in enumerate(groups):
        group_of[list(group)] = number
    shelf: list[tuple[bytes, int, frozenset[str]]] = []
    stakes: list[Stake] = []
    known: dict[Any, Any] = {}
    found: list[Hooks] = []
    for part in spread(tell, _events(told, groups, ids, sides)):
        shelf.append((part.drafts, len(part.stakes), part.voices))
        stakes += (Stake._make(known.setdefault(value, value) for value in one) for one in part.stakes)  # equal ones are kept once
        found.append(part.hooks)
    for rows in spread(believed, _weighings(shelf, stakes)):
        yield from rows
    for quarrels in spread(compared, _pairs(told, group_of, ids, found, sides)):
        yield from quarrels
    for links in spread(linked_by, ties(told, met, group_of, ruled, types, weights)):
        yield from links
    yield from copied(told)


def _founding(told: Told, group: Sequence[int]) -> Founding:
    """What the id of a group hangs on. Of a telling alone nothing needs to be compared."""
    if len(group) > 1 or len({spot.country for spot in told.columns.places(group[0])}) > 1:
        return founding([told.brief(position) for position in group])
    countries = [spot.country for spot in told.columns.places(group[0])]
    return Founding(countries[0] if countries else "", told.columns.span(group[0])[0], (told.id(group[0]),))


def _events(told: Told, groups: Sequence[Sequence[int]], ids: Sequence[str], sides: Sides | None) -> Iterator[Events]:
    """All incidents to be told, a portion of claims at a time."""
    named: list[tuple[str, int]] = []
    members: list[int] = []
    for number in sorted(range(len(groups)), key=lambda number: ids[number]):
        named.append((ids[number], len(groups[number])))
        members += groups[number]
        if len(members) >= AT_ONCE:
            yield Events(told.claims(members), [told.standing(i) for i in members], members, named, sides)
            named, members = [], []
    yield Events(told.claims(members), [told.standing(i) for i in members], members, named, sides)


def _weighings(shelf: list[tuple[bytes, int, frozenset[str]]], stakes: Sequence[Stake]) -> Iterator[Weighing]:
    """All drafts to be weighed; each is let go once it is told."""
    measures, letters = measured(stakes)
    begin = 0
    while shelf:
        drafts, size, voices = shelf.pop(0)
        yield Weighing(drafts, measures[begin : begin + size], {voice: letters[voice] for voice in voices & letters.keys()})
        begin += size


def _pairs(told: Told, group_of: Numbers, ids: Sequence[str], found: Sequence[Hooks], sides: Sides | None) -> Iterator[Pairs]:
    """Pairs of tellings of two incidents that hang on one name, a portion at a time."""
    days = ((told.published(i) or date.max).toordinal() for i in range(len(told)))
    a, b = hanging(found, group_of, np.fromiter(days, np.int64, len(told)))
    for begin in range(0, len(a), AT_ONCE):
        x, y = a[begin : begin + AT_ONCE], b[begin : begin + AT_ONCE]
        members, places = np.unique(np.concatenate((x, y)), return_inverse=True)
        here = members.tolist()
        pairs = list(zip(places[: len(x)].tolist(), places[len(x) :].tolist(), strict=True))
        yield Pairs(told.claims(here), [told.standing(i) for i in here], [ids[int(group_of[i])] for i in here], pairs, sides)
