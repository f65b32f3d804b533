"""Decisions that contradict each other: which one lost, and to which one. The last one wins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontlog.incidents.verdicts import FINAL, verdicts
from frontlog.model import OF_CLAIMS, Decision, decided_pairs, standing
from frontlog.review.corrections import one_value

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A decision that does not count for what `about` names. `winner` is the later decision against it; empty where several together
    (A is B, B is C) leave no room for it."""

    loser: Decision
    winner: Decision | None
    about: str


def conflicts(decisions: Sequence[Decision]) -> list[Conflict]:
    """All contradictions among the decisions that stand, by the time of the one that lost."""
    made = standing(decisions)
    found = [*_overruled(made), *_squeezed_out(made), *_corrected_twice(made)]
    return sorted(found, key=lambda c: (c.loser.when, c.loser.id, c.about))


def _last_word(made: Sequence[Decision]) -> dict[Pair, Decision]:
    return {pair: d for d in made for pair in decided_pairs(d)}


def _overruled(made: Sequence[Decision]) -> Iterator[Conflict]:
    """A pair on which a later decision says otherwise. Whole decisions are named once for each later one."""
    last = _last_word(made)
    seen: set[Pair] = set()
    for decision in made:
        for pair in decided_pairs(decision):
            other = last[pair]
            if other.verdict != decision.verdict and decision.verdict in FINAL and (decision.id, other.id) not in seen:
                seen.add((decision.id, other.id))
                yield Conflict(decision, other, " ".join(pair))


def _squeezed_out(made: Sequence[Decision]) -> Iterator[Conflict]:
    """Verdicts that newer ones leave no room for, taken together."""
    last = _last_word(made)
    names = sorted({claim for pair in last for claim in pair})
    lost = verdicts(made, {name: n for n, name in enumerate(names)}).lost
    seen: set[str] = set()
    for a, b in sorted(lost):
        pair = (names[a], names[b])
        loser = last[pair]
        if loser.id not in seen:
            seen.add(loser.id)
            yield Conflict(loser, None, " ".join(pair))


def _corrected_twice(made: Sequence[Decision]) -> Iterator[Conflict]:
    """A field that was set to two values, and corrections of claims that were dropped."""
    latest: Mapping[tuple[str, str], Decision] = {(s, one_value(d)): d for d in made if d.verdict in OF_CLAIMS for s in d.subject}
    for decision in (d for d in made if d.verdict == "corrected"):
        for subject in decision.subject:
            key = (subject, one_value(decision))
            winner = latest.get((subject, ""), latest[key])
            if winner.id != decision.id and (winner.verdict == "dropped" or winner.value != decision.value):
                yield Conflict(decision, winner, f"{subject} {decision.field}")
