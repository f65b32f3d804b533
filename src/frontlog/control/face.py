"""Claims of having a place taken at face value: whose stands when, and where nothing but such a claim speaks for anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from frontlog.control.params import Params
from frontlog.control.stretches import DAY, Account, Stretch
from frontlog.control.voices import Signal

HAVE = ("gains", "holds", "repels")


class Claimed(NamedTuple):
    """Days (end excluded, None: nothing ended it) on which a side's claim stands."""

    start: date
    end: date | None
    side: str


def claims(found: Sequence[Signal], params: Params) -> Iterator[Claimed]:
    """The claims of a place in order of time; the later of two claims of one day stands."""
    turns: list[tuple[date, str]] = []
    for signal in sorted(found, key=lambda s: (s.end, s.kind in HAVE, s.weight, s.side)):
        if signal.weight <= 0:
            continue
        side = turns[-1][1] if turns else ""
        now = signal.side if signal.kind in HAVE else "" if _ends(signal, side) else side
        if now != side:
            turns.append((signal.end, now))
    last = max((s.end for s in found), default=date.min)
    lapse = last + timedelta(days=params.days("report.horizon"))
    for (start, side), (end, _) in pairwise([*turns, (lapse, "")]):
        if side and start < end:
            yield Claimed(start, end if end != lapse else None, side)


def _ends(signal: Signal, side: str) -> bool:
    return (signal.kind == "loses" and signal.side == side) or (signal.kind == "enters" and signal.side != side)


def fresh(found: Sequence[Signal], params: Params) -> list[Claimed]:
    """The same, each no longer than its side's last word for it is news."""
    out = []
    for claim in claims(found, params):
        words = (s.end for s in found if s.kind in HAVE and s.side == claim.side and s.weight > 0 and s.end >= claim.start)
        last = max(end for end in words if claim.end is None or end < claim.end)
        stale = last + timedelta(days=params.days("claimed.fresh"))
        out.append(claim._replace(end=min(claim.end, stale) if claim.end else stale))
    return out


def claimed_only(account: Account, told: Sequence[Stretch], standing: Sequence[Claimed]) -> list[Stretch]:
    """Intervals of a place, those of which nothing is known cut where somebody's claim begins or ends, and marked with whose it is. What
    was unknown before anybody claimed the place is left out."""
    out = [part for one in told for part in (_cut(account, one, standing) if one.label.state == "unknown" else [one])]
    while out and out[0].label.state == "unknown" and not out[0].label.claimed_by:
        out.pop(0)
    return out


def _cut(account: Account, one: Stretch, standing: Sequence[Claimed]) -> Iterator[Stretch]:
    at = one.start
    for claim in standing:
        start = max(at, claim.start)
        end = claim.end if one.end is None else min(one.end, claim.end or one.end)
        if end is None or start >= end:
            continue
        if at < start:
            yield _part(account, one, at, start, "")
        yield _part(account, one, start, end, claim.side)
        at = end
    if one.end is None or at < one.end:
        yield _part(account, one, at, one.end, "")


def _part(account: Account, one: Stretch, start: date, end: date | None, side: str) -> Stretch:
    """A part of an interval of which nothing is known, with how likely that is on its own days. An open one keeps what is said of all."""
    label = replace(one.label, claimed_by=side)
    if end is None or (start, end) == (one.start, one.end):
        return replace(one, label=label, start=start)
    shares = account.belief.between(start, end - DAY)[:, -1]
    return replace(one, label=label, start=start, end=end, probability=float(shares.mean()), least=float(shares.min()))
