"""Text that was once read in the wrong charset and saved so ("Ð¢Ð°Ð½ÐºÐ¸"): mended where ftfy is sure of it, and nowhere else."""

import re

import numpy as np

from frontlog.documents.places import Placed, codepoints, join

LONGEST = 20_000  # characters of a line that is looked at whole; longer ones are looked at in pieces of that length

PAIR = re.compile(r"[^\x00-\x7f]{2}|[ÃÂà]\s")

# what follows the first byte of a character of UTF-8 (Â to ô), both read as cp1252 or Latin-1: no language puts it there
TRAILS = np.zeros(0x2124, bool)
TRAILS[[*range(0x80, 0xC0), *map(ord, "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“•˜™š›œžŸ")]] = True


def broken(text: str) -> bool:
    """Whether a text has plain signs of having been read wrongly: one quick look, for sources of pages."""
    if text.isascii():
        return False
    codes = codepoints(text)
    leads = np.flatnonzero((codes[:-1] >= 0xC2) & (codes[:-1] <= 0xF4))
    return bool(TRAILS[np.minimum(codes[leads + 1], len(TRAILS) - 1)].any())


def repair(source: Placed) -> Placed:
    """The text with its broken lines mended; the very same object where no line is broken. Quotation marks keep their shape."""
    if source.text.isascii() or not _suspect(source.text):
        return source
    parts, at, changed = [], 0, False
    for start, end in _pieces(source.text):
        line = source.text[start:end]
        mended = _mended(line)
        if mended != line:
            parts += [source.cut(at, start), _aligned(source.cut(start, end), mended)]
            at, changed = end, True
    return join([*parts, source.cut(at, len(source))], source.form) if changed else source


def mend(text: str) -> str:
    """`repair` for a text whose places are not known."""
    if text.isascii() or not _suspect(text):
        return text
    return "".join(_mended(text[start:end]) for start, end in _pieces(text, True))


def _mended(line: str) -> str:
    """A line as ftfy would have it, where it is sure that something is wrong."""
    if not _suspect(line):
        return line
    from ftfy import fix_encoding  # late: most texts never need it
    from ftfy.badness import is_bad

    return fix_encoding(line) if is_bad(line) else line


def _suspect(text: str) -> bool:
    """Whether ftfy need look at all: a character read wrongly is two or more others, none of them ASCII (or a space after Ã, Â, à)."""
    return PAIR.search(text) is not None


def _pieces(text: str, ends: bool = False) -> list[tuple[int, int]]:
    """Lines (with their line ends, if asked), the very long ones cut."""
    out, start = [], 0
    while start < len(text):
        stop = text.find("\n", start)
        end = min(len(text) if stop < 0 else stop + 1, start + LONGEST)
        out.append((start, end if ends or stop + 1 != end else stop))
        start = end
    return out


def _aligned(line: Placed, mended: str) -> Placed:
    """The mended line, word by word on the bytes of the broken one, or whole where the words do not match one to one."""
    old, new = line.text.split(" "), mended.split(" ")
    if len(old) != len(new):
        return line.instead(0, len(line), mended)
    parts, at = [], 0
    for one, two in zip(old, new, strict=True):
        end = at + len(one)
        parts.append(line.cut(at, end) if one == two else line.instead(at, end, two))
        parts.append(line.cut(end, end + 1))
        at = end + 1
    return join(parts, line.form)
