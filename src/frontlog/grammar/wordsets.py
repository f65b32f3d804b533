"""Sets of words that the rules of grammar and of claims treat alike, from words.yml."""

from functools import cache
from importlib import resources

from frontlog.reference.yamlfile import parse


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of words.yml. The comment above it there says what it is for."""
    return frozenset(str(word) for word in _table()[name])


@cache
def _table() -> dict[str, list[str]]:
    data: dict[str, list[str]] = parse(resources.files("frontlog.grammar").joinpath("words.yml").read_text(encoding="utf-8"))
    return data
