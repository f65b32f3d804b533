"""Which documents may share text: those that have two fingerprints in common.

A fingerprint is the least of four neighbouring runs (winnowing), so a passage of twelve words that two documents share gives them at
least two in common, wherever it stands: nothing of that length can be missed, and less than half of all runs is looked at.

A fingerprint that several documents of one publisher have is house text, and one that many documents have is furniture, unless most of
them are of different publishers: that text went everywhere. Furniture pairs only documents that consist of it. Of documents with the same
words one stands for all, so that copies never make a text look like furniture.

Holders of a fingerprint are paired with the first of them and with the four before, not all with all: a text in five hundred outlets
costs five pairs each, and still hangs together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontlog.documents.copies.corpus import Corpus
from frontlog.documents.copies.shingle import U32, U64

WINDOW = 4  # runs: the least of four; two windows side by side cover eight runs, which are twelve words
# documents: a run in more of them is furniture or went everywhere. Where publishers are unknown and each has 60 documents of 4,000, 40 gave
# 9,090 false pairs and 20 none; 5 lost an excerpt (benchmarks/copies_sweep.py). Where they are known, 5 to 160 find the same.
FREQUENT = 20
HOUSE = 4  # documents of one publisher: a run in as many is house text
SPREAD_OUT = 0.5  # publishers a document: from here on a frequent run went everywhere and is no furniture
# share of frequent fingerprints from which on a text is no report with furniture: .85 lost 10 of 39 texts that went everywhere; .3 to .75
# found them all, but where publishers are unknown and small .75 lost 9 (benchmarks/copies_sweep.py). A text half of house text has .5.
MASS = 0.65
LAGS = 4  # holders before that each holder is paired with, beside the first
TOGETHER = 2  # fingerprints that a pair must share; one in common is chance or a stock phrase
TINY = 12  # runs: a document of fewer may have one fingerprint only
PART = 1 << 24  # fingerprints that are sorted at a time: 128 MB
CHUNK = 1 << 23  # runs that are looked at at a time
LOW = np.uint64(0xFFFFFFFF)
WIDE = np.uint64(32)
SPREAD = np.uint32(0x9E3779B1)  # the least of four is small; this spreads them over all parts again


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of documents that may share text (earlier, later), and what tells furniture."""

    pairs: NDArray[np.int64]  # two columns
    chosen: NDArray[np.bool_]  # which of `Corpus.flat` are fingerprints
    furniture: U32  # sorted
    viral: U32  # sorted: runs that went everywhere; they make two documents one text, but no reuse of a passage
    everywhere: NDArray[np.bool_]  # documents that consist of furniture, and so are no reports with furniture


def search(corpus: Corpus) -> Found:
    """Look up all fingerprints, part by part so that memory stays bounded."""
    chosen, single = _chosen(corpus), _single(corpus)
    parts = max(1, int(chosen.sum()) // PART)
    furniture, viral, held, found = [], [], [], []
    counts = np.zeros(len(corpus), np.int64)
    for part in range(parts):
        entries = _entries(corpus, chosen, single, part, parts)
        counts += np.bincount((entries & LOW).astype(np.int64), minlength=len(corpus))
        common, wide = _common(entries, corpus.keys["publisher"])
        furniture.append(np.unique(entries[common] >> WIDE).astype(np.uint32))
        viral.append(np.unique(entries[wide] >> WIDE).astype(np.uint32))
        held.append(entries[common])
        found.append(_counted(_pairs(entries[~common])))
    common_ones = np.concatenate(held)
    numbers = (common_ones & LOW).astype(np.int64)
    everywhere = np.bincount(numbers, minlength=len(corpus)) >= MASS * np.maximum(counts, 1)
    found.append(_counted(_pairs(common_ones[everywhere[numbers]])))
    pairs = _enough(corpus, np.concatenate([keys for keys, _ in found]), np.concatenate([times for _, times in found]))
    return Found(pairs, chosen, np.unique(np.concatenate(furniture)), np.unique(np.concatenate(viral)), everywhere)


def _single(corpus: Corpus) -> NDArray[np.bool_]:
    """Which documents are the first with their words."""
    keys = corpus.keys["body"]
    out: NDArray[np.bool_] = keys == 0
    out[np.unique(keys, return_index=True)[1]] = True
    return out


def _chosen(corpus: Corpus) -> NDArray[np.bool_]:
    """Which runs are the least of a window of four inside their document. All of a document that has fewer."""
    out = np.zeros(len(corpus.flat), np.bool_)
    starts = corpus.row_starts
    first = 0
    while first < len(starts) - 1:
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + CHUNK)) - 1)
        lo, hi = int(starts[first]), int(starts[last])
        row = np.repeat(np.arange(last - first, dtype=np.int32), np.diff(starts[first : last + 1]))
        size = hi - lo - WINDOW + 1
        if size > 0:
            windows = [corpus.flat[lo + k : lo + k + size] for k in range(WINDOW)]
            least = np.minimum.reduce(windows)
            inside = row[:size] == row[WINDOW - 1 :]
            open_ = inside.copy()
            for k, window in enumerate(windows):
                hit = open_ & (window == least)
                out[lo + k : lo + k + size] |= hit
                open_ &= ~hit
        small = np.flatnonzero(np.diff(starts[first : last + 1]) < WINDOW)
        for number in small:
            out[starts[first + number] : starts[first + number + 1]] = True
        first = last
    return out


