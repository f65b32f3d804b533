"""What the tellings of one event disagree on: typed checks over pairs, each labelled contradiction, update or refinement.

A later telling that goes beyond an earlier one updates it; a less exact one is refined; only what cannot both be true is a contradiction.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from frontlog.incidents.disagreements.across import across
from frontlog.incidents.disagreements.found import Check, Found, age, corrects
from frontlog.incidents.disagreements.own import as_own
from frontlog.incidents.disagreements.possible import checks, ways
from frontlog.incidents.tallies import standing
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.model import Contradiction, Origin, quick, record_id

ORIGIN = Origin("incidents.contradictions", "3")
_made = quick(Contradiction)
MOST = 80  # tellings of one incident that are compared pair by pair: beyond, the earliest ones are


def contradictions(incident: str, group: Sequence[Telling], types: Types) -> Iterator[Contradiction]:
    """All disagreements inside one incident, each once between two reports. In each, claim a is the earlier published."""
    if len(group) < 2:
        return
    ranked = standing(sorted(group, key=age)[:MOST])
    opened = [(telling, *ways(telling)) for telling in ranked]
    said = set()
    for (a, early, _), (b, _, late) in combinations(opened, 2):
        for found in disagreements(a, b, checks(early & late), types) if early & late and not _one_breath(a, b) else ():
            between_two = (found, a.claim.document, a.voice, b.claim.document, b.voice)
            if between_two not in said:
                said.add(between_two)
                yield record(found, a, b, incident)


def _one_breath(a: Telling, b: Telling) -> bool:
    """Whether one voice tells both in one sentence: what it tells so it holds to be compatible."""
    one, other = a.claim, b.claim
    return one.document == other.document and one.evidence.start == other.evidence.start and a.voice == b.voice


def between(a: Telling, b: Telling, incidents: tuple[str, str], types: Types) -> Iterator[Contradiction]:
    """What an earlier and a later telling of two incidents disagree on."""
    for found in _settled(across(a, b, types), a, b):
        yield record(found, a, b, *incidents)


def disagreements(a: Telling, b: Telling, checks: Sequence[Check], types: Types) -> Iterator[Found]:
    """What the checks find between an earlier and a later telling."""
    finds = [found for check in checks for found in check(a, b, types)]
    return _settled(finds, a, b) if finds else iter(())


def _settled(finds: Iterable[Found], a: Telling, b: Telling) -> Iterator[Found]:
    """Each find once, as a matter of an outlet's own record or of a later version of a page where it is one."""
    seen = set()
    for found in finds:
        turned = as_own(found, a, b)
        if turned.status == "contradiction" and corrects(a, b):
            turned = replace(turned, status="update", reason="A later version of the page replaces the earlier word.")
        if turned not in seen:
            seen.add(turned)
            yield turned


def record(found: Found, a: Telling, b: Telling, incident: str, other: str = "") -> Contradiction:
    """The row of a disagreement; `other` is the incident of b where that is not the incident of a."""
    return _made(
        id=record_id("q", incident, found.type, found.field, a.id, b.id, found.value_a, found.value_b),
        incident=incident,
        other_incident=other,
        type=found.type,
        field=found.field,
        claim_a=a.id,
        claim_b=b.id,
        value_a=found.value_a,
        value_b=found.value_b,
        size=None if found.size is None else float(found.size),  # as a number of people that no table could hold would have it
        status=found.status,
        compatible_reason=found.reason,
        evidence_a=a.claim.evidence,
        evidence_b=b.claim.evidence,
        origin=ORIGIN,
    )
