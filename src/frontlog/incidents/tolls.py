"""What an incident cost, as bounds over its voices. "At least 12" is a bound and never the figure 12 to 12.

Books differ in which single figure they print; COUNTING has their rules, and a stored toll can be read by any of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from frontlog.incidents.compare import bounds
from frontlog.incidents.disagreements.found import age
from frontlog.incidents.tallies import tally
from frontlog.incidents.telling import Telling
from frontlog.model import Loss, Tolls, quick

Rows = dict[tuple[str, str], list["Said"]]  # by side and kind
DONE = "actual"


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that a voice gives in one report, its age, and the claims that it rests on."""

    voice: str
    age: tuple[bool, date, int, str]
    members: tuple[str, ...]
    loss: Loss


_said, _tolls = quick(Said), quick(Tolls)


@dataclass(frozen=True, slots=True)
class Book:
    """A rule of counting: its name, what it prints in words, and which of low, best and high it prints as the one figure."""

    name: str
    words: str
    takes: str


COUNTING: Mapping[str, Book] = {
    "best": Book("GED best", "the figure that most voices allow, the lower one when they are even", "best"),
    "conservative": Book("ACLED conservative", "the lowest figure that a voice gives", "low"),
    "minmax": Book("Airwars min-max", "no single figure: the lowest and the highest that a voice gives", ""),
}


def by_book(toll: Tolls, book: str) -> Tolls:
    """A stored toll under another rule: low and high stay what the voices say, best is what the book prints (None: nothing between them).

    Where no voice gives a lowest figure ("up to 5") the conservative one is not stated either: nobody said 0.
    """
    rule = COUNTING[book]
    value = {"best": toll.best, "low": toll.low}.get(rule.takes)
    return replace(toll, best=value, rule=f"{rule.name}: {rule.words}")


def tolls(group: Sequence[Telling]) -> tuple[Tolls, ...]:
    """Low, best and high by side and kind. Each voice counts with what its latest report says, so an update replaces what it updates.

    best is the figure that most voices allow, the lower one when they are even; high is None while a voice leaves its end open and no
    other bounds it from above.
    """
    if not any(t.claim.losses for t in group):
        return ()
    rows: Rows = {}
    for (voice, _), told in _reports(group).items():
        for key, loss in tally(told).items():
            members = tuple(sorted({member for t in told if _counts(t, key) for member in t.members}))
            rows.setdefault(key, []).append(_said(voice, age(told[-1]), members, loss))
    _settle(rows)
    return tuple(_row(side, kind, said) for (side, kind), said in sorted(rows.items()))


def _reports(group: Sequence[Telling]) -> dict[tuple[str, str], list[Telling]]:
    """The tellings that count anybody, by voice and report, the earliest first."""
    out: dict[tuple[str, str], list[Telling]] = {}
    for telling in sorted(group, key=age):
        if telling.claim.modality == DONE and telling.claim.certainty != "disputed":
            out.setdefault((telling.voice, telling.claim.document), []).append(telling)
    return out


def _counts(telling: Telling, key: tuple[str, str]) -> bool:
    """Whether a telling has a figure for a side and kind."""
    return any((x.side, x.kind) == key and (x.min is not None or x.max is not None) for x in telling.claim.losses)


def _settle(rows: Rows) -> None:
    """What voices tell without a side is of the one side that others name: "400 killed" beside "400 soldiers killed" are the same dead. A
    voice that names the side itself means others by its second figure."""
    for kind in {kind for side, kind in rows if not side}:
        named = [side for side, other in rows if side and other == kind]
        if len(named) != 1:
            continue
        known = {said.voice for said in rows[named[0], kind]}
        nobodys = rows.pop(("", kind))
        rows[named[0], kind] = sorted(
            [*rows[named[0], kind], *(said for said in nobodys if said.voice not in known)], key=lambda said: said.age
        )
        if kept := [said for said in nobodys if said.voice in known]:
            rows["", kind] = kept


def _row(side: str, kind: str, told: Sequence[Said]) -> Tolls:
    latest = {said.voice: said.loss for said in sorted(told, key=lambda said: said.age)}
    figures = [latest[voice] for voice in sorted(latest)]
    best = _best(figures)
    lows = [loss.min for loss in figures if loss.min is not None]
    highs = [loss.max for loss in figures if loss.max is not None]
    open_floor = max((loss.min or 0 for loss in figures if loss.max is None), default=0)
    high = max(highs) if highs and open_floor <= max(highs) else None
    claims = tuple(sorted({member for said in told for member in said.members}))
    rule = COUNTING["best"]
    words = f"{rule.name}: {rule.words} ({sum(_allows(loss, best) for loss in figures)} of {len(figures)})"
    return _tolls(side, kind, min([*lows, best]) if lows and best is not None else None, best, high, claims, words)


def _best(figures: Sequence[Loss]) -> int | None:
    """The stated number inside the most voices' bounds; the lower of equals, so that no toll is blown up by one voice."""
    stated = sorted({value for loss in figures for value in (loss.min, loss.max) if value is not None})
    if not stated:
        return None
    if len(figures) == 1:
        return stated[0]
    return max(stated, key=lambda value: (sum(_allows(loss, value) for loss in figures), -value))


def _allows(loss: Loss, value: int | None) -> bool:
    low, high = bounds(loss)
    return value is not None and low <= value <= high
