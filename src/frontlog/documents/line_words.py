"""What the words of a line mean, in some forty languages: share, comment, law, said, army (line_words.yml).

A word learned in one language tells something in all the others: the model weighs the meaning, not only the word.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from frontlog.documents.lines import Line
from frontlog.reference import ready
from frontlog.reference.expressions import Expression
from frontlog.reference.yamlfile import Checker, read

FILE = Path(__file__).with_name("line_words.yml")
MEANINGS: tuple[str, ...] = (
    *("little", "share", "comment", "reply", "like", "join", "give", "login", "menu", "section", "read", "more", "also", "law", "picture"),
    *("author", "issued", "date", "ago", "you", "we", "i", "said", "army", "harm", "place", "site", "reader", "price", "mail", "net"),
    *("advert", "tool", "page", "ask", "talk", "tag", "press", "abuse", "guest", "origin", "show", "note", "live"),
)
LITTLE = 0
COUNT = len(MEANINGS)
LETTERS = 6  # of a word that count
WORD = re.compile(r"[^\W\d_]+")
ARTICLE = re.compile(r"(?:[وبفك]?ال|لل)(?=..)")
DENSE = "dense"  # the key of what is found anywhere in a line, in scripts without spaces
FIRST_DENSE = "\u0e00"
ARABIC = "\u0600"
HEADS = frozenset((MEANINGS.index("comment"), MEANINGS.index("also")))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all languages with what they mean, and an expression for those of scripts without spaces."""

    known: dict[str, tuple[int, ...]]
    dense: Expression
    parts: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line's words mean, each once and in the order of the words; the share of little words; neighbours."""

    each: tuple[int, ...]
    first: tuple[int, ...]
    pairs: tuple[int, ...]
    little: int  # words that only hold a sentence together
    words: int


NOTHING = Meaning((), (), (), 0, 0)


@cache
def words() -> Words:
    """The table line_words.yml."""
    own = Path(__file__)
    kept = ready.values("line-words", ready.key(ready.code(own, FILE)), _tables)
    known, parts = ({word: tuple(held) for word, held in table.items()} for table in kept)
    dense = Expression("|".join(re.escape(part) for part in sorted(parts, key=lambda part: (-len(part), part))))
    return Words(known, dense, parts)


def _tables() -> list[dict[str, list[int]]]:
    """What words mean, and parts of lines in scripts without spaces."""
    check = Checker(FILE)
    known: dict[str, set[int]] = {}
    parts: dict[str, set[int]] = {}
    for language, rows in read(FILE).items():
        for meaning, text in rows.items():
            check.need((language, meaning), meaning, lambda found: found in MEANINGS, f"one of {', '.join(MEANINGS)}")
            for entry in str(text).split():
                if language == DENSE:
                    parts.setdefault(entry, set()).add(MEANINGS.index(meaning))
                    continue
                for word in WORD.findall(entry.lower()):
                    if len(word) > 1 or word == entry:
                        known.setdefault(key(word), set()).add(MEANINGS.index(meaning))
    return [_sorted(known), _sorted(parts)]


def _sorted(table: dict[str, set[int]]) -> dict[str, list[int]]:
    return {word: sorted(held) for word, held in table.items()}


def key(word: str) -> str:
    """By what a word is looked up: its first letters, without an Arabic article."""
    if ARABIC <= word[0] <= "\u06ff":
        word = ARTICLE.sub("", word, count=1)
    return word[:LETTERS]


def meaning(seen: list[str], text: str) -> Meaning:
    """What the words of a line (lower case, in order) mean. `text` is the line itself, for scripts without spaces."""
    if not seen:
        return NOTHING
    table = words()
    get = table.known.get
    found = [get(word[:LETTERS] if word < ARABIC else key(word), ()) for word in seen]
    if not text.isascii() and any(letter >= FIRST_DENSE for letter in text[:20]):
        found += [table.parts[part] for part in table.dense.findall(text)]
    little = sum([LITTLE in held for held in found if held])
    each = dict.fromkeys([one for held in found if held for one in held if one])
    pairs = dict.fromkeys([one * COUNT + two for left, right in pairwise(found) if left and right for one in left for two in right])
    return Meaning(tuple(each), found[0], tuple(pairs), little, len(seen))


def heading(line: Line, found: Meaning) -> bool:
    """A short line that says what stands under it: "Read also", "Comments", or anything with a colon."""
    return not line.final and (line.plain.endswith(":") or not HEADS.isdisjoint(found.each))
