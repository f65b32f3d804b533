"""Records of control: what claims mean for who holds a place, and who held it when."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from frontlog.model.basics import Origin, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Record):
    """What a claim means for who holds a place. `kind`: gains, loses, enters, repels, besieges, lifts, holds, contests, concedes."""

    table: ClassVar[str] = "effects"
    id: str
    claim: str
    document: str
    place_id: str
    place_name: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    country: str
    actor: str
    actor_name: str
    side: str  # the camp that decides who "the holder" is
    kind: str
    start: date
    end: date | None
    weight: float  # strength in log-odds, before counting independent voices
    reason: str  # row of the effect table that fired
    origin: Origin


@dataclass(frozen=True, slots=True)
class Evidence:
    """One effect's part in a state: `weight` is signed log-odds for the holder."""

    effect: str
    claim: str
    weight: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlState(Record):
    """Who holds a place from `start` (included) to `end` (excluded; None is open), by the best account of all reports. Intervals of a
    place do not overlap.

    `state`: held, contested, besieged, unknown. `holder` is an actor id, empty when contested or unknown. Unknown with a `claimed_by` is
    what maps call claimed only."""

    table: ClassVar[str] = "control"
    id: str
    place_id: str
    place_name: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    country: str
    start: date
    end: date | None
    state: str
    holder: str
    holder_name: str
    besieged_by: str
    probability: float  # mean over the days of the interval
    evidence: tuple[Evidence, ...]
    last_evidence: date | None
    origin: Origin
    least: float = 0.0  # the smallest probability of any of its days
    second: str = ""  # the likeliest other side, actor id
    second_probability: float = 0.0
    change_from: date | None = None  # the change into this state came on this day at the earliest
    change_to: date | None = None  # and on this one at the latest
    origins: tuple[str, ...] = ()  # independent voices among the evidence: origin groups of documents
    claimed_by: str = ""  # where the state is unknown: the side whose claim stands at face value; claimed only, not believed
    basis: str = ""  # hash of all that the intervals of the place rest on: a build keeps them while it is the same


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownState(ControlState):
    """The same by what could be known on the day itself: only reports published until then. The two clocks differ where news came late."""

    table: ClassVar[str] = "control_known"
    known: date | None = None  # the last publication that it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedState(ControlState):
    """Who claims a place, taken at face value: the side of the last claim of having or taking it. `probability` is how far that is
    believed: the assessed probability that the claimant holds it."""

    table: ClassVar[str] = "control_claimed"
