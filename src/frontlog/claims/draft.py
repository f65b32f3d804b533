"""A claim on its way: one trigger with its roles, before names are resolved. `reason` is set when it is given up."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from frontlog.claims.loss_reading import LossReading
from frontlog.grammar.clauses import Item, Line, Phrase
from frontlog.grammar.roles import hit_of, hits_of, read_roles
from frontlog.grammar.where import Roles, chosen_place
from frontlog.model import Piece
from frontlog.reference.claim_types import Hit

VIOLENT = ("airstrike", "shelling", "bombing", "assault", "clash", "civilians_attacked")
OFFICIAL = ("armed", "state", "named", "country", "demonym")


@dataclass(frozen=True, slots=True)
class Told:
    """What a trained tagger said about a trigger, where the rules would have to find it out. `sure` is the trigger's probability."""

    sure: float
    type: str
    modality: str
    certainty: str
    source: Piece | None
    time: Piece | None
    agent: tuple[Item, ...]
    target: tuple[Item, ...]
    objects: tuple[Piece, ...]
    places: tuple[tuple[Line, Phrase], ...]  # each with the sentence that it stands in
    where: tuple[Piece, ...] = ()  # the words of the places, whole
    chances: tuple[tuple[str, int, int, float], ...] = ()  # role, start, end and probability, also of what is unlikely

    def chance(self, role: str, start: int, end: int) -> float:
        """How likely the tagger finds words of a stretch in a role; 0 where it says nothing."""
        return max((sure for name, a, b, sure in self.chances if name == role and a < end and start < b), default=0.0)


@dataclass(slots=True, eq=False)
class Draft:
    """Mutable while the rules of a sentence settle who belongs to what."""

    line: Line
    trigger: Item
    hit: Hit
    type: str
    roles: Roles
    place: list[Phrase] = field(default_factory=list)
    absorbed: list["Draft"] = field(default_factory=list)
    losses: list[LossReading] = field(default_factory=list)
    reason: str = ""
    told: Told | None = None
    refused: str = ""  # why the rules gave up the words that only a tagger reads as an event
    sure: float = 0.5  # how likely it is a claim (sifting.py)
    borrowed: bool = False  # whether the place is that of another act of the sentence
    retyped: bool = False  # whether the rules read its words as another type than a tagger

    @property
    def agent(self) -> list[Item]:
        return self.roles.agent

    @property
    def target(self) -> list[Item]:
        return self.roles.target

    def covers(self, start: int, end: int) -> bool:
        """Whether its trigger shares words with the stretch."""
        span = self.trigger.mention.span
        return span.start < end and start < span.end

    def retype(self, other: "Draft") -> None:
        """Read its words as another draft of them does, which is of another type; what that one leaves empty stays."""
        self.retyped, self.type = True, other.type
        self.roles = Roles(other.agent or self.agent, other.target or self.target, other.roles.place, other.roles.passive)
        self.place = other.place or self.place

    def drop(self, reason: str) -> None:
        """Give the draft up; the first reason stays."""
        self.reason = self.reason or reason

    def absorb(self, other: "Draft", reason: str) -> None:
        """Take another draft's place and target where this one has none."""
        other.drop(reason)
        self.absorbed.append(other)
        if not self.place:
            self.place = other.place
        if not self.agent and other.type == "losses":
            self.roles.agent = [i for i in other.agent if i not in self.target]
        if not self.target:
            self.roles.target = [i for i in other.target if i not in self.agent]


def drafts_of(line: Line) -> list[Draft]:
    """A draft for every trigger of a sentence, from left to right."""
    hits = hits_of(line)
    out: list[Draft] = []
    for item in sorted(line.of_kind("trigger"), key=lambda i: i.first):
        hit = hit_of(line, item, hits)
        roles = read_roles(line, item, hit)
        out.append(Draft(line, item, hit, item.label, roles, chosen_place(line, item.label, roles, item if hit.form == "noun" else None)))
    return out


# What came of the deed before: "attacked the post, [killing] two men and abducting a third".
FOLLOWING = ("killing", "wounding", "injuring")
BEARING = (*VIOLENT, "losses", "repel", "surrender", "defect", "arrest", "seize_materiel", "protest")
_OWN_KIND = {"captured": ("arrest", "civilians_attacked", "losses"), "surrendered": ("surrender",), "defected": ("defect",)}


def share_losses(drafts: Sequence[Draft], readings: Sequence[LossReading]) -> None:
    """Give each loss of a sentence to one claim: the one whose words tell it, else the nearest that can bear losses.

    A count of all that happened so far goes only to the claim whose words tell it, never to the event that raised it, and so does a loss
    that the event answers.
    """
    bearing = [d for d in drafts if not d.reason and d.type in BEARING]
    for reading in readings:
        start, end = reading.trigger.start, reading.trigger.end
        able = [d for d in bearing if d.type in _OWN_KIND.get(reading.loss.kind, BEARING)] or [d for d in bearing if d.type == "assault"]
        own = [d for d in able if d.covers(start, end) or (not reading.alone and any(o.covers(start, end) for o in d.absorbed))]
        if own or (able and not reading.alone):
            before = [d for d in able if d.trigger.mention.span.start < start] if reading.trigger.text.lower() in FOLLOWING else []
            min(own or before or able, key=lambda d: abs(d.trigger.mention.span.start - start)).losses.append(reading)


def tell_once(drafts: Sequence[Draft]) -> None:
    """The dead of an attack are no loss of the weapons taken in it, where the sentence has another claim for them: "reporting five
    soldiers killed and weapons [seized]"."""
    live = [d for d in drafts if not d.reason]
    for draft in (d for d in live if d.type == "seize_materiel"):
        others = [r for d in live if d is not draft for r in d.losses]
        draft.losses = [r for r in draft.losses if r.loss.kind in ("materiel", "captured") or r not in others]


def share_rest(drafts: Sequence[Draft], readings: Sequence[LossReading]) -> None:
    """Give losses that no claim of the sentence has to the nearest violence without any that only a tagger sees."""
    live = [d for d in drafts if not d.reason]
    had = {(r.loss.start, r.loss.kind) for d in live for r in d.losses}
    empty = [d for d in live if d.told is not None and d.type in VIOLENT and not d.losses]
    for reading in readings:
        if empty and not (reading.alone or reading.included) and (reading.loss.start, reading.loss.kind) not in had:
            min(empty, key=lambda d: abs(d.trigger.mention.span.start - reading.trigger.start)).losses.append(reading)
