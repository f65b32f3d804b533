"""From the words that name someone to an actor: by the registry, by heads, by what the document is about and spoke of before."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from frontlog.claims.actor_bands import Bands
from frontlog.claims.actor_groups import Groups
from frontlog.claims.actor_informants import Informants
from frontlog.claims.actor_introduced import Introduced, without_short
from frontlog.claims.actor_known import Known
from frontlog.claims.actor_organs import Organs
from frontlog.claims.actor_owners import Owners
from frontlog.claims.actor_pairs import Pairs
from frontlog.claims.actor_people import ARMED_MEN, People, is_office, is_trade
from frontlog.claims.actor_persons import Persons
from frontlog.claims.actor_pointers import Pointers
from frontlog.claims.actor_sides import ARMED_KINDS, FORCES, Sides
from frontlog.claims.actor_words import Words, person_name
from frontlog.claims.context import Context
from frontlog.claims.outlet_voices import office_here, speaking
from frontlog.model import ActorRef, quick
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.heads import (
    ARMED,
    GROUP_WORDS,
    MEN,
    UNIDENTIFIED,
    UNITS,
)
from frontlog.reference.outlets import Outlet
from frontlog.reference.words import clean

_ref = quick(ActorRef)
_CLOCK = re.compile(r"^(?:[01]?\d|2[0-3])[:.][0-5]\d\s+(?:[-–—|]\s*)?(?=\S)")  # "17:25 [Rescuers]" of a live page
_PART_OF = re.compile(
    r"^(?P<part>(?:\S+\s+){0,5}?\S+)\s+of\s+"
    r"(?P<whole>(?:the\s+)?(?:(?:[a-z-]+\s+){1,2}(?=[A-Z]))?(?![\w.]+-[a-z])[^\W\d_a-z][^,]+)$"
)
_APPOSED = re.compile(r"^([^,]+),\s+(.+)$")
_LADS = frozenset({"men", "youths", "youth", "boys", "lads"})  # of an armed group they are the group


class ActorResolver:
    """Resolves the actors of one document. Its rules are tried in order; the first that answers decides."""

    def __init__(self, actors: Actors, context: Context) -> None:
        self.actors = actors
        self.context = context
        self.pointers = Pointers(
            actors,
            context.published,
            lambda text, words: self.resolve(text, words.start, words.start + len(text), earlier=words.earlier).id,
        )
        self.introduced = Introduced(actors, context)
        self.ruled_by = ""  # the rule that answered last
        self._rules: tuple[tuple[str, Callable[[Words], str | None]], ...] = (
            ("pronoun", lambda words: self.owners.pronoun(words)),
            ("same", self.pointers.same),
            ("short_name", self.pointers.short),
            ("short", self.introduced.short),
            ("former", lambda words: self.pairs.one_of_two(words)),
            ("neighbour", lambda words: self.pairs.neighbour(words)),
            ("secretary", lambda words: self.pairs.secretary(words)),
            ("unheard", lambda words: self.pairs.unheard(words)),
            ("own_name", lambda words: self.pairs.own_name(words)),
            ("force_of", self._force_of),
            ("owned", lambda words: self.owners.owned(words)),
            ("nation", lambda words: self.bands.nation(words)),
            ("followers", lambda words: self.bands.followers(words)),
            ("installed", lambda words: self.bands.installed(words)),
            ("head_of", self.pointers.head_of),
            ("loyal", self.pointers.loyal),
            ("of_owner", self.pointers.of_owner),
            ("members_of", self.pointers.members_of),
            ("called", self.pointers.called),
            ("officer", lambda words: self.persons.officer(words)),
            ("accused", lambda words: self.persons.accused(words)),
            ("informant", self.informants.side),
            ("watchers", self.pointers.watchers),
            ("watcher_again", self.pointers.watcher_again),
            ("mission", self.pointers.mission),
            ("force_of_many", self.pointers.force_of_many),
            ("pointed", self.introduced.pointed),
            ("peacekeepers", self.pointers.peacekeepers),
            ("of_country", self.pointers.of_country),
            ("affiliated", lambda words: self.groups.affiliated(words)),
            ("backed", lambda words: self.groups.whole.backed(words)),
            ("people_of", lambda words: self.groups.whole.people(words)),
            ("alliance", lambda words: self.pairs.led(words)),
            ("breakaway", lambda words: self.groups.breakaway(words)),
            ("registered", lambda words: self.known.registered(words)),
            ("shortened", lambda words: self.bands.shortened(words)),
            ("unit", lambda words: self.organs.unit(words)),
            ("hostile", lambda words: self.sides.hostile(words)),
            ("allied", lambda words: self.sides.allied(words)),
            ("labelled", lambda words: self.known.labelled(words)),
            ("people", self._people),
            ("led", lambda words: self.organs.led(words)),
            ("groups", lambda words: self.groups.resolve(words)),
            ("unidentified", self._unidentified),
            ("role", lambda words: self.organs.role(words)),
            ("apposed", self._apposed),
            ("person", self._person),
            ("mentioned", self._mentioned),
            ("unknown", self._unknown),
        )

    @cached_property
    def informants(self) -> Informants:
        """What reads words for unnamed sources."""
        return Informants(
            self.actors,
            lambda text, words: self.resolve(text, words.start, words.start, earlier=words.earlier).id,
            self.context.published,
        )

    @cached_property
    def sides(self) -> Sides:
        """What reads words that take a side."""
        return Sides(self.actors, self.outlet, self.context.published, self.context.tone)

    @cached_property
    def groups(self) -> Groups:
        """What reads words for armed groups."""
        return Groups(self.actors, self.context, self.sides)

    @cached_property
    def owners(self) -> Owners:
        """What reads pronouns and what they own."""
        return Owners(self.actors, self.sides, self.context.published, self.persons.is_person)

    @cached_property
    def organs(self) -> Organs:
        """What reads words for organs of states."""
        return Organs(self.actors, self.context, self.groups, self.persons.is_person)

    @cached_property
    def pairs(self) -> Pairs:
        """What reads words for one of several."""
        return Pairs(self.actors, self.context, self.sides)

    @cached_property
    def persons(self) -> Persons:
        """What reads words for persons."""
        return Persons(self.actors, self.context, self.sides)

    @cached_property
    def bands(self) -> Bands:
        """What reads words for armed men by whom they are of."""
        return Bands(self.actors, self.context, self.persons)

    @cached_property
    def known(self) -> Known:
        """What reads names and partisan words of the registry."""
        return Known(self.actors, self.context, self.groups, self.people)

    @cached_property
    def people(self) -> People:
        """What reads words for those who are no party."""
        return People(self.actors)

    @cached_property
    def outlet(self) -> Outlet | None:
        """The outlet of the document, when the table has it."""
        return speaking(self.context.outlet) or office_here(self.context.outlet, self.context.countries)

    def resolve(
        self,
        text: str,
        start: int,
        end: int,
        *,
        earlier: Sequence[ActorRef] = (),
        countries: Sequence[str] = (),
        starts: Sequence[int] = (),
        places: Sequence[str] = (),
    ) -> ActorRef:
        """Who is meant by the words at an offset. `earlier`: references made before, in the order of the text; `countries`: ISO codes
        known to matter here (the place of the claim), ahead of those that the context infers; `starts`: where sentences start; `places`:
        named in the sentence.

        The id is a registry id, `x-...` for someone named whom the registry lacks, or "" when the words say nothing.
        """
        near = tuple(dict.fromkeys((*countries, *self.context.theatre(start))))
        words = Words(_CLOCK.sub("", " ".join(text.split())).strip(' ,.;:"“”*‘\u200e'), start, near, earlier, starts, places)
        for name, rule in self._rules:
            id_ = rule(words) if words.text else ""
            if id_ is not None:
                self.ruled_by = name
                id_ = self.actors.on(id_, self.context.published)
                return _ref(text, start, end, id_, self._shown(id_, words))
        return _ref(text, start, end, "", "")

    def _shown(self, id_: str, words: Words) -> str:
        if not id_ or id_ in self.actors:
            return self.actors.name(id_)
        same = [ref.name for ref in words.earlier if ref.id == id_]
        first = words.text.split(", ")[0]
        if self.context.accused and id_ == self.persons.accused_id(self.context.accused):
            return self.context.accused.name
        explained = self.persons.explained(words.text)
        if explained and not same:
            return person_name(explained) or explained
        return same[-1] if same else self.persons.of_what(first) or person_name(first) or without_short(first)

    def is_armed(self, ref: ActorRef) -> bool:
        """Whether a reference is to an armed group of the registry."""
        return ref.id in self.actors and self.actors.get(ref.id).kind in ARMED_KINDS

    # ------------------------------------------------------------------------------------------------------------ rules

    def _people(self, words: Words) -> str | None:
        if words.head in _LADS and words.capitals and (whose := self._men_of(words)):
            return whose
        return self.people.people(words)

    def _men_of(self, words: Words) -> str:
        """Of "Houthi men", "men of the 4th Brigade of the Taryn army" those who fight; "Syrian men" are people."""
        whole = self._whole_of(words)
        if whole:
            return whole
        core = words.core.split()
        ids = self.actors.exact(" ".join(core[:-1])) if core[-1].lower() in _LADS else ()
        actor = self.actors.get(ids[0]) if ids else None
        fights = actor is not None and (actor.kind in ARMED_KINDS or (actor.kind == "state" and actor.role != "government"))
        return ids[0] if fights else ""

    def _unidentified(self, words: Words) -> str | None:
        armed_men = words.head in {"men", "man"} and bool(ARMED_MEN & set(clean(words.text).split()))
        return "unidentified-attackers" if (words.head in UNIDENTIFIED or armed_men) and not words.capitals else None

    def _apposed(self, words: Words) -> str | None:
        """ "Abu Yousef, a top member of ISIS": the name before the comma."""
        found = _APPOSED.match(words.text)
        if not found:
            return None
        inner = self.resolve(found[1], words.start, words.start + len(found[1]), earlier=words.earlier)
        return inner.id or None

    def _person(self, words: Words) -> str | None:
        """Capitalised words that are no body, or a surname of a person named before."""
        before = self.persons.before(words.text, words)
        if before:
            return before
        last = words.text.split()[-1]
        if clean(last) in GROUP_WORDS and last[:1].isupper():
            return self._whole_of(words) or self.introduced.provisional(words.text, words)
        return self.persons.untitled(words)

    def _mentioned(self, words: Words) -> str | None:
        """A known name somewhere inside a description: "rebel backer Turkey"."""
        if of_people := self.known.of_people(words):
            return of_people
        found = self.known.best(self.actors.inside(words.core), words) if words.capitals else None
        state = found is not None and self.actors.get(found).kind == "state"
        if state and is_trade(words.head) and not is_office(words.head):
            return "civilians"  # "a South African contractor"
        if state and words.head in UNIDENTIFIED:
            return None  # nor are "Iraqi gunmen"
        return self.introduced.provisional(words.core, words) if state and words.head in ARMED else found  # "Iraqi militias" are not Iraq

    def _unknown(self, words: Words) -> str | None:
        """Someone with a name that the registry lacks, so that users can name them later; nouns of trades are civilians."""
        if words.capitals:
            return self._whole_of(words) or self.introduced.provisional(words.text, words)
        return "civilians" if is_trade(words.head) else ""

    # ---------------------------------------------------------------------------------------------------------- helpers

    def _force_of(self, words: Words) -> str | None:
        """ "aviation of the Defence Forces", "the naval forces of the X Armed Forces": that force of the state, or the armed
        group itself."""
        found = _PART_OF.match(words.text)
        role = role_of(clean(found["part"]).split()) if found else ""
        if (
            found is None
            or role not in FORCES - {"army"}
            or self.actors.exact(words.text)
            or any(w[:1].isupper() for w in found["part"].split()[1:])
        ):
            return None
        whole = self._id_of(words, found)
        return (self.actors.organ_of(whole, role, self.context.published) or whole) if whole in self.actors else None

    def _whole_of(self, words: Words) -> str:
        """Of "fighters of the Ardent Shield Brigades" the brigades, of "the 4th Brigade of the Taryn army" that army."""
        found = _PART_OF.match(words.text)
        if found is None:
            return ""
        head, numbered = found["part"].split()[-1], any(char.isdigit() for char in found["part"])
        if not (clean(head) in MEN or (clean(head) in UNITS and (numbered or head.islower()))):
            return ""
        return self._id_of(words, found)

    def _id_of(self, words: Words, found: re.Match[str]) -> str:
        return self.resolve(found["whole"], words.start + found.start("whole"), words.start + len(words.text), earlier=words.earlier).id
