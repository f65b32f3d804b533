"""What the words of an actor mention are made of: core, head noun, numbers, capitals, and the person's name behind a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from frontlog.model import ActorRef
from frontlog.reference.actor_names import leads
from frontlog.reference.countries import country_names
from frontlog.reference.expressions import Expression
from frontlog.reference.heads import (
    ARMED,
    ATTRIBUTE,
    COUNTS,
    CREEDS,
    GOVERNMENT_WORDS,
    MEMBERS,
    OPENERS,
    PEOPLE,
    PERSON_TITLES,
    PHRASES,
    QUANTITY,
    ROLES,
    UNIDENTIFIED,
)
from frontlog.reference.words import clean

CIVIL = dict(PEOPLE)
_NAME = r"(?:[^\W\d_a-z][\w.'’“”\"-]*|al-\w+|el-\w+|ag|bin|ibn|van|von|der|de|la|al|el)"
_FULL = rf"(?P<name>[^\W\d_a-z][\w.'’“”\"-]*(?:\s+{_NAME}){{1,4}})"
_OFFICE = (
    r"leader|minister|president|spokesman|spokesperson|spokeswoman|commander|chief|journalist|photojournalist|official|officer|general|activist|ambassador|"
    r"governor|mayor|secretary|citizen|hostage|photographer|correspondent|representative|lawmaker|politician|director|head|lieutenant|colonel|captain|major|"
    r"premier|chancellor|chef|cleric|burner|soldier|founder|suspect|reporter|old|named|identified as"
)
NAMED = Expression(rf"^{_FULL}$")
_TITLED = Expression(rf"\b(?:{PERSON_TITLES}\s+){{1,6}}(?P<name>{_NAME}(?:\s+{_NAME}){{0,9}})$")
_HOLDER = Expression(rf"^.*?\b(?:{_OFFICE})\s+(?P<name>[^\W\d_a-z][\w.'’“”\"-]*(?:\s+{_NAME}){{0,4}})$")
OF_WHAT = Expression(rf"^.*?\b{PERSON_TITLES}\s+of\s+(?:the\s+)?(?P<rest>[A-Z].+)$")
_QUANTITY = Expression(QUANTITY, re.IGNORECASE)
_AFTER = Expression(
    r",\s|\s(?:of|in|from|who|that|which|behind|at|near|on|with|under|to|inside|around|including|aboard|for|held|living|over|by|allied|loyal|associated|"
    r"accused|linked)\s"
)
_THERE = Expression(
    r"\s(?:in|on|at|near|around|inside|outside|across)\s(?:(?:the|northern|southern|eastern|western|central)\s)?(?P<where>[^\W\d_a-z].*)$"
)
_DESCRIBED = Expression(
    r"^[A-Z][a-z]+(?:(?<!amm)(?<!am)(?<!hm)(?<!e)(?<!y)ed|(?<!j)(?<!k)ing|[a-z]{3}ous)$|^[A-Z][a-z]+-(?:wing|borne|mounted|wielding|clad|toting|speaking)$"
)
_BEHIND = frozenset({"in", "who", "that", "which", "behind", "at", "near", "on", "with", "under", "inside", "around", "aboard"})
_BACKED = Expression(rf"^(?:(?:the|an?)\s+)?(?:(?-i:[^\W\d_a-z])[\w.'’-]*\s+){{0,2}}?[\w.'’-]+[–—-]{ATTRIBUTE}\s+(?=\S)", re.IGNORECASE)
_COMMON = (
    CREEDS | PHRASES.keys() | ROLES.keys() | MEMBERS | ARMED | UNIDENTIFIED | OPENERS | {noun for nouns in CIVIL.values() for noun in nouns}
)
_MANY = frozenset(
    word
    for word in ROLES.keys() | ARMED | UNIDENTIFIED | {n for nouns in CIVIL.values() for n in nouns}
    if word.endswith("s") or word in ("men", "women", "people", "children", "troops")
)


@dataclass(frozen=True)
class Words:
    """A mention to be resolved, with what surrounds it: countries nearby, best first, and references made before."""

    text: str
    start: int
    countries: tuple[str, ...]
    earlier: Sequence[ActorRef]
    starts: Sequence[int] = ()
    places: Sequence[str] = ()  # named in the sentence

    @cached_property
    def core(self) -> str:
        """The words before an apposition, a preposition or a relative clause, without numbers and determiners in front."""
        words = _BACKED.sub("", _QUANTITY.sub("", self.text)).split()
        while len(words) > 1 and (leads(words[0]) or words[0][:1].isdigit()) and not _tells(words):
            words = words[1:]
        rest = " ".join(words)
        return _without_deed(_AFTER.split(rest, maxsplit=1)[0].strip(" ,") or rest)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The cleaned words of the core."""
        return tuple(clean(self.core).split())

    @property
    def head(self) -> str:
        """The last word of the core: "three militants behind the attack" has "militants"."""
        return self.plain[-1] if self.plain else ""

    @property
    def counted(self) -> bool:
        """Whether it is told as a number of people."""
        first = self.text.split()[0] if self.text else ""
        return bool(_QUANTITY.match(self.text)) or clean(first) in COUNTS or first[:1].isdigit()

    @cached_property
    def capitals(self) -> bool:
        """Whether a name stands in it: a capital beyond the first word that is no creed's, or a first word that is no common noun."""
        where = self._where if self.core[1:].islower() else None
        told = self.text[: where.start()] if where is not None else self.text  # "Rebels on Bougainville"
        words = [word for word in _BACKED.sub("", told).split() if not set(clean(word).split()) <= CREEDS]
        first = words[0] if words else ""
        opens = " ".join(clean(word) for word in words[:2]) in PHRASES or " ".join(self.plain) in GOVERNMENT_WORDS  # "Air defence units"
        common = opens or leads(first) or bool(set(clean(first).split()) & _COMMON)
        named = any(w[:1].isupper() for w in words[1:]) or any(w[:3] in {"al-", "el-"} for w in words)
        described = len(words) > 1 and not named and bool(_DESCRIBED.match(first)) and self.head in _COMMON  # "Masked gunmen"
        return (first[:1].isupper() and not common and not described) or named

    @cached_property
    def _where(self) -> re.Match[str] | None:
        """Right behind a noun for armed men where they are."""
        found = _THERE.search(self.text) if self.head in ARMED else None
        return found if found is not None and self.text[: found.start()].endswith(self.core) else None

    @cached_property
    def there(self) -> str:
        """The country (ISO code) where the words say that armed men are: "insurgents in Mozambique"; "" where they say none."""
        found = self._where
        where = clean(found["where"]).split() if found else []
        names = (" ".join(where[at:]) for at in range(len(where)))
        return next((code for name in names if (code := country_names().get(name, ""))), "")


