"""Words for persons: an office and a name, a surname said before, the accused of a report, who speaks for whom."""

from dataclasses import replace

from frontlog.claims.accused import ACCUSED, Accused
from frontlog.claims.actor_groups import DETERMINED
from frontlog.claims.actor_sides import Sides
from frontlog.claims.actor_words import NAMED, OF_WHAT, Words, person_name
from frontlog.claims.context import Context
from frontlog.model import ActorRef, Span
from frontlog.reference.actors import Actors
from frontlog.reference.expressions import Expression
from frontlog.reference.heads import GROUP_WORDS, OFFICES
from frontlog.reference.words import clean, slug

_AFTER_HEAD = Expression(r"\s(?:of|for|in|at|to|from)\s")
_ADDED = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III"})
_INITIAL = Expression(r"^[A-Z]\.$")  # "Donald [J.] Trump"
_GROUPISH = Expression("-(?:" + "|".join(sorted(GROUP_WORDS)) + ")(?:-|$)")


class Persons:
    """Resolves such words for one document."""

    def __init__(self, actors: Actors, context: Context, sides: Sides) -> None:
        self.actors = actors
        self.context = context
        self.sides = sides

    def is_person(self, ref: ActorRef) -> bool:
        """Whether a reference is to a person."""
        if ref.id in self.actors:
            return self.sides.is_person(ref.id)
        return ref.id.startswith("x-") and not _GROUPISH.search(ref.id) and (bool(NAMED.match(ref.name)) or " " not in ref.name)

    def officer(self, words: Words) -> str | None:
        """A title or an office, and a name: "Colonel X", "the head of the mission, X"."""
        explained = self.explained(words.text)
        text = (explained or words.text.split(",")[0]).replace("\u200e", "")
        if clean(text.split()[-1]) in GROUP_WORDS or self.actors.exact(text):
            return None
        whole = self._known_person(text)
        if whole:
            return whole
        name = self.of_what(text) or person_name(text) or explained
        if not name or any(word in GROUP_WORDS for word in clean(name).split()):
            return None
        known = self.actors.exact(name)
        if known and self.sides.is_person(known[0]):
            return known[0]
        return None if known else self.before(name, words) or self._of_office(name, words) or f"x-{slug(name)}"

    def _of_office(self, name: str, words: Words) -> str:
        """ "President Keita" in a report on Mali: the only one of that surname who speaks for somebody of the country, that day at all."""
        if " " in name:
            return ""
        near = words.countries[:2]
        parents = (
            (id_, self.actors.get(party))
            for id_ in self.actors.surnames.get(clean(name), ())
            if self.actors.get(id_).exists(self.context.published)
            for party in self.actors.get(id_).parents
        )
        found = {id_ for id_, party in parents if party.country in near and party.exists(self.context.published)}
        return found.pop() if len(found) == 1 else ""

    def explained(self, text: str) -> str:
        """The name behind the comma, where the words before it are an office: "the agency's chief, [Rafael Grossi]"."""
        office, comma, name = text.rstrip(", ").partition(", ")
        if not comma or "," in name or set(clean(name).split()) & GROUP_WORDS:
            return ""
        head = clean(_AFTER_HEAD.split(office, maxsplit=1)[0]).split()[-1:]
        told = NAMED.match(name) or person_name(name)
        return name if told and head and head[0] in OFFICES and (self._known_person(f"- {name}") or not self.actors.exact(name)) else ""

    def _known_person(self, text: str) -> str:
        """A person of the registry whose whole name ends the words: "Secretary of Defense [Ash Carter]"."""
        whole = text.split()
        called = [word for word in whole if not _INITIAL.match(word)]
        for words in (called, [word for word in called if word not in _ADDED]):
            for size in (4, 3, 2):
                shorter = len(words) > size or (len(words) == size and len(whole) > size)
                ids = self.actors.exact(" ".join(words[-size:])) if shorter else ()
                if ids and self.sides.is_person(ids[0]):
                    return ids[0]
        return ""

    def untitled(self, words: Words) -> str | None:
        """Capitalised words that are no body."""
        named = NAMED.match(words.text)
        bodies = set(clean(words.text).split()) & GROUP_WORDS
        return f"x-{slug(named['name'])}" if named and not bodies and not self.actors.inside(words.text) else None

    def accused(self, words: Words) -> str | None:
        """ "the suspect", "the attacker": whom the report names as such."""
        one = self.context.accused
        if one is None or self.context.digest or words.capitals or not DETERMINED.match(words.text):
            return None
        meant = words.head in ACCUSED or (words.head in {"man", "woman"} and len(words.plain) == 1 and one.start < words.start)
        return self.accused_id(one) if meant else None

    def accused_id(self, one: Accused) -> str:
        known = self.actors.exact(one.name)
        return known[0] if known and self.sides.is_person(known[0]) else f"x-{slug(one.name)}"

    def accused_before(self, offset: int) -> ActorRef | None:
        """The accused of the document, where the name stands before an offset."""
        one = self.context.accused
        if one is None or one.start >= offset:
            return None
        return ActorRef(one.name, one.start, one.start + len(one.name), self.accused_id(one), one.name)

    def party_of(self, person: ActorRef) -> ActorRef | None:
        """Whom a person of the registry speaks for, as a reference with the person's words."""
        id_ = self.sides.party(person.id)
        return replace(person, id=id_, name=self.actors.name(id_)) if id_ else None

    def person_of_title(self, span: Span) -> ActorRef | None:
        """The person of a page whose title is a name and nothing else."""
        text = span.quote.strip()
        if not NAMED.match(text) or set(clean(text).split()) & GROUP_WORDS or self.actors.inside(text):
            return None
        return ActorRef(text, span.start, span.end, f"x-{slug(text)}", text)

    def of_what(self, text: str) -> str:
        """ "Chancellor of Germany Olaf Scholz": the name behind what the office is of."""
        found = OF_WHAT.match(text)
        rest = found["rest"].split() if found else []
        for size in range(min(4, len(rest) - 1), 0, -1):
            if self.actors.exact(" ".join(rest[:size])) and NAMED.match(" ".join(rest[size:])):
                return " ".join(rest[size:])
        return ""

    def before(self, text: str, words: Words) -> str:
        """A person named before by more words, of whom these are the last."""
        key = clean(text)
        if not key or len(key.split()) > 2 or not (text[:1].isupper() or text[:3] in {"al-", "el-"}):
            return ""
        for ref in reversed(words.earlier):
            if self.is_person(ref) and any(f" {clean(said)}".endswith(f" {key}") for said in (ref.name, ref.text)):
                return ref.id
        return ""
