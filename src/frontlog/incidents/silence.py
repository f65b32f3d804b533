"""Sides that usually tell of such events: what their silence on one of them is worth is asked of the log itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frontlog.incidents.belief import Interests
from frontlog.incidents.belief_table import BeliefTable


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked of an event here: whose interests it touched, when it was, and which camps spoke of it."""

    interests: Interests
    day: date | None
    spoke: frozenset[str]


def silences(cases: Sequence[Case], table: BeliefTable) -> list[dict[str, str]]:
    """For each case the camps that are silent and usually are not, with how usually: "8 of 10". Each case is judged by the others, and only
    while the camp's voices are heard in the log at all."""
    heard = _heard(cases)
    total: Counter[tuple[str, str]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    for one in cases:
        for camp, interest in _touched(one, heard):
            total[camp, interest] += 1
            told[camp, interest] += camp in one.spoke
    return [_of(one, heard, total, told, table) for one in cases]


def _of(
    one: Case,
    heard: Mapping[str, tuple[date, date]],
    total: Mapping[tuple[str, str], int],
    told: Mapping[tuple[str, str], int],
    table: BeliefTable,
) -> dict[str, str]:
    out = {}
    for camp, interest in _touched(one, heard):
        others = total[camp, interest] - 1
        if camp not in one.spoke and others >= table.silence["least"] and told[camp, interest] / others >= table.silence["share"]:
            out[camp] = f"{told[camp, interest]} of {others}"
    return out


def _touched(one: Case, heard: Mapping[str, tuple[date, date]]) -> list[tuple[str, str]]:
    """Camps with an interest in an event that were heard in the log before and after it."""
    return [
        (camp, one.interests.of(camp))
        for camp in sorted(one.interests.winners | one.interests.losers)
        if one.day and camp in heard and heard[camp][0] <= one.day <= heard[camp][1]
    ]


def _heard(cases: Sequence[Case]) -> dict[str, tuple[date, date]]:
    """First and last day of the events that a camp spoke of."""
    days: dict[str, list[date]] = {}
    for one in cases:
        for camp in one.spoke:
            if one.day:
                days.setdefault(camp, []).append(one.day)
    return {camp: (min(found), max(found)) for camp, found in days.items()}
