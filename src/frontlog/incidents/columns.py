"""What is asked of the tellings of a whole log, as arrays: a million of them take some hundred megabytes.

Every value that a question looks at gets a number; the words of a sentence, which hardly two tellings share,
are kept as runs of numbers.
"""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from frontlog.incidents.codes import Bags, Codes, Flags, Numbers, Reals
from frontlog.incidents.compare import ONCE, QUESTIONS
from frontlog.incidents.distance import Spot
from frontlog.incidents.pointing import REACH
from frontlog.incidents.telling import Telling
from frontlog.incidents.values import Days, Parties, Said, Source, Toll

NEVER = 0  # the ordinal of no day
CODED = ("type", "place", "actors", "losses", "trigger", "hours", "modality")  # questions about values that many tellings share
BAGS = ("things", "proper")  # questions about sets of words
NUMBERS = ("start", "end", "begin", "stop", "flags")


class Crowds(NamedTuple):
    """Of each telling its place as a number, how many share that and its day, and what a pair of so many loses, as log-odds (`crowds`).

    `value` is the toll that a telling gives, as a number, and `gain` what a pair gains that gives the same.
    """

    spot: Numbers
    size: Numbers
    loss: Reals
    value: Numbers
    gain: Reals

    def part(self, tellings: Numbers) -> "Crowds":
        """The same for some tellings alone."""
        return Crowds(self.spot[tellings], self.size[tellings], self.loss[tellings], self.value[tellings], self.gain[tellings])

    def among(self, a: Numbers, b: Numbers) -> Flags:
        """Whether pairs are of one place and of a crowd."""
        found: Flags = (self.spot[a] == self.spot[b]) & (np.maximum(self.size[a], self.size[b]) > 0)
        return found

    def of(self, a: Numbers, b: Numbers) -> Reals:
        """What pairs lose and gain together."""
        return self.lost(a, b) + self.gained(a, b)

    def lost(self, a: Numbers, b: Numbers) -> Reals:
        """What pairs lose: of two neighbouring days what the larger crowd loses."""
        return np.where(self.among(a, b), np.where(self.size[a] >= self.size[b], self.loss[a], self.loss[b]), 0.0)

    def gained(self, a: Numbers, b: Numbers) -> Reals:
        """What pairs gain by a toll that few of their crowd give: of two neighbouring days the smaller gain."""
        alike = self.among(a, b) & (self.value[a] == self.value[b]) & (self.value[a] >= 0)
        return np.where(alike, np.minimum(self.gain[a], self.gain[b]), 0.0)


