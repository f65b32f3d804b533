"""Claims in, incidents out: with the reason for every link, and every disagreement kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

import numpy as np

from frontlog.incidents.account import Draft, weighed
from frontlog.incidents.block import pairs
from frontlog.incidents.cluster import grouped
from frontlog.incidents.columns import Columns, Flags, Numbers
from frontlog.incidents.disagreements.across import Hooks, hanging
from frontlog.incidents.distance import one_place
from frontlog.incidents.events import Events, Pairs, compared, tell
from frontlog.incidents.incident import founding
from frontlog.incidents.naming import incident_ids
from frontlog.incidents.reasons import Reasons
from frontlog.incidents.scores import Scores, scores
from frontlog.incidents.sides import Sides
from frontlog.incidents.told import Listed, Source, Spread, Told
from frontlog.incidents.types import Types, load_types
from frontlog.incidents.verdicts import Verdicts, verdicts
from frontlog.incidents.voices import Report, Voices
from frontlog.incidents.weights import Weights, load_weights
from frontlog.model import Claim, Contradiction, Copy, Decision, Feature, Incident, Link, Origin, record_id

ORIGIN = Origin("incidents.link", "1")
NEAR_MISS = -2.0  # pairs that were held apart are kept down to this score: "why are these two not one?"
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
    a, b = _worth(told.columns, ruled, types)
    score = scores(told.columns, a, b, types, weights)
    barred = different(told.columns, a, b)
    groups = grouped(len(told), a, b, score, barred, ruled, weights.floor, weights.threshold)
    links = _links(told, (a, b), score, groups, ruled, barred, types, weights)
    ids = incident_ids([founding([told.brief(position) for position in group]) for group in groups])
    drafts: list[Draft] = []
    found: list[Hooks] = []
    for portion, hung in spread(tell, _events(told, groups, ids, sides)):
        drafts += portion
        found.append(hung)
        yield from islice(links, AT_ONCE)  # while the next incidents are told elsewhere
    yield from weighed(drafts)
    for one in drafts:
        yield from one.quarrels
    del drafts
    for rows in spread(compared, _pairs(told, groups, ids, found, sides)):
        yield from rows
    yield from links


def different(columns: Columns, a: Numbers, b: Numbers) -> Flags:
    """Pairs told as two events by one document: at places that are surely two, or in other words on days that do not meet."""
    out: Flags = columns.documents.of[a] == columns.documents.of[b]
    stems = columns.coded["trigger"].of
    for i in np.flatnonzero(out).tolist():
        x, y = int(a[i]), int(b[i])
        places = columns.places(x), columns.places(y)
        apart = columns.dated[x] and columns.dated[y] and (columns.start[y] > columns.end[x] or columns.start[x] > columns.end[y])
        elsewhere = places[0] and places[1] and not any(one_place(p, q) for p in places[0] for q in places[1])
        out[i] = elsewhere or (apart and stems[x] != stems[y])
    return out


def _worth(columns: Columns, ruled: Verdicts, types: Types) -> tuple[Numbers, Numbers]:
    """Pairs to be scored, in order: those that share a block, and those that people spoke about."""
    a, b = pairs(columns, types)
    decided = np.array(sorted({*ruled.together, *ruled.apart, *ruled.lost}), np.int64).reshape(-1, 2)
    keys = np.unique(np.concatenate((a * len(columns) + b, decided[:, 0] * len(columns) + decided[:, 1])))
    return keys // max(1, len(columns)), keys % max(1, len(columns))


def _links(
    told: Told,
    pair: tuple[Numbers, Numbers],
    score: Scores,
    groups: Sequence[Sequence[int]],
    ruled: Verdicts,
    barred: Flags,
    types: Types,
    weights: Weights,
) -> Iterator[Link]:
    group_of = np.empty(len(told), np.int64)
    for number, group in enumerate(groups):
        group_of[list(group)] = number
    decided = {**dict.fromkeys(ruled.together, "decided: same"), **dict.fromkeys(ruled.apart, "decided: different")}
    decided.update(dict.fromkeys(ruled.lost, "decided, but newer decisions say otherwise"))
    same = group_of[pair[0]] == group_of[pair[1]]
    kept = same | (score >= NEAR_MISS)
    if decided:
        kept |= np.isin(pair[0] * len(told) + pair[1], np.array([x * len(told) + y for x, y in decided]))
    rows = np.flatnonzero(kept)
    reasons = Reasons(told.columns, types, weights)
    for i, features in zip(rows.tolist(), reasons.of(pair[0][rows], pair[1][rows]), strict=True):
        a, b = int(pair[0][i]), int(pair[1][i])
        if (a, b) in decided:
            features += (Feature("decision", 0.0, decided[a, b]),)
        elif barred[i]:
            features += (Feature("told apart", 0.0, "one document tells them as two events"),)
        yield _link(told.id(a), told.id(b), round(float(score[i]), 4), "same" if same[i] else "different", features)
    for position in told.copied():
        for member, _ in told.copies(position):
            low, high = sorted((told.id(position), member))
            yield _link(low, high, 0.0, "same", (Feature("copy", 0.0, "the same sentence, copied"),))


def _link(a: str, b: str, score: float, verdict: str, features: tuple[Feature, ...]) -> Link:
    return Link(id=record_id("l", a, b), claim_a=a, claim_b=b, score=score, verdict=verdict, features=features, origin=ORIGIN)


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


def _pairs(told: Told, groups: Sequence[Sequence[int]], ids: Sequence[str], found: Sequence[Hooks], sides: Sides | None) -> Iterator[Pairs]:
    """Pairs of tellings of two incidents that hang on one name, a portion at a time."""
    group_of = np.empty(len(told), np.int64)
    for number, group in enumerate(groups):
        group_of[list(group)] = number
    days = ((told.standing(i).published or date.max).toordinal() for i in range(len(told)))
    a, b = hanging(found, group_of, np.fromiter(days, np.int64, len(told)))
    for begin in range(0, len(a), AT_ONCE):
        x, y = a[begin : begin + AT_ONCE], b[begin : begin + AT_ONCE]
        members, places = np.unique(np.concatenate((x, y)), return_inverse=True)
        here = members.tolist()
        pairs = list(zip(places[: len(x)].tolist(), places[len(x) :].tolist(), strict=True))
        yield Pairs(told.claims(here), [told.standing(i) for i in here], [ids[int(group_of[i])] for i in here], pairs, sides)