def _tells(words: Sequence[str]) -> bool:
    """Whether the first word is the noun itself: "[soldiers] in disguise", "[terrorists] fleeing in disorder", "[gang] members"."""
    first = clean(words[0])
    noun = first in ARMED or first in MEMBERS or first in ROLES
    if " ".join(clean(word) for word in words[:2]) in PHRASES:
        return True  # "[Armed Forces]"
    deed = first in _MANY and words[1].islower() and words[1].endswith(("ing", "ed")) and "-" not in words[1]
    return (noun and words[1] in _BEHIND) or deed or (first in ARMED and len(words) == 2 and words[1] in MEMBERS and words[1] not in ARMED)


def _without_deed(core: str) -> str:
    """ "terrorists" of "terrorists fleeing": what behind a noun for people only tells what they do or what was done to them."""
    words = core.split()
    for at in range(1, len(words)):
        deed = words[at].islower() and words[at].endswith(("ing", "ed")) and "-" not in words[at]
        if deed and clean(words[at - 1]) in _MANY:
            return " ".join(words[:at])
    return core


def is_civil(word: str) -> bool:
    """Whether a noun means people who are no party to a war."""
    return any(word in nouns for nouns in CIVIL.values())


def person_name(text: str) -> str:
    """The name behind a title or an office ("Minister Ellwood", "M23 spokesperson Lawrence Kanyuka"); empty when there is none."""
    found = _TITLED.search(text) or _HOLDER.match(text)
    return found["name"].strip(' ."“”') if found else ""
