"""Whether one telling of an event names its place, its doer or whom it struck more exactly than another: no disagreement, and yet more."""

import re
from collections.abc import Sequence

from frontlog.incidents.consensus import finer
from frontlog.incidents.disagreements.doers import narrowed
from frontlog.incidents.disagreements.losses import SEVERAL
from frontlog.incidents.disagreements.matter import NOUN, PROPER, general, inside
from frontlog.incidents.spelling import words
from frontlog.incidents.telling import PROVISIONAL, Telling
from frontlog.model import ActorRef, PlaceRef
from frontlog.reference.placenames import skeleton

ARTICLES = {"the", "a", "an"}
COUNTED = re.compile(r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b", re.IGNORECASE)
UNIT = re.compile(  # a part of a force
    r"\b(?:army|brigades?|battalions?|division|corps|regiment|faction|wing|unit|squadron|company|guards?|group|front|movement|militia)\b|\d",
    re.IGNORECASE,
)
SOME = re.compile(r"[Aa]n? [a-z]+")
NOBODY_SAID = re.compile(
    r"(?:an? |the |some |several |many )*(?:unknown|unidentified|unnamed|armed|masked)?\s*"
    r"(?:gunm[ae]n|attackers?|assailants?|militants?|fighters?|men|militiam[ae]n|rebels?|insurgents?|extremists?|drones?|jets?|warplanes?)$",
    re.IGNORECASE,
)


def more_exact(a: Telling, b: Telling) -> bool:
    """Whether either of two tellings of one event is the more exact one."""
    return narrowed(a, b) or any(
        _places(x, y) or _named(x.claim.agent, y.claim.agent) or _named(x.claim.target, y.claim.target) or _doer(x, y) or _thing(x, y)
        for x, y in ((a, b), (b, a))
    )


def _places(a: Telling, b: Telling) -> bool:
    """Whether a names a part of b's place by a word that b's sentence has not: "a market in Zawiya" is the Zawiya market."""
    return any(finer(p, q) and not _told(p, b) for p in a.claim.place for q in b.claim.place)


def _told(place: PlaceRef, telling: Telling) -> bool:
    """Whether a sentence has all words of a place, however it spells its name; or its name and the noun of what stands there."""
    quote = telling.claim.evidence.quote
    nouns, said = set(NOUN.findall(place.text)), set(NOUN.findall(quote.lower()))
    spelled = {skeleton(word) for word in re.findall(r"[\w'’-]+", quote)}
    named = all(skeleton(name) in spelled for name in PROPER.findall(inside(place.text)))
    return named and (nouns <= said or bool(nouns & said - general()))


def _named(mine: Sequence[ActorRef], other: Sequence[ActorRef]) -> bool:
    """Whether the same words come with a name beside them: "the rebel leader Salim Toor", "CODECO militiamen". An actor of the register is
    the same by whatever words."""
    return any(_count(x.text, y.text) for x in mine for y in other) or any(
        not (x.id == y.id != "" and not x.id.startswith(PROVISIONAL))
        and _words(x.text) > _words(y.text) != frozenset()
        and set(PROPER.findall(inside(x.text))) - set(PROPER.findall(y.text)) != set()
        and not _one_name(x.text, y.text)
        for x in mine
        for y in other
    )


def _one_name(a: str, b: str) -> bool:
    """Whether both bear one man's name, in full and in short: "forces of Khalifa Haftar", "Haftar's forces"."""
    full, short = ({name.removesuffix("'s").removesuffix("’s") for name in PROPER.findall(inside(text))} for text in (a, b))
    return bool(short) and short < full and not UNIT.search(a)


def _count(a: str, b: str) -> bool:
    """Whether a counts whom b only calls several: "51 men", "several men"."""
    return bool(COUNTED.match(a)) and bool(SEVERAL.match(b)) and a.split()[-1].lower() == b.split()[-1].lower()


def _thing(a: Telling, b: Telling) -> bool:
    """Whether a names the one thing that b only gives a word for: "an Antonov", "an aircraft"."""
    if len(a.claim.objects) != 1 or len(b.claim.objects) != 1 or a.claim.type != b.claim.type:
        return False
    return bool(PROPER.search(inside(a.claim.objects[0].text))) and bool(SOME.fullmatch(b.claim.objects[0].text))


def _words(text: str) -> frozenset[str]:
    return frozenset(words(text).split()) - ARTICLES


def _doer(a: Telling, b: Telling) -> bool:
    """Whether a says which side did it, and b only what sort of people."""
    named = any(PROPER.search(inside(ref.text)) and not NOBODY_SAID.match(ref.text) for ref in a.claim.agent)
    return named and bool(b.claim.agent) and all(NOBODY_SAID.match(ref.text) for ref in b.claim.agent)