class Columns:
    """Tellings are added one by one in any order; `take` then says which of them, in which order, are looked at from there on."""

    def __init__(self) -> None:
        self.coded: dict[str, Codes[Any]] = {name: Codes() for name in CODED}
        self.documents: Codes[str] = Codes()
        self._words: Codes[str] = Codes()
        self.words, self.names = Bags(self._words), Bags(self._words)
        self.bags = {name: Bags(self._words) for name in BAGS}
        self._numbers: dict[str, array[int]] = {name: array("q") for name in NUMBERS}
        self.start = self.end = self.begin = self.stop = np.empty(0, np.int64)
        self.crowds: Crowds | None = None
        self.said = self.again = self.state = self.resumes = self.dated = self.once = np.empty(0, np.bool_)

    @classmethod
    def of(cls, tellings: Sequence[Telling]) -> "Columns":
        """The columns of some tellings, in their order."""
        out = cls()
        for one in tellings:
            out.add(one)
        out.take(np.arange(len(tellings)))
        return out

    def add(self, telling: Telling) -> None:
        for name, codes in self.coded.items():
            codes.add(QUESTIONS[name].of(telling))
        source: Source = QUESTIONS["document"].of(telling)
        said: Said = QUESTIONS["text"].of(telling)
        days: Days = QUESTIONS["time"].of(telling)
        self.documents.add(source.document)
        self.words.add(said.words)
        self.names.add(said.names)
        for name, bags in self.bags.items():
            bags.add(QUESTIONS[name].of(telling))
        self._numbers["start"].append(_ordinal(days.start))
        self._numbers["end"].append(_ordinal(days.end))
        self._numbers["begin"].append(source.start)
        self._numbers["stop"].append(source.end)
        self._numbers["flags"].append(days.said + 2 * source.again + 4 * days.state + 8 * source.resumes)

    def extend(self, other: "Columns") -> None:
        """Adds the tellings of another, behind those that are here."""
        for name, codes in self.coded.items():
            codes.extend(other.coded[name])
        self.documents.extend(other.documents)
        words = self._words.extend(other._words)
        self.words.extend(other.words, words)
        self.names.extend(other.names, words)
        for name, bags in self.bags.items():
            bags.extend(other.bags[name], words)
        for name, numbers in self._numbers.items():
            numbers.extend(other._numbers[name])

    @classmethod
    def filled(
        cls,
        coded: Mapping[str, Codes[Any]],
        documents: Codes[str],
        words: Codes[str],
        bags: Mapping[str, Bags],
        numbers: Mapping[str, Numbers],
    ) -> "Columns":
        """The columns of tellings that were added before: of what the properties of the same names gave."""
        out = cls()
        out.coded, out.documents, out._words = dict(coded), documents, words
        out.words, out.names = bags["words"], bags["names"]
        out.bags = {name: bags[name] for name in BAGS}
        out._numbers = {name: array("q", numbers[name].tobytes()) for name in NUMBERS}
        return out

    @property
    def vocabulary(self) -> Codes[str]:
        """The words of all bags."""
        return self._words

    @property
    def all_bags(self) -> dict[str, Bags]:
        return {"words": self.words, "names": self.names, **self.bags}

    @property
    def numbers(self) -> dict[str, Numbers]:
        """What is told in numbers, of all that were added, before some are taken."""
        return {name: np.array(values, np.int64) for name, values in self._numbers.items()}

    def take(self, rows: Numbers) -> None:
        for codes in (*self.coded.values(), self.documents):
            codes.take(rows)
        self._words.take(rows[:0])
        for bags in (self.words, self.names, *self.bags.values()):
            bags.take(rows)
        self.start, self.end, self.begin, self.stop, flags = (
            np.frombuffer(self._numbers[name], np.int64)[rows] if len(rows) else np.empty(0, np.int64) for name in self._numbers
        )
        self._numbers = {}
        self.said, self.again, self.state, self.resumes = ((flags & bit).astype(np.bool_) for bit in (1, 2, 4, 8))
        self.dated = self.start != NEVER
        types = self.coded["type"]
        self.once = np.array([kind in ONCE for kind in types.values], np.bool_)[types.of] if len(rows) else np.empty(0, np.bool_)

    def part(self, tellings: Numbers) -> "Columns":
        """Some tellings alone, small enough to be sent: what links are told from."""
        out = Columns()
        out.coded = {name: codes.part(tellings) for name, codes in self.coded.items()}
        out.documents = self.documents.part(tellings)
        bags = [bag.part(tellings, out._words) for bag in (self.words, self.names, *self.bags.values())]
        used, runs = np.unique(np.concatenate([bag.run for bag in bags]), return_inverse=True)
        out._words.values = [self._words.values[number] for number in used.tolist()]
        for bag, run in zip(bags, np.split(runs, np.cumsum([len(bag.run) for bag in bags])[:-1]), strict=True):
            bag.run = run
        out.words, out.names = bags[:2]
        out.bags = dict(zip(self.bags, bags[2:], strict=True))
        for name in ("start", "end", "begin", "stop", "said", "again", "state", "resumes", "dated", "once"):
            setattr(out, name, getattr(self, name)[tellings])
        if self.crowds is not None:
            out.crowds = self.crowds.part(tellings)
        return out

    def __len__(self) -> int:
        return len(self.start)

    def pointing(self, a: Numbers | int, b: Numbers | int) -> Flags:
        """Whether of two claims of one report the later one points back at the other (`pointing`)."""
        begin, stop = self.begin, self.stop
        later = np.where(begin[a] > begin[b], self.resumes[a], self.resumes[b])
        found: Flags = later & (begin[a] != begin[b]) & (np.maximum(begin[a] - stop[b], begin[b] - stop[a]) <= REACH)
        return found

    def value(self, question: str, telling: int) -> Any:
        """What that question looks at in a telling."""
        if question in self.coded:
            return self.coded[question].value(telling)
        if question == "time":
            return Days(
                *self.span(telling),
                bool(self.said[telling]),
                bool(self.once[telling]),
                bool(self.state[telling]),
                bool(self.again[telling]),
            )
        if question == "text":
            return Said(self.words.value(telling), self.names.value(telling))
        if question in self.bags:
            return self.bags[question].value(telling)
        sentence = (int(self.begin[telling]), int(self.stop[telling]))
        flags = (bool(self.again[telling]), bool(self.resumes[telling]), bool(self.dated[telling]))
        return Source(self.documents.value(telling), *sentence, self.coded["type"].value(telling), *flags)

    def span(self, telling: int) -> tuple[date | None, date | None]:
        """The first and the last day of a telling."""
        start, end = int(self.start[telling]), int(self.end[telling])
        return (date.fromordinal(start), date.fromordinal(end)) if start != NEVER else (None, None)

    def places(self, telling: int) -> tuple[Spot, ...]:
        found: tuple[Spot, ...] = self.coded["place"].value(telling)
        return found

    def parties(self, telling: int) -> Parties:
        found: Parties = self.coded["actors"].value(telling)
        return found

    def tolls(self, telling: int) -> tuple[Toll, ...]:
        found: tuple[Toll, ...] = self.coded["losses"].value(telling)
        return found


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NEVER
