"""The weights of the pair score (weights.yml), read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by feature and level."""

    prior: float
    threshold: float
    floor: float
    missing: float
    level: Mapping[str, Mapping[str, float]]


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    data = yaml.safe_load((files("frontlog.incidents") / "weights.yml").read_text(encoding="utf-8"))
    return Weights(data.pop("prior"), data.pop("threshold"), data.pop("floor"), data.pop("missing"), data)
