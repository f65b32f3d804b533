"""Verbatim copies folded into the claim that was published first, without keeping the claims."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from frontlog.incidents.spelling import words
from frontlog.incidents.voices import Voices, origin_group
from frontlog.model import Claim, Copy

SENTENCE = 8  # words: shorter sentences may be equal by chance ("Clashes are ongoing there.")
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bunches:
    """Claims by row. `first` is the row of each telling's own claim, in the order of ids; `copies` are the rows of its copies."""

    first: Numbers
    copies: Mapping[int, Sequence[int]]  # by place in `first`, where there are any


class Fold:
    """Takes claims in any order and says which are one telling."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self.ids: list[str] = []
        self.documents: list[str] = []
        self._key, self._age = array("q"), array("q")

    def add(self, claim: Claim) -> None:
        self.ids.append(claim.id)
        self.documents.append(claim.document)
        self._key.append(_hashed(same_words(claim, self._voices.copies)))
        self._age.append(self._voices.age(claim.document))

    def bunches(self) -> Bunches:
        """Rows by telling."""
        size = len(self.ids)
        ids = np.array(self.ids) if size else np.empty(0, np.str_)
        by_id = np.argsort(ids, kind="stable")
        rank = np.empty(size, np.int64)
        rank[by_id] = np.arange(size)
        key, age = np.array(self._key, np.int64), np.array(self._age, np.int64)
        order = np.lexsort((rank, age, key))
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


def same_words(claim: Claim, copies: Mapping[str, Copy]) -> tuple[str, ...]:
    """Equal for claims that say the same thing in the same sentence: inside one origin group, or anywhere if it is long enough."""
    text = words(claim.evidence.quote)
    group = "" if text.count(" ") >= SENTENCE else origin_group(claim.document, copies)
    places = ",".join(sorted({place.name or place.text for place in claim.place}))
    before = words(claim.evidence.quote[: max(0, claim.trigger.start - claim.evidence.start)])  # two "killed" in one sentence are two
    return (group, claim.type, claim.modality, words(claim.trigger.text), str(before.count(" ")), text, places)


def _hashed(key: Sequence[str]) -> int:
    return int.from_bytes(blake2b("\x1f".join(key).encode(), digest_size=8).digest(), "little", signed=True)
