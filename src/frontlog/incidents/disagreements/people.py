"""People by name: one man killed twice, or dead for one report and alive for the next."""

import re
from collections.abc import Iterator
from functools import lru_cache

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import span
from frontlog.incidents.disagreements.found import Found, gap, later
from frontlog.incidents.disagreements.matter import named
from frontlog.incidents.distance import one_place
from frontlog.incidents.spelling import bag
from frontlog.incidents.telling import Telling, asked_once
from frontlog.incidents.types import Types
from frontlog.reference.expressions import Expression
from frontlog.reference.placenames import fold

# Types that tell of a death as it happens; of others ("a statue of X, who was killed in May, is toppled") the day is not that of the death.
FATAL = {"airstrike", "shelling", "bombing", "assault", "clash", "civilians_attacked", "losses", "arrest"}
APART = 3  # days: two reports of one death may be that far off each other
SHORT = 3  # letters: a shorter name is anybody's
RANKS = frozenset(
    ["brigadier", "major", "lieutenant", "colonel", "general", "captain", "commander", "sergeant", "marshal", "admiral", "pilot", "emir",
     "amir", "sheikh", "mullah", "preacher", "imam", "leader", "chief", "governor", "minister", "mayor", "judge", "president", "spokesman",
     "journalist", "dr", "mr"]
)  # fmt: skip
KUNYA = ("Abu", "Umm", "Abd")  # with these begin names of people, and of a few places
WHERE = frozenset(["at", "in", "near", "from", "to", "around", "outside", "of"])  # behind these stands a place
BODY = Expression(  # the name of a body of people
    r"\b(?:Army|Forces?|Air|Navy|Guards?|Brigades?|Battalions?|Division|Corps|Regiment|Front|Group|Council|Command|Movement|Party|State|Union"
    r"|Agency|Network|Police|Government|Ministry|Militia|Coalition|Alliance|Fleet|Squadron|Unit|Column|[A-Z]{3,})\b|\d"
)
NAME = r"(?:(?:al|el|bin|ibn|ould)[- ])?[A-Z][\w'’-]+"
NAMES = Expression(rf"{NAME}(?: {NAME})*")
RANKED = Expression(rf"\b(?i:{'|'.join(sorted(RANKS))})\b\.?,? ({NAME}(?: {NAME}){{0,2}})")
CALLED = Expression(
    r"\b[Tt]he (?:dead |slain )?(man|woman|pilot|commander|officer|driver|bomber|leader|fighter|victim)\b[^.;]{0,60}? (?:was|is) "
)
NOT_HIM = Expression(rf"\b[Nn]ot (?:the |an? |[a-z]+ ){{0,3}}({NAME}(?: {NAME}){{0,2}})")
LAST = Expression(rf"(?:{NAME} )?{NAME}$")
BEFORE = re.compile(r"([\w'’-]+)[ ,.]+$")
KILLED = re.compile(r"\b(?:[Kk]ill(?:ed|ing|s)|death of|died:) $")
FATE = Expression(
    r" (?:(?:was|has been|is|were) (?:\w+ )?(?:killed|dead|alive|slain|shot|wounded|hurt|buried|assassinated)"
    r"|died|fell (?:to|in)|survived)\b"
)


