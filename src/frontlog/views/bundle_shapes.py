"""The shapes of the page's data, as TypedDicts. bundle_typescript makes web/src/bundle.ts of them.

All offsets count characters (code points) of a document's stored clean text, as everywhere in Frontlog; the page converts them to
the UTF-16 units of JavaScript. Days are ISO 8601. Words are not repeated beside their offsets: the page cuts them out of `parts`,
so that what is withheld there is withheld everywhere.
"""

from typing import TypedDict


class StageShape(TypedDict):
    """One step of the build: its name, how many shards it wrote, and how many rows each of its tables has."""

    name: str
    shards: int
    rows: dict[str, int]


class RunShape(TypedDict):
    """How the log was built. `digest` names its state: equal digests are equal tables. `chosen`: what somebody set otherwise than usual;
    `packs`: packs of places; `decisions`: how many verdicts of people it follows. All empty where rows come from no log."""

    digest: str
    format: int
    chosen: dict[str, str]
    packs: list[str]
    decisions: int
    stages: list[StageShape]


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
    run: RunShape


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
    `superseded_by`: the version of the same page that counts now; empty for that version itself. `sha256` is of the archived bytes,
    `retrieved` when they were fetched (UTC), None for a user's file."""

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
    sha256: str
    retrieved: str | None
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


class TestimonyShape(TypedDict):
    """What one independent voice, or the silence of a camp, adds to the belief in an incident; `weight` in log-odds. `stance`: own,
    neutral or against the speaker's interest; `act`: assert, deny, silent; `letter`: Admiralty letter of the voice."""

    voice: str
    camp: str
    stance: str
    act: str
    weight: float
    letter: str
    claims: list[str]
    words: str


class IncidentShape(TypedDict):
    """Claims about one event. `belief`: how far it is believed, by the lines of `testimony`; `admiralty` as B2; `against_interest`: claims
    in which a side admits what harms it."""

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
    belief: float | None
    admiralty: str
    testimony: list[TestimonyShape]
    against_interest: list[str]


class PlaceShape(TypedDict):
    """A place that something is said about. `lat` and `lon` are None when it could not be located. `names`: other spellings, those of
    the reports and those of the gazetteer, each in its own script; `area` is the province or district where it is known."""

    id: str
    name: str
    names: list[str]
    lat: float | None
    lon: float | None
    uncertainty_m: int | None
    country: str
    kind: str
    area: str
    pcode: str


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
    strongest where no holder can be named. `least` is the smallest probability of any day, `second` the likeliest other side,
    `origins` the number of independent voices among the evidence."""

    id: str
    place: str
    first: str
    until: str | None
    state: str
    holder: str
    besieged_by: str
    claimed_by: str
    probability: float
    least: float
    second: str
    second_probability: float
    origins: int
    last_evidence: str | None
    evidence: list[GroundShape]


class AccountShape(TypedDict):
    """An interval of another account of a place, without its grounds: as the reports published up to a day tell it. It stands from the
    day `known` (included) until the day `superseded` (excluded, None is still)."""

    place: str
    first: str
    until: str | None
    state: str
    holder: str
    besieged_by: str
    probability: float
    known: str
    superseded: str | None


class WithoutShape(TypedDict):
    """Control worked out again without one outlet. `places` are those that were worked out anew; of the others nothing changes."""

    outlet: str
    places: list[str]
    control: list[AccountShape]


class OutletShape(TypedDict):
    """What the register of outlets says of one: an opinion of its editors, and dated. Empty where it does not know the outlet. `warning`
    says why its name should be looked at twice."""

    name: str
    leaning: str
    speaks_for: str
    country: str
    warning: str


class CampShape(TypedDict):
    """Whose side an actor is on, in a country (empty: anywhere), between two days (both included, None open)."""

    camp: str
    country: str
    first: str | None
    last: str | None


class ActorShape(TypedDict):
    """An actor; those of one `side` share a `colour` (place in the page's palette, -1 for none). What the register knows of it: other
    names, what it is part of (actor ids), when it exists."""

    id: str
    name: str
    side: str
    colour: int
    names: list[str]
    kind: str
    country: str
    parents: list[str]
    camps: list[CampShape]
    first: str | None
    last: str | None


class ContradictionShape(TypedDict):
    """Two claims that cannot both be true, or differ. `compatible_reason` says how both could be true; `other_incident` is that of claim b
    where it is told as another event."""

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
    other_incident: str
    compatible_reason: str


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
    """Everything that the page needs, in one JSON object. `control` is the best account, `known` what could be known on each day itself,
    `claimed` what sides claim at face value; `accounts` are the best accounts of earlier days, `without` those without an outlet."""

    meta: MetaShape
    documents: list[DocumentShape]
    changes: list[ChangeShape]
    claims: list[ClaimShape]
    incidents: list[IncidentShape]
    places: list[PlaceShape]
    towns: list[TownShape]
    control: list[ControlShape]
    known: list[ControlShape]
    claimed: list[ControlShape]
    accounts: list[AccountShape]
    without: list[WithoutShape]
    outlets: list[OutletShape]
    actors: list[ActorShape]
    contradictions: list[ContradictionShape]
    rejections: list[RejectionShape]
