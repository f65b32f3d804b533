"""The shapes of the page's data, as TypedDicts. bundle_typescript makes web/src/bundle.ts of them.

All offsets count characters (code points) of a document's stored clean text, as everywhere in Frontlog; the page converts them to
the UTF-16 units of JavaScript. Days are ISO 8601. Words are not repeated beside their offsets: the page cuts them out of `parts`,
so that what is withheld there is withheld everywhere.
"""

from typing import TypedDict


class MetaShape(TypedDict):
    """What this bundle is. `comments` is "withheld" or "included"."""

    title: str
    frontlog: str
    first_day: str | None
    last_day: str | None
    first_published: str | None
    last_published: str | None
    comments: str
    note: str
    counts: dict[str, int]


class PartShape(TypedDict):
    """A stretch of a document. `kind` is the segment's, empty between segments. `text` is None where the words are withheld."""

    kind: str
    start: int
    end: int
    reason: str
    text: str | None


class WordsShape(TypedDict):
    """Some words of the document."""

    start: int
    end: int


class DateShape(TypedDict):
    """A date that a report offers. `taken`: it is the day of publication. `words` is None where they stand in markup or an address."""

    day: str
    role: str
    why: str
    words: WordsShape | None
    taken: bool


class DocumentShape(TypedDict):
    """One report; its parts tile the whole text without gap or overlap. `version_of`: it is the next version of that one.
    `superseded_by`: the version of the same page that counts now; empty for that version itself."""

    id: str
    name: str
    outlet: str
    republished_by: str
    title: str
    published: str | None
    published_role: str
    dates: list[DateShape]
    url: str
    language: str
    origin_group: str
    copy_of: str
    copy_basis: str
    copy_similarity: float
    version_of: str
    superseded_by: str
    parts: list[PartShape]


class ActorWordsShape(TypedDict):
    """Words that mean an actor; `id` is empty when we do not know whom."""

    start: int
    end: int
    id: str


class PlaceWordsShape(TypedDict):
    """Words that mean a place (`id` in places)."""

    start: int
    end: int
    id: str
    relation: str
    basis: str


class TimeShape(TypedDict):
    """When, in days, and the words that say so (None when nothing is said)."""

    words: WordsShape | None
    first: str | None
    last: str | None
    granularity: str
    basis: str


class LossShape(TypedDict):
    """Losses of one side as this claim puts them; None is "not stated"."""

    start: int
    end: int
    side: str
    kind: str
    min: int | None
    max: int | None
    what: str


class ChangeShape(TypedDict):
    """Words that a document has otherwise than the earlier one that it copies. `before` or `after` is empty where words were put in
    or left out; both stretches then cover the words beside the gap."""

    id: str
    kind: str
    document: str
    start: int
    end: int
    earlier: str
    earlier_start: int
    earlier_end: int
    before: str
    after: str


class ClaimShape(TypedDict):
    """One claim; `start` and `end` bound its evidence, the sentence that carries it."""

    id: str
    document: str
    incident: str
    type: str
    start: int
    end: int
    trigger: WordsShape
    agent: list[ActorWordsShape]
    target: list[ActorWordsShape]
    place: list[PlaceWordsShape]
    time: TimeShape
    modality: str
    certainty: str
    source: WordsShape | None
    source_id: str
    losses: list[LossShape]
    objects: list[WordsShape]
    confidence: float


class TollShape(TypedDict):
    """People killed or wounded as bounds over the claims of an incident."""

    side: str
    kind: str
    low: int | None
    best: int | None
    high: int | None


class IncidentShape(TypedDict):
    """Claims about one event."""

    id: str
    type: str
    title: str
    first: str | None
    last: str | None
    place: str
    agents: list[str]
    targets: list[str]
    modality: str
    tolls: list[TollShape]
    claims: list[str]
    documents: list[str]
    origin_groups: list[str]
    grade: str
    grade_reason: str


class PlaceShape(TypedDict):
    """A place that something is said about. `lat` and `lon` are None when it could not be located."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    country: str


class TownShape(TypedDict):
    """A larger town near the places, for orientation only."""

    name: str
    lat: float
    lon: float
    population: int


class GroundShape(TypedDict):
    """One claim's part in a control state. `kind` and `actor` say what the claim counts as; `weight` is signed log-odds."""

    claim: str
    kind: str
    actor: str
    weight: float
    reason: str


class ControlShape(TypedDict):
    """Who holds a place from `first` (included) to `until` (excluded, None is open). `claimed_by` names whose claim is the
    strongest where no holder can be named."""

    id: str
    place: str
    first: str
    until: str | None
    state: str
    holder: str
    besieged_by: str
    claimed_by: str
    probability: float
    last_evidence: str | None
    evidence: list[GroundShape]


class ActorShape(TypedDict):
    """An actor; those of one `side` share a `colour` (place in the page's palette, -1 for none)."""

    id: str
    name: str
    side: str
    colour: int


class ContradictionShape(TypedDict):
    """Two claims that cannot both be true, or differ."""

    id: str
    incident: str
    type: str
    field: str
    claim_a: str
    claim_b: str
    value_a: str
    value_b: str
    size: float | None
    status: str


class RejectionShape(TypedDict):
    """What was not taken, and why. `quote` is empty where the words are withheld."""

    id: str
    subject: str
    document: str
    start: int
    end: int
    quote: str
    step: str
    reason: str
    message: str


class Bundle(TypedDict):
    """Everything that the page needs, in one JSON object."""

    meta: MetaShape
    documents: list[DocumentShape]
    changes: list[ChangeShape]
    claims: list[ClaimShape]
    incidents: list[IncidentShape]
    places: list[PlaceShape]
    towns: list[TownShape]
    control: list[ControlShape]
    actors: list[ActorShape]
    contradictions: list[ContradictionShape]
    rejections: list[RejectionShape]
