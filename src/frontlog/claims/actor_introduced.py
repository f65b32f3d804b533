"""Bodies that a report introduced by name and then calls by less: "the Valley Defence Force (VDF)", "the VDF", "the force", "VDF fighters".

A body that the registry lacks gets one provisional id for all of them; one that it has may be meant by its last word, too.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from frontlog.claims.actor_sides import ARMED_KINDS, FORCES
from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors
from frontlog.reference.heads import ARMED, GROUP_WORDS, INTRODUCED, LEADING, MEMBERS, MEN, OPENERS, PHRASES, POINTERS, REBEL_NAMES
from frontlog.reference.words import clean, slug

_CALLED = re.compile(r"^(?P<name>.+?)\s*\((?P<short>[^\W\d_a-z][\w.&-]{1,9})\)$")
_SHORT = re.compile(r"^(?:the\s+)?(?P<short>[A-Z][A-Z0-9.&-]{1,9})(?:['’]s)?(?:\s+(?P<rest>[a-z][a-z\s-]*))?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_POINTING = re.compile(r"^(?:the|this|that|these|those|its|their)\s", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|for)\s")
_LITTLE = frozenset({"of", "for", "the", "and", "in", "al", "de", "du", "des", "la"})
_TWO = 2
_ARTICLED = 2  # words of a description that only points: "the armed group", "the army"


class Introduced:
    """Resolves such words for one document."""

    def __init__(self, actors: Actors, context: Context) -> None:
        self.actors = actors
        self.context = context

    def short(self, words: Words) -> str | None:
        """An acronym that was given with its name, alone or before those who belong to it: "VDF", "VDF fighters"."""
        found = _SHORT.match(words.text)
        if found is None or not found["short"].isupper():
            return None
        rest = clean(found["rest"] or "").split()
        if rest and not (set(rest) <= MEMBERS | MEN and rest[-1] in MEMBERS | MEN):
            return None
        return next((ref.id for ref in self._before(words) if self._abbreviated(ref) == found["short"]), None)

    def _abbreviated(self, ref: ActorRef) -> str:
        """The acronym of a reference, as the report gives it, else by the initials of a provisional name where the registry has none."""
        initials = "".join(w[0] for w in _ARTICLE.sub("", without_short(ref.name)).replace("-", " ").split() if w.lower() not in _LITTLE)
        called = _CALLED.match(ref.text)
        if called is not None:
            own = called["short"].isupper() and called["short"][0] in (initials + "".join(w[0] for w in called["name"].split())).upper()
            return called["short"] if own else ""
        fit = ref.id.startswith("x-") and len(initials) > _TWO and initials.isupper()
        return initials if fit and not self.actors.exact(initials) else ""

    def pointed(self, words: Words) -> str | None:
        """ "the army", "soldiers", "the movement", "the council": a body named before whose name ends in such a word."""
        ends = INTRODUCED.get(words.head) or (frozenset({words.head}) if words.head in GROUP_WORDS | POINTERS else frozenset())
        if words.capitals or not ends or len(words.plain) > _ARTICLED or " ".join(words.plain) in PHRASES:
            return None
        organ = words.head in INTRODUCED
        if not (organ or _POINTING.match(words.text)):
            return None
        armed, told = words.head in ARMED, clean(_POINTING.sub("", words.text)).split()[:-1]
        for ref in self._before(words):
            if ref.id == "unidentified-attackers":
                continue  # "the gunmen" are those of the group that was named since
            if armed and ref.id in self.actors and self.actors.get(ref.id).kind in ARMED_KINDS:
                return None  # the group spoken of last
            if organ and self.context.digest and not self.context.one_line(ref.start, words.start):
                return None
            if organ and self._of_state(ref, words):
                return None
            if ref.id.startswith("x-") and _ends(ref.name, ends, told) and not (organ and set(clean(ref.name).split()) & REBEL_NAMES):
                return ref.id
            if (
                not organ
                and not armed
                and ref.id in self.actors
                and any(_ends(name, ends, told) for name in (ref.text, *self.actors.get(ref.id).names))
            ):
                return ref.id
        return None

    def _of_state(self, ref: ActorRef, words: Words) -> bool:
        """Whether a force or the government of the state spoken of here was named: then it is meant by bare words."""
        actor = self.actors.get(ref.id) if ref.id in self.actors else None
        named = any(word[:1].isupper() for word in _ARTICLE.sub("", ref.text).split())
        if actor is None or actor.kind != "state" or not named:
            return False
        return actor.role in {*FORCES, "government", "police"} and actor.country in words.countries[:1]

    def provisional(self, text: str, words: Words) -> str:
        """The id of a name that the registry lacks: what the report's other words for it have, else one made from the name."""
        plain = _ARTICLE.sub("", without_short(text)).split()
        while len(plain) > 1 and plain[-1].islower() and clean(plain[-1]) in MEMBERS | MEN and clean(plain[-1]) not in INTRODUCED:
            plain = plain[:-1]
        key = clean(" ".join(plain))
        same = (ref.id for ref in self._before(words) if ref.id.startswith("x-") and (_key(ref) == key or _same_body(_key(ref), key)))
        return next(same, "") or f"x-{slug(without_short(text))}"

    def _before(self, words: Words) -> Iterator[ActorRef]:
        return (ref for ref in reversed(words.earlier) if ref.id and ref.start < words.start)


def without_short(name: str) -> str:
    """ "the Valley Defence Force" of "the Valley Defence Force (VDF)"."""
    called = _CALLED.match(name)
    return called["name"] if called else name


def _ends(name: str, ends: frozenset[str], adjectives: Sequence[str] = ()) -> bool:
    """Whether a name of several words has one of these as its noun ("Army of the Republic", "Valley Defence Force"), and the adjectives."""
    noun, said = _noun(name)
    return noun in ends and said.issuperset(adjectives)


@lru_cache(maxsize=8192)
def _noun(name: str) -> tuple[str, frozenset[str]]:
    """The noun of a name of several words and all of them; empty for words that are no name."""
    plain = _ARTICLE.sub("", without_short(name))
    said = clean(plain).split()
    named = any(word[:1].isupper() for word in plain.split()[1:]) or bool(said and said[0] not in LEADING | OPENERS)
    noun = clean(_OF.split(plain, maxsplit=1)[0]).split()[-1:]
    if not (noun and named and len(said) > 1) or said[0] in MEN:  # "rebels of the X" are no name
        return "", frozenset()
    return noun[0], frozenset(said)


def _same_body(said: str, key: str) -> bool:
    """Whether two names differ in the last word alone, which means one body of a state: "Umber army", "Umber soldiers"."""
    before, _, last = said.rpartition(" ")
    other, _, end = key.rpartition(" ")
    return bool(before) and before == other and end in INTRODUCED and last in INTRODUCED[end]


def _key(ref: ActorRef) -> str:
    return clean(_ARTICLE.sub("", without_short(ref.name)))
