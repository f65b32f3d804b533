"""The stage documents.sketch: each document as numbers that can be compared, so that finding copies needs no texts in memory."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256

from frontlog.documents.copies.address import canonical
from frontlog.documents.copies.headings import without_headings
from frontlog.documents.copies.shingle import sketched
from frontlog.documents.heads import WIRES
from frontlog.model import Document, Segment, Sketch
from frontlog.reference.outlets import load_outlets

AGENCY = re.compile(rf"(?:{WIRES})|.* (?:News )?Agency")
Bodies = tuple[tuple[int, int], ...]


def sketch(documents: Sequence[Document], segments: Sequence[Segment]) -> Iterator[Sketch]:
    """One row a document: the runs of its clean body, and what it says of itself."""
    bodies = _bodies(segments)
    parts = [bodies.get(document.id, ()) for document in documents]
    for document, part in zip(documents, parts, strict=True):
        text = "\n".join(document.text[a:b] for a, b in part)
        words, runs = sketched(text, without_headings(text))
        yield Sketch(
            id=document.id,
            name=f"{document.name}#{document.part}" if document.part else document.name,
            address=canonical(document.url),
            outlet=document.outlet,
            republished_by=document.republished_by,
            agency=_agency(document.outlet),
            published=document.published,
            retrieved=document.retrieved,
            sha256_clean=document.sha256_clean,
            sha256_body=sha256(words.astype("<u8").tobytes()).hexdigest() if len(words) else "",
            bodies=tuple(offset for pair in part for offset in pair),
            runs=len(runs),
            grams=runs.astype("<u4").tobytes(),
        )


def _bodies(segments: Sequence[Segment]) -> dict[str, Bodies]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for segment in segments:
        if segment.kind == "body":
            found[segment.span.document].append((segment.span.start, segment.span.end))
    return {key: tuple(sorted(spans)) for key, spans in found.items()}


def _agency(outlet: str) -> bool:
    """Whether many outlets carry texts under this name, so that the name alone says little about where one text comes from."""
    known = load_outlets().find(outlet) if outlet else None
    return bool(known and known.leaning == "agency") or bool(AGENCY.fullmatch(outlet))
