"""What the corpus notation says, once parsed: a report's clean text, its mentions and its claims, all with character offsets.

Kept apart from the notation itself so that training code reads these records and never the markup.
"""

from dataclasses import dataclass
from datetime import date

KINDS = {
    "a": "actor",
    "h": "person",
    "p": "place",
    "t": "time",
    "n": "number",
    "w": "weapon",
    "f": "facility",
    "s": "source",
}
TYPES = (
    "capture", "advance", "repel", "withdraw", "handover", "besiege", "break_siege", "hold", "clash", "assault", "airstrike", "shelling",
    "bombing", "civilians_attacked", "losses", "seize_materiel", "surrender", "defect", "arrest", "deploy", "evacuate", "agreement",
    "negotiate", "statement", "protest", "aid",
)  # fmt: skip
MODALITIES = ("actual", "failed", "planned", "conditional", "denied")
CERTAINTIES = ("asserted", "attributed", "hedged", "disputed")
LOSSES = ("killed", "wounded", "killed_or_wounded", "captured", "surrendered", "defected", "materiel")
COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
RELATIONS = ("at", "near", "between", "along", "toward", *(f"{point}_of" for point in COMPASS))
SEGMENTS = ("byline", "dateline", "caption", "plea", "legal", "navigation", "comment", "related")


class NotationError(Exception):
    """A line that cannot be read: where it stands, what is wrong with it, what to write instead."""

    def __init__(self, line: int, what: str, fix: str = "") -> None:
        super().__init__(f"line {line}: {what}" + (f" {fix}" if fix else ""))
        self.line = line
        self.what = what
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the report. `start` is -1 for words that stand nowhere in it (only implied participants)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One line of the cast: who or what a label means throughout a report."""

    label: str
    kind: str
    id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """Bracketed words. Two mentions may share a span (a police station is a facility and stands for the police)."""

    piece: Piece
    kind: str
    label: str
    entity: Entity
    sentence: int


@dataclass(frozen=True, slots=True)
class Role:
    """A participant or place of a claim. `implied`: not named in the sentence, the words stand in another one or nowhere."""

    piece: Piece
    entity: Entity
    implied: bool
    relation: str = ""  # places only


@dataclass(frozen=True, slots=True)
class When:
    """Resolved days and the words they come from, if any."""

    piece: Piece | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Loss:
    """Losses of one side; see GUIDE.md for the bounds."""

    kind: str
    side: str
    min: int | None
    max: int | None
    piece: Piece
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim as its writer meant it. `alt`: other types a careful coder might choose."""

    line: int
    type: str
    alt: tuple[str, ...]
    evidence: Piece
    trigger: Piece
    agent: tuple[Role, ...]
    target: tuple[Role, ...]
    place: tuple[Role, ...]
    when: When
    modality: str
    certainty: str
    source: Role | None
    losses: tuple[Loss, ...]
    objects: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of title or body, or a line of another segment (`kind`); those carry no claims. `line` is its line in the file."""

    number: int
    piece: Piece
    kind: str
    paragraph: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One whole report of the corpus."""

    id: str
    line: int
    outlet: str
    published: date | None
    voice: str
    war: str
    title: str
    text: str
    cast: tuple[Entity, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
