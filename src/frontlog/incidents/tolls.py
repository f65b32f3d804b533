"""What an incident cost, as bounds over its voices. "At least 12" is a bound and never the figure 12 to 12."""

from collections.abc import Sequence

from frontlog.incidents.compare import bounds
from frontlog.incidents.contradictions import age
from frontlog.incidents.telling import Telling
from frontlog.model import Loss, Tolls

PEOPLE = ("killed", "wounded", "killed_or_wounded", "captured", "surrendered", "defected")
DONE = "actual"


def tolls(group: Sequence[Telling]) -> tuple[Tolls, ...]:
    """Low, best and high by side and kind. Each voice counts with its latest figure, so an update replaces what it updates.

    best is the figure that most voices allow, the lower one when they are even; high is None while a voice leaves its end open and no
    other bounds it from above.
    """
    rows: dict[tuple[str, str], list[tuple[Telling, Loss]]] = {}
    for telling in sorted(group, key=age):
        if telling.claim.modality != DONE or telling.claim.certainty == "disputed":
            continue
        for loss in telling.claim.losses:
            if loss.kind in PEOPLE and (loss.min is not None or loss.max is not None):
                rows.setdefault((loss.side, loss.kind), []).append((telling, loss))
    return tuple(_row(side, kind, told) for (side, kind), told in sorted(rows.items()))


def _row(side: str, kind: str, told: Sequence[tuple[Telling, Loss]]) -> Tolls:
    latest: dict[str, Loss] = {}
    for telling, loss in told:
        latest[telling.voice] = loss
    figures = [latest[voice] for voice in sorted(latest)]
    best = _best(figures)
    lows = [loss.min for loss in figures if loss.min is not None]
    highs = [loss.max for loss in figures if loss.max is not None]
    open_floor = max((loss.min or 0 for loss in figures if loss.max is None), default=0)
    high = max(highs) if highs and open_floor <= max(highs) else None
    claims = tuple(sorted({member for telling, _ in told for member in telling.members}))
    return Tolls(side, kind, min([*lows, best]) if lows and best is not None else None, best, high, claims)


def _best(figures: Sequence[Loss]) -> int | None:
    """The stated number inside the most voices' bounds; the lower of equals, so that no toll is blown up by one voice."""
    stated = sorted({value for loss in figures for value in (loss.min, loss.max) if value is not None})
    if not stated:
        return None

    def allowed(value: int) -> int:
        return sum(1 for low, high in map(bounds, figures) if low <= value <= high)

    return max(stated, key=lambda value: (allowed(value), -value))
