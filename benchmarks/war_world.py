"""A made-up war for benchmarks/war.py: places, fronts that move, and outlets that tell of it well or badly.

The generator, in full:

- **Places** stand on a jittered grid, about 15 km apart. Two sides hold the two halves at first; the line between them is crooked.
- **Events.** Each day a few places next to enemy ground are attacked. An attack enters the place with chance .6 (else it is beaten off at
  the edge and the holder keeps it); fighting inside lasts 1 to 14 days and ends with a capture (.45), else with the attacker thrown out.
  Now and then a side leaves a place without a fight. Some attacks are only planned; half of the plans are never carried out.
- **Outlets.** Three for each side and two for neither. A partisan outlet tells 85 % of its side's successes and 20 % of its failures;
  of an entry it says "captured" in 15 % of cases; and from time to time it announces a capture that never was. One for neither side
  tells 50 % of everything, says "captured" of an entry in 3 %, and invents nothing.
- **Telling.** News appears on its day or up to two days later. Facts may be told with a source (of the own side for partisans),
  or hedged. Outlets also mention who holds a place in passing, from what they themselves believe (partisans learn of losses late), tell
  of shelling, of clashes near a place, of plans, and deny what the other side claims. Everybody is silent for a week now and then.
- **Copies.** A third of all reports are reposted word for word by one to four others.

Claims are records with sentences, so that the wording rules of effects.yml have something to read; finding them in text is not tested.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from frontlog.model import ActorRef, Claim, Copy, Document, Origin, Piece, PlaceRef, Span, TimeRef

MADE = Origin("made up", "1")
FIRST = date(2016, 3, 1)
SIDES = ("north", "south")
CONTESTED = "contested"
INSIDE = (1, 14)  # days of fighting inside a place
ATTACKS = 0.015  # chance a day that a place on the front is attacked
LEFT = 0.0006  # chance a day that a place on the front is left without a fight


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the war."""

    number: int
    name: str
    lat: float
    lon: float
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened (or is planned) at a place on a day. `kind`: entered, captured, repelled, thrown_out, left, planned, near."""

    kind: str
    day: int
    spot: int
    by: str
    against: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who tells. `side` is empty for an outlet that is on no side."""

    name: str
    side: str

    def tells(self, fact: Fact) -> float:
        """Chance that the outlet tells a fact."""
        if not self.side:
            return 0.5
        good = fact.by == self.side
        if fact.kind in ("planned", "near"):
            return 0.4
        return 0.85 if good else 0.2

    def puffs(self, fact: Fact) -> float:
        """Chance that an entry is told as a capture."""
        return (0.15 if fact.by == self.side else 0.02) if self.side else 0.03


OUTLETS = tuple(
    [Outlet(f"Voice of the {side.title()} {n}", side) for side in SIDES for n in (1, 2, 3)]
    + [Outlet("River Wire", ""), Outlet("Monitor of the Valley", "")]
)


@dataclass(slots=True)
class World:
    """The truth: who holds each place on each day (a side, or contested), and what happened."""

    spots: tuple[Spot, ...]
    days: int
    truth: list[list[str]]  # by day, by place
    facts: list[Fact] = field(default_factory=list)


def world(places: int, days: int, chance: random.Random) -> World:
    """A war from its first to its last day."""
    spots = _spots(places, chance)
    holder = [SIDES[0] if s.lat > 34.5 + 0.25 * chance.gauss(0, 1) + 0.3 * ((s.number * 7) % 5 - 2) / 5 else SIDES[1] for s in spots]
    inside: dict[int, tuple[str, int]] = {}  # place -> attacker, days left
    out = World(spots, days, [])
    for day in range(days):
        for spot in spots:
            out.facts += _day_of(spot, day, holder, inside, chance)
        out.truth.append([CONTESTED if n in inside else holder[n] for n in range(len(spots))])
    return out


