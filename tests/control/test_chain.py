"""The arithmetic of many chains at once: the same to the last bit alone and in company, and what a plain loop over matrices gives."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.control.chain import Chain, powers, run
from frontlog.control.dynamics import _product, change, evidence, fading, prior, quiet
from frontlog.control.params import load_params

PARAMS = load_params()
MOVE = st.tuples(st.sampled_from(("gains", "loses", "enters", "contests", "holds", "repels")), st.integers(0, 1), st.floats(0.01, 0.9))
WORD = st.tuples(st.sampled_from(("gains", "loses", "enters", "holds", "besieges")), st.integers(0, 1), st.floats(-3, 3))


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    sides, length = draw(st.integers(2, 4)), draw(st.integers(1, 30))
    steps = st.integers(0, length - 1)
    moves = draw(st.dictionaries(steps, st.lists(MOVE, min_size=1, max_size=3), max_size=5))
    odds = draw(st.dictionaries(steps, st.lists(WORD, min_size=1, max_size=3), max_size=5))
    return Chain(
        quiet(sides, PARAMS),
        prior(sides, PARAMS),
        length,
        {step: change(sides, tuple(sorted(rows))) for step, rows in moves.items()},
        {step: evidence(sides, tuple(sorted(rows)), PARAMS) for step, rows in odds.items()},
    )


def plain(chain: Chain) -> np.ndarray:
    """Forward and backward by the book."""
    size = len(chain.start)
    steps = [(np.eye(size) if t == 0 else chain.quiet) @ chain.moves.get(t, np.eye(size)) for t in range(chain.length)]
    seen = [chain.odds.get(t, np.ones(size)) for t in range(chain.length)]
    forward = [chain.start @ steps[0] * seen[0]]
    for t in range(1, chain.length):
        forward.append(forward[-1] @ steps[t] * seen[t])
    backward = [np.ones(size)]
    for t in range(chain.length - 1, 0, -1):
        backward.append(steps[t] @ (seen[t] * backward[-1]))
    table = np.array(forward) * np.array(backward[::-1])
    return table / table.sum(axis=1, keepdims=True)


def tables(given_: Sequence[Chain], smooth: bool = True) -> list[np.ndarray]:
    found = dict(run(given_, smooth))
    return [found[n] for n in range(len(given_))]


@settings(max_examples=60, deadline=None)
@given(st.lists(chains(), min_size=1, max_size=6))
def test_company_changes_no_bit_and_the_sums_are_those_of_the_book(found: list[Chain]) -> None:
    for smooth in (True, False):
        together = tables(found, smooth)
        for chain, table in zip(found, together, strict=True):
            assert np.array_equal(table, tables([chain], smooth)[0])
    for chain, table in zip(found, tables(found), strict=True):
        assert table == pytest.approx(plain(chain), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(chains(), st.data())
def test_a_day_told_again_goes_on_from_the_day_before_it(chain: Chain, data: st.DataObject) -> None:
    if chain.length < 3:
        return
    back = data.draw(st.integers(1, chain.length - 1))
    again = chain.length - back  # the days from `back` on, a second time
    twice = Chain(
        chain.quiet,
        chain.start,
        chain.length + again,
        {**chain.moves, **{chain.length + t - back: m for t, m in chain.moves.items() if t >= back}},
        {**chain.odds, **{chain.length + t - back: m for t, m in chain.odds.items() if t >= back}},
        {chain.length: back - 1},
    )
    once, told = tables([chain], smooth=False)[0], tables([twice], smooth=False)[0]
    assert np.array_equal(told[chain.length :], once[back:])


def test_quiet_days_fade_to_unknown_and_matrices_keep_what_there_is() -> None:
    for sides in (1, 2, 5):
        assert quiet(sides, PARAMS).sum(axis=1) == pytest.approx(1)
        assert fading(sides, PARAMS)[7] == pytest.approx(np.linalg.matrix_power(quiet(sides, PARAMS), 7))
        assert fading(sides, PARAMS)[-1][0, 0] < 0.5
    assert powers(np.eye(3), 4)[4] == pytest.approx(np.eye(3))
    assert change(2, (("gains", 0, 0.5), ("gains", 1, 0.5))).sum(axis=1) == pytest.approx(1)


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(0, 1 << 32))
def test_a_product_is_that_of_plain_loops_to_the_last_bit(size: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    a, b = (np.where(draw.random((size, size)) < 0.3, draw.choice((0.0, -0.0, 1.0)), draw.random((size, size))) for _ in "ab")
    plain = np.array([[sum(a[i, k] * b[k, j] for k in range(size)) for j in range(size)] for i in range(size)])
    assert _product(a, b).tobytes() == plain.tobytes()
