"""Disagreements between tellings that were not taken as one event: a man killed twice, a denial that names no place, an outlet that lets
a side take a place a second time.

Only few kinds are looked for, each among tellings that share a name, so that the work grows with the claims and not with their square:
every telling gives a few hooks (names as numbers), and pairs that hang on one hook are looked at.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from frontlog.incidents.block import among, distinct
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import TAKING, days
from frontlog.incidents.disagreements.denials import denials, denies, existence
from frontlog.incidents.disagreements.doers import blames, contrasts, known, strangers
from frontlog.incidents.disagreements.found import Check, Found, gap, one_outlet, opposed
from frontlog.incidents.disagreements.losses import tolls
from frontlog.incidents.disagreements.matter import content, named, one_spot, spots, things
from frontlog.incidents.disagreements.own import HAD, corrections, disowned, taken_twice
from frontlog.incidents.disagreements.people import identity, people, state
from frontlog.incidents.disagreements.progress import advanced, begun, ends, followed, progress
from frontlog.incidents.disagreements.results import HELD_OFF, holders, result, results
from frontlog.incidents.telling import Telling, asked_once
from frontlog.incidents.types import Types

_NONE = np.empty(0, np.int64)
MOST = 40  # tellings published after one that it is compared with under one name
SOON = 10  # days between the reports of a deed and of its denial
KINDS = 16  # of hooks, at most
WORDS = 6  # of a sentence that are hooks
SHARED = 2  # words of content that tie a denial without a place to a claim
EVER = 1 << 20
LONG = 120  # days in which an outlet's words are held against each other
ONCE = 14  # days between two dates of one fall
RECOUNT = 30  # days in which the dead are counted again
ONE_DAY = 3  # days that two reports of one event may be apart
TAKEN = {"taken", "entered"}
THE = re.compile(r"\b(?:the|that|this)(?: [a-z-]+)? $", re.IGNORECASE)  # before a trigger: "the strike", "that same raid"
VERB = re.compile(r"(?:ed|ing|took|shot|hit|struck|fell|held|fought)$")  # a trigger that is no noun

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The names under which tellings are brought together, which pairs are worth a look, and what is looked for. A name counts only where
    one of its tellings wants it."""

    keys: Callable[[Telling], Collection[Key]]
    wants: Callable[[Telling], bool]
    worth: Callable[[Telling, Telling], bool]
    checks: tuple[Check, ...]
    reach: int  # days between two publications


class Hooks(NamedTuple):
    """Which telling hangs on which name: numbers of names (with their family), positions of tellings, and whether they want it."""

    name: Numbers
    telling: npt.NDArray[np.int32]
    wanted: Flags


def hooks(tellings: Sequence[Telling], positions: Sequence[int]) -> Hooks:
    """The hooks of some tellings."""
    name: list[int] = []
    telling: list[int] = []
    wanted: list[bool] = []
    for position, one in zip(positions, tellings, strict=True):
        for number, (keys, _, families) in enumerate(_kinds()):
            if not (found := keys(one)):
                continue
            wants = any(family.wants(one) for family in families)
            name += [_number(key) * KINDS + number for key in found]
            telling += [position] * len(found)
            wanted += [wants] * len(found)
    return Hooks(np.array(name, np.int64), np.array(telling, np.int32), np.array(wanted, np.bool_))


@cache
def _kinds() -> tuple[tuple[Callable[[Telling], Collection[Key]], int, tuple[Family, ...]], ...]:
    """Families that ask for the same names over the same time share their hooks."""
    kinds: dict[tuple[Callable[[Telling], Collection[Key]], int], list[Family]] = {}
    for family in FAMILIES:
        kinds.setdefault((family.keys, family.reach), []).append(family)
    return tuple((keys, days_, tuple(found)) for (keys, days_), found in kinds.items())


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
    reach = np.array([days_ for _, days_, _ in _kinds()], np.int64)
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


@lru_cache(maxsize=1 << 14)
def _number(key: Key) -> int:
    """Fifty-six bits of a name, the same in every process."""
    words = "|".join(key).encode()
    return (crc32(words) << 24) ^ (crc32(words, 0x5F3759DF) & 0xFFFFFF)


def _two_reports(a: Telling, b: Telling) -> bool:
    return a.claim.document != b.claim.document and not set(a.members) & set(b.members)


@asked_once
def _spots(telling: Telling) -> set[Key]:
    return {("place", word) for word in spots(telling)}


def _matters(telling: Telling) -> set[Key]:
    """What a claim may be about where it names no place: the longest of its words."""
    return _spots(telling) | {("word", word) for word in sorted(sorted(content(telling)), key=len, reverse=True)[:WORDS]}


def _days_between(a: Telling, b: Telling) -> int:
    """Days between two publications; 0 when one is unknown."""
    return abs((a.published - b.published).days) if a.published and b.published else 0


def _denied(a: Telling, b: Telling) -> bool:
    """A denial and a claim within days: of one place, or, where the denial names none, with its doer or its words in common."""
    if denies(a) == denies(b) or _days_between(a, b) > SOON:
        return False
    if a.said and b.said and (gap(a, b) or 0) > ONE_DAY:
        return False
    shared = len(content(a) & content(b))
    if a.claim.place and b.claim.place:
        return shared > 0 and one_spot(a, b)
    return shared >= (1 if a.camp and b.camp and _days_between(a, b) <= ONE_DAY else SHARED)


def _dated_twice(a: Telling, b: Telling) -> bool:
    """Reports that name two days for what one of them speaks of as known: "the strike on the prison took place on Sunday"."""
    apart = gap(a, b)
    if apart is None or not 0 < apart <= ONE_DAY or not (a.said and b.said) or not one_spot(a, b):
        return False
    return any(_definite(t) for t in (a, b)) and not (a.again or b.again) and a.claim.type == b.claim.type and not strangers(a, b)


