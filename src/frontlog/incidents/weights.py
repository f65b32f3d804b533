"""The weights of the pair score (weights.yml), read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from frontlog.reference.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by feature and level."""

    prior: float
    threshold: float
    floor: float
    level: Mapping[str, Mapping[str, float]]


@cache
def load_weights() -> Weights:
    """The shipped weights."""
    return weights_of((files("frontlog.incidents") / "weights.yml").read_text(encoding="utf-8"))


def weights_of(text: str) -> Weights:
    """The weights that the text of such a file describes."""
    data = parse(text)
    return Weights(data.pop("prior"), data.pop("threshold"), data.pop("floor"), data)
