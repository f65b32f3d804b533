"""Disagreements between tellings that were not taken as one event: a man killed twice, a denial that names no place, an outlet that lets
a side take a place a second time.

Only few kinds are looked for, each among tellings that share a name, so that the work grows with the claims and not with their square:
every telling gives a few hooks (names as numbers), and pairs that hang on one hook are looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from frontlog.incidents.arrays import among, distinct
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.disagreements import names, worth
from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import days
from frontlog.incidents.disagreements.denials import denials, denies, existence
from frontlog.incidents.disagreements.doers import accusations, blames, by_nobody, contrasts
from frontlog.incidents.disagreements.found import Check, Found
from frontlog.incidents.disagreements.losses import tolls
from frontlog.incidents.disagreements.matter import things
from frontlog.incidents.disagreements.names import Names
from frontlog.incidents.disagreements.own import corrections, disowned, left_and_held, taken_twice
from frontlog.incidents.disagreements.people import identity, people, state
from frontlog.incidents.disagreements.progress import advanced, begun, besieged, fell, followed, progress
from frontlog.incidents.disagreements.results import HELD_OFF, holders, result, results
from frontlog.incidents.disagreements.worth import LONG, ONE_DAY, RECOUNT, SIEGE, SOON
from frontlog.incidents.telling import Telling
from frontlog.incidents.types import Types

_NONE = np.empty(0, np.int64)
MOST = 40  # tellings published after one that it is compared with under one name
KINDS = 16  # of hooks, at most
EVER = 1 << 20


@dataclass(frozen=True, slots=True)
class Family:
    """The names under which tellings are brought together, which pairs are worth a look, and what is looked for. A name counts only where
    one of its tellings wants it."""

    names: Callable[[Telling], Names]
    wants: Callable[[Telling], bool]
    worth: Callable[[Telling, Telling], bool]
    checks: tuple[Check, ...]
    reach: int  # days between two publications


class Hooks(NamedTuple):
    """Which telling hangs on which name: numbers of names (with their family), positions of tellings, and whether they want it."""

    name: Numbers
    telling: npt.NDArray[np.int32]
    wanted: Flags


NO_HOOKS = Hooks(_NONE, _NONE.astype(np.int32), _NONE.astype(np.bool_))


def hooks(tellings: Sequence[Telling], positions: Sequence[int]) -> Hooks:
    """The hooks of some tellings."""
    name: list[int] = []
    runs: list[tuple[int, int, int, bool]] = []  # how many names of a telling, which, of which kind, and whether it wants them
    asked_for = [(number, named, tuple(family.wants for family in families)) for number, (named, _, families) in enumerate(kinds())]
    for position, one in zip(positions, tellings, strict=True):
        for number, named, wants in asked_for:
            if found := named(one):
                name += found
                wanted = False
                for want in wants:  # a loop and no `any`: this is asked of every telling for every kind of name
                    if want(one):
                        wanted = True
                        break
                runs.append((len(found), position, number, wanted))
    if not runs:
        return NO_HOOKS
    sizes, *parts = (np.array(part) for part in zip(*runs, strict=True))
    telling, kind, asked = (np.repeat(part, sizes) for part in parts)
    return Hooks(np.array(name, np.int64) * KINDS + kind, telling.astype(np.int32), asked)


@cache
def kinds() -> tuple[tuple[Callable[[Telling], Names], int, tuple[Family, ...]], ...]:
    """Families that ask for the same names over the same time share their hooks."""
    kinds: dict[tuple[Callable[[Telling], Names], int], list[Family]] = {}
    for family in FAMILIES:
        kinds.setdefault((family.names, family.reach), []).append(family)
    return tuple((named, days_, tuple(found)) for (named, days_), found in kinds.items())


def hanging(found: Sequence[Hooks], incident: Numbers, published: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of positions, earlier published first, that hang on one name that one of them wants, and are of two incidents."""
    if not found:
        return _NONE, _NONE
    names = distinct(np.concatenate([one.name[one.wanted] for one in found]))
    kept = [among(one.name, names) for one in found]  # most names nobody wants
    used = [Hooks(one.name[here], one.telling[here], one.wanted[here]) for one, here in zip(found, kept, strict=True)]
    name, telling, wanted = (np.concatenate([getattr(one, part) for one in used]) for part in Hooks._fields)
    telling = telling.astype(np.int64)
    by = np.lexsort((telling, published[telling], name))
    name, telling, wanted = name[by], telling[by], wanted[by]
    reach = np.array([days_ for _, days_, _ in kinds()], np.int64)
    out = [np.empty((0, 2), np.int64)]
    for step in range(1, MOST + 1):
        here = np.flatnonzero((name[step:] == name[:-step]) & (wanted[step:] | wanted[:-step]))
        if not len(here):
            break
        a, b = telling[here], telling[here + step]
        fit = (incident[a] != incident[b]) & (published[b] - published[a] <= reach[name[here] % KINDS])
        out.append(np.stack((a[fit], b[fit]), axis=1))
    merged = np.unique(np.concatenate(out), axis=0)
    return merged[:, 0], merged[:, 1]


