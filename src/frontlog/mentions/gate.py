"""Which sentences the network need not read: those where no word can be part of an event.

A sentence goes through when the rules see a trigger in it, or when it holds one of the words of gate.txt: words that, in sentences
of our own corpus without a trigger for the rules, stood inside an annotated event often enough (`python -m training.gate`).
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from frontlog.reference.claim_types import Hit
from frontlog.reference.tokens import Token


@cache
def bearing_words() -> frozenset[str]:
    """The words of gate.txt."""
    text = resources.files("frontlog.mentions").joinpath("gate.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def may_tell(tokens: Sequence[Token], hits: Sequence[Hit]) -> bool:
    """Whether a sentence with these words and triggers can hold a claim."""
    return bool(hits) or not bearing_words().isdisjoint([token.lower for token in tokens])
