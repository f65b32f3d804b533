"""Many tellings, few voices: effects of one place gathered into signals, where a repost adds nothing and an echo adds little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from frontlog.control.params import Params
from frontlog.model import Copy, Effect, edition

STATES = ("holds", "besieges")
LATEST = 3  # days: a telling that ends later than this after the first one is news of its own and keeps belief fresh


@dataclass(frozen=True, slots=True)
class Part:
    """One effect and how much of its weight was used."""

    effect: Effect
    weight: float


@dataclass(frozen=True, slots=True)
class Signal:
    """Tellings of one thing: a side gains, holds, enters ... a place within a window of days, with the voices' joint weight."""

    kind: str
    side: str
    start: date
    end: date
    weight: float
    parts: tuple[Part, ...]


def independent(effects: Sequence[Effect], copies: Mapping[str, Copy]) -> list[Effect]:
    """The effects without those that a copy only repeats: what the group's original (or first copy) already says of the place. Of a page
    that was changed, only what its newest version says of the place: the older ones are no voices beside it."""
    newest: dict[str, int] = {}
    for effect in effects:
        page, number = edition(effect.document, copies)
        newest[page] = max(number, newest.get(page, 0))
    standing = [effect for effect in effects if (found := edition(effect.document, copies)) and newest[found[0]] == found[1]]
    said: dict[tuple[str, str, str, bool], str] = {}
    out = []
    for effect in sorted(standing, key=lambda one: (*_rank(one.document, copies), one.start, one.id)):
        key = (_group(effect.document, copies), effect.side, effect.kind, effect.weight > 0)
        first = said.setdefault(key, effect.document)
        if first == effect.document or not _rank(effect.document, copies)[0]:
            out.append(effect)
    return out


def signals(effects: Sequence[Effect], copies: Mapping[str, Copy], params: Params) -> list[Signal]:
    """The effects of one place as signals, in order of time. Needs effects that `independent` has passed."""
    sorts: dict[tuple[str, str, bool], list[Effect]] = {}
    for effect in sorted(effects, key=lambda one: (one.end or one.start, one.start, one.id)):
        if effect.weight:
            sorts.setdefault((effect.side, effect.kind, effect.weight > 0), []).append(effect)
    out = [_signal(bunch, copies, params) for _, same in sorted(sorts.items()) for bunch in _bunches(same, params.days("same_claim_days"))]
    return sorted(out, key=lambda one: (one.end, one.start, one.kind, one.side, one.weight))


def _rank(document: str, copies: Mapping[str, Copy]) -> tuple[bool, str]:
    return (bool(copies[document].copy_of) if document in copies else False, document)


def _group(document: str, copies: Mapping[str, Copy]) -> str:
    return copies[document].origin_group if document in copies else document


def _last(effect: Effect) -> date:
    return effect.end or effect.start


def _bunches(effects: Iterable[Effect], slack: int) -> Iterable[list[Effect]]:
    """Effects whose windows touch the first one's window; sorted by their last day."""
    bunch: list[Effect] = []
    for effect in effects:
        if bunch:
            first = _last(bunch[0])
            if effect.start > first + timedelta(days=slack) or _last(effect) > first + timedelta(days=LATEST):
                yield bunch
                bunch = []
        bunch.append(effect)
    if bunch:
        yield bunch


def _signal(bunch: Sequence[Effect], copies: Mapping[str, Copy], params: Params) -> Signal:
    """One weight per origin group (its strongest), further groups at a falling share."""
    loudest: dict[str, Effect] = {}
    for effect in sorted(bunch, key=lambda one: (-abs(one.weight), one.id)):
        loudest.setdefault(_group(effect.document, copies), effect)
    shares = (1.0, params["voices.second"], params["voices.third"])
    ranked = sorted(loudest.values(), key=lambda one: (-abs(one.weight), one.id))
    parts = tuple(
        Part(effect, effect.weight * (shares[i] if i < len(shares) else params["voices.more"])) for i, effect in enumerate(ranked)
    )
    start, end = _window(bunch)
    return Signal(ranked[0].kind, ranked[0].side, start, end, sum(part.weight for part in parts), parts)


def _window(bunch: Sequence[Effect]) -> tuple[date, date]:
    """A change happened where all windows overlap, if they do; a state lasted over all of them."""
    latest, earliest = max(one.start for one in bunch), min(_last(one) for one in bunch)
    if latest > earliest or bunch[0].kind in STATES:
        return min(one.start for one in bunch), max(_last(one) for one in bunch)
    return latest, earliest
