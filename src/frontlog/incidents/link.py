"""Claims in, incidents out: with the reason for every link, and every disagreement kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from frontlog.incidents.block import pairs
from frontlog.incidents.cluster import Pair, cluster
from frontlog.incidents.compare import Grounds, compare
from frontlog.incidents.contradictions import contradictions
from frontlog.incidents.credibility import grade
from frontlog.incidents.distance import one_place
from frontlog.incidents.incident import founding, incident
from frontlog.incidents.naming import incident_ids
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.telling import Report, Telling, current, tellings
from frontlog.incidents.types import Types, load_types
from frontlog.incidents.verdicts import Verdicts, verdicts
from frontlog.incidents.weights import load_weights
from frontlog.model import Claim, Contradiction, Copy, Decision, Feature, Incident, Link, Origin, record_id

ORIGIN = Origin("incidents.link", "1")
NEAR_MISS = -2.0  # pairs that were held apart are kept down to this score: "why are these two not one?"


def link(
    claims: Sequence[Claim],
    copies: Sequence[Copy],
    documents: Sequence[Report],
    decisions: Sequence[Decision],
    sides: Sides | None = None,
) -> Iterator[Incident | Link | Contradiction]:
    """Every claim in exactly one incident; the same rows whatever the order of the input. `sides` defaults to the shipped register."""
    sides = sides if sides is not None else register()
    types, weights = load_types(), load_weights()
    told = tellings(claims, {c.id: c for c in copies}, {d.id: d for d in documents}, sides, types)
    position = {member: i for i, telling in enumerate(told) for member in telling.members}
    ruled = verdicts(decisions, position)

    def grounds(pair: Pair) -> Grounds:  # worked out again for the links that are told: all of a large log would not fit into memory
        return compare(told[pair[0]], told[pair[1]], types, weights)

    found = {pair: grounds(pair).score for pair in _worth(told, ruled, types)}
    barred = {pair for pair in found if different(told[pair[0]], told[pair[1]])}
    scores = {pair: max(score, weights.floor) for pair, score in found.items()}
    groups = cluster(len(told), scores, ruled.together, (barred - set(ruled.together)) | ruled.apart, weights.missing, weights.threshold)
    yield from _links(told, found, grounds, groups, ruled, barred)
    yield from _incidents(claims, [[told[i] for i in group] for group in groups], sides, types)


def different(a: Telling, b: Telling) -> bool:
    """Told as two events by one document: at places that are surely two, or in other words on days that do not meet."""
    if a.claim.document != b.claim.document:
        return False
    if a.claim.place and b.claim.place and not any(one_place(x, y) for x in a.claim.place for y in b.claim.place):
        return True
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.stem != b.stem and (b.start > a.end or a.start > b.end)


def _worth(told: Sequence[Telling], ruled: Verdicts, types: Types) -> list[Pair]:
    """Pairs to be scored: those that share a block, and those that people spoke about."""
    return sorted({*pairs(told, types), *ruled.together, *ruled.apart, *ruled.lost})


def _links(
    told: Sequence[Telling],
    found: Mapping[Pair, float],
    grounds: Callable[[Pair], Grounds],
    groups: Sequence[Sequence[int]],
    ruled: Verdicts,
    barred: set[Pair],
) -> Iterator[Link]:
    group_of = {i: number for number, group in enumerate(groups) for i in group}
    decided = {**dict.fromkeys(ruled.together, "decided: same"), **dict.fromkeys(ruled.apart, "decided: different")}
    decided.update(dict.fromkeys(ruled.lost, "decided, but newer decisions say otherwise"))
    for pair, score in sorted(found.items()):
        a, b = pair
        same = group_of[a] == group_of[b]
        if not same and score < NEAR_MISS and pair not in decided:
            continue
        features = grounds(pair).features
        if pair in decided:
            features += (Feature("decision", 0.0, decided[pair]),)
        elif pair in barred:
            features += (Feature("told apart", 0.0, "one document tells them as two events"),)
        yield _link(told[a].id, told[b].id, score, "same" if same else "different", features)
    for telling in told:
        for member in telling.members[1:]:
            low, high = sorted((telling.id, member))
            yield _link(low, high, 0.0, "same", (Feature("copy", 0.0, "the same sentence, copied"),))


def _link(a: str, b: str, score: float, verdict: str, features: tuple[Feature, ...]) -> Link:
    return Link(id=record_id("l", a, b), claim_a=a, claim_b=b, score=score, verdict=verdict, features=features, origin=ORIGIN)


def _incidents(
    claims: Sequence[Claim], groups: Sequence[Sequence[Telling]], sides: Sides, types: Types
) -> Iterator[Incident | Contradiction]:
    document = {claim.id: claim.document for claim in claims}
    ids = incident_ids([founding(group) for group in groups])
    for id_, group in sorted(zip(ids, groups, strict=True), key=lambda row: row[0]):
        quarrels = list(contradictions(id_, group, types))
        told_by = [document[member] for telling in group for member in telling.members]
        now = current(group)
        standing = {telling.id for telling in now}
        open_ = [quarrel for quarrel in quarrels if quarrel.claim_a in standing and quarrel.claim_b in standing]
        yield incident(id_, group, told_by, grade(now, open_, sides, types), sides, types)
        yield from quarrels
