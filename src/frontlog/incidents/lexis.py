"""The words of many sentences at once, as numbers: what is asked of each sentence word by word is looked up once for each different word,
and then answered for all sentences by arrays.

The numbers are those of one process, and are let go once it has met too many words: whoever sends them elsewhere sends the words.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from frontlog.incidents.arrays import Runs, among, distinct
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.disagreements.cues import always, hinted
from frontlog.incidents.spelling import DAY_WORDS, OFTEN, bag, stems, tokens, words

Bytes = npt.NDArray[np.uint8]
KEPT = 1 << 17  # words that have a number at once
SPACE, COLON = 32, 58
GAPS = bytes(byte if (chr(byte).isalnum() and byte < 128) or byte == 95 else SPACE for byte in range(256))  # what is no letter of a word
CAPITALS = np.array([65 <= byte <= 90 or byte in b'"(' for byte in range(256)])  # what a name inside a sentence may begin with
POINTED = re.compile(  # in each word that ends what `pointing` looks for
    "strike|attack|raid|bomb|shelling|assault|blast|explosion|offensive|clash|fight|battle|fire|ambush|massacre|operation|killing|barrage"
    "|abduction|kidnapping|incident|evacuation|withdrawal|arrest|protest"
)
OFTEN_SAID, OF_DAY, WE, POINTING, DEFINITE = (1 << number for number in range(5))
THE = ("the", "that", "this")


class _Lexicon(dict[str, int]):
    """Gives each new word of a sentence the next number, and knows what the word says by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}
        self._cues, self._flags, self._stem = array("q"), array("b"), array("q")
        self.several: dict[int, tuple[int, ...]] = {}  # words that hold more than one word of content

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        self._cues.append(hinted(word))
        self._flags.append(
            OFTEN_SAID * (word in OFTEN)
            + OF_DAY * (word in DAY_WORDS)
            + WE * word.endswith("we")
            + POINTING * (POINTED.search(word) is not None)
            + DEFINITE * (word in THE)
        )
        found = tuple([self.stem(one) for one in stems(word)])
        self._stem.append(found[0] if found else -1)
        if len(found) > 1:
            self.several[number] = found
        return number

    def stem(self, word: str) -> int:
        """The number of a word of content."""
        return self.stems.setdefault(word, len(self.stems))

    def of(self, words: Sequence[str]) -> Numbers:
        return np.fromiter(map(self.__getitem__, words), np.int64, len(words))

    def tables(self) -> tuple[Numbers, Numbers, Numbers]:
        """Cues, flags and the first word of content of each word."""
        return np.array(self._cues), np.array(self._flags, np.int64), np.array(self._stem)


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


@dataclass(frozen=True, slots=True)
class Lexis:
    """Some sentences as numbers. `stems` are their words of content, each once; `cues` are those that a sentence may hold (`cues`). What is
    asked of letters may be so in any sentence that has others than those of ASCII."""

    sentences: Sequence[str]
    plain: Flags  # sentences without a letter that ASCII has not
    sizes: Numbers  # words
    cues: Numbers
    flags: Numbers
    stems: Runs
    names: Flags  # whether a name may stand in it, behind its first word
    capitals: Flags
    colon: Flags
    _said: Sequence[str]  # the words of all plain sentences
    _begins: Numbers  # of each plain sentence, in letters
    _words: Numbers  # before each letter of all

    def texts(self) -> list[str]:
        """Each sentence as its words alone (`spelling.words`)."""
        ends = self._words[self._begins].tolist()
        out = [" ".join(self._said[begin:end]) for begin, end in pairwise(ends)]
        for row in np.flatnonzero(~self.plain).tolist():
            out[row] = words(self.sentences[row])
        return out

    def before(self, cuts: Numbers) -> Numbers:
        """How many words begin before a place in each sentence."""
        begins = self._begins
        within = np.minimum(np.maximum(cuts, 0), np.diff(begins) - 1)
        out: Numbers = self._words[begins[:-1] + within] - self._words[begins[:-1]]
        for row in np.flatnonzero(~self.plain).tolist():
            out[row] = len(tokens(self.sentences[row][: max(0, int(cuts[row]))].lower()))
        return out


def stems_by_number() -> list[str]:
    """The words of content by number."""
    return list(_lexicon().stems)


