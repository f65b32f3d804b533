"""What is made of a group of tellings: an incident with its grade and values, what its tellings disagree on, and, once the whole log is
known, how far it is believed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from frontlog.incidents.belief import Interests, Word, admissions, belief, interests, spoken
from frontlog.incidents.belief_table import load_belief
from frontlog.incidents.contradictions import contradictions
from frontlog.incidents.credibility import grade
from frontlog.incidents.incident import incident, kind_of
from frontlog.incidents.reliability import TOLD, best_letter, letters
from frontlog.incidents.sides import Sides
from frontlog.incidents.silence import Case, silences
from frontlog.incidents.stance import concedes, losers, winners
from frontlog.incidents.telling import Telling, current
from frontlog.incidents.types import Types
from frontlog.model import Contradiction, Incident, quick

NOBODY = frozenset(("civilians", "unidentified-attackers"))  # of the register: people who are no side
ONE_SIDED = {"civilians_attacked", "airstrike", "shelling", "bombing", "arrest", "evacuate", "deploy", "losses"}  # may be done to anybody
NO_CAMP: frozenset[str] = frozenset()
WEIGHED = ("belief", "testimony", "admiralty", "against_interest")  # the last fields of an incident
_told = attrgetter(*(field.name for field in fields(Incident) if field.name not in WEIGHED))
_incident = quick(Incident)


@dataclass(frozen=True, slots=True)
class Draft:
    """An incident before it is weighed, with what the weighing of this one and of others asks of it."""

    incident: Incident
    quarrels: tuple[Contradiction, ...]
    winners: frozenset[str]  # camps that look better by it
    losers: frozenset[str]  # camps that it does harm, or that are blamed
    fighting: frozenset[str]  # camps that are shown to take part in the war
    spoke: frozenset[str]  # camps that are heard on it
    words: tuple[Word, ...]
    tells: frozenset[str]  # voices that tell it as a fact
    admit: frozenset[str]  # voices that admit it against their interest


_draft = quick(Draft)


def draft(id_: str, group: Sequence[Telling], documents: Sequence[str], sides: Sides, types: Types) -> Draft:
    """What can be said of a group by itself. `documents` are all that tell it, copies too."""
    quarrels = tuple(contradictions(id_, group, types))
    now = current(group)
    still = {telling.id for telling in now} if quarrels else ()
    standing = [quarrel for quarrel in quarrels if quarrel.claim_a in still and quarrel.claim_b in still]
    kind = kind_of(now, types)
    told = [t for t in now if t.claim.modality in TOLD]
    main = [t for t in told if t.claim.type == kind] or told
    return _draft(
        incident=incident(id_, group, now, documents, grade(now, standing, sides, types), sides, types),
        quarrels=quarrels,
        winners=NO_CAMP.union(*(winners(t, sides, types) for t in main)),
        losers=NO_CAMP.union(*(losers(t, sides, types) for t in main)),
        fighting=NO_CAMP.union(*(_fighting(t, types) for t in now)),
        spoke=frozenset(t.camp for t in now if t.camp),
        words=spoken(now, kind, standing, load_belief()),
        tells=frozenset(t.voice for t in told if t.claim.certainty != "disputed"),
        admit=frozenset(t.voice for t in now if concedes(t, sides, types)),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Of a draft what waits till the whole log is known."""

    incident: Incident
    quarrels: tuple[Contradiction, ...]
    words: tuple[Word, ...]


_waiting = quick(Waiting)


def waiting(one: Draft) -> Waiting:
    """The part of a draft that its weighing looks at."""
    return _waiting(one.incident, one.quarrels, one.words)


class Stake(NamedTuple):
    """What the weighing of all other incidents asks of one."""

    grade: str
    start: date | None
    winners: frozenset[str]
    losers: frozenset[str]
    fighting: frozenset[str]
    spoke: frozenset[str]
    tells: frozenset[str]  # those aside that only prove themselves


class Measure(NamedTuple):
    """What the whole log says to one incident: whose interests it touches, and which camps are silent that usually are not."""

    at: Interests
    silent: Mapping[str, str]


def stake(one: Draft) -> Stake:
    """What the others ask of this one."""
    row = one.incident
    return Stake(row.grade, row.start, one.winners, one.losers, one.fighting, one.spoke, one.tells - one.admit)


def measured(stakes: Sequence[Stake]) -> tuple[list[Measure], dict[str, str]]:
    """The measure of each incident of a whole log, and the letters of its voices."""
    table = load_belief()
    parties = NO_CAMP.union(*(one.fighting for one in stakes)) - NOBODY
    touched = {camps: interests(*camps, parties) for camps in {(one.winners, one.losers) for one in stakes}}
    at = [touched[one.winners, one.losers] for one in stakes]
    known = letters(((one.tells, one.grade) for one in stakes), table)
    quiet = silences([Case(here, one.start, one.spoke) for here, one in zip(at, stakes, strict=True)], table)
    return [Measure(*pair) for pair in zip(at, quiet, strict=True)], known


def weighed(drafts: Sequence[Draft]) -> Iterator[Incident]:
    """The incidents with their beliefs: these hang on the whole log, for it says who is usually silent and whose word stood up."""
    measures, known = measured([stake(one) for one in drafts])
    for one, measure in zip(drafts, measures, strict=True):
        yield weigh(one, measure, known)


def weigh(one: Draft | Waiting, measure: Measure, known: Mapping[str, str]) -> Incident:
    """An incident with its belief, by the measure that the log gives and the letters of its voices."""
    table = load_belief()
    held = belief(one.words, measure.at, measure.silent, known, table)
    letter = best_letter(known.get(voice, "F") for voice in one.incident.origin_groups)
    return _incident(
        *_told(one.incident),
        belief=held.probability,
        testimony=held.lines,
        admiralty=f"{letter}{table.digits[one.incident.grade]}",
        against_interest=admissions(held),
    )


def _fighting(telling: Telling, types: Types) -> frozenset[str]:
    """The camps that take part in the war by this telling: who uses force, and whom an attack is on, where that is no one-sided deed."""
    if not types.force(telling.claim.type):
        return NO_CAMP
    return telling.agent_camps if telling.claim.type in ONE_SIDED else telling.camps
