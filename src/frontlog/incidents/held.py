"""Beliefs that a build takes over: of incidents that are told as before, and whose interests, silences and voices are as before."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.incidents.account import Measure
from frontlog.incidents.codes import Flags
from frontlog.model import Incident, Memory

Names = AbstractSet[str]
KEY = pa.binary(16)
NAME = "beliefs"


class Held:
    """The beliefs of the build before. What it kept of each is the hash of all that it hangs on."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        old = memory.recall(NAME)
        self._rows = memory.before(Incident) if old is not None else None
        self._known = set(old["key"].to_pylist()) if old is not None else set[bytes]()
        self._there = set(self._rows["id"].to_pylist()) if self._rows is not None else set[str]()
        self._keys: list[bytes] = []
        self._taken: list[str] = []

    def new(
        self, keys: Sequence[str], ids: Sequence[str], measures: Sequence[Measure], voices: Sequence[Names], letters: Mapping[str, str]
    ) -> Flags:
        """Which incidents have to be weighed; the others are taken over. `keys` are those of all that they are told from, `ids` are empty
        where they are told anew, `voices` are those whose letters each asks for."""
        out = np.ones(len(keys), np.bool_)
        for place, (key, id_, measure, asked) in enumerate(zip(keys, ids, measures, voices, strict=True)):
            own = _key(key, measure, [(voice, letters[voice]) for voice in sorted(asked & letters.keys())])
            self._keys.append(own)
            if own in self._known and id_ in self._there:
                out[place] = False
                self._taken.append(id_)
        return out

    def keep(self) -> None:
        """Take over what stands, and keep what all hang on."""
        if self._rows is not None:
            self._memory.take(Incident, self._rows.filter(pc.is_in(self._rows["id"], pa.array(self._taken, pa.string()))))
        self._memory.keep(NAME, pa.table({"key": pa.array(self._keys, KEY)}))


def _key(key: str, measure: Measure, letters: Sequence[tuple[str, str]]) -> bytes:
    """The hash of what an incident is told from and of how the log measures it."""
    at = measure.at
    sides = [sorted(camps) for camps in (at.winners, at.losers, at.others)]
    return blake2b(repr((key, sides, sorted(measure.silent.items()), letters)).encode(), digest_size=16).digest()
