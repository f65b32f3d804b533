"""Word lists that several readers of claims share, and the words of a sentence with their classes.

Use `analyse` instead of tokenizing anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

from frontlog.model import Piece
from frontlog.reference.english import tag_words
from frontlog.reference.tokens import Token, tokenize

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "wife": "wives",
    "person": "persons",
    "passerby": "passersby",
    "body": "bodies",
    "spy": "spies",
}
ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Sent:
    """A sentence's tokens and their word classes, without invisible marks."""

    text: str
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]

    def low(self, place: int) -> str:
        """The lower-cased word at a place, "" outside the sentence."""
        return self.tokens[place].lower if 0 <= place < len(self.tokens) else ""

    def tag(self, place: int) -> str:
        return self.tags[place] if 0 <= place < len(self.tags) else ""

    def piece(self, first: int, last: int, offset: int) -> Piece:
        """Words `first` to `last` (both included) as a piece of the document."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Piece(self.text[start:end], offset + start, offset + end)


@lru_cache(maxsize=64)
def analyse(sentence: str) -> Sent:
    """Tokens and tags of a sentence. Cached: five readers ask for the same sentence in turn."""
    tokens = tuple(t for t in tokenize(sentence) if t.text not in ZERO_WIDTH)
    return Sent(sentence, tokens, tag_words(tokens))


@cache
def table(name: str) -> dict[str, list[str]]:
    """One YAML table of lists of words in claims/tables."""
    text = resources.files("frontlog.claims").joinpath("tables", f"{name}.yml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = yaml.safe_load(text)
    return data


@cache
def phrases(name: str, key: str) -> tuple[tuple[str, ...], ...]:
    """The entries of one list as word sequences, longest first, so that the longest phrase wins."""
    rows = {tuple(str(entry).lower().split()) for entry in table(name)[key]}
    return tuple(sorted(rows, key=lambda row: (-len(row), row)))


def match_phrase(sent: Sent, place: int, rows: Sequence[tuple[str, ...]]) -> int:
    """How many words of the longest phrase stand at `place`; 0 when none does."""
    for row in rows:
        if sent.low(place) == row[0] and all(sent.low(place + n) == word for n, word in enumerate(row)):
            return len(row)
    return 0


def match_phrase_before(sent: Sent, place: int, rows: Sequence[tuple[str, ...]]) -> int:
    """How many words of the longest phrase end just before `place`; 0 when none does."""
    for row in rows:
        first = place - len(row)
        if first >= 0 and all(sent.low(first + n) == word for n, word in enumerate(row)):
            return len(row)
    return 0


@cache
def persons() -> frozenset[str]:
    """Singular nouns for human beings."""
    return frozenset(table("people")["persons"])


@cache
def person_plurals() -> frozenset[str]:
    """Plural and collective nouns for human beings."""
    return (
        frozenset(map(_plural, table("people")["persons"]))
        | frozenset(table("people")["plural_only"])
        | frozenset(table("people")["collective"])
    )


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def is_person(word: str) -> bool:
    """Whether a lower-cased noun, singular or plural, names human beings ("co-pilot" and "crew-member" too)."""
    last = word.rsplit("-", 1)[-1]
    return word in persons() or word in person_plurals() or last in persons() or last in person_plurals()
