"""Which checks may find something between two tellings, by what each of them says alone: most pairs of one incident have nothing to check.

Each check has its ways in: pairs of conditions, one for the earlier telling and one for the later. A check finds something only where one
of its ways is open; the conditions are those that the check itself asks for first (`tests/incidents/test_possible.py` holds them together).
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from frontlog.incidents.disagreements.cues import says
from frontlog.incidents.disagreements.days import DATED, SINGULAR, days
from frontlog.incidents.disagreements.denials import denials, denies, existence
from frontlog.incidents.disagreements.doers import BLAMED, blames
from frontlog.incidents.disagreements.found import Check
from frontlog.incidents.disagreements.losses import tolls
from frontlog.incidents.disagreements.own import HAD, TAKEN, corrections, disowned, left_and_held, taken_twice
from frontlog.incidents.disagreements.people import bare, identity, people, state
from frontlog.incidents.disagreements.progress import STRIKES, TALKS, UNDER_WAY, progress, sunk, wounds
from frontlog.incidents.disagreements.results import HOLDING, damage, holders, result, results
from frontlog.incidents.telling import Telling

Condition = Callable[[Telling], object]
LEAVING = {"withdraw", "hold"}
GOING_ON = UNDER_WAY | TALKS


def _any(t: Telling) -> bool:
    return True


def _actual(t: Telling) -> bool:
    return t.claim.modality == "actual"


@cache
def _cue(name: str) -> Condition:
    return lambda t: says(t, name)


def _actually(kinds: set[str]) -> Condition:
    return lambda t: t.claim.type in kinds and t.claim.modality == "actual"


_holds, _had, _took, _leaves, _deed, _goes_on = map(_actually, (HOLDING, HAD, TAKEN, LEAVING, BLAMED, GOING_ON))


def _of_outlet(cue: str) -> Condition:
    return lambda t: bool(t.outlet) and says(t, cue)


def _losses(t: Telling) -> bool:
    return bool(t.claim.losses)


def _hurt(t: Telling) -> bool:
    return any(loss.kind == "wounded" for loss in t.claim.losses)


def _strikes(t: Telling) -> bool:
    return t.claim.type in STRIKES


def _disputed(t: Telling) -> bool:
    return t.claim.certainty == "disputed" and _actual(t)


def _unconfirmed(t: Telling) -> bool:
    return _actual(t) and says(t, "unconfirmed")


def _said_day(t: Telling) -> bool:
    return t.said and t.start is not None and t.claim.type in DATED


def _one_day(t: Telling) -> bool:
    return t.start is not None and t.claim.type in SINGULAR


def _fated(t: Telling) -> bool:
    return bool(state(t)) and bool(people(t) or bare(t))


def _missing(t: Telling) -> bool:
    return says(t, "missing") and bool(people(t) or bare(t))


def _named_as(t: Telling) -> bool:
    return says(t, "named_as") and bool(people(t))


WAYS: Sequence[tuple[Check, Sequence[tuple[Condition, Condition]]]] = (
    (results, ((result, result),)),
    (progress, ((_goes_on, _actual),)),
    (damage, ((_cue("destroyed"), _any), (_any, _cue("destroyed")))),
    (holders, ((_holds, _holds),)),
    (tolls, ((_losses, _losses), (_losses, _cue("no_toll")), (_cue("no_toll"), _losses))),
    (wounds, ((_hurt, _cue("of_wounds")),)),
    (sunk, ((_strikes, _cue("lost_since")),)),
    (denials, ((denies, _any), (_any, denies))),
    (existence, ((_disputed, _actual), (_actual, _disputed), (_unconfirmed, _cue("confirmed")))),
    (blames, ((_any, _cue("claims_it")), (_deed, _actual))),
    (days, ((_said_day, _said_day), (_one_day, _one_day))),
    (
        identity,
        (
            (_fated, _fated),
            (_missing, _fated),
            (_named_as, _any),
            (_any, _named_as),
            (_cue("unnamed"), _any),
            (_cue("not_him"), _any),
            (_any, _cue("not_him")),
        ),
    ),
    (taken_twice, ((_had, _took),)),
    (left_and_held, ((_leaves, _leaves),)),
    (disowned, ((_any, _of_outlet("disowns")),)),
    (corrections, ((_any, _of_outlet("correction")),)),
)
CHECKS: tuple[Check, ...] = tuple(check for check, _ in WAYS)
_BITS = tuple((1 << number, way) for number, way in enumerate(way for _, ways in WAYS for way in ways))
_CONDITIONS = {
    condition: (sum(bit for bit, (first, _) in _BITS if first is condition), sum(bit for bit, (_, second) in _BITS if second is condition))
    for _, way in _BITS
    for condition in way
}  # a condition that several ways have is asked once


def ways(telling: Telling) -> tuple[int, int]:
    """The ways that a telling opens as the earlier of two, and as the later one, as bits."""
    first = second = 0
    for condition, (early, late) in _CONDITIONS.items():
        if condition(telling):
            first |= early
            second |= late
    return first, second


@lru_cache(maxsize=1 << 12)
def checks(open_: int) -> tuple[Check, ...]:
    """The checks that some ways lead to, in their order."""
    out, number = [], 0
    for check, own in WAYS:
        if open_ >> number & ((1 << len(own)) - 1):
            out.append(check)
        number += len(own)
    return tuple(out)
