"""Losses over time as ranges: for each side what the reports allow, from the lowest to the highest count."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10

from frontlog.model import FrontlogError, Incident, Tolls
from frontlog.views import drawing as draw
from frontlog.views.axis import LEFT, RIGHT, WIDTH, Bins, Frame, axis, bins, frame_of
from frontlog.views.plot_counts import LONG
from frontlog.views.rows import Rows
from frontlog.views.sitrep.figures import BARE, one_each, summed
from frontlog.views.sitrep.scope import TOLD
from frontlog.views.sitrep.sources import Sources
from frontlog.views.sitrep.words import KINDS, amount, plural

TOP, LANE, ROOM, SIDES = 60, 84, 20, 8
HOW = "A bar reaches from the lowest to the highest count that reports give; the line across is the likeliest, an arrow an open end."


@dataclass(frozen=True, slots=True)
class Cost:
    """What a side lost in a part of time."""

    side: str
    start: date
    low: int
    best: int
    high: int | None


def plot_losses(rows: Rows, kind: str = "killed", first: date | None = None, last: date | None = None) -> str:
    """An SVG of the people of each side that were killed (or wounded, captured, ...). Tolls told without an event are left out: they may
    count the same people again. Raises FrontlogError for another kind, or where there is nothing to draw."""
    if kind not in KINDS:
        raise FrontlogError(f"There is no kind of losses '{kind}'.", f"Choose one of: {', '.join(KINDS)}.")
    told = [(i, t) for i in rows(Incident) if _counts(i) for t in one_each(i) if t.kind == kind]
    frame = frame_of([i.start for i, _ in told if i.start], first, last, f"people {KINDS[kind]}")
    parts = bins(frame)
    costs = _costs(told, parts)
    if not costs:
        said = f"Nothing is told of people {KINDS[kind]} from {frame.first} to {frame.last}."
        raise FrontlogError(said, "Choose other days or another kind.")
    sides = _ranked(costs)
    height = TOP + LANE * len(sides)
    sources, top = Sources(rows), max(c.high if c.high is not None else c.best for c in costs)
    title = f"People {KINDS[kind]}, {frame.first} to {frame.last}"
    bare = sum(i.type == BARE for i in rows(Incident) if any(t.kind == kind for t in i.tolls))
    notes = [HOW, f"Not drawn: {plural(bare, 'toll')} told without an event, which may count the same people again."] if bare else [HOW]
    body = [
        draw.text(LEFT, 26, title, 16, weight="bold"),
        draw.text(LEFT, 46, f"By side and {parts.unit}; the scale is that of powers of ten.", 11, colour="#555"),
        *(p for n, side in enumerate(sides) for p in _lane(side, sources, costs, frame, parts, TOP + (n + 1) * LANE, top)),
        *axis(frame, height, TOP),
        *(draw.text(LEFT, height + 40 + 16 * n, note, 11, colour="#555") for n, note in enumerate(notes)),
    ]
    return draw.page(WIDTH, height + 36 + 16 * len(notes), title, HOW, body)


def _counts(incident: Incident) -> bool:
    short = incident.start is not None and incident.end is not None and (incident.end - incident.start).days <= LONG
    return short and incident.type != BARE and incident.modality in TOLD and incident.grade not in ("discounted", "ungraded")


def _costs(told: Sequence[tuple[Incident, Tolls]], parts: Bins) -> list[Cost]:
    rows: dict[tuple[str, date], list[Tolls]] = defaultdict(list)
    for incident, toll in told:
        if start := parts.of(incident.start):
            rows[(toll.side, start)].append(toll)
    out = []
    for (side, start), tolls in sorted(rows.items()):
        total = summed(tolls)
        if total.high != 0:
            low = total.low or 0
            out.append(Cost(side, start, low, max(total.best or low, low), total.high))
    return out


def _ranked(costs: Sequence[Cost]) -> list[str]:
    """The sides that lost most."""
    total: dict[str, int] = defaultdict(int)
    for cost in costs:
        total[cost.side] += cost.best
    return sorted(total, key=lambda side: (-total[side], side))[:SIDES]


def _lane(side: str, sources: Sources, costs: Sequence[Cost], frame: Frame, parts: Bins, floor: float, top: int) -> Iterator[str]:
    name = sources.name(side) if side else "side not told"
    yield draw.text(LEFT + 6, floor - LANE + ROOM, draw.cut(name, 40), 11, weight="bold")
    for count in (n for n in (0, 1, 10, 100, 1000, 10_000, 100_000) if n == 0 or n <= top):
        y = floor - _high(count, top)
        yield draw.line((LEFT, y), (WIDTH - RIGHT, y), "#bbb" if count == 0 else "#e3e3e3", 0.5)
        yield draw.text(LEFT - 6, y + 3, f"{count:,}", 9, "end", "#888")
    for cost in (c for c in costs if c.side == side):
        x, end = frame.x(cost.start), frame.x(parts.end(cost.start))
        middle, width = (x + end) / 2, min(14.0, max(2.0, (end - x) * 0.7))
        high = cost.high if cost.high is not None else cost.best
        low_y, high_y, best_y = (floor - _high(v, top) for v in (cost.low, high, cost.best))
        since = cost.start if parts.unit == "day" else f"{parts.unit} from {cost.start}"
        title = f"{name}, {since}: {amount(cost.low, cost.high)}, most likely {cost.best:,}"
        yield draw.rectangle(middle - width / 2, high_y, width, max(low_y - high_y, 2), draw.PALETTE[4], title, stroke="#0072b2")
        yield draw.line((middle - width / 2 - 1, best_y), (middle + width / 2 + 1, best_y), "#000", 2)
        if cost.high is None:
            yield draw.area([(middle, high_y - 9), (middle + 4, high_y - 2), (middle - 4, high_y - 2)], "#0072b2", "no upper bound told")


def _high(count: int, top: int) -> float:
    """Where a count stands: zero at the floor, the highest one at the roof, powers of ten in equal steps."""
    return (LANE - ROOM) * log10(1 + count) / log10(1 + max(top, 9))
