"""What every record is made of: stretches and words of a document, the step that made a row, and the base of all rows."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one document's clean text."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the document that the record is about, with their offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Which step made a record, and which version of it."""

    step: str
    version: str


@dataclass(frozen=True, slots=True)
class Record:
    """Base of all rows. `table` is the name of its table, `sort` the fields that order it (they are unique in a table)."""

    table: ClassVar[str] = ""
    sort: ClassVar[tuple[str, ...]] = ("id",)
