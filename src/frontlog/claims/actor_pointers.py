"""Words that point to a party by another one: "the same army", "its leader", "the head of the council", "Sudan's paramilitaries"."""

import re
from collections.abc import Callable
from datetime import date

from frontlog.claims.actor_groups import DETERMINED
from frontlog.claims.actor_words import Words
from frontlog.model import ActorRef
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.countries import country_names, nationalities
from frontlog.reference.heads import GROUP_WORDS, MEMBERS, MEN, PEACEKEEPERS, POINTERS, WATCHING
from frontlog.reference.words import clean

SPOKESMEN = frozenset({"leader", "leaders", "chief", "commander", "commanders", "leadership", "spokesman", "spokeswoman", "spokesperson"})
_SAME = re.compile(r"^(?:the|this|that)\s+(?:very\s+)?same\s+(?P<rest>.+)$", re.IGNORECASE)
_HEAD_OF = re.compile(
    r"^(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,2}?(?:head|leader|chief|chairman|chairwoman|director|secretary|spokes(?:man|woman|person))\s+"
    r"(?:of|for)\s+(?:the\s+)?(?P<body>[^\W\d_a-z].+)$"
)
_MISSIONS = ("peacekeepers", "mission")
_MISSION = ("the mission", "the un mission", "the u.n. mission", "the united nations mission")
_MANY_STATES = re.compile(
    r"^(?:the|an?)\s(?:(?:multinational|international|regional|stabili[sz]ation|peacekeeping|intervention|african|west\safrican|protection|verification|monitoring|assistance|implementation|un|united\snations|african\sunion|au)\s)+(?:force|mission)$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:known\sas|calling\s(?:itself|themselves)|(?:calls?|called)\s(?:itself|themselves))\s(?:the\s)?[“\"]?(?:the\s)?(?P<name>[^\W\d_a-z].*)$"
)
_MEMBERS_OF = re.compile(r"^(?:[\w,.+-]+\s+){0,4}?(?P<men>[a-z]+)\s+of\s+(?P<body>(?:the|that|this)\s+[a-z][a-z\s-]+)$", re.IGNORECASE)
_SHORT = re.compile(r"^[Tt]he\s+(?P<head>[^\W\d_a-z][\w-]*)$")
_OF_MISSION = re.compile(
    r"\b(?:troops|soldiers|forces|contingent|police|officers)\s(?:of|from|with|in)\s(?:the\s)?(?P<mission>[^\W\d_a-z].*|[a-z-]+\s(?:force|mission))$"
)
_OPERATED = re.compile(
    r"\b(?:drones?|jets?|aircraft|helicopters?|planes?|warplanes?|gunships?|missiles?|rockets?)\s(?:operated|flown|piloted|fired|launched)\s"
    r"by\s(?P<whom>.+)$",
    re.IGNORECASE,
)
_DEED_BY = re.compile(
    r"^(?:(?:the|an?|recent|heavy|repeated)\s){0,2}(?:[a-z]+\s)?(?:shelling|strikes?|attacks?|bombing|bombardment|raids?|airstrikes?|fire|offensive|ambush)\s"
    r"by\s(?P<whom>.+)$",
    re.IGNORECASE,
)
_BODY = ("organisation", "organization", "group", "charity")
_LOYAL = re.compile(
    r"^(?:[\w,.+-]+\s+){0,4}?(?:forces|troops|soldiers|fighters|militia|militias|militiamen|units|gunmen|rebels|army)\s+loyal\s+to\s+(?P<whom>.+)$",
    re.IGNORECASE,
)
_OWNERS = re.compile(
    r"^(?P<owner>(?:the|this|that|an?)\s+[a-z][a-z\s-]*[a-z])(?:['’]s|(?<=s)['’])\s+(?P<rest>[a-z][a-z\s-]*)$", re.IGNORECASE
)
_COUNTRYS = re.compile(r"^(?:the\s+)?(?P<country>[^\W\d_a-z][\w-]*)(?:['’]s)?\s+(?P<rest>[a-z].*)$")


