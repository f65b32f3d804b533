"""Where the words of a clean text stand in the source of the page they were taken from.

Extractors give text without places. What a reader sees of the source (no tags, scripts and comments; entities as characters) is laid
beside the clean text, both without white space, because tags split words and extractors put spaces where tags were. Each line of the
clean text is looked for, going forward; a line that is not found whole is halved until its words are.
"""

import re
from collections.abc import Iterator
from html import unescape

import numpy as np

from frontlog.documents.places import Numbers, Placed, codepoints, widths

# A comment, an element that shows nothing, a tag, an entity.
HIDDEN = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|([sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE]|noscript|template|svg)\b.*?(?:</\1\b|\Z)|[/!?a-zA-Z][^<>]*>?)"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});?",
    re.DOTALL,
)
WHITE = np.array([code for code in range(0x3001) if chr(code).isspace()], np.uint32)
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
    parts, starts, ends, begin = [], [], [], 0
    for found in HIDDEN.finditer(source.text):
        if found.start() > begin:
            parts.append(source.text[begin : found.start()])
            starts.append(begin)
            ends.append(-1)
        if found.group().startswith("&"):
            parts.append(unescape(found.group()))
            starts.append(found.start())
            ends.append(found.end())
        begin = found.end()
    parts.append(source.text[begin:])
    starts.append(begin)
    ends.append(-1)
    whole = "".join(parts)
    sizes = np.array([len(part) for part in parts])
    inside = np.arange(len(whole)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    entity = np.repeat(np.array(ends), sizes)
    low = np.repeat(np.array(starts), sizes) + np.where(entity < 0, inside, 0)
    high = np.where(entity < 0, low + 1, entity)
    solid = _solid(whole)
    return "".join(whole.split()), source.first[low[solid]], source.last[high[solid] - 1]


def _solid(text: str) -> Numbers:
    """Offsets of all characters that are no white space, as `str.split` sees it."""
    return np.flatnonzero(~np.isin(codepoints(text), WHITE))


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
    inner = inner[np.isin(codepoints(text)[inner], WHITE)]
    first[inner], last[inner] = last[inner - 1], first[inner + 1]
