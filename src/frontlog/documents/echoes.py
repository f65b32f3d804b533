"""Lines that a page says twice: the headline over its picture or in the title of the page, where a report comes from before its headline,
and a picture's description before the caption printed under it.

Each reads like a sentence of the report when it is seen alone, and the model of lines weighs single lines and their neighbours.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from frontlog.documents.headings import ADDRESS
from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import Line, prose

CAPTION_AGAIN, AGAIN = "caption said again", "headline again"
ORIGIN, PAGE = "origin before the headline", "title of the page"
REASONS = (CAPTION_AGAIN, AGAIN, ORIGIN, PAGE)
SAID_WORDS = 4  # of a headline or caption that is said twice; what is shorter may be a name
TOP = 4  # lines among which the headline stands
COPIES = 3  # times that a page has its headline; what stands there oftener is the form of a list
LONG = 10  # words of a description that its caption says differently: headlines that take up so much are shorter
ALIKE = 0.5  # of a line's longer words that a caption under it takes up again
WORD = re.compile(r"[^\W\d_]{4,}")
FIGURES = re.compile(r"\d[/.-]\d")  # a day in the head of each printed page
PICTURE = re.compile(r"[\w().-]{4,80}\.(?:jpe?g|png|gif|webp)", re.IGNORECASE)
CREDIT = re.compile(r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3} ?/ ?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}")


def found(lines: Sequence[Line], rules: Sequence[Rule | None]) -> Iterator[tuple[int, str, str]]:
    """What such lines are: place, kind and reason. `rules` holds the row that fits a line, if any."""
    bare = [line.plain.rstrip(" .").casefold() for line in lines]
    yield from ((i, "caption", CAPTION_AGAIN) for i in sorted(_captions(lines, bare, rules)))
    yield from _headlines(lines, bare)


def _captions(lines: Sequence[Line], bare: Sequence[str], rules: Sequence[Rule | None]) -> set[int]:
    """Descriptions of pictures: over a caption that says the same, twice in a row, under the name of a file or a credit alone."""
    out = _twice(lines)
    apart = [(before, line) for before, line in pairwise(lines) if before.gap > 0 == line.gap]
    out |= {line.number for before, line in apart if line.words >= SAID_WORDS and PICTURE.fullmatch(before.plain)}
    credited = [line.number for before, line in apart if line.final and CREDIT.fullmatch(before.plain)]
    out |= {j for i in credited for j in (i - 1, i)} if len(credited) > 1 else set()
    for i in range(len(lines) - 2, -1, -1):
        row = rules[i + 1]
        known = i + 1 in out or (row is not None and row.kind == "caption")
        free = known and rules[i] is None and lines[i].words >= SAID_WORDS
        if free and (bare[i + 1].startswith(bare[i]) or _described(lines[i], bare[i], bare[i + 1])):
            out.add(i)
    return out


def _twice(lines: Sequence[Line]) -> set[int]:
    """Sentences that stand twice in a row behind a paragraph; over the first one it may be the standfirst that the report begins with."""
    out: set[int] = set()
    told = False
    for before, line in pairwise(lines):
        if told and line.words >= LONG and line.plain == before.plain and not ADDRESS.search(line.plain):
            out |= {before.number, line.number}
        told = told or prose(before)
    return out


def _described(line: Line, words: str, caption: str) -> bool:
    """A line without a stop, most of whose words the caption under it takes up again."""
    if line.final or line.words < LONG:
        return False
    own = set(WORD.findall(words))
    return len(own & set(WORD.findall(caption))) >= ALIKE * len(own)


def _headlines(lines: Sequence[Line], bare: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """The headline said again, as pages do over a picture; the title of the page that closes with it ("You are viewing ..."); and right
    under it where it comes from ("From the Nile Courier (May 3): ...")."""
    top = [line for line in lines[:TOP] if line.words >= SAID_WORDS and not (line.final or line.bullet or FIGURES.search(line.plain))]
    heads = {bare[line.number] for line in top}
    copies = Counter(words for words in bare if words in heads)
    seen: set[str] = set()
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        if bare[i] in seen and copies[bare[i]] <= COPIES and not line.final:
            yield i, "title", AGAIN
        elif before is not None and not line.bullet and not before.bullet:
            yield from _beside(before, line, bare)
        seen |= {bare[i]} & heads


def _beside(before: Line, line: Line, bare: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    said, words = bare[before.number], bare[line.number]
    if before.number < TOP and SAID_WORDS <= line.words < before.words and not line.final and said.endswith(" " + words):
        yield before.number, "navigation", PAGE
    elif before.words >= SAID_WORDS and not before.final and ": " in words:
        behind = words.rpartition(": ")[2]
        if behind.count(" ") >= SAID_WORDS and behind in said:
            yield line.number, "byline", ORIGIN
