"""`python -m training.sifting [--shared FOLDER] [--crossed FOLDER] [--cache FOLDER] [--write]`: how likely a draft is a claim.

Fitted on every draft of the reports of training/unseen.py: right is what the scorer pairs with an annotated claim (a neighbouring type
counts half). A development report counts REAL times: they are few, and other hands took and left what is in them. A logistic regression
with an L2 penalty, by Newton's steps. First the figures by five-fold cross-validation over reports: detection and strict F1 for several
bounds, and how well the probabilities are calibrated; then, with --write, the weights of all to claims/tables/sifting.yml.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
from benchmarks import blind, slots
from numpy.typing import NDArray

from frontlog.claims import assemble, sifting
from frontlog.claims.draft import Draft
from frontlog.claims.finish import Finisher
from frontlog.claims.sifting import Features, density, features, likely
from frontlog.model import Claim
from training.unseen import arguments, reports

TABLE = Path(sifting.__file__).parent / "tables" / "sifting.yml"
FOLDS, PENALTY, FREE = 5, 8.0, 0.01  # FREE: the penalty of the constant
STEPS, BINS, SEED = 30, 10, 20171012
REAL = 2.0
BOUNDS = (0.3, 0.35, 0.4, 0.42, 0.45, 0.5)
WHOLE = ("agent", "target", "place", "modality")


@dataclass(frozen=True, slots=True)
class Read:
    """All drafts of a report as claims: the number of annotated claims, each draft's features, and for each annotated claim and draft how
    well they pair, how right the type is, and whether all is."""

    annotated: int
    rows: list[Features]
    pairs: list[list[float]]
    types: list[list[float]]
    whole: list[list[bool]]
    weight: float = 1.0


def read(score: ModuleType, shared: Path, cache: Path | None, crossed: Path | None = None) -> Iterator[Read]:
    """Every report with all its drafts, none refused as unlikely."""
    seen = _unsifted()
    cast = blind.Cast(score)
    for given in reports(score, shared, crossed):
        if given.report is not None:
            cast.enter(given.report)
        found = slots.extract(given.text, "both", cache, given.tagger)
        gold, told = [score.normal(g) for g in given.claims], [score.normal(p) for p in found]
        yield Read(
            len(gold),
            [seen[claim["id"]] for claim in found],
            [[slots.worth(score, g, p) for p in told] for g in gold],
            [[score.type_score(g, p) for p in told] for g in gold],
            [[all(score.slots(g, p)[slot] for slot in WHOLE) for p in told] for g in gold],
            REAL if given.report is None else 1.0,
        )


def _unsifted() -> dict[str, Features]:
    """Lets everything pass from now on; features by claim id, filled as claims are made."""
    by_draft: dict[int, tuple[Draft, Features]] = {}
    seen: dict[str, Features] = {}
    made = Finisher.claim

    def weigh(found: Sequence[Sequence[Draft]]) -> None:
        by_draft.clear()
        dense = density(found)
        for drafts in found:
            alive = [draft for draft in drafts if not draft.reason]
            by_draft.update((id(draft), (draft, features(draft, alive, dense))) for draft in alive)

    def claim(self: Finisher, draft: Draft) -> Claim:
        out = made(self, draft)
        seen[out.id] = by_draft[id(draft)][1]
        return out

    assemble.weigh, sifting.LEAST, Finisher.claim = weigh, 0.0, claim  # type: ignore[assignment, method-assign]
    return seen


def worth(score: ModuleType, report: Read) -> list[float]:
    """How right each draft is: what its type is worth beside the annotated claim that the scorer pairs it with."""
    out = [0.0] * len(report.rows)
    for i, j in score.assign(report.pairs):
        out[j] = report.types[i][j]
    return out


def fitted(score: ModuleType, found: Sequence[Read]) -> dict[str, float]:
    """The weights of all drafts of reports."""
    rows, wanted = [row for report in found for row in report.rows], [w for report in found for w in worth(score, report)]
    return fit(rows, wanted, [report.weight for report in found for _ in report.rows])


def fit(rows: Sequence[Features], wanted: Sequence[float], counts: Sequence[float] | None = None) -> dict[str, float]:
    """The weights. `counts`: how often each row counts, once where nothing is given."""
    often = np.array(counts if counts is not None else [1.0] * len(rows))
    names = {name: n for n, name in enumerate(sorted({name for row in rows for name in row}))}
    given = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            given[n, names[name]] = value
    penalty = np.full(len(names), PENALTY)
    penalty[names["always"]] = FREE
    weights, right = np.zeros(len(names)), np.array(wanted)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (often * (chance - right)) + penalty * weights
        bend = (given * (often * chance * (1 - chance))[:, None]).T @ given + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    return {name: round(float(weights[n]), 3) for name, n in names.items() if abs(weights[n]) >= 0.005}


def crossed(score: ModuleType, found: Sequence[Read]) -> list[list[float]]:
    """The probability of each draft of each report by weights that never saw the report."""
    order = list(range(len(found)))
    random.Random(SEED).shuffle(order)  # noqa: S311 - deals reports out
    out: list[list[float]] = [[] for _ in found]
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        rest = [report for n, report in enumerate(found) if n not in held]
        weights = fitted(score, rest)
        for n in held:
            out[n] = [likely(weights, row) for row in found[n].rows]
    return out


def figures(score: ModuleType, found: Sequence[Read], keep: Callable[[int, int], bool]) -> tuple[int, float, float]:
    """How many drafts are kept, and detection and strict F1 of them."""
    gold = kept = 0
    hit = strict = 0.0
    for n, report in enumerate(found):
        chosen = [j for j in range(len(report.rows)) if keep(n, j)]
        gold, kept = gold + report.annotated, kept + len(chosen)
        for i, k in score.assign([[row[j] for j in chosen] for row in report.pairs]):
            right = report.types[i][chosen[k]]
            hit, strict = hit + right, strict + (right == 1 and report.whole[i][chosen[k]])
    return kept, 2 * hit / (gold + kept), 2 * strict / (gold + kept)


def calibration(chance: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Expected calibration error over ten bins of equal width."""
    place = np.minimum((chance * BINS).astype(int), BINS - 1)
    return float(sum(abs((chance - right)[place == n].sum()) for n in range(BINS)) / len(right))


def main() -> None:
    args = arguments(__doc__).parse_args()
    score = slots.scorer(args.shared)
    found = list(read(score, args.shared, args.cache, args.crossed))
    rows, right = [row for report in found for row in report.rows], [w for report in found for w in worth(score, report)]
    chance = crossed(score, found)
    print(f"{len(found)} reports, {sum(r.annotated for r in found)} annotated claims, {len(rows)} drafts, {sum(right):.1f} right")
    for bound in BOUNDS:
        kept, detection, strict = figures(score, found, lambda n, j, bound=bound: chance[n][j] >= bound)  # type: ignore[misc]
        print(f"from {bound}: {kept} kept, detection {detection:.3f}, strict {strict:.3f}")
    told = np.array([c for report in chance for c in report])
    print(f"calibration error {calibration(told, np.array(right)):.3f}, Brier {float(((told - np.array(right)) ** 2).mean()):.3f}")
    if args.write:
        lines = ["# How likely a draft is a claim (claims/sifting.py), written by python -m training.sifting --write.\n", "claim:\n"]
        lines += [f'  "{name}": {value}\n' for name, value in sorted(fitted(score, found).items())]
        TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
