"""What chains say of how states pass: how often each is expected to have ended in which, over all days without news of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frontlog.control.chain import Array, Chain, batches, filtered, weighed


@dataclass(frozen=True, slots=True)
class Counts:
    """Expected numbers over all chains with as many states: what came first, and what passed into what on quiet days. `likelihood` is the
    log-likelihood of all evidence, up to a constant."""

    first: Array
    passed: Array
    likelihood: float


def counts(chains: Sequence[Chain]) -> dict[int, Counts]:
    """Expected counts by the number of states. Needs chains that tell each day once."""
    out: dict[int, Counts] = {}
    for numbers in batches(chains):
        found = _counted([chains[n] for n in numbers])
        size = len(found.first)
        old = out.get(size, Counts(np.zeros(size), np.zeros((size, size)), 0.0))
        out[size] = Counts(old.first + found.first, old.passed + found.passed, old.likelihood + found.likelihood)
    return out


def _counted(batch: Sequence[Chain]) -> Counts:
    table, likelihood = filtered(batch)
    quiet, lengths = batch[0].quiet, np.array([chain.length for chain in batch])
    start = np.stack([chain.start for chain in batch], axis=1)
    passed, first = np.zeros_like(quiet), np.zeros(len(quiet))
    for step, after in weighed(batch):
        told = lengths > step
        if step == 0:
            share = start * after
            first += (share / share.sum(axis=0))[:, told].sum(axis=1)
        else:
            share = table[step - 1][:, None, :] * quiet[:, :, None] * after[None, :, :]
            passed += (share / share.sum(axis=(0, 1)))[:, :, told].sum(axis=2)
    return Counts(first, passed, likelihood)
