"""What actors are called in a text: surface forms for the tagger, regions after which an armed group is called."""

import re
from collections.abc import Callable, Iterable

from frontlog.reference.actor_rows import Actor
from frontlog.reference.countries import countries, country_names
from frontlog.reference.heads import ROLES
from frontlog.reference.words import clean

_ARMED_KINDS = frozenset({"rebel", "political-militia", "identity-militia"})
_FOES = "militants|rebels|separatists|insurgents|guerrillas"
_AFTER = re.compile(rf"^(?:{_FOES}) in (?P<region>[^\W\d_a-z][\w'’-]+)$")
_OF_WHAT = re.compile(r"\s(?:of|for)\s")
_FORCES = ("army", "air-force", "navy", "police")  # what a country's adjective before a noun names


def called_after(actors: Iterable[Actor]) -> tuple[tuple[str, str], ...]:
    """Regions whose armed group is called after them, with the group: Kashmir of "militants in Kashmir"."""
    named = ((_AFTER.match(name), a.id) for a in actors if a.kind in _ARMED_KINDS for name in a.names)
    return tuple(dict.fromkeys((found["region"], id_) for found, id_ in named if found and clean(found["region"]) not in country_names()))


def cut_short(actors: Iterable[Actor]) -> dict[str, tuple[str, ...]]:
    """Names of several words up to their "of" or "for", cleaned, with whom they may mean: the revolutionary armed forces of Colombia."""
    found: dict[str, dict[str, None]] = {}
    for actor in actors:
        if actor.kind not in (*_ARMED_KINDS, "external") or actor.generated:
            continue
        for name in actor.names:
            head = _OF_WHAT.split(name, maxsplit=1)[0]
            if head != name and " " in head:
                found.setdefault(clean(head), {})[actor.id] = None
    return {head: tuple(ids) for head, ids in found.items()}


def surfaces(actors: Iterable[Actor], organ: Callable[[str, str], str]) -> dict[str, str]:
    """Every surface form in lower case -> actor id. `organ` gives the force of a country by its role."""
    out: dict[str, str] = {}
    for actor in actors:
        if actor.generated and actor.role != "government":
            continue
        for name in actor.names:
            out.setdefault(name.lower(), actor.id)
            out.setdefault(clean(name), actor.id)
    for country in countries().values():
        organs = {role: organ(country.code, role) for role in _FORCES}
        for adjective in country.adjectives:
            for noun, role in ROLES.items():
                if role in organs:
                    out.setdefault(f"{adjective} {noun}".lower(), organs[role])
    return out
