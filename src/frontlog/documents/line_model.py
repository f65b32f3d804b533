"""A learned second look at the kinds of all lines of a text: each line's signs vote for kinds, and kinds follow each other as on pages.

The rules know what they were shown; a page in a style that nobody has thought of shows itself by its shapes, its neighbours and a few
words. The weights (line_model.json) were learned by training/lines.py from pages of our own; they are whole numbers, hundredths of
log-odds, so that the sums are the same on every machine. Ties go to the kind that stands first in KINDS.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from frontlog.documents import echoes, listings
from frontlog.documents.blocks import AFTER_DATE, Label, unfinished
from frontlog.documents.boxes import BETWEEN_PARAGRAPHS
from frontlog.documents.line_rules import Fitting
from frontlog.documents.line_signs import BLOCKS, FURNITURE, KINDS, MARKED, NUMBER, SIZE, START, Signs, signs
from frontlog.documents.lines import Line
from frontlog.documents.threads import ANSWERS, LATER
from frontlog.documents.voice import Voice
from frontlog.model import FrontlogError
from frontlog.reference import ready

FILE = Path(__file__).with_name("line_model.json")
# What the rules' finding of unmarked readers weighs beyond what was learned, with furniture on the page and without, in hundredths of
# log-odds. Real war comments argue like staff officers, ours in training are tamer: without it the recall of the seeds' comments under
# 111 reports falls from .82 to .56 (12 lines); with it on pages with furniture too, .04 of body recall is lost on the fifth set.
TRUST = (("change of voice", (550, 850)), ("turn of voice", (0, 850)), ("nested thread", (1500, 1500)))
SPREAD = 700  # by how many votes a kind may lie behind and still be brought back by the lines around it
LEAST = -(10**9)  # below every score
STATED = 1500  # who wrote a report and where it first stood: origins are read from these lines, so it takes more to doubt one
NEVER = 10_000  # a paragraph is no headline
KNOWN = 250  # what the rules call furniture is furniture in 98 of 100 lines of pages that they have not seen
HEADLINE = 450  # the first headline of a page, or a long one inside it, is hardly ever a sentence of its report
HEADLINE_WORDS = 8  # a heading with fewer is one of its sections
STAMPED = (
    250,
    750,
)  # what other signs of commenters weigh beyond what was learned, and what a comment widget's own words and signatures do
PLAIN_STAMPS = ("comment widget", *(f"stamps of commenters: {name}" for name in ("signature", "numbered post", "name and place")))
# What a line's being body for the rules weighs beyond what was learned: composed pages are half furniture, reports as they come are not.
# Where the table knows no furniture on the whole page, it takes more to find some: with less, letters and chats that reports print go.
SILENT, DOUBT = 120, 0  # three times that in a list: a day's news as nested items has menus' shapes and is none
SENTENCE = 4  # words from which on a line with a full stop is one
PROSE = 100  # a whole sentence that no rule knows, on a page with furniture: 80 to 120 do the same, 200 costs precision on the open sets
COORDINATES = re.compile(r"\d[°º] ?(?:\d|[NSEW]\b)|\d\.\d{3,}\s*[,;/ ]\s*-?\d{1,3}\.\d{3}")
UNDER_HEADING = "list under a related heading"
SURE = (
    "place alone",
    "masthead",
    "name over the day",
    "town alone",
    "address alone",
    "headlines above the report",
    "teasers",
    "standfirst in points",
    BETWEEN_PARAGRAPHS,
    "photo agency",
    "related link",
    UNDER_HEADING,
    "neighbours of a post",
    AFTER_DATE,
    "date field over a menu",
    "ends with a place and a day",
    *echoes.REASONS,
    *listings.REASONS,
    LATER,
    ANSWERS,
    "who tells more",
    "rules for comments",
    "taxonomy of a blog",
    "words of a site's software",
    "note of a syndicated feed",
    "call to comment",
    "letter to the readers",
)  # reasons that the model does not doubt
UNMARKED = tuple(why for why, _ in TRUST)
HEADED = FURNITURE | {"byline", "dateline"}
COMMENT, TITLE, BODY = NUMBER["comment"], NUMBER["title"], NUMBER["body"]
TOLD = ("title", "body", "comment")  # what is told by somebody: no table of lines knows these
OWN = ("plea", "legal")  # these stay what they are among comments
NAMES = tuple(START)
STARTS = tuple(START.values())
Table = npt.NDArray[np.int64]
Rows = list[list[int]]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by sign and by stem (of short and of other lines) for each of KINDS, and of one kind after another."""

    votes: Table  # signs first, then stems
    short: dict[str, int]  # the row of a stem
    long: dict[str, int]
    moves: tuple[tuple[tuple[int, ...], ...], ...]  # [next line is a paragraph][kind][next kind]
    opening: tuple[int, ...]
    closing: tuple[int, ...]


