"""All that a log tells, ready to be linked: what is compared as columns, the claims themselves where they lie until they are asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from frontlog.collecting import put_off
from frontlog.incidents.codes import Numbers
from frontlog.incidents.columns import Columns
from frontlog.incidents.distance import Spot
from frontlog.incidents.fold import Fold, Sentences
from frontlog.incidents.glance import glance
from frontlog.incidents.looked import Looked
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.telling import Teller
from frontlog.incidents.types import load_types
from frontlog.incidents.voices import Standing, Standings, Voices
from frontlog.model import Claim, Memory, from_table

T = TypeVar("T")
U = TypeVar("U")
Portion: TypeAlias = Sequence[Claim] | pa.Table  # some claims; rows of a table become objects where they are worked
Bytes: TypeAlias = npt.NDArray[np.uint8]
UNDATED = date.max.toordinal() + 1  # after all days
UNTOLD = Standing("", "", None, "", 0)
PORTION = 1 << 12  # claims that are looked at at once


class Spread(Protocol):
    """Works a function over tasks, in their order: `map`, or that of an engine with more hands."""

    def __call__(self, work: Callable[[T], U], tasks: Iterable[T], /) -> Iterator[U]: ...


class Source(Protocol):
    """Where claims lie. Rows are numbered in the order of the portions."""

    def portions(self) -> Iterator[Portion]: ...
    def take(self, rows: Sequence[int]) -> Portion: ...
    def contents(self) -> Bytes: ...  # of each row a hash of all that it says


def hashes(contents: Iterable[bytes]) -> Bytes:
    """A row of sixteen bytes for each."""
    found = b"".join(blake2b(content, digest_size=16).digest() for content in contents)
    return np.frombuffer(found, np.uint8).reshape(-1, 16)


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims that are objects already."""

    claims: Sequence[Claim]

    def portions(self) -> Iterator[Portion]:
        yield self.claims

    def take(self, rows: Sequence[int]) -> Portion:
        return [self.claims[row] for row in rows]

    def contents(self) -> Bytes:
        return hashes(repr(claim).encode() for claim in self.claims)


class Prepared(NamedTuple):
    """What is kept of a portion."""

    sentences: Sentences
    columns: Columns


def prepare(task: tuple[Portion, Sides | None]) -> Prepared:
    """Look at each claim of a portion once."""
    portion, sides = task
    teller = teller_of(sides)
    with put_off(aged=True):
        if isinstance(portion, pa.Table):
            return Prepared(*glance(portion, teller))
        out = Prepared(Sentences(), Columns())
        for claim in portion:
            out.sentences.add(claim)
            out.columns.add(teller.telling(claim, UNTOLD))
    return out


def objects(portion: Portion) -> Sequence[Claim]:
    """The claims of a portion as objects."""
    return from_table(Claim, portion) if isinstance(portion, pa.Table) else portion


def teller_of(sides: Sides | None) -> Teller:
    """The teller for these sides, or for the shipped register, which is read once a process."""
    return Teller(sides, load_types()) if sides is not None else _own_teller()


@cache
def _own_teller() -> Teller:
    return Teller(register(), load_types())


def _prepared(source: Source, sides: Sides | None, spread: Spread, looked: Looked | None) -> Iterator[Prepared]:
    """All claims looked at once: the new ones, and then those that are known."""
    if looked is None:
        yield from spread(prepare, ((portion, sides) for portion in source.portions()))
        return
    new = looked.new.tolist()
    yield from spread(prepare, ((source.take(new[begin : begin + PORTION]), sides) for begin in range(0, len(new), PORTION)))
    yield Prepared(*looked.known())


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

    def __init__(self, source: Source, voices: Voices, sides: Sides | None, spread: Spread, memory: Memory | None = None) -> None:
        self._source, self._voices = source, voices
        self._fold, self.columns = Fold(voices), Columns()
        self._contents = source.contents() if memory is not None else np.empty((0, 16), np.uint8)
        looked = Looked(memory, self._contents) if memory is not None and sides is None else None
        sentences = Sentences()
        for part in _prepared(source, sides, spread, looked):
            with put_off(aged=True):
                self._fold.add(part.sentences)
                sentences.extend(part.sentences)
                self.columns.extend(part.columns)
        rows = np.concatenate((looked.new, looked.rows)) if looked else np.arange(len(sentences.ids))
        if looked:
            looked.keep(sentences, self.columns)
        self._bunches = self._fold.bunches()
        self._first = rows[self._bunches.first]  # in the source
        self.columns.take(self._bunches.first)

    def __len__(self) -> int:
        return len(self.columns)

    def contents(self) -> Bytes:
        """Of each telling a hash of all that its claim says."""
        return (self._contents if len(self._contents) else self._source.contents())[self._first]

    def ids(self) -> list[str]:
        """The claims that the tellings are called by, in order."""
        return [self._fold.ids[row] for row in self._bunches.first.tolist()]

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
        spots, said = self.columns.places(position), bool(self.columns.said[position])
        edition = self._voices.edition(document, self.copies(position))
        return Brief(self.id(position), document, spots, self._voices.published(document), edition, *self.columns.span(position), said)

    def days(self) -> Numbers:
        """When the report of each telling was published, as an ordinal; UNDATED where that is not known."""
        documents = self.columns.documents
        found = (self._voices.published(document) for document in documents.values)
        days = np.array([day.toordinal() if day else UNDATED for day in found], np.int64)
        return days[documents.of]

    def editions(self) -> Numbers:
        """Which version of its page the report of each telling is, or the last one that has the same words."""
        documents = self.columns.documents
        out: Numbers = np.array([self._voices.edition(document) for document in documents.values], np.int64)[documents.of]
        for position in self._bunches.copies:
            out[position] = self._voices.edition(documents.value(position), self.copies(position))
        return out

    def claims(self, positions: Sequence[int]) -> Portion:
        """The claims of some tellings."""
        return self._source.take(self._first[np.array(positions, np.int64)].tolist())

    def about(self) -> Iterator[bytes]:
        """The standing of each telling as bytes. Those without copies have that of their document."""
        documents, copied = self.columns.documents, self._bunches.copies
        plain = [repr(self._voices.standing(document)).encode() for document in documents.values]
        for position, document in enumerate(documents.of.tolist()):
            own = position in copied
            yield repr(self._voices.standing(documents.values[document], self.copies(position))).encode() if own else plain[document]

    def standings(self, positions: Sequence[int]) -> Standings:
        """What is known of some tellings beside their words."""
        documents = self.columns.documents
        numbers = documents.of[np.array(positions, np.int64)].tolist()
        told = (documents.values[number] for number in numbers)
        return Standings(self._voices.standing(document, self.copies(position)) for document, position in zip(told, positions, strict=True))
