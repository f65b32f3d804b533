"""A conditional logit: weights of features by which one of several candidates is chosen, with an L2 penalty."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import torch

Features = Mapping[str, float]
FOLDS = 5
SEED = 20171012


class Case(Protocol):
    """One choice: the features of each candidate and which are right. A case may have a `weight`, how often it counts."""

    @property
    def rows(self) -> Sequence[Features]: ...

    @property
    def right(self) -> Sequence[bool]: ...


def fit(given: Sequence[Case], penalty: float, least: float, digits: int = 3, rounds: int = 300) -> dict[str, float]:
    """The weights, those under `least` left out. Cases of which all or no candidates are right teach nothing."""
    able = [case for case in given if any(case.right) and not all(case.right)]
    names = {name: n for n, name in enumerate(sorted({name for case in able for row in case.rows for name in row}))}
    width = max(len(case.rows) for case in able)
    there, right = (torch.full((len(able), width), -1e9) for _ in range(2))
    places: list[tuple[int, int]] = []
    values: list[float] = []
    for i, case in enumerate(able):
        for j, (row, good) in enumerate(zip(case.rows, case.right, strict=True)):
            there[i, j] = 0
            right[i, j] = 0 if good else -1e9
            places += [(i * width + j, names[name]) for name in row]
            values += row.values()
    table = torch.sparse_coo_tensor(torch.tensor(places).T, torch.tensor(values), (len(able) * width, len(names))).coalesce()
    count = torch.tensor([float(getattr(case, "weight", 1.0)) for case in able])
    weights = torch.zeros(len(names), requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=rounds, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        sums = (table @ weights[:, None]).view(len(able), width)
        lost = (count * (torch.logsumexp(sums + there, 1) - torch.logsumexp(sums + right, 1))).sum() + penalty * (weights**2).sum()
        lost.backward()
        return lost

    steps.step(loss)
    return {name: round(weights[n].item(), digits) for name, n in names.items() if abs(weights[n].item()) >= least}


def best(rows: Sequence[Features], weights: Mapping[str, float], final: int = 0, margin: float = 0.0) -> int:
    """The number of the candidate that the weights choose; that of the rules, `final`, has a margin. Of equals the first."""
    sums = [round(sum(weights.get(name, 0.0) * value for name, value in row.items()), 6) for row in rows]
    return max(range(len(sums)), key=lambda n: (sums[n] + margin * (n == final), -n))


def folds(reports: Iterable[str]) -> Iterator[set[str]]:
    """The names of the reports dealt out into FOLDS parts, each to be held out in turn."""
    names = sorted(set(reports))
    random.Random(SEED).shuffle(names)  # noqa: S311 - deals reports out
    for fold in range(FOLDS):
        yield set(names[fold::FOLDS])
