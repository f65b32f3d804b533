"""What only the whole report tells: the one armed group that it names, before or behind the words, and rebels told by their people."""

import re
from collections.abc import Iterator

from frontlog.claims.actor_sides import ARMED_KINDS
from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.reference.actors import Actors
from frontlog.reference.countries import countries, country_names, nationalities
from frontlog.reference.heads import ARMED, LOYAL, MEANINGS, MEMBERS, POINTERS, REBEL_ADJECTIVES, REBELLIOUS, ROLES, UNIDENTIFIED
from frontlog.reference.words import clean

_BACKED = re.compile(
    r"^(?:the\s)?(?P<whom>[^\W\d_a-z][\w.]*(?:\s[^\W\d_a-z][\w.]*)?)[-–](?:backed|supported|allied|trained|funded|armed|sponsored|aligned)\s"
    r"(?:[a-z]+\s)?(?:forces|force|troops|fighters|fighter|rebels|rebel|militias|militia|militiamen|militants|insurgents|soldiers|group|groups)$"
)
_NEAR = 1500  # characters
_FAR = 3  # countries
_REBEL = REBEL_ADJECTIVES.keys() | {"opposition", "dissident", "breakaway", "secessionist"}
_GUNMEN = ("gunmen", "gunman", "fighters", "militants")


class Whole:
    """Resolves such words for one document."""

    def __init__(self, actors: Actors, context: Context) -> None:
        self.actors = actors
        self.context = context

    def loyal(self, id_: str, words: Words) -> bool:
        """Whether somebody is on the side of the government of the country that is spoken of."""
        country = words.countries[0] if words.countries else ""
        day = self.context.published
        government = self.actors.on(self.actors.organ(country, "government", day), day) if country else ""
        return bool(government) and self.actors.same_side(id_, government, country, day)

    def only(self, words: Words, country: str = "") -> str:
        """The one armed group that the report names by name and that fights in a country of which it speaks there; empty where it names
        none, several that do not belong together, or one that other words mean there ("jihadists" of Islamic State are no "rebels")."""
        found = list(self._named(words, country))
        for id_ in found:
            if all(id_ in self.actors.ancestors(other) or other in self.actors.ancestors(id_) for other in found):
                return "" if self._otherwise(id_, words) else id_
        return ""

    def often(self, id_: str) -> bool:
        """Whether the report names it more than once: it is what the report is about."""
        return sum(named == id_ for _, named in self.context.armed) > 1

    def told(self, words: Words, country: str, what: str) -> str:
        """Who was named last of those that a kind of words may mean in a country: of "the separatists" those of the region told of."""
        day = self.context.published
        for ref in reversed(words.earlier):
            rows = self.actors.get(ref.id).means if ref.id in self.actors else ()
            if any(row.country == country and row.what == what and row.holds(day) for row in rows):
                return ref.id
        return ""

    def of_militias(self, words: Words) -> str:
        """Of "the militias" those that were named and that such words mean here, where others are the rebels."""
        country, day = words.countries[0] if words.countries else "", self.context.published
        meant = self.actors.meant(country, "militias", day) if words.head in MEANINGS["militias"] else ""
        if not meant or meant == self.actors.meant(country, "rebels", day):
            return ""
        near = (ref.id for ref in reversed(words.earlier) if words.start - ref.start <= _NEAR and ref.id in self.actors)
        return next((id_ for id_ in near if meant in self.actors.ancestors(id_) or id_ in self.actors.ancestors(meant)), "")

    def _otherwise(self, id_: str, words: Words) -> bool:
        """Whether a group is meant in this country by another kind of words."""
        what = next((name for name, heads in MEANINGS.items() if words.head in heads), "rebels")
        told = {m.what for m in self.actors.get(id_).means if m.country in words.countries[:1] and m.holds(self.context.published)}
        return bool(told) and what not in told and words.head not in POINTERS | UNIDENTIFIED

    def _named(self, words: Words, country: str) -> Iterator[str]:
        near = (country,) if country else words.countries[:_FAR]
        for start, id_ in self.context.armed:
            actor = self.actors.get(id_)
            here = not self.context.digest or self.context.one_line(start, words.start)
            there = actor.country in near or any(meaning.country in near for meaning in actor.means)
            if here and there and actor.exists(self.context.published) and (words.head in LOYAL or not self.loyal(id_, words)):
                yield id_

    def backed(self, words: Words) -> str | None:
        """ "US-backed forces", of which the registry has no such name: an armed group of this country that it calls so or that is on that
        side, one that the report names first; the army only where it is on that side; else nobody."""
        found = _BACKED.match(words.text)
        if found is None or self.actors.exact(words.text) or not words.countries:
            return None
        country, day = words.countries[0], self.context.published
        backer = self._state(found["whom"])
        if not backer:
            return None
        camp = self.actors.camp(backer, country, day)
        said = {self.actors.name(backer), found["whom"], *(word for word in self._people(backer))}
        named = [id_ for _, id_ in self.context.armed]
        groups = [a.id for a in self.actors if a.country == country and a.kind in ARMED_KINDS and a.exists(day)]
        own = [id_ for id_ in (*(id_ for id_ in named if id_ in groups), *groups) if self._called(id_, said)]
        army = self.actors.organ(country, "army", day) if words.head in ("forces", "troops", "force", "soldiers") else ""
        if army and not own and words.head in ("troops", "soldiers"):
            return army  # of states alone
        for id_ in (*own, *filter(None, (army,)), *groups):
            if id_ in own or (camp != backer and self.actors.camp(id_, country, day) == camp):
                return id_
        return self.only(words)

    def _called(self, id_: str, backers: set[str]) -> bool:
        return any(name.startswith(f"{backer}-backed ") for backer in backers for name in self.actors.get(id_).names)

    def _state(self, name: str) -> str:
        key = clean(name)
        code = nationalities().get(key, "") or country_names().get(key, "")
        return self.actors.organ(code, "government") if code else ""

    def _people(self, state: str) -> Iterator[str]:
        country = self.actors.get(state).country
        yield from (word for code in countries().values() if code.code == country for word in (*code.adjectives, *code.names))

    def people(self, words: Words) -> str | None:
        """ "Tajik opposition fighters", "rebel Serbs", "ethnic Albanian guerrillas": the one armed group of that country or, of a people
        of another state or of none, of the country spoken of; else whom "the rebels" means there."""
        if not words.capitals or self.actors.exact(words.core) or len(words.plain) < 2:
            return None
        country = next((code for word in words.plain if (code := nationalities().get(word, ""))), "")
        rebel = bool(_REBEL & set(words.plain[:-1])) and (words.head in ARMED | MEMBERS | ROLES.keys() or words.head in nationalities())
        named = words.head in REBELLIOUS or words.head in _GUNMEN
        ethnic = all(word in nationalities() or word in _REBEL or word == "ethnic" for word in clean(words.text).split()[:-1])
        if not (rebel or (named and (ethnic or (not country and len(words.plain) == 2)))) or not words.countries:
            return None
        found = self.only(words, country) if country in words.countries[:1] else self.only(words)
        home = words.countries[0]
        local = (rebel and country in ("", home)) or (words.head in REBELLIOUS and "ethnic" in words.plain)
        bare = local and words.head not in nationalities() and words.head not in UNIDENTIFIED
        return found or (self.actors.meant(home, "rebels", self.context.published) if bare else "") or None
