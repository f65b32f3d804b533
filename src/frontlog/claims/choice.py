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

from collections.abc import Sequence

from frontlog.claims.draft import VIOLENT, Draft
from frontlog.claims.naming import widened
from frontlog.claims.places import PlaceName
from frontlog.model import ActorRef
from frontlog.reference.actors import Actors

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
    return quoted(draft, told if draft.borrowed else ruled or told)


def quoted(draft: Draft, places: Sequence[PlaceName]) -> list[PlaceName]:
    """Places in the tagger's words, where these hold no other of them."""
    pieces = draft.told.where if draft.told else ()
    alone = [piece for piece in pieces if sum(piece.start <= p.start < piece.end for p in places) < 2]
    return [widened(place, alone) for place in places]


def doers(type_: str, agent: Sequence[ActorRef], actors: Actors) -> tuple[ActorRef, ...]:
    """The agent without those who only tell: a monitor or a newspaper attacks nobody."""
    telling = {a.id for a in agent if a.id in actors and actors.get(a.id).role in _TELLERS} if type_ in _DEEDS else set()
    return tuple(a for a in agent if a.id not in telling)
