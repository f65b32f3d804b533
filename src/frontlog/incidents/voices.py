"""Whose voice a document is: its origin group, its outlet, and the actor that an outlet speaks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from frontlog.model import Copy, edition


class Report(Protocol):
    """What is asked of a document: who told it, and when."""

    @property
    def id(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def published(self) -> date | None: ...


class Standing(NamedTuple):
    """What is known of a telling beside its words: whose it may be, when and on which page it was published, its copies."""

    group: str
    outlet: str
    published: date | None
    page: str  # the document that was the page's first version
    edition: int  # 0 for the first version, and the last one that still says so for words that stayed
    copies: tuple[tuple[str, str], ...] = ()  # claims and documents


class Standings:
    """Some standings, which travel as columns: tuples with names take ten times as long."""

    def __init__(self, rows: Iterable[Standing]) -> None:
        self.rows = list(rows)

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.rows)

    def __reduce__(self) -> tuple[Callable[..., "Standings"], tuple[object, ...]]:
        return _arrived, tuple(zip(*self.rows, strict=True))


def _arrived(*columns: Iterable[Any]) -> Standings:
    return Standings(map(Standing, *columns) if columns else ())


class Voices:
    """The documents of a log with who speaks in them."""

    def __init__(self, copies: Mapping[str, Copy], documents: Mapping[str, Report]) -> None:
        self._copies = copies
        self._documents = documents
        self._outlets = _outlets(copies, documents)

    def group(self, document: str) -> str:
        """The documents that speak with one voice, by name."""
        return _group(document, self._copies)

    def age(self, document: str) -> int:
        """Grows with the day of publication; what copies another document comes after all that do not."""
        copied = document in self._copies and bool(self._copies[document].copy_of)
        return (self.published(document) or date.max).toordinal() + copied * 2 * date.max.toordinal()

    def standing(self, document: str, copies: Sequence[tuple[str, str]] = ()) -> Standing:
        """Where a claim of that document stands that these copies have word by word."""
        page, number = self._edition(document, copies)
        group = self.group(document)
        return Standing(group, self._outlets.get(group, ""), self.published(document), page, number, tuple(copies))

    def edition(self, document: str, copies: Sequence[tuple[str, str]] = ()) -> int:
        """Which version of its page a document is, or the last one that has the same words."""
        return self._edition(document, copies)[1]

    def published(self, document: str) -> date | None:
        """The day of publication, where it is known."""
        found = self._documents.get(document)
        return found.published if found else None

    def _edition(self, document: str, copies: Sequence[tuple[str, str]]) -> tuple[str, int]:
        row = self._copies.get(document)
        if not copies and (row is None or not row.version_of):
            return document, 0
        page, first = edition(document, self._copies)
        stayed = (number for _, one in copies for other, number in [edition(one, self._copies)] if other == page)
        return page, max(first, *stayed, 0)


def _group(document: str, copies: Mapping[str, Copy]) -> str:
    """The group of documents that speak with one voice; a document that nobody compared is its own."""
    return copies[document].origin_group if document in copies else document


def _outlets(copies: Mapping[str, Copy], documents: Mapping[str, Report]) -> dict[str, str]:
    """The outlet of each origin group: that of its first document that is no copy."""
    groups = {copy.origin_group for copy in copies.values()}
    out = {id_: document.outlet for id_, document in documents.items() if id_ not in copies and id_ not in groups}  # alone in their group
    several = (document for id_, document in documents.items() if id_ not in out)
    ranked = sorted(several, key=lambda d: (bool(d.id in copies and copies[d.id].copy_of), d.published or date.max, d.id))
    for document in ranked:
        out.setdefault(_group(document.id, copies), document.outlet)
    return out
