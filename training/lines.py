"""Learns the opinion on the kinds of lines: writes src/frontlog/documents/line_model.json.

Run `python -m training.lines`; `--folds` leaves out each file of cases in turn and prints how the opinion does on it, and nothing is
written. It learns from our own writing alone: pages composed of our stock (compose.py), whole pages (training/pages/whole_*.txt), and the
open cases of tests/cases. Held-out halves are never read. A conditional random field, fitted by Adam; the same input gives the same table
on one machine, and whole numbers are stored so that they read the same on all.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from frontlog.documents.fields import fields
from frontlog.documents.line_model import FILE, Model, best, loaded, votes
from frontlog.documents.line_signs import BLOCKS, KINDS, NUMBER, SIZE, START, Signs, signs
from frontlog.documents.lines import split
from frontlog.documents.looks import Looks
from frontlog.documents.segment import by_rules
from training.compose import STOCK, Page, compose

CASES = Path(__file__).parent.parent / "tests" / "cases"
CODES = dict(zip("TYDBCPLNRX", KINDS, strict=True))  # of the cases, in the order of KINDS
SEED, COMPOSED, PARTS = 5, 2000, 1
EPOCHS, BATCH, RATE = 10, 32, 0.08
RIDGE = 0.5  # over the whole training set
HAND = 3.0  # weight of a page written by hand against a composed one
FEWEST = 3  # pages in which a stem must stand
SCALE = 100
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """A page as the model sees it: signs of its lines, which are paragraphs, and the right kinds."""

    group: str
    signs: Signs
    kinds: list[int]
    ruled: list[int]  # what the rules alone say
    weight: float


def example(page: Page, group: str, weight: float) -> Example | None:
    """A page with its signs; None where lines were joined and no longer match their kinds."""
    text = "\n".join(line for _, line in page)
    lines = split(text)
    codes = [code for code, line in page if line.strip()]
    if len(lines) != len(codes):
        return None
    looks = Looks(lines)
    labels = by_rules(looks, fields(lines), ())
    kinds = [NUMBER[_kind(code, label.kind)] for code, label in zip(codes, labels, strict=True)]
    return Example(group, signs(lines, looks.fits, labels, looks.voices), kinds, [NUMBER[label.kind] for label in labels], weight)


def _kind(code: str, ruled: str) -> str:
    """The kind of a code. H is a heading inside a report, which some call a title and some a part of the body: there the rules decide."""
    return CODES[code] if code != "H" else "title" if ruled == "title" else "body"


def coded(text: str) -> Page:
    """The lines of a coded case."""
    return [(line[0], line[3:]) for line in text.split("\n") if line.strip()]


def written(path: Path) -> Iterator[Page]:
    """The whole pages of a file, set apart by lines that start with ##."""
    for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        page = coded(block.partition("\n")[2])
        first = next((i for i, (code, _) in enumerate(page) if code == "B"), len(page))
        yield [("H" if code == "T" and i > first else code, line) for i, (code, line) in enumerate(page)]


def cases() -> Iterator[tuple[str, Page]]:
    """The open cases, with the file that they stand in."""
    for path in sorted(CASES.glob("segments_*.yml")):
        if path.stem.endswith("_held"):
            continue
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in rows[::2] if "blind" in path.stem else rows:
            yield path.stem, coded(row["text"])
    for row in yaml.safe_load((CASES / "reports_plain.yml").read_text(encoding="utf-8"))[::2]:
        lines = [line for line in row["text"].split("\n") if line.strip()]
        yield "reports_plain", [("T" if not number else "B", line) for number, line in enumerate(lines)]


