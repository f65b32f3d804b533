"""Words for armed men by whom they are of: a nation's men abroad, a leader's followers, those whom a power put in office; and names of
which a report leaves the end out."""

import re

from frontlog.claims.actor_groups import DETERMINED
from frontlog.claims.actor_persons import Persons
from frontlog.claims.actor_sides import ARMED_KINDS
from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.reference.actors import Actors
from frontlog.reference.countries import nationalities
from frontlog.reference.heads import ATTRIBUTE
from frontlog.reference.words import clean, slug

_NEAR = 2500  # characters
_FIGHTING = (*ARMED_KINDS, "external")
_BACKED = re.compile(rf"\b(?:pro|anti)[-–—]|[-–—]{ATTRIBUTE}\b")
_MEN = r"forces|troops|men|fighters|followers|loyalists|supporters|militias?|militiamen|gunmen|guerrillas|soldiers|army|rebels|guards"
_FOLLOWERS = re.compile(
    r"^(?P<who>[^\W\d_a-z][\w’'-]*(?:\s(?:[^\W\d_a-z]|al-|el-)[\w.’'-]*){0,2}?)(?:['’]s|(?<=s)['’])\s"
    rf"(?:[a-z]+\s){{0,2}}(?P<men>{_MEN})$"
)
_ARMY = ("forces", "troops", "soldiers", "army")
_HEADS_OF_STATE = frozenset({"president", "premier", "king", "emir", "sultan"})
_INSTALLED = re.compile(
    r"^(?:[Tt]he\s|[Aa]n?\s)?(?:[Pp]ro[-–](?P<a>[^\W\d_a-z]\w+)|(?P<b>[^\W\d_a-z]\w+)[-–](?:installed|appointed|imposed))\s(?:[a-z]+\s)?"
    r"(?:administration|authorities|council|officials?|part(?:y|ies)|mayor|governor|head|politicians?|deputies)(?:\s(?:of|in|for)\s.+)?$"
)


class Bands:
    """Resolves such words for one document."""

    def __init__(self, actors: Actors, context: Context, persons: Persons) -> None:
        self.actors = actors
        self.context = context
        self.persons = persons

    def nation(self, words: Words) -> str | None:
        """ "the Russians" after "Russian mercenaries": who fights there, was told by that people's name and is no organ of its state."""
        if len(words.plain) != 1 or not DETERMINED.match(words.text):
            return None
        country, stem = nationalities().get(words.head, ""), words.head.removesuffix("s")
        people = any(self.actors.get(id_).role == "people" for id_ in self.actors.exact(words.core))
        if country and people:  # the Palestinians are no fighters
            return None
        if not country and not people and not (words.capitals and words.head.endswith("s")):
            return None
        if country and any(self._of_state(ref.id, country) for ref in words.earlier):
            return None
        told = {stem, f"{stem}ish", f"{stem}ian", f"{stem}i"}
        for ref in reversed(words.earlier):
            if words.start - ref.start > _NEAR:
                return None
            fights = ref.id in self.actors and self.actors.get(ref.id).kind in _FIGHTING
            if not fights or _BACKED.search(ref.text):
                continue
            said = clean(f"{ref.text} {'' if country or people else self.actors.name(ref.id)}").split()
            if any(word in told or (country and nationalities().get(word) == country) for word in said):
                return ref.id
        return None

    def _of_state(self, id_: str, country: str) -> bool:
        actor = self.actors.get(id_) if id_ in self.actors else None
        return actor is not None and actor.kind == "state" and actor.country == country

    def followers(self, words: Words) -> str | None:
        """ "Sadr's followers", "Taylor's forces": whom a person who was named leads; nobody where his followers need not be armed."""
        found = _FOLLOWERS.match(words.text)
        if found is None or self.actors.exact(words.text):
            return None
        ids = [id_ for id_ in self.actors.exact(found["who"]) if self.actors.get(id_).exists(self.context.published)]
        person = ids[0] if ids and self.persons.sides.is_person(ids[0]) else self.persons.before(found["who"], words)
        if not person:
            return None
        party = self.persons.sides.party(person) or self._state_of(person, words)
        if party not in self.actors:
            return None
        led = self.actors.get(party)
        if led.role == "government":  # his men may be anybody, his troops are the army's
            return self.actors.organ_of(party, "army", self.context.published) if found["men"] in _ARMY else None
        return party if led.kind in _FIGHTING or led.kind == "state" else None

    def _state_of(self, person: str, words: Words) -> str:
        """Of a person told as a president the government of the country spoken of; empty for others."""
        told = any(ref.id == person and _HEADS_OF_STATE & set(clean(ref.text).split()[:2]) for ref in words.earlier)
        return self.actors.organ(words.countries[0], "government", self.context.published) if told and words.countries else ""

    def installed(self, words: Words) -> str | None:
        """ "the Russian-installed administration", "a pro-Iranian party" are no organ of that state, nor of the one where they are."""
        found = _INSTALLED.match(words.text)
        if found is None or clean(found["a"] or found["b"]) not in nationalities() or self.actors.exact(words.text):
            return None
        return f"x-{slug(words.text)}"

    def shortened(self, words: Words) -> str | None:
        """ "the Revolutionary Armed Forces" in a report on Colombia: the one whose name says of what, too."""
        if not words.capitals or len(words.plain) < 2:
            return None
        ids = self.actors.cut_short.get(" ".join(words.plain), ())
        here = [
            id_
            for id_ in ids
            if self.actors.get(id_).country in words.countries[:2] and self.actors.get(id_).exists(self.context.published)
        ]
        named = [id_ for id_ in here if any(ref.id == id_ for ref in words.earlier)]
        return (named or here)[0] if len(named or here) == 1 else None
