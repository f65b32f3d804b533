"""Which of people's decisions count: those that no later one withdrew."""

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from frontlog.model.incidents import Decision

OF_PAIRS = ("same", "different", "unsure", "withdrawn")
OF_CLAIMS = ("corrected", "dropped")
WITHDRAWN = "withdrawn"


def effective(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that no later one withdrew, in the order in which they were made. A withdrawal that was itself withdrawn withdraws
    nothing any more."""
    ordered = sorted(decisions, key=lambda one: (one.when, one.id))
    gone: set[str] = set()
    for one in reversed(ordered):
        if one.id not in gone and one.verdict == WITHDRAWN:
            gone.update(one.subject)
    return [one for one in ordered if one.id not in gone]


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that say something about the record: those that are effective, less those that only withdraw others."""
    made = list(decisions)
    known = {one.id for one in made}
    return [one for one in effective(made) if not (one.verdict == WITHDRAWN and known.intersection(one.subject))]


def pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    """The pairs of claims that a verdict is about, each in the order of their ids."""
    if decision.verdict not in OF_PAIRS:
        return
    found = product(decision.subject, decision.against) if decision.against else combinations(sorted(set(decision.subject)), 2)
    yield from ((min(a, b), max(a, b)) for a, b in found if a != b)
