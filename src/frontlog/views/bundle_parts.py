"""A document's text as labelled parts, with the words of readers left out. Use for every view that shows or ships text."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from frontlog.model import Document, Segment
from frontlog.views.bundle_shapes import PartShape

PRIVATE = frozenset({"comment"})  # readers' comments are personal data of people who never meant to be in a record


def parts(document: Document, segments: Iterable[Segment], with_comments: bool = False) -> list[PartShape]:
    """Stretches that tile the text. Where segments overlap a private one wins, then the one that starts later (it is the finer)."""
    own = sorted((s for s in segments if s.span.start < s.span.end), key=lambda s: (s.span.start, -s.span.end, s.id))
    out: list[PartShape] = []
    for start, end, segment in _stretches(len(document.text), own):
        kind, reason = (segment.kind, segment.reason) if segment else ("", "")
        text = None if kind in PRIVATE and not with_comments else document.text[start:end]
        if out and not kind and text is not None and not text.strip():
            _extend(out[-1], end, text)  # white space between two segments belongs to the one before
        else:
            out.append({"kind": kind, "start": start, "end": end, "reason": reason, "text": text})
    return out


def _extend(part: PartShape, end: int, text: str) -> None:
    part["end"] = end
    if part["text"] is not None:
        part["text"] += text


def _stretches(length: int, segments: Sequence[Segment]) -> list[tuple[int, int, Segment | None]]:
    """Cut [0, length) wherever a segment starts or ends, and name the segment that each stretch belongs to."""
    cuts = sorted({0, length} | {min(p, length) for s in segments for p in (s.span.start, s.span.end)})
    out: list[tuple[int, int, Segment | None]] = []
    live: list[Segment] = []
    coming = list(reversed(segments))
    for start, end in pairwise(cuts):
        live = [s for s in live if s.span.end > start]
        while coming and coming[-1].span.start <= start:
            live.append(coming.pop())
        owner = max(live, key=lambda s: (s.kind in PRIVATE, s.span.start), default=None)
        if out and out[-1][2] is owner and owner is not None:
            out[-1] = (out[-1][0], end, owner)
        else:
            out.append((start, end, owner))
    return out


def touches_private(start: int, end: int, segments: Iterable[Segment]) -> bool:
    """Whether any character of [start, end) lies in a private segment."""
    return any(s.kind in PRIVATE and s.span.start < end and start < s.span.end for s in segments)