def number_of(word: str) -> int:
    """The number of a word of content."""
    return _lexicon().stem(word)


def lexis(sentences: Sequence[str]) -> Lexis:
    """The words of some sentences. What was numbered before may be forgotten."""
    if len(_lexicon()) > KEPT:
        _lexicon.cache_clear()
    known = _lexicon()
    plain = np.fromiter(map(str.isascii, sentences), np.bool_, len(sentences))
    own = sentences if plain.all() else [one if flat else "" for one, flat in zip(sentences, plain.tolist(), strict=True)]
    letters = "\n".join([*own, ""]).encode()
    begins = np.append(0, np.cumsum(np.fromiter(map(len, own), np.int64, len(own)) + 1))
    gaps = letters.lower().translate(GAPS)
    said = np.frombuffer(gaps, np.uint8) != SPACE
    first = said & ~np.append(False, said[:-1])[: len(said)]
    before = np.append(0, np.cumsum(first, dtype=np.int32))
    sizes = np.diff(before[begins].astype(np.int64))
    spoken = gaps.decode().split()
    numbers, row = known.of(spoken), np.repeat(np.arange(len(own)), sizes)
    for odd in np.flatnonzero(~plain).tolist():
        found = tokens(sentences[odd].lower())
        sizes[odd] = len(found)
        numbers, row = np.append(numbers, known.of(found)), np.append(row, np.full(len(found), odd))
    order = slice(None) if plain.all() else np.argsort(row, kind="stable")
    numbers, row = numbers[order], row[order]
    cues, flags, stem = known.tables()
    raw = np.frombuffer(letters, np.uint8)
    inside = (raw[:-1] == SPACE) & CAPITALS[raw[1:]]
    return Lexis(
        sentences,
        plain,
        sizes,
        _together(cues[numbers], sizes) | always(),
        _together(flags[numbers], sizes) | np.where(plain, 0, -1),
        _contents(sentences, plain, numbers, row, stem[numbers]),
        _any(np.append(inside, False), begins) | ~plain,
        _any((raw >= ord("A")) & (raw <= ord("Z")), begins) | ~plain,
        _any(raw == COLON, begins) | ~plain,
        spoken,
        begins,
        before,
    )


def _together(bits: Numbers, sizes: Numbers) -> Numbers:
    """The bits of all words of each sentence."""
    out = np.zeros(len(sizes), np.int64)
    ends = np.cumsum(sizes)
    here = np.flatnonzero(sizes)
    if len(here):
        out[here] = np.bitwise_or.reduceat(bits, (ends - sizes)[here])
    return out


def _any(letters: Flags, begins: Numbers) -> Flags:
    """Whether one of the letters of each sentence is such a one."""
    out = np.zeros(len(begins) - 1, np.bool_)
    out[np.searchsorted(begins, np.flatnonzero(letters), side="right") - 1] = True
    return out


def _contents(sentences: Sequence[str], plain: Flags, numbers: Numbers, row: Numbers, stem: Numbers) -> Runs:
    """The words of content of each sentence, each once."""
    known, here = _lexicon(), (stem >= 0) & plain[row]
    found, of = [stem[here]], [row[here]]
    if known.several:
        for place in np.flatnonzero(here & np.isin(numbers, list(known.several))).tolist():
            rest = known.several[int(numbers[place])][1:]
            found.append(np.array(rest, np.int64))
            of.append(np.full(len(rest), row[place]))
    for odd in np.flatnonzero(~plain).tolist():
        own = [known.stem(word) for word in bag(sentences[odd])]
        found.append(np.array(own, np.int64))
        of.append(np.full(len(own), odd))
    return once(np.concatenate(found), np.concatenate(of))


def once(numbers: Numbers, of: Numbers) -> Runs:
    """Small numbers of some rows, each once a row and in order."""
    size = int(numbers.max(initial=0)) + 1
    row, number = np.divmod(distinct(of * size + numbers), size)
    return Runs(number, row)


def without(run: Runs, other: Runs) -> Runs:
    """What of each row the other does not have, too."""
    size = max(int(run.numbers.max(initial=0)), int(other.numbers.max(initial=0))) + 1
    kept = ~among(run.telling * size + run.numbers, distinct(other.telling * size + other.numbers))
    return Runs(run.numbers[kept], run.telling[kept])
