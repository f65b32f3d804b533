"""A layer of `control.layers`, the filtered one. What a reader of every report published until a day could say of that day.

Of Effect, Copy, Document, Decision; gives KnownState.

A report without a day of publication is known from the day of the last one that has one: nobody can say that it was there before.
Where none has a day, it is known from the last day that it speaks of.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from frontlog.control.chain import Array, run
from frontlog.control.dynamics import faded
from frontlog.control.follow import Edition, followed
from frontlog.control.heard import Heard, based, by_place
from frontlog.control.judge import judge, rings, runs
from frontlog.control.lane import Lane
from frontlog.control.params import Params, load_params
from frontlog.control.reuse import Spread, renewed
from frontlog.control.sides import Sides
from frontlog.control.siege import Siege
from frontlog.control.states import state
from frontlog.control.stretches import DAY, Stretch
from frontlog.model import Copy, Decision, Document, Effect, KnownState, Origin

ORIGIN = Origin("control.known", "3")
Told = tuple[Lane, list[Edition]]


def known(
    effects: Sequence[Effect],
    copies: Sequence[Copy],
    documents: Sequence[Document],
    decisions: Sequence[Decision] = (),
    sides: Sides | None = None,
    before: Iterable[KnownState] = (),
    code: str = "",
    spread: Spread = map,
) -> Iterator[KnownState]:
    """Intervals of every place, in order of place and time. A place has none before its first report was published. `before`, `code` and
    `spread` as for `timeline`."""
    latest = max((document.published for document in documents if document.published), default=None)
    published = {document.id: document.published or latest for document in documents}
    places = [based(heard, published, code) for heard in by_place(effects, copies, decisions, sides)]
    yield from renewed(places, before, told, spread)


def told(places: Sequence[Heard]) -> list[KnownState]:
    """The intervals of places."""
    params = load_params()
    out: list[KnownState] = []
    lanes = [(heard, lane, editions) for heard in places for lane, editions in _lanes(heard)]
    for number, table in run([lane.chain() for _, lane, _ in lanes], smooth=False):
        heard, lane, editions = lanes[number]
        for edition, stretch in _stretches(lane, editions, table, params):
            out.append(state(KnownState, heard, stretch, edition.near, ORIGIN, known=edition.start))
    return out


def _lanes(heard: Heard) -> Iterator[Told]:
    """The lanes of a place, each with the editions that it tells."""
    by_day: dict[date, list[Effect]] = defaultdict(list)
    for effect in heard.told:
        by_day[heard.published.get(effect.document) or effect.end or effect.start].append(effect)
    for _, rows in groupby(followed(by_day, heard.copies, load_params()), key=lambda row: id(row[0])):
        same = list(rows)
        yield same[0][0], [edition for _, edition in same]


def _stretches(lane: Lane, editions: Sequence[Edition], table: Array, params: Params) -> Iterator[tuple[Edition, Stretch]]:
    """What is said of the days of each edition."""
    parts = [table[e.step : e.step + e.rows] for e in editions]
    silent = faded(parts[-1][-1], editions[-1].fades, params)  # only the last edition of a place is open
    rows = [len(part) for part in parts]
    rows[-1] += len(silent)
    parts.append(silent)
    judged = judge(np.concatenate(parts), lane.sides, params)
    starts: list[int] = []
    around: list[Siege] = []
    at = 0
    for edition, count in zip(editions, rows, strict=True):
        ring = rings(judged.code[at : at + count], edition.start, edition.around, lane.sides)
        judged.ring[at : at + count] = np.where(ring >= 0, ring + len(around), -1)
        around += edition.around
        starts.append(at)
        at += count
    number = -1
    for found in runs(judged, around, lane.sides, starts):
        number += number + 1 < len(starts) and found.start >= starts[number + 1]
        edition = editions[number]
        first = edition.start + (found.start - starts[number]) * DAY
        last = found.stop == starts[number] + rows[number]
        end = edition.end if last else edition.start + (found.stop - starts[number]) * DAY
        told = starts[number] + edition.rows  # what is said for ever is not judged by its silent years
        mean = float(judged.probability[found.start : told].mean()) if end is None and found.start < told else found.mean
        yield edition, Stretch(found.label, first, end, mean, found.least, found.second, found.second_probability)
