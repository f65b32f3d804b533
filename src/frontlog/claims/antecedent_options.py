"""The candidates for words that name nobody: whom the report named before, and the forces of the states that act in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from frontlog.claims.actor_people import ARMED_MEN
from frontlog.claims.actor_report import Whole
from frontlog.claims.actor_words import Words, is_civil
from frontlog.claims.context import Context
from frontlog.grammar.clauses import Item, Line
from frontlog.model import ActorRef, quick
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.heads import (
    ARMED,
    BARE_COUNTS,
    COUNTS,
    HOSTILE,
    INVADING,
    MEANINGS,
    MEMBERS,
    OPPOSED,
    PHRASES,
    POINTER_PHRASES,
    POINTERS,
    ROLES,
    THINGS,
    UNIDENTIFIED,
)
from frontlog.reference.words import clean

UNORGANISED = ("enemy", "armed", "attackers", "group", "men", "civil", "count", "other")  # mean no organ of a state
PRONOUNS = ("it", "they", "them", "their", "he", "we")
RULED = ("civil", "men", "count", "government", "their", "he", "we")  # of these the rules are as often right as the weights are
STATES = 5  # that many states' forces are candidates for "the army"
AHEAD = ("armed", "attackers", "enemy", "group", "men", "count", "other")  # may be told before whom they belong to
LATER = 4  # that many of those named behind the words
PEOPLE = 12  # that many of those named before, the last ones


@dataclass(frozen=True, slots=True)
class Said:
    """A mention before: in which sentence, which one of the whole report, and whom it means."""

    number: int
    order: int
    item: Item
    ref: ActorRef


@dataclass(slots=True)
class Told:
    """Who was named so far, by id, each in the order of the text."""

    by_id: dict[str, list[Said]] = field(default_factory=dict)
    count: int = 0

    def add(self, number: int, item: Item, ref: ActorRef) -> None:
        """One more mention."""
        if ref.id:
            self.by_id.setdefault(ref.id, []).append(Said(number, self.count, item, ref))
            self.count += 1

    def before(self, number: int, first: int) -> dict[str, list[Said]]:
        """Who was named before a token of a sentence, the last one first."""
        found = {id_: [one for one in rows if one.number < number or one.item.last <= first] for id_, rows in self.by_id.items()}
        return dict(sorted(((id_, rows) for id_, rows in found.items() if rows), key=lambda row: -row[1][-1].order))


@dataclass(frozen=True, slots=True)
class Question:
    """Words whose meaning is asked: tokens[first:last] of a line, `number` is that of the sentence in the report."""

    words: Words
    line: Line
    number: int
    first: int
    last: int
    kind: str  # a role ("army"), one of UNORGANISED, or one of PRONOUNS
    rule: str  # that answered


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate: whom it means, where from (final: what the rules read; told: named before; organ: a force of a state; party: of a
    person named before; ahead: an armed group that the report names only later; only: the one that it names), and its mentions."""

    id: str
    origins: tuple[str, ...]
    said: Sequence[Said] = ()


_option = quick(Option)


@dataclass(slots=True)
class Scene:
    """What is asked of a report as a whole: the registry, its context, and whom its outlet speaks for."""

    actors: Actors
    context: Context
    ours: str = ""
    friends: dict[tuple[str, str, str], bool] = field(default_factory=dict)

    def same_side(self, a: str, b: str, country: str) -> bool:
        """Whether two are on one side in a country; strangers only with themselves."""
        if a == b or a not in self.actors or b not in self.actors:
            return a == b
        key = (a, b, country)
        if key not in self.friends:
            self.friends[key] = self.actors.same_side(a, b, country, self.context.published)
        return self.friends[key]

    def country(self, id_: str) -> str:
        """The country of an actor; empty for strangers."""
        return self.actors.get(id_).country if id_ in self.actors else ""

    def sort(self, option: Option) -> str:
        """What a candidate is: "army", "rebel", "person", ..., a stranger by the label of its mention."""
        if option.id in self.actors:
            actor = self.actors.get(option.id)
            if actor.kind == "state" or actor.role == "person":
                return actor.role or "state"
            return actor.kind if actor.kind != "none" else actor.role or "none"
        if not option.id:
            return "nobody"
        return f"new:{option.said[-1].item.label}" if option.said else "new"


