"""People by name: one man killed twice, or dead for one report and alive for the next."""

import re
from collections.abc import Iterator
from functools import lru_cache

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import span
from frontlog.incidents.disagreements.found import Found, gap, later
from frontlog.incidents.distance import one_place
from frontlog.incidents.spelling import bag
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types
from frontlog.reference.placenames import fold

APART = 3  # days: two reports of one death may be that far off each other
RANK = (
    r"(?:[Bb]rigadier|[Mm]ajor|[Ll]ieutenant|[Cc]olonel|[Gg]eneral|[Cc]aptain|[Cc]ommander|[Ss]ergeant|[Mm]arshal|[Aa]dmiral|[Pp]ilot|[Ee]mir|[Aa]mir"
    r"|[Ss]heikh|[Mm]ullah|[Pp]reacher|[Ii]mam|[Ll]eader|[Cc]hief|[Gg]overnor|[Mm]inister|[Mm]ayor|[Jj]udge|[Pp]resident|[Ss]pokesman|[Jj]ournalist"
    r"|[Dd]r\.|[Mm]r\.)"
)
NAME = r"(?:(?:al|el|bin|ibn|ould)[- ])?[A-Z][\w'’-]+"
SHORT = 3  # letters: a shorter name is anybody's
BODY = re.compile(  # the name of a body of people
    r"\b(?:Army|Forces?|Air|Navy|Guards?|Brigades?|Battalions?|Division|Corps|Regiment|Front|Group|Council|Command|Movement|Party|Council|State"
    r"|Union|Agency|Network|Police|Government|Ministry|Militia|Coalition|Alliance|Fleet|Squadron|Unit|Column|[A-Z]{3,})\b|\d"
)
LAST = re.compile(rf"(?:{NAME} )?{NAME}$")
WHERE = "".join(rf"(?<!\b{word} )" for word in ("at", "in", "near", "from", "to", "around", "outside", "of"))  # a place
FATE = (
    r"(?:(?:was|has been|is|were) (?:\w+ )?(?:killed|dead|alive|slain|shot|wounded|hurt|buried|assassinated)|died|fell (?:to|in)|survived)"
)
PERSON = re.compile(
    rf"(?:\b{RANK}[ ,]+)+((?:{NAME} ){{0,2}}{NAME})"
    rf"|{WHERE}\b((?:Abu|Umm|Abd) {NAME}(?: {NAME})?)"
    rf"|{WHERE}\b((?:{NAME} ){{0,2}}{NAME}) {FATE}\b"
    rf"|\b(?:[Kk]ill(?:ed|ing|s)|death of|died:) ((?:{NAME} ){{0,2}}{NAME})"
)


def identity(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Killed twice; dead and alive; without a name and then with one."""
    if a.claim.document == b.claim.document:
        return
    for who in sorted(people(a) & people(b)):
        states = (state(a), state(b))
        if set(states) == {"dead", "alive"}:
            if states == ("alive", "dead") and (gap(a, b) is None or (gap(a, b) or 0) > 0):
                continue  # a man who lived may die later
            reason = "They cannot both be true of one man. Both can be true if two bear the name."
            yield Found("identity", who, *states, None, "contradiction", reason)
        elif states == ("dead", "dead") and _two_deaths(a, b):
            reason = "A man dies once. Both can be true if two bear the name."
            yield Found("identity", who, f"killed {span(a)}", f"killed {span(b)}", float(gap(a, b) or 0) or None, "contradiction", reason)
    if later(a, b) and says(a, "unnamed") and not says(b, "unnamed") and state(a) == state(b) == "dead" and _meet(a, b):
        yield Found("identity", "name", "not named", "named", None, "update", "Both can be true: the name became known later.")


def people(telling: Telling) -> frozenset[str]:
    """The names of people in the sentence, folded, without ranks."""
    claim = telling.claim
    new = (_without_rank(ref.text) for ref in claim.target if ref.id.startswith("x-"))
    names = _people(claim.evidence.quote) | frozenset(fold(name) for name in new if len(fold(name)) > SHORT)
    places = [fold(words) for place in claim.place if place.lat is not None for words in (place.name, place.text)]
    return frozenset(name for name in names if not any(name in place for place in places))


def _without_rank(words: str) -> str:
    """The name at the end of some words, empty when they end otherwise: "The sect's leader Shekarau" is Shekarau."""
    found = LAST.search(words)
    return found[0] if found and not BODY.search(words) else ""


def state(telling: Telling) -> str:
    """dead, alive, or empty when the telling says neither."""
    if telling.claim.modality != "actual":
        return ""
    if says(telling, "unharmed"):
        return "alive"
    return "dead" if says(telling, "dead") or any(loss.kind == "killed" and loss.max != 0 for loss in telling.claim.losses) else ""


@lru_cache(maxsize=65536)
def _people(quote: str) -> frozenset[str]:
    return frozenset(
        fold(name)
        for found in PERSON.finditer(quote)
        for name in found.groups()
        if name and not BODY.search(name) and len(fold(name)) > SHORT
    )


def _two_deaths(a: Telling, b: Telling) -> bool:
    """On days that do not meet, or within them at places that are surely two."""
    apart = gap(a, b)
    if apart is not None and apart > APART:
        return True
    places = [place for t in (a, b) for place in t.claim.place[:1] if place.lat is not None]
    return apart is not None and len(places) == 2 and not one_place(*places)


def _meet(a: Telling, b: Telling) -> bool:
    return bool(bag(a.claim.evidence.quote) & bag(b.claim.evidence.quote))
