"""What a sentence says beside the slots of its claim (cues.yml): that nothing of the kind happened, that somebody lives, that it held."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from frontlog.incidents.spelling import tokens
from frontlog.incidents.telling import Telling
from frontlog.reference.yamlfile import parse

POSSIBLE = "cues"  # in the memory of a telling
_STATES = re.compile(r"\bUS\b")  # the country, which is not "us" in lower case
KEPT = 1 << 16  # words that are remembered: as many as one language has in its news, names and numbers aside


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    data = parse((files("frontlog.incidents") / "disagreements" / "cues.yml").read_text(encoding="utf-8"))
    person = "|".join(data.pop("person"))
    for other in ("general", "common", "hints"):
        data.pop(other)
    return {name: re.compile("|".join(f"(?:{form.replace('{person}', person)})" for form in forms)) for name, forms in data.items()}


@cache
def _spotters() -> Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    """Of each cue the pieces of words of which every match holds one, and its pattern."""
    data = parse((files("frontlog.incidents") / "disagreements" / "cues.yml").read_text(encoding="utf-8"))
    return {cue: (tuple(data["hints"].get(cue, ("",))), pattern) for cue, pattern in _cues().items()}


@cache
def _bits() -> Mapping[str, int]:
    """A bit for each cue."""
    return {cue: 1 << number for number, cue in enumerate(_spotters())}


class _Hinting(dict[str, int]):
    """Of a word the cues that it may be a part of, as bits: those of which it holds the longest word of a hint."""

    def __init__(self) -> None:
        super().__init__()
        pieces: dict[tuple[str, bool, bool], int] = {}
        self.always = 0  # cues without hints may stand in any words
        for cue, (hints, _) in _spotters().items():
            for hint in hints:
                if hint.strip():
                    piece = _longest(hint)
                    pieces[piece] = pieces.get(piece, 0) | _bits()[cue]
                else:
                    self.always |= _bits()[cue]
        self._pieces = tuple((*piece, cues) for piece, cues in pieces.items())

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        found = 0
        for piece, begins, ends, cues in self._pieces:
            if piece in word and (not begins or word.startswith(piece)) and (not ends or word.endswith(piece)):
                found |= cues
        self[word] = found
        return found


def _longest(hint: str) -> tuple[str, bool, bool]:
    """The longest word of a hint, and whether a word begins and ends with it: "got" and "in" of "got in", "not" of "not "."""
    words = f"{hint} ".split(" ")[:-1]  # an empty one before or behind a space
    places = [(word, place > 0, place < len(words) - 1) for place, word in enumerate(words) if word]
    return max(places, key=lambda one: len(one[0]))


@cache
def _hinting() -> _Hinting:
    return _Hinting()


def hinted(word: str) -> int:
    """The cues that a word in lower case may be a part of, as the bits of `bit`."""
    return _hinting()[word]


def always() -> int:
    """The cues that any sentence may hold, whatever its words."""
    return _hinting().always


@lru_cache(maxsize=1 << 14)
def _lower(quote: str) -> str:
    return " ".join(_STATES.sub("U.S.", quote).lower().replace("’", "'").split())


@lru_cache(maxsize=1 << 14)
def _possible(quote: str) -> int:
    """The cues that a sentence may hold by its words one by one, as bits. Looked up once for all cues: most sentences hold none."""
    hinting = _hinting()
    found = hinting.always
    for cues in map(hinting.__getitem__, tokens(quote.lower())):
        found |= cues
    return found


def said(quote: str, cue: str) -> bool:
    """Whether a sentence holds a cue."""
    if not _possible(quote) & _bits()[cue]:
        return False
    text = _lower(quote)
    hints, pattern = _spotters()[cue]
    for hint in hints:
        if hint in text:
            return _found(pattern, text)
    return False


@lru_cache(maxsize=1 << 14)
def _found(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(text))


def says(telling: Telling, cue: str) -> bool:
    """Whether the sentence of a telling holds a cue."""
    if not possible(telling) & _bits()[cue]:
        return False
    found: bool | None = telling.memo.get(cue)
    if found is None:
        telling.memo[cue] = found = said(telling.claim.evidence.quote, cue)
    return found


def possible(telling: Telling) -> int:
    """The cues that its sentence may hold, as the bits of `bit`; those of others it does not hold."""
    found: int | None = telling.memo.get(POSSIBLE)
    if found is None:
        telling.memo[POSSIBLE] = found = _possible(telling.claim.evidence.quote)
    return found


def bit(cue: str) -> int:
    """The bit of a cue."""
    return _bits()[cue]
