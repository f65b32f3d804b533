"""BERT's uncased WordPiece over our own words, so that every piece knows which characters it came from."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
UNKNOWN, START, SEPARATOR = 100, 101, 102
LONGEST = 60  # characters of a word; longer ones (addresses, hashes) become one unknown piece


@cache
def vocabulary() -> dict[str, int]:
    """Piece -> id."""
    text = (files("frontlog.mentions.neural") / "vocab.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")) if piece}


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the words and punctuation marks between two offsets of a text."""
    return [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]


SHAPES = 4  # how a word is written, which an uncased vocabulary does not say: "us" and "US", "march" and "March"


@cache
def shape(word: str) -> int:
    """0 small letters or none at all, 1 a capital in front, 2 capitals alone (two or more), 3 both in another order."""
    if word.islower() or not any(c.isalpha() for c in word) or word.upper() == word.lower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


@cache
def pieces(word: str) -> tuple[int, ...]:
    """The ids of one word's pieces: greedy longest match, as BERT was trained with."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    known = vocabulary()
    if not plain or len(plain) > LONGEST:
        return (UNKNOWN,)
    out: list[int] = []
    at = 0
    while at < len(plain):
        end = _longest(plain, at, known)
        if end == at:
            return (UNKNOWN,)
        out.append(known[("##" if at else "") + plain[at:end]])
        at = end
    return tuple(out)


def _longest(plain: str, at: int, known: dict[str, int]) -> int:
    prefix = "##" if at else ""
    for end in range(len(plain), at, -1):
        if prefix + plain[at:end] in known:
            return end
    return at


def all_pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The pieces of each word."""
    return [pieces(text[a:b]) for a, b in spans]
