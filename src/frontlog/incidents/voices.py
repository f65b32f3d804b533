"""Whose voice a document is: its origin group, its outlet, and the actor that an outlet speaks for."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from frontlog.incidents.sides import Sides
from frontlog.model import Claim, Copy


class Report(Protocol):
    """What is asked of a document: who told it, and when."""

    @property
    def id(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def published(self) -> date | None: ...


class Voices:
    """The documents of a log with who speaks in them."""

    def __init__(self, copies: Mapping[str, Copy], documents: Mapping[str, Report], sides: Sides) -> None:
        self.copies = copies
        self._documents = documents
        self._sides = sides
        self._outlets = _outlets(copies, documents)

    def published(self, document: str) -> date | None:
        """The day of publication of a document, where it is known."""
        found = self._documents.get(document)
        return found.published if found else None

    def age(self, document: str) -> int:
        """Grows with the day of publication; what copies another document comes after all that do not."""
        copied = document in self.copies and bool(self.copies[document].copy_of)
        return (self.published(document) or date.max).toordinal() + copied * 2 * date.max.toordinal()

    def of(self, claim: Claim) -> tuple[str, str]:
        """Whose voice a claim is, and which actor that is. A speaker is one voice however many outlets quote him, and so is an outlet
        however many of its own reports repeat it; documents of an unknown outlet are as many voices as origin groups."""
        group = origin_group(claim.document, self.copies)
        outlet = self._outlets.get(group, "")
        speaker = claim.source_id or self._sides.speaker(outlet)
        if speaker:
            return f"source:{speaker}", speaker
        return (f"outlet:{outlet.lower()}" if outlet else group), ""


def origin_group(document: str, copies: Mapping[str, Copy]) -> str:
    """The group of documents that speak with one voice; a document that nobody compared is its own."""
    return copies[document].origin_group if document in copies else document


def _outlets(copies: Mapping[str, Copy], documents: Mapping[str, Report]) -> dict[str, str]:
    """The outlet of each origin group: that of its first document that is no copy."""
    out: dict[str, str] = {}
    ranked = sorted(documents.values(), key=lambda d: (bool(d.id in copies and copies[d.id].copy_of), d.published or date.max, d.id))
    for document in ranked:
        out.setdefault(origin_group(document.id, copies), document.outlet)
    return out
