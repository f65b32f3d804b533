"""The shapes of the page's data, as TypedDicts. bundle_typescript makes web/src/bundle.ts of them.

All offsets count characters (code points) of a document's stored clean text, as everywhere in Frontlog; the page converts them to
the UTF-16 units of JavaScript. Days are ISO 8601. Words are not repeated beside their offsets: the page cuts them out of `parts`,
so that what is withheld there is withheld everywhere.
"""

from typing import TypedDict

from frontlog.views.bundle_shapes_control import AccountShape, ControlShape, GroundShape, WithoutShape
from frontlog.views.bundle_shapes_reading import (
    ActorWordsShape,
    ChangeShape,
    ClaimShape,
    DateShape,
    DocumentShape,
    LossShape,
    PartShape,
    PlaceWordsShape,
    TimeShape,
    WordsShape,
)
from frontlog.views.bundle_shapes_run import BuildShape, EventShape, RunShape, StageShape

__all__ = [
    "AccountShape",
    "ActorShape",
    "ActorWordsShape",
    "BuildShape",
    "Bundle",
    "CampShape",
    "ChangeShape",
    "ClaimShape",
    "ContradictionShape",
    "ControlShape",
    "DateShape",
    "DocumentShape",
    "EventShape",
    "GroundShape",
    "IncidentShape",
    "LossShape",
    "MetaShape",
    "OutletShape",
    "PartShape",
    "PlaceShape",
    "PlaceWordsShape",
    "RejectionShape",
    "RunShape",
    "SectionShape",
    "SentenceShape",
    "SitrepShape",
    "StageShape",
    "TestimonyShape",
    "TimeShape",
    "TollShape",
    "TownShape",
    "WithoutShape",
    "WordsShape",
]


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
    the reports and those of the gazetteer, each in its own script; `area` is the province or district where it is known; `claims` counts
    those that name it."""

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
    claims: int


class TownShape(TypedDict):
    """A larger town near the places, for orientation only."""

    name: str
    lat: float
    lon: float
    population: int


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


class SentenceShape(TypedDict):
    """A sentence of situation reports with the claims that it cites; `record` is the incident, control interval or contradiction behind it,
    empty where it is about several."""

    text: str
    record: str
    claims: list[str]


class SectionShape(TypedDict):
    """A part of a situation report. `sentences` are places in the list of all; without one, `empty` stands there."""

    name: str
    heading: str
    empty: str
    sentences: list[int]


class SitrepShape(TypedDict):
    """The situation report of the `days` days that end with `last`, as `frontlog sitrep` writes it. `span` is what the page calls them."""

    span: str
    last: str
    days: int
    title: str
    sections: list[SectionShape]


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
    `claimed` what sides claim at face value; `accounts` are the best accounts of earlier days, `without` those without an outlet.
    `sitreps` are situation reports of the last days, made of `sentences`."""

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
    sentences: list[SentenceShape]
    sitreps: list[SitrepShape]
    rejections: list[RejectionShape]
