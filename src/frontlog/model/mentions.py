"""Records of mentions: what a sentence names, and what an outside reader answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from frontlog.model.basics import Origin, Record, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """A stretch of a sentence of a kind: actor, person, place, time, number, weapon, facility, source, or trigger (label = claim type).

    `reader` (label: which one) says that a trained tagger read the document. What it says about one trigger are further mentions with
    that trigger's id in `of`: kind role (label agent, target, place, time, source, loss, object), modality and certainty; kind faint
    for words that may play a role (agent, target, place) although the likeliest reading gives them none.
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
