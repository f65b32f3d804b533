"""Spellings made comparable for linking: place names, sentences, trigger words."""

import re
import unicodedata
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
    """The consonants of a folded name; the folded name itself where they are too few to tell names apart."""
    return skeleton_key(fold(name)) or fold(name)


@lru_cache(maxsize=65536)
def tokens(name: str) -> frozenset[str]:
    """The words of a place name, each folded: a quarter's name often holds its city's."""
    return frozenset(folded_key(word) for word in article_key(KIND.sub(" ", clean(name))).split())


def plain(text: str) -> str:
    """Lower case without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def words(text: str) -> str:
    """A sentence as its words alone, so that copies with other quotes or spaces are equal."""
    return " ".join(re.findall(r"\w+", text.lower()))


def grams(text: str) -> frozenset[str]:
    """Runs of three letters of a sentence."""
    flat = words(text)
    return frozenset(flat[i : i + 3] for i in range(len(flat) - 2))


def stem(word: str) -> str:
    """A trigger without its inflection: captured, captures, capturing are one."""
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word.lower().strip()) if len(word) > 4 else word.lower().strip()
