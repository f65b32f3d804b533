"""A made-up war of words between two camps, to measure beliefs where the truth is known.

Each event is something that one camp wants believed: it took a village, it beat off an attack, the other one bombed a market. Whether it is
true is drawn first; then who speaks of it, camp by camp, with the chances of `Habits`:

- the camp that gains by it tells of true and of invented events alike; its second outlet joins in;
- the camp that is harmed admits some true ones, denies true and invented ones (the invented ones more often), or says nothing;
- each wire of nobody's reports true ones it has seen, repeats the gaining camp's word with a quotation, now and then falls for an invented
  one, and sometimes finds that there was nothing; the monitor does so more carefully;
- hedges ("reportedly") are more common where the event is invented;
- every report is reposted by others word for word, more often when a camp pushes an invented story.

Nothing here reads the table of beliefs, and the table was written before this world. Three sets of habits: a war that is well reported, one
full of propaganda, one that hardly anybody outside sees.
"""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from frontlog.model import ActorRef, Claim, Copy, Document, Origin, Piece, PlaceRef, Span, TimeRef, record_id

MADE = Origin("belief world", "1")
START = date(2031, 1, 1)
CAMPS = ("red", "blue")
OUTLETS = {"red": ("Red Star", "Red Radio"), "blue": ("Blue Post", "Blue Hour")}
WIRES = ("Wire One", "Wire Two", "Wire Three")
MONITOR = "Open Ledger"
REPOSTERS = tuple(f"Mirror {n}" for n in range(12))
KINDS = ("capture", "repel", "airstrike")  # of these the agent gains by the first two and is blamed for the last


@dataclass(frozen=True, slots=True)
class Habits:
    """Chances of who says what of a true and of an invented event."""

    true: float = 0.6
    own: tuple[float, float] = (0.85, 1.0)  # true, invented
    joins: tuple[float, float] = (0.6, 0.6)
    admits: tuple[float, float] = (0.12, 0.01)
    denies: tuple[float, float] = (0.3, 0.5)
    wire: tuple[float, float] = (0.35, 0.06)
    quotes: tuple[float, float] = (0.25, 0.3)
    refutes: tuple[float, float] = (0.01, 0.1)
    monitor: tuple[float, float] = (0.5, 0.08)
    hedges: tuple[float, float] = (0.15, 0.45)
    reposts: tuple[float, float] = (1.0, 3.0)  # mean number a report


WORLDS = {
    "well reported": Habits(),
    "propaganda": Habits(true=0.45, denies=(0.45, 0.5), wire=(0.25, 0.1), quotes=(0.35, 0.45), reposts=(1.0, 5.0)),
    "hardly seen": Habits(true=0.55, wire=(0.1, 0.02), quotes=(0.3, 0.3), monitor=(0.2, 0.03), refutes=(0.0, 0.03)),
}


@dataclass(slots=True)
class World:
    """The records that reading and claims would write, and the truth of each claim's event."""

    claims: list[Claim] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    event: dict[str, int] = field(default_factory=dict)  # claim -> event
    truth: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TwoCamps:
    """Who belongs to whom there."""

    def ancestors(self, id_: str) -> Collection[str]:
        return (id_, id_.split("-")[0]) if "-" in id_ else (id_,)

    def camp(self, id_: str, country: str = "", day: date | None = None) -> str:
        return id_.split("-")[0]

    def name(self, id_: str) -> str:
        return id_

    def speaker(self, outlet: str) -> str:
        return next((camp for camp, outlets in OUTLETS.items() if outlet in outlets), "")


