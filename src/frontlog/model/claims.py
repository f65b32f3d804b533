"""Records of claims: what one document says, with who, where, when and how many; and what was not taken."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from frontlog.model.basics import Origin, Piece, Record, Span


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Who is meant by some words. `id` is an actor of the registry, a provisional one (`x-...`), or empty when unresolved."""

    text: str
    start: int
    end: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """Another place that the same words may mean."""

    id: str
    name: str
    kind: str
    admin1: str
    country: str
    lat: float
    lon: float
    basis: str  # level of the match
    share: float  # of the weight of all candidates, before the neighbours had their say


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """Which place is meant. `lat`/`lon` in degrees (WGS 84) and `uncertainty_m` are None when the place could not be located;
    `id` then names the place by its folded spelling (`n-...`). `relation`: at, near, north_of, ..., between, along, toward."""

    text: str
    start: int
    end: int
    id: str
    name: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    relation: str
    country: str  # ISO 3166 alpha-2, empty when unknown
    basis: str  # level of the match: exact, article, folded, skeleton; between, inherited, none
    kind: str = ""  # city, town, village, quarter, facility, road, ...; empty when unlocated
    where_prec: int | None = None  # as UCDP codes it: 1 exact, 2 near, 3 district, 4 province, 5 line or region, 6 country, 7 waters
    geo_precision: int | None = None  # as ACLED codes it: 1 town, 2 near it or part of a region, 3 larger region
    confidence: float = 0.0  # measured share of matches of this level within 5 km, with or without context
    admin1: str = ""  # province, where the place's source names it
    admin2: str = ""  # district
    pcode: str = ""  # code of humanitarian agencies, where a pack has it
    geometry: str = ""  # WKT where a circle says too little: the line of a road, the sector of a direction
    alternatives: tuple[PlaceGuess, ...] = ()


BY_OTHERS = "told by others"  # a time's basis begins so where the day of publication that it hangs on is known from other reports only


@dataclass(frozen=True, slots=True)
class TimeRef:
    """When, in days, both ends included; None is open or unknown. `basis` names the rule, `granularity` is day, week, month, ..."""

    text: str  # words of the document, empty when nothing is said
    text_start: int  # offsets of the words; -1 when there are none
    text_end: int
    start: date | None
    end: date | None
    granularity: str
    basis: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Losses of one side. `kind`: killed, wounded, killed_or_wounded, captured, surrendered, defected, materiel."""

    side: str  # actor id, empty when not said
    kind: str
    min: int | None
    max: int | None
    what: str  # for materiel: what
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One thing that one document says happened, is the case, is planned, or did not happen.

    modality: actual, failed, planned, conditional, denied. certainty: asserted, attributed, hedged, disputed.
    `id` hashes document, type, sentence, trigger and its number among equal ones: words, not offsets.
    """

    table: ClassVar[str] = "claims"
    id: str
    document: str
    evidence: Span
    type: str
    trigger: Piece
    agent: tuple[ActorRef, ...]
    target: tuple[ActorRef, ...]
    place: tuple[PlaceRef, ...]
    time: TimeRef
    modality: str
    certainty: str
    source: Piece | None  # words naming who says so; None when the outlet says it itself
    source_id: str  # actor id of that speaker, empty when unresolved or none
    losses: tuple[Loss, ...]
    objects: tuple[Piece, ...]
    confidence: float
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection(Record):
    """What looked like a document, segment or claim and was not taken, and why. `subject` is a file name or a record id."""

    table: ClassVar[str] = "rejections"
    id: str
    subject: str
    document: str  # empty when it concerns a file that gave no document
    start: int  # offsets in the clean text, -1 when it concerns the whole
    end: int
    quote: str
    step: str
    reason: str  # a short code-like phrase: "empty file", "no target of capture"
    message: str  # one sentence for people: what, which value, what to do next
