"""Words for armed groups that name none: "the militants", "rebels", "the group", "the attackers"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from frontlog.claims.actor_report import Whole
from frontlog.claims.actor_sides import ARMED_KINDS, Sides
from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors
from frontlog.reference.countries import nationalities, neighbours
from frontlog.reference.heads import (
    ARMED,
    BODIES,
    GOVERNMENT_WORDS,
    LOYAL,
    MEANINGS,
    MEMBERS,
    PHRASES,
    POINTER_PHRASES,
    POINTERS,
    REBEL_ADJECTIVES,
    REBELLIOUS,
    ROLES,
    UNIDENTIFIED,
)
from frontlog.reference.words import clean, slug

DETERMINED = re.compile(r"^(?:the|this|that|these|those|such|said)\s+", re.IGNORECASE)
_NEAREST = re.compile(r"^(?:this|that)\s", re.IGNORECASE)
_BREAKAWAY = re.compile(
    r"\b(?:self-(?:proclaimed|declared|styled)|de\sfacto|breakaway|separatist|secessionist|unrecogni[sz]ed)\s(?:republics?|region|statelet|enclave|territory|"
    r"authorities|administration|government|leadership|officials?)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"^(?:[Tt]he\s|[Aa]n?\s)?(?:[a-z]+\s)?(?P<whom>(?:[\w.'’-]+\s){0,3}?[\w.'’-]+?)(?:\sgroup)?[–—-](?:linked|affiliated|aligned|allied|inspired)\s"
)
_BRANCHES = frozenset({"affiliate", "branch", "franchise", "offshoot", "wing"})
_BRANCH = re.compile(
    r"^(?:[Tt]he\s|[Aa]n?\s)?(?:local\s|regional\s)?(?P<whom>[^\W\d_a-z][\w.'’-]*(?:\s[\w.'’-]+){0,3}?)(?:\sgroup)?(?:['’]s)?\s(?:affiliate|branch|franchise|offshoot)$"
)
_NEW = re.compile(
    r"^(?:(?:an?|another|other|(?:the|a)\s(?:second|third|rival|separate))|(?:second|third|rival))\s", re.IGNORECASE
)  # "a terrorist cell" is not the one spoken of
_ARMED_NAME = re.compile(
    r"-(?:militia|militias|militants|rebels|front|movement|gang|cartel|liwa|katiba|kataib|jaish|jaysh|harakat|jund|ansar|fighters|gunmen|brigades)(?:-|$)"
)
_MANY = frozenset(word.removesuffix("s") for word in ARMED if word.endswith("s"))
# "two attackers", "three gunmen" whom nobody has spoken of are nobody's till somebody says whose.
_SOME = re.compile(r"^(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some)\s", re.IGNORECASE)
_STRIKERS = frozenset({"bomber", "bombers", "attacker", "attackers", "assailant", "assailants", "gunman", "gunmen"})
_PARTS = re.compile(r",\s*|\s+(?:of|in)\s+")
_CAUSES = ("jihadists", "separatists")
_JUST = 400
_NEAR = 1500  # characters: further back another story may have begun


class Groups:
    """Resolves such words for one document."""

    def __init__(self, actors: Actors, context: Context, sides: Sides) -> None:
        self.actors = actors
        self.context = context
        self.sides = sides
        self.whole = Whole(actors, context)

    def resolve(self, words: Words) -> str | None:
        """The armed group last spoken of, else what the word means in this country, else a provisional one. None: no such words."""
        words = self._by_adjective(words)
        if words.there:
            words = replace(words, countries=tuple(dict.fromkeys((words.there, *words.countries))))
        head, determined = words.head, bool(DETERMINED.match(words.text))
        plain = " ".join(words.plain)
        pointed = determined and (head in POINTERS or plain in POINTER_PHRASES)
        attackers = head in UNIDENTIFIED and determined and head.endswith(("s", "men"))
        if head in ("militiaman", "militiamen") and not words.capitals and (meant := self._own_meaning(words)):
            return meant
        if head in _STRIKERS and not determined and not words.capitals:
            return None if _SOME.match(words.text) else self.alone(words)
        if not (head in ARMED or pointed or attackers) or plain in GOVERNMENT_WORDS or plain in PHRASES:
            return None
        if words.capitals:
            return self._of_country(words)
        if head in BODIES:
            return self._body(words) if pointed else self._meaning(words) if head == "opposition" else None
        if head in MEANINGS["militias"] and not determined and (meant := self._own_meaning(words)):
            return meant
        if (cause := self._by_cause(words)) is not None:
            return cause
        if _NEAREST.match(words.text) and (found := self._nearest(words)):
            return found
        if not determined and (found := self._of_area(words)):
            return found
        vague = not determined and words.plain == (words.head,) and words.head in ("groups", "factions")  # "armed groups" are any
        opposed = not (_NEW.match(words.text) or vague)
        found = (self.whole.of_militias(words) or self._spoken_of(words)) if opposed else None
        if found or attackers:
            return found
        only = self.whole.only(words) if opposed else ""
        if only and self.whole.often(only):
            return self._of_area(words) or only
        return self._of_area(words) or self._meaning(words) or only or f"x-{slug(plain)}"

    def _by_adjective(self, words: Words) -> Words:
        """ "gang members", "guerrilla commanders", "a rebel column" are words for the gang, the guerrillas, the rebels."""
        side = next((word for word in words.plain[:-1] if word in REBEL_ADJECTIVES), "")
        if not side or words.capitals or words.head not in MEMBERS | ROLES.keys() or words.head in ARMED:
            return words
        article = DETERMINED.match(words.text)
        return replace(words, text=f"{article[0] if article else ''}{REBEL_ADJECTIVES[side]}")

    def _by_cause(self, words: Words) -> str | None:
        """ "jihadist fighters", "secessionist terrorists": whom the adjective means in this country, where it tells some apart."""
        told = clean(words.text).split()
        whole = told[: told.index(words.head) if words.head in told else -1]  # "[jihadist] fighters in Idlib"
        what = next((name for name in _CAUSES if set(whole) & MEANINGS[name]), "")
        country = words.countries[0] if words.countries else ""
        meant = self.actors.meant(country, what, self.context.published) if what else ""
        there = (ids[0] for place in words.places if what and (ids := self.actors.exact(place)))
        if here := next((id_ for id_ in there if any(m.what == what for m in self.actors.get(id_).means)), ""):
            return here  # "separatist fighters" in Abkhazia
        others = {self.actors.meant(country, name, self.context.published) for name in ("rebels", *_CAUSES) if meant and name != what}
        if others <= {meant}:
            return None
        near = [ref.id for ref in reversed(words.earlier) if ref.id in self.actors and words.start - ref.start <= _NEAR]
        return next((id_ for id_ in near if meant in self.actors.ancestors(id_) or id_ in self.actors.ancestors(meant)), meant)

    def affiliated(self, words: Words) -> str | None:
        """ "Al-Qaeda-linked militants" in Mali, "Islamic State-affiliated gunmen" in Nigeria: the branch of that country, if it has one."""
        found = _LINKED.match(words.text) or _BRANCH.match(words.text)
        ids = self.actors.exact(found["whom"]) if found else ()
        if not ids or self.actors.get(ids[0]).kind not in ARMED_KINDS or words.head not in ARMED | UNIDENTIFIED | MEMBERS | _BRANCHES:
            return None
        return self.branch(ids[0], words, 2) or ids[0]

    def breakaway(self, words: Words) -> str | None:
        """ "the self-proclaimed republic", "authorities of the breakaway region": the separatists named last, else this country's."""
        if words.capitals or not _BREAKAWAY.search(words.text):
            return None
        what = "rebels" if "de facto" in words.text.lower() else "separatists"
        for country in words.countries[:2]:
            meant = self.actors.meant(country, what, self.context.published)
            if meant and (what == "separatists" or self.actors.get(meant).holder):
                named = (ref.id for ref in reversed(words.earlier) if ref.id in self.actors and meant in self.actors.ancestors(ref.id))
                return next(named, meant)
        return None

    def branch(self, id_: str, words: Words, far: int = 1) -> str:
        """The branch of an armed group in the nearest country that has one: of Islamic State in Niger the Sahel province; else ""."""
        day = self.context.published
        for country in words.countries[:far]:
            at_home = {self.actors.get(id_).country, *(m.country for m in self.actors.get(id_).means if m.holds(day))}
            near = neighbours().get(country, frozenset())
            if country in at_home:
                return id_
            meant = [one for what in ("jihadists", "rebels") if (one := self.actors.meant(country, what, day))]
            here = self.actors.branches(id_, country, day)
            named = [ref.id for ref in reversed(words.earlier) if ref.id in (*meant, *here)]
            beside = [] if near & at_home else [one for there in sorted(near) for one in self.actors.branches(id_, there, day)]
            for one in (*named, *meant, *here, *beside):
                if id_ in self.actors.ancestors(one):
                    return one
        return ""

    def alone(self, words: Words) -> str | None:
        """ "a suicide bomber" where one armed group was just spoken of, and no other."""
        just = [ref for ref in words.earlier if words.start - ref.start <= _JUST]
        near = {ref.id for ref in just if self._is_armed(ref, words) and not self.whole.loyal(ref.id, words)}
        return near.pop() if len(near) == 1 else None

    def _nearest(self, words: Words) -> str | None:
        """ "that group": the one named last."""
        return next((ref.id for ref in reversed(words.earlier) if self._is_armed(ref, words)), None)

    def _of_area(self, words: Words) -> str | None:
        """ "militants" where the sentence names a province whose militants the registry knows as such."""
        for place in words.places:
            for part in reversed(_PARTS.split(place)):
                for name in (f"{words.head} in {part}", f"militants in {part}", f"{part} militants"):
                    ids = self.actors.exact(name)
                    if ids and self.actors.get(ids[0]).kind in ARMED_KINDS:
                        return ids[0]
        return None

    def _body(self, words: Words) -> str | None:
        """ "the alliance", "the council": one that was named, by any of its names."""
        for ref in reversed(words.earlier):
            names = self.actors.get(ref.id).names if ref.id in self.actors else (ref.name,)
            if any(words.head in clean(name).split() for name in names):
                return ref.id
        return self._meaning(words) if words.head == "opposition" else None

    def _spoken_of(self, words: Words) -> str | None:
        """Among the armed groups named: one that was called so, else the first of the nearest sentence that has any.

        Rebels, insurgents and the like fight the government: its own militias are not meant.
        """
        near = [ref for ref in self._by_sentence(words) if words.start - ref.start <= _NEAR and self._is_armed(ref, words)]
        opposed = [ref for ref in near if not self.whole.loyal(ref.id, words)]
        able = near if words.head in LOYAL else opposed
        if words.head in ("mercenaries", "mercenary"):
            hired = [ref for ref in self._by_sentence(words) if self._kind(ref) == "external" and words.start - ref.start <= _NEAR]
            if called := next((r.id for r in hired if any("mercenaries" in clean(n).split() for n in self.actors.get(r.id).names)), ""):
                return called
        if words.head in REBELLIOUS:
            able = [ref for ref in able if self._kind(ref) in ("", "rebel")] or able
        if words.head in POINTERS:
            able = [ref for ref in able if not self._umbrella(ref)]
        stems = {_stem(word) for word in words.plain} - ({_stem(words.head)} if words.head in POINTERS else set())
        alike = [ref for ref in able if stems & {_stem(word) for word in clean(ref.text).split()}]
        return next((ref.id for ref in (*alike, *self._called_so(words), *able)), None)

    def _called_so(self, words: Words) -> Iterator[ActorRef]:
        """Those that are no armed group by the registry and were just told by the same noun: "Russian mercenaries ... the mercenaries"."""
        if words.head in POINTERS:
            return
        for ref in reversed(words.earlier):
            known = (
                words.start - ref.start <= _NEAR
                and ref.id in self.actors
                and ref.id != "unidentified-attackers"
                and self.actors.get(ref.id).role not in ("person", "people")
            )
            if known and [_stem(word) for word in clean(ref.text).split()[-1:]] == [_stem(words.head)]:
                yield ref

    def _by_sentence(self, words: Words) -> Iterator[ActorRef]:
        """Earlier references: sentence by sentence backwards, within each from left to right."""
        rows: list[ActorRef] = []
        for ref in reversed(words.earlier):
            if rows and bisect_right(words.starts, rows[0].start) != bisect_right(words.starts, ref.start):
                yield from rows
                rows = []
            rows.insert(0, ref)
        yield from rows

    def _kind(self, ref: ActorRef) -> str:
        return self.actors.get(ref.id).kind if ref.id in self.actors else ""

    def _own_meaning(self, words: Words) -> str:
        """Whose militias bare "militias" are in the country spoken of, where the registry says so."""
        country = words.countries[0] if words.countries else ""
        found = self.actors.meant(country, "militias", self.context.published)
        return "" if found == self.actors.meant(country, "rebels", self.context.published) else found

    def _umbrella(self, ref: ActorRef) -> bool:
        """Whether many groups are called so, "Syrian rebels": "the group" is one of them."""
        return _stem(clean(ref.name).rpartition(" ")[2]) in _MANY

    def _is_armed(self, ref: ActorRef, words: Words) -> bool:
        """Whether a reference is to an armed group that may be meant again here."""
        if ref.id not in self.actors:
            return ref.id.startswith("x-") and bool(_ARMED_NAME.search(ref.id))
        actor = self.actors.get(ref.id)
        if not actor.country or actor.kind not in ARMED_KINDS:
            return actor.kind in ARMED_KINDS
        if words.starts and words.starts[-1] <= ref.start:
            return True  # in the same sentence
        here = self.context.line_countries(words.start) if self.context.digest else frozenset()
        if here and actor.country not in here:  # another story, unless it plays next door, where nobody else is meant
            next_door = here & neighbours().get(actor.country, frozenset())
            return bool(next_door) and not any(self.actors.meant(country, "rebels", self.context.published) for country in here)
        return actor.country in words.countries[:3]

    def _meaning(self, words: Words) -> str | None:
        """What the bare word means in the nearest country where it means someone."""
        far = 1 if self.context.digest else 3
        what = next((name for name, heads in MEANINGS.items() if words.head in heads), "rebels")
        for country in words.countries[:far]:
            if told := self.whole.told(words, country, what):
                return told
            local = [(-count, id_) for id_, count in self.context.regions.items() if self._fights_in(id_, country)]
            if local and not self.context.digest and -min(local)[0] > 1:
                return min(local)[1]  # the militants of a report on Kashmir are Kashmir's, not the first of India's
            found = self.actors.meant(country, what, self.context.published)
            if found:
                return found
        return None

    def _fights_in(self, id_: str, country: str) -> bool:
        """Whether a group is of a country and is there, and meant by bare words if by any, on the day of the report."""
        actor, day = self.actors.get(id_), self.context.published
        return actor.country == country and actor.exists(day) and (not actor.means or any(m.holds(day) for m in actor.means))

    def _of_country(self, words: Words) -> str | None:
        """ "the Lebanese group": the armed group of that country that was named."""
        country = nationalities().get(words.plain[-2], "") if len(words.plain) > 1 else ""
        return self._named_in(country, words.earlier) if country else None

    def _named_in(self, country: str, earlier: Sequence[ActorRef]) -> str | None:
        for ref in reversed(earlier):
            if ref.id in self.actors and self.actors.get(ref.id).country == country and self.actors.get(ref.id).kind in ARMED_KINDS:
                return ref.id
        return None


def _stem(word: str) -> str:
    return word.removesuffix("s")
