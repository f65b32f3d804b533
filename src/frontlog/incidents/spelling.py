"""Sentences and trigger words made comparable for linking."""

import re
import unicodedata


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
