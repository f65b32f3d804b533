"""People's decisions as constraints: the last word on a pair counts, and an earlier one that contradicts later ones gives way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frontlog.model import Decision, decided_pairs, standing

FINAL = ("same", "different")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Pairs of positions that must stand together, that must not, and those whose decision could not be kept."""

    together: tuple[tuple[int, int], ...]
    apart: frozenset[tuple[int, int]]
    lost: frozenset[tuple[int, int]]


def verdicts(decisions: Sequence[Decision], position: Mapping[str, int]) -> Verdicts:
    """Constraints from decisions about claims, newest first: what contradicts newer ones (A is B, B is C, A is not C) is lost.

    A decision about claims that are not in the log is left alone: it may come back with its report.
    """
    groups: dict[int, int] = {}
    apart: set[tuple[int, int]] = set()
    lost: set[tuple[int, int]] = set()
    together: list[tuple[int, int]] = []

    def root(one: int) -> int:
        while groups.get(one, one) != one:
            one = groups[one]
        return one

    def parted(a: int, b: int) -> bool:
        return any({root(x), root(y)} == {a, b} for x, y in apart)

    for pair, verdict in _latest(decisions, position):
        a, b = root(pair[0]), root(pair[1])
        if verdict == "same":
            if a != b and parted(a, b):
                lost.add(pair)
                continue
            together.append(pair)
            groups[max(a, b)] = min(a, b)
        elif a == b:
            lost.add(pair)
        else:
            apart.add(pair)
    return Verdicts(tuple(sorted(together)), frozenset(apart), frozenset(lost))


def _latest(decisions: Sequence[Decision], position: Mapping[str, int]) -> Iterable[tuple[tuple[int, int], str]]:
    """The last verdict on each pair, newest pair first. Unsure and withdrawn leave a pair to its score; so does a decision that a later
    one withdrew."""
    seen: set[tuple[int, int]] = set()
    for decision in reversed(standing(decisions)):
        known = ((position[one], position[other]) for one, other in decided_pairs(decision) if one in position and other in position)
        for a, b in sorted({(min(pair), max(pair)) for pair in known if pair[0] != pair[1]}):
            if (a, b) not in seen:
                seen.add((a, b))
                if decision.verdict in FINAL:
                    yield (a, b), decision.verdict
