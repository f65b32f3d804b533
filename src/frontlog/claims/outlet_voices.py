"""Whom an outlet speaks for: by the table of outlets, else by its own name, where that is the name of a party's office.

"Ministry of Defence of Azerbaijan" and "Artsakh Information Centre" say who "we" are; "Valley Herald" does not.
"""

from functools import lru_cache

from frontlog.reference.actors import load_actors
from frontlog.reference.outlets import Outlet, load_outlets
from frontlog.reference.words import clean

_OFFICES = {
    "ministry",
    "presidency",
    "president",
    "government",
    "army",
    "military",
    "staff",
    "command",
    "administration",
    "forces",
    "embassy",
}
_OFFICE_OF_TWO = (
    "information centre",
    "information center",
    "press service",
    "press office",
    "press centre",
    "press center",
    "media office",
)
_PRESS = {
    "news",
    "times",
    "post",
    "agency",
    "herald",
    "watch",
    "monitor",
    "review",
    "daily",
    "weekly",
    "tribune",
    "observatory",
    "institute",
}
_PRESS |= {"blog", "channel", "telegram", "live", "journal"}
_TELLING = ("media", "monitor", "person", "people")


@lru_cache(maxsize=4096)
def speaking(outlet: str) -> Outlet | None:
    """The outlet of a name, with whom it speaks for; None where neither the table nor the name says anything."""
    if not outlet:
        return None
    return load_outlets().find(outlet) or _office(outlet)


def _office(name: str) -> Outlet | None:
    """The press office that a name tells of: its party is the longest name of the registry that stands in it."""
    low = clean(name)
    words = set(low.split())
    if words & _PRESS or not (words & _OFFICES or any(phrase in low for phrase in _OFFICE_OF_TWO)):
        return None
    actors = load_actors()
    parties = [actors.get(id_) for id_ in (*actors.exact(name), *actors.inside(name))]
    party = next((actor for actor in parties if actor.role not in _TELLING), None)
    if party is None:
        return None
    leaning = "state" if party.kind == "state" else "party"
    return Outlet(name, party.country, leaning, party.id, ("gov",) if leaning == "state" else (), ())