def _entries(corpus: Corpus, chosen: NDArray[np.bool_], single: NDArray[np.bool_], part: int, parts: int) -> U64:
    """The fingerprints of one part, each with the number of its document in the low half, sorted and once a document."""
    out = []
    for lo in range(0, len(corpus.flat), CHUNK):
        piece = corpus.flat[lo : lo + CHUNK]
        mine = chosen[lo : lo + CHUNK]
        if parts > 1:
            mine = mine & ((piece * SPREAD >> np.uint32(8)) % np.uint32(parts) == part)
        places = np.flatnonzero(mine)
        number = corpus.rank[np.searchsorted(corpus.row_starts, places + lo, side="right") - 1]
        places, number = places[single[number]], number[single[number]]
        out.append(piece[places].astype(np.uint64) << WIDE | number.astype(np.uint64))
    whole = np.concatenate(out) if out else np.zeros(0, np.uint64)
    whole.sort()
    return whole[np.concatenate(([True], whole[1:] != whole[:-1]))] if len(whole) else whole


def _common(entries: U64, publishers: U64) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which entries are of furniture, and which of texts that went everywhere."""
    index, times = _runs(entries >> WIDE)
    often = times > FREQUENT
    some = np.flatnonzero(times[index] >= HOUSE)
    house, kinds = publishers[(entries[some] & LOW).astype(np.int64)], index[some]
    order = np.lexsort((house, kinds))
    house, kinds = house[order], kinds[order]
    house, kinds = house[house != 0], kinds[house != 0]
    if len(kinds):
        changed = np.concatenate(([True], (house[1:] != house[:-1]) | (kinds[1:] != kinds[:-1])))
        group = np.cumsum(changed) - 1
        wide = np.bincount(kinds[changed], minlength=len(times)) >= SPREAD_OUT * times  # publishers of each fingerprint
        owned = np.zeros(len(times), np.bool_)
        owned[kinds[np.bincount(group)[group] >= HOUSE]] = True
        return ((often | owned) & ~wide)[index], (often & wide)[index]
    return often[index], np.zeros(len(entries), np.bool_)


def _runs(hashes: U64) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For sorted hashes: which different one each is, and how many there are of each."""
    if not len(hashes):
        return np.zeros(0, np.int64), np.zeros(1, np.int64)
    index = np.cumsum(np.concatenate(([False], hashes[1:] != hashes[:-1])))
    return index, np.bincount(index)


def _pairs(entries: U64) -> Iterator[U64]:
    """Each holder of a fingerprint with the four holders before it and with the first, as (earlier, later) in one number."""
    if len(entries) < 2:
        return
    hashes, numbers = entries >> WIDE, entries & LOW
    index, times = _runs(hashes)
    for lag in range(1, LAGS + 1):
        both = index[lag:] == index[:-lag]
        yield (numbers[:-lag][both] << WIDE) | numbers[lag:][both]
    begins = np.concatenate(([0], np.cumsum(times)[:-1]))[index]
    far = np.arange(len(entries)) - begins > LAGS
    yield (numbers[begins[far]] << WIDE) | numbers[far]


def _counted(pairs: Iterator[U64]) -> tuple[U64, NDArray[np.int64]]:
    found = list(pairs)
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    keys, times = np.unique(np.concatenate(found), return_counts=True)
    return keys, times.astype(np.int64)


def _enough(corpus: Corpus, keys: U64, times: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pairs of all parts that share enough fingerprints."""
    order = np.argsort(keys, kind="stable")
    keys, times = keys[order], times[order]
    if not len(keys):
        return np.zeros((0, 2), np.int64)
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    total = np.add.reduceat(times, begins)
    pairs = np.stack([(keys[begins] >> WIDE).astype(np.int64), (keys[begins] & LOW).astype(np.int64)], axis=1)
    tiny = np.minimum(corpus.sizes[pairs[:, 0]], corpus.sizes[pairs[:, 1]]) < TINY
    return pairs[(total >= TOGETHER) | tiny]
