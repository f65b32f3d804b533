"""Crowds: where very many things are told of one place and one day, that two tellings share both says less than it says elsewhere.

What agreement on a place and a day is worth was learned where few events share them (Fellegi and Sunter: agreement on a frequent value
weighs less). For each crowd the share of its pairs that are one event is estimated anew from their own scores (Saerens, Latinne and
Decaestecker 2002: expectation and maximisation over the prior), so that one event told a hundred times is no crowd of events.
"""

from collections.abc import Callable, Sequence
from math import log

import numpy as np

from frontlog.incidents.codes import Flags, Numbers, Reals
from frontlog.incidents.columns import NEVER, Columns, Crowds
from frontlog.incidents.distance import Spot, nameless
from frontlog.incidents.values import Toll
from frontlog.reference.placenames import fold

CROWDED = 40  # tellings of a place and a day from which on they are a crowd; no place and day of the incident set has half as many
# Of the pairs of one place and day in the open half of the incident set, those that are one event: 336 of 392. Asked beside a share that
# is estimated, so that a crowd like that set loses nothing.
USUAL = 0.86
ROUNDS = 50
NOTHING = -1
CHANCE = 0.18  # how often two near events that are not one have one toll (`compare`)
DENSE = 2.0  # log-odds
MOST = 3.0  # log-odds that a rare thing may be worth beyond its usual weight: some figures are copied
PEOPLE = ("killed", "wounded", "killed_or_wounded", "captured", "surrendered")
NOWHERE = -1
Score = Callable[[Numbers, Numbers], Reals]


def crowd(columns: Columns, a: Numbers, b: Numbers, score: Score) -> Crowds | None:
    """The crowds of some tellings by their pairs, whose log-odds `score` gives; None where there are none, as on nearly all days."""
    spot, own, size = _crowds(columns)
    if size.max(initial=0) < CROWDED:
        return None
    found = Crowds(spot, np.where(size >= CROWDED, size, 0), np.zeros(len(size)), *_rare(columns, own, size))
    larger = np.where(size[a] >= size[b], own[a], own[b])
    inside = found.among(a, b)
    here = a[inside], b[inside]
    loss = lowered(larger[inside], score(*here) + found.gained(*here), int(own.max(initial=0)) + 1)
    return Crowds(spot, size, np.where(size >= CROWDED, loss[own], 0.0), found.value, found.gain)


def dense(columns: Columns) -> Flags | None:
    """Which tellings stand in a crowd of many events, whose pairs lose more than DENSE; None where there are no crowds."""
    return None if columns.crowds is None else columns.crowds.loss < -DENSE


def _rare(columns: Columns, own: Numbers, size: Numbers) -> tuple[Numbers, Reals]:
    """The toll that each telling of a crowd gives, as a number, and what agreement on it is worth beyond what it is elsewhere, as log-odds:
    the log of how often two events agree on a toll, over how often this one is told in the crowd."""
    tolls = columns.coded["losses"]
    mains = [main_toll(losses) for losses in tolls.values]
    number = {toll: i for i, toll in enumerate(sorted({toll for toll in mains if toll}))}
    value = np.array([number[toll] if toll else NOTHING for toll in mains], np.int64)[tolls.of]
    gain: Reals = np.zeros(len(value))
    here = np.flatnonzero((size >= CROWDED) & (value != NOTHING))
    _, which, times = np.unique(own[here] * (len(number) + 1) + value[here], return_inverse=True, return_counts=True)
    gain[here] = np.clip(np.log(CHANCE * size[here] / times[which]), 0.0, MOST).round(2)
    return value, gain


def main_toll(losses: Sequence[Toll]) -> tuple[int, str] | None:
    """The largest toll of people that a telling counts: how many, and of which kind."""
    return max(((toll.min, toll.kind) for toll in losses if toll.min is not None and toll.kind in PEOPLE), default=None)


def _crowds(columns: Columns) -> tuple[Numbers, Numbers, Numbers]:
    """Of each telling its place as a number, its crowd (those of one place whose days end together) and how many that has."""
    places = columns.coded["place"]
    names = [_name(spots) for spots in places.values]
    number = {name: i for i, name in enumerate(sorted(set(names) - {""}))}
    spot = np.array([number.get(name, NOWHERE) for name in names], np.int64)[places.of]
    key = np.where((spot != NOWHERE) & (columns.start != NEVER), spot * (1 << 22) + columns.end, NOWHERE)
    _, own, sizes = np.unique(key, return_inverse=True, return_counts=True)
    return spot, own, np.where(key == NOWHERE, 0, sizes[own])


def _name(spots: tuple[Spot, ...]) -> str:
    return "" if not spots or nameless(spots[0]) else fold(spots[0].name)  # with a point or without


def lowered(found: Numbers, score: Reals, count: int) -> Reals:
    """What the pairs of each of so many crowds lose, as log-odds, zero or less: `found` is the crowd of each pair, `score` its log-odds."""
    odds: Reals = np.zeros(count)
    pairs, usual = np.bincount(found, minlength=count), log(USUAL / (1 - USUAL))
    for _ in range(ROUNDS):
        sure: Reals = 1 / (1 + np.exp(-np.clip(score + odds[found], -30, 30)))
        share: Reals = np.clip(np.bincount(found, sure, count) / np.maximum(1, pairs), 1e-4, 1 - 1e-4)
        odds = np.minimum(np.zeros(count), np.log(share / (1 - share)) - usual)
    odds[pairs == 0] = 0.0
    return odds.round(2)
