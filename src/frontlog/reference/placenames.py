"""Spellings of a place name made comparable: folding for equality, a skeleton without vowels for spellings on one point."""

import re
from functools import lru_cache

from frontlog.reference.spelling import article_key, folded_key, skeleton_key
from frontlog.reference.words import clean

KIND = re.compile(r"\b(?:city|town|village|settlement)s?\b(?: of\b)?")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A place name under which its spellings meet: without articles, settlement words and plural s, its vowels made one."""
    words = KIND.sub(" ", clean(name)).split()
    return folded_key(article_key(" ".join(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words)))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The consonants of a folded name, or itself where they are too few. Only for names on one point: two towns may share one."""
    return skeleton_key(fold(name)) or fold(name)


@lru_cache(maxsize=65536)
def tokens(name: str) -> frozenset[str]:
    """The words of a place name, each folded: a quarter's name often holds its city's."""
    return frozenset(folded_key(word) for word in article_key(KIND.sub(" ", clean(name))).split())
