"""Word lists that several readers of claims share, and the words of a sentence with their classes.

Use `analyse` instead of tokenizing anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources

from frontlog.model import Piece
from frontlog.reference.claim_types import trigger_verbs
from frontlog.reference.english import tag_words
from frontlog.reference.remember import remembered
from frontlog.reference.tokens import Places, Token, tokens_of
from frontlog.reference.yamlfile import parse

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
    lows: tuple[str, ...] = field(init=False, repr=False, compare=False)  # the lower-cased words
    low: Callable[[int], str] = field(init=False, repr=False, compare=False)  # the one at a place, "" outside the sentence
    tag: Callable[[int], str] = field(init=False, repr=False, compare=False)  # its word class, likewise

    def __post_init__(self) -> None:
        put = partial(object.__setattr__, self)
        put("lows", tuple([token.lower for token in self.tokens]))
        put("low", Places(enumerate(self.lows)).__getitem__)
        put("tag", Places(enumerate(self.tags)).__getitem__)

    def places(self, start: int, end: int) -> range:
        """The tokens that share characters with a stretch, found without walking the sentence."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        return range(first, max(first, bisect_left(self.tokens, end, key=lambda token: token.start)))

    def piece(self, first: int, last: int, offset: int) -> Piece:
        """Words `first` to `last` (both included) as a piece of the document."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Piece(self.text[start:end], offset + start, offset + end)


@remembered
def analyse(sentence: str) -> Sent:
    """Tokens and tags of a sentence. Cached: five readers ask for the same sentence in turn."""
    tokens = tuple(t for t in tokens_of(sentence) if t.text not in ZERO_WIDTH)
    return Sent(sentence, tokens, tag_words(tokens, trigger_verbs()))


@cache
def numbers(name: str) -> dict[str, dict[str, float]]:
    """One YAML table of named numbers in claims/tables."""
    text = resources.files("frontlog.claims").joinpath("tables", f"{name}.yml").read_text(encoding="utf-8")
    data: dict[str, dict[str, float]] = parse(text)
    return data


@cache
def table(name: str) -> dict[str, list[str]]:
    """One YAML table of lists of words in claims/tables."""
    text = resources.files("frontlog.claims").joinpath("tables", f"{name}.yml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = parse(text)
    return data


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The entries of one list of a table as they stand."""
    return frozenset(str(entry) for entry in table(name)[key])


@dataclass(frozen=True, slots=True)
class Phrases:
    """Word sequences by their first and by their last word, the longest first, so that the longest wins."""

    opening: dict[str, tuple[tuple[str, ...], ...]]
    closing: dict[str, tuple[tuple[str, ...], ...]]


@cache
def phrases(name: str, key: str) -> Phrases:
    """The entries of one list of a table as word sequences."""
    rows = sorted({tuple(str(entry).lower().split()) for entry in table(name)[key]}, key=lambda row: (-len(row), row))
    opening: dict[str, tuple[tuple[str, ...], ...]] = {}
    closing: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows:
        opening[row[0]] = (*opening.get(row[0], ()), row)
        closing[row[-1]] = (*closing.get(row[-1], ()), row)
    return Phrases(opening, closing)


def match_phrase(sent: Sent, place: int, rows: Phrases) -> int:
    """How many words of the longest phrase stand at `place`; 0 when none does."""
    found = rows.opening.get(sent.low(place))
    if found is None:
        return 0
    for row in found:
        if sent.lows[place : place + len(row)] == row:
            return len(row)
    return 0


def may_match(sent: Sent, rows: Phrases) -> bool:
    """Whether any word of the sentence opens one of the phrases: where none does, no place need be tried."""
    return not rows.opening.keys().isdisjoint(sent.lows)


def openings(sent: Sent, words: AbstractSet[str]) -> list[int]:
    """The places at which one of the words stands: the others need not be tried."""
    return [] if words.isdisjoint(sent.lows) else [place for place, low in enumerate(sent.lows) if low in words]


def match_phrase_before(sent: Sent, place: int, rows: Phrases) -> int:
    """How many words of the longest phrase end just before `place`; 0 when none does."""
    for row in rows.closing.get(sent.low(place - 1), ()):
        first = place - len(row)
        if first >= 0 and sent.lows[first:place] == row:
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
