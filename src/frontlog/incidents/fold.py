"""Verbatim copies folded into the claim that was published first, without keeping the claims."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from frontlog.incidents.spelling import words
from frontlog.incidents.voices import Voices
from frontlog.model import Claim, PlaceRef

SENTENCE = 8  # words: shorter sentences may be equal by chance ("Clashes are ongoing there.")
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bunches:
    """Claims by row. `first` is the row of each telling's own claim, in the order of ids; `copies` are the rows of its copies."""

    first: Numbers
    copies: Mapping[int, Sequence[int]]  # by place in `first`, where there are any


class Sentences:
    """Of claims, what says which of them are copies: numbers that are equal for the same words about the same places."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.documents: list[str] = []
        self.key = array("q")
        self.short = array("b")

    def extend(self, other: "Sentences") -> None:
        """Add those of other claims behind these."""
        self.ids += other.ids
        self.documents += other.documents
        self.key += other.key
        self.short += other.short

    def add(self, claim: Claim) -> None:
        key, short = same_words(claim)
        self.ids.append(claim.id)
        self.documents.append(claim.document)
        self.key.append(hashed(key))
        self.short.append(short)


class Fold:
    """Takes claims in any order and says which are one telling."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self.ids: list[str] = []
        self.documents: list[str] = []
        self._key, self._age = array("q"), array("q")

    def add(self, sentences: Sentences) -> None:
        """Claims as they are read. Short sentences are copies only inside one origin group."""
        self.ids += sentences.ids
        self.documents += sentences.documents
        for document, key, short in zip(sentences.documents, sentences.key, sentences.short, strict=True):
            self._key.append(hashed((str(key), self._voices.group(document))) if short else key)
            self._age.append(self._voices.age(document))

    def bunches(self) -> Bunches:
        """Rows by telling."""
        size = len(self.ids)
        ids = np.array(self.ids) if size else np.empty(0, np.str_)
        by_id = np.argsort(ids, kind="stable")
        rank = np.empty(size, np.int64)
        rank[by_id] = np.arange(size)
        key, age = np.array(self._key, np.int64), np.array(self._age, np.int64)
        source = np.unique(np.array(self.documents), return_inverse=True)[1] if size else rank
        order = np.lexsort((rank, source, age, key))  # of two equally old reports one has all that both say
        begins = np.flatnonzero(np.append(True, key[order][1:] != key[order][:-1])[:size])
        firsts = order[begins]
        told = np.argsort(rank[firsts], kind="stable")
        ends = np.append(begins[1:], size)
        copies = {
            place: sorted(order[begins[bunch] + 1 : ends[bunch]].tolist(), key=lambda row: self.ids[row])
            for place, bunch in enumerate(told.tolist())
            if ends[bunch] - begins[bunch] > 1
        }
        return Bunches(firsts[told], copies)


def same_words(claim: Claim) -> tuple[tuple[str, ...], bool]:
    """Equal for claims that say the same thing in the same sentence; and whether the sentence may be equal elsewhere by chance."""
    text = words(claim.evidence.quote)
    before = words(claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)])  # two "killed" in one sentence are two
    key = (claim.type, claim.modality, words(claim.trigger.text), str(before.count(" ")), text, about(claim.place))
    return key, text.count(" ") < SENTENCE


def about(places: Sequence[PlaceRef]) -> str:
    """The names of the places of a claim, in order."""
    return ",".join(sorted({place.name or place.text for place in places}))


def hashed(key: Sequence[str]) -> int:
    return int.from_bytes(blake2b("\x1f".join(key).encode(), digest_size=8).digest(), "little", signed=True)
