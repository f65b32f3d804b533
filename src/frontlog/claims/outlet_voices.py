"""Whom an outlet speaks for: by the table of outlets, else by its own name, where that is the name of a party's office.

"Ministry of Defence of Azerbaijan" and "Artsakh Information Centre" say who "we" are; "Valley Herald" does not.
"""

import re
from collections.abc import Sequence
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
    "border service",
    "press office",
    "press centre",
    "press center",
    "media office",
    "office of the prime minister",
    "office of the chair",
    "office of the leader",
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
_OFFICE_ALONE = re.compile(
    r"^(?:(?:press |media )?office of the (?:president|prime minister|presidency|government spokesman|spokesman)"
    r"|(?:the )?presidency(?: press office)?|ministry of (?:defence|defense|foreign affairs|the interior|interior)"
    r"|(?:armed forces )?general staff|defence headquarters|defense headquarters"
    r"|(?:armed forces|army) (?:command|press office|press centre|press center))(?: .*)?$"
)
_ARMED = ("rebel", "political-militia", "identity-militia")
_TELLING = ("media", "monitor", "person", "people")


@lru_cache(maxsize=4096)
def speaking(outlet: str) -> Outlet | None:
    """The outlet of a name, with whom it speaks for; None where neither the table nor the name says anything."""
    if not outlet:
        return None
    return load_outlets().find(outlet) or _office(outlet)


def office_here(outlet: str, countries: Sequence[str]) -> Outlet | None:
    """The government's office that a name without a country tells of, "Office of the President", by what its page is most about."""
    if not countries or not _OFFICE_ALONE.match(clean(outlet)):
        return None
    state = load_actors().organ(countries[0], "government")
    return Outlet(outlet, countries[0], "state", state, ("gov",), ()) if state else None


def _office(name: str) -> Outlet | None:
    """The press office that a name tells of: its party is the longest name of the registry that stands in it; or an armed party itself."""
    low = clean(name)
    words = set(low.split())
    actors = load_actors()
    own = actors.exact(name)
    if own and actors.get(own[0]).kind in _ARMED:
        return Outlet(name, actors.get(own[0]).country, "party", own[0], (), ())
    if words & _PRESS or not (words & _OFFICES or any(phrase in low for phrase in _OFFICE_OF_TWO)):
        return None
    parties = [actors.get(id_) for id_ in (*actors.exact(name), *actors.inside(name))]
    party = next((actor for actor in parties if actor.role not in _TELLING), None)
    if party is None:
        return None
    leaning = "state" if party.kind == "state" else "party"
    return Outlet(name, party.country, leaning, party.id, ("gov",) if leaning == "state" else (), ())
