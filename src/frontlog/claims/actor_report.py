"""What only the whole report tells: the one armed group that it names, before or behind the words, and rebels told by their people."""

from collections.abc import Iterator

from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.reference.actors import Actors
from frontlog.reference.countries import nationalities
from frontlog.reference.heads import ARMED, LOYAL, MEANINGS, MEMBERS, POINTERS, REBEL_ADJECTIVES, REBELLIOUS, ROLES, UNIDENTIFIED
from frontlog.reference.words import clean

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
        bare = rebel and country in ("", home) and words.head not in nationalities() and words.head not in UNIDENTIFIED
        return found or (self.actors.meant(home, "rebels", self.context.published) if bare else "") or None


