"""Frozen dataclasses with slots that cost little to declare: their methods are written when they are first called.

The library's own writes and compiles six functions for each class, half a millisecond; of the 150 classes of a first report that was a
twelfth of its time, and half of them are never made. What it leaves is the same class: fields, `replace`, `match`, copies and pickles.
"""

import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field, fields
from dataclasses import dataclass as _library
from typing import TYPE_CHECKING, Any, ClassVar, get_origin

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # what a type checker knows
else:

    def dataclass(kind: Any = None, /, **given: bool) -> Any:
        """`dataclasses.dataclass`. The library's own makes all that is not plain, frozen and with slots."""
        if kind is None:
            return lambda kind: dataclass(kind, **given)
        kw_only = given.get("kw_only", False)
        plain = given in ({"frozen": True, "slots": True}, {"frozen": True, "slots": True, "kw_only": kw_only})
        return _light(kind, kw_only) if plain and _plain(kind) else _library(kind, **given)


@_library(frozen=True, slots=True)
class _Sample:
    one: int


_FIELD = fields(_Sample)[0]._field_type  # type: ignore[attr-defined]
_PARAMS = _Sample.__dataclass_params__  # type: ignore[attr-defined]
_OLD = sys.version_info < (3, 14)  # where annotations stand in the class


def _plain(kind: Any) -> bool:
    """Whether there is nothing about its fields but names, types and defaults."""
    if not _OLD or hasattr(kind, "__post_init__") or "__setstate__" in kind.__dict__:
        return False
    for name, said in _annotated(kind).items():
        one = kind.__dict__.get(name)
        if isinstance(said, str) or "dataclasses." in repr(said):  # KW_ONLY, InitVar
            return False
        if isinstance(one, Field) and not (one.init and one.repr and one.compare and one.hash is None and one.kw_only is MISSING):
            return False
    return True


def _annotated(kind: Any) -> dict[str, Any]:
    own: dict[str, Any] = kind.__dict__.get("__annotations__", {})  # noqa: RUF063 - `inspect` takes its time; _OLD says when it is needed
    return own


def _light(kind: Any, kw_only: bool) -> Any:
    held: dict[str, Field[Any]] = {}
    for base in kind.__mro__[-1:0:-1]:
        held.update(getattr(base, "__dataclass_fields__", {}))
    slots = {slot for base in kind.__mro__[1:] for slot in getattr(base, "__slots__", ())}
    own = dict(kind.__dict__)
    for name, said in _annotated(kind).items():
        if said is not ClassVar and get_origin(said) is not ClassVar:
            held[name] = _field(name, said, own.pop(name, MISSING), kw_only)
    own["__slots__"] = tuple(name for name in held if name not in slots)
    own["__dataclass_fields__"], own["__dataclass_params__"] = held, _PARAMS
    own["__match_args__"] = tuple(name for name, one in held.items() if not one.kw_only)
    for name in ("__dict__", "__weakref__"):
        own.pop(name, None)
    made: Any = type(kind)(kind.__name__, kind.__bases__, own)
    made.__qualname__ = kind.__qualname__
    for name, method in _methods(made, tuple(held)).items():
        if name not in own or (name == "__hash__" and own[name] is None):
            setattr(made, name, method)
    return made


def _field(name: str, said: Any, default: Any, kw_only: bool) -> Any:
    one: Any = default
    if not isinstance(one, Field):
        one = field(default=default)
    if one.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
    one.name, one.type, one.kw_only, one._field_type = name, said, kw_only, _FIELD
    return one


def _methods(kind: Any, names: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    def said(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"

    def put(self: Any, name: str, value: Any) -> None:
        if type(self) is kind or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(kind, self).__setattr__(name, value)

    def take(self: Any, name: str) -> None:
        if type(self) is kind or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(kind, self).__delattr__(name)

    def state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def back(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=False):
            object.__setattr__(self, name, value)

    now: dict[str, Callable[..., Any]] = {
        "__repr__": said,
        "__setattr__": put,
        "__delattr__": take,
        "__getstate__": state,
        "__setstate__": back,
    }
    return {**now, **{name: _later(kind, name, write) for name, write in (("__init__", _init), ("__eq__", _eq), ("__hash__", _hash))}}


def _later(kind: Any, name: str, write: Callable[[Any], tuple[str, dict[str, Any]]]) -> Callable[..., Any]:
    """A method that writes itself at its first call."""

    def first(self: Any, *given: Any, **named: Any) -> Any:
        text, known = write(kind)
        exec(text, known)  # noqa: S102 - as the library does; of names of our own fields alone
        method = known[name]
        method.__qualname__ = f"{kind.__qualname__}.{name}"
        method.__module__ = kind.__module__
        setattr(kind, name, method)
        return method(self, *given, **named)

    first.__name__ = name
    return first


def _init(kind: Any) -> tuple[str, dict[str, Any]]:
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters, body = ["self"], []
    ordered = sorted(kind.__dataclass_fields__.values(), key=lambda one: one.kw_only)
    for place, one in enumerate(ordered):
        if one.kw_only and not (place and ordered[place - 1].kw_only):
            parameters.append("*")
        value = one.name
        if one.default is not MISSING:
            known[f"_of_{one.name}"] = one.default
            parameters.append(f"{one.name}=_of_{one.name}")
        elif one.default_factory is not MISSING:
            known[f"_of_{one.name}"] = one.default_factory
            parameters.append(f"{one.name}=_missing")
            value = f"_of_{one.name}() if {one.name} is _missing else {one.name}"
        else:
            parameters.append(one.name)
        body.append(f" _set(self, {one.name!r}, {value})\n")
    return f"def __init__({', '.join(parameters)}):\n{''.join(body) or ' pass'}", known


def _row(kind: Any, of: str) -> str:
    return f"({''.join(f'{of}.{name}, ' for name in kind.__dataclass_fields__)})"


def _eq(kind: Any) -> tuple[str, dict[str, Any]]:
    same = f"  return {_row(kind, 'self')} == {_row(kind, 'other')}"
    return f"def __eq__(self, other):\n if other.__class__ is self.__class__:\n{same}\n return NotImplemented", {}


def _hash(kind: Any) -> tuple[str, dict[str, Any]]:
    return f"def __hash__(self):\n return hash({_row(kind, 'self')})", {}
