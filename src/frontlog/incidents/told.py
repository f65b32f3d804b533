"""All that a log tells, ready to be linked: what is compared as columns, the claims themselves where they lie until they are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from frontlog.incidents.columns import Columns
from frontlog.incidents.distance import Spot
from frontlog.incidents.fold import Fold
from frontlog.incidents.sides import Sides
from frontlog.incidents.telling import Teller, Telling
from frontlog.incidents.types import Types
from frontlog.incidents.voices import Voices
from frontlog.model import Claim


class Source(Protocol):
    """Where claims lie. Rows are numbered in the order of the batches."""

    def batches(self) -> Iterator[Sequence[Claim]]: ...
    def take(self, rows: Sequence[int]) -> Sequence[Claim]: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims that are objects already."""

    claims: Sequence[Claim]

    def batches(self) -> Iterator[Sequence[Claim]]:
        yield self.claims

    def take(self, rows: Sequence[int]) -> Sequence[Claim]:
        return [self.claims[row] for row in rows]


@dataclass(frozen=True, slots=True)
class Brief:
    """Of a telling, what the id of an incident hangs on."""

    id: str
    document: str
    place: Sequence[Spot]
    published: date | None
    edition: int
    start: date | None
    end: date | None
    said: bool

    @property
    def claim(self) -> "Brief":
        return self


class Told:
    """The tellings of a source by position, ordered by id."""

    def __init__(self, source: Source, voices: Voices, sides: Sides, types: Types) -> None:
        self._source, self._voices = source, voices
        self._teller = Teller(voices, sides, types)
        self._fold, self.columns = Fold(voices), Columns()
        for batch in source.batches():
            for claim in batch:
                self._fold.add(claim)
                self.columns.add(self._teller.telling(claim))
        self._bunches = self._fold.bunches()
        self.columns.take(self._bunches.first)

    def __len__(self) -> int:
        return len(self.columns)

    def id(self, position: int) -> str:
        """The claim that a telling is called by."""
        return self._fold.ids[int(self._bunches.first[position])]

    def positions(self, wanted: set[str]) -> dict[str, int]:
        """The tellings that some claims are, or are copies in."""
        own = {id_: place for place, row in enumerate(self._bunches.first.tolist()) if (id_ := self._fold.ids[row]) in wanted}
        return own | {id_: place for place in self._bunches.copies for id_, _ in self.copies(place) if id_ in wanted}

    def copied(self) -> Sequence[int]:
        """Tellings that have copies."""
        return sorted(self._bunches.copies)

    def copies(self, position: int) -> list[tuple[str, str]]:
        """Ids and documents of the verbatim copies of a telling."""
        return [(self._fold.ids[row], self._fold.documents[row]) for row in self._bunches.copies.get(position, ())]

    def brief(self, position: int) -> Brief:
        document = self.columns.documents.value(position)
        return Brief(
            self.id(position),
            document,
            self.columns.places(position),
            self._voices.published(document),
            self._teller.version(document, self.copies(position))[1],
            *self.columns.span(position),
            bool(self.columns.said[position]),
        )

    def tellings(self, positions: Sequence[int]) -> list[Telling]:
        """Some tellings as objects."""
        claims = self._source.take([int(self._bunches.first[position]) for position in positions])
        return [self._teller.telling(claim, self.copies(position)) for claim, position in zip(claims, positions, strict=True)]
