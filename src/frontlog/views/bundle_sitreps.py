"""Situation reports for the page, beforehand: it has no server to ask, and its sentences are those of `frontlog sitrep` and no others."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from frontlog.model import ControlState, Document, Incident, Record
from frontlog.views.believed import last_day
from frontlog.views.bundle_shapes import SectionShape, SentenceShape, SitrepShape
from frontlog.views.rows import Rows
from frontlog.views.sitrep import Report, Sentence, sitrep
from frontlog.views.sitrep.assemble import MOST_DAYS
from frontlog.views.sitrep.sources import Sources

R = TypeVar("R", bound=Record)
SPANS = {"all": 0, "30": 30, "7": 7, "1": 1}  # as the page names them, the most wanted first; "all" goes back to the first day told of
BEFORE = timedelta(days=45)  # the page's clock goes back no further before the first report
WORK = 1_500_000  # incidents looked at for all reports together: some twenty seconds. Of a large record only the last days have reports


def sitreps(rows: Rows) -> tuple[list[SentenceShape], list[SitrepShape]]:
    """The reports of the last days, the latest first, and the sentences that they are made of, each once."""
    kept = _Kept(rows)
    sources = Sources(kept)
    numbers: dict[Sentence, int] = {}
    out = [_shape(span, sitrep(kept, on, days, sources), days, numbers) for on, span, days in _asked(kept)]
    return [_sentence(s) for s in numbers], out


class _Kept:
    """Rows that are read once: each report asks for the same."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._kept: dict[type[Record], Any] = {}

    def __call__(self, kind: type[R], /) -> Any:
        if kind not in self._kept:
            self._kept[kind] = self._rows(kind)
        return self._kept[kind]


def _asked(rows: Rows) -> Iterator[tuple[date, str, int]]:
    """Last day, name and number of days of each report."""
    end = last_day(rows)
    told = [(i.start or i.end, i.end or i.start) for i in rows(Incident)]
    firsts = [a for a, _ in told if a and end and a <= end] + [s.start for s in rows(ControlState) if end and s.start <= end]
    if end is None or not firsts:
        return
    first, left, on = min(firsts), WORK, end
    published = [d.published for d in rows(Document) if d.published]
    floor = max(first, min(published, default=end) - BEFORE)
    while on >= floor and left > 0:
        for span, days in SPANS.items():
            yield on, span, min(days or (on - first).days + 1, MOST_DAYS)
            left -= len(told) + 100
        on -= timedelta(days=1)


def _shape(span: str, report: Report, days: int, numbers: dict[Sentence, int]) -> SitrepShape:
    sections: list[SectionShape] = [
        {
            "name": s.name,
            "heading": s.heading,
            "empty": s.empty,
            "sentences": [numbers.setdefault(said, len(numbers)) for said in s.sentences],
        }
        for s in report.sections
    ]
    return {"span": span, "last": report.last.isoformat(), "days": days, "title": report.title, "sections": sections}


def _sentence(said: Sentence) -> SentenceShape:
    return {"text": said.text, "record": said.record, "claims": [c.claim for c in said.citations]}
