"""Words that mean one of several by where it stands: "the former", "the latter", "the neighbouring army", "NATO-led troops", and who calls
himself by a name that others give somebody else."""

import re
from collections.abc import Iterable, Sequence

from frontlog.claims.actor_sides import Sides
from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.grammar.clauses import Line
from frontlog.model import ActorRef
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.heads import ARMED, GROUP_WORDS, POINTERS, WATCHING
from frontlog.reference.words import clean, slug

WHICH = re.compile(
    r"^the\s(?P<which>former|latter)(?:['’]s\s(?P<things>[a-z][a-z\s-]*)|\s(?P<kind>group|party|force|organi[sz]ation|movement|militia|faction|side|two))?$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bthe\s(?:former|latter)(?=[\s,.'’]+(?:$|[^\W\d_a-z]|(?:had|has|have|is|was|were|are|did|took|said|in|by|of|for|to|and|s)\b))",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(
    r"^(?:the\s)?neighbou?ring\s(?:(?:country|state|nation|side)(?:['’]s)?\s?)?(?P<rest>[a-z\s]*)$|^(?:the|its|their)\sneighbou?r['’]s\s(?P<owned>[a-z\s]+)$"
    r"|^(?:the\s)?(?P<of>[a-z\s]+)\sof\s(?:the|a|its|their)\sneighbou?ring\s(?:country|state|nation)$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?:the\s)?(?P<whom>[^\W\d_a-z][\w.]*(?:\s[A-Z]\w*){0,2})[-–](?:led|commanded)\s(?:[a-z]+\s)?"
    r"(?:troops|forces|force|soldiers|mission|operation|alliance|coalition|peacekeepers|contingent)$"
)
_UNHEARD = re.compile(
    r"^an?\s(?:(?:brand-|relatively\s)?new|little-known|(?:hitherto|previously)\sunknown|unknown|newly[\s-](?:formed|founded)|obscure)\s",
    re.IGNORECASE,
)
SECRETARY = re.compile(r"^(?:the\s)?secretary[\s-]general$", re.IGNORECASE)
_UN = "un-secretary-general"
UNPAIRED = ("demonym", "civilian", "media")  # labels of mentions that are none of a pair
_CIVIL = ("civilians", "unidentified-attackers")


def asked_before(rows: Sequence[Line], start: int) -> int:
    """The offset of "the former" or "the latter" before an offset in the last two sentences: both are of one pair. Else the offset."""
    found = [line.sentence.span.start + m.start() for line in rows[-2:] for m in _ASKED.finditer(line.sentence.span.quote)]
    return min([*(at for at in found if at < start), start])


class Pairs:
    """Resolves such words for one document."""

    def __init__(self, actors: Actors, context: Context, sides: Sides) -> None:
        self.actors = actors
        self.context = context
        self.sides = sides

    def one_of_two(self, words: Words) -> str | None:
        """ "the former", "the latter's troops": the first or the last of the parties of the sentence so far, else of the one before,
        else of both. Of persons only where nobody else was named."""
        found = WHICH.match(words.text)
        if found is None:
            return None
        pair = self._pair(words)
        if len(pair) < 2:
            return ""
        id_ = pair[0] if found["which"].lower() == "former" else pair[-1]
        role = role_of(clean(found["things"] or "").split())
        return (self.actors.organ_of(id_, role, self.context.published) if role else "") or id_

    def _pair(self, words: Words) -> list[str]:
        starts = [start for start in words.starts if start <= words.start][-2:] or [0]
        told = (ref for ref in words.earlier if starts[-1] <= ref.start < words.start and ref.text not in words.places)  # "X in Puntland"
        here = _distinct(ref for ref in told if self._party(ref))
        before = _distinct(ref for ref in words.earlier if starts[0] <= ref.start < starts[-1] and self._party(ref))
        for ids in (here, before):
            if len(ids) > 1:
                return ids
        both = [*(id_ for id_ in before if id_ not in here), *here]
        if len(both) > 1:
            return both
        return _distinct(ref for ref in words.earlier if starts[0] <= ref.start < words.start and ref.id not in _CIVIL)

    def _party(self, ref: ActorRef) -> bool:
        known = self.actors.get(ref.id) if ref.id in self.actors else None
        if known is None:
            return ref.id.startswith("x-") and bool(set(clean(ref.name).split()) & GROUP_WORDS)
        return ref.id not in _CIVIL and known.role not in ("person", "people", "media", "monitor") and known.kind != "civilians"

    def neighbour(self, words: Words) -> str | None:
        """ "the neighbouring army", "its neighbour's troops": those of the state spoken of that is neither the country of the words nor the
        one that the sentence names first."""
        found = _NEIGHBOUR.match(words.text)
        rest = clean(found["rest"] or found["owned"] or found["of"] or "").split() if found else []
        role = role_of(rest)
        if found is None or (rest and not role):
            return None
        begins = words.starts[-1] if words.starts else words.start
        here = [self._country(ref) for ref in words.earlier if begins <= ref.start < words.start]
        own = next(filter(None, here), words.countries[0] if words.countries else "")
        other = next((code for ref in reversed(words.earlier) if (code := self._country(ref)) and code != own), "")
        return self.actors.organ(other, role or "government", self.context.published) if other else None

    def _country(self, ref: ActorRef) -> str:
        actor = self.actors.get(ref.id) if ref.id in self.actors else None
        return actor.country if actor is not None and actor.kind == "state" else ""

    def led(self, words: Words) -> str | None:
        """ "NATO-led troops": the body of that alliance in this country, else the alliance."""
        found = _LED.match(words.text)
        ids = self.actors.exact(found["whom"]) if found and not self.actors.exact(words.text) else ()
        if not ids or self.actors.get(ids[0]).role != "igo":
            return None
        day, near = self.context.published, words.countries[:1]
        there = (a.id for a in self.actors if a.kind == "external" and a.country in near and a.exists(day))
        return next((id_ for id_ in there if ids[0] in self.actors.ancestors(id_)), ids[0])

    def secretary(self, words: Words) -> str | None:
        """ "the Secretary-General": who was called so by name, else of the alliance or league named last, else of the United Nations."""
        if not SECRETARY.match(words.text):
            return None
        before = [ref for ref in words.earlier if ref.start < words.start and ref.id in self.actors]
        named = (ref.id for ref in reversed(before) if self.sides.is_person(ref.id) and "secretary general" in clean(ref.text))
        bodies = (ref.id for ref in reversed(before) if self.actors.get(ref.id).role == "igo")
        found = next(named, "") or next(bodies, "un")
        return _UN if found in ("un", _UN) and _UN in self.actors else found

    def unheard(self, words: Words) -> str | None:
        """ "a previously unknown rebel group": nobody of whom the report or the registry knows."""
        watching = bool(set(words.plain) & WATCHING) and words.text[:2].lower() in ("a ", "an")
        unknown = (_UNHEARD.match(words.text) or watching) and words.head in ARMED | POINTERS
        return f"x-{slug(words.core)}" if unknown and not self.actors.inside(words.text) else None

    def own_name(self, words: Words) -> str | None:
        """ "the Yemeni Armed Forces" in the mouth of the Houthis: who speaks or publishes, by a name that only it gives itself."""
        if not words.text[:1].isupper() and not any(word[:1].isupper() for word in words.text.split()):
            return None
        outlet = self.sides.outlet
        publishes = outlet.actor if outlet is not None and outlet.speaks_for_party else ""
        for voice in (self.sides.spoke, publishes):
            for id_ in self.actors.ancestors(voice) if voice else ():
                if self.actors.calls_itself(id_, words.text):
                    return id_
        return None


def _distinct(refs: Iterable[ActorRef]) -> list[str]:
    return list(dict.fromkeys(ref.id for ref in refs if ref.id))