class Pointers:
    """Resolves such words for one document, published on a day. `resolve` gives the id that words at an offset have by all rules."""

    def __init__(self, actors: Actors, day: date | None, resolve: Callable[[str, Words], str]) -> None:
        self.actors = actors
        self.day = day
        self.resolve = resolve

    def same(self, words: Words) -> str | None:
        """ "the same army": the last one called an army."""
        found = _SAME.match(words.text)
        if not found or any(word[:1].isupper() for word in found["rest"].split()):
            return None
        head = clean(found["rest"]).split()[-1:]
        return next((ref.id for ref in reversed(words.earlier) if ref.id and head and self._called(ref, head[0])), None)

    def short(self, words: Words) -> str | None:
        """ "the Front", "the Brigades": a body of more words that was named before and ends in this one."""
        found = _SHORT.match(words.text)
        key = clean(found["head"]) if found else ""
        if key not in GROUP_WORDS:
            return None
        named = (ref for ref in reversed(words.earlier) if ref.id.startswith("x-") or ref.id in self.actors)
        return next((ref.id for ref in named if len(said := clean(ref.name).split()) > 1 and said[-1] == key), None)

    def _called(self, ref: ActorRef, head: str) -> bool:
        names = self.actors.get(ref.id).names if ref.id in self.actors else ()
        return any(head in clean(name).split() for name in (ref.text, *names))

    def mission(self, words: Words) -> str | None:
        """ "the mission": the one named last; "the UN mission" also that of this country."""
        low = words.text.lower()
        if low not in _MISSION:
            return None
        known = (ref.id for ref in reversed(words.earlier) if ref.id in self.actors)
        named = next((id_ for id_ in known if self.actors.get(id_).role in _MISSIONS), None)
        told = any("mission" in ref.text.lower().split() or ref.id in ("un", "un-peacekeepers") for ref in words.earlier)
        if named or (low == _MISSION[0] and not told):
            return named
        here = (self.actors.body(country, role, self.day) for country in words.countries[:1] for role in _MISSIONS)
        return next(filter(None, here), None)

    def force_of_many(self, words: Words) -> str | None:
        """ "the multinational force", "the regional mission": one of several states that was named, else that of this country."""
        if not _MANY_STATES.match(words.text):
            return None
        for ref in reversed(words.earlier):
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            if actor is not None and (actor.role in _MISSIONS or actor.kind == "external") and actor.country in (*words.countries[:2], ""):
                return ref.id
        there = [a for a in self.actors if a.kind == "external" and a.country in words.countries[:2] and a.exists(self.day)]
        called = [a.id for a in there if a.role == "peacekeepers" or any(words.head in clean(name).split() for name in a.names)]
        return called[0] if len(called) == 1 else None

    def watchers(self, words: Words) -> str | None:
        """ "the rights group", "the monitor": one that was named."""
        if words.capitals or not DETERMINED.match(words.text) or not set(words.plain) & WATCHING or words.head not in POINTERS | WATCHING:
            return None
        return next(
            (ref.id for ref in reversed(words.earlier) if ref.id in self.actors and self.actors.get(ref.id).role == "monitor"), None
        )

    def watcher_again(self, words: Words) -> str | None:
        """ "the organisation" where a body that watches was named later than any armed one: "a human rights group"."""
        if words.capitals or len(words.plain) != 1 or words.head not in _BODY or not DETERMINED.match(words.text):
            return None
        for ref in reversed(words.earlier):
            known = self.actors.get(ref.id) if ref.id in self.actors else None
            if (known is not None and known.role in ("monitor", "ngo")) or (known is None and set(clean(ref.name).split()) & WATCHING):
                return ref.id
            if known is None or known.kind in ("rebel", "political-militia", "identity-militia"):
                return None
        return None

    def peacekeepers(self, words: Words) -> str | None:
        """ "Bangladeshi peacekeepers": the mission in this country, else those of the United Nations."""
        of_mission = _OF_MISSION.search(words.text)
        if of_mission and of_mission["mission"].islower():
            return self.resolve(f"the {of_mission['mission']}", words) or None  # "troops of the regional mission"
        ids = self.actors.exact(of_mission["mission"]) if of_mission else ()
        if ids and (self.actors.get(ids[0]).role in _MISSIONS or self.actors.get(ids[0]).kind == "external"):
            return ids[0]  # "South African troops of SAMIM"
        if words.head not in PEACEKEEPERS or self.actors.exact(words.core):
            return None
        if words.core != words.text and (named := self.actors.find(words.text)):
            peace = (id_ for id_ in named if self.actors.get(id_).role == "peacekeepers")
            return next(peace, None)  # "a peacekeeper of MINUSCA"
        return next((m for country in words.countries[:1] if (m := self.actors.body(country, "peacekeepers", self.day))), "un-peacekeepers")

    def head_of(self, words: Words) -> str | None:
        """ "the head of the Supreme Council" without a name speaks for the council."""
        found = _HEAD_OF.match(words.text)
        body = found["body"] if found else ""
        if not body or "," in body:
            return None
        id_ = self.resolve(body, words)
        return id_ if id_ in self.actors and self.actors.get(id_).role not in {"person", "government"} else None

    def of_owner(self, words: Words) -> str | None:
        """ "the rebels' commander", "the junta's jets", "the group's men": the owner's own, where common words tell the owner."""
        found = _OWNERS.match(words.text)
        rest = clean(found["rest"]).split() if found else []
        if found is None or not (set(rest[-1:]) & (MEMBERS | MEN | {"men"}) or role_of(rest)):
            return None
        owner = self.resolve(found["owner"], words)
        if owner not in self.actors and rest[-1] == "men":
            return owner  # "the warlord's men" are no civilians
        if owner not in self.actors or self.actors.get(owner).kind in ("none", "civilians"):
            return None
        return self.actors.organ_of(owner, role_of(rest) or "army", self.day) or owner

    def loyal(self, words: Words) -> str | None:
        """ "fighters loyal to President Hadi", "troops loyal to the government": whom they are loyal to, or whom that person serves."""
        found = _LOYAL.match(words.text)
        id_ = self.resolve(found["whom"], words) if found and not self.actors.exact(words.text) else ""
        if id_ not in self.actors:
            return None
        actor = self.actors.get(id_)
        whom = next(iter(actor.parents), id_) if actor.role == "person" else id_
        return (self.actors.organ_of(whom, "army", self.day) if self.actors.get(whom).role == "government" else "") or whom

    def called(self, words: Words) -> str | None:
        """ "an armed gang known as the X", "men who call themselves X": X."""
        if deed := _DEED_BY.match(words.text):
            return self.resolve(deed["whom"], words) or None  # "shelling by the X army"
        if operated := _OPERATED.search(words.text):
            return self.resolve(operated["whom"], words) or None  # "drones operated by Turkey"
        found = _CALLED.search(words.text)
        return (self.resolve(found["name"].rstrip('”",'), words) or None) if found else None

    def members_of(self, words: Words) -> str | None:
        """ "members of the security forces", "fighters of the group": whom the body means."""
        found = _MEMBERS_OF.match(words.text)
        if found is None or found["men"].lower() not in MEN or any(word[:1].isupper() for word in found["body"].split()):
            return None
        id_ = self.resolve(found["body"], words)
        return id_ if id_ and id_ != "civilians" else None

    def of_country(self, words: Words) -> str | None:
        """ "Sudan's paramilitaries": what the word means there, where it has a meaning of its own."""
        found = _COUNTRYS.match(words.text)
        if not found:
            return None
        key = clean(found["country"])
        country = country_names().get(key, "") or nationalities().get(key, "")
        id_ = self.actors.labelled(found["rest"], [country]) if country else ""
        return id_ if id_ and self.actors.get(id_).country == country and self.actors.get(id_).kind != "state" else None
