"""Who "both sides", "all parties" and "the two countries" are: the parties that the report named, several at once."""

from collections import Counter
from collections.abc import Iterator, Sequence

from frontlog.claims.actor_sides import ARMED_KINDS
from frontlog.claims.antecedents import Row
from frontlog.claims.context import Context
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors
from frontlog.reference.expressions import Expression

_KINDS = frozenset({*ARMED_KINDS, "state", "external"})
_SIDES = r"sides|parties|camps|belligerents|combatants|foes|enemies|rivals|adversaries|factions|opponents|armies|forces|groups|movements"
_STATES = r"countries|neighbou?rs|nations|states|governments|capitals|presidents|leaders|powers|republics"
_OF = r"(?:\s(?:to|in|of|involved|engaged|concerned)\b.*)?"
_WARRING = r"(?:warring|rival|opposing|conflicting|belligerent|fighting|feuding|main|armed|other)"
_TWO = Expression(
    rf"^(?:both|both the|both of the|the two|these two|either|neither|neither of the)(?:\s{_WARRING})?\s(?:{_SIDES}|{_STATES}){_OF}$"
)
_ALL = Expression(rf"^(?:all|all the|all of the)(?:\s{_WARRING})?\s(?:sides|parties|belligerents|combatants|factions){_OF}$")
_AT_WAR = r"warring|belligerent|opposing|feuding"
_FORMER = r"(?:former|erstwhile|one-time)\s(?:allies|partners|comrades|foes|enemies|rivals)"
_THE = Expression(rf"^(?:(?:the|these)\s)?(?:(?:{_AT_WAR})\s(?:{_SIDES}|{_STATES})|{_FORMER}|belligerents|combatants){_OF}$")
_PARTIES = Expression(r"^(?:the|these)\s(?:two\s)?(?:parties|sides)(?:\s(?:to|in)\b.*)?$")
_HEADS_OF_STATE = Expression(r"\b(?:presidents|leaders|premiers|prime ministers|heads of state)\b")
_BOTH = 2
_DECAY = (
    0.8  # say of the sentence before against one that is nearer: two who are told of all along are the sides, not a third that came last
)
_BETWEEN_STATES = Expression(rf"\b(?:{_STATES})\b")


def several(text: str) -> bool:
    """Whether words mean all the parties together."""
    low = " ".join(text.lower().split())
    return low in ("both", "neither") or any(pattern.match(low) for pattern in (_TWO, _ALL, _THE, _PARTIES))


