"""The candidates for agent, target and place of a claim, and the ones that weigh most (weighing.py)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from frontlog.claims.choice import quoted
from frontlog.claims.draft import Draft
from frontlog.claims.lost import of_power
from frontlog.claims.naming import place_names
from frontlog.claims.party_checks import able
from frontlog.claims.places import PlaceName
from frontlog.claims.weighing import Option, Value, choose, once, option_of
from frontlog.grammar.clauses import Item, Line, Phrase
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors

Refs = tuple[ActorRef, ...]


@dataclass(slots=True)
class Both:
    """What the rules and the tagger read of one claim, in this order."""

    agent: tuple[Refs, Refs] = ((), ())
    target: tuple[Refs, Refs] = ((), ())
    place: tuple[Sequence[PlaceName], Sequence[PlaceName]] = ((), ())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What precedence made of both."""

    agent: Refs
    target: Refs
    place: list[PlaceName]


class Weigher:
    """Chooses for the claims of one document. `read` gives the references of mentions, `known` says whether the gazetteer has a name."""

    def __init__(self, actors: Actors, read: Callable[[Line, Sequence[Item]], Refs], known: Callable[[str], bool]) -> None:
        self.actors, self.read, self.known = actors, read, known
        self._own: tuple[Line | None, list[tuple[Item, Refs]]] = (None, [])  # of the sentence that was asked about last
        self._places: tuple[Line | None, Sequence[str], list[list[PlaceName]]] = (None, [], [])  # likewise

    def weighed(self, draft: Draft, both: Both, chosen: Chosen, before: Sequence[str]) -> tuple[Refs, Refs, list[PlaceName]]:
        """Agent, target and place. `before` are the names of places of the sentences before."""
        if draft.roles.passive and draft.hit.form == "verb" and draft.hit.lemma == "come":  # "the convoy came under fire": it did nothing
            place = _best("place", draft, self.places(draft, both.place, chosen.place, before))
            return both.agent[0], both.target[0] or chosen.target, quoted(draft, place)
        moved = draft.type == "evacuate" and chosen.agent  # of "fighting displaced 3,000" grammar knows who moves
        sides = _between(draft) and chosen.agent and chosen.target  # "used the fighting between A and B": of these two and nobody else
        agent = chosen.agent if moved or sides else _best("agent", draft, self.parties(draft, both.agent, chosen.agent, chosen.target))
        lost = draft.type == "withdraw" and draft.hit.lemma == "lose" and chosen.target  # "lost the town to [the rebels]"
        target = chosen.target if sides or lost else _best("target", draft, self.parties(draft, both.target, chosen.target, chosen.agent))
        if chosen.target and not chosen.agent and {(ref.start, ref.end) for ref in agent} & {(ref.start, ref.end) for ref in target}:
            agent = ()  # the same words are not both sides: the rules saw a target in them and no agent
        found = chosen.place if of_power(draft) else _best("place", draft, self.places(draft, both.place, chosen.place, before))
        return agent, target, quoted(draft, found)

    def parties(self, draft: Draft, both: tuple[Refs, Refs], final: Refs, other: Refs) -> list[tuple[Refs, Option]]:
        """The candidates for agent or target, each with its references; `other` is the other side of the claim."""
        own = self._named(draft.line)
        rows: list[tuple[str, Refs]] = [("none", ()), ("final", final), ("ruled", both[0]), ("told", both[1])]
        rows += [("here", refs) for _, refs in own if refs]
        keyed = ((tuple((ref.start, ref.end, ref.id) for ref in refs), refs, origin) for origin, refs in rows)
        return once((key, refs, self._party(origin, refs, other, own)) for key, refs, origin in keyed)

    def _named(self, line: Line) -> list[tuple[Item, Refs]]:
        """Whom the sentence names. Its drafts come one behind the other, so it is read once."""
        if self._own[0] is not line:
            items = [item for item in in_order(line.of_kind("actor")) if item.label != "demonym"]
            self._own = line, [(item, able(line, self.read(line, [item]))) for item in items]
        return self._own[1]

    def _party(self, origin: str, refs: Refs, other: Refs, own: Sequence[tuple[Item, Refs]]) -> Option:
        spans = tuple((ref.start, ref.end) for ref in refs)
        labels = tuple(_label(span, (item for item, _ in own)) for span in spans)
        return option_of((origin,), spans, labels, min((self._side(a, b) for a in refs for b in other), default=0), True, ())

    def _side(self, a: ActorRef, b: ActorRef) -> int:
        if (a.id and a.id == b.id) or (a.start, a.end) == (b.start, b.end):
            return -2
        return -int(a.id in self.actors and b.id in self.actors and self.actors.same_side(a.id, b.id))

    def places(
        self, draft: Draft, both: tuple[Sequence[PlaceName], Sequence[PlaceName]], final: Sequence[PlaceName], before: Sequence[str]
    ) -> list[tuple[Sequence[PlaceName], Option]]:
        """The candidates for the place, each with its names."""
        items = [item for item in in_order(draft.line.of_kind("place")) if item.label != "within"]
        rows: list[tuple[str, Sequence[PlaceName]]] = [("none", ()), ("final", final), ("ruled", both[0]), ("told", both[1])]
        rows += [("here", names) for names in self._placed(draft.line, items, before) if names]
        keyed = ((tuple((name.start, name.end, name.name) for name in names), names, origin) for origin, names in rows)
        return once((key, names, self._place(origin, names, items)) for key, names, origin in keyed)

    def _placed(self, line: Line, items: Sequence[Item], before: Sequence[str]) -> list[list[PlaceName]]:
        """The places that the sentence names, each by itself; read once for its drafts, as they have the same names before them."""
        if self._places[0] is not line or self._places[1] != before:
            self._places = line, list(before), [place_names(line, [Phrase("at", item)], before) for item in items]
        return self._places[2]

    def _place(self, origin: str, names: Sequence[PlaceName], items: Sequence[Item]) -> Option:
        spans = tuple((name.start, name.end) for name in names)
        known = all(self.known(name.name) for name in names)
        return option_of((origin,), spans, tuple(_label(span, items) for span in spans), 0, known, tuple(name.relation for name in names))


def _between(draft: Draft) -> bool:
    """Whether grammar found both sides of a fight behind "between"."""
    last = draft.trigger.last
    return draft.type == "clash" and bool(draft.agent and draft.target) and "between" in (draft.line.low(last), draft.line.low(last + 1))


def in_order(items: Iterable[Item]) -> list[Item]:
    """Mentions by their place, whatever the order in which they were read: of candidates that weigh the same the first stands."""
    return sorted(items, key=lambda i: (i.first, i.last, i.label))


def _label(span: tuple[int, int], items: Iterable[Item]) -> str:
    return next((i.label for i in items if i.mention.span.start < span[1] and span[0] < i.mention.span.end), "other")


def _best(slot: str, draft: Draft, rows: Sequence[tuple[Value, Option]]) -> Value:
    able = apart(rows)
    return able[choose(slot, draft, [option for _, option in able])][0]


def apart(rows: Sequence[tuple[Value, Option]]) -> list[tuple[Value, Option]]:
    """The candidates without those that are only other words for that of precedence, or a part of it: "M23" of "M23 and Rwandan troops"."""
    final = next(option for _, option in rows if "final" in option.origins)
    return [row for row in rows if row[1] is final or not row[1].spans or not all(_over(span, final.spans) for span in row[1].spans)]


def _over(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
