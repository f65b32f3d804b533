"""Every record that Frontlog keeps, as frozen dataclasses. Arrow schemas are derived from these once (model.tables).

Offsets are half-open and count characters of the stored clean text of the document: `text[start:end] == quote`, always.
Days are `datetime.date`; an unknown value is None (or an empty string for words), never a guess.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one document's clean text."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the document that the record is about, with their offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Which step made a record, and which version of it."""

    step: str
    version: str


@dataclass(frozen=True, slots=True)
class Record:
    """Base of all rows. `table` is the name of its table, `sort` the fields that order it (they are unique in a table)."""

    table: ClassVar[str] = ""
    sort: ClassVar[tuple[str, ...]] = ("id",)


# ---------------------------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """One thing that was read: a file, a page, one line of a JSON-lines file. Its bytes lie in the log's archive under `sha256`."""

    table: ClassVar[str] = "items"
    id: str  # document id: hash of the bytes (and the part inside them)
    name: str  # as the user named it, relative, with / between folders
    part: int  # 0, or the place inside a file that holds several documents
    media_type: str  # text/plain, text/html, ...
    size: int  # bytes
    sha256: str
    url: str = ""  # the address that gave the bytes, behind all redirects; empty for a user's file
    asked: str = ""  # the address that was asked for, where a redirect led to another
    retrieved: datetime | None = None  # when it was fetched, UTC, as the archive of the web states it; None for a user's file
    status: int = 0  # of the HTTP answer; 0 for what came by no HTTP
    charset: str = ""  # that the server stated
    listed_title: str = ""  # what the list that named the address (a feed, a table) says about it
    listed_outlet: str = ""
    listed_published: str = ""  # in the list's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw(Record):
    """An item together with its bytes, on its way into the first stage. Never stored as a table."""

    table: ClassVar[str] = "raw"
    item: Item
    content: bytes
    headers: tuple[tuple[str, str], ...] = ()  # of the HTTP answer, for the archive

    @property
    def id(self) -> str:
        return self.item.id


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A publication date that the document offers. `role`: published, republished, updated, title, dateline, url, listed,
    file."""

    day: date
    role: str
    text: str  # the words it was read from
    start: int  # offsets in the clean text; -1 when it stood in markup or in the address
    end: int
    why: str = ""  # what was taken into account, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """One report as one outlet told it. `text` is the stored clean text that all offsets count."""

    table: ClassVar[str] = "documents"
    id: str
    name: str
    outlet: str  # whose voice it is; empty when unknown
    republished_by: str  # who reposted it, when the text says so
    url: str
    title: str
    author: str
    published: date | None
    published_role: str  # role of the chosen candidate, empty when there is none
    dates: tuple[DateCandidate, ...]
    language: str  # ISO 639-1, empty when unknown
    sha256_raw: str
    sha256_clean: str
    text: str
    origin: Origin
    retrieved: datetime | None = None  # when the page was fetched, UTC; None for a user's file
    part: int = 0  # the place inside a file that holds several documents
    dateline_place: Piece | None = None  # where it says that it was written; which town the words mean is not settled here


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Record):
    """A labelled block of the text; nothing is deleted. `kind`: title, byline, dateline, body, caption, plea, legal, navigation,
    comment, related. `reason` names the rule that decided."""

    table: ClassVar[str] = "segments"
    id: str
    span: Span
    kind: str
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Record):
    """A sentence of the title or body. `number` counts from 0 in the document, `paragraph` too; `kind` is title or body."""

    table: ClassVar[str] = "sentences"
    id: str
    span: Span
    number: int
    paragraph: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch(Record):
    """What is compared of a document instead of its text: its runs of five words as numbers, and who published it when.

    `grams` are the hashes of the runs of its clean body in order, four bytes each, little end first: a cache that can be made again from
    the text, never a proof of anything.
    """

    table: ClassVar[str] = "sketches"
    id: str  # document id
    name: str  # as the document has it, with its place where a file holds several
    address: str  # canonical: without scheme, www, tracking, fragment and AMP; empty for a user's file
    outlet: str
    republished_by: str
    agency: bool  # the outlet is a news agency, whose name many texts bear that have nothing else in common
    published: date | None
    retrieved: datetime | None
    sha256_clean: str
    sha256_body: str  # of the words of the body, case and punctuation aside; empty where there are none
    bodies: tuple[int, ...]  # start and end of each body segment in the clean text, in order
    runs: int  # how many runs `grams` holds
    grams: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSpan(Record):
    """Where a run of characters of the clean text stands in the archived bytes of its item. Runs of a document are in order and do not
    overlap; characters in none of them came from no bytes, or from those between the runs beside them (a line end). Where a format's
    bytes cannot be pointed at, `part` names the part of the file. Pages that were read in bulk have none stored: `frontlog explain` works
    them out from the archived bytes."""

    table: ClassVar[str] = "raw_spans"
    sort: ClassVar[tuple[str, ...]] = ("document", "start")
    document: str
    start: int  # characters of the clean text
    end: int
    raw_start: int  # bytes of the item; -1 where there are none to point at
    raw_end: int
    form: str = ""  # how the characters are written there (a charset, or json); empty: they stand for these bytes as a whole only
    part: str = ""  # "page 3", "word/document.xml paragraph 7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Record):
    """What a document shares with others. Documents of one `origin_group` are one voice; `copy_of` is its parent in the group's tree:
    the earlier document whose text stands behind it. The documents without one are originals."""

    table: ClassVar[str] = "copies"
    id: str  # document id
    origin_group: str
    copy_of: str  # empty for an original
    similarity: float  # share of its own 5-word runs that stand in `copy_of`
    basis: str  # same bytes, same text, same address, same name, stated origin, containment, through others, or empty
    version_of: str = ""  # the document that this one is the next version of: same address or file, other bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap(Record):
    """A document and an earlier one that share text. `kind`: same text (one voice) or partial reuse (a few sentences, two voices)."""

    table: ClassVar[str] = "shared_texts"  # "overlaps" is a word of SQL
    id: str
    document: str
    earlier: str
    kind: str
    containment: float  # share of the shorter one's 5-word runs that stand in the other, furniture aside
    run: int  # words of the longest passage that both have
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse(Record):
    """A passage of a document that stands in an earlier one too, word for word (spelling of quotes, case and spaces aside)."""

    table: ClassVar[str] = "reuses"
    id: str
    span: Span
    earlier: Span
    words: int
    kind: str  # same text or partial reuse, as in the overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation(Record):
    """Words that a document has otherwise than the earlier one that it copies.

    Where words were added or dropped, the span on the side that lacks them covers the words beside the gap, and its `before` or `after`
    is empty.
    """

    table: ClassVar[str] = "mutations"
    id: str
    kind: str  # number, verb, negation, certainty, date, name, spelling
    span: Span
    earlier: Span
    before: str  # the words in the earlier document
    after: str  # the words in this one


# --------------------------------------------------------------------------------------------------------------- mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """A stretch of a sentence of a kind: actor, person, place, time, number, weapon, facility, source, or trigger (label = claim type).

    `reader` (label: which one) says that a trained tagger read the document. What it says about one trigger are further mentions with
    that trigger's id in `of`: kind role (label agent, target, place, time, source, loss, object), modality and certainty.
    """

    table: ClassVar[str] = "mentions"
    id: str
    span: Span
    sentence: int
    kind: str
    label: str
    origin: Origin
    of: str = ""  # the trigger that this says something about
    sure: float = 1.0  # probability that the tagger gives it; rules give 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Record):
    """What an outside reader (a language model behind an endpoint) answered about some sentences of a document, word for word."""

    table: ClassVar[str] = "replies"
    id: str  # of the document, the part, the model and the question
    document: str
    part: int  # long documents are asked about in parts, from 0
    model: str
    question: str  # hash of the instructions that it was given
    text: str
    asked: datetime


# ----------------------------------------------------------------------------------------------------------------- claims


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


# -------------------------------------------------------------------------------------------------------------- incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A person's verdict on two claims. `verdict`: same, different, unsure, withdrawn. Outranks every score."""

    table: ClassVar[str] = "decisions"
    id: str
    subject: tuple[str, ...]
    verdict: str
    who: str
    when: datetime
    why: str


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
class Tolls:
    """People killed or wounded, as bounds over the claims of an incident. None is "not stated", never 0."""

    side: str
    kind: str
    low: int | None
    best: int | None
    high: int | None
    claims: tuple[str, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction(Record):
    """Two claims that cannot both be true, or differ. `type`: outcome, losses, denial, date, existence. `size` in the unit of the
    field (persons, days), None where it has none."""

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


# ---------------------------------------------------------------------------------------------------------------- control


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Record):
    """What a claim means for who holds a place. `kind`: gains, loses, enters, repels, besieges, lifts, holds, contests."""

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
    """Who holds a place from `start` (included) to `end` (excluded; None is open). Intervals of a place do not overlap.

    `state`: held, contested, besieged, unknown. `holder` is an actor id, empty when contested or unknown."""

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
    probability: float
    evidence: tuple[Evidence, ...]
    last_evidence: date | None
    origin: Origin


RECORDS: tuple[type[Record], ...] = (
    Item,
    Document,
    Segment,
    Sentence,
    RawSpan,
    Sketch,
    Copy,
    Overlap,
    Reuse,
    Mutation,
    Mention,
    Reply,
    Claim,
    Rejection,
    Decision,
    Link,
    Incident,
    Contradiction,
    Effect,
    ControlState,
)
