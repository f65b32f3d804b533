"""Where the words of a clean text stand in the source of the page they were taken from.

Extractors give text without places. What a reader sees of the source (no tags, scripts and comments; entities as characters) is laid
beside the clean text, both without white space, because tags split words and extractors put spaces where tags were. Each line of the
clean text is looked for, going forward; a line that is not found whole is halved until its words are.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from string import ascii_letters

import numpy as np

from frontlog.documents.places import Codes, Numbers, Placed, codepoints, widths

# What shows nothing, from its sign to the end of its last sign's name: a comment, or one of these elements.
OPENS = re.compile(r"<(?:!--|(script|style|noscript|template|svg)\b)", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});?")
AND, LESS, MORE = 0x26, 0x3C, 0x3E
AFTER_LESS = np.zeros(0x80, bool)  # by character, whether it follows the "<" of a tag
AFTER_LESS[[ord(sign) for sign in "/!?" + ascii_letters]] = True
SHOWN = np.array([not chr(code).isspace() for code in range(0x3002)])  # whether a character is no white space; no higher one is
NEAR = 400  # characters of the visible text, behind what was found last, in which part of a line is looked for
FAR = 2000  # a short line that is found farther off does not move the place from which the next is looked for
SHORT = 25
SPENT = 60  # times the length of the visible text that may be read in searching before the rest is left without places


def align(text: str, source: Placed) -> Placed:
    """The clean text of a page with the places of its words in the bytes of the page; -1 for words that are not found there."""
    seen, begins, ends = _visible(source)
    first: Numbers = np.full(len(text), -1)
    last: Numbers = np.full(len(text), -1)
    solid = _solid(text)
    for at, length, where in _found(text, seen):
        here = solid[at : at + length]
        first[here], last[here] = begins[where : where + length], ends[where : where + length]
    _close(text, first, last, source.form)
    return Placed(text, first, last, source.form)


def _visible(source: Placed) -> tuple[str, Numbers, Numbers]:
    """What a reader sees of a page, without white space, and for each character where its bytes begin and end."""
    codes = codepoints(source.text)
    starts, stops = _shown(source.text, codes)
    sizes = stops - starts
    low = np.arange(int(sizes.sum())) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    high, seen = low + 1, codes[low]
    solid = SHOWN[np.minimum(seen, len(SHOWN) - 1)]
    entities = []
    for at in np.flatnonzero(seen == AND).tolist():
        place = int(low[at])
        found = ENTITY.match(source.text, place, int(stops[np.searchsorted(stops, place, side="right")]))
        if found:
            word = codepoints(unescape(found.group()))  # never longer than the entity itself
            end, size = at + len(word), found.end() - found.start()
            entities.append(at)
            seen[at:end], low[at:end], high[at:end] = word, place, found.end()
            solid[at:end], solid[end : at + size] = SHOWN[np.minimum(word, len(SHOWN) - 1)], False
    begins, ends = source.first[low], source.last[high - 1]
    like = _like_characters(entities, seen, ends - begins, source.form)
    begins[like], ends[like] = -1, -1
    return _text(seen[solid]), begins[solid], ends[solid]


def _like_characters(entities: list[int], seen: Codes, lengths: Numbers, form: str) -> Numbers:
    """Which entities have the length of the character that they stand for ("&el;" in GB 18030): they would pass for it in a run."""
    at = np.array(entities, np.int64)
    codes = seen[at]
    like: Numbers = at[lengths[at] == widths(codes, _text(codes), form)]
    return like


def _text(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def _shown(text: str, codes: Codes) -> tuple[Numbers, Numbers]:
    """Where what stands between tags and other hidden things begins and ends. A tag ends at its ">", or before the next "<"."""
    ahead = np.append(codes, 0)
    signs = np.flatnonzero((codes == LESS) | (codes == MORE))
    hidden = np.array(_hidden(text), np.int64).reshape(-1, 2)
    place = np.searchsorted(hidden[:, 0], signs) - 1  # the sign at which a hidden stretch begins is not inside it
    signs = signs[signs >= np.append(hidden[:, 1], 0)[place]]
    opening = (codes[signs] == LESS) & AFTER_LESS[np.minimum(ahead[signs + 1], len(AFTER_LESS) - 1)]
    following = np.append(signs[1:], len(text))
    begins, ends = signs[opening], (following + (ahead[following] == MORE))[opening]
    ends[np.searchsorted(begins, hidden[:, 0])] = hidden[:, 1]
    starts, stops = np.append(0, ends), np.append(begins, len(text))
    full = starts < stops
    return starts[full], stops[full]


def _hidden(text: str) -> list[tuple[int, int]]:
    """Comments, and elements that show nothing: where each begins, and where the name of its end tag ends."""
    out = []
    found = OPENS.search(text)
    while found:
        end = _closed(text, found)
        out.append((found.start(), end))
        found = OPENS.search(text, end)
    return out


def _closed(text: str, opened: re.Match[str]) -> int:
    name = opened.group(1)
    if name is None:
        at = text.find("-->", opened.end())
        return at + 3 if at >= 0 else len(text)
    found = _ending(name.lower()).search(text, opened.end())
    return found.end() if found else len(text)


@cache
def _ending(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b", re.IGNORECASE)


def _solid(text: str) -> Numbers:
    """Offsets of all characters that are no white space, as `str.split` sees it."""
    return np.flatnonzero(SHOWN[np.minimum(codepoints(text), len(SHOWN) - 1)])


def _found(text: str, seen: str) -> Iterator[tuple[int, int, int]]:
    """Pieces of the text that stand in the source: offset without white space, length, offset in what is seen."""
    cursor, budget, at = 0, SPENT * len(seen), 0
    for line in text.split("\n"):
        words = line.split()
        stack = [(words, at, True)] if words else []
        at += sum(len(word) for word in words)
        while stack and budget > 0:
            some, offset, whole = stack.pop()
            bare = "".join(some)
            where, cost = _look(seen, bare, cursor, whole)
            budget -= cost
            if where >= 0:
                yield offset, len(bare), where
                if len(bare) >= SHORT or abs(where - cursor) < FAR:
                    cursor = where + len(bare)
            elif len(some) > 1:
                half = len(some) // 2
                stack += [(some[half:], offset + sum(len(word) for word in some[:half]), False), (some[:half], offset, False)]


def _look(seen: str, bare: str, cursor: int, whole: bool) -> tuple[int, int]:
    """Where some words stand, and how much was read to find them: behind the cursor, and for a whole line also before it."""
    end = len(seen) if whole else min(len(seen), cursor + NEAR + 4 * len(bare))
    where = seen.find(bare, cursor, end)
    if where >= 0 or not whole:
        return where, (where if where >= 0 else end) - cursor
    return seen.find(bare, 0, cursor + len(bare)), len(seen)


def _close(text: str, first: Numbers, last: Numbers, form: str) -> None:
    """Give a space between two words the one character that stands between them in the source."""
    size = int(widths(codepoints(" "), " ", form)[0])
    inner = np.flatnonzero((first[1:-1] < 0) & (first[2:] >= 0) & (last[:-2] >= 0) & (first[2:] - last[:-2] == size)) + 1
    inner = inner[~SHOWN[np.minimum(codepoints(text)[inner], len(SHOWN) - 1)]]
    first[inner], last[inner] = last[inner - 1], first[inner + 1]
