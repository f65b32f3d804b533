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
    sides = _Groups()
    apart: set[tuple[int, int]] = set()
    lost: set[tuple[int, int]] = set()
    together: list[tuple[int, int]] = []
    for pair, verdict in _latest(decisions, position):
        a, b = sides.root(pair[0]), sides.root(pair[1])
        if verdict == "same" and b not in sides.foes(a):
            together.append(pair)
            sides.join(a, b)
        elif verdict == "different" and a != b:
            apart.add(pair)
            sides.part(a, b)
        else:
            lost.add(pair)
    return Verdicts(tuple(sorted(together)), frozenset(apart), frozenset(lost))


class _Groups:
    """What is one so far, and which of these must not meet."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}
        self._foes: dict[int, set[int]] = {}  # by root, of roots

    def root(self, one: int) -> int:
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one

    def foes(self, root: int) -> set[int]:
        return self._foes.get(root, set())

    def part(self, a: int, b: int) -> None:
        self._foes.setdefault(a, set()).add(b)
        self._foes.setdefault(b, set()).add(a)

    def join(self, a: int, b: int) -> None:
        if a == b:
            return
        keep, gone = min(a, b), max(a, b)
        self._above[gone] = keep
        for foe in self._foes.pop(gone, set()):
            self._foes[foe].discard(gone)
            self.part(keep, foe)


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
