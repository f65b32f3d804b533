"""Whose side is meant where words take one: "our forces", "the enemy", "the invaders", "allied fighters"."""

from collections.abc import Iterable, Sequence
from datetime import date

from frontlog.claims.actor_words import Words
from frontlog.reference.actors import ARMED_ROLES, Actors
from frontlog.reference.heads import ALLIES, ARMED, HOSTILE, INVADING, MEMBERS, OPPOSED, ROLES
from frontlog.reference.outlets import Outlet
from frontlog.reference.words import clean

ARMED_KINDS = frozenset({"rebel", "political-militia", "identity-militia"})
FORCES = ARMED_ROLES


class Sides:
    """Resolves words that take a side, for one document. `outlet` is who publishes it, `day` when, `tone` whose side its words tell."""

    def __init__(self, actors: Actors, outlet: Outlet | None, day: date | None, tone: str = "") -> None:
        self.actors = actors
        self.outlet = outlet
        self.day = day
        self.tone = tone
        self.serving: dict[str, str] = {}  # persons -> whom they serve, as the report tells (serving.py)
        self.seat = (-1, "")  # where a sentence starts in which a capital speaks, and for whom
        self.spoke = ""  # the party that spoke last; empty where nobody did or who spoke is none

    def is_person(self, id_: str) -> bool:
        """Whether the registry has a person of this id."""
        return id_ in self.actors and self.actors.get(id_).role == "person"

    def party(self, person: str) -> str:
        """Whom a person speaks for, by the registry or by the report; empty where neither tells."""
        known = next(iter(self.actors.get(person).parents), "") if self.is_person(person) else ""
        return known or self.serving.get(person, "")

    def we(self, words: Words) -> str:
        """Whom "we" means: whom the outlet speaks for, else who spoke last, else whom the last person named speaks for."""
        ours = self._voice() or self.spoke
        return ours or next((found for ref in reversed(words.earlier) if (found := self.party(ref.id))), "")

    def hostile(self, words: Words) -> str | None:
        """ "the enemy", "the invaders": an armed group of this war that was named and is not on the side that speaks, else what the word
        means in this country, else the country's rebels or, for a voice from outside, its army."""
        said = {*words.plain} - OPPOSED | ({"enemy"} if words.head in OPPOSED else set())
        opens = len(words.plain) == 1 or bool((HOSTILE | INVADING) & {*words.plain[:1]})
        alone = opens and words.text[1:].islower()  # "Enemy artillery" that opens a sentence
        if (words.capitals and not alone) or not said & (HOSTILE | INVADING):
            return None
        if named := self._called(words, said & HOSTILE):
            return named
        ours = self._voice() or self._speaker(words) or self._government(words.countries)
        foreign = bool(said & INVADING)
        found = self._last(words, ours, foreign=foreign, kinds=ARMED_KINDS if not foreign else frozenset())
        label = self.actors.labelled(words.text, words.countries[:2], self.day)
        named = self.actors.labelled("enemy", words.countries[:1], self.day) if said & HOSTILE else ""  # of Lebanon, always the same
        for id_ in (named, found, label, *self._belligerents(words, ours, foreign)):
            if id_ and not self._friends(id_, ours, words):
                return id_
        return None

    def _called(self, words: Words, hostile: Iterable[str]) -> str:
        """The one whom the document calls so by name: after "the Israeli enemy", "the enemy" is Israel."""
        for ref in reversed(words.earlier):
            told = ref.text.split()
            named = any(word[:1].isupper() for word in told[1:]) or (len(told) > 1 and told[0][:1].isupper() and told[0].lower() != "the")
            if named and ref.id in self.actors and set(hostile) & set(clean(ref.text).split()):
                return ref.id
        return ""

    def allied(self, words: Words) -> str | None:
        """ "allied fighters", "allied militias": who fights beside the government here."""
        head = words.head in MEMBERS | ARMED or words.head in ROLES
        said = clean(words.text).split()[:-1]  # "allied" is no part of the core
        if words.capitals or not head or not set(said) & ALLIES or not words.countries:
            return None
        return self.actors.body(words.countries[0], "allies") or self.actors.organ(words.countries[0], "government") or None

    def allies_of(self, owner: str, words: Words) -> str:
        """Who fights beside a government: who was named and is on its side and no state, else whom the registry has a row for."""
        if owner not in self.actors or self.actors.get(owner).kind not in ("state", *ARMED_KINDS):
            return ""
        home = self.actors.get(owner).country
        for ref in reversed(words.earlier):
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            armed = actor is not None and (actor.kind in ARMED_KINDS or (actor.kind == "external" and not actor.role))
            apart = owner not in self.actors.ancestors(ref.id) and ref.id not in self.actors.ancestors(owner)
            if armed and apart and self.actors.same_side(ref.id, owner, home, self.day):
                return ref.id
        return self.actors.body(home, "allies") if self.actors.get(owner).kind == "state" else ""

    def _voice(self) -> str:
        """The party that the outlet speaks for, or that its words give away."""
        if not self.outlet or not self.outlet.speaks_for_party or self.outlet.actor not in self.actors:
            return self.tone if self.tone in self.actors else ""
        return self.party(self.outlet.actor) or self.outlet.actor

    def _speaker(self, words: Words) -> str:
        """The party that the sentence names first: "Kyiv said [the enemy] ..."."""
        begins = words.starts[-1] if words.starts else words.start
        if self.seat[0] == begins and self.seat[1]:
            return self.seat[1]  # "Baku said [the enemy] ..."
        here = (self.party(ref.id) or ref.id for ref in words.earlier if begins <= ref.start < words.start)
        return next((id_ for id_ in here if id_ in self.actors and self.actors.get(id_).kind in (*ARMED_KINDS, "state")), "")

    def _government(self, countries: Sequence[str]) -> str:
        return self.actors.organ(countries[0], "government") if countries else ""

    def _belligerents(self, words: Words, ours: str, foreign: bool) -> Iterable[str]:
        """Candidates that need not have been named, best first."""
        yield self._last(words, ours, foreign=True, kinds=frozenset())
        if self._speaker(words) == ours:
            yield self._opposed(words, ours)
        rebel = ours in self.actors and self.actors.get(ours).kind in ARMED_KINDS and self.actors.get(ours).country
        for country in words.countries[:1]:
            if rebel == country:
                yield self.actors.organ(country, "army", self.day)  # whom rebels call so
            if not foreign:
                yield self.actors.organ(country, "rebels", self.day)
            yield self.actors.organ(country, "army", self.day)
        for country in words.countries[1:3]:
            yield self.actors.organ(country, "army", self.day)

    def _last(self, words: Words, ours: str, *, foreign: bool, kinds: frozenset[str]) -> str:
        """The last one named of these kinds that is not ours; with `foreign` also forces of a state that is not the country's own."""
        home = self.actors.get(ours).country if ours in self.actors and self.actors.get(ours).kind in ARMED_KINDS else ""
        for ref in reversed(words.earlier):
            if ref.id in self.actors and not self._friends(ref.id, ours, words):
                actor = self.actors.get(ref.id)
                outsider = actor.role in FORCES and (actor.country not in words.countries[:1] or (bool(home) and actor.country != home))
                if actor.kind in kinds or (foreign and outsider):
                    return ref.id
        return ""

    def _opposed(self, words: Words, ours: str) -> str:
        """The army of the state named last that is not ours."""
        for ref in reversed(words.earlier):
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            if actor and actor.role == "government" and actor.country and not self._friends(ref.id, ours, words):
                return self.actors.organ(actor.country, "army", self.day)
        return ""

    def _friends(self, id_: str, ours: str, words: Words) -> bool:
        country = words.countries[0] if words.countries else ""
        return bool(ours) and self.actors.same_side(id_, ours, country, self.day)
