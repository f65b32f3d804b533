"""Organs of states: "the army", "government forces", "the foreign minister", "the strike" are whose the report speaks of there."""

import re
from collections.abc import Callable

from frontlog.claims.actor_groups import DETERMINED, Groups
from frontlog.claims.actor_sides import ARMED_KINDS, FORCES, Sides
from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.model import ActorRef
from frontlog.reference.actor_names import role_of
from frontlog.reference.actor_rows import Actor
from frontlog.reference.actors import Actors
from frontlog.reference.heads import GOVERNMENT_WORDS, MEMBERS, PHRASES, ROLES, THINGS
from frontlog.reference.words import clean

_PEACE = frozenset({"peacekeepers", "mission"})
_OFFICES = frozenset({"government", "defence-ministry", "foreign-ministry", "interior-ministry"})
_MANY = frozenset({"government", "ministry", "authorities", "officials", "side", "state", "leaders"})  # no single office holder
_LEADERS = frozenset({"commander", "commanders", "leader", "leaders", "operative", "operatives"})
_NUMBERED = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\s(?:[A-Z][\w-]+\s){0,4}"
    r"(?:Division|Brigade|Battalion|Regiment|Corps|Army|Rifles|Infantry|Airborne|Command|Company)\b"
    r"|^(?:the\s)?(?:[A-Z][\w-]+\s){1,4}(?:Division|Brigade|Battalion|Regiment|Command|Corps)\s\d{1,3}\b"
)
_TROOPS = frozenset({"troops", "soldiers", "forces", "servicemen"})  # one for another
_MILITARY = frozenset({"defence-ministry", "army", "general-staff"})
_FAR = 2500  # characters
_OPENING = 4  # characters before a name that opens a sentence: "In "
_JUST = 400  # characters: what was said so shortly before is still spoken of


def is_unit(text: str) -> bool:
    """Whether words name a numbered part of an army: "the 7th Guards Brigade"."""
    return bool(_NUMBERED.search(text))


_SNIPERS = frozenset({"sniper", "snipers"})