@cache
def model() -> Model:
    """The weights of line_model.json. Raises FrontlogError when it is none of ours."""
    content = FILE.read_bytes()
    hangs_on = ready.key(np.__version__, ready.code(__file__), repr((KINDS, SIZE, BLOCKS, START)), content)
    try:
        return _unpacked(ready.arrays("line-model", hangs_on, lambda: _packed(loaded(json.loads(content)))))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise FrontlogError(f"{FILE.name} holds no weights of lines: {error!r}.", "Write it anew: python -m training.lines") from error


def loaded(data: dict[str, Any]) -> Model:
    """The model that a file's content describes."""
    if tuple(data["kinds"]) != KINDS:
        raise ValueError(f"the kinds are {data['kinds']}")
    stems = [*((True, stem, row) for stem, row in data["short"].items()), *((False, stem, row) for stem, row in data["long"].items())]
    votes = np.zeros((SIZE + len(stems), len(KINDS)), np.int64)
    sizes = dict(BLOCKS)
    for name, rows in data["signs"].items():
        for choice, row in rows.items():
            if not 0 <= int(choice) < sizes[name]:
                raise ValueError(f"{name} has no choice {choice}")
            votes[START[name] + int(choice)] = row
    places: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for number, (short, stem, row) in enumerate(stems, SIZE):
        places[short][stem] = number
        votes[number] = row
    moves = tuple(tuple(tuple(row) for row in table) for table in data["moves"])
    return Model(votes, places[1], places[0], moves, tuple(data["opening"]), tuple(data["closing"]))


def _packed(model: Model) -> ready.Arrays:
    """The same as numbers alone, which need no reading."""
    stems = [*model.short, *model.long]
    return {
        "votes": model.votes,
        "stems": np.frombuffer("\n".join(stems).encode(), np.uint8),
        "short": np.array([len(model.short)]),
        "moves": np.array(model.moves),
        "ends": np.array([model.opening, model.closing]),
    }


def _unpacked(held: ready.Arrays) -> Model:
    stems, short = held["stems"].tobytes().decode().split("\n"), int(held["short"][0])
    known = dict(zip(stems[:short], range(SIZE, SIZE + short), strict=True))
    moves = tuple(tuple(map(tuple, table)) for table in held["moves"].tolist())
    opening, closing = map(tuple, held["ends"].tolist())
    return Model(
        held["votes"], known, dict(zip(stems[short:], range(SIZE + short, SIZE + len(stems)), strict=True)), moves, opening, closing
    )


def reconsider(
    lines: Sequence[Line], fits: Sequence[Fitting], labels: Sequence[Label], voices: Sequence[Voice], fixed: Sequence[bool]
) -> list[Label]:
    """The labels after a second look. What agrees with the rules keeps their reason; a fixed line keeps its label."""
    if not lines:
        return []
    weights = model()
    found = signs(lines, fits, labels, voices)
    paragraphs = found.paragraphs
    pinned = [NUMBER[label.kind] if held else _located(line, label) for line, label, held in zip(lines, labels, fixed, strict=True)]
    rows = votes(weights, found)
    clean = not any(row.kind in FURNITURE for fit in fits if (row := fit.at("tail")) is not None)
    # readers come with a page around them: a text of like sentences ("the guard shelled ... on Monday", ten times) is a bulletin, no thread
    alone = clean and not any(label.kind == "comment" for label in labels)
    for votes_, label, paragraph, line in zip(rows, labels, paragraphs, lines, strict=True):
        votes_[COMMENT] -= NEVER if alone else 0
        if label.kind == "comment":
            votes_[COMMENT] += next(
                (trust[clean] for why, trust in TRUST if label.reason.startswith(why)), STAMPED[label.reason in PLAIN_STAMPS]
            )
        elif label.kind == "body" and (paragraph or label.reason == "one of many short lines" or unfinished(line.plain)):
            votes_[TITLE] -= NEVER
        elif label.kind in HEADED or label.reason == "headline" or (label.kind == "title" and line.words >= HEADLINE_WORDS):
            votes_[NUMBER[label.kind]] += STATED if label.kind == "byline" else HEADLINE if label.kind == "title" else KNOWN
        if label.kind == "body" and (paragraph or (line.final and line.words >= SENTENCE)) and not clean:
            votes_[BODY] += PROSE
        if label.kind in ("body", "title"):
            votes_[NUMBER[label.kind]] += SILENT * (1 + 2 * bool(line.bullet)) if clean else DOUBT
    kinds = _together(labels, best(weights, rows, paragraphs, pinned))
    if BODY not in kinds and any(label.kind == "body" for label in labels):
        return list(labels)  # what has a report by the rules is not all furniture
    return [
        label if _agrees(label, KINDS[kind], fit) else Label(KINDS[kind], because(weights, found, i, kind, NUMBER[label.kind]))
        for i, (label, kind, fit) in enumerate(zip(labels, kinds, fits, strict=True))
    ]


