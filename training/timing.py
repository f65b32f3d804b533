"""`python -m training.timing [--shared FOLDER] [--write]`: weights of the days that an event may have (claims/timing.py).

Every annotated claim of our own reports (training/corpus, training/fit) and of the development reports that may be trained on and that the
tagger was trained on, with its own trigger, type and modality; a candidate is right when the scorer takes its days. A conditional logit
with an L2 penalty, a claim of a development report counted REAL times: ours are written with more care for days than reports are. First
figures by five-fold cross-validation over reports, beside what the rules alone give; then, with --write, the weights of all to
claims/tables/timing.yml. The other development reports, benchmarks/blind and benchmarks/blind2 are no part of them: they judge
(`benchmarks/when.py`).
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from benchmarks import blind, slots, when

from frontlog.claims.readings import Readings
from frontlog.claims.timing import Features, features, settled
from frontlog.documents.read import read
from frontlog.model import Document, Raw, Sentence
from training.make_standoff import may_train
from training.notation.parse import parse_file
from training.unseen import FIT

CORPUS = Path(__file__).parent / "corpus"
TABLE = Path(__file__).parent.parent / "src" / "frontlog" / "claims" / "tables" / "timing.yml"
FOLDS = 5
PENALTY = 2.0
REAL = 3.0
SEED = 20171012


@dataclass(frozen=True, slots=True)
class Case:
    """A claim: the features of each candidate, which are right, and how much it counts. The first candidate is that of the rules."""

    report: str
    rows: list[Features]
    right: list[bool]
    weight: float


def cases(score: ModuleType, name: str, gold: Sequence[dict[str, Any]], text: Raw, weight: float) -> Iterator[Case]:
    """The claims of one report."""
    rows = list(read([text]))
    document = next(row for row in rows if isinstance(row, Document))
    sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
    readings = Readings.of(sentences, document.published, document.outlet)
    for claim in gold:
        found = when.located(claim, sentences)
        if found is None:
            continue
        event, options = readings.dates(*found, claim["type"], claim["modality"])
        if settled(event):
            continue
        right = [score.same_time(claim, {"time": {"start": str(o.time.start or ""), "end": str(o.time.end or "")}}) for o in options]
        yield Case(name, features(event, options), right, weight)


def reports(score: ModuleType, shared: Path) -> Iterator[tuple[str, Sequence[dict[str, Any]], Raw, float]]:
    """Name, claims, text and weight of every report to fit on."""
    paths = sorted((shared / "eval" / "gold").glob("*.json"))
    unseen = slots.unseen([p.stem for p in paths])
    for path in paths:
        if path.stem not in unseen and may_train(path.stem):
            text = shared / "eval" / "texts" / f"{path.stem}.txt"
            yield path.stem, score.read(path), slots.raw(text.name, text.read_bytes()), REAL
    for file in [*sorted(CORPUS.glob("*.txt")), *sorted(FIT.glob("*.txt"))]:
        for report in parse_file(file):
            yield report.id, blind.claims(report), blind.raw(report), 1.0


def fit(given: Sequence[Case]) -> dict[str, float]:
    """The weights."""
    able = [case for case in given if any(case.right) and not all(case.right)]
    names = {name: n for n, name in enumerate(sorted({name for case in able for row in case.rows for name in row}))}
    width = max(len(case.rows) for case in able)
    ones = [
        (i * width + j, names[name], value)
        for i, case in enumerate(able)
        for j, row in enumerate(case.rows)
        for name, value in row.items()
        if value
    ]
    index = torch.tensor([[row for row, _, _ in ones], [column for _, column, _ in ones]])
    table = torch.sparse_coo_tensor(index, torch.tensor([v for _, _, v in ones]), (len(able) * width, len(names))).coalesce()
    there, right = (torch.full((len(able), width), -1e9) for _ in range(2))
    for i, case in enumerate(able):
        for j, good in enumerate(case.right):
            there[i, j] = 0
            right[i, j] = 0 if good else -1e9
    count = torch.tensor([case.weight for case in able])
    weights = torch.zeros(len(names), requires_grad=True)
    steps = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        steps.zero_grad()
        sums = torch.sparse.mm(table, weights[:, None]).view(len(able), width)
        lost = (count * (torch.logsumexp(sums + there, 1) - torch.logsumexp(sums + right, 1))).sum() + PENALTY * (weights**2).sum()
        lost.backward()
        return lost

    steps.step(loss)
    return {name: round(weights[n].item(), 3) for name, n in names.items() if abs(weights[n].item()) >= 0.01}


def best(case: Case, weights: dict[str, float]) -> int:
    """The candidate that the weights choose."""
    sums = [round(sum(weights.get(name, 0.0) * value for name, value in row.items()), 6) for row in case.rows]
    return max(range(len(sums)), key=lambda n: (sums[n], -n))


def crossed(given: Sequence[Case]) -> Counter[str]:
    """Right days by weights that never saw the report, by the rules, and where any candidate is right."""
    names = sorted({case.report for case in given})
    random.Random(SEED).shuffle(names)  # noqa: S311 - deals reports out
    out: Counter[str] = Counter()
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        weights = fit([case for case in given if case.report not in held])
        for case in (case for case in given if case.report in held):
            whose = "development" if case.weight > 1 else "own"
            out[f"{whose}: claims"] += 1
            out[f"{whose}: weighed"] += case.right[best(case, weights)]
            out[f"{whose}: by the rules"] += case.right[0]
            out[f"{whose}: any candidate"] += any(case.right)
    return out


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    ask.add_argument("--write", action="store_true", help="write the weights")
    args = ask.parse_args()
    score = slots.scorer(args.shared)
    found = [case for name, gold, text, weight in reports(score, args.shared) for case in cases(score, name, gold, text, weight)]
    for name, count in sorted(crossed(found).items()):
        print(f"{count:6d}  {name}")
    if args.write:
        head = "# Weights of the days that an event may have (claims/timing.py), written by python -m training.timing --write.\ntime:\n"
        rows = [f'  "{name}": {value}\n' for name, value in sorted(fit(found).items())]
        TABLE.write_text(head + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