class Organs:
    """Resolves such words for one document. `is_person` tells whether a reference is to a person."""

    def __init__(self, actors: Actors, context: Context, groups: Groups, is_person: Callable[[ActorRef], bool]) -> None:
        self.actors = actors
        self.context = context
        self.groups = groups
        self.sides: Sides = groups.sides
        self.is_person = is_person

    def role(self, words: Words) -> str | None:
        """ "the army", "government forces", "the foreign minister": the organ of the country that is spoken of here."""
        plain = " ".join(words.plain)
        force = words.plain[:-1] if words.head in MEMBERS | ROLES.keys() else words.plain  # "National Guard members"
        if words.capitals and plain not in PHRASES and " ".join(force) not in PHRASES:
            return self._organ(office, words) if (office := _office(words.core)) else None
        if words.head in _SNIPERS and not any(w in ROLES for w in clean(words.text).split() if w not in _SNIPERS):
            return "unidentified-attackers"  # whose sniper it is nobody says
        if len(words.plain) == 1 and words.head in THINGS:  # "the drones" are whose drones were told of
            thing = words.head.removesuffix("s")
            alike = (ref.id for ref in reversed(words.earlier) if any(w.removesuffix("s") == thing for w in clean(ref.text).split()))
            return next(alike, "") or self._whose_deed(words)
        if plain in {"president", "head of state", "head"} and self.sides.outlet and self.sides.is_person(self.sides.outlet.actor):
            return self.sides.outlet.actor
        if plain in GOVERNMENT_WORDS:
            return self._organ("government", words)
        stem = list(words.plain)
        while len(stem) > 1 and stem[-1] not in ROLES and stem[-1] in MEMBERS:
            stem.pop()
        phrase = any(" ".join(stem[-size:]) in PHRASES for size in (2, 3))
        role = role_of(stem) if phrase or (stem and stem[-1] in ROLES) else ""
        if role == "government" and "opposition" in words.plain[:-1]:
            return None  # "opposition lawmakers"
        if role in FORCES and "foreign" in clean(words.text).split():
            return self._foreign(words)
        if role in _OFFICES and words.head not in _MANY:
            held = [ref for ref in words.earlier if self.is_person(ref) and words.head in clean(ref.text).split()]
            if held:
                return held[-1].id
        if "regional" in clean(words.text).split()[:-1] and role == "government" and (region := self._region(words)):
            return region
        same = self._same_force(words, role) if DETERMINED.match(words.text) and role else None
        if not same and words.plain in (("army",), ("military",)) and (abroad := self._just_spoken_of(words)):
            return self.actors.organ(abroad, role, self.context.published)
        return same or self._of_region(role, words) or (self._organ(role, words) if role else None)

    def _region(self, words: Words) -> str:
        """ "the regional administration": that of the region whose forces or leaders were named last."""
        known = (self.actors.get(ref.id) for ref in reversed(words.earlier) if ref.id in self.actors and words.start - ref.start <= _FAR)
        own = (a.id for a in known if a.kind == "state" and a.country and not a.role and not self._national(a))
        return next((self.actors.organ_of(id_, "government") or id_ for id_ in own), "")

    def _of_region(self, role: str, words: Words) -> str:
        """Of "soldiers" where only the forces of a region or of a state that few recognise were named, and not those of the country that it
        lies in: the region's; of two such those that were called an army or troops."""
        home = words.countries[0] if words.countries else ""
        if role not in FORCES or not home:
            return ""
        near = [ref for ref in words.earlier if ref.id in self.actors and ref.start < words.start and words.start - ref.start <= _FAR]
        known = [(ref, self.actors.get(ref.id)) for ref in near]
        states = [(ref, a) for ref, a in known if a.kind == "state" and a.country == home]
        if not states or any(a.role or self._national(a) for _, a in states):
            return ""
        begins = words.starts[-1] if words.starts else words.start
        acting = next((ref.id for ref in words.earlier if begins <= ref.start < words.start), "")  # takes others' soldiers
        called = [ref.id for ref, _ in states if role_of(clean(ref.text).split()) in FORCES]
        others = [id_ for id_ in called if id_ != acting]
        return self.actors.organ_of((others or called or [ref.id for ref, _ in states])[-1], role, self.context.published)

    def unit(self, words: Words) -> str | None:
        """ "troops of the 36th Division", which the registry lacks: where the report names other states' forces the army named last, else
        that of the country spoken of."""
        if not is_unit(words.text.split(",")[0]) or not words.countries:
            return None
        if (own := self._own_state()) is not None:
            return self.actors.organ(own.country, "army", self.context.published)
        known = [self.actors.get(ref.id) for ref in words.earlier if ref.id in self.actors]
        forces = [a for a in known if a.kind == "state" and a.role in FORCES and a.country]
        if any(a.country != words.countries[0] for a in forces):
            return self.actors.organ(forces[-1].country, "army", self.context.published) or None
        return self._organ("army", words)

    def led(self, words: Words) -> str | None:
        """ "a senior commander", where one armed group was just spoken of: its own."""
        if words.capitals or words.head not in _LEADERS or DETERMINED.match(words.text):
            return None
        return self.groups.alone(words)

    def _whose_deed(self, words: Words) -> str:
        """ "the strike", "the offensive": of the fighting party that the sentence before names first."""
        if not DETERMINED.match(words.text) or len(words.starts) < 2:
            return ""
        before, begins = words.starts[-2:]
        return next((ref.id for ref in words.earlier if before <= ref.start < begins and self._fights(ref)), "")

    def _fights(self, ref: ActorRef) -> bool:
        actor = self.actors.get(ref.id) if ref.id in self.actors else None
        return actor is not None and (actor.kind in ARMED_KINDS or (actor.kind == "state" and actor.role in {*FORCES, "government"}))

    def _foreign(self, words: Words) -> str:
        """ "foreign troops": those of another state, or of several, that were named last; nobody where none was."""
        here = words.countries[:1]
        known = (self.actors.get(ref.id) for ref in reversed(words.earlier) if ref.id in self.actors)
        abroad = (
            a for a in known if (a.kind == "external" and a.role not in _PEACE) or (self._fights_for_state(a) and a.country not in here)
        )
        return next((a.id for a in abroad), "")

    def _fights_for_state(self, actor: Actor) -> bool:
        return actor.kind == "state" and actor.role in FORCES and bool(actor.country)

    def _same_force(self, words: Words, role: str) -> str | None:
        """ "the troops": those called so just before, whosever they are; farther back those of a country that is spoken of here. Words of
        more than one noun ("the security forces") only mean a force of that role."""
        elsewhere = self._opens_in(words)
        for ref in reversed(words.earlier):
            back = words.start - ref.start
            if elsewhere and ref.start < words.starts[-1] and ref.id in self.actors and self.actors.get(ref.id).country != elsewhere:
                return None
            if back > _FAR or (self.context.digest and not self.context.one_line(ref.start, words.start)):
                return None
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            force = actor is not None and actor.kind == "state" and (actor.role in FORCES or not (actor.role or self._national(actor)))
            here = back <= _JUST or (actor is not None and actor.country in words.countries[:2])
            called = clean(ref.text).split(" of ")[0].split()[-1:]
            if len(words.plain) > 1 and actor is not None and actor.role != role:
                continue
            if force and here and (called == [words.head] or {*called, words.head} <= _TROOPS):
                return ref.id
        return None

    def _opens_in(self, words: Words) -> str:
        """The country (ISO code) with whose name, or with that of a place of which, the sentence opens: "In Iraq, [the army]"."""
        begins = words.starts[-1] if words.starts else 0
        found = next((a.country for a in self.context.anchors if begins < a.start <= begins + _OPENING), "")
        return found if found in words.countries[:1] and begins < words.start else ""

    def _just_spoken_of(self, words: Words) -> str:
        """The country of "the army" right after the forces of another state than the one spoken of, where its own were not named: of
        Israel in "Israeli infantry crossed the border. [The army] said ..." on Lebanon."""
        home = words.countries[0] if words.countries else ""
        near = [ref for ref in words.earlier if words.start - ref.start <= _FAR and ref.start < words.start]
        states = [a for ref in near if ref.id in self.actors and (a := self.actors.get(ref.id)).kind == "state"]
        forces = [a for a in states if a.role in FORCES]
        if not forces or any(a.country == home for a in states) or not home or self.context.digest:
            return ""
        last = [ref for ref in near if ref.id in self.actors and self.actors.get(ref.id) in forces][-1]
        return forces[-1].country if words.start - last.start <= _JUST else ""

    def _national(self, actor: Actor) -> bool:
        """Whether a part of a state without a role belongs to that of its country: not the forces of a region."""
        return any(self.actors.get(id_).role == "government" for id_ in self.actors.ancestors(actor.id))

    def _organ(self, role: str, words: Words) -> str | None:
        day = self.context.published
        own = self._own_state()
        if own is not None and role in FORCES and not DETERMINED.match(words.text):
            return self.actors.organ(own.country, role, day)  # "missile troops" of a ministry of defence are its own
        countries = (*self._here(words), *words.countries) if self.context.digest else words.countries
        found = next((found for country in countries[:1] if (found := self.actors.organ(country, role, day))), None)
        if role in FORCES and found is not None and self.actors.get(found).role == "government":  # has no such force
            near = (ref for ref in reversed(words.earlier) if ref.start < words.start and words.start - ref.start <= _FAR)
            return next((ref.id for ref in near if ref.id in self.actors and self._fights_for_state(self.actors.get(ref.id))), found)
        return found

    def _own_state(self) -> Actor | None:
        """The force or ministry that publishes, where the outlet is the military's."""
        outlet = self.sides.outlet
        own = self.actors.get(outlet.actor) if outlet is not None and outlet.speaks_for_party and outlet.actor in self.actors else None
        return own if own is not None and own.role in _MILITARY else None

    def _here(self, words: Words) -> list[str]:
        """The country of the state, else of the armed group, that the sentence names first."""
        begins = words.starts[-1] if words.starts else words.start
        fighting = [ref for ref in words.earlier if ref.start < words.start and self._fights(ref)]
        here = [ref for ref in fighting if begins <= ref.start] or [
            ref for ref in fighting if self.context.one_line(ref.start, words.start)
        ]
        known = [self.actors.get(ref.id) for ref in here]
        states = [actor.country for actor in known if actor.kind == "state" and actor.country]
        return states[:1] or [actor.country for actor in known if actor.country and len({m.country for m in actor.means}) < 2][:1]


def _office(core: str) -> str:
    """The role of the body whose name opens the words: the interior ministry's of "Interior Ministry armoured column"."""
    named = []
    for word in core.split():
        if not word[:1].isupper():
            break
        named.append(word)
    own = named and len(named) < len(core.split()) and (role_of([core.split()[-1].lower()]) or core.split()[-1].lower() in MEMBERS)
    return PHRASES.get(clean(" ".join(named)), "") if own else ""


def _external(actor: Actor) -> bool:
    return actor.kind == "external" and actor.role not in _PEACE
