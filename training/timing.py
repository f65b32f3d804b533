"""`python -m training.timing [--shared FOLDER] [--write]`: weights of the days that an event may have (claims/timing.py).

Every annotated claim of our own reports (training/corpus, training/fit) and of the development reports that may be trained on and that the
tagger was trained on, with its own trigger, type and modality; a candidate is right when the scorer takes its days. A conditional logit
with an L2 penalty, a claim of a development report counted REAL times: ours are written with more care for days than reports are. First
figures by five-fold cross-validation over reports, beside what the rules alone give; then, with --write, the weights of all to
claims/tables/timing.yml. The other development reports, benchmarks/blind and benchmarks/blind2 are no part of them: they judge
(`benchmarks/when.py`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import blind, slots, when

from frontlog.claims.readings import Readings
from frontlog.claims.timing import Features, features, settled
from frontlog.documents.read import read
from frontlog.model import Document, Raw, Sentence
from training.logit import best, fit, folds
from training.make_standoff import may_train
from training.notation.parse import parse_file
from training.unseen import FIT, arguments

CORPUS = Path(__file__).parent / "corpus"
TABLE = Path(__file__).parent.parent / "src" / "frontlog" / "claims" / "tables" / "timing.yml"
PENALTY = 2.0
LEAST = 0.01  # weights nearer to nought are left out
REAL = 3.0


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


def crossed(given: Sequence[Case]) -> Counter[str]:
    """Right days by weights that never saw the report, by the rules, and where any candidate is right."""
    out: Counter[str] = Counter()
    for held in folds(case.report for case in given):
        weights = fit([case for case in given if case.report not in held], PENALTY, LEAST)
        for case in (case for case in given if case.report in held):
            whose = "development" if case.weight > 1 else "own"
            out[f"{whose}: claims"] += 1
            out[f"{whose}: weighed"] += case.right[best(case.rows, weights)]
            out[f"{whose}: by the rules"] += case.right[0]
            out[f"{whose}: any candidate"] += any(case.right)
    return out


def main() -> None:
    args = arguments(__doc__).parse_args()
    score = slots.scorer(args.shared)
    found = [case for name, gold, text, weight in reports(score, args.shared) for case in cases(score, name, gold, text, weight)]
    for name, count in sorted(crossed(found).items()):
        print(f"{count:6d}  {name}")
    if args.write:
        head = "# Weights of the days that an event may have (claims/timing.py), written by python -m training.timing --write.\ntime:\n"
        rows = [f'  "{name}": {value}\n' for name, value in sorted(fit(found, PENALTY, LEAST).items())]
        TABLE.write_text(head + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
