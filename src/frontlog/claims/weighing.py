"""Who does it, to whom and where: one of several candidates, by weights.

The rules and the tagger often read a participant differently, and `choice.py` settles that by precedence: right in .82 of the targets
where one of the two, or nobody, is right in .91. Here each candidate (what the rules read, what the tagger read, what precedence made of
both, each actor or place of the sentence, and nothing) gets the sum of the weights of its features, and the highest stands. The weights
are those of a conditional logit, fitted by `python -m training.weighing` on reports that the tagger was not trained on
(tables/weighing.yml).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log, log1p
from typing import TypeVar

from frontlog.claims.draft import VIOLENT, Draft
from frontlog.claims.vocabulary import numbers
from frontlog.grammar.clauses import parted
from frontlog.model import quick

GROUND = ("capture", "advance", "repel", "besiege", "break_siege", "hold", "withdraw", "handover")
TALK = ("statement", "negotiate", "agreement")
SLOTS = ("agent", "target", "place")
# What another candidate must weigh more than that of precedence. The rules were made on some manners of telling and know better than the
# fitted reports show who did it. Strict F1 with `minilm-6` on the 40 development reports / the halves of set 1 / those of set 2: weights
# before .435 / .449, .423 / .448, .380; these with places at 0 .437 / .456, .415 / .455, .390; at .6 .439 / .445, .419 / .452, .390, where
# "there" and roads keep what the rules found.
MARGIN = {"agent": 1.5, "target": 0.3, "place": 0.6}
FAR = 0.02  # probabilities nearer to 0 or 1 than this say no more

Features = dict[str, float]
Stretch = tuple[int, int]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate. `origins`: none, final (what precedence gave), ruled, told, here (of the sentence); `spans`: where its words stand;
    `labels` of the mentions there; `side`: -2 where it is on the other side of the claim as well, -1 where it is that one's friend;
    `known`: whether all its places are in the gazetteer; `relations` of its places ("near")."""

    origins: tuple[str, ...]
    spans: tuple[Stretch, ...] = ()
    labels: tuple[str, ...] = ()
    side: int = 0
    known: bool = True
    relations: tuple[str, ...] = ()


option_of = quick(Option)


def choose(slot: str, draft: Draft, options: Sequence[Option]) -> int:
    """The number of the best candidate; of equals the first."""
    weights = numbers("weighing")[slot]
    rows = features(slot, draft, options)
    sums = [
        round(sum([weights.get(name, 0.0) * value for name, value in row.items()]) + MARGIN[slot] * ("final" in option.origins), 6)
        for row, option in zip(rows, options, strict=True)
    ]
    return max(range(len(sums)), key=lambda n: (sums[n], -n))


def features(slot: str, draft: Draft, options: Sequence[Option]) -> list[Features]:
    """What is weighed of each candidate."""
    group = "violence" if draft.type in VIOLENT else "ground" if draft.type in GROUND else "talk" if draft.type in TALK else draft.type
    asked = _Asked(draft)
    spans = list(dict.fromkeys([span for option in options for span in option.spans]))
    most = max([asked.chance(slot, span) for span in spans], default=0.0)
    return [dict(_some(slot, asked, option, spans, group) if option.spans else _nothing(draft, option, group, most)) for option in options]