def identity(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Killed twice; dead and alive; without a name and then with one."""
    if a.claim.document == b.claim.document:
        return
    if says(a, "not_him") or says(b, "not_him"):
        yield from _not_him(a, b, types)
    both = _shared(a, b)
    named_later = later(a, b) and says(a, "unnamed") and not says(b, "unnamed") and _one_death(a, b)
    if not both and not named_later and not _renamed(a, b):
        return
    states = (state(a), state(b))
    if both and states[1] == "dead" and states[0] != "dead" and later(a, b) and says(a, "missing"):
        reason = "Both can be true: who was missing was found later."
        yield Found("identity", min(both), "missing", "dead", None, "update", reason)
        return
    if not both and "alive" not in states and _renamed(a, b):
        values = (", ".join(sorted(people(a))), ", ".join(sorted(people(b))))
        yield Found("identity", "name", *values, None, "contradiction", "One man has one name. Both can be true if two died.")
        return
    if "" in states:
        return
    for who in sorted(both) if set(states) != {"alive"} else ():
        if "alive" in states:
            if states == ("alive", "dead") and (gap(a, b) is None or (gap(a, b) or 0) > 0):
                continue  # a man who lived may die later
            if states == ("dead", "alive") and later(a, b) and says(b, "called_dead"):
                yield Found("identity", who, *states, None, "update", "The later report says of the earlier word that it was wrong.")
                continue
            reason = "They cannot both be true of one man. Both can be true if two bear the name."
            yield Found("identity", who, *states, None, "contradiction", reason)
        elif a.claim.type in FATAL and b.claim.type in FATAL and _two_deaths(a, b):
            reason = "A man dies once. Both can be true if two bear the name."
            size = float(gap(a, b) or 0) or None
            yield Found("identity", who, f"killed {span(a)}", f"killed {span(b)}", size, "contradiction", reason)
    if states == ("dead", "dead") and named_later and _meet(a, b):
        yield Found("identity", "name", "not named", "named", None, "update", "Both can be true: the name became known later.")


def _one_death(a: Telling, b: Telling) -> bool:
    """Whether two reports can be of one death: days and places that meet, as far as both tell them."""
    placed = a.claim.place and b.claim.place
    met = not placed or any(one_place(x, y) for x in a.claim.place for y in b.claim.place)
    return met and (gap(a, b) or 0) <= APART


def _shared(a: Telling, b: Telling) -> frozenset[str]:
    """The people that both name; who is known as a person by one may stand in the other's sentence by his bare name."""
    mine, other = people(a), people(b)
    return (mine & other) | (_ranked(a) & bare(b)) | (_ranked(b) & bare(a)) if mine or other else mine


def _renamed(a: Telling, b: Telling) -> bool:
    """Whether two reports name two people for the one man that died: "the man killed by the bomb was ..."."""
    mine, other = people(a), people(b)
    if not mine or not other or {word for name in mine for word in name.split()} & {word for name in other for word in name.split()}:
        return False
    if says(a, "named_as") and says(b, "named_as") and _called(a.claim.evidence.quote) & _called(b.claim.evidence.quote):
        return _meet(a, b)
    return (says(a, "named_as") or says(b, "named_as")) and state(a) == state(b) == "dead" and _meet(a, b)


@lru_cache(maxsize=1 << 12)
def _called(quote: str) -> frozenset[str]:
    """By what word a man is spoken of whose name is told: "the pilot ... was Captain Thura"."""
    return frozenset(match[1].lower() for match in CALLED.finditer(quote))


def _not_him(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """Whom one report names as the dead man, the other says it was not: "the dead man was not X but his driver"."""
    for told, other, turned in ((a, b, False), (b, a, True)):
        out = _ruled_out(other.claim.evidence.quote) if says(other, "not_him") else frozenset()
        if not out or says(told, "not_him") or not _fatal(told):
            continue
        who = {name for name in people(told) | bare(told) if any(name.endswith(one) or one.endswith(name) for one in out)}
        if who:
            values = ("not he", "the dead man") if turned else ("the dead man", "not he")
            yield Found("identity", min(who), *values, None, "contradiction", "They cannot both be true of one man.")
            return


@asked_once
def _fatal(telling: Telling) -> bool:
    return says(telling, "dead") or any(loss.kind == "killed" and loss.max != 0 for loss in telling.claim.losses)


@lru_cache(maxsize=1 << 12)
def _ruled_out(quote: str) -> frozenset[str]:
    """The names behind "not"."""
    return frozenset(key for match in NOT_HIM.finditer(quote) if len(key := fold(match[1])) > SHORT)


@asked_once
def _ranked(telling: Telling) -> frozenset[str]:
    """Those of its people whom it calls by a rank or an office."""
    quote = telling.claim.evidence.quote
    found = (match for match in RANKED.finditer(quote))
    return people(telling) & frozenset(fold(match[1]) for match in found)


@asked_once
def bare(telling: Telling) -> frozenset[str]:
    """The proper names of a sentence beside those of its places, folded: people among them, if others say so."""
    found = named(telling)
    places = {fold(words) for place in telling.claim.place for words in (place.name, place.text)} if found else ()
    return frozenset(name for name in found if not any(name in place for place in places))


@asked_once
def people(telling: Telling) -> frozenset[str]:
    """The names of people in the sentence, folded, without ranks."""
    claim = telling.claim
    new = (_without_rank(ref.text) for ref in claim.target if ref.id.startswith("x-"))
    names = _people(claim.evidence.quote) | frozenset([fold(name) for name in new if len(fold(name)) > SHORT])
    if not names:
        return names
    places = [fold(words) for place in claim.place if place.lat is not None for words in (place.name, place.text)]
    return frozenset(name for name in names if not any(name in place for place in places))


def _without_rank(words: str) -> str:
    """The name at the end of some words, empty when they end otherwise: "The sect's leader Shekarau" is Shekarau."""
    found = LAST.search(words)
    return found[0] if found and not BODY.search(words) else ""


@asked_once
def state(telling: Telling) -> str:
    """dead, alive, or empty when the telling says neither."""
    if telling.claim.modality != "actual":
        return "alive" if telling.claim.modality == "denied" and says(telling, "unharmed") else ""
    if says(telling, "unharmed"):
        return "alive"
    return "dead" if says(telling, "dead") or any(loss.kind == "killed" and loss.max != 0 for loss in telling.claim.losses) else ""


@lru_cache(maxsize=1 << 12)
def _people(quote: str) -> frozenset[str]:
    found = (_person(quote, match) for match in NAMES.finditer(quote))
    return frozenset(key for name in found if name and not BODY.search(name) and len(key := fold(name)) >= SHORT)


def _person(quote: str, match: re.Match[str]) -> str:
    """The name of a person among capitalised words, by a rank before it, a name that only people have, or what is said of his fate."""
    words = match[0].split()
    ranked = 0
    while ranked < len(words) and words[ranked].lower().rstrip(".") in RANKS:
        ranked += 1
    left = quote[max(0, match.start() - 24) : match.start()]
    before = BEFORE.search(left)
    name = " ".join(words[ranked:][-3:])
    if ranked or (before and before[1].lower() in RANKS):
        return name
    if (before and before[1].lower() in WHERE) or not name:
        return ""
    if words[0] in KUNYA and len(words) > 1:
        return " ".join(words[:3])
    return name if KILLED.search(left) or FATE.match(quote, match.end()) else ""


def _two_deaths(a: Telling, b: Telling) -> bool:
    """On days that do not meet, or within them at places that are surely two."""
    apart = gap(a, b)
    if apart is not None and apart > APART:
        return True
    places = [place for t in (a, b) for place in t.claim.place[:1] if place.lat is not None]
    return apart is not None and len(places) == 2 and not one_place(*places)


def _meet(a: Telling, b: Telling) -> bool:
    return bool(bag(a.claim.evidence.quote) & bag(b.claim.evidence.quote))
