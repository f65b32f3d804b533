"""Records on their way from process to process, and while they wait: as columns of plain values, which pickle writes and reads without a
call for each record. Records that are the same object travel once and are the same object again."""

import pickle
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from frontlog.model import quick

T = TypeVar("T")
Column = Any  # values; or, of records, what `_laid` makes of them


class Shape(NamedTuple):
    """How a field is laid out: as records of a kind, or, where it holds tuples of these, their number and then all of them."""

    kind: type
    many: bool


class Laid(NamedTuple):
    """Records as columns. `of` are the places of those that stand several times, None where each stands once."""

    kind: type
    columns: Sequence[Column]
    of: Sequence[int] | None


class Rows(Generic[T]):
    """Some records, which travel packed."""

    def __init__(self, rows: Sequence[T]) -> None:
        self.rows = rows

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __reduce__(self) -> tuple[Callable[[bytes], "Rows[T]"], tuple[bytes]]:
        return _arrived, (_written(self.rows),)


def packed(rows: Sequence[T]) -> bytes:
    """Records as few bytes: those of a million claims wait in memory until all are told."""
    return zlib.compress(_written(rows), 1)


def unpacked(data: bytes) -> Sequence[Any]:
    """The inverse. Only what `packed` made in this run comes here, never anything from outside."""
    return _read(zlib.decompress(data))


def _arrived(data: bytes) -> Rows[Any]:
    return Rows(_read(data))


def _written(rows: Sequence[Any]) -> bytes:
    return pickle.dumps([_laid(kind, list(some)) for kind, some in groupby(rows, type)], pickle.HIGHEST_PROTOCOL)


def _read(data: bytes) -> list[Any]:
    return [row for laid in pickle.loads(data) for row in _raised(laid)]  # noqa: S301 - written by a process of this run


def _laid(kind: type, rows: Sequence[Any]) -> Laid:
    """Records of a kind as columns."""
    places: dict[int, int] = {}
    of = [places.setdefault(id(row), len(places)) for row in rows]
    once = len(places) == len(rows)
    own = rows if once else list({id(row): row for row in rows}.values())
    columns = [_column(shape, list(map(value, own))) for value, shape in _parts(kind)]
    return Laid(kind, columns, None if once else of)


def _column(shape: Shape | None, values: list[Any]) -> Column:
    if shape is None:
        return values
    if shape.many:
        return [len(value) for value in values], _laid(shape.kind, [one for value in values for one in value])
    return _laid(shape.kind, values)


def _raised(laid: Laid) -> list[Any]:
    """The records again."""
    columns = [_values(shape, column) for (_, shape), column in zip(_parts(laid.kind), laid.columns, strict=True)]
    make: Callable[..., Any] = quick(laid.kind)
    rows = [make(*row) for row in zip(*columns, strict=True)]
    return rows if laid.of is None else [rows[place] for place in laid.of]


def _values(shape: Shape | None, column: Column) -> Sequence[Any]:
    if shape is None:
        values: Sequence[Any] = column
        return values
    if not shape.many:
        return _raised(column)
    sizes, laid = column
    inner, out, begin = _raised(laid), [], 0
    for size in sizes:
        out.append(tuple(inner[begin : begin + size]))
        begin += size
    return out


@cache
def _parts(kind: Any) -> tuple[tuple[Callable[[Any], Any], Shape | None], ...]:
    """Of each field how its value is asked for, and its shape."""
    hints = get_type_hints(kind)
    return tuple((attrgetter(field.name), _shape(hints[field.name])) for field in fields(kind))


def _shape(hint: Any) -> Shape | None:
    """None for values that are no records."""
    if is_dataclass(hint):
        return Shape(hint, many=False)  # type: ignore[arg-type]
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,) and is_dataclass(get_args(hint)[0]):
        return Shape(get_args(hint)[0], many=True)
    return None
