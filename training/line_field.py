"""The conditional random field that training/lines.py fits over the signs of lines: votes of signs and stems, and moves between kinds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from frontlog.documents.line_signs import BLOCKS, KINDS, RULED, SIZE, START, Signs

SEED, PARTS = 5, 4
EPOCHS, BATCH, RATE = 10, 32, 0.08
RIDGE = 0.3  # over the whole training set
FEWEST = 3  # pages in which a stem must stand
# A page's weight is shared with a copy of it that lacks what the rules say: the rules are nearly always right on the cases that mended
# them, and a model that leans on them is lost where they are wrong.
UNRULED = 0.5
SCALE = 100
MADE = "composed"  # the group of pages that were composed
Floats = npt.NDArray[np.float32]
Row = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Example:
    """A page as the model sees it: signs of its lines, which are paragraphs, and the right kinds."""

    group: str
    signs: Signs
    kinds: list[int]
    ruled: list[int]  # what the rules alone say
    weight: float


def _of_rules() -> npt.NDArray[np.bool_]:
    """Which signs come from the rules."""
    out = np.zeros(SIZE, np.bool_)
    for name, size in BLOCKS:
        if name.startswith(RULED):
            out[START[name] : START[name] + size] = True
    return out


class Field:
    """A conditional random field over the examples' lines."""

    def __init__(self, rows: Sequence[Example], least: int = FEWEST) -> None:
        counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        for row in rows:
            for short in (True, False):
                stems = zip(row.signs.stems, row.signs.short, strict=True)
                counts[short].update({stem for mine, brief in stems if brief == short for stem in mine})
        names = [(short, stem) for short in (True, False) for stem, count in sorted(counts[short].items()) if count >= least]
        self.stems = {name: SIZE + number for number, name in enumerate(names)}
        self.votes = np.zeros((SIZE + len(names), len(KINDS)), np.float32)
        self.moves = np.zeros((4, len(KINDS), len(KINDS)), np.float32)  # two tables, then opening and closing in the first rows
        ruled = [self._coded(row) for row in rows]
        self.rows = ruled + [unruled(row) for row in ruled]
        self.weights = [share * row.weight for share in (1 - UNRULED, UNRULED) for row in rows]
        self.groups = [row.group for row in rows] * 2

    def _coded(self, row: Example) -> Row:
        places: list[int] = []
        starts: list[int] = []
        found = row.signs
        for numbers, marks, stems, short in zip(found.numbers.tolist(), found.marks, found.stems, found.short, strict=True):
            starts.append(len(places))
            places += [0, *numbers, *marks]
            places += [self.stems[short, stem] for stem in stems if (short, stem) in self.stems]
        return np.array(places), np.array(starts), np.array(found.paragraphs, np.int64), np.array(row.kinds)

    def fit(self) -> None:
        """Several fits, each without its own share of the composed pages; the mean of their weights counts.

        A single fit swings by some points from one draw of pages to the next.
        """
        made = [i for i, group in enumerate(self.groups) if group == MADE]
        hand = [i for i, group in enumerate(self.groups) if group != MADE]
        fits = [self._fit([*hand, *(i for n, i in enumerate(made) if PARTS == 1 or n % PARTS != part)], part) for part in range(PARTS)]
        self.votes, self.moves = (np.mean(column, axis=0, dtype=np.float32) for column in zip(*fits, strict=True))

    def _fit(self, pages: Sequence[int], part: int) -> tuple[Floats, Floats]:
        """Adam over batches of pages of like length; the rate falls to zero."""
        rng = np.random.default_rng(SEED + part)
        self.votes, self.moves = np.zeros_like(self.votes), np.zeros_like(self.moves)
        parts = [self.votes, self.moves]
        firsts = [np.zeros_like(part) for part in parts]
        seconds = [np.zeros_like(part) for part in parts]
        order = sorted(pages, key=lambda i: len(self.rows[i][3]))
        batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
        steps, step = EPOCHS * len(batches), 0
        for _ in range(EPOCHS):
            for number in rng.permutation(len(batches)):
                step += 1
                slopes = self._slopes(batches[number])
                for part, first, second, slope in zip(parts, firsts, seconds, slopes, strict=True):
                    slope += (RIDGE / len(batches)) * part
                    first += 0.1 * (slope - first)
                    second += 0.01 * (slope * slope - second)
                    near, far = first / (1 - 0.9**step), second / (1 - 0.99**step)
                    part -= RATE * (1 - (step - 1) / steps) * near / (np.sqrt(far) + 1e-3)
        return self.votes, self.moves

    def _slopes(self, batch: Sequence[int]) -> tuple[Floats, Floats]:
        """The gradient of the negative log-likelihood on some pages."""
        rows = [self.rows[i] for i in batch]
        sizes = np.array([len(row[3]) for row in rows])
        count, long, kinds = len(rows), int(sizes.max()), len(KINDS)
        score = np.zeros((count, long, kinds), np.float32)
        for number, (places, starts, _, _) in enumerate(rows):
            score[number, : sizes[number]] = np.add.reduceat(self.votes[places], starts, axis=0)
        told, gold = np.zeros((count, long), np.int64), np.zeros((count, long), np.int64)
        inside = np.arange(long)[None] < sizes[:, None]
        for number, row in enumerate(rows):
            told[number, : sizes[number]], gold[number, : sizes[number]] = row[2], row[3]
        moves = self.moves[:2][told]  # [page, line, kind, next]: of the move into that line
        ends = self.moves[3, 0]
        ahead, behind = np.zeros_like(score), np.zeros_like(score)
        ahead[:, 0] = score[:, 0] + self.moves[2, 0]
        for i in range(1, long):
            ahead[:, i] = np.where(inside[:, i, None], _logsum(ahead[:, i - 1, :, None] + moves[:, i], 1) + score[:, i], ahead[:, i - 1])
        total = _logsum(ahead[:, -1] + ends, 1)
        behind[:, -1] = ends
        for i in range(long - 2, -1, -1):
            step = _logsum(moves[:, i + 1] + (score[:, i + 1] + behind[:, i + 1])[:, None], 2)
            behind[:, i] = np.where(inside[:, i + 1, None], step, ends)
        share = np.exp(ahead + behind - total[:, None, None]) * inside[:, :, None]
        weight = np.array([self.weights[i] for i in batch], np.float32)[:, None, None]
        slope = share.copy()
        page, line = np.nonzero(inside)
        np.subtract.at(slope, (page, line, gold[page, line]), 1)
        slope *= weight
        out = np.zeros_like(self.votes)
        flat = np.concatenate([row[0] for row in rows])
        counts = [np.diff([*row[1], len(row[0])]) for row in rows]
        of = np.concatenate([np.repeat(np.flatnonzero(inside[n]) + n * long, each) for n, each in enumerate(counts)])
        order = np.argsort(flat, kind="stable")
        held, first = np.unique(flat[order], return_index=True)
        out[held] = np.add.reduceat(slope.reshape(-1, kinds)[of[order]], first, axis=0)
        turns = np.zeros_like(self.moves)
        pairs = ahead[:, :-1, :, None] + moves[:, 1:] + (score[:, 1:] + behind[:, 1:])[:, :, None] - total[:, None, None, None]
        pairs = np.exp(np.minimum(pairs, 0)) * inside[:, 1:, None, None]
        page, line = np.nonzero(inside[:, 1:])
        np.subtract.at(pairs, (page, line, gold[page, line], gold[page, line + 1]), 1)
        pairs *= weight[..., None]
        for table in (0, 1):
            turns[table] = (pairs * (told[:, 1:] == table)[:, :, None, None]).sum((0, 1))
        turns[2, 0] = slope[:, 0].sum(0)
        turns[3, 0] = slope[np.arange(count), sizes - 1].sum(0)
        return out, turns

    def data(self) -> dict[str, Any]:
        """What the file holds."""
        whole = np.rint(self.votes * SCALE).astype(int)
        turns = np.rint(self.moves * SCALE).astype(int)
        held = {
            name: {str(choice): whole[START[name] + choice].tolist() for choice in range(size) if whole[START[name] + choice].any()}
            for name, size in BLOCKS
        }
        stems: dict[bool, dict[str, list[int]]] = {True: {}, False: {}}
        for (short, stem), row in self.stems.items():
            if whole[row].any():
                stems[short][stem] = whole[row].tolist()
        return {
            "kinds": list(KINDS),
            "opening": turns[2, 0].tolist(),
            "closing": turns[3, 0].tolist(),
            "moves": turns[:2].tolist(),
            "signs": {name: rows for name, rows in held.items() if rows},
            "short": stems[True],
            "long": stems[False],
        }


def unruled(row: Row) -> Row:
    """The same page without what the rules say."""
    places, starts, paragraphs, kinds = row
    kept = np.ones(len(places), np.bool_)
    signs = places < SIZE
    kept[signs] = ~_of_rules()[places[signs]]
    before = np.concatenate(([0], np.cumsum(kept)))
    return places[kept], before[starts], paragraphs, kinds


def _logsum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    out: Floats = np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis))
    return out
