"""Sentences of a stretch of text as exact offsets: ranks, initials, abbreviations, decimals, quotations, citations.

A full stop ends a sentence unless the word before it or the word after it speaks against it (sentence_words.yml); all else is
one pass over the candidates, so the time grows with the length of the text only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from frontlog.documents.lines import BULLET, HEADING
from frontlog.model import quick
from frontlog.reference.yamlfile import read

FILE = Path(__file__).with_name("sentence_words.yml")
END = re.compile(r"[.!?…؟。]+[\"'”’»)\]*_]*(?:\[\d{1,3}\])*(?=\s|$)")
GLUED = re.compile(r"[.!?](?<=[a-z]{3}[.!?])[\"”]?(?=[A-Z][a-z]{1,}[\s,])")  # "the town.The army": a lost space
SIGNS, GLUE = ".!?…؟。", ".!?"  # that these begin with
WORD_BEFORE = re.compile(r"([^\W\d_](?:[\w.'’-]*[^\W_])?)\.?$")
NEXT_WORD = re.compile(r"[\s\"'“‘«(\[*_•–—-]*([^\W_][\w.'’-]*)")
NUMBERED = re.compile(r"^\W*(?:\d{1,3}|[ivxIVX]{1,4}|[A-Za-z])\.$")
NAMED_LOW = re.compile(r"(?:al|el|as|ad|ar|an|at|az|e|i)-?[A-Z]")  # names that begin in lower case: al-Shabaab, iPhone
LONGEST = 3_000  # characters: some five hundred words
UNIT = re.compile(r"\d\s*[^\W\d_]+\.?$")  # "2014 г.", "5 м."
ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$")
LETTER = re.compile(r"[^\W_]")
LOOK = 80  # characters before a stop that decide about it


@dataclass(frozen=True, slots=True)
class Part:
    """Offsets of a sentence."""

    start: int
    end: int


_part = quick(Part)


@cache
def _words(name: str) -> frozenset[str]:
    """One of the lists of sentence_words.yml."""
    return frozenset(read(FILE)[name].split())


@cache
def _special() -> frozenset[str]:
    """The words of several letters before a full stop for which there is a rule."""
    return frozenset({"no"}).union(*(_words(name) for name in ("capital", "numbered", "bound", "loose")))


def sentences(text: str, start: int, end: int) -> Iterator[Part]:
    """The sentences of `text[start:end]`, in order, without white space, bullets and heading signs at their edges."""
    begin = blank = start
    for stop in _stops(text, start, end):
        if not LETTER.search(text, blank, stop):
            blank = stop  # signs only so far; looked at once, or a line of question marks would take time by the square of its length
            continue
        part = _trimmed(text, begin, stop)
        if part is None:
            continue
        if _ends(text, part, stop, end):
            yield from _pieces(text, part)
            begin = blank = stop
    rest = _trimmed(text, begin, end)
    if rest is not None:
        yield from _pieces(text, rest)


def _pieces(text: str, part: Part) -> Iterator[Part]:
    """The sentence itself, unless it is longer than any that people write: then it is cut between words, for what reads sentences takes
    more time than their length says."""
    begin, end = part.start, part.end
    while end - begin > LONGEST:
        space = text.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        stop = space if space > 0 else begin + LONGEST
        if piece := _trimmed(text, begin, stop):
            yield piece
        begin = stop
    if last := _trimmed(text, begin, end):
        yield last


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where a sentence could end, in order. The expressions are tried at the signs that they begin with: to search with them takes four
    times as long."""
    places = []
    for sign in SIGNS:
        at = text.find(sign, start, end)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1, end)
    places.sort()
    out: list[int] = []
    behind = 0
    for at in places:
        if at >= behind and (found := END.match(text, at, end)):
            behind = found.end()
            out.append(behind)
        elif text[at] in GLUE and (found := GLUED.match(text, at, end)) and not ADDRESS.search(text, max(start, at - LOOK), at):
            out.append(found.end())
    return out


def _trimmed(text: str, start: int, end: int) -> Part | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and text[start].isalpha() and not text.startswith(")", start + 1):
        return _part(start, end)  # it begins with a word, as nearly all do
    for sign in (BULLET, HEADING):
        found = sign.match(text, start, end)
        if found:
            start = found.end()
    return _part(start, end) if LETTER.search(text, start, end) else None


def _ends(text: str, part: Part, stop: int, limit: int) -> bool:
    """Whether the candidate at `stop` ends the sentence that began at `part.start`."""
    if stop >= limit:
        return True
    following = NEXT_WORD.match(text, stop, limit)
    if following is None:
        return True
    word = following.group(1)
    if word[0].islower() and not NAMED_LOW.match(word):
        return False
    bare = text[max(part.start, stop - LOOK) : stop].rstrip("\"'”’»)]*_")
    if not bare.endswith("."):
        return True
    if stop - part.start < 8 and NUMBERED.match(text[part.start : stop]):
        return False
    return _free(bare, word, closed=not text[stop - 1 : stop].endswith("."))


def _free(before: str, after: str, closed: bool) -> bool:
    """Whether a full stop after these words, before that word, is more than an abbreviation's. `closed`: a quote or bracket follows it."""
    found = WORD_BEFORE.search(before.rsplit(None, 1)[-1])
    if found is None:
        return True
    word = found.group(1)
    low = word.lower().rstrip(".")
    if len(low) > 1 and "." not in low and low not in _special():
        return True
    opener = after.lower().rstrip(".") in _words("openers")
    initials = re.fullmatch(r"(?:[a-z]\.)+[a-z]", low) is not None or (len(low) == 1 and word.isupper())
    if word[0].isupper() and not word.isupper() and low in _words("capital"):
        return False
    if after[0].isdigit() and low in _words("numbered"):
        return False
    if len(low) == 1 and not low.isascii() and not word.isupper():  # "с. Нове", "г. Донецк", "د. سالم"; but "2014 г." is a unit
        return bool(UNIT.search(before))
    if closed and low not in _words("bound") and not initials:
        return True
    if low == "no":
        return not after[0].isdigit()
    if low in _words("bound"):
        return low in _words("both") and opener
    if len(low) == 1 and word.isupper():
        return opener and low not in ("a", "i")
    if low in _words("loose") or initials:
        # "Sun", "Sat", "Mar", "am", "co", "mi" are words as well: only with a capital or inner stop are they abbreviations
        return opener
    return True
