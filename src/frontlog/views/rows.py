"""What every view reads from: something that gives the rows of a kind. A `store.Log` is one; so is a dict in a test."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from frontlog.model import Record

R = TypeVar("R", bound=Record)


class Rows(Protocol):
    """Gives all rows of a kind, in the order of their sort fields."""

    def __call__(self, kind: type[R], /) -> Sequence[R]: ...
