"""Sets of words that the rules of claims treat alike, from tables/grammar.yml."""

from functools import cache

from frontlog.claims.vocabulary import table


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of grammar.yml. The comment above it there says what it is for."""
    return frozenset(str(word) for word in table("grammar")[name])
