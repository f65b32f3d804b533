"""How belief passes from day to day: quiet days let it fade, signals of change move it, within their window of days only."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from math import exp

import numpy as np

from frontlog.control.chain import Array, powers
from frontlog.control.params import Params
from frontlog.control.voices import Signal

CHANGES = ("gains", "loses", "enters", "contests", "concedes")
REVEALS = ("holds", "repels")  # they end not knowing, on their last day; a known holder they leave in place
Move = tuple[str, int, float]  # kind, number of the side, chance that the day brings it
Word = tuple[str, int, float]  # kind, number of the side, weight
SOON = 400  # silent days after which hardly any belief names anybody
LEAST = -60.0  # log-odds: no evidence of a day makes a state more unlikely than that


@lru_cache(maxsize=256)
def quiet(sides: int, params: Params) -> Array:
    """One day's matrix when nobody reports a change, for a number of sides."""
    unknown, contested = params["quiet.to_unknown"], params["quiet.to_contested"]
    size = sides + 2
    out = np.zeros((size, size))
    for i in range(size):
        if i < sides:
            row = [(1 - unknown - contested) / max(1, sides - 1)] * sides + [contested, unknown]
            hazard = params["hazard.held"]
        elif i == sides:
            row = [(1 - unknown) / sides] * sides + [0.0, unknown]
            hazard = params["hazard.contested"]
        else:
            row = [(1 - contested) / sides] * sides + [contested, 0.0]
            hazard = params["hazard.unknown"]
        row[i] = 0.0
        out[i] = [hazard * x / sum(row) for x in row]
        out[i, i] = 1 - hazard
    return out


@lru_cache(maxsize=64)
def fading(sides: int, params: Params) -> Array:
    """What many quiet days do, from none to as many as belief is followed for."""
    return powers(quiet(sides, params), params.days("report.horizon"))


def faded(last: Array, most: int, params: Params) -> Array:
    """What is left of a belief on the silent days after it: as many days as it takes until nobody is named any more, at most so many."""
    sides = len(last) - 2
    table = fading(sides, params)

    def days(count: int) -> Array:
        rows: Array = (last[None, :, None] * table[1 : count + 1]).sum(axis=1)
        return rows

    out = days(min(most, SOON))
    if most <= SOON:
        return out
    best, contested, unknown = out[-1][:sides].max(), out[-1][sides], out[-1][-1]
    nobody = best < params["report.held"] and contested < params["report.contested"] and unknown >= params["report.rivals"]
    return out if nobody else days(most)


@lru_cache(maxsize=256)
def prior(sides: int, params: Params) -> Array:
    """Belief before the first evidence."""
    held = 1 - params["prior.unknown"] - params["prior.contested"]
    return np.array([held / sides] * sides + [params["prior.contested"], params["prior.unknown"]])


def active(signal: Signal, params: Params) -> tuple[date, date] | None:
    """First and last day on which a signal makes a difference to how belief passes into the day: changes on all days of their window,
    holds on one. A short window is the publication's, and the hold is as true on its first day; a long one is only sure on its last."""
    if signal.kind in CHANGES:
        return signal.start, signal.end
    if signal.kind not in REVEALS:
        return None
    long = (signal.end - signal.start).days > params["since.days"]
    return (signal.end, signal.end) if long else (signal.start, signal.start)


def net(signal: Signal, denials: Iterable[Signal]) -> float:
    """What is left of a signal for something after the denials of the same within the same days."""
    return signal.weight + sum(s.weight for s in denials if s.start <= signal.end and s.end >= signal.start)


def daily(signal: Signal, weight: float, day: date, params: Params) -> float:
    """The chance that a change comes on a day of its window if it has not come before: each day of the window is as likely to be it."""
    chance = 1 - exp(-weight / params["change.scale"])
    chance *= params["change.reveal"] if signal.kind in REVEALS else params["change.most"]
    if signal.kind == "contests":
        chance *= params["change.contests"]
    if signal.kind in REVEALS:
        return float(chance)
    each = chance / ((signal.end - signal.start).days + 1)
    return float(each / (1 - each * (day - signal.start).days))


@lru_cache(maxsize=65536)
def change(sides: int, moves: tuple[Move, ...]) -> Array:
    """What the signals of a day make of it: entries, then losses, then gains, so that a gain has the last word.

    Gains by several sides on one day share the chance, whatever their order. A hold changes nothing known; it only ends not knowing. Who
    beats an attack off also ends the fight inside, and so does who leaves: the others are left in it.
    """
    size = sides + 2
    out = np.eye(size)
    for kind, side, chance in sorted(moves, key=lambda move: (move[0] == "loses", move)):
        if kind in ("loses", "enters", "contests"):
            out = _product(out, _move(kind, side, chance, sides))
    for kind, side, chance in moves:  # after the losses: who admits one leaves the place to those who fight for it
        if kind == "concedes" and sides > 1:
            out = _product(out, _shared([(other, chance / (sides - 1)) for other in range(sides) if other != side], (size - 1,), size))
    if gains := [(side, chance) for kind, side, chance in moves if kind == "gains"]:
        out = _product(out, _shared(gains, range(size), size))
    if repels := [(side, chance) for kind, side, chance in moves if kind == "repels"]:
        out = _product(out, _shared(repels, (sides, size - 1), size))
    if holds := [(side, chance) for kind, side, chance in moves if kind == "holds"]:
        out = _product(out, _shared(holds, (size - 1,), size))
    return out


@lru_cache(maxsize=65536)
def evidence(sides: int, words: tuple[Word, ...], params: Params) -> Array:
    """The evidence of a day as factors of every state, the largest one being 1 so that nothing overflows."""
    log = [0.0] * (sides + 2)
    for kind, own, weight in words:
        say = params.likelihood[kind]
        for side in range(sides):
            log[side] += weight * (say.own if side == own else say.other)
        log[sides] += weight * say.contested
    top = max(log)
    return np.array([exp(max(x - top, LEAST)) for x in log])


def _product(a: Array, b: Array) -> Array:
    """The matrix product, added up in the order of the states: `@` adds in another order on another machine, and the tables would differ in
    their last digits."""
    out = np.zeros_like(a)
    for k in range(len(a)):
        out += a[:, k, None] * b[k]
    return out


def _shared(goals: Sequence[tuple[int, float]], rows: Iterable[int], size: int) -> Array:
    """From each of `rows` to the goals: the chance that any of them comes true, shared in proportion."""
    total = sum(chance for _, chance in goals)
    miss = 1.0
    for _, chance in goals:
        miss *= 1 - chance
    out = np.eye(size)
    for row in rows:
        out[row] *= miss
        for goal, chance in goals:
            out[row, goal] += (1 - miss) * chance / total
    return out


def _move(kind: str, side: int, chance: float, sides: int) -> Array:
    """A loss leads from its side to unknown, from a fight to the other sides; an entry, or fighting inside, from the others (from all) to
    contested."""
    contested, unknown = sides, sides + 1
    out = np.eye(sides + 2)
    if kind == "loses":
        others = [other for other in range(sides) if other != side] or [unknown]
        out[[side, contested]] *= 1 - chance
        out[contested, others] += chance / len(others)
        out[side, unknown] += chance
        return out
    for row in range(sides + 2):
        if row != contested and (kind == "contests" or row != side):
            out[row] *= 1 - chance
            out[row, contested] += chance
    return out
