"""Whether one telling of an event names its place, its doer or whom it struck more exactly than another: no disagreement, and yet more."""

import re
from collections.abc import Sequence

from frontlog.incidents.consensus import finer
from frontlog.incidents.disagreements.doers import narrowed
from frontlog.incidents.disagreements.matter import PROPER
from frontlog.incidents.spelling import words
from frontlog.incidents.telling import PROVISIONAL, Telling
from frontlog.model import ActorRef, PlaceRef
from frontlog.reference.placenames import tokens

ARTICLES = {"the", "a", "an"}
NOBODY_SAID = re.compile(
    r"(?:an? |the |some |several |many )*(?:unknown|unidentified|unnamed|armed|masked)?\s*"
    r"(?:gunm[ae]n|attackers?|assailants?|militants?|fighters?|men|militiam[ae]n|rebels?|insurgents?|extremists?|drones?|jets?|warplanes?)$",
    re.IGNORECASE,
)


def more_exact(a: Telling, b: Telling) -> bool:
    """Whether either of two tellings of one event is the more exact one."""
    return narrowed(a, b) or any(
        _places(x, y) or _named(x.claim.agent, y.claim.agent) or _named(x.claim.target, y.claim.target) or _doer(x, y)
        for x, y in ((a, b), (b, a))
    )


def _places(a: Telling, b: Telling) -> bool:
    """Whether a names a part of b's place by a word that b's sentence has not: "a market in Zawiya" is the Zawiya market."""
    return any(finer(p, q) and not _told(p, b) for p in a.claim.place for q in b.claim.place)


def _told(place: PlaceRef, telling: Telling) -> bool:
    return tokens(place.text) <= tokens(telling.claim.evidence.quote)


def _named(mine: Sequence[ActorRef], other: Sequence[ActorRef]) -> bool:
    """Whether the same words come with a name beside them: "the rebel leader Salim Toor", "CODECO militiamen". An actor of the register is
    the same by whatever words."""
    return any(
        not (x.id == y.id != "" and not x.id.startswith(PROVISIONAL))
        and _words(x.text) > _words(y.text) != frozenset()
        and set(PROPER.findall(_inside(x.text))) - set(PROPER.findall(y.text)) != set()
        for x in mine
        for y in other
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(words(text).split()) - ARTICLES


def _inside(text: str) -> str:
    """The words without an article in front, whose capital says nothing."""
    return re.sub(r"^(?:The|An?) ", "", text)


def _doer(a: Telling, b: Telling) -> bool:
    """Whether a says which side did it, and b only what sort of people."""
    named = any(PROPER.search(_inside(ref.text)) and not NOBODY_SAID.match(ref.text) for ref in a.claim.agent)
    return named and bool(b.claim.agent) and all(NOBODY_SAID.match(ref.text) for ref in b.claim.agent)
