"""The table of belief.yml, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from frontlog.reference.yamlfile import parse


@dataclass(frozen=True, slots=True)
class BeliefTable:
    """What a voice's word weighs, and how grades and letters are named."""

    prior: float
    weights: Mapping[str, Mapping[str, float]]  # act -> stance -> log-odds
    certainty: Mapping[str, float]
    caps: Mapping[str, Sequence[float]]
    silence: Mapping[str, float]
    bounds: tuple[float, float]
    letters: Mapping[str, float]
    digits: Mapping[str, int]

    def cap(self, camp: str, rank: int) -> float:
        """The share at which the voice of a rank counts, 0 for the weightiest of its camp."""
        row = self.caps["camp" if camp else "nobody"]
        return row[min(rank, len(row) - 1)]

    def letter(self, right: int, judged: int) -> str:
        """A to E by the share of judged tellings that stood up; F when too few could be judged."""
        if judged < self.letters["least"]:
            return "F"
        return next(name for name in "ABCDE" if right / judged >= self.letters[name])


@cache
def load_belief() -> BeliefTable:
    """The shipped table."""
    return table_of((files("frontlog.incidents") / "belief.yml").read_text(encoding="utf-8"))


def table_of(text: str) -> BeliefTable:
    """The table that the text of such a file describes."""
    data = parse(text)
    return BeliefTable(**{**data, "bounds": (data["bounds"][0], data["bounds"][1])})
