"""What a situation report is made of. A sentence without a citation cannot be made: that is what the whole report rests on."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


class UncitedError(ValueError):
    """Somebody tried to state something that no claim of the log says."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim that a sentence rests on: where its words stand, and whose they are. `quote` is exactly `text[start:end]` of the document."""

    claim: str
    document: str
    start: int
    end: int
    quote: str
    outlet: str
    title: str
    published: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement. `record` is the incident, control interval or contradiction behind it, for `frontlog explain`; empty where it is
    about several."""

    text: str
    record: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise UncitedError("A sentence says nothing.")
        if not self.citations:
            raise UncitedError(f"No claim stands behind '{self.text}'.")


@dataclass(frozen=True, slots=True)
class Figure:
    """People of one side that the incidents of these days cost. None is "not stated" (of `high`: no upper bound), never 0."""

    kind: str
    side: str
    side_name: str
    low: int | None
    best: int | None
    high: int | None
    incidents: int
    origins: int  # independent: groups of documents that are one voice each
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. `empty` is what stands there when nothing is to be said: words about the report, not about the war."""

    name: str
    heading: str
    empty: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The report of the days from `first` to `last`, both included."""

    title: str
    first: date
    last: date
    highlights: Section
    figures: tuple[Figure, ...]
    apart: tuple[Figure, ...]  # tolls told without an event: they may count the same people again
    changes: Section
    contradictions: Section
    unplaced: Section

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, in order, with the figures as one of them."""
        figures = tuple(f.sentence for f in (*self.figures, *self.apart))
        told = Section("figures", "Key figures", "No report of these days states a number of people.", figures)
        return (self.highlights, told, self.changes, self.contradictions, self.unplaced)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every statement of the report, in the order in which it is read."""
        return tuple(s for section in self.sections for s in section.sentences)

    @property
    def sources(self) -> tuple[tuple[Citation, ...], ...]:
        """The sentences of reports that this one rests on, as they are first met: each with the claims that were read out of it."""
        met: dict[tuple[str, int, int], dict[Citation, None]] = {}
        for citation in (c for s in self.sentences for c in s.citations):
            met.setdefault((citation.document, citation.start, citation.end), {})[citation] = None
        return tuple(tuple(found) for found in met.values())

    @property
    def numbers(self) -> dict[Citation, int]:
        """The number of each citation, from 1: that of its sentence among the sources."""
        return {citation: n for n, found in enumerate(self.sources, 1) for citation in found}


def plain(report: Report) -> dict[str, Any]:
    """The report for JSON: days as ISO 8601, everything else as it is."""
    out: dict[str, Any] = _plain(asdict(report))
    return out


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value
