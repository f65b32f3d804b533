"""Learn the weights of the pair score: how much each answer adds to the log-odds that two claims are of one event.

    python -m training.incidents.weigh FILES [--strength S] [--write]

Logistic regression over the answers of `frontlog.incidents.compare`, for all pairs that blocking brings together, drawn towards the weights
in use (`--strength`: as if each had been seen that often), so that an answer that the examples hardly hold keeps its weight. Printed: the
weights, and log-loss when each file in turn is left out. `--write` puts them into weights.yml, comments kept. The shipped weights were
learned from every second file (those that `benchmarks/linking.py` calls open), so that the others still measure.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from frontlog.incidents.block import pairs
from frontlog.incidents.columns import Columns
from frontlog.incidents.compare import levels
from frontlog.incidents.pairs import different
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.incidents.weights import Weights, weights_of
from training.incidents.claims import corpus

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "frontlog" / "incidents" / "weights.yml"
HAND = Path(__file__).with_name("hand.yml")
STRENGTH = 8.0  # left out by file, 8 was best of 1 to 16
USUAL = {
    ("actors", "unknown"),
    ("trigger", "other"),
    ("text", "none"),
    ("modality", "same"),
    ("document", "other"),
}  # stay 0: what is usual adds nothing
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """One pair: its answers, the truth, and where it comes from."""

    levels: Mapping[str, str]
    same: bool
    where: str


def examples(path: Path) -> list[Example]:
    """All pairs of a file of the set that blocking brings together; pairs that may never be joined teach nothing."""
    data = corpus([path])
    types = load_types()
    told = tellings(data.claims, {c.id: c for c in data.copies}, {d.id: d for d in data.documents}, data.sides(), types)
    columns = Columns.of(told)
    a, b = pairs(columns, types)
    return [
        Example(levels(told[x], told[y], types), data.event[told[x].id] == data.event[told[y].id], path.stem)
        for x, y, parted in zip(a.tolist(), b.tolist(), different(columns, a, b).tolist(), strict=True)
        if not parted
    ]


def columns(weights: Weights) -> list[tuple[str, str]]:
    return [("prior", "")] + [(name, level) for name, table in weights.level.items() for level in table]


def matrix(rows: Sequence[Example], names: Sequence[tuple[str, str]]) -> tuple[Floats, Floats]:
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    x[:, 0] = 1
    for i, row in enumerate(rows):
        for answer in row.levels.items():
            x[i, place[answer]] = 1
    return x, np.array([row.same for row in rows], float)


def fit(x: Floats, y: Floats, start: Floats, strength: float, zero: Mask) -> Floats:
    """Newton's method; `start` is what the weights are drawn to, `zero` marks those that are left as they are."""
    w = start.copy()
    pull = np.where(zero, 1e6, strength)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + pull * (w - start)
        curve = (x.T * (p * (1 - p))) @ x + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return w


def loss(x: Floats, y: Floats, w: Floats) -> float:
    p = np.clip(1 / (1 + np.exp(-x @ w)), 1e-6, 1 - 1e-6)
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())


def current(weights: Weights, names: Sequence[tuple[str, str]]) -> Floats:
    return np.array([weights.prior if name == "prior" else weights.level[name][level] for name, level in names])


def left_out(
    rows: Sequence[Example], names: Sequence[tuple[str, str]], start: Floats, strength: float, fixed: npt.NDArray[np.bool_]
) -> float:
    """Mean log-loss over files, each judged by the others."""
    losses = []
    for where in sorted({row.where for row in rows}):
        x, y = matrix([r for r in rows if r.where != where], names)
        losses.append(loss(*matrix([r for r in rows if r.where == where], names), fit(x, y, start, strength, fixed)))
    return float(np.mean(losses))


def written(text: str, names: Sequence[tuple[str, str]], w: Floats) -> str:
    """The file with its figures replaced."""
    table = dict(zip(names, w, strict=True))
    feature = ""
    lines = []
    for line in text.splitlines():
        if match := re.match(r"^(\w+):\s*(?:#.*)?$", line):
            feature = match[1]
        key = ("prior", "") if line.startswith("prior:") else (feature, m[1]) if (m := re.match(r'^  "?(\w+)"?: ', line)) else None
        lines.append(re.sub(r"(: )-?\d+\.?\d*", lambda m, k=key: f"{m[1]}{table[k]:.2f}", line, count=1) if key in table else line)
    return "\n".join(lines) + "\n"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="+", type=Path)
    ask.add_argument("--strength", type=float, default=STRENGTH)
    ask.add_argument("--start", type=Path, default=HAND, help="weights to begin with and to be drawn towards")
    ask.add_argument("--write", action="store_true")
    args = ask.parse_args()
    rows = [example for path in args.files for example in examples(path)]
    weights = weights_of(args.start.read_text(encoding="utf-8"))
    names = columns(weights)
    start = current(weights, names)
    x, y = matrix(rows, names)
    fixed = (x.sum(axis=0) == 0) | np.array([name in USUAL for name in names])
    w = fit(x, y, start, args.strength, fixed)
    print(f"{len(rows)} pairs, {int(y.sum())} of one event; log-loss before {loss(x, y, start):.4f}, after {loss(x, y, w):.4f}")
    for strength in sorted({1.0, 2.0, 4.0, 8.0, 16.0, args.strength}):
        print(f"  left out, strength {strength:g}: {left_out(rows, names, start, strength, fixed):.4f}")
    seen = x.sum(axis=0)
    for name, old, new, count, same in zip(names, start, w, seen, (x.T @ y), strict=True):
        print(f"  {' '.join(name):24s} {old:+.2f} -> {new:+.2f}   {int(count)} pairs, {int(same)} of one event")
    if args.write:
        WEIGHTS.write_text(written(WEIGHTS.read_text(encoding="utf-8"), names, w), encoding="utf-8")


if __name__ == "__main__":
    main()
