"""Headings, and lists of names, inside a body: lines that are no sentences. Two reports of one war share them by themselves.

`without_headings` gives what is left to compare. A text that consists of such lines is left whole, and so is one without line ends.
"""

from collections.abc import Iterator

SHORT = 12  # words: a line of as many says something, whatever it ends with; a chain of shorter ones made runs of 12 to 21 words
HALF = 0.5  # share of the words: of a text whose lines mostly lack a full stop (posts, verse, tables) each line may be a sentence
ENDS = tuple('.!?:;…,"”’»)]。！？؟۔।')


def without_headings(text: str) -> str:
    """The text without the lines that are headings or names in a list."""
    if "\n" not in text:
        return text
    lines = [line for line in text.split("\n") if line.strip()]
    kept = list(_sentences(lines))
    if len(kept) == len(lines) or sum(map(_words, kept)) < HALF * sum(map(_words, lines)):
        return text
    return "\n".join(kept)


def _sentences(lines: list[str]) -> Iterator[str]:
    """The lines that are no headings. A line that was broken at the margin goes on in the next one, or from the one before."""
    margin = max(map(len, lines), default=0)
    ended = True
    for at, line in enumerate(lines):
        ends = line.rstrip().endswith(ENDS)
        if ends or not ended or _goes_on(line, lines[at + 1] if at + 1 < len(lines) else "", margin) or _words(line) >= SHORT:
            ended = ends
            yield line


def _goes_on(line: str, following: str, margin: int) -> bool:
    """Whether a line was broken: the next one begins small, or its first word had no room here."""
    words = following.split(None, 1)
    return bool(words) and (words[0][0].islower() or len(line) + 1 + len(words[0]) > margin)


def _words(line: str) -> int:
    return len(line.split())
