"""What the rule tagger knows by heart: heads of groups, titles, kinds of places, weapons, demonyms, and the names of the actor registry."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from frontlog.reference import ready
from frontlog.reference.tokens import Token, lowered
from frontlog.reference.yamlfile import parse

LONGEST = 8  # tokens of the longest name that is looked up; longer registry names are official titles that reports shorten
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "persons",
    "authority": "authorities",
    "gunman": "gunmen",
    "policeman": "policemen",
    "fisherman": "fishermen",
    "militiaman": "militiamen",
    "businessman": "businessmen",
    "airman": "airmen",
    "navy": "navies",
    "army": "armies",
    "serviceman": "servicemen",
    "ally": "allies",
    "enemy": "enemies",
}


Sizes = tuple[tuple[int, frozenset[tuple[str, ...]]], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Names as rows of lower-cased words: for each first word the lengths that names have, longest first, each with the names. `written`
    are names that nobody has asked for yet, by their first word: one a line."""

    rows: dict[str, Sizes]
    written: dict[str, str] = field(default_factory=dict)

    def longest(self, tokens: Sequence[Token], place: int) -> int:
        """How many tokens from `place` on are a known name, 0 when none is."""
        if place >= len(tokens):
            return 0
        found = self.rows.get(tokens[place].lower) or self._read(tokens[place].lower)
        if not found:
            return 0
        words = tuple([t.lower for t in tokens[place : place + found[0][0]]])
        for size, group in found:
            if words[:size] in group:
                return size
        return 0

    def _read(self, first: str) -> Sizes:
        if first not in self.written:
            return ()
        found = self.rows[first] = _by_length(tuple(line.split(" ")) for line in self.written[first].split("\n"))
        return found


NO_NAMES = Names({})


def names(surfaces: Iterable[str]) -> Names:
    """Index names for look-up. A leading article is no part of a name."""
    rows: dict[str, set[tuple[str, ...]]] = {}
    for surface in surfaces:
        row = lowered(surface)
        row = row[1:] if row[:1] in (("the",), ("a",)) else row
        if row and len(row) <= LONGEST:
            rows.setdefault(row[0], set()).add(row)
    return Names({first: _by_length(group) for first, group in rows.items()})


def kept_names(surfaces: Callable[[], Iterable[str]], *hangs_on: bytes, kind: str = "names") -> Names:
    """The same out of the user's cache, for names that hang on our own code and tables: making those of the registry was a tenth of a cold
    start, and where they lie there the registry itself need not be read for them."""

    def lines() -> dict[str, str]:
        found = names(surfaces()).rows
        return {first: "\n".join(sorted(" ".join(row) for _, group in sizes for row in group)) for first, sizes in found.items()}

    return Names({}, ready.values(kind, ready.key(ready.code(__file__), *hangs_on), lines))


def _by_length(group: Iterable[tuple[str, ...]]) -> Sizes:
    sizes: dict[int, set[tuple[str, ...]]] = {}
    for row in group:
        sizes.setdefault(len(row), set()).add(row)
    return tuple((size, frozenset(sizes[size])) for size in sorted(sizes, reverse=True))


@cache
def nouns(kind: str) -> frozenset[str]:
    """Singular and plural of the nouns of one list of nouns.yml."""
    out: set[str] = set()
    for noun in _data()[kind]:
        out |= {noun, _plural(noun)}
    return frozenset(out)


@cache
def exact(kind: str) -> frozenset[str]:
    """The entries of one list of nouns.yml as they stand."""
    return frozenset(str(word) for word in _data()[kind])


@cache
def rows(kind: str) -> Names:
    """A list of nouns.yml that holds entries of several words, for look-up."""
    return names(_data()[kind])


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "o", "u") else noun + "s"


@cache
def _data() -> dict[str, list[str]]:
    text = resources.files("frontlog.mentions").joinpath("nouns.yml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = parse(text)
    return data


@cache
def countries() -> Names:
    """Names of all countries, "Congo" and "Britain" among them; not initials, which are looked up as they are written."""
    also = (str(name) for row in _country_file()["also"].values() for name in row)
    return names([*(str(row[0]) for row in _countries().values()), *(name for name in also if not name.replace(".", "").isupper())])


@cache
def capitals() -> Names:
    """Names of all capitals: governments go by them, but more often they are places."""
    return names(str(row[2]) for row in _countries().values())


@cache
def demonyms() -> Names:
    """Adjectives and people of all countries: "Syrian", "Emiratis"."""
    return names(
        [word for row in _countries().values() for word in str(row[1]).split("/")]
        + ["U.S.", "US", "UK", "British", "EU", "Kurdish", "Palestinian", "Chechen", "Houthi"]
    )


def _countries() -> dict[str, list[Any]]:
    return _country_file()["countries"]


@cache
def _country_file() -> dict[str, dict[str, list[Any]]]:
    text = resources.files("frontlog.reference").joinpath("countries.yml").read_text(encoding="utf-8")
    data: dict[str, dict[str, list[Any]]] = parse(text)
    return data
