"""Stage `claims.dated`: a report without a date is read again by the days on which it was published as others tell.

Reads Claim, Document, Sentence, Dating; writes Claim. Only times change, and only those that hang on the day of publication; what a person
set stays. A time read so says it: its basis begins with "told by others".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from frontlog.claims.readings import Readings
from frontlog.model import BY_OTHERS, Claim, Dating, Document, Sentence, TimeRef

DECIDED = "decided"  # the basis of a time that a person set
NARROW = ("weekday", "day_of_month", "day_alone")  # words that name a day: the likeliest day of publication settles which


def dated(
    claims: Sequence[Claim], documents: Sequence[Document], sentences: Sequence[Sentence], datings: Sequence[Dating]
) -> Iterator[Claim]:
    """All claims, those of reports that others date with times read by that date."""
    by_document = {one.document: one for one in datings if one.start is not None}
    known = {document.id: document for document in documents if document.published is None}
    told: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sorted(sentences, key=lambda s: s.number):
        if sentence.span.document in by_document:
            told[sentence.span.document].append(sentence)
    readers: dict[str, _Again] = {}
    for claim in claims:
        dating, document = by_document.get(claim.document), known.get(claim.document)
        if dating is None or document is None or claim.time.basis == DECIDED:
            yield claim
            continue
        if document.id not in readers:
            readers[document.id] = _Again(document, told[document.id], dating)
        yield replace(claim, time=readers[document.id].time(claim))


class _Again:
    """One report, read as of each day on which it may have been published."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], dating: Dating) -> None:
        days = dict.fromkeys(day for day in (dating.start, dating.likeliest, dating.end) if day is not None)
        self._likeliest = dating.likeliest
        self._sentences = {sentence.span.start: sentence for sentence in sentences}
        self._readings: Mapping[date, Readings] = {day: Readings.of(sentences, day, document.outlet) for day in days}

    def time(self, claim: Claim) -> TimeRef:
        """The time of a claim over all of these days: from the earliest start to the latest end."""
        sentence = self._sentences.get(claim.evidence.start)
        if sentence is None:
            return claim.time
        found = {day: one.time(sentence, claim.trigger, claim.type, claim.modality) for day, one in self._readings.items()}
        best = found[self._likeliest] if self._likeliest else next(iter(found.values()))
        if (best.start, best.end) == (claim.time.start, claim.time.end):
            return claim.time
        times = [best] if best.basis.endswith(NARROW) else list(found.values())
        starts, ends = [one.start for one in times if one.start], [one.end for one in times if one.end]
        return replace(
            best,
            start=min(starts) if len(starts) == len(times) else None,
            end=max(ends) if len(ends) == len(times) else None,
            basis=f"{BY_OTHERS}: {best.basis}",
        )
