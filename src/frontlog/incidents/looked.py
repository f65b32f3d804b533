"""Claims that the build before looked at already: what is compared of them is kept as numbers and plain values, by the hash of all
that a claim and its document say.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.incidents.codes import Bags, Codes, Numbers
from frontlog.incidents.columns import BAGS, CODED, NUMBERS, Columns
from frontlog.incidents.distance import Spot
from frontlog.incidents.fold import Sentences
from frontlog.incidents.values import Parties, Toll
from frontlog.model import Memory

Bytes = npt.NDArray[np.uint8]
KEY = pa.binary(16)
TABLES = ("claims", "values", "words")
RUNS = ("words", "names", *BAGS)
SENTENCES = ("id", "document", "key", "short")


def _same(value: Any) -> Any:
    return value


def _spots(value: Any) -> tuple[Spot, ...]:
    return tuple(
        Spot(name, id_, lat, lon, wide, relation, country, tuple(within), text)
        for name, id_, lat, lon, wide, relation, country, within, text in value
    )


def _parties(value: Any) -> Parties:
    attackers, defenders, camps, loose, leaves = value
    return Parties(frozenset(attackers), frozenset(defenders), frozenset(camps), loose, leaves)


MADE: Mapping[str, Callable[[Any], Any]] = {  # values out of JSON, by question
    "type": _same,
    "place": _spots,
    "actors": _parties,
    "losses": lambda value: tuple(Toll(*toll) for toll in value),
    "trigger": _same,
    "hours": frozenset,
    "modality": tuple,
}


class Looked:
    """What is known of the claims of a source; `contents` are the hashes of its rows."""

    def __init__(self, memory: Memory, contents: Bytes) -> None:
        self._memory = memory
        self._keys = _keys(contents)
        self._old = [memory.recall(name) for name in TABLES]
        known = self._old[0]["key"].combine_chunks() if None not in self._old and self._old[0] is not None else pa.array([], KEY)
        found = pc.fill_null(pc.index_in(self._keys, known), -1).to_numpy()
        self.new: Numbers = np.flatnonzero(found < 0)  # rows of the source
        self.rows: Numbers = np.flatnonzero(found >= 0)  # those that are known
        self._places = found[found >= 0].astype(np.int64)

    def known(self) -> tuple[Sentences, Columns]:
        """The claims that are known, in their order."""
        sentences = Sentences()
        claims, values, words = self._old
        if not len(self.rows) or claims is None or values is None or words is None:
            return sentences, Columns()
        claims = claims.take(pa.array(self._places)).combine_chunks()
        sentences.ids, sentences.documents = (claims[name].to_pylist() for name in SENTENCES[:2])
        sentences.key.frombytes(claims["key_of_words"].to_numpy().tobytes())
        sentences.short.frombytes(claims["short"].to_numpy().astype(np.int8).tobytes())
        documents = claims["document"].combine_chunks().dictionary_encode()
        told = {name: values["value"].filter(pc.equal(values["question"], name)).to_pylist() for name in CODED}
        coded = {name: _coded(told[name], claims[f"of_{name}"].to_numpy(), name) for name in CODED}
        runs = {name: claims[f"run_{name}"].combine_chunks() for name in RUNS}
        used, flat = np.unique(np.concatenate([run.flatten().to_numpy() for run in runs.values()]), return_inverse=True)
        vocabulary: Codes[str] = Codes.filled(words["word"].take(pa.array(used)).to_pylist(), np.empty(0, np.int64))
        parts = np.split(flat.astype(np.int64), np.cumsum([len(run.flatten()) for run in runs.values()])[:-1])
        sizes = (run.value_lengths().to_numpy().astype(np.int64) for run in runs.values())
        bags = {name: Bags.filled(vocabulary, part, size) for name, part, size in zip(RUNS, parts, sizes, strict=True)}
        number = documents.indices.to_numpy().astype(np.int64)
        numbers = {name: claims[name].to_numpy() for name in NUMBERS}
        return sentences, Columns.filled(coded, Codes.filled(documents.dictionary.to_pylist(), number), vocabulary, bags, numbers)

    def keep(self, sentences: Sentences, columns: Columns) -> None:
        """Keep all claims, the new ones before those that were known."""
        rows = pa.array(np.concatenate((self.new, self.rows)))
        kept: dict[str, Any] = {"key": self._keys.take(rows), "id": sentences.ids, "document": sentences.documents}
        kept |= {"key_of_words": np.array(sentences.key, np.int64), "short": np.array(sentences.short, np.int8)}
        questions: list[str] = []
        values: list[str] = []
        for name, codes in columns.coded.items():
            own, kept[f"of_{name}"] = codes.added()
            questions += [name] * len(own)
            values += [json.dumps(value, default=sorted) for value in own]  # of sets, in order
        for name, bags in columns.all_bags.items():
            run, sizes = bags.added()
            ends = np.append(0, np.cumsum(sizes)).astype(np.int32)
            kept[f"run_{name}"] = pa.ListArray.from_arrays(pa.array(ends), pa.array(run.astype(np.int32)))
        kept |= columns.numbers
        self._memory.keep(TABLES[0], pa.table(kept))
        self._memory.keep(TABLES[1], pa.table({"question": pa.array(questions, pa.string()), "value": pa.array(values, pa.string())}))
        self._memory.keep(TABLES[2], pa.table({"word": pa.array(columns.vocabulary.added()[0], pa.string())}))


def _keys(contents: Bytes) -> pa.Array:
    return pa.FixedSizeBinaryArray.from_buffers(KEY, len(contents), [None, pa.py_buffer(np.ascontiguousarray(contents).tobytes())])


def _coded(values: list[str], of: Numbers, name: str) -> Codes[Any]:
    """The values that some tellings have; others, of claims that are gone, are let go."""
    used, numbers = np.unique(of, return_inverse=True)
    return Codes.filled((MADE[name](json.loads(values[number])) for number in used.tolist()), numbers.astype(np.int64))
