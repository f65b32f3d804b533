"""Stage `control.known`: the filtered layer. What a reader of every report published until a day could say of that day.

Reads Effect, Copy, Document; writes KnownState. A report without a day of publication is known from the last day that it speaks of.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

import numpy as np

from frontlog.control.chain import Array, run
from frontlog.control.dynamics import fading
from frontlog.control.follow import Edition, followed
from frontlog.control.judge import judge, rings, runs
from frontlog.control.lane import Lane
from frontlog.control.params import Params, load_params
from frontlog.control.sides import Sides
from frontlog.control.siege import Siege
from frontlog.control.stretches import DAY, Stretch
from frontlog.control.timeline import Heard, by_place, state
from frontlog.model import Copy, Document, Effect, KnownState, Origin

ORIGIN = Origin("control.known", "2")
Told = tuple[Lane, list[Edition]]


def known(
    effects: Sequence[Effect], copies: Sequence[Copy], documents: Sequence[Document], sides: Sides | None = None
) -> Iterator[KnownState]:
    """Intervals of every place, in order of place and time. A place has none before its first report was published."""
    published = {document.id: document.published for document in documents}
    by_document = {copy.id: copy for copy in copies}
    yield from told(list(by_place(effects, copies, sides)), published, by_document)


def told(places: Sequence[Heard], published: Mapping[str, date | None], copies: Mapping[str, Copy]) -> Iterator[KnownState]:
    """The intervals of places, in their order."""
    params = load_params()
    lanes = [(n, lane, editions) for n, heard in enumerate(places) for lane, editions in _lanes(heard, published, copies)]
    found: dict[int, list[KnownState]] = defaultdict(list)
    for number, table in run([lane.chain() for _, lane, _ in lanes], smooth=False):
        n, lane, editions = lanes[number]
        for edition, stretch in _stretches(lane, editions, table, params):
            found[n].append(replace(state(KnownState, places[n], stretch, edition.near, ORIGIN), known=edition.start))
    for n in range(len(places)):
        yield from sorted(found.pop(n, []), key=lambda one: one.start)


def _lanes(heard: Heard, published: Mapping[str, date | None], copies: Mapping[str, Copy]) -> Iterator[Told]:
    """The lanes of a place, each with the editions that it tells."""
    by_day: dict[date, list[Effect]] = defaultdict(list)
    for effect in heard.told:
        by_day[published.get(effect.document) or effect.end or effect.start].append(effect)
    for _, rows in groupby(followed(by_day, copies, heard.params), key=lambda row: id(row[0])):
        same = list(rows)
        yield same[0][0], [edition for _, edition in same]


def _stretches(lane: Lane, editions: Sequence[Edition], table: Array, params: Params) -> Iterator[tuple[Edition, Stretch]]:
    """What is said of the days of each edition."""
    parts = [table[e.step : e.step + e.rows] for e in editions]
    if fades := editions[-1].fades:  # only the last edition of a place is open
        quiet_days = fading(len(lane.sides))[1 : fades + 1]
        parts.append((parts[-1][-1][None, :, None] * quiet_days).sum(axis=1))
    judged = judge(np.concatenate(parts), lane.sides, params)
    starts: list[int] = []
    around: list[Siege] = []
    at = 0
    for edition in editions:
        rows = edition.rows + edition.fades
        ring = rings(judged.code[at : at + rows], edition.start, edition.around, lane.sides)
        judged.ring[at : at + rows] = np.where(ring >= 0, ring + len(around), -1)
        around += edition.around
        starts.append(at)
        at += rows
    number = -1
    for found in runs(judged, around, lane.sides, starts):
        number += number + 1 < len(starts) and found.start >= starts[number + 1]
        edition = editions[number]
        first = edition.start + (found.start - starts[number]) * DAY
        last = found.stop == starts[number] + edition.rows + edition.fades
        end = edition.end if last else edition.start + (found.stop - starts[number]) * DAY
        silent = starts[number] + edition.rows  # what is said for ever is not judged by its silent years
        mean = float(judged.probability[found.start : silent].mean()) if end is None and found.start < silent else found.mean
        yield edition, Stretch(found.label, first, end, mean, found.least, found.second, found.second_probability)
