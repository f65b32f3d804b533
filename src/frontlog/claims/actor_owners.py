"""Pronouns, and what they own: "they", "our troops", "its leader", "his men" are of whom the pronoun means."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from frontlog.claims.actor_pointers import SPOKESMEN
from frontlog.claims.actor_sides import ARMED_KINDS, FORCES, Sides
from frontlog.claims.actor_words import Words, is_civil
from frontlog.model import ActorRef
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.heads import ALLIES, ARMED, MEMBERS, OWN_MEN
from frontlog.reference.outlets import Outlet
from frontlog.reference.words import clean

_NEAR = 1500  # characters
SINGULAR = frozenset({"he", "she", "him", "her", "his", "i", "me", "my", "himself", "herself"})
_HIS_MEN = frozenset({"men", "fighters", "soldiers", "troops", "gunmen", "guards", "bodyguards"})
_LOST = frozenset({"dead", "wounded", "injured", "fallen", "losses", "casualties", "slain", "missing"})
PLURAL = frozenset({"they", "them", "their", "theirs", "it", "its", "itself", "who", "which", "whom", "those", "these", "both"})
OURS = frozenset({"we", "us", "our", "ours"})
_OWN = re.compile(r"^(our|own|its|their|his|her|my)\s+(.+)$", re.IGNORECASE)


class Owners:
    """Resolves such words for one document, published on a day. `is_person` tells whether a reference is to a person."""

    def __init__(self, actors: Actors, sides: Sides, day: date | None, is_person: Callable[[ActorRef], bool]) -> None:
        self.actors = actors
        self.sides = sides
        self.outlet = sides.outlet
        self.day = day
        self.is_person = is_person

    def pronoun(self, words: Words) -> str | None:
        """ "he", "they", "we": the last one named who can be meant."""
        low = words.text.lower()
        if low in SINGULAR:
            if low in {"i", "me", "my"} and self.outlet and self._is_speaker(self.outlet):
                return self.outlet.actor
            return next((ref.id for ref in reversed(words.earlier) if self.is_person(ref)), "")
        if low in OURS and words.text not in {"US", "Us"}:
            return self.sides.we(words)
        if low in PLURAL:
            return next((ref.id for ref in reversed(words.earlier) if ref.id and not self.is_person(ref)), "")
        return None

    def _is_speaker(self, outlet: Outlet) -> bool:
        """Whether "I" of an outlet's pages is whom it speaks for: a person, or the head of a state by the office's name."""
        return self.sides.is_person(outlet.actor) or (outlet.speaks_for_party and "president" in outlet.name.lower())

    def owned(self, words: Words) -> str | None:
        """ "our troops", "its fighters", "their commander": organ or members of whom the pronoun means."""
        found = _OWN.match(words.text)
        if not found:
            return None
        rest = clean(found[2]).split()
        if rest in (["neighbour"], ["neighbor"]) and found[1].lower() == "its":
            own = self._party_here(words)
            states = (ref.id for ref in reversed(words.earlier) if ref.id in self.actors and self.actors.get(ref.id).role == "government")
            return next((id_ for id_ in states if id_ != own and self.actors.get(id_).country != self._country(own)), "")
        ours = found[1].lower() == "our" and bool(rest) and rest[-1] in OWN_MEN
        pronoun = found[1].lower()
        if rest and rest[-1] in _LOST and (lost := self._fallen(pronoun, words)):
            return lost
        if rest and is_civil(rest[-1]) and rest[-1] != "men" and not ours:
            return "civilians"
        if any(word[:1].isupper() for word in found[2].split()):
            return None
        owner = self._owner(pronoun, words)
        if pronoun in ("his", "her") and rest and rest[-1] in _HIS_MEN and owner in ("", "civilians"):
            return self._fighting_here(words)  # "a colonel and his men"
        if owner and set(rest) & (ALLIES | {"partners", "backers", "supporters", "auxiliaries"}):
            return self.sides.allies_of(owner, words) or None
        role = "army" if ours else role_of(rest)
        if pronoun in ("our", "own") and role == "army" and (same := self._same_force(owner, words)):
            return same
        if ours and owner in ("", "civilians"):
            return ""  # soldiers, of nobody knows whom
        if owner and len(rest) == 1 and rest[0] in SPOKESMEN:
            return owner  # "its leader" without a name
        if not owner or not (role or set(rest) & (MEMBERS | ARMED | {"men", "colleagues", "comrades", "companions"})):
            return None
        return (self.actors.organ_of(owner, role, self.day) if role else "") or owner

    def _fighting_here(self, words: Words) -> str:
        """Who fights among those named last in the sentence; empty for the men of nobody knows whom, who are no civilians."""
        begins = words.starts[-1] if words.starts else words.start
        for ref in reversed(words.earlier):
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            if begins <= ref.start < words.start and actor is not None and (actor.kind in ARMED_KINDS or actor.role in FORCES):
                return ref.id
        return ""

    def _fallen(self, pronoun: str, words: Words) -> str:
        """Of "its dead", "their losses" whoever of those that fight lost them; empty for the dead of others."""
        owner = self._owner(pronoun, words)
        actor = self.actors.get(owner) if owner in self.actors else None
        if actor is None:
            return ""
        if actor.role == "government":  # a state's dead may be anybody, its losses are the army's
            return self.actors.organ_of(owner, "army", self.day) if words.head in ("losses", "casualties") else ""
        return owner if actor.kind in ARMED_KINDS or actor.role in FORCES else ""

    def _same_force(self, owner: str, words: Words) -> str:
        """Of "own troops" the forces of one's state that were just called so: security forces."""
        for ref in reversed(words.earlier):
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            if actor is not None and actor.kind == "state" and actor.role in FORCES and words.start - ref.start <= _NEAR:
                return actor.id if actor.country == self._country(owner) and actor.role == "security-forces" else ""
        return ""

    def _owner(self, pronoun: str, words: Words) -> str:
        """Whose: ours by who speaks, his or hers by whom the last person speaks for, else those of the party named last."""
        if pronoun in {"our", "own", "my"}:
            return self.sides.we(words)
        if words.earlier and words.earlier[-1].end == words.start == words.earlier[-1].start + 1:
            return words.earlier[-1].id  # whom the grammar says "its" points to
        person = next((ref for ref in reversed(words.earlier) if self.is_person(ref)), None) if pronoun in {"his", "her"} else None
        own = self.sides.party(person.id) if person is not None else ""
        if pronoun in {"his", "her"} and not own and person is None and not self.sides.spoke:
            return ""  # the bodyguards of a lawmaker are nobody's fighters
        return own or self._party_here(words) or self._last_party(words)

    def _country(self, id_: str) -> str:
        return self.actors.get(id_).country if id_ in self.actors else ""

    def _party_here(self, words: Words) -> str:
        """The first party that the sentence names: "Kyiv said [its] troops"."""
        begins = words.starts[-1] if words.starts else words.start
        return self._last_party(replace(words, earlier=[ref for ref in words.earlier if begins <= ref.start < words.start][:1]))

    def _last_party(self, words: Words) -> str:
        """The last reference that is neither a person nor civilians."""
        for ref in reversed(words.earlier):
            civil = ref.id in self.actors and self.actors.get(ref.id).role in {"people", "protesters"}
            if ref.id and not civil and not self.is_person(ref):
                return ref.id
        return ""
