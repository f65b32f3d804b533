"""The weights of dating (dating.yml), read once. Every value stands there with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from frontlog.reference.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Table:
    """Log-odds by type, and by question and level; levels that mark an event as the very one; chances of lags by days; other values."""

    rare: Mapping[str, float]
    level: Mapping[str, Mapping[str, float]]
    mark: Mapping[str, tuple[str, ...]]
    lag: tuple[float, ...]
    value: Mapping[str, float]

    def __getitem__(self, name: str) -> float:
        return self.value[name]

    def days(self, name: str) -> int:
        """A value that counts days or claims."""
        return int(self.value[name])


@cache
def load_table() -> Table:
    """The shipped weights."""
    data = parse((files("frontlog.incidents.dating") / "dating.yml").read_text(encoding="utf-8"))
    rare = {kind: log(days) for kind, days in data.pop("rare").items()}
    level, lag = data.pop("level"), data.pop("lag")
    mark = {name: tuple(levels) for name, levels in data.pop("mark").items()}
    values: dict[str, float] = {}
    for name, row in data.items():
        if "value" in row:
            values[name] = float(row["value"])
        else:
            values.update({f"{name}.{inner}": float(one["value"]) for inner, one in row.items()})
    return Table(rare, level, mark, tuple(share / sum(lag) for share in lag), values)
