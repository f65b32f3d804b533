"""Records on their way from process to process, and while they wait. Frozen records with slots are pickled by Python code that asks for
their fields each time; here each class is asked once."""

import copyreg
import io
import pickle
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from frontlog.incidents.account import Draft
from frontlog.incidents.belief import Word
from frontlog.model import Contradiction, Feature, Incident, Link, Origin, Span, Testimony, Tolls, quick

T = TypeVar("T")
KINDS: tuple[type, ...] = (Draft, Word, Incident, Link, Contradiction, Feature, Testimony, Tolls, Span, Origin)


class Rows(Generic[T]):
    """Some records, which travel packed."""

    def __init__(self, rows: Sequence[T]) -> None:
        self.rows = rows

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __reduce__(self) -> tuple[Callable[[bytes], "Rows[T]"], tuple[bytes]]:
        return _arrived, (_pickled(self.rows),)


def packed(rows: Sequence[T]) -> bytes:
    """Records as few bytes: those of a million claims wait in memory until all are told."""
    return zlib.compress(_pickled(rows), 1)


def unpacked(data: bytes) -> Sequence[Any]:
    """The inverse. Only what `packed` made in this run comes here, never anything from outside."""
    rows: Sequence[Any] = pickle.loads(zlib.decompress(data))  # noqa: S301 - packed in this run
    return rows


def _pickled(rows: Sequence[T]) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _reducers()
    pickler.dump(rows)
    return file.getvalue()


def _arrived(data: bytes) -> Rows[Any]:
    return Rows(pickle.loads(data))  # noqa: S301 - packed by a worker of this run


@cache
def _reducers() -> dict[type, Callable[[Any], Any]]:
    return {**copyreg.dispatch_table, **{kind: _reducer(kind) for kind in KINDS}}


def _reducer(kind: type) -> Callable[[Any], Any]:
    values = attrgetter(*_names(kind))
    return lambda row: (_made, (kind, *values(row)))


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _made(kind: Any, *values: Any) -> Any:
    return quick(kind)(*values)
