"""What the finders of mentions share: a sentence as they see it, and what they find."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from frontlog.mentions.lexicon import NO_NAMES, Names
from frontlog.reference.tokens import Token


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: tokens[first:last] of a kind. `label` tells what sort of it; `head` is the token that decided."""

    kind: str
    label: str
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as the finders see it: tokens, word classes, the registry's names, and the persons met earlier in the document."""

    tokens: Sequence[Token]
    tags: Sequence[str]
    names: Names
    people: Collection[str]
    persons: Names = NO_NAMES
