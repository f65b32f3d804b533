"""What a file format gives before any reading of the words: text, and what the markup says about it."""

from dataclasses import dataclass, field

from frontlog.documents.places import Placed
from frontlog.model import DateCandidate, FrontlogError


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text whose kind the format itself states: comments of a page, running heads of a PDF."""

    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the record should know about how the bytes became text."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that came from a named part of the file (a page, a paragraph) whose bytes cannot be pointed at."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Text of a document and what its format says beside it. Empty where the format says nothing.

    `source` is the same text with the place of its characters in the bytes; without it, `parts` name where in the file they stand.
    """

    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    republished_by: str = ""  # where the format itself says that it was passed on
    author: str = ""
    dates: tuple[DateCandidate, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    source: Placed | None = field(default=None, repr=False, compare=False)
    parts: tuple[Part, ...] = ()


class UnreadableError(FrontlogError):
    """Bytes that give no document. `reason` is the short code of the Rejection."""

    def __init__(self, reason: str, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason


def assemble(title: str, body: str, comments: str = "") -> tuple[str, tuple[Mark, ...]]:
    """One text of title, body and comments, with marks for what is known: the title is put first unless the body opens with it."""
    opening = " ".join(body[: len(title) + 40].lstrip("# *\n").split())
    marks = []
    text = body
    if title and not opening.lower().startswith(title.lower()):
        text = f"{title}\n\n{body}"
        marks.append(Mark(0, len(title), "title", "title of the page"))
    if comments:
        start = len(text) + 2
        text = f"{text}\n\n{comments}"
        marks.append(Mark(start, len(text), "comment", "comments of the page"))
    return text, tuple(marks)
