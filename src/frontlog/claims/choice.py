"""Whose word stands where the rules and the tagger read a participant or a place of one claim.

Claims found in 40 reports that the tagger was not trained on, by `benchmarks/slots.py` (even half of the reports / odd half), where both
read something:

| slot | claims | rules right | tagger right |
|---|---|---|---|
| agent of a verb | 111 / 51 | 111 / 45 | 108 / 45 |
| agent of a noun | 25 / 27 | 21 / 20 | 21 / 25 |
| target | 44 / 32 | 38 / 26 | 35 / 28 |
| place | 122 / 81 | 96 / 59 | 84 / 47 |

So the rules speak first and the tagger fills what they leave empty, with two exceptions. Who is behind a noun ("the shelling") the tagger
knows better: strict F1 .410 / .269 against .407 / .248. And a place that the rules only borrowed from another act of the sentence falls
where the tagger read the event: .410 / .256 against .407 / .248, and .407 / .252 when the tagger's place is merely preferred.
"""

import re
from collections.abc import Sequence

from frontlog.claims.draft import VIOLENT, Draft
from frontlog.claims.place_quotes import widened
from frontlog.claims.places import PlaceName
from frontlog.grammar.clauses import FINITE
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors
from frontlog.reference.countries import country_names
from frontlog.reference.words import clean

_AT = r"in|near|around|at|on|outside|inside|over|across|along"
_LIST = re.compile(r",?\s+(?:and|or|as well as)\s+(?:(?:{_AT})\s+)?(?:the\s+)?", re.IGNORECASE)
_TELLERS = ("media", "monitor")
_DEEDS = (*VIOLENT, "capture", "advance", "besiege", "losses")


def chosen_agent(draft: Draft, ruled: tuple[ActorRef, ...], told: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """Who does it. Of fighting whose two sides the grammar found ("clashes between A and B") it knows both."""
    if draft.type == "clash" and draft.agent and draft.target and ruled:
        return ruled
    return told or ruled if draft.hit.form == "noun" else ruled or told


def chosen_target(draft: Draft, ruled: tuple[ActorRef, ...], told: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """On whom, against whom.

    Whom a statement is about the tagger knows better: even half .430 strict against .427, targets .804 against .800.
    """
    return told if draft.type == "statement" else ruled or told


def chosen_places(draft: Draft, ruled: Sequence[PlaceName], told: Sequence[PlaceName]) -> list[PlaceName]:
    """Where it happens, quoted in the tagger's words where they hold more than the name: "a camp near [Damboa], Borno State".

    Gold annotations quote whole phrases, and so do people; words of the tagger that hold two of the places are no quote of either.
    """
    wider = bool(told) and all(_country(name) for name in ruled) and not any(_country(name) for name in told)
    rest = [*told, *_listed(draft, told, ruled)] if draft.borrowed else told
    places = rest if draft.borrowed or wider else [*ruled, *_listed(draft, ruled, told)] or told
    places = [place for place in places if place.text.lower() not in ("the", "of", "a")]
    return quoted(draft, places)


def quoted(draft: Draft, places: Sequence[PlaceName]) -> list[PlaceName]:
    """Places in the tagger's words, where these hold no other of them."""
    pieces = draft.told.where if draft.told else ()
    alone = [piece for piece in pieces if sum(piece.start <= p.start < piece.end for p in places) < 2]
    return [widened(place, alone) for place in places]


def _country(name: PlaceName) -> bool:
    """Whether a place is a whole country: "held Mucojo ... in [Mozambique]" tells of Mucojo."""
    return clean(name.name) in country_names()


def _listed(draft: Draft, ruled: Sequence[PlaceName], told: Sequence[PlaceName]) -> list[PlaceName]:
    """Places that only the tagger knows and that the sentence lists behind one of the rules': "at Haifa and [the Krayot]"."""
    text, base = draft.line.sentence.span.quote, draft.line.sentence.span.start
    out: list[PlaceName] = []
    for name in sorted(told, key=lambda n: n.start):
        known = (*ruled, *out)
        again = any(n.start < name.end and name.start < n.end for n in known)
        if base > name.start or again or _verbal_or_counted(draft, name):
            continue
        ends = ((n.start, end) for n in known for end in (n.end, n.whole.end if n.whole else n.end))
        if any(start < name.start and end <= name.start and _LIST.fullmatch(text[end - base : name.start - base]) for start, end in ends):
            out.append(name)
    return out


def _verbal_or_counted(draft: Draft, name: PlaceName) -> bool:
    """Whether the words begin with a verb or only count: "took Mork and [retook Latamna]", "holds Mork and [two villages]"."""
    at = next((i for i, t in enumerate(draft.line.tokens) if t.start == name.start - draft.line.sentence.span.start), -1)
    return at < 0 or draft.line.tag(at) in (*FINITE, "VBG", "NUM")


def doers(type_: str, agent: Sequence[ActorRef], actors: Actors) -> tuple[ActorRef, ...]:
    """The agent without those who only tell: a monitor or a newspaper attacks nobody."""
    telling = {a.id for a in agent if a.id in actors and actors.get(a.id).role in _TELLERS} if type_ in _DEEDS else set()
    return tuple(a for a in agent if a.id not in telling)
