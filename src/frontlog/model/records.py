"""Every record that Frontlog keeps, as frozen dataclasses. Arrow schemas are derived from these once (model.tables).

Offsets are half-open and count characters of the stored clean text of the document: `text[start:end] == quote`, always.
Days are `datetime.date`; an unknown value is None (or an empty string for words), never a guess.
"""

from frontlog.model.basics import Origin, Piece, Record, Span
from frontlog.model.claims import BY_OTHERS, ActorRef, Claim, Loss, PlaceGuess, PlaceRef, Rejection, TimeRef
from frontlog.model.control import ClaimedState, ControlState, Effect, Evidence, KnownState
from frontlog.model.incidents import Contradiction, Dating, Decision, Feature, Fellow, Incident, Link, Testimony, Tolls
from frontlog.model.mentions import Mention, Reply
from frontlog.model.reading import Copy, DateCandidate, Document, Item, Mutation, Overlap, Raw, RawSpan, Reuse, Segment, Sentence, Sketch

__all__ = [
    "BY_OTHERS",
    "RECORDS",
    "ActorRef",
    "Claim",
    "ClaimedState",
    "Contradiction",
    "ControlState",
    "Copy",
    "DateCandidate",
    "Dating",
    "Decision",
    "Document",
    "Effect",
    "Evidence",
    "Feature",
    "Fellow",
    "Incident",
    "Item",
    "KnownState",
    "Link",
    "Loss",
    "Mention",
    "Mutation",
    "Origin",
    "Overlap",
    "Piece",
    "PlaceGuess",
    "PlaceRef",
    "Raw",
    "RawSpan",
    "Record",
    "Rejection",
    "Reply",
    "Reuse",
    "Segment",
    "Sentence",
    "Sketch",
    "Span",
    "Testimony",
    "TimeRef",
    "Tolls",
]

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
    Dating,
    Link,
    Incident,
    Contradiction,
    Effect,
    ControlState,
    KnownState,
    ClaimedState,
)
