"""Why a document has the day that it has: every date that it offers with its ground, and which one was taken."""

from collections.abc import Callable, Iterable

from frontlog.model import DateCandidate, Dating, Document, Span
from frontlog.views.node import Node


def chosen(document: Document) -> DateCandidate | None:
    """The candidate that the day of publication was taken from; None where the day is unknown. Each role and day is there once."""
    return next((d for d in document.dates if (d.role, d.day) == (document.published_role, document.published)), None)


def dates(document: Document) -> tuple[Node, ...]:
    """What `frontlog explain` shows below a document: the date that was taken, then the others."""
    taken = chosen(document)
    ordered = sorted(document.dates, key=lambda d: d is not taken)
    return tuple(Node(document.id, "date", _says(d, taken), _span(document, d), ()) for d in ordered)


def _says(candidate: DateCandidate, taken: DateCandidate | None) -> str:
    ground = candidate.why or "no ground was noted"  # a log of an older Frontlog
    if candidate is taken:
        return f"published on {candidate.day} ({candidate.role}): {ground}"
    first = "" if taken is None else f"; a date of the role '{taken.role}' goes before it"
    return f"not taken: {candidate.day} ({candidate.role}): {ground}{first}"


def _span(document: Document, candidate: DateCandidate) -> Span | None:
    if candidate.start < 0:
        return None
    return Span(document.id, candidate.start, candidate.end, candidate.text)


def by_others(found: Iterable[Dating], document: str, below: Callable[[Iterable[str]], tuple[Node, ...]]) -> tuple[Node, ...]:
    """What other reports tell of the day of one that has none, with the claims that say so."""
    return tuple(Node(row.id, "dating", _told(row), None, _fellows(row, below)) for row in found if row.document == document)


def _told(row: Dating) -> str:
    if row.start is None:
        return f"undated: {row.reason}"
    return f"published {row.start} to {row.end}, probability {row.probability:.2f}: {row.reason}"


def _fellows(row: Dating, below: Callable[[Iterable[str]], tuple[Node, ...]]) -> tuple[Node, ...]:
    return tuple(
        Node(f"{one.claim}~{one.other}", "fellow", f"{one.weight:+.2f} {one.words}", None, below((one.claim, one.other)))
        for one in row.fellows
    )
