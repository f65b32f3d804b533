"""Many small hidden Markov chains run at once, day by day, in arrays.

Each chain gets the same sums in the same order whatever runs beside it: a place's belief is the same to the last bit whether it is worked
alone or with twenty thousand others. Hence no matrix products of a library, whose order of summation depends on the sizes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ops = dict[int, tuple[NDArray[np.intp], Array]]  # by step: the chains that have something there, and what

ROOM = 4_000_000  # numbers of one table: 32 MB
WIDE = 1024  # chains of one table


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain over `length` steps of a day. On each the quiet matrix moves belief, then the step's own move, then its evidence weighs.

    `start` is the belief that comes into step 0, where the quiet matrix does not act. `again`: a step that goes on from the belief after an
    earlier step instead of the one before it, so that days can be told a second time; such a chain is only filtered.
    """

    quiet: Array
    start: Array
    length: int
    moves: Mapping[int, Array]
    odds: Mapping[int, Array]
    again: Mapping[int, int] = field(default_factory=dict)


def run(chains: Sequence[Chain], smooth: bool = True) -> Iterator[tuple[int, Array]]:
    """The belief of each chain as a table of steps by states, beside the chain's number; in no order that means anything.

    Filtered belief knows the evidence up to each step; with `smooth`, that of all steps.
    """
    for numbers in batches(chains):
        batch = [chains[n] for n in numbers]
        table, _ = filtered(batch)
        if smooth:
            for step, after in weighed(batch, before_moves=False):
                table[step] *= after
        for lane, number in enumerate(numbers):
            own = table[: chains[number].length, :, lane].copy()
            yield number, own / own.sum(axis=1, keepdims=True)


def powers(quiet: Array, most: int) -> Array:
    """The quiet matrix done 0, 1, ... `most` times."""
    out = np.empty((most + 1, *quiet.shape))
    out[0] = np.eye(len(quiet))
    for n in range(most):
        out[n + 1] = (out[n][:, :, None] * quiet[None, :, :]).sum(axis=1)
    return out


def batches(chains: Sequence[Chain]) -> Iterator[list[int]]:
    """Numbers of chains with as many states, one quiet matrix and about as many steps, as many as there is room for."""
    batch: list[int] = []
    for number in sorted(range(len(chains)), key=lambda n: (*_kind(chains[n]), chains[n].length, n)):
        size, length = len(chains[number].start), chains[number].length
        if batch and (_kind(chains[number]) != _kind(chains[batch[0]]) or len(batch) == WIDE or (len(batch) + 1) * size * length > ROOM):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _kind(chain: Chain) -> tuple[int, float]:
    """Chains of one kind have the same quiet matrix."""
    return len(chain.start), float(chain.quiet[0, 0])


def _by_step(rows: Iterable[tuple[int, int, Array]]) -> Ops:
    found: dict[int, tuple[list[int], list[Array]]] = {}
    for step, lane, what in rows:
        lanes, values = found.setdefault(step, ([], []))
        lanes.append(lane)
        values.append(what)
    return {step: (np.array(lanes), np.array(values)) for step, (lanes, values) in found.items()}


def _moves(chains: Sequence[Chain]) -> Ops:
    return _by_step((step, lane, matrix) for lane, chain in enumerate(chains) for step, matrix in chain.moves.items())


def _odds(chains: Sequence[Chain]) -> Ops:
    return _by_step((step, lane, row) for lane, chain in enumerate(chains) for step, row in chain.odds.items())


def _total(rows: Array) -> Array:
    """Sum over the first axis, in order."""
    out: Array = rows[0].copy()
    for row in rows[1:]:
        out += row
    return out


def filtered(chains: Sequence[Chain]) -> tuple[Array, float]:
    """Filtered belief, steps by states by chains, and the log-likelihood of all evidence, up to a constant."""
    steps, size = max(chain.length for chain in chains), len(chains[0].start)
    table = np.empty((steps, size, len(chains)))
    likelihood = 0.0
    moves, odds = _moves(chains), _odds(chains)
    again = _by_step((step, lane, np.array(back)) for lane, chain in enumerate(chains) for step, back in chain.again.items())
    now = np.stack([chain.start for chain in chains], axis=1)
    quiet, room = chains[0].quiet[:, :, None], np.empty((size, size, len(chains)))
    for step in range(steps):
        if step in again:
            lanes, back = again[step]
            now[:, lanes] = table[back.astype(np.intp), :, lanes].T
        if step:
            np.multiply(now[:, None, :], quiet, out=room)
            np.add.reduce(room, axis=0, out=now)
        if step in moves:
            lanes, matrices = moves[step]
            here = now[:, lanes]
            now[:, lanes] = _total(np.stack([here[i][:, None] * matrices[:, i] for i in range(size)])).T
        if step in odds:
            lanes, rows = odds[step]
            here = now[:, lanes] * rows.T
            whole = _total(here)
            likelihood += float(np.log(whole).sum())
            now[:, lanes] = here / whole
        table[step] = now
    return table, likelihood


def weighed(chains: Sequence[Chain], before_moves: bool = True) -> Iterator[tuple[int, Array]]:
    """How likely what comes is after each state, from the last step to the first: of the state that comes out of a step's quiet passing, or
    without `before_moves` of the state after its move and evidence. The array is only good until the next step is asked for."""
    steps, size, wide = max(chain.length for chain in chains), len(chains[0].start), len(chains)
    moves, odds = _moves(chains), _odds(chains)
    ends = _by_step((chain.length - 1, lane, np.array(0.0)) for lane, chain in enumerate(chains))
    after = np.ones((size, wide))
    quiet, room = chains[0].quiet.T[:, :, None].copy(), np.empty((size, size, wide))
    for step in range(steps - 1, -1, -1):
        if step in ends:
            after[:, ends[step][0]] = 1.0
        if not before_moves:
            yield step, after
        if step in odds:
            lanes, rows = odds[step]
            here = after[:, lanes] * rows.T
            after[:, lanes] = here / _total(here)
        if step in moves:
            lanes, matrices = moves[step]
            here = after[:, lanes]
            after[:, lanes] = _total(np.stack([here[j][:, None] * matrices[:, :, j] for j in range(size)])).T
        if before_moves:
            yield step, after
        np.multiply(after[:, None, :], quiet, out=room)
        np.add.reduce(room, axis=0, out=after)
