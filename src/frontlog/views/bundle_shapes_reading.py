"""Shapes of the page's data: reports and what was read from them. See bundle_shapes."""

from typing import TypedDict


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
