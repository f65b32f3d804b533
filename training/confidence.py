"""`python -m training.confidence [--cache FOLDER]`: fits the weights of claims/confidence.py, and says how well they are calibrated.

Fitted on the even half of the development reports that the tagger was not trained on; the figures are of the odd half. A claim counts as
right as far as the scorer pairs it with an annotated one (a neighbouring type counts half).
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks import slots
from numpy.typing import NDArray

from frontlog.claims import confidence
from frontlog.claims.draft import Draft
from frontlog.claims.finish import Finisher
from frontlog.model import Claim

ROUNDS, RATE, DECAY = 4000, 0.3, 1e-3
BINS = 10
Row = tuple[int, dict[str, float], float]  # half, features, worth


def rows(shared: Path, cache: Path | None) -> Iterator[Row]:
    """Every claim of every report that the tagger was not trained on."""
    score = slots.scorer(shared)
    paths = sorted((shared / "eval" / "gold").glob("*.json"))
    wanted = slots.unseen([p.stem for p in paths])
    seen = _watched()
    for number, path in enumerate(paths):
        if path.stem not in wanted:
            continue
        text = next(p for d in ("seeds", "eval/texts") if (p := shared / d / f"{path.stem}.txt").exists())
        found = slots.extract(slots.raw(text.name, text.read_bytes()), "both", cache)
        gold, told = [score.normal(g) for g in score.read(path)], [score.normal(p) for p in found]
        pairs = score.assign([[slots._worth(score, g, p) for p in told] for g in gold])
        worth = {j: float(score.type_score(gold[i], told[j])) for i, j in pairs}
        for j, claim in enumerate(found):
            yield number % 2, seen[claim["id"]], worth.get(j, 0.0)


def _watched() -> dict[str, dict[str, float]]:
    """Features by claim id, filled as claims are made."""
    seen: dict[str, dict[str, float]] = {}
    made = Finisher.claim

    def claim(self: Finisher, draft: Draft) -> Claim:
        out = made(self, draft)
        seen[out.id] = confidence.features(draft, len(out.agent), len(out.target), len(out.place))
        return out

    Finisher.claim = claim  # type: ignore[method-assign]
    return seen


def fit(found: Sequence[Row]) -> tuple[dict[str, float], float]:
    """Weights and bias of a logistic regression."""
    names = list(found[0][1])
    given = np.array([[f[n] for n in names] + [1.0] for _, f, _ in found])
    wanted = np.array([w for *_, w in found])
    weights = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        wrong = (1 / (1 + np.exp(-given @ weights)) - wanted) / len(found)
        weights -= RATE * (given.T @ wrong + DECAY * np.append(weights[:-1], 0.0))
    return dict(zip(names, weights[:-1].round(2).tolist(), strict=True)), round(float(weights[-1]), 2)


def said(found: Sequence[Row], weights: dict[str, float], bias: float) -> NDArray[np.float64]:
    """The probability of each claim."""
    total = np.array([bias + sum(weights[n] * v for n, v in f.items()) for _, f, _ in found])
    out: NDArray[np.float64] = 1 / (1 + np.exp(-total))
    return out


def error(probability: NDArray[np.float64], worth: NDArray[np.float64]) -> float:
    """Expected calibration error over ten bins of equal width."""
    place = np.minimum((probability * BINS).astype(int), BINS - 1)
    return float(sum(abs((probability - worth)[place == n].sum()) for n in range(BINS)) / len(worth))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    ask.add_argument("--cache", type=Path, help="folder that keeps what the tagger read (see benchmarks/slots.py)")
    args: Any = ask.parse_args()
    found = list(rows(args.shared, args.cache))
    halves = [[r for r in found if r[0] == half] for half in (0, 1)]
    fitted = fit(halves[0])
    print("weights, bias of the even half:", *fitted)
    print("in the code:", dict(confidence.WEIGHTS), confidence.BIAS)
    for name, (weights, bias) in {"fitted": fitted, "in the code": (dict(confidence.WEIGHTS), confidence.BIAS)}.items():
        for half, part in zip(("even", "odd"), halves, strict=True):
            if weights:
                probability, worth = said(part, weights, bias), np.array([w for *_, w in part])
                brier = float(((probability - worth) ** 2).mean())
                print(f"{name}, {half} half: {len(part)} claims, right {worth.mean():.3f}", end=", ")
                print(f"ECE {error(probability, worth):.3f}, Brier {brier:.3f}")
    probability, worth = said(halves[1], *fitted), np.array([w for *_, w in halves[1]])
    for low in range(BINS):
        inside = (probability >= low / BINS) & (probability < (low + 1) / BINS)
        if inside.any():
            mean, right = probability[inside].mean(), worth[inside].mean()
            print(f"  {low / BINS:.1f} to {(low + 1) / BINS:.1f}: {inside.sum()} claims, said {mean:.2f}, right {right:.2f}")


if __name__ == "__main__":
    main()
