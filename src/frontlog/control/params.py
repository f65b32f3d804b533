"""The parameters of belief (params.yml), read once. Every value stands there with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from frontlog.reference.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What one unit of an effect's weight says of each state, in log-odds against unknown."""

    own: float
    other: float
    contested: float


@dataclass(frozen=True, eq=False)  # two sets of parameters are one only if they are the same object, so that they can key a cache
class Params:
    """All parameters by the dotted name that params.yml gives them, and the likelihood of each kind of effect."""

    value: Mapping[str, float]
    likelihood: Mapping[str, Likelihood]

    def __getitem__(self, name: str) -> float:
        return self.value[name]

    def but(self, **changed: float) -> "Params":
        """The same with some values changed; the dot of a name is written as two underlines."""
        return Params({**self.value, **{name.replace("__", "."): value for name, value in changed.items()}}, self.likelihood)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process uses its own shipped parameters, so that they stay one object there."""
        shipped = next((make for make in (load_params, behind_lines) if self is make()), None)
        return (shipped, ()) if shipped else (Params, (self.value, self.likelihood))

    def days(self, name: str) -> int:
        """A parameter that counts days."""
        return int(self.value[name])


@cache
def load_params() -> Params:
    """The shipped parameters."""
    data = parse((files("frontlog.control") / "params.yml").read_text(encoding="utf-8"))
    likelihood = {kind: Likelihood(**row) for kind, row in data.pop("likelihood").items()}
    flat: dict[str, float] = {}
    for group, rows in data.items():
        if "value" in rows:
            flat[group] = float(rows["value"])
        else:
            flat.update({f"{group}.{name}": float(row["value"]) for name, row in rows.items()})
    return Params(flat, likelihood)


@cache
def behind_lines() -> Params:
    """The shipped parameters for a place that has none in other hands around it."""
    shipped, share = load_params(), load_params()["hazard.behind"]
    return shipped.but(hazard__held=share * shipped["hazard.held"], hazard__unknown=share * shipped["hazard.unknown"])