class Together:
    """Finds the parties of one document."""

    def __init__(self, actors: Actors, context: Context) -> None:
        self.actors = actors
        self.context = context

    def parties(self, text: str, start: int, rows: Sequence[Sequence[ActorRef]]) -> tuple[ActorRef, ...]:
        """The parties meant by such words at an offset. `rows`: who was named, sentence by sentence, the last that of the words itself."""
        low = text.lower()
        if _HEADS_OF_STATE.search(low) and (persons := self._persons(rows)):
            return persons
        states = bool(_BETWEEN_STATES.search(low))
        most = 4 if _ALL.match(low) else 2
        country = next(iter(self.context.theatre(start)), "")
        told = [[self._state(ref) for ref in row] for row in rows] if states else rows
        fitting = [[ref for ref in row if self._party(ref, states)] for row in told]
        own = self._distinct(fitting[-1], country) if fitting else []
        found = own if len(own) > 1 else self._back(fitting[:-1], country)
        if most > 2 and found:
            local = [ref for ref in found if self.actors.get(ref.id).country == country]
            found = [*local, *self._opponent(local[0], country)] if len(local) == 1 else local or found
        if len(found) < 2:
            found = self._distinct([ref for row in reversed(fitting) for ref in row], country)
        if len(found) == 1:
            found += self._opponent(found[0], country)
        if len(found) > most:
            found = self._main(found, fitting)[:most]
        return tuple(found) if len(found) > 1 else ()

    def _state(self, ref: ActorRef) -> ActorRef:
        """Of a force of a state the state."""
        actor = self.actors.get(ref.id) if ref.id in self.actors else None
        if actor is None or actor.kind != "state" or not actor.country or not actor.role or actor.role == "government":
            return ref
        id_ = self.actors.on(self.actors.organ(actor.country, "government", self.context.published), self.context.published)
        return ActorRef(ref.text, ref.start, ref.end, id_, self.actors.name(id_))

    def _persons(self, rows: Sequence[Sequence[ActorRef]]) -> tuple[ActorRef, ...]:
        """The last two who speak for a state each: "both presidents"."""
        out: list[ActorRef] = []
        for ref in (ref for row in reversed(rows) for ref in reversed(row)):
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            heads = actor is not None and actor.role == "person" and any(self.actors.get(p).kind == "state" for p in actor.parents)
            if heads and all(other.id != ref.id for other in out):
                out.insert(0, ref)
            if len(out) == _BOTH:
                return tuple(out)
        return ()

    def _back(self, rows: Sequence[Sequence[ActorRef]], country: str) -> list[ActorRef]:
        """The two that sentences name together most often and most lately, or the nearest sentences that do so between them."""
        near: list[ActorRef] = []
        found: dict[frozenset[str], tuple[float, list[ActorRef]]] = {}
        for back, row in enumerate(reversed(rows)):
            here = self._distinct(row, country)
            if len(here) > 1:
                key = frozenset(ref.id for ref in here)
                score, first = found.get(key, (0.0, here))
                found[key] = (score + _DECAY**back, first)
            near = near if len(near) > 1 else self._distinct([*here, *near], country)
        return max(found.values(), key=lambda one: one[0])[1] if found else near

    def _distinct(self, refs: Sequence[ActorRef], country: str) -> list[ActorRef]:
        """Each side once, by who was named first."""
        out: list[ActorRef] = []
        for ref in refs:
            if not any(self._one_side(ref.id, other.id, country) for other in out):
                out.append(ref)
        return out

    def _one_side(self, a: str, b: str, country: str) -> bool:
        if a not in self.actors or b not in self.actors:
            return a == b
        return self.actors.same_side(a, b, country, self.context.published)

    def _party(self, ref: ActorRef, states: bool) -> bool:
        """Whether a reference is to one who fights or governs."""
        if ref.id not in self.actors:
            return False
        actor = self.actors.get(ref.id)
        if states:
            return actor.kind == "state" and bool(actor.country) and actor.role == "government"
        return actor.kind in _KINDS and bool(actor.country) and actor.role not in {"media", "monitor", "peacekeepers", "person", "people"}

    def _opponent(self, one: ActorRef, country: str) -> list[ActorRef]:
        """The government's rebels, or the rebels' government, where only one of the two was named."""
        day = self.context.published
        own = self.actors.organ(country, "government", day) if country else ""
        ids = [self.actors.meant(country, "rebels", day) if country else "", own]
        id_ = next((i for i in ids if i and not self._one_side(i, one.id, country)), "")
        return [ActorRef(one.text, one.start, one.end, id_, self.actors.name(id_))] if id_ and own else []

    def _main(self, found: Sequence[ActorRef], rows: Sequence[Sequence[ActorRef]]) -> list[ActorRef]:
        """Those named most often in the document, in the order of the text."""
        counts: Counter[str] = Counter(ref.id for ref in _all(rows))
        best = sorted(found, key=lambda ref: -counts[ref.id])
        return [ref for ref in found if ref in best[:2]] + best[2:]


def between(row: Row) -> list[ActorRef]:
    """The two of "talks between X and Y, mediated by Z"."""
    line = row.line
    for at in range(len(line.tokens)):
        if line.low(at) == "between":
            first = [(i, ref) for i, ref in row.named if at < i.first <= at + 2]
            both = [ref for f, _ in first[:1] for i, ref in row.named if f.last < i.first <= f.last + 2 and line.low(f.last) == "and"]
            if both:
                return [first[0][1], both[0]]
    return []


def _all(rows: Sequence[Sequence[ActorRef]]) -> Iterator[ActorRef]:
    for row in rows:
        yield from row
