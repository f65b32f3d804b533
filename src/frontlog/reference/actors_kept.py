"""The rows of our own registry out of the user's cache: to read and check them takes three times as long."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from frontlog.model import quick
from frontlog.reference import ready
from frontlog.reference.actor_rows import Actor, Camp, Meaning

_made = quick(Actor)
_NAMES = [one.name for one in fields(Actor)]
_LABELS, _CAMPS, _MEANS = (_NAMES.index(name) for name in ("labels", "camps", "means"))


def kept_actors(read: Callable[[], Iterable[Actor]]) -> list[Actor]:
    """The actors that `read` gives, checked, and which hang on our own code and tables alone."""
    kept: list[list[Any]] = ready.values("actors", ready.key(ready.package()), lambda: [flat(actor) for actor in read()])
    return [whole(row) for row in kept]


def flat(actor: Actor) -> list[Any]:
    """An actor as lists of strings and days."""
    row: list[Any] = [getattr(actor, name) for name in _NAMES]
    row[_LABELS] = {where: list(words) for where, words in actor.labels.items()}
    row[_CAMPS] = [[one.camp, one.country, one.start, one.end] for one in actor.camps]
    row[_MEANS] = [[one.what, one.country, one.start, one.end] for one in actor.means]
    return [list(value) if isinstance(value, tuple) else value for value in row]


def whole(row: list[Any]) -> Actor:
    """The actor that was made flat."""
    made: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    made[_LABELS] = {where: tuple(words) for where, words in made[_LABELS].items()}
    made[_CAMPS] = tuple([Camp(*one) for one in made[_CAMPS]])
    made[_MEANS] = tuple([Meaning(*one) for one in made[_MEANS]])
    return _made(*made)
