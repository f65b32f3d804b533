"""Records of incidents: claims about one event, why they are, how well it is attested, and what they disagree on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from frontlog.model.basics import Origin, Record, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A person's verdict. It outranks every score and every reading, and is withdrawn, never edited.

    same, different, unsure: on claims, each with each other, or with those of `against`. corrected: a field of a claim was read wrongly.
    dropped: a claim that is none. withdrawn: an earlier decision (or, on claims, the verdict on them) counts no more."""

    table: ClassVar[str] = "decisions"
    id: str
    subject: tuple[str, ...]
    verdict: str
    who: str
    when: datetime
    why: str
    against: tuple[str, ...] = ()  # of a split: the claims that the subject's are held apart from
    document: str = ""  # of a correction or a drop: the document of the claim
    field: str = ""  # of a correction: place, time, number, agent, target, modality, certainty
    value: str = ""  # and the right value, as JSON


@dataclass(frozen=True, slots=True)
class Feature:
    """One ground of a score and what it added (log-odds)."""

    name: str
    weight: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """Why two claims were taken as one event (`verdict` same) or held apart (`verdict` different)."""

    table: ClassVar[str] = "links"
    id: str
    claim_a: str
    claim_b: str
    score: float
    verdict: str
    features: tuple[Feature, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Fellow:
    """A claim of a report without a date and one of a dated report that seem to tell of one event."""

    claim: str
    other: str  # the claim of the dated report
    document: str  # that report
    weight: float  # log-odds that they do, against an event of another time
    words: str  # what they share


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating(Record):
    """When a report without a date was published, by dated reports that tell of the same events. Where `start` is None they do not
    tell, and `reason` says why. The document itself stays undated: this is a reading of it and no word of its own."""

    table: ClassVar[str] = "datings"
    id: str
    document: str
    start: date | None  # first day on which it may have been published
    end: date | None  # and the last one
    likeliest: date | None
    probability: float  # that it was published on one of these days
    fellows: tuple[Fellow, ...]  # the weightiest first
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Tolls:
    """People killed or wounded, as bounds over the claims of an incident. None is "not stated", never 0."""

    side: str
    kind: str
    low: int | None
    best: int | None
    high: int | None
    claims: tuple[str, ...]
    rule: str = ""  # how `best` was chosen: which book's rule, and how many voices allow it


@dataclass(frozen=True, slots=True)
class Testimony:
    """One line of a belief: what an independent voice, or the silence of a camp, adds to the log-odds. credibility.md prints the
    table of weights."""

    voice: str
    camp: str  # of the speaker, where it has a part in the event; empty for nobody's voice
    stance: str  # own, neutral, against: whose interest the word serves
    act: str  # assert, deny, silent
    weight: float
    letter: str  # Admiralty letter of the voice: A to E, F where it cannot be judged; empty for silence
    claims: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """Claims about one event. Nothing in it that its claims lack. `id` as FL-SYR-20171001-7F3K: country, first day, short hash."""

    table: ClassVar[str] = "incidents"
    id: str
    type: str
    title: str  # made from the fields, not from a document's words
    start: date | None
    end: date | None
    place_id: str
    place_name: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    country: str
    agents: tuple[str, ...]  # actor ids
    targets: tuple[str, ...]
    modality: str
    tolls: tuple[Tolls, ...]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    origin_groups: tuple[str, ...]  # independent voices
    grade: str  # confirmed, fair, weak, contested, discounted, ungraded
    grade_reason: str
    origin: Origin
    belief: float | None = None  # how far it is believed, 0 to 1; None where nobody tells of something that happened
    testimony: tuple[Testimony, ...] = ()  # the lines that belief is the sum of, the weightiest first
    admiralty: str = ""  # letter of the best source and digit of the item: B2
    against_interest: tuple[str, ...] = ()  # claims in which a side admits what harms it


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction(Record):
    """Two claims that cannot both be true, or differ. `type`: outcome, attack_result, losses, denial, blame, existence, date, identity,
    own_record. `size` in the unit of the field (persons, days), None where it has none. Claim a was published first."""

    table: ClassVar[str] = "contradictions"
    id: str
    incident: str
    type: str
    field: str
    claim_a: str
    claim_b: str
    value_a: str
    value_b: str
    size: float | None
    status: str  # contradiction, update, refinement
    origin: Origin
    other_incident: str = ""  # of claim b, where that is told as another event; empty inside one incident
    compatible_reason: str = ""  # can both be true, and how
    evidence_a: Span | None = None  # the sentences of both claims
    evidence_b: Span | None = None
