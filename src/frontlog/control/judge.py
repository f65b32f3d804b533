"""From probabilities to words: which state is named on each day, how likely it is, and which other side is likeliest beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from frontlog.control.chain import Array
from frontlog.control.params import Params
from frontlog.control.siege import Siege

UNKNOWN, CONTESTED, HELD = 0, 1, 2  # codes of states; a holder's is HELD plus its number


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a place on a day."""

    state: str
    holder: str = ""
    besieged_by: str = ""
    claimed_by: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of each of some days in a row."""

    code: NDArray[np.intp]
    ring: NDArray[np.intp]  # number of the siege around the holder; -1 where there is none
    probability: Array
    second: NDArray[np.intp]  # number of the likeliest side beside the one that is named, -1 where there is no other
    second_probability: Array


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row of which the same is said: rows `start` to `stop` (excluded). The second side is that of the day of the least."""

    label: Label
    start: int
    stop: int
    mean: float
    least: float
    second: str
    second_probability: float


def judge(table: Array, sides: Sequence[str], params: Params) -> Judged:
    """Judgement of days without the sieges around them."""
    days, count = len(table), len(sides)
    held, contested, unknown = table[:, :count], table[:, count], table[:, count + 1]
    rows = np.arange(days)
    top = held.argmax(axis=1)
    best = held[rows, top]
    code = np.full(days, UNKNOWN)
    rivals = (unknown < params["report.rivals"]) & (1 - unknown - best >= best)  # sides disagree, none likelier than the rest
    code[rivals] = CONTESTED
    fought = (contested >= params["report.contested"]) & (contested >= np.maximum(unknown, best))
    code[fought] = CONTESTED
    named = best >= params["report.held"]
    code[named] = HELD + top[named]
    probability = np.where(named, best, np.where(fought, contested, np.where(code == CONTESTED, 1 - unknown - best, unknown)))
    second, second_probability = top.copy(), best.copy()
    if named.any():
        others = held.copy()
        others[rows, top] = -1.0
        second[named] = others.argmax(axis=1)[named] if count > 1 else -1
        second_probability[named] = others.max(axis=1)[named] if count > 1 else 0.0
    return Judged(code, np.full(days, -1), probability, second, second_probability)


def rings(code: NDArray[np.intp], first: date, around: Sequence[Siege], sides: Sequence[str]) -> NDArray[np.intp]:
    """The number of the latest siege by another side around the holder, for days in a row the first of which is `first`."""
    out = np.full(len(code), -1)
    for number, siege in enumerate(around):
        own = HELD + sides.index(siege.side)
        a, b = max(0, (siege.start - first).days), max(0, (siege.end - first).days)
        part = code[a:b]
        out[a:b][(part >= HELD) & (part != own)] = number
    return out


def runs(judged: Judged, around: Sequence[Siege], sides: Sequence[str], cuts: Sequence[int] = ()) -> Iterator[Run]:
    """Judged days as runs of one label; they are also cut before the rows `cuts`."""
    change = (judged.code[1:] != judged.code[:-1]) | (judged.ring[1:] != judged.ring[:-1])
    starts = sorted({0, *(np.flatnonzero(change) + 1).tolist(), *cuts}) if len(judged.code) else []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(judged.code)
        part = judged.probability[start:stop]
        low = start + int(part.argmin())
        second = int(judged.second[low])
        yield Run(
            _label(int(judged.code[start]), int(judged.ring[start]), around, sides),
            start,
            stop,
            float(part.mean()),
            float(part.min()),
            sides[second] if second >= 0 else "",
            float(judged.second_probability[low]),
        )


def _label(code: int, ring: int, around: Sequence[Siege], sides: Sequence[str]) -> Label:
    if code < HELD:
        return Label("contested" if code == CONTESTED else "unknown")
    siege = around[ring] if ring >= 0 else None
    return Label("besieged" if siege and not siege.inside else "held", sides[code - HELD], siege.side if siege else "")
