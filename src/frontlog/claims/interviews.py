"""Interviews written out: the name before an answer ("KHAN: They came at night. They burned the mill.") speaks until the next turn."""

import re
from collections.abc import Sequence

from frontlog.model import Piece, Sentence

_LABEL = re.compile(r"(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]+){0,3})\s?:\s?(?=\S|$)")
_ASKS = frozenset({"q", "question", "interviewer", "host", "moderator", "reporter", "journalist"})
_QUESTIONS = 2  # paragraphs that ask: fewer make no interview of a page with labels before its lines
_TURNS = 2


def answering(sentences: Sequence[Sentence]) -> dict[int, Piece]:
    """Who answers in each sentence, by its number; empty where the document is no interview."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.kind == "body":
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    rows = list(paragraphs.values())
    labels = [_LABEL.match(row[0].span.quote) for row in rows]
    asked = sum(row[-1].span.quote.rstrip("”\"' ").endswith("?") for row in rows)
    named = [label["who"] for label in labels if label]
    if asked < _QUESTIONS or len(named) < _TURNS or len(set(named)) == len(named):
        return {}
    out: dict[int, Piece] = {}
    speaker: Piece | None = None
    for row, label in zip(rows, labels, strict=True):
        first = row[0].span
        if label:
            whose = label["who"]
            asks = whose.lower() in _ASKS or row[-1].span.quote.rstrip().endswith("?")
            speaker = None if asks else Piece(whose, first.start, first.start + len(whose))
        elif row[-1].span.quote.rstrip().endswith("?"):
            speaker = None
        if speaker is not None:
            out |= dict.fromkeys((sentence.number for sentence in row), speaker)
    return out
