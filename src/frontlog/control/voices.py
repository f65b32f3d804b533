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


Sort = tuple[str, str, bool]  # side, kind, whether it speaks for it


def sort_of(effect: Effect) -> Sort:
    """Effects of one sort may be tellings of one thing."""
    return effect.side, effect.kind, effect.weight > 0


def in_time(effect: Effect) -> tuple[date, date, str]:
    """The order in which tellings of one sort are gathered."""
    return _last(effect), effect.start, effect.id


def independent(effects: Sequence[Effect], copies: Mapping[str, Copy]) -> list[Effect]:
    """The effects without those that a copy only repeats: what the group's original (or first copy) already says of the place. Of a page
    that was changed, only what its newest version says of the place: the older ones are no voices beside it."""
    newest: dict[str, int] = {}
    for effect in effects:
        page, number = edition(effect.document, copies)
        newest[page] = max(number, newest.get(page, 0))
    standing = [effect for effect in effects if (found := edition(effect.document, copies)) and newest[found[0]] == found[1]]
    said: dict[tuple[str, Sort], list[Effect]] = {}
    for effect in standing:
        said.setdefault((group_of(effect.document, copies), sort_of(effect)), []).append(effect)
    return sorted((effect for same in said.values() for effect in own_words(same, copies)), key=in_time)


def own_words(same: Sequence[Effect], copies: Mapping[str, Copy]) -> list[Effect]:
    """Of effects of one sort and one origin group those that are not repeated: of its originals, or else of its first copy."""
    first = min(_rank(effect.document, copies) for effect in same)
    return [e for e in same if (rank := _rank(e.document, copies)) == first or not rank[0]]


def signals(effects: Sequence[Effect], copies: Mapping[str, Copy], params: Params) -> list[Signal]:
    """The effects of one place as signals, in order of time. Needs effects that `independent` has passed."""
    sorts: dict[Sort, list[Effect]] = {}
    for effect in sorted(effects, key=in_time):
        if effect.weight:
            sorts.setdefault(sort_of(effect), []).append(effect)
    out = [signal for _, same in sorted(sorts.items()) for _, signal in gathered(same, copies, params)]
    return sorted(out, key=lambda one: (one.end, one.start, one.kind, one.side, one.weight))


def gathered(same: Sequence[Effect], copies: Mapping[str, Copy], params: Params) -> Iterable[tuple[int, Signal]]:
    """Effects of one sort, in order of time, as signals; with each the number of its first effect."""
    for start, bunch in _bunches(same, params.days("same_claim_days")):
        yield start, _signal(bunch, copies, params)


def _rank(document: str, copies: Mapping[str, Copy]) -> tuple[bool, str]:
    return (bool(copies[document].copy_of) if document in copies else False, document)


def group_of(document: str, copies: Mapping[str, Copy]) -> str:
    return copies[document].origin_group if document in copies else document


def _last(effect: Effect) -> date:
    return effect.end or effect.start


def _bunches(effects: Iterable[Effect], slack: int) -> Iterable[tuple[int, list[Effect]]]:
    """Effects whose windows touch the first one's window, with the number of the first; sorted by their last day."""
    bunch: list[Effect] = []
    start = 0
    for number, effect in enumerate(effects):
        if bunch:
            first = _last(bunch[0])
            if effect.start > first + timedelta(days=slack) or _last(effect) > first + timedelta(days=LATEST):
                yield start, bunch
                bunch, start = [], number
        bunch.append(effect)
    if bunch:
        yield start, bunch


def _signal(bunch: Sequence[Effect], copies: Mapping[str, Copy], params: Params) -> Signal:
    """One weight per origin group (its strongest), further groups at a falling share."""
    loudest: dict[str, Effect] = {}
    for effect in sorted(bunch, key=lambda one: (-abs(one.weight), one.id)):
        loudest.setdefault(group_of(effect.document, copies), effect)
    shares = (1.0, params["voices.second"], params["voices.third"])
    ranked = sorted(loudest.values(), key=lambda one: (-abs(one.weight), one.id))
    parts = tuple(
        Part(effect, effect.weight * (shares[i] if i < len(shares) else params["voices.more"])) for i, effect in enumerate(ranked)
    )
    start, end = _window(bunch)
    start = max(start, end - timedelta(days=params.days("report.horizon")))  # "since 1946": no belief is followed for so long
    return Signal(ranked[0].kind, ranked[0].side, start, end, sum(part.weight for part in parts), parts)


def _window(bunch: Sequence[Effect]) -> tuple[date, date]:
    """A change happened where all windows overlap, if they do; a state lasted over all of them."""
    latest, earliest = max(one.start for one in bunch), min(_last(one) for one in bunch)
    if latest > earliest or bunch[0].kind in STATES:
        return min(one.start for one in bunch), max(_last(one) for one in bunch)
    return latest, earliest
