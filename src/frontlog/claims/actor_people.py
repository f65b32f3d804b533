"""People who are no party to a war: civilians, journalists, protesters, the people of a country."""

import re

from frontlog.claims.actor_groups import DETERMINED
from frontlog.claims.actor_words import CIVIL, Words, is_civil
from frontlog.model import ActorRef
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.countries import nationalities
from frontlog.reference.heads import ARMED, BARE_COUNTS, CIVIL_ADJECTIVES, CIVIL_PHRASES, MEMBERS, NO_TRADES, OFFICES, ROLES
from frontlog.reference.words import clean

ARMED_MEN = frozenset({"armed", "masked", "hooded"})  # "armed men" are no civilians
_OF_FAMILY = re.compile(
    r"^(?:[\w-]+\s){0,3}members?\sof\s(?:an?|one|the\ssame|his|her|their)\s(?:\w+\s)?(?:family|household)$", re.IGNORECASE
)
_WITH_ARMS = re.compile(
    r"^(?:[\w-]+\s){0,3}(?:men|man|youths)\s(?:armed\b|(?:with|carrying|wielding)\s(?:[\w-]+\s){0,3}"
    r"(?:guns?|rifles?|machetes?|knives|axes|pistols?|shotguns?|grenades?|weapons|kalashnikovs?)\b"
    r"|on\s(?:[\w-]+\s)?motor(?:cycles?|bikes?)\b|in\s(?:[\w-]+\s){0,2}(?:vehicles|pick-ups|pickups|trucks|masks|balaclavas)\b"
    r"|in\s(?:army|police|military|camouflage|civilian|plain)\s(?:uniforms?|fatigues|clothes)\b)",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^(?:(?:at least|about|around|over|up to|more than|nearly|almost|some|roughly|an estimated)\s)*"
    r"(?:\d{1,3}(?:[,.]\d{3})+|an?\s\d{1,2}-year-old|(?:everyone|everybody|anyone|anybody|whoever)\b.*"
    r"|those\swho\s(?:fled|flee|try\sto|tried\sto|remain|live|lived|stay|stayed|could|cannot)\b.*)$",
    re.IGNORECASE,
)
_DEMOBILISED = re.compile(
    r"^(?:(?:the|some|many|\d+|[a-z]+)\s)?(?:demobili[sz]ed\s[a-z]+|(?:ex-|former\s)(?:combatants?|fighters?|guerrillas?))$", re.IGNORECASE
)  # fight no more
_TRADE = re.compile(r"(?:[^e]er|or|ist|ian|man|woman|ee|smith|wright)s?$|(?:men|women)$")
_DEFENDERS = ("vigilantes", "vigilante", "defenders", "militia", "militias", "militiamen")  # civilians who fight
_JUST = 400  # characters: what was said so shortly before is still spoken of


def is_trade(head: str) -> bool:
    """Whether a noun is one of a trade, and not of those who fight ("20 soldiers" of nobody knows whom)."""
    fights = head in ARMED or role_of([head]) == "army"
    return bool(_TRADE.search(head)) and head not in NO_TRADES and not fights


def is_office(head: str) -> bool:
    """Whether a noun means those who serve somebody, or a people."""
    return head in nationalities() or head in OFFICES or head in MEMBERS or head in ROLES


class People:
    """Resolves words for them."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors

    def people(self, words: Words) -> str | None:
        """Civilians, journalists, protesters, ...; also a bare number of "others", and "civilian ships"."""
        head = words.head
        if words.plain == ("men",) and DETERMINED.match(words.text) and (last := self._just(words)) == "unidentified-attackers":
            return last  # "two suspects ... the men"
        if head in {"sailors", "sailor", "seamen"} and not any(self._is_navy(ref) for ref in words.earlier):
            return None if words.capitals else "civilians"
        if (head in {"men", "man"} or is_civil(head)) and ARMED_MEN & set(clean(words.text).split()):
            return None if head in {"men", "man"} else "unidentified-attackers"  # "armed youths"
        if head in {"men", "man", "youths", "armed"} and _WITH_ARMS.match(words.text):
            return "unidentified-attackers"
        if head in {"volunteers", "volunteer"} and (words.capitals or (own := self._volunteers(words))):
            return None if words.capitals else own  # "Yazidi volunteers" are no aid workers
        if _DEMOBILISED.search(words.text) and not words.capitals:
            return "civilians"
        if _OF_FAMILY.search(words.text):
            return "civilians"
        if _ANYBODY.match(words.text) and not words.capitals:
            return "civilians"
        counts = len(words.plain) == 1 and (head.isdigit() or head in BARE_COUNTS or words.text.lower() == "one" or head.endswith("goers"))
        of_people = bool(set(words.plain[:-1]) & CIVIL_ADJECTIVES) and head not in ROLES and head not in _DEFENDERS
        if ((counts or of_people) and not words.capitals) or " ".join(words.plain[-2:]) in CIVIL_PHRASES:
            return "civilians"
        ids = [id_ for id_, nouns in CIVIL.items() if head in nouns]
        if not ids or (words.capitals and words.core.split()[-1][:1].isupper() and len(words.plain) > 1):
            return None  # "Al Noor Mosque" is a name
        return self.nationals(words) if ids[0] == "civilians" else ids[0]

    def are_people(self, words: Words) -> bool:
        """ "two Moroccans", "Alawite Syrians", "Syrians" in a report on Syria are people; "the Moroccans", "Russians" abroad, the state."""
        country = nationalities().get(words.head, "") if words.head.endswith("s") else ""
        if not country or DETERMINED.match(words.text):
            return False
        return words.counted or len(words.plain) == 2 or country in words.countries[:1]

    def _volunteers(self, words: Words) -> str:
        """An armed group named before whose name has volunteers in it."""
        if not DETERMINED.match(words.text):
            return ""
        for ref in reversed(words.earlier):
            actor = self.actors.get(ref.id) if ref.id in self.actors else None
            armed = actor is not None and actor.kind in {"rebel", "political-militia", "identity-militia", "external", "state"}
            if actor is not None and armed and any("volunteer" in clean(name) for name in (ref.text, *actor.names)):
                return ref.id
        return ""

    def _just(self, words: Words) -> str:
        """Who was spoken of last, right before."""
        last = words.earlier[-1] if words.earlier else None
        return last.id if last and words.start - last.start <= _JUST else ""

    def _is_navy(self, ref: ActorRef) -> bool:
        return ref.id in self.actors and self.actors.get(ref.id).role in {"navy", "marines", "coast-guard"}

    def nationals(self, words: Words) -> str:
        """The people of a country where the registry tells them apart, else civilians."""
        for word in words.plain:
            country = nationalities().get(word, "")
            group = self.actors.organ(country, "people") if country else ""
            if group in self.actors and self.actors.get(group).role == "people" and word == clean(self.actors.name(group)):
                return group
        return "civilians"