def _taken_on(a: Telling, b: Telling) -> bool:
    """A side takes a place on two days, by two outlets, and no word of a second time, or both speak of it as one."""
    apart = gap(a, b)
    if apart is None or not 0 < apart <= ONCE or not (a.said and b.said) or not one_spot(a, b):
        return False
    kinds = {a.claim.type, b.claim.type}
    entered = kinds == {"advance"} and says(a, "entered") and says(b, "entered")
    return (kinds <= TAKING or entered) and not strangers(a, b) and says(a, "once_more") == says(b, "once_more")


def _one_thing(a: Telling, b: Telling) -> bool:
    """The same thing of one place struck on two days that both name: "the school at X" on the 16th and on the 18th."""
    apart = gap(a, b)
    if apart is None or not 0 < apart <= ONE_DAY or not (a.said and b.said) or a.again or b.again or not one_spot(a, b):
        return False
    return bool(things(a) & things(b)) and a.claim.type == b.claim.type and not strangers(a, b)


def _held_by_two(a: Telling, b: Telling) -> bool:
    apart = gap(a, b)
    return apart is not None and apart <= 0 and _days_between(a, b) <= ONE_DAY and one_spot(a, b)


def _recounted(a: Telling, b: Telling) -> bool:
    """A later count of the dead of one place."""
    if len(a.claim.place) != 1 or len(b.claim.place) != 1:
        return False
    return says(b, "recount") and 0 < _days_between(a, b) <= RECOUNT and one_spot(a, b) and bool(a.claim.losses and b.claim.losses)


@asked_once
def _definite(telling: Telling) -> bool:
    claim = telling.claim
    before = claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)]
    return bool(THE.search(before)) and not VERB.search(claim.trigger.text)


def _held_and_taken(a: Telling, b: Telling) -> bool:
    pair, apart = {result(a), result(b)}, gap(a, b)
    if not (pair & HELD_OFF and pair & TAKEN) or apart is None or apart > 0 or not one_spot(a, b):
        return False
    return opposed(a, b) or bool(known(a.attackers) & known(b.attackers))


def _other_doer(a: Telling, b: Telling) -> bool:
    """One of them says that it was another one: "not the jihadists", "it was the herdsmen who"."""
    return (contrasts(a) or contrasts(b)) and _days_between(a, b) <= SOON and (one_spot(a, b) or len(content(a) & content(b)) >= 2)


def _cleared_up(a: Telling, b: Telling) -> bool:
    return says(a, "unconfirmed") and _days_between(a, b) <= LONG and one_spot(a, b)


def _own_names(telling: Telling) -> set[Key]:
    return {(telling.outlet, "name", word) for word in named(telling)} if telling.outlet else set()


def _corrected(a: Telling, b: Telling) -> bool:
    return one_outlet(a, b) and bool(named(a) & named(b))


def _own_word(a: Telling, b: Telling) -> bool:
    return one_outlet(a, b) and _days_between(a, b) <= LONG and one_spot(a, b)


def _fates(telling: Telling) -> set[Key]:
    """The people whose fate a telling is about."""
    return {("who", name) for name in people(telling)} if _fate(telling) else set()


def _fate(telling: Telling) -> bool:
    return bool(state(telling))


def _own(telling: Telling) -> bool:
    return telling.claim.type in HAD or denies(telling) or says(telling, "disowns")


def _own_spots(telling: Telling) -> set[Key]:
    return {(telling.outlet, *key) for key in _spots(telling)} if telling.outlet else set()


def _anyone(telling: Telling) -> bool:
    return True


def _said_spots(telling: Telling) -> set[Key]:
    return _spots(telling) if telling.said else set()


def _taking_spots(telling: Telling) -> set[Key]:
    return _said_spots(telling) if telling.claim.type in TAKING or telling.claim.type == "advance" else set()


def _result_spots(telling: Telling) -> set[Key]:
    return _spots(telling) if result(telling) in HELD_OFF | TAKEN else set()


def _holder_spots(telling: Telling) -> set[Key]:
    return _spots(telling) if telling.claim.type in TAKING or telling.claim.type == "hold" else set()


def _course_spots(telling: Telling) -> set[Key]:
    return _spots(telling) if begun(telling) or ends(telling) else set()


def _toll_spots(telling: Telling) -> set[Key]:
    return _spots(telling) if telling.claim.losses else set()


FAMILIES = (  # names are given only by those that may take part, so that few pairs are looked at in vain
    Family(_fates, _fate, lambda a, b: bool(state(a) and state(b)), (identity,), EVER),
    Family(_own_spots, _own, _own_word, (taken_twice, denials, disowned), LONG),
    Family(_matters, denies, _denied, (denials,), SOON),
    Family(_result_spots, lambda t: result(t) in HELD_OFF, _held_and_taken, (results,), ONE_DAY),
    Family(_said_spots, _definite, _dated_twice, (days,), SOON),
    Family(_taking_spots, _anyone, _taken_on, (days,), RECOUNT),
    Family(_said_spots, lambda t: bool(things(t)), _one_thing, (days,), SOON),
    Family(_holder_spots, lambda t: t.claim.type == "hold", _held_by_two, (holders, results), ONE_DAY),
    Family(_toll_spots, lambda t: says(t, "recount"), _recounted, (tolls,), RECOUNT),
    Family(_course_spots, begun, followed, (progress, advanced), ONE_DAY),
    Family(_own_names, lambda t: says(t, "correction"), _corrected, (corrections,), SOON),
    Family(_matters, contrasts, _other_doer, (blames,), SOON),
    Family(_spots, lambda t: says(t, "unconfirmed"), _cleared_up, (existence,), LONG),
)
