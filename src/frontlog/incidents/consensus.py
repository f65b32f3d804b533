"""The place and the days that the tellings of one event agree on: the most specific that is compatible with all, or with most, of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from frontlog.incidents.disagreements.matter import NOUN, general
from frontlog.incidents.distance import km, one_place
from frontlog.incidents.telling import WIDE_M, Dated
from frontlog.model import PlaceRef
from frontlog.reference.placenames import tokens


def chosen_place(group: Sequence[Dated], beside: Sequence[Dated] = ()) -> PlaceRef | None:
    """The place that most tellings allow, of those the one that most of `beside` do; then the most specific: located, not a region, a part
    before the whole, the surer point."""
    refs: list[PlaceRef] = list({(p.id, p.name, p.text, p.relation, p.uncertainty_m): p for t in group for p in t.claim.place}.values())
    if len(refs) == 1:
        return refs[0]
    if len({p.id for p in refs}) <= 1:
        return min(refs, key=_rank, default=None)
    named = Counter(p.id for t in group for p in t.claim.place)
    first = {place.id: order for order, place in reversed(list(enumerate(refs)))}
    known: dict[tuple[object, ...], bool] = {}
    allowed = {id(p): _allowed(p, group, known) for p in refs}
    return min(
        refs,
        key=lambda p: (
            p.relation == "toward",
            -allowed[id(p)],
            -_allowed(p, beside, known),
            p.lat is None,
            (p.uncertainty_m or 0) > WIDE_M,
            p.relation != "at",
            -sum(finer(p, other) for other in refs),
            -named[p.id],
            p.uncertainty_m or 0,
            first[p.id],
            *_rank(p),
        ),
    )


def _rank(place: PlaceRef) -> tuple[bool, bool, int, str, str, str]:
    """An order of places with one id, whatever the order in which they are told."""
    return (place.relation == "toward", place.relation != "at", place.uncertainty_m or 0, place.id, place.name, place.text)


def finer(a: PlaceRef, b: PlaceRef) -> bool:
    """Whether a is a part of b by its name or by the words around it: "the silo quarter of Tell Hamis" is one of Tell Hamis."""
    if (a.uncertainty_m or 0) > WIDE_M:
        return False
    if not one_place(a, b):
        return a.lat is None and b.id != "" and tokens(b.name) <= tokens(a.text) and _said_of(a.text, b.text)
    mine, other = tokens(a.name or a.text), tokens(b.name or b.text)
    if mine > other:
        return not tokens(a.text) <= tokens(b.text)  # "the Dren mill" is "the mill at Dren"
    return mine == other and a.relation == b.relation == "at" and _said_of(a.text, b.text)


def _said_of(a: str, b: str) -> bool:
    """Whether one's words hold all of the other's and a noun of what stands there: "the market of Hamra", not "the town of Hamra"."""
    mine, other = tokens(a), tokens(b)
    return mine > other and bool(set(NOUN.findall(a)) - set(NOUN.findall(b)) - general())


def span(group: Sequence[Dated]) -> tuple[date | None, date | None]:
    """The days that all tellings allow, if there are any; else from the first to the last that one of them gives.

    Days that stand in the words go before days taken from a publication date.
    """
    dated = [t for t in group if t.said and t.start and t.end] or [t for t in group if t.start and t.end]
    starts, ends = [t.start for t in dated if t.start], [t.end for t in dated if t.end]
    if not starts:
        return None, None
    return (max(starts), min(ends)) if max(starts) <= min(ends) else (min(starts), max(ends))


def _allowed(place: PlaceRef, group: Sequence[Dated], known: dict[tuple[object, ...], bool]) -> int:
    """How many tellings name this place, a part of it, or an area that it lies in. `known` are the answers for places that look alike."""
    mine, count = _look(place), 0
    for t in group:
        for other in t.claim.place:
            pair = (mine, _look(other))
            if (found := known.get(pair)) is None:
                known[pair] = found = _compatible(place, other)
            if found:
                count += 1
                break
    return count


def _look(place: PlaceRef) -> tuple[object, ...]:
    """All of a place that `_compatible` asks about."""
    return (place.id, place.name, place.text, place.relation, place.uncertainty_m, place.lat, place.lon)


def _compatible(a: PlaceRef, b: PlaceRef) -> bool:
    if one_place(a, b):
        return True
    apart = km(a, b)
    return apart is not None and apart * 1000 <= max(a.uncertainty_m or 0, b.uncertainty_m or 0)
