"""How belief passes from day to day: quiet days let it fade, signals of change move it, within their window of days only."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from math import exp

from frontlog.control.chain import Matrix, Vector, identity, product, times
from frontlog.control.params import Params, load_params
from frontlog.control.voices import Signal

CHANGES = ("gains", "loses", "enters", "contests")
REVEALS = ("holds", "repels")  # they end not knowing, on their last day; a known holder they leave in place


@lru_cache(maxsize=256)
def quiet(sides: int) -> Matrix:
    """One day's matrix when nobody reports a change, for a number of sides."""
    params = load_params()
    unknown, contested = params["quiet.to_unknown"], params["quiet.to_contested"]
    size = sides + 2
    rows = []
    for i in range(size):
        if i < sides:
            out = [(1 - unknown - contested) / max(1, sides - 1)] * sides + [contested, unknown]
            hazard = params["hazard.held"]
        elif i == sides:
            out = [(1 - unknown) / sides] * sides + [0.0, unknown]
            hazard = params["hazard.contested"]
        else:
            out = [(1 - contested) / sides] * sides + [contested, 0.0]
            hazard = params["hazard.unknown"]
        out[i] = 0.0
        total = sum(out)
        rows.append(tuple(1 - hazard if j == i else hazard * x / total for j, x in enumerate(out)))
    return tuple(rows)


def prior(sides: int, params: Params) -> Vector:
    held = 1 - params["prior.unknown"] - params["prior.contested"]
    return (held / sides,) * sides + (params["prior.contested"], params["prior.unknown"])


def transitions(signals: Sequence[Signal], nodes: Sequence[date], sides: Sequence[str], params: Params) -> tuple[Vector, list[Matrix]]:
    """Belief on passing into the first node, and one day's matrix for each stretch between nodes."""
    still = quiet(len(sides))
    waiting = sorted(_nets(signals), key=lambda row: (row[0].start, row[0].end, row[0].kind, row[0].side), reverse=True)
    active: list[tuple[Signal, float]] = []
    out = []
    start = prior(len(sides), params)
    for i, day in enumerate(nodes):
        while waiting and waiting[-1][0].start <= day:
            active.append(waiting.pop())
        active = [row for row in active if row[0].end >= day]
        moving = [row for row in active if _moves(row[0], day, params)]
        change = _change(moving, sides, params) if moving else None
        if i == 0:
            start = times(start, change) if change else start
        else:
            out.append(product(still, change) if change else still)
    return start, out


def _nets(signals: Sequence[Signal]) -> list[tuple[Signal, float]]:
    """What is left of each signal for something after the denials of the same within the same days."""
    against: dict[tuple[str, str], list[Signal]] = {}
    for signal in signals:
        if signal.weight < 0:
            against.setdefault((signal.kind, signal.side), []).append(signal)
    out = []
    for signal in signals:
        denials = [s for s in against.get((signal.kind, signal.side), ()) if s.start <= signal.end and s.end >= signal.start]
        net = signal.weight + sum(s.weight for s in denials)
        if signal.weight > 0 and net > 0:
            out.append((signal, net))
    return out


def _change(active: Sequence[tuple[Signal, float]], sides: Sequence[str], params: Params) -> Matrix:
    """What signals, with their net weights, make of a day: losses, then entries, then gains, so that a gain has the last word.

    Gains by several sides on one day share the chance, whatever their order. A hold changes nothing known; it only ends not knowing.
    """
    unknown = len(sides) + 1
    out = identity(len(sides) + 2)
    gains: list[tuple[int, float]] = []
    holds: list[tuple[int, float]] = []
    for signal, net in sorted(active, key=lambda row: (row[0].kind != "loses", row[0].side, row[0].start, row[0].end)):
        chance = _daily(signal, net, params)
        if signal.kind == "gains":
            gains.append((sides.index(signal.side), chance))
        elif signal.kind in REVEALS:
            holds.append((sides.index(signal.side), chance))
        else:
            out = product(out, _move(signal, chance, sides))
    if gains:
        out = product(out, _shared(gains, range(unknown + 1), unknown + 1))
    if holds:
        out = product(out, _shared(holds, (unknown,), unknown + 1))
    return out


def _moves(signal: Signal, day: date, params: Params) -> bool:
    """Whether a signal makes a difference to how belief passes into a day: changes on all days of their window, holds on one.

    A short window is the publication's, and the hold is as true on its first day; a long one is only sure on its last.
    """
    if signal.kind in CHANGES:
        return signal.start <= day <= signal.end
    long = (signal.end - signal.start).days > params["since.days"]
    return signal.kind in REVEALS and day == (signal.end if long else signal.start)


def _shared(goals: Sequence[tuple[int, float]], rows: Iterable[int], size: int) -> Matrix:
    """From each of `rows` to the goals: the chance that any of them comes true, shared in proportion."""
    total = sum(chance for _, chance in goals)
    miss = 1.0
    for _, chance in goals:
        miss *= 1 - chance
    to = [0.0] * size
    for goal, chance in goals:
        to[goal] += (1 - miss) * chance / total
    open_rows = set(rows)
    return tuple(
        tuple(miss * x + y for x, y in zip(row, to, strict=True)) if i in open_rows else row for i, row in enumerate(identity(size))
    )


def _daily(signal: Signal, weight: float, params: Params) -> float:
    """One day's chance: the window's chance spread evenly over its days."""
    chance = 1 - exp(-weight / params["change.scale"])
    chance *= params["change.reveal"] if signal.kind in REVEALS else params["change.most"]
    if signal.kind == "contests":
        chance *= params["change.contests"]
    days = 1 if signal.kind in REVEALS else (signal.end - signal.start).days + 1
    return float(1 - (1 - chance) ** (1 / days))


def _move(signal: Signal, chance: float, sides: Sequence[str]) -> Matrix:
    """A loss leads from its side to unknown; an entry, or fighting inside, from the others (from all) to contested."""
    own, contested, unknown = sides.index(signal.side), len(sides), len(sides) + 1
    rows = []
    for i, row in enumerate(identity(len(sides) + 2)):
        moves = i == own if signal.kind == "loses" else i != contested and (signal.kind == "contests" or i != own)
        goal = unknown if signal.kind == "loses" else contested
        rows.append(tuple((1 - chance) * x + (chance if j == goal else 0.0) for j, x in enumerate(row)) if moves else row)
    return tuple(rows)
