"""The arithmetic of a small hidden Markov chain over days: row-stochastic matrices, powers, forward and backward passes."""

from collections.abc import Sequence
from functools import lru_cache
from math import exp

Vector = tuple[float, ...]
Matrix = tuple[Vector, ...]


def times(vector: Vector, matrix: Matrix) -> Vector:
    """Belief one step on: a row vector times a matrix."""
    return tuple(sum(v * row[j] for v, row in zip(vector, matrix, strict=True)) for j in range(len(vector)))


def back(matrix: Matrix, vector: Vector) -> Vector:
    """What later evidence says of the day before: a matrix times a column vector."""
    return tuple(sum(a * v for a, v in zip(row, vector, strict=True)) for row in matrix)


def product(a: Matrix, b: Matrix) -> Matrix:
    """The matrix of doing `a` and then `b`."""
    return tuple(times(row, b) for row in a)


@lru_cache(maxsize=16384)
def power(matrix: Matrix, n: int) -> Matrix:
    """`matrix` done `n` times, by squaring. Cached: most stretches of days are quiet and as long as others."""
    if n == 1:
        return matrix
    half = power(matrix, n // 2) if n > 1 else identity(len(matrix))
    whole = product(half, half)
    return product(whole, matrix) if n % 2 else whole


def identity(size: int) -> Matrix:
    """The matrix that changes nothing."""
    return tuple(tuple(1.0 if i == j else 0.0 for j in range(size)) for i in range(size))


def normal(vector: Sequence[float]) -> Vector:
    """Scaled to sum to one."""
    total = sum(vector)
    return tuple(v / total for v in vector)


def likelihood(log_odds: Sequence[float]) -> Vector:
    """Log-odds as factors, the largest one being 1 so that nothing overflows."""
    top = max(log_odds)
    return tuple(exp(x - top) for x in log_odds)


def weigh(vector: Vector, factors: Vector) -> Vector:
    """Belief after evidence, scaled to sum to one."""
    return normal([v * f for v, f in zip(vector, factors, strict=True)])
