"""Parameters of belief estimated from a log by expectation and maximisation: how soon holds, fights and not knowing end, and how a place is
found when it is first heard of.

Only what quiet days and first days tell is estimated. What reports are worth is not: a log does not say who was right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontlog.control.belief import chain_of, sides_of, split
from frontlog.control.counting import Counts, counts
from frontlog.control.params import Params
from frontlog.control.voices import Signal

ROUNDS = 30
STEADY = 0.01  # an estimate that moves by less than this share of itself is steady
ENOUGH = 20.0  # expected cases of what a parameter counts; with fewer the shipped value should stay
WORTH = 5.0  # cases that the shipped value counts for beside those of the log
FEW = 1e-5  # no chance is smaller


@dataclass(frozen=True, slots=True)
class Estimate:
    """A parameter: what is shipped, what the log says, and from how many expected cases. `few`: too few to go by."""

    name: str
    shipped: float
    value: float
    cases: float
    few: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Estimates with the log-likelihood (up to a constant) of each round."""

    estimates: tuple[Estimate, ...]
    likelihoods: tuple[float, ...]
    params: Params


def fit(places: Sequence[Sequence[Signal]], params: Params, worth: float = WORTH, enough: float = ENOUGH) -> Fit:
    """Estimates from the signals of places."""
    now, likelihoods = params, []
    rows: list[Estimate] = []
    for _ in range(ROUNDS):
        chains = [chain_of(age, sides_of(signals), now) for signals in places for age in split(signals, params)]
        found = counts(chains)
        likelihoods.append(sum(one.likelihood for one in found.values()))
        rows = list(_estimates(found, params, worth, enough))
        before, now = now, params.but(**{row.name.replace(".", "__"): row.value for row in rows})
        if all(abs(row.value - before[row.name]) <= STEADY * row.value for row in rows):
            break
    told = {row.name.replace(".", "__"): row.value for row in rows if not row.few}
    return Fit(tuple(rows), tuple(likelihoods), params.but(**told))


def _estimates(found: dict[int, Counts], params: Params, worth: float, enough: float) -> Iterator[Estimate]:
    """The share of its cases for each parameter, the shipped value counted as so many cases more."""
    for name, (hits, cases) in _tallies(found).items():
        shipped = params[name]
        size = worth / shipped if name.startswith("hazard.") else worth  # of a rare end, that is many days
        share = (hits + shipped * size) / (cases + size)
        seen = hits if name.startswith("hazard.") else cases
        yield Estimate(name, shipped, min(max(share, FEW), 1 - FEW), seen, seen < enough)


def _tallies(found: dict[int, Counts]) -> dict[str, tuple[float, float]]:
    """For each parameter how often it came true, and how often it could have."""
    out: dict[str, list[float]] = {}

    def add(name: str, hits: float, cases: float) -> None:
        row = out.setdefault(name, [0.0, 0.0])
        row[0] += float(hits)
        row[1] += float(cases)

    for size, one in sorted(found.items()):
        contested, unknown = size - 2, size - 1
        stays, all_ = one.passed.diagonal(), one.passed.sum(axis=1)
        left = all_ - stays
        held = slice(0, contested)
        add("hazard.held", left[held].sum(), all_[held].sum())
        add("hazard.contested", left[contested], all_[contested])
        add("hazard.unknown", left[unknown], all_[unknown])
        add("prior.unknown", one.first[unknown], one.first.sum())
        add("prior.contested", one.first[contested], one.first.sum())
    return {name: (row[0], row[1]) for name, row in out.items()}
