"""From pairs of claims to the days on which a report may have been published."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log1p

from frontlog.incidents.dating.pairs import Pair
from frontlog.incidents.dating.table import Table
from frontlog.model import Fellow

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """The days, how likely they are, and the pairs that speak for the likeliest; no days where that is not enough, and why."""

    start: date | None
    end: date | None
    likeliest: date | None
    probability: float
    fellows: tuple[Fellow, ...]
    reason: str


def place_in_time(found: Sequence[Pair], near: Collection[date], first: date | None, last: date | None, table: Table) -> Found | None:
    """When a report was published whose claims stand in such pairs. `near`: days about those of the dated reports. `first` and `last`: days
    before which, or after which, it was not. None where no pair speaks for any day."""
    by_day: dict[date, list[tuple[float, Pair]]] = defaultdict(list)
    for pair in found:
        for day, chance in pair.days.items():
            if (first is None or day >= first) and (last is None or day <= last):
                by_day[day].append((log1p(exp(pair.fellow.weight) * chance), pair))
    if not by_day:
        return None
    told = {day: _told(rows) for day, rows in by_day.items()}
    prior = {day: _prior(day, near, table) for day in told}
    weight = {day: prior[day] * exp(sum(gain for gain, _ in told[day])) for day in told}
    whole = sum(weight.values()) + max(0.0, 1 - sum(prior.values()))
    best = min(weight, key=lambda day: (-weight[day], day))
    days = _about(best, weight, table)
    probability = sum(weight.get(day, 0.0) for day in days) / whole  # a day between two may be none that anything speaks for
    fellows = tuple(pair.fellow for _, pair in told[best])
    alone = len(told[best]) == 1 and not told[best][0][1].marked
    if probability >= table["least"] and len(days) <= table.days("widest") and not alone:
        return Found(days[0], days[-1], best, round(probability, 3), fellows, _because(fellows))
    if alone:
        reason = f"one event alone, and no toll or name that both tell of it, speaks for about {best}"
    elif probability >= table["least"]:
        reason = f"it may have been published on any of {len(days)} days"
    else:
        reason = f"likeliest about {best}, but only to {probability:.2f} (asked: {table['least']:.2f})"
    return Found(None, None, None, round(probability, 3), fellows, reason)


def _told(rows: Sequence[tuple[float, Pair]]) -> list[tuple[float, Pair]]:
    """The pairs that count for a day: each event of either side once, the strongest first."""
    out: list[tuple[float, Pair]] = []
    mine: set[tuple[str, str]] = set()
    others: set[tuple[str, str]] = set()
    for gain, pair in sorted(rows, key=lambda row: (-row[0], row[1].fellow.claim, row[1].fellow.other)):
        if pair.mine not in mine and pair.other not in others:
            mine.add(pair.mine)
            others.add(pair.other)
            out.append((gain, pair))
    return out


def _prior(day: date, near: Collection[date], table: Table) -> float:
    """How likely a day is before anything is compared."""
    elsewhere = (1 - table["prior.near"]) / table["prior.elsewhere"]
    return elsewhere + (table["prior.near"] / len(near) if day in near else 0.0)


def _about(best: date, weight: dict[date, float], table: Table) -> list[date]:
    """The days about the likeliest one that hold most of what is believed of the time around it: the heavier neighbour joins first."""
    around = sum(share for day, share in weight.items() if abs((day - best).days) <= table.days("widest"))
    first = last = best
    held = weight[best]
    while held < table["share"] * around:
        before, after = weight.get(first - DAY, 0.0), weight.get(last + DAY, 0.0)
        if before > after:
            first, held = first - DAY, held + before
        else:
            last, held = last + DAY, held + after
        if (last - first).days > 2 * table.days("widest"):
            break
    return [first + n * DAY for n in range((last - first).days + 1)]


def _because(fellows: Sequence[Fellow]) -> str:
    documents = len({one.document for one in fellows})
    return f"told by others: {len(fellows)} event{'s' * (len(fellows) > 1)} of {documents} dated report{'s' * (documents > 1)}"