def _located(line: Line, label: Label) -> int | None:
    """The kind of a line that the rules leave to the report and that holds coordinates: they say where, and no page's furniture does;
    and of a dateline alone on its line, a masthead and the like."""
    if label.reason in SURE:
        return NUMBER[label.kind]
    return BODY if label.kind == "body" and COORDINATES.search(line.plain[:MARKED]) else None


def _together(labels: Sequence[Label], kinds: Sequence[int]) -> list[int]:
    """Where the rules heard the voice change, that is one decision: most lines after it are readers' in the second look too, or none is."""
    told = [i for i, label in enumerate(labels) if label.kind == "comment" and label.reason.startswith(UNMARKED)]
    readers = sum(kinds[i] == COMMENT for i in told)
    said = [i for i in told if kinds[i] in (COMMENT, BODY, TITLE)]
    if 2 * readers < len(said):
        return list(kinds)
    late = frozenset(said)
    return [COMMENT if i in late else kind for i, kind in enumerate(kinds)]


def _agrees(label: Label, kind: str, fit: Fitting) -> bool:
    """The same kind, or two kinds of furniture of which the table of rules names one: it tells them apart best."""
    named = any(row.kind == label.kind for row in fit.rows) and label.kind not in TOLD
    if label.kind == "caption" and kind == "title":
        return True  # a picture's date or agency is a sign that no headline has
    return label.kind == kind or (named and (kind not in TOLD or (kind == "comment" and label.kind in OWN)))


def because(weights: Model, found: Signs, i: int, kind: int, instead: int) -> str:
    """What of a line speaks most for its kind and against what the rules said: its strongest sign and its strongest word."""
    table = weights.votes
    gains = [(int(table[number, kind] - table[number, instead]), -number) for number in found.numbers[i].tolist()]
    names = [f"{_name(-number)}" for gain, number in sorted(gains, reverse=True)[:2] if gain > 0]
    known = weights.short if found.short[i] else weights.long
    words = [(int(table[known[stem], kind] - table[known[stem], instead]), stem) for stem in found.stems[i] if stem in known]
    best_word = max(words, default=(0, ""), key=lambda pair: pair[0])
    names += [f"word '{best_word[1]}'"] if best_word[0] > 0 else []
    return f"learned: {', '.join(names) or 'what stands around it'}"


def _name(number: int) -> str:
    return NAMES[bisect_right(STARTS, number) - 1]


def votes(weights: Model, found: Signs) -> Rows:
    """For each line the sum of what its signs, marks and stems say for each kind."""
    places: list[int] = []
    starts: list[int] = []
    for marks, stems, short in zip(found.marks, found.stems, found.short, strict=True):
        starts.append(len(places))
        places.append(0)
        places += marks
        known = weights.short if short else weights.long
        places += [known[stem] for stem in stems if stem in known]
    words = np.add.reduceat(weights.votes[np.array(places)], np.array(starts), axis=0)
    rows: Rows = (words + weights.votes[found.numbers].sum(1)).tolist()
    return rows


def best(weights: Model, rows: Rows, paragraphs: Sequence[bool], pinned: Sequence[int | None]) -> list[int]:
    """The likeliest kinds of all lines together (Viterbi). A pinned line keeps its kind."""
    if not rows:
        return []
    choices = [_choices(row, pin) for row, pin in zip(rows, pinned, strict=True)]
    scores = {kind: rows[0][kind] + weights.opening[kind] for kind in choices[0]}
    back: list[dict[int, int]] = []
    for i in range(1, len(rows)):
        moves, row = weights.moves[paragraphs[i]], rows[i]
        came: dict[int, int] = {}
        after: dict[int, int] = {}
        for kind in choices[i]:
            top, start = LEAST, 0
            for old, score in scores.items():
                if score + moves[old][kind] > top:
                    top, start = score + moves[old][kind], old
            came[kind], after[kind] = start, top + row[kind]
        back.append(came)
        scores = after
    _, last = max((score + weights.closing[kind], -kind) for kind, score in scores.items())
    out = [-last]
    for came in reversed(back):
        out.append(came[out[-1]])
    return out[::-1]


def _choices(row: Sequence[int], pin: int | None) -> tuple[int, ...]:
    """The kinds that are worth a thought: those that lie too far behind are not brought back by their neighbours."""
    if pin is not None:
        return (pin,)
    least = max(row) - SPREAD
    return tuple([kind for kind, vote in enumerate(row) if vote >= least])
