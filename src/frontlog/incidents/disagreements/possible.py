"""Which checks may find something between two tellings, by what each of them says alone: most pairs of one incident have nothing to check.

Each check has its ways in: pairs of conditions, one for the earlier telling and one for the later. A check finds something only where one
of its ways is open; the conditions are those that the check asks for first: `tests/incidents/test_short_ways.py` holds them together.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from frontlog.incidents.disagreements.cues import bit, possible, says
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

WAYS_OPEN = "ways"  # in the memory of a telling, where they were found before
LEAVING = ("withdraw", "hold")


class Condition(NamedTuple):
    """What a telling must be: of one of some types, of a modality, with a cue in its sentence, and what else is asked. Empty: any."""

    kinds: tuple[str, ...] = ()
    modality: str = ""
    cue: str = ""
    more: Callable[[Telling], object] | None = None


def said_day(t: Telling) -> bool:
    return t.said and t.start is not None


def dated(t: Telling) -> bool:
    return t.start is not None


def losses(t: Telling) -> bool:
    return bool(t.claim.losses)


def hurt(t: Telling) -> bool:
    return any(loss.kind == "wounded" for loss in t.claim.losses)


def disputed(t: Telling) -> bool:
    return t.claim.certainty == "disputed"


def of_outlet(t: Telling) -> bool:
    return bool(t.outlet)


def naming(t: Telling) -> bool:
    return bool(people(t) or bare(t))


def fated(t: Telling) -> bool:
    return bool(state(t)) and naming(t)


def _cue(name: str) -> Condition:
    return Condition(cue=name)


ANY, ACTUAL = Condition(), Condition(modality="actual")
COUNTED, FATED, DENIED, RESULT = (Condition(more=more) for more in (losses, fated, denies, result))
DISPUTED = Condition(modality="actual", more=disputed)
NAMED = Condition(cue="named_as", more=people)
HOLDS, HAS, TAKES, LEAVES, DEED = (Condition(tuple(sorted(kinds)), "actual") for kinds in (HOLDING, HAD, TAKEN, LEAVING, BLAMED))
SAID_DAY, ONE_DAY = Condition(tuple(sorted(DATED)), more=said_day), Condition(tuple(sorted(SINGULAR)), more=dated)

WAYS: Sequence[tuple[Check, Sequence[tuple[Condition, Condition]]]] = (
    (results, ((RESULT, RESULT),)),
    (progress, ((Condition(tuple(sorted(UNDER_WAY | TALKS)), "actual"), ACTUAL),)),
    (damage, ((_cue("destroyed"), ANY), (ANY, _cue("destroyed")))),
    (holders, ((HOLDS, HOLDS),)),
    (tolls, ((COUNTED, COUNTED), (COUNTED, _cue("no_toll")), (_cue("no_toll"), COUNTED))),
    (wounds, ((Condition(more=hurt), _cue("of_wounds")),)),
    (sunk, ((Condition(tuple(sorted(STRIKES))), _cue("lost_since")),)),
    (denials, ((DENIED, ANY), (ANY, DENIED))),
    (existence, ((DISPUTED, ACTUAL), (ACTUAL, DISPUTED), (Condition(modality="actual", cue="unconfirmed"), _cue("confirmed")))),
    (blames, ((ANY, _cue("claims_it")), (DEED, ACTUAL))),
    (days, ((SAID_DAY, SAID_DAY), (ONE_DAY, ONE_DAY))),
    (
        identity,
        (
            (FATED, FATED),
            (Condition(cue="missing", more=naming), FATED),
            (NAMED, ANY),
            (ANY, NAMED),
            (_cue("unnamed"), ANY),
            (_cue("not_him"), ANY),
            (ANY, _cue("not_him")),
        ),
    ),
    (taken_twice, ((HAS, TAKES),)),
    (left_and_held, ((LEAVES, LEAVES),)),
    (disowned, ((ANY, Condition(cue="disowns", more=of_outlet)),)),
    (corrections, ((ANY, Condition(cue="correction", more=of_outlet)),)),
)
CHECKS: tuple[Check, ...] = tuple(check for check, _ in WAYS)


class _Open(NamedTuple):
    """The ways that tellings of a type and a modality open in any case, and those of which more must be asked, cues first."""

    first: int
    second: int
    cues: int  # of the conditions that have one
    by_cue: Sequence[tuple[int, Condition, int, int]]
    others: Sequence[tuple[Callable[[Telling], object], int, int]]


def ways(telling: Telling) -> tuple[int, int]:
    """The ways that a telling opens as the earlier of two, and as the later one, as bits."""
    known: tuple[int, int] | None = telling.memo.get(WAYS_OPEN)
    if known is not None:
        return known
    first, second, cues, by_cue, others = _open(telling.claim.type, telling.claim.modality)
    for more, early, late in others:
        if more(telling):
            first |= early
            second |= late
    if may := possible(telling) & cues:
        for own, condition, early, late in by_cue:
            if may & own and says(telling, condition.cue) and (condition.more is None or condition.more(telling)):
                first |= early
                second |= late
    return first, second


@lru_cache(maxsize=1 << 12)
def _open(kind: str, modality: str) -> _Open:
    fixed = [0, 0]
    by_cue: list[tuple[int, Condition, int, int]] = []
    others: list[tuple[Callable[[Telling], object], int, int]] = []
    for condition, early, late in conditions():
        if (condition.kinds and kind not in condition.kinds) or condition.modality not in ("", modality):
            continue
        if condition.cue:
            by_cue.append((bit(condition.cue), condition, early, late))
        elif condition.more is not None:
            others.append((condition.more, early, late))
        else:
            fixed = [fixed[0] | early, fixed[1] | late]
    return _Open(fixed[0], fixed[1], sum({own for own, *_ in by_cue}), by_cue, others)


@cache
def conditions() -> Sequence[tuple[Condition, int, int]]:
    """Each condition once, with the ways that it opens for an earlier and for a later telling, as bits."""
    numbered = [(1 << number, *way) for number, way in enumerate(way for _, own in WAYS for way in own)]
    return [
        (
            condition,
            sum(own for own, first, _ in numbered if first == condition),
            sum(own for own, _, second in numbered if second == condition),
        )
        for condition in dict.fromkeys(condition for _, *way in numbered for condition in way)
    ]


@lru_cache(maxsize=1 << 12)
def checks(open_: int) -> tuple[Check, ...]:
    """The checks that some ways lead to, in their order."""
    out, number = [], 0
    for check, own in WAYS:
        if open_ >> number & ((1 << len(own)) - 1):
            out.append(check)
        number += len(own)
    return tuple(out)