def examples(composed: int) -> list[Example]:
    """All that is learned from."""
    out = [example(page, "composed", 1.0) for page in compose(SEED, composed)]
    out += [example(page, path.stem, HAND) for path in sorted(STOCK.glob("whole_*.txt")) for page in written(path)]
    out += [example(page, group, HAND) for group, page in cases()]
    return [one for one in out if one]


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
        self.rows = [self._coded(row) for row in rows]
        self.weights = [row.weight for row in rows]
        self.groups = [row.group for row in rows]

    def _coded(self, row: Example) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        places: list[int] = []
        starts: list[int] = []
        found = row.signs
        for numbers, marks, stems, short in zip(found.numbers.tolist(), found.marks, found.stems, found.short, strict=True):
            starts.append(len(places))
            places += [0, *numbers, *marks]
            places += [self.stems[short, stem] for stem in stems if (short, stem) in self.stems]
        return np.array(places), np.array(starts), np.array(found.paragraphs, np.int64), np.array(row.kinds)

    def fit(self) -> None:
        """Several fits, each on the hand-written pages and its own share of the composed ones; the mean of their weights counts.

        A single fit swings by some points from one draw of pages to the next.
        """
        made = [i for i, group in enumerate(self.groups) if group == "composed"]
        hand = [i for i, group in enumerate(self.groups) if group != "composed"]
        fits = [self._fit([*hand, *made[part::PARTS]]) for part in range(PARTS)]
        self.votes, self.moves = (np.mean(column, axis=0, dtype=np.float32) for column in zip(*fits, strict=True))

    def _fit(self, pages: Sequence[int]) -> tuple[Floats, Floats]:
        """Adam over batches of pages of like length; the rate falls to zero."""
        rng = np.random.default_rng(SEED)
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


def _logsum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    out: Floats = np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis))
    return out


def learned(rows: Sequence[Example]) -> Model:
    """The model that these examples give."""
    field = Field(rows)
    field.fit()
    return loaded(field.data())


def found(model: Model, row: Example) -> list[int]:
    """The kinds that a model gives to a page."""
    return best(model, votes(model, row.signs), row.signs.paragraphs, [None] * len(row.kinds))


def scored(pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> str:
    """Lines, share right, body precision and recall of (right, found) pages."""
    body = NUMBER["body"]
    flat = [(one, two) for want, got in pairs for one, two in zip(want, got, strict=True)]
    both = sum(one == two == body for one, two in flat)
    right = sum(one == two for one, two in flat) / max(1, len(flat))
    precision = both / max(1, sum(two == body for _, two in flat))
    recall = both / max(1, sum(one == body for one, _ in flat))
    return f"{len(flat)} | {right:.4f} | {precision:.4f} | {recall:.4f}"


def folds(rows: Sequence[Example]) -> Iterator[str]:
    """Each file of cases left out in turn."""
    yield "| left out | rules or model | lines | right | body precision | body recall |\n|---|---|---|---|---|---|"
    for group in sorted({row.group for row in rows}):
        if group == "composed":
            continue
        test = [row for row in rows if row.group == group]
        model = learned([row for row in rows if row.group != group])
        yield f"| {group} | rules | {scored((row.kinds, row.ruled) for row in test)} |"
        yield f"| {group} | model | {scored((row.kinds, found(model, row)) for row in test)} |"


def main() -> None:
    """Learn and write, or print the folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true", help="leave out each file of cases in turn; writes nothing")
    parser.add_argument("--composed", type=int, default=COMPOSED, help="how many pages to compose")
    given = parser.parse_args()
    rows = examples(given.composed)
    if given.folds:
        for line in folds(rows):
            print(line, flush=True)
        return
    field = Field(rows)
    field.fit()
    data = field.data()
    FILE.write_text(dumped(data), encoding="utf-8")
    print(f"{len(rows)} pages, {sum(len(row.kinds) for row in rows)} lines; wrote {FILE.name}")


def dumped(data: dict[str, Any]) -> str:
    """JSON with one sign or stem a line, so that a change shows as a small difference."""
    parts = [f'"{key}": {json.dumps(data[key])}' for key in ("kinds", "opening", "closing", "moves")]
    blocks = []
    for name, rows in data["signs"].items():
        blocks.append(f' "{name}": {{\n' + ",\n".join(f'  "{choice}": {json.dumps(row)}' for choice, row in rows.items()) + "}")
    parts.append('"signs": {\n' + ",\n".join(blocks) + "}")
    for key in ("short", "long"):
        rows = [f" {json.dumps(stem, ensure_ascii=False)}: {json.dumps(row)}" for stem, row in data[key].items()]
        parts.append(f'"{key}": {{\n' + ",\n".join(rows) + "}")
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    main()
