"""Key figures: people killed, wounded, captured, summed over the incidents of these days as ranges, with their independent origins.

A sum of lower bounds is a lower bound, and a sum of upper bounds an upper one as long as every incident has one. Tolls that reports tell
without an event ("the army lost 300 men this month") or of a longer time than the report's ("the war has killed 10,000") may count the same
people again: they are summed apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from frontlog.model import Incident, Tolls
from frontlog.views.sitrep.scope import TOLD, Scope
from frontlog.views.sitrep.shapes import Figure, Sentence
from frontlog.views.sitrep.words import KINDS, amount, name, plural, upper

BARE = "losses"  # the type of claims that tell a toll and no event
LONG = 14  # days: what took longer and reaches beyond the days of the report is a sum of many events
ORDER = {kind: n for n, kind in enumerate(KINDS)}
Told = tuple[Incident, Tolls]


@dataclass(frozen=True, slots=True)
class Range:
    """People of one incident, or of many: None is an unknown bound."""

    low: int | None
    best: int | None
    high: int | None


def figures(scope: Scope) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures by side and kind, the largest first: of events, and of tolls told without one."""
    counted = [i for i in scope.incidents() if i.modality in TOLD and i.grade not in ("discounted", "ungraded")]
    long = [i for i in counted if _long(i, scope)]
    events = [i for i in counted if i.type != BARE and i not in long]
    bare = [i for i in counted if i.type == BARE and i not in long]
    apart = (*_ranked(bare, scope, "Told without an event: "), *_ranked(long, scope, "Told of a longer time: "))
    return tuple(_ranked(events, scope, "")), apart


def _long(incident: Incident, scope: Scope) -> bool:
    """Whether an incident is told of a time that began long before these days, or whose beginning is not known: a war's dead so far."""
    if incident.start is None or incident.end is None:
        return incident.start is None
    return not scope.whole(incident) and (incident.end - incident.start).days > LONG


def _ranked(incidents: Sequence[Incident], scope: Scope, before: str) -> list[Figure]:
    rows: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for incident in incidents:
        for toll in one_each(incident):
            rows[(toll.kind, toll.side)].append((incident, toll))
    found = (_figure(kind, side, told, scope, before) for (kind, side), told in rows.items())
    ranked = [f for f in found if f is not None]
    return sorted(ranked, key=lambda f: (ORDER.get(f.kind, len(ORDER)), -(f.best or f.low or 0), f.side))


def one_each(incident: Incident) -> Iterator[Tolls]:
    """The tolls of an incident. Where one report names whose people they were and another does not, they are the same people: the range
    of the named side takes in both figures."""
    for kind in dict.fromkeys(t.kind for t in incident.tolls):
        rows = [t for t in incident.tolls if t.kind == kind]
        named = [t for t in rows if t.side]
        if len(named) == 1 and len(rows) == 2:
            yield _joined(named[0], next(t for t in rows if not t.side))
        else:
            yield from rows


def _joined(named: Tolls, other: Tolls) -> Tolls:
    lows = [v for v in (named.low, other.low) if v is not None]
    highs = None if named.high is None or other.high is None else max(named.high, other.high)
    return Tolls(named.side, named.kind, min(lows, default=None), named.best, highs, tuple(sorted({*named.claims, *other.claims})))


def summed(told: Iterable[Tolls]) -> Range:
    """Sums of bounds. An incident whose upper end is open leaves that of the sum open."""
    rows = list(told)
    low = [t.low for t in rows if t.low is not None]
    best = [t.best for t in rows if t.best is not None]
    high = [t.high for t in rows if t.high is not None]
    return Range(sum(low) if low else None, sum(best) if best else None, sum(high) if len(high) == len(rows) else None)


def _figure(kind: str, side: str, told: Sequence[Told], scope: Scope, before: str) -> Figure | None:
    claims = [c for _, toll in told for c in toll.claims]
    citations = scope.sources.cite((c for _, toll in told for c in _one_a_voice(toll, scope)), None)
    if not citations or all(toll.high == 0 for _, toll in told):  # "no one was hurt" is no figure
        return None
    total, origins = summed(toll for _, toll in told), len(scope.sources.origins(claims))
    outside = sum(not scope.whole(incident) for incident, _ in told)
    who = scope.sources.name(side) if side else "side not stated"
    likely = f", most likely {total.best:,}" if total.best not in (None, total.low, total.high) else ""
    where = f"in {plural(len(told), 'incident')}, on {plural(origins, 'independent origin')}"
    which = "which" if outside == len(told) else f"{outside} of which"
    partly = f", {which} may lie outside these days" if outside else ""
    text = upper(f"{before}{KINDS.get(kind, kind)} ({name(who)}): {amount(total.low, total.high)}{likely}, {where}{partly}.")
    record = told[0][0].id if len(told) == 1 else ""
    sentence = Sentence(text, record, citations)
    return Figure(kind, side, who, total.low, total.best, total.high, len(told), origins, sentence)


def _one_a_voice(toll: Tolls, scope: Scope) -> list[str]:
    """A claim of each voice behind the toll of one incident: the sum can be followed to every one of its parts."""
    return [c.claim for c in scope.sources.voices(toll.claims)]
