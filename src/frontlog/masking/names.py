"""The names of a person in any spelling that a log may hold: in texts, addresses and markup, whole and by single words."""

import html
import re
from collections.abc import Iterable, Sequence
from html.entities import html5
from typing import Any
from urllib.parse import quote, unquote

from frontlog.model import FrontlogError
from frontlog.reference.heads import GROUP_WORDS

BLACK = "█"
PLAIN = "x"  # where only ASCII may stand
SHORT = 3  # letters: a part of a name that is no longer is no name by itself
FEWEST = 4  # letters that a name has at least
ENTITIES = {character: name for name, character in html5.items() if len(character) == 1 and name.endswith(";")}
# What may stand between two words of a name: space in all its spellings, what addresses and file names put there, tags
BETWEEN = r"(?:\s|&nbsp;|&#0*160;|&#x0*a0;|[-_.+·’']|%20|\\n|\\t|=\r?\n|<[^<>]{0,200}>){1,12}"
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f’'.-]+")
NO_NAMES = frozenset(("general", "colonel", "captain", "major", "sheikh", "doctor", "abdul", "abdel", "mohammed", "muhammad", "ahmed"))


class Names:
    """One person, by every spelling that was given. `found` and `masked` look for whole names; `fully` also for single words of one, by
    which a report that has the whole name goes on to speak of the person."""

    def __init__(self, given: Sequence[str]) -> None:
        self.given = tuple(dict.fromkeys(" ".join(name.split()) for name in given))
        for name in self.given:
            if sum(map(str.isalpha, name)) < FEWEST:
                raise FrontlogError(f"'{name}' is too short for a name: it would be found in other words.", "Give the whole name.")
        self._whole = [_whole(name.split()) for name in self.given]
        single = sorted({word for name in self.given for word in name.split() if _telling(word)}, key=lambda w: (-len(w), w))
        self._single = [_word(form) for word in single for form in dict.fromkeys((word, word.upper()))]

    def found(self, text: str) -> bool:
        """Whether a text, or what it says once it is unescaped, holds the whole name."""
        return any(pattern.search(form) for form in forms(text) for pattern in self._whole)

    def masked(self, text: str, sign: str = "", fully: bool = False) -> str:
        """The text with the name blacked out, as long as it was. Without a `sign`, what looks like an address keeps to ASCII."""
        sign = sign or (PLAIN if text and not any(map(str.isspace, text)) else BLACK)
        for pattern in self._whole:
            text = pattern.sub(lambda match: _groups(match, sign), text)
        for pattern in self._single if fully else ():
            text = pattern.sub(lambda match: sign * len(match[0]), text)
        return text

    def values(self, value: Any, fully: bool = False) -> Any:
        """Plain JSON values with the name blacked out in every string, keys too."""
        if isinstance(value, str):
            return self.masked(value, fully=fully)
        if isinstance(value, list):
            return [self.values(each, fully) for each in value]
        if isinstance(value, dict):
            return {self.masked(key, fully=fully): self.values(each, fully) for key, each in value.items()}
        return value


def forms(text: str) -> Iterable[str]:
    """A text, and what it says where it is escaped as in pages, addresses or JSON."""
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "%" in text:
        yield unquote(text)
    if "\\u" in text:
        yield ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _telling(word: str) -> bool:
    bare = word.casefold().strip(".-’'")
    return sum(map(str.isalpha, word)) > SHORT and bare not in NO_NAMES and bare not in GROUP_WORDS and not word.islower()


def _whole(words: Sequence[str]) -> re.Pattern[str]:
    """The words of a name one behind the other, each a group of its own; in any case, and escaped in any way that keeps them apart."""
    before, after = _edges(words)
    return re.compile(before + BETWEEN.join(f"({_spelled(word)})" for word in words) + after, re.IGNORECASE)


def _word(word: str) -> re.Pattern[str]:
    before, after = _edges((word,))
    return re.compile(before + re.escape(word) + after)


def _edges(words: Sequence[str]) -> tuple[str, str]:
    """In Latin script a name ends where its letters do. Other scripts join letters to it, so there it is found inside words."""
    latin = all(LATIN.fullmatch(word) for word in words)
    return (r"(?<![^\W_])", r"(?![^\W_])") if latin else ("", "")


def _spelled(word: str) -> str:
    return "".join(map(_character, word))


def _character(one: str) -> str:
    if one.isascii() and one.isalnum():
        return re.escape(one)
    named = [f"&{ENTITIES[form]}" for form in {one, one.lower(), one.upper()} if form in ENTITIES]
    told = {code for form in (one, one.lower(), one.upper()) if len(form) == 1 for code in [ord(form)]}
    coded = [spelling for code in sorted(told) for spelling in (f"&#0*{code};", f"&#x0*{code:x};", rf"\\u0*{code:04x}")]
    quoted = [re.escape(quote(form)) for form in sorted({one, one.lower(), one.upper()}) if not form.isascii()]
    return f"(?:{'|'.join([re.escape(one), *map(str, named), *coded, *quoted])})"


def _groups(match: re.Match[str], sign: str) -> str:
    """The match with its words blacked out and what stands between them left."""
    out, at = [], match.start()
    for number in range(1, len(match.groups()) + 1):
        start, end = match.span(number)
        out += [match.string[at:start], sign * (end - start)]
        at = end
    return "".join(out) + match.string[at : match.end()]