@dataclass(frozen=True, slots=True)
class Event:
    """What is told: by whom and to whom it was done, where and when."""

    number: int
    kind: str
    gains: str
    harmed: str
    true: bool

    @property
    def agent(self) -> str:
        return self.harmed if self.kind == "airstrike" else self.gains

    @property
    def target(self) -> str:
        return "civilians" if self.kind == "airstrike" else self.harmed

    @property
    def day(self) -> date:
        return START + timedelta(days=self.number // 3)


def world(seed: int, events: int, habits: Habits) -> World:
    """All reports of a war; the same for the same seed."""
    dice = random.Random(seed)
    out = World()
    for number in range(events):
        gains = dice.choice(CAMPS)
        harmed = CAMPS[1 - CAMPS.index(gains)]
        event = Event(number, dice.choice(KINDS), gains, harmed, dice.random() < habits.true)
        out.truth.append(event.true)
        for outlet, modality, source in _words(event, habits, dice):
            _report(out, event, outlet, modality, source, habits, dice)
    return out


def _words(event: Event, habits: Habits, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """Who says what: outlet, modality, whom it quotes."""

    def chance(pair: tuple[float, float]) -> bool:
        return dice.random() < pair[not event.true]

    first, second = dice.sample(OUTLETS[event.gains], 2)
    spoken = chance(habits.own)
    if spoken:
        yield first, "actual", ""
        if chance(habits.joins):
            yield second, "actual", ""
    if chance(habits.admits):
        yield dice.choice(OUTLETS[event.harmed]), "actual", ""
    elif chance(habits.denies):
        yield dice.choice(OUTLETS[event.harmed]), "denied", ""
    for wire in WIRES:
        if chance(habits.wire):
            yield wire, "actual", ""
        elif spoken and chance(habits.quotes):
            yield wire, "actual", event.gains
        elif chance(habits.refutes):
            yield wire, "denied", ""
    if chance(habits.monitor):
        yield MONITOR, "actual", ""
    elif chance(habits.refutes):
        yield MONITOR, "denied", ""


def _report(out: World, event: Event, outlet: str, modality: str, source: str, habits: Habits, dice: random.Random) -> None:
    """One report, and its reposts."""
    hedged = not source and outlet in WIRES and modality == "actual" and dice.random() < habits.hedges[not event.true]
    certainty = "attributed" if source else "hedged" if hedged else "asserted"
    first = _add(out, event, outlet, modality, certainty, source, "")
    mean = habits.reposts[not event.true and outlet in OUTLETS[event.gains]]
    for mirror in dice.sample(REPOSTERS, min(len(REPOSTERS), int(dice.expovariate(1 / mean)))):
        _add(out, event, mirror, modality, certainty, source, first)


def _add(out: World, event: Event, outlet: str, modality: str, certainty: str, source: str, copy_of: str) -> str:
    document = record_id("d", event.number, outlet, modality)
    origin = next((c.origin_group for c in out.copies if c.id == copy_of), document) if copy_of else document
    teller = next((d.outlet for d in out.documents if d.id == copy_of), outlet) if copy_of else outlet
    text = f"{event.agent} {event.kind} of village {event.number}, as {teller} {'denies' if modality == 'denied' else 'tells'} it"
    out.documents.append(
        Document(
            id=document, name=document, outlet=outlet, republished_by="", url="", title="", author="", published=event.day,
            published_role="published", dates=(), language="en", sha256_raw="", sha256_clean="", text=text, origin=MADE,
        )
    )  # fmt: skip
    basis = "same text" if copy_of else ""
    out.copies.append(Copy(id=document, origin_group=origin, copy_of=copy_of, similarity=float(bool(copy_of)), basis=basis))
    target = event.target if event.target == "civilians" else f"{event.target}-army"
    claim = Claim(
        id=record_id("c", document), document=document, evidence=Span(document, 0, len(text), text), type=event.kind,
        trigger=Piece(event.kind, text.find(event.kind), text.find(event.kind) + len(event.kind)),
        agent=(ActorRef(event.agent, -1, -1, f"{event.agent}-army", event.agent),),
        target=(ActorRef(event.target, -1, -1, target, event.target),),
        place=(_place(event.number),), time=TimeRef("that day", -1, -1, event.day, event.day, "day", "made"), modality=modality,
        certainty=certainty, source=Piece(source, -1, -1) if source else None, source_id=source, losses=(), objects=(),
        confidence=1.0, origin=MADE,
    )  # fmt: skip
    out.claims.append(claim)
    out.event[claim.id] = event.number
    return document


def _place(number: int) -> PlaceRef:
    """A village a day's march from every other one."""
    name = f"Village {number}"
    return PlaceRef(name, -1, -1, f"v-{number}", name, 30.0 + number % 40 * 0.4, 20.0 + number // 40 * 0.4, 500, "at", "XX", "exact")