def across(a: Telling, b: Telling, types: Types) -> Iterator[Found]:
    """What an earlier and a later telling of two incidents disagree on, by the first family that finds something."""
    if not _two_reports(a, b):
        return
    for family in FAMILIES:
        if (family.wants(a) or family.wants(b)) and family.worth(a, b):
            found = [one for check in family.checks for one in check(a, b, types)]
            if found:
                yield from found
                return


def _two_reports(a: Telling, b: Telling) -> bool:
    return a.claim.document != b.claim.document and not set(a.members) & set(b.members)


def anyway(telling: Telling) -> bool:
    """Whatever it says."""
    return True


def fated(telling: Telling) -> bool:
    """Whether it tells the fate of somebody by name."""
    return bool(state(telling) and people(telling))


def held_off(telling: Telling) -> bool:
    """Whether an attack was held off."""
    return result(telling) in HELD_OFF


def holds(telling: Telling) -> bool:
    """Whether it tells who has a place."""
    return telling.claim.type == "hold"


def of_things(telling: Telling) -> bool:
    """Whether something stands at its place."""
    return bool(things(telling))


def recounts(telling: Telling) -> bool:
    """Whether the dead are counted again."""
    return says(telling, "recount")


def unclaimed(telling: Telling) -> bool:
    """Whether nobody has claimed it."""
    return says(telling, "unclaimed")


def correcting(telling: Telling) -> bool:
    """Whether it corrects an earlier report."""
    return says(telling, "correction")


def unconfirmed(telling: Telling) -> bool:
    """Whether nobody could confirm it."""
    return says(telling, "unconfirmed")


FAMILIES = (
    Family(names.of_fates, fated, lambda a, b: bool(state(a) and state(b)), (identity,), EVER),
    Family(names.of_own_places, names.own, worth.own_word, (taken_twice, left_and_held, denials, disowned), LONG),
    Family(names.of_matters, denies, worth.denied, (denials,), SOON),
    Family(names.of_results, held_off, worth.held_and_taken, (results,), ONE_DAY),
    Family(names.of_said_places, worth.definite, worth.dated_twice, (days,), SOON),
    Family(names.of_takings, anyway, worth.taken_on, (days,), RECOUNT),
    Family(names.of_said_places, of_things, worth.one_thing, (days,), SOON),
    Family(names.of_holders, holds, worth.held_by_two, (holders, results), ONE_DAY),
    Family(names.of_tolls, recounts, worth.recounted, (tolls,), RECOUNT),
    Family(names.of_opposed_tolls, anyway, worth.counted_by_both, (tolls,), ONE_DAY),
    Family(names.of_courses, begun, followed, (progress, advanced), ONE_DAY),
    Family(names.of_sieges, besieged, fell, (progress,), SIEGE),
    Family(names.of_matters, unclaimed, worth.claimed_later, (blames,), SOON),
    Family(names.of_blamed, anyway, worth.blamed_by_both, (accusations,), ONE_DAY),
    Family(names.of_own_words, correcting, worth.corrected, (corrections,), LONG),
    Family(names.of_matters, by_nobody, worth.known_later, (blames,), SOON),
    Family(names.of_matters, contrasts, worth.other_doer, (blames,), SOON),
    Family(names.of_places, unconfirmed, worth.cleared_up, (existence,), LONG),
)
