"""The names under which tellings are brought together that were not taken as one event: places, people, words, each as a number.

They are given only by those that may take part in a kind of disagreement, so that few pairs are looked at in vain.
"""

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from frontlog.incidents.codes import Numbers
from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import TAKING
from frontlog.incidents.disagreements.denials import denies
from frontlog.incidents.disagreements.doers import BLAMED
from frontlog.incidents.disagreements.matter import content, named, spots, spots_of
from frontlog.incidents.disagreements.own import HAD
from frontlog.incidents.disagreements.people import bare, people, state
from frontlog.incidents.disagreements.progress import begun, besieged, ends
from frontlog.incidents.disagreements.results import HELD_OFF, result
from frontlog.incidents.telling import Telling, asked_once
from frontlog.model import PlaceRef

WORDS = 6  # of a sentence that are names
TAKEN = {"taken", "entered"}
DECIDED = HELD_OFF | TAKEN
Names = tuple[int, ...]
NOBODY: Names = ()
ODD, MIX, FULL = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, (1 << 64) - 1


@asked_once
def of_places(telling: Telling) -> Names:
    """Its places, by their words and as the gazetteer knows them; where it names none the proper names of its sentence."""
    return tuple(at(telling.claim.place) if telling.claim.place else {number(f"place|{word}") for word in spots(telling)})


def at(places: Sequence[PlaceRef]) -> set[int]:
    """The names of some places."""
    return of_spots(places) | {number(f"at|{place.id}") for place in places if place.lat is not None and place.relation == "at"}


def of_spots(places: Sequence[PlaceRef]) -> set[int]:
    """Of some places those that are in words."""
    return {number(f"place|{word}") for word in spots_of(places)}


def of_matters(telling: Telling) -> Names:
    """What a claim may be about where it names no place: the longest of its words, beside its places."""
    longest = sorted(content(telling), key=longest_first)[:WORDS]
    return tuple({*of_places(telling), *[number(f"word|{word}") for word in longest]})


def longest_first(word: str) -> tuple[int, str]:
    """The order in which words of a sentence are names."""
    return -len(word), word


def of_fates(telling: Telling) -> Names:
    """The people whose fate a telling is about."""
    if not state(telling):
        return NOBODY
    found = people(telling) | bare(telling)
    return tuple({number(f"who|{name}") for name in found}) if found else NOBODY


def of_own_words(telling: Telling) -> Names:
    """All proper names of a sentence, each as its outlet's."""
    if not telling.outlet:
        return NOBODY
    outlet = number(f"outlet|{telling.outlet}")
    return tuple({owned(outlet, number(f"name|{word}")) for word in named(telling)})


def of_own_places(telling: Telling) -> Names:
    """Its places, each as its outlet's."""
    if not telling.outlet:
        return NOBODY
    outlet = number(f"outlet|{telling.outlet}")
    return tuple({owned(outlet, number(f"place|{word}")) for word in spots(telling)})


def of_said_places(telling: Telling) -> Names:
    """The places of what is told with its day."""
    return of_places(telling) if telling.said else NOBODY


def of_takings(telling: Telling) -> Names:
    """The places that are taken, or entered, on a day that is told."""
    return of_said_places(telling) if telling.claim.type in TAKING or telling.claim.type == "advance" else NOBODY


def of_results(telling: Telling) -> Names:
    """The places of an attack that got through or was held off."""
    return of_places(telling) if result(telling) in DECIDED else NOBODY


def of_holders(telling: Telling) -> Names:
    """The places that somebody holds or takes."""
    return of_places(telling) if telling.claim.type in TAKING or telling.claim.type == "hold" else NOBODY


def of_courses(telling: Telling) -> Names:
    """The places of what begins, or ends something that may have begun before."""
    return of_places(telling) if begun(telling) or ends(telling) else NOBODY


def of_sieges(telling: Telling) -> Names:
    """The places that are besieged, or in somebody's hands."""
    return of_places(telling) if besieged(telling) or ends(telling) else NOBODY


def of_opposed_tolls(telling: Telling) -> Names:
    """The places where one who speaks for a side counts losses."""
    return of_places(telling) if telling.camp and telling.claim.losses else NOBODY


def of_blamed(telling: Telling) -> Names:
    """The places of deeds that one who speaks for a side blames on another."""
    return of_places(telling) if telling.camp and telling.claim.type in BLAMED and telling.claim.agent else NOBODY


def of_tolls(telling: Telling) -> Names:
    """The places where somebody was lost."""
    return of_places(telling) if telling.claim.losses else NOBODY


def own(telling: Telling) -> bool:
    """Whether it may be held against an outlet's earlier or later words."""
    return telling.claim.type in HAD or denies(telling) or says(telling, "disowns")


@lru_cache(maxsize=1 << 16)
def number(name: str) -> int:
    """Fifty-six bits of a name, the same in every process."""
    words = name.encode()
    return (crc32(words) << 24) ^ (crc32(words, 0x5F3759DF) & 0xFFFFFF)


def owned(outlet: int, name: int) -> int:
    """Fifty-six bits of a name as an outlet's, by the numbers of both."""
    return ((outlet ^ (name * ODD & FULL)) * MIX & FULL) >> 8


def owned_by(outlets: Numbers, names: Numbers) -> Numbers:
    """The same for many."""
    with np.errstate(over="ignore"):
        mixed = (outlets.astype(np.uint64) ^ (names.astype(np.uint64) * np.uint64(ODD))) * np.uint64(MIX)
    return (mixed >> np.uint64(8)).astype(np.int64)