class _Asked:
    """A draft, and what several candidates ask of it about the same words, worked out once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._chances: dict[tuple[str, Stretch], float] = {}
        self._firsts: dict[int, int] = {}
        self._parted: dict[int, bool] = {}

    def chance(self, role: str, span: Stretch) -> float:
        """How likely the tagger finds a stretch in a role."""
        key = role, span
        found = self._chances.get(key)
        if found is None:
            found = self._chances[key] = self.draft.told.chance(role, *span) if self.draft.told is not None else 0.0
        return found

    def first(self, start: int) -> int:
        """The first token of the sentence that ends behind a place in it."""
        found = self._firsts.get(start)
        if found is None:
            found = self._firsts[start] = next((n for n, t in enumerate(self.draft.line.tokens) if t.end > start), -1)
        return found

    def parted(self, first: int) -> bool:
        """Whether a token stands in another clause than the trigger."""
        found = self._parted.get(first)
        if found is None:
            found = self._parted[first] = parted(self.draft.line, self.draft.hit.head, first)
        return found


def _nothing(draft: Draft, option: Option, group: str, most: float) -> Iterator[tuple[str, float]]:
    yield "none", 1.0
    yield f"none:{group}", 1.0
    yield f"none::{draft.type}", 0.5
    yield f"none:form:{draft.hit.form}", 1.0
    yield "none:most", _odds(most)
    yield from ((f"none:{origin}", 1.0) for origin in option.origins if origin in ("ruled", "told"))


def _some(slot: str, asked: _Asked, option: Option, spans: Sequence[Stretch], group: str) -> Iterator[tuple[str, float]]:
    for origin in option.origins:
        if origin in ("ruled", "told", "final"):
            yield origin, 1.0
            yield f"{origin}:{group}", 0.5 if origin == "final" else 1.0
        if origin in ("ruled", "told"):
            yield f"{origin}:{asked.draft.hit.form}", 1.0
    yield "both", float({"ruled", "told"} <= set(option.origins))
    yield "here", float(option.origins == ("here",))
    yield from _by_chance(slot, asked, option, spans)
    for label in sorted(set(option.labels)):
        yield f"label:{label}", 0.5
        yield f"label:{label}:{group}", 0.5
    yield "several", float(len(option.spans) > 1)
    yield "side", float(option.side)
    yield "self", float(option.side == -2)
    yield "unknown", float(not option.known)
    yield from ((f"relation:{name}", 0.5) for name in sorted(set(option.relations)))
    yield from _by_place(asked, option)


def _by_chance(slot: str, asked: _Asked, option: Option, spans: Sequence[Stretch]) -> Iterator[tuple[str, float]]:
    """How likely the tagger finds its words in the slot, and in others; `spans` are those of all candidates, each once."""
    chances = [asked.chance(slot, span) for span in option.spans]
    others = [span for span in spans if not any(a < span[1] and span[0] < b for a, b in option.spans)]
    yield "chance", _odds(min(chances))
    yield "chance:mean", _odds(sum(chances) / len(chances))
    yield "rest", _odds(max([asked.chance(slot, span) for span in others], default=0.0))
    for role in SLOTS:
        if role != slot:
            yield f"as:{role}", _odds(max([asked.chance(role, span) for span in option.spans]))


def _by_place(asked: _Asked, option: Option) -> Iterator[tuple[str, float]]:
    """Where its words stand from the trigger."""
    draft = asked.draft
    base = draft.line.sentence.span.start
    if any(start < base for start, _ in option.spans):
        yield "away", 1.0
        return
    firsts = [asked.first(start - base) for start, _ in option.spans]
    far = firsts[0] - draft.hit.head
    yield "before", float(far < 0)
    yield f"before:{draft.hit.form}", float(far < 0)
    yield "far:before" if far < 0 else "far:behind", log1p(abs(far)) / 3
    yield "parted", float(any(map(asked.parted, firsts)))


def _odds(chance: float) -> float:
    near = min(max(chance, FAR), 1 - FAR)
    return log(near / (1 - near)) / 4


def once(rows: Iterable[tuple[tuple[object, ...], Value, Option]]) -> list[tuple[Value, Option]]:
    """Candidates that are the same, told once, with all their origins; the key in front says what is the same, the first value stands."""
    out: dict[tuple[object, ...], tuple[Value, Option]] = {}
    for key, value, option in rows:
        if key in out:
            value, old = out[key]
            origins = (*old.origins, *(o for o in option.origins if o not in old.origins))
            option = option_of(origins, old.spans, old.labels, old.side, old.known, old.relations)
        out[key] = value, option
    return list(out.values())
