"""The first look at a portion of claims that lie in a table, column by column: what `Columns` and `Sentences` take from claims one by one.

Each value that many claims share (a place, who did what to whom, a toll) is made into an object and asked once; the words of the sentences
are asked for by number. Only what can be told by no word of its own (a name in a sentence, "the attack" that points back) is asked of
the sentence itself, where one of its words says that it may be there.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from frontlog.incidents import lexis as said
from frontlog.incidents.arrays import Runs, spread
from frontlog.incidents.codes import Bags, Codes, Flags, Numbers
from frontlog.incidents.columns import CODED, NEVER, Columns
from frontlog.incidents.compare import LONG, LOOSE, STATES, counted, leaves
from frontlog.incidents.distance import spots
from frontlog.incidents.distinct import combined, dense, numbered
from frontlog.incidents.fold import SENTENCE, Sentences, about, hashed
from frontlog.incidents.lexis import Lexis, lexis, once
from frontlog.incidents.pointing import TOLL, points
from frontlog.incidents.spelling import parts_of_day, proper_words, several, stem, words
from frontlog.incidents.telling import Teller, bags, located, lost, named, says_we, unlocated
from frontlog.incidents.values import Parties
from frontlog.model import ActorRef, Loss, Piece, PlaceRef, values_of

T = TypeVar("T")
V = TypeVar("V", bound=Hashable)
EPOCH = date(1970, 1, 1).toordinal()
ACTOR = ("text", "id", "name")
PLACE = ("text", "id", "name", "lat", "lon", "uncertainty_m", "relation", "country", "admin1", "admin2")


def glance(table: pa.Table, teller: Teller) -> tuple[Sentences, Columns]:
    """What is kept of the claims of a table after a first look."""
    look = Look(table)
    return look.sentences(), look.columns(teller)


class Look:
    """The claims of a table while they are looked at."""

    def __init__(self, table: pa.Table) -> None:
        self._columns = dict(zip(table.schema.names, (column.combine_chunks() for column in table.columns), strict=True))
        self.size = len(table)
        self.quotes: list[str] = self.part("evidence", "quote").to_pylist()
        self.words: Lexis = lexis(self.quotes)
        self.kinds = Valued(self._columns["type"])
        self.places = Valued(self._columns["place"], tuple[PlaceRef, ...], PLACE)
        self.triggers = Valued(self.part("trigger", "text"))
        self.begin, self.stop = (self.part("evidence", name).to_numpy().astype(np.int64) for name in ("start", "end"))
        self.at = self.part("trigger", "start").to_numpy().astype(np.int64) - self.begin  # where the trigger stands in its sentence

    def column(self, name: str) -> pa.Array:
        """A column of the claims."""
        found: pa.Array = self._columns[name]
        return found

    def part(self, name: str, field: str) -> pa.Array:
        """A field of a column of records."""
        found: pa.Array = self._columns[name].field(field)
        return found

    def sentences(self) -> Sentences:
        """What says which of them are copies."""
        out = Sentences()
        out.ids, out.documents = self._columns["id"].to_pylist(), self._columns["document"].to_pylist()
        moods = Valued(self._columns["modality"])
        place, trigger, kind = (one.asked(ask) for one, ask in ((self.places, about), (self.triggers, words), (self.kinds, str)))
        before = np.maximum(self.words.before(self.at) - 1, 0).tolist()  # spaces
        rows = zip(kind, moods.asked(str), trigger, map(str, before), self.words.texts(), place, strict=True)
        out.key.extend(map(hashed, rows))
        out.short.frombytes((np.maximum(self.words.sizes - 1, 0) < SENTENCE).astype(np.int8).tobytes())
        return out

    def columns(self, teller: Teller) -> Columns:
        """What is compared of them."""
        start, end = self.days()
        again = self._asked(self.words.flags & said.OFTEN_SAID > 0, several)
        state = (start != NEVER) & (end - start > LONG) & self.kinds.are(STATES.__contains__)
        flags = np.array([text != "" for text in self.part("time", "text").to_pylist()], np.int64)
        flags = flags + 2 * again + 4 * state + 8 * self._resumes()
        objects = Valued(self._columns["objects"], tuple[Piece, ...], ("text",))
        losses = Valued(self._columns["losses"], tuple[Loss, ...], ("side", "kind", "min", "max", "what"))
        parties = _Parties(self, teller, end)
        coded = {
            "type": self.kinds.coded(str),
            "place": self.places.coded(spots),
            "actors": parties.coded(),
            "losses": losses.coded(counted),
            "trigger": self.triggers.coded(stem),
            "hours": self._hours(),
            "modality": _paired(Valued(self._columns["modality"]), self.kinds),
        }
        names = _merged(
            parties.agents.words(named),
            parties.targets.words(named),
            self.places.words(lambda value: named(located(value))),
        )
        things = _merged(
            objects.words(lambda value: bags([piece.text for piece in value])),
            losses.words(lambda value: bags(lost(value))),
            self.places.words(lambda value: bags(unlocated(value))),
        )
        runs = {
            "words": said.without(self.words.stems, names),
            "names": names,
            "things": things,
            "proper": said.without(self._proper(), names),
        }
        numbers = {"start": start, "end": end, "begin": self.begin, "stop": self.stop, "flags": flags}
        vocabulary, filled = self._bags(runs)
        documents = Valued(self._columns["document"])
        return Columns.filled({name: coded[name] for name in CODED}, documents.coded(str), vocabulary, filled, numbers)

    def days(self) -> tuple[Numbers, Numbers]:
        """The first and the last day of each, as ordinals."""
        first, last = (_ordinals(self.part("time", name)) for name in ("start", "end"))
        start, end = np.where(first == NEVER, last, first), np.where(last == NEVER, first, last)
        return start, np.where(start <= end, end, start)

    def _asked(self, rows: Flags, ask: Callable[[str], bool]) -> Numbers:
        """Some sentences asked one by one; the answer for all others is no."""
        out = np.zeros(self.size, np.int64)
        for row in np.flatnonzero(rows).tolist():
            out[row] = ask(self.quotes[row])
        return out

    def _resumes(self) -> Numbers:
        """Which are told in words that point back (`pointing.resumes`)."""
        bare = self.kinds.are(TOLL.__eq__) & self.places.are(lambda value: not value)
        lengths = self.triggers.asked(len)
        out = bare.astype(np.int64)
        for row in np.flatnonzero(~bare & (self.words.flags & said.POINTING > 0)).tolist():
            begin = int(self.at[row])
            out[row] = points(self.quotes[row], begin, begin + lengths[row])
        return out

    def _hours(self) -> Codes[Any]:
        codes: Codes[Any] = Codes()
        nothing, of = codes.number[frozenset()], np.zeros(self.size, np.int64)
        for row in np.flatnonzero((self.words.flags & said.OF_DAY > 0) | self.words.colon).tolist():
            of[row] = codes.number[parts_of_day(self.quotes[row])]
        return Codes.filled(list(codes.number), of + nothing)

    def _proper(self) -> Runs:
        numbers: list[int] = []
        of: list[int] = []
        for row in np.flatnonzero(self.words.names).tolist():
            found = [said.number_of(word) for word in proper_words(self.quotes[row])]
            numbers += found
            of += [row] * len(found)
        return once(np.array(numbers, np.int64), np.array(of, np.int64))

    def _bags(self, runs: dict[str, Runs]) -> tuple[Codes[str], dict[str, Bags]]:
        """The runs as bags that share a vocabulary of their words alone."""
        used, flat = np.unique(np.concatenate([run.numbers for run in runs.values()]), return_inverse=True)
        known = said.stems_by_number()
        vocabulary: Codes[str] = Codes.filled([known[number] for number in used.tolist()], np.empty(0, np.int64))
        parts = np.split(flat.astype(np.int64), np.cumsum([len(run.numbers) for run in runs.values()])[:-1])
        sizes = (np.bincount(run.telling, minlength=self.size) for run in runs.values())
        return vocabulary, {name: Bags.filled(vocabulary, part, size) for name, part, size in zip(runs, parts, sizes, strict=True)}


class Valued:
    """A column whose values are asked once each. `parts` are the fields of its records that any question looks at."""

    def __init__(self, column: pa.Array, hint: Any = str, parts: Sequence[str] = ()) -> None:
        self.of, first = dense(numbered(column, parts))
        self.values: list[Any] = values_of(hint, column.take(pa.array(first)))

    def asked(self, ask: Callable[[Any], T]) -> list[T]:
        """The answer for each row."""
        known = list(map(ask, self.values))
        return [known[number] for number in self.of.tolist()]

    def are(self, ask: Callable[[Any], bool]) -> Flags:
        """The answer for each row, of a question that is answered by yes or no."""
        found: Flags = np.array([ask(value) for value in self.values], np.bool_)[self.of]
        return found

    def coded(self, ask: Callable[[Any], Hashable]) -> Codes[Any]:
        """The answers as numbers."""
        return _coded(list(map(ask, self.values)), self.of)

    def words(self, ask: Callable[[Any], frozenset[str]]) -> Runs:
        """The words of each row."""
        return spread([[said.number_of(word) for word in ask(value)] for value in self.values], self.of)


class _Parties:
    """Who does it and to whom."""

    def __init__(self, look: Look, teller: Teller, end: Numbers) -> None:
        self._look, self._teller, self._end = look, teller, end
        self.agents, self.targets = (Valued(look.column(name), tuple[ActorRef, ...], ACTOR) for name in ("agent", "target"))
        self._sources = Valued(look._columns["source_id"])

    def coded(self) -> Codes[Parties]:
        """The parties of each claim, and their camps."""
        look, agents, targets = self._look, self.agents, self.targets
        own = self._we()
        of, first = dense(combined(agents.of, targets.of, look.kinds.of, self._sources.of, own))
        sides, parts = [], []
        for row in first.tolist():
            refs, others = agents.values[agents.of[row]], targets.values[targets.of[row]]
            kind, speaker = look.kinds.values[look.kinds.of[row]], self._speaker(row)
            agent, target = self._teller.sides(refs, others, speaker)
            if own[row]:
                agent = ((speaker, "we"),)
            sides.append(agent + target)
            parts.append((*self._teller.roles(agent, target, kind), kind in LOOSE, leaves(kind, refs, others)))
        camps = self._camps(of, sides)
        pair, at = dense(combined(of, camps.of))
        found = [
            Parties(attackers, defenders, camps.values[camps.of[row]], loose, left)
            for row in at.tolist()
            for attackers, defenders, loose, left in [parts[of[row]]]
        ]
        return _coded(found, pair)

    def _we(self) -> Numbers:
        """Where nobody is named who did it, and a speaker who is known says "we"."""
        look, out = self._look, np.zeros(self._look.size, np.int64)
        unnamed = self.agents.are(lambda value: not value) & (look.words.flags & said.WE > 0)
        for row in np.flatnonzero(unnamed).tolist():
            out[row] = bool(self._speaker(row)) and says_we(look.quotes[row], int(look.at[row]))
        return out

    def _speaker(self, row: int) -> str:
        return self._sources.values[self._sources.of[row]] or self._teller.speaker("")

    def _camps(self, of: Numbers, sides: Sequence[Any]) -> Codes[frozenset[str]]:
        """The camps of each claim: they hang on the country and the day, too."""
        codes = self._look.places.coded(lambda value: value[0].country if value else "")
        codes.take(np.arange(len(of)))
        which, first = dense(combined(of, codes.of, self._end))
        days = {day: date.fromordinal(day) if day != NEVER else None for day in np.unique(self._end).tolist()}
        rows = zip(of[first].tolist(), codes.of[first].tolist(), self._end[first].tolist(), strict=True)
        camps = _coded([self._teller.camps(sides[number], codes.values[country], days[day]) for number, country, day in rows], which)
        camps.take(np.arange(len(of)))
        return camps


def _coded(values: Sequence[V], of: Numbers) -> Codes[V]:
    """Values, of which some may be equal, and the number of each row."""
    codes: Codes[V] = Codes()
    numbers = np.array([codes.number[value] for value in values], np.int64)
    return Codes.filled(list(codes.number), numbers[of])


def _paired(one: Valued, other: Valued) -> Codes[Any]:
    """Pairs of the values of two columns."""
    of, first = dense(combined(one.of, other.of))
    return Codes.filled([(one.values[one.of[row]], other.values[other.of[row]]) for row in first.tolist()], of)


def _ordinals(days: pa.Array) -> Numbers:
    """Days as ordinals, NEVER for none."""
    found: Numbers = days.cast(pa.int32()).fill_null(NEVER - EPOCH).to_numpy().astype(np.int64) + EPOCH
    return found


def _merged(*runs: Runs) -> Runs:
    return once(np.concatenate([run.numbers for run in runs]), np.concatenate([run.telling for run in runs]))