def kind_of(words: Words) -> str:
    """What kind of words they are."""
    said = set(words.plain)
    if " ".join(words.plain) in POINTER_PHRASES:
        return "group"
    if said & (HOSTILE | INVADING) or words.head in OPPOSED:
        return "enemy"
    if words.head in ("men", "man", "boys", "people"):
        return "attackers" if ARMED_MEN & set(clean(words.text).split()) else "men"
    if words.head in UNIDENTIFIED:
        return "attackers"
    if words.head in ARMED:
        return "armed"
    if words.head in ROLES or " ".join(words.plain[-2:]) in PHRASES:  # "air defences"
        return role_of(list(words.plain)) or "other"
    if words.head in POINTERS:
        return "group"
    if is_civil(words.head):
        return "civil"
    return "count" if words.head in COUNTS | BARE_COUNTS or words.head.isdigit() else "other"


def options(question: Question, final: str, told: Told, actors: Actors, context: Context, ours: str) -> list[Option]:
    """The candidates, each once; that of the rules first. `ours`: whom the outlet speaks for."""
    said = told.before(question.number, question.first)
    rows = [(final, "final"), *((id_, "told") for id_ in list(said)[:PEOPLE])]
    rows += [(id_, "party") for id_ in _parties(said, actors)]
    rows += [(id_, "organ") for id_ in _organs(question, said, actors, context)]
    rows += [(ours, "ours")] if ours else []
    rows += [(id_, origin) for id_, origin in _named(question, said, actors, context)]
    of_people = question.kind in ("men", "attackers", "other", "count") and not _things(question.words)
    rows += [(id_, "nobody") for id_ in ("civilians", "unidentified-attackers") if of_people]
    origins: dict[str, tuple[str, ...]] = {}
    for id_, origin in rows:
        if id_ or origin == "final":
            origins[id_] = (*origins.get(id_, ()), *(() if origin in origins.get(id_, ()) else (origin,)))
    return [_option(id_, found, said.get(id_, ())) for id_, found in origins.items()]


def _named(question: Question, said: dict[str, list[Said]], actors: Actors, context: Context) -> Iterator[tuple[str, str]]:
    """The armed groups that the report names behind the words and not before, and the one where it names no other."""
    if question.kind not in AHEAD:
        return
    start = question.words.start
    later = [id_ for at, id_ in context.armed if at > start and (not context.digest or context.one_line(at, start))]
    yield from ((id_, "ahead") for id_ in list(dict.fromkeys(later))[:LATER] if id_ not in said)
    if only := Whole(actors, context).only(question.words):
        yield only, "only"


def _things(words: Words) -> bool:
    """Whether the words name a thing or a part of a force, which are no people: "targets", "two positions"."""
    return words.head in MEMBERS | THINGS


def _parties(said: dict[str, list[Said]], actors: Actors) -> Iterator[str]:
    """Whom the persons named before speak for."""
    for id_ in list(said)[:PEOPLE]:
        if id_ in actors and actors.get(id_).role == "person":
            yield from actors.get(id_).parents[:1]


def _organs(question: Question, said: dict[str, list[Said]], actors: Actors, context: Context) -> Iterator[str]:
    """Whose army, whose police; and whom "the rebels" may mean."""
    words, day = question.words, context.published
    acting = (actors.get(id_).country for id_ in said if id_ in actors and actors.get(id_).kind == "state")
    states = list(dict.fromkeys(code for code in (*words.countries[:2], *acting, *context.countries[:2]) if code))[:STATES]
    kind = "army" if question.kind == "enemy" else question.kind
    if kind not in (*UNORGANISED, *PRONOUNS):
        yield from (actors.on(id_, day) for code in states if (id_ := actors.organ(code, kind, day)))
    if question.kind in ("armed", "enemy", "attackers"):
        what = next((name for name, heads in MEANINGS.items() if words.head in heads), "rebels")
        yield from (id_ for code in words.countries[:2] if (id_ := actors.meant(code, what, day)))