def _spots(places: int, chance: random.Random) -> tuple[Spot, ...]:
    wide = max(2, round(places**0.5))
    points = [
        (33 + (n // wide) * 0.14 + chance.uniform(-0.03, 0.03), 36 + (n % wide) * 0.17 + chance.uniform(-0.03, 0.03)) for n in range(places)
    ]
    out = []
    for n, (lat, lon) in enumerate(points):
        near = tuple(m for m, (a, b) in enumerate(points) if m != n and abs(a - lat) < 0.24 and abs(b - lon) < 0.28)
        out.append(Spot(n, f"{_HEADS[n % len(_HEADS)]}{_TAILS[n // len(_HEADS) % len(_TAILS)]}{'' if n < 400 else n}", lat, lon, near))
    return tuple(out)


_HEADS = "Bar Tel Kal Mir Sor Dan Vel Hun Zer Or Pag Lus Tor Wes Nar Gam Fel Rik Sab Kum".split()  # noqa: SIM905 - a list of names
_TAILS = "ana ovo idha ent ura amsk eiro iyah olin apur esti ingen otra uz ahar ene ivka osh ut elle".split()  # noqa: SIM905 - as above


def _day_of(spot: Spot, day: int, holder: list[str], inside: dict[int, tuple[str, int]], chance: random.Random) -> Iterator[Fact]:
    n, own = spot.number, holder[spot.number]
    enemy = SIDES[own == SIDES[0]]
    if n in inside:
        attacker, left = inside[n]
        if left > 1:
            inside[n] = (attacker, left - 1)
            return
        del inside[n]
        if chance.random() < 0.45:
            holder[n] = attacker
            yield Fact("captured", day, n, attacker, own)
        else:
            yield Fact("thrown_out", day, n, own, attacker)
        return
    if not any(holder[m] == enemy for m in spot.near):
        return
    roll = chance.random()
    if roll < LEFT:
        holder[n] = enemy
        yield Fact("left", day, n, own, enemy)
    elif roll < LEFT + ATTACKS:
        if chance.random() < 0.6:
            inside[n] = (enemy, chance.randint(*INSIDE))
            yield Fact("entered", day, n, enemy, own)
        else:
            yield Fact("repelled", day, n, own, enemy)
    elif roll < LEFT + 2 * ATTACKS:
        yield Fact("planned", day, n, enemy, own)
    elif roll < LEFT + 4 * ATTACKS:
        yield Fact("near", day, n, enemy, own)


# ------------------------------------------------------------------------------------------------------------------ telling


@dataclass(frozen=True, slots=True)
class Reports:
    """What the outlets wrote: documents, their claims, and which document copies which."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]


def reports(war: World, chance: random.Random) -> Reports:
    """Everything that is told of a war, in order of publication."""
    told: list[tuple[int, Outlet, Words]] = []
    for outlet in OUTLETS:
        told += _of_outlet(war, outlet, chance)
    told.sort(key=lambda row: (row[0], row[1].name, row[2].spot, row[2].type))
    documents: list[Document] = []
    claims: list[Claim] = []
    copies: list[Copy] = []
    for number, (day, outlet, words) in enumerate(told):
        first = f"d-{number:06d}"
        others = chance.sample([o for o in OUTLETS if o is not outlet], chance.randint(1, 4)) if chance.random() < 1 / 3 else []
        for n, teller in enumerate([outlet, *others]):
            id_ = f"{first}-{n}"
            published = FIRST + timedelta(days=day + (chance.randint(0, 2) if n else 0))
            claims.append(_claim(f"c-{number:06d}-{n}", id_, war.spots[words.spot], words, FIRST + timedelta(days=day)))
            documents.append(_document(id_, teller, published, claims[-1].evidence.quote))
            copies.append(
                Copy(
                    id=id_,
                    origin_group=f"{first}-0",
                    copy_of=f"{first}-0" if n else "",
                    similarity=1.0 if n else 0.0,
                    basis="text" if n else "",
                )
            )
    return Reports(tuple(documents), tuple(claims), tuple(copies))


@dataclass(frozen=True, slots=True)
class Words:
    """One claim before it is a record. `said` is the side whose officials are quoted, empty for the outlet's own voice."""

    type: str
    spot: int
    agent: str
    target: str
    day: int
    modality: str = "actual"
    certainty: str = "asserted"
    said: str = ""
    relation: str = "at"
    verb: str = ""


VERBS = {
    "capture": "captured",
    "advance": "advanced into",
    "repel": "repelled an attack on",
    "withdraw": "withdrew from",
    "hold": "control",
    "clash": "clashed near",
    "shelling": "shelled",
}


def _of_outlet(war: World, outlet: Outlet, chance: random.Random) -> Iterator[tuple[int, Outlet, Words]]:
    quiet = _silence(war.days, chance)
    believes = list(war.truth[0])
    for fact in war.facts:
        lag = chance.choice((0, 0, 0, 1, 1, 2))
        known = chance.random() < (1.0 if not outlet.side or fact.by == outlet.side else 0.6)
        if fact.kind == "captured" and known:
            believes[fact.spot] = fact.by
        elif fact.kind == "left" and known:
            believes[fact.spot] = fact.against
        if fact.day + lag in quiet or chance.random() > outlet.tells(fact):
            continue
        for words in _words(fact, outlet, chance):
            yield min(war.days - 1, fact.day + lag), outlet, words
    for day in range(war.days):
        if day in quiet:
            continue
        yield from ((day, outlet, words) for words in _asides(war, outlet, believes, day, chance))


def _silence(days: int, chance: random.Random) -> set[int]:
    out: set[int] = set()
    for _ in range(days // 60):
        start = chance.randrange(days)
        out |= set(range(start, start + 7))
    return out


def _words(fact: Fact, outlet: Outlet, chance: random.Random) -> Iterator[Words]:
    """How an outlet puts a fact."""
    how = _telling(outlet, fact, chance)
    n, by, against, day = fact.spot, fact.by, fact.against, fact.day
    if fact.kind == "captured":
        kind, who, whom = ("capture", by, against) if chance.random() < 0.8 else ("withdraw", against, by)
        yield Words(kind, n, who, whom, day, **how)
    elif fact.kind == "entered":
        kind = "capture" if chance.random() < outlet.puffs(fact) else "advance"
        yield Words(kind, n, by, against, day, **how)
    elif fact.kind in ("repelled", "thrown_out"):
        yield Words("repel", n, by, against, day, **how)
    elif fact.kind == "left":
        yield Words("withdraw", n, by, against, day, **how)
    elif fact.kind == "planned":
        yield Words("capture", n, by, against, day, **{**how, "modality": "planned", "verb": "plan to capture"})
    else:
        yield Words("clash", n, by, against, day, **{**how, "relation": "near"})


def _telling(outlet: Outlet, fact: Fact, chance: random.Random) -> dict[str, str]:
    roll = chance.random()
    if roll < 0.45:
        return {}
    if roll < 0.85:
        return {"certainty": "attributed", "said": outlet.side or chance.choice((fact.by, fact.against))}
    return {"certainty": "hedged"}


def _asides(war: World, outlet: Outlet, believes: list[str], day: int, chance: random.Random) -> Iterator[Words]:
    """What an outlet says besides news: who holds a place in passing, shelling, a capture that never was, a denial."""
    if chance.random() < 0.6:
        n = chance.randrange(len(war.spots))
        true = war.truth[day][n] if not outlet.side or chance.random() < 0.7 else believes[n]
        if true != CONTESTED and chance.random() < 0.8:
            yield Words("hold", n, true, "", day)
    if chance.random() < 0.5:
        n = chance.randrange(len(war.spots))
        own = war.truth[day][n]
        if own != CONTESTED:
            yield Words("shelling", n, SIDES[own == SIDES[0]], own, day)
    if outlet.side and chance.random() < 0.05:
        front = [s.number for s in war.spots if war.truth[day][s.number] not in (outlet.side, CONTESTED)]
        near = [n for n in front if any(war.truth[day][m] == outlet.side for m in war.spots[n].near)]
        if near:
            n = chance.choice(near)
            yield Words("capture", n, outlet.side, war.truth[day][n], day, said=outlet.side, certainty="attributed")
    if outlet.side and chance.random() < 0.01:
        own = [s.number for s in war.spots if war.truth[day][s.number] == outlet.side]
        n = chance.choice(own)
        yield Words("capture", n, SIDES[outlet.side == SIDES[0]], outlet.side, day, modality="denied", verb="did not capture")


def _document(id_: str, outlet: Outlet, published: date, text: str) -> Document:
    return Document(
        id=id_,
        name=id_,
        outlet=outlet.name,
        republished_by="",
        url="",
        title="",
        author="",
        published=published,
        published_role="published",
        dates=(),
        language="en",
        sha256_raw="",
        sha256_clean="",
        text=text,
        origin=MADE,
    )


def _sentence(words: Words, place: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence of a claim with the offsets of its pieces."""
    verb = words.verb or VERBS[words.type]
    parts = [("agent", f"{words.agent.title()} forces"), ("", " "), ("verb", verb), ("", " "), ("place", place)]
    if words.target:
        parts += [("", " held by "), ("target", f"{words.target} forces")] if words.type in ("capture", "advance") else []
    if words.said:
        parts += [("", ", "), ("source", f"a {words.said} spokesman"), ("", " said")]
    text, spans = "", {}
    for name, piece in parts:
        if name:
            spans[name] = (len(text), len(text) + len(piece))
        text += piece
    return f"{text}.", spans


def _claim(id_: str, document: str, spot: Spot, words: Words, told: date) -> Claim:
    quote, spans = _sentence(words, spot.name)

    def piece(name: str) -> Piece:
        start, end = spans[name]
        return Piece(quote[start:end], start, end)

    def actor(name: str, side: str) -> tuple[ActorRef, ...]:
        start, end = spans.get(name, (-1, -1))
        return (ActorRef(quote[start:end] if start >= 0 else "", start, end, side, side.title()),) if side else ()

    day = FIRST + timedelta(days=words.day)
    start, end = spans["place"]
    return Claim(
        id=id_,
        document=document,
        evidence=Span(document, 0, len(quote), quote),
        type=words.type,
        trigger=piece("verb"),
        agent=actor("agent", words.agent),
        target=actor("target", words.target),
        place=(PlaceRef(spot.name, start, end, f"g-{spot.number}", spot.name, spot.lat, spot.lon, 1000, words.relation, "", "exact"),),
        time=TimeRef("", -1, -1, day - timedelta(days=1) if words.type != "hold" else day, max(day, told), "day", "publication"),
        modality=words.modality,
        certainty=words.certainty,
        source=piece("source") if words.said else None,
        source_id=words.said,
        losses=(),
        objects=(),
        confidence=1.0,
        origin=MADE,
    )
