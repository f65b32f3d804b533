"""`python -m training.agreement SCORER`: how far two coders agree on the reports of `training/double`.

SCORER is the scorer's own file (../shared/eval/score_claims.py), so that coders and extractor are held to one measure: the corpus is
taken as gold, the second annotation as what a system found. Kappa is Cohen's, over the claims that the scorer matched; for "does this
sentence hold a claim at all" over all sentences.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from training.notation import Report, parse_file, to_guide

HERE = Path(__file__).parent
Row = dict[str, Any]
Pair = tuple[Row, Row]


@dataclass(slots=True)
class Compared:
    """Claims that both coders wrote, and those that one alone wrote."""

    both: list[Pair] = field(default_factory=list)
    first_only: list[Row] = field(default_factory=list)
    second_only: list[Row] = field(default_factory=list)


def scorer_of(path: Path) -> ModuleType:
    """The scorer as a module, from its file."""
    spec = spec_from_file_location("score_claims", path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"There is no scorer at '{path}'. Name the file score_claims.py.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two coders' labels: 1 for full agreement, 0 for what chance gives."""
    if not pairs:
        return 0.0
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def written(reports: Iterable[Report], folder: Path) -> Path:
    """The reports' claims as the scorer reads them."""
    folder.mkdir()
    for report in reports:
        (folder / f"{report.id}.json").write_text(json.dumps(to_guide(report)), encoding="utf-8")
    return folder


def compare(scorer: ModuleType, gold: Path, predicted: Path) -> tuple[Row, Compared]:
    """The scorer's figures, and the pairs that it made of the claims."""
    made: list[list[tuple[int, int]]] = []
    assign: Callable[[list[list[float]]], list[tuple[int, int]]] = scorer.assign

    def remembering(matrix: list[list[float]]) -> list[tuple[int, int]]:
        made.append(assign(matrix))
        return made[-1]

    scorer.assign = remembering  # the scorer prints figures only; which claims it paired is known here alone
    try:
        figures: Row = scorer.score(gold, predicted)
    finally:
        scorer.assign = assign
    found = Compared()
    for path, pairs in zip(sorted(gold.glob("*.json")), made, strict=True):
        one, two = scorer.read(path), scorer.read(predicted / path.name)
        found.both += [(one[i], two[j]) for i, j in pairs]
        found.first_only += [claim for i, claim in enumerate(one) if i not in {i for i, _ in pairs}]
        found.second_only += [claim for j, claim in enumerate(two) if j not in {j for _, j in pairs}]
    return figures, found


def holding(first: Report, second: Report) -> list[tuple[str, str]]:
    """For each sentence of title and body, whether each coder found a claim in it."""
    one, two = ({sentence_of(report, claim.trigger.start) for claim in report.claims} for report in (first, second))
    return [(str(s.number in one), str(s.number in two)) for s in first.sentences if s.kind in ("title", "body")]


def sentence_of(report: Report, at: int) -> int:
    """The sentence that a character stands in."""
    return next(s.number for s in report.sentences if s.piece.start <= at < s.piece.end)


def kinds(scorer: ModuleType, found: Compared) -> Counter[str]:
    """Disagreements by kind: types taken for each other, slots that differ, claims that one coder alone wrote."""
    table: Counter[str] = Counter()
    for one, two in found.both:
        if one["type"] != two["type"]:
            allowed = "" if scorer.type_score(scorer.normal(one), scorer.normal(two)) < 1 else " (allowed by alt)"
            table[f"type {one['type']} / {two['type']}{allowed}"] += 1
        wrong = [slot for slot, right in scorer.slots(scorer.normal(one), scorer.normal(two)).items() if not right]
        for slot in wrong:
            change = f" {one[slot]} / {two[slot]}" if slot in ("modality", "certainty") else ""
            table[f"slot {slot}{change}"] += 1
    table.update(f"first only: {claim['type']}" for claim in found.first_only)
    table.update(f"second only: {claim['type']}" for claim in found.second_only)
    return table


def listing(scorer: ModuleType, found: Compared) -> list[str]:
    """Every disagreement with its sentence, to judge who follows the guide."""
    lines = []
    for one, two in found.both:
        wrong = [slot for slot, right in scorer.slots(scorer.normal(one), scorer.normal(two)).items() if not right]
        if one["type"] != two["type"] or wrong:
            lines.append(f"{one['type']} / {two['type']} | {one['trigger']} / {two['trigger']} | {one['evidence']}")
            lines += [f"    {slot}: {json.dumps(one.get(slot))} / {json.dumps(two.get(slot))}" for slot in wrong]
    lines += [f"FIRST ONLY {claim['type']} | {claim['trigger']} | {claim['evidence']}" for claim in found.first_only]
    return lines + [f"SECOND ONLY {claim['type']} | {claim['trigger']} | {claim['evidence']}" for claim in found.second_only]


def matched_reports(double: Path, corpus: Path) -> list[tuple[Report, Report]]:
    """Each report of the second coder beside the corpus's own; texts must be the same, or the offsets mean nothing."""
    first = {report.id: report for path in sorted(corpus.glob("*.txt")) for report in parse_file(path)}
    pairs = []
    for path in sorted(double.glob("*.txt")):
        for second in parse_file(path):
            if second.id not in first or first[second.id].text != second.text:
                sys.exit(f"{path}: {corpus} has no '{second.id}' with the same words. Keep them as `training.double` wrote them.")
            pairs.append((first[second.id], second))
    return pairs


def main() -> None:
    """Print the agreement."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("scorer", type=Path)
    ask.add_argument("--corpus", type=Path, default=HERE / "corpus")
    ask.add_argument("--double", type=Path, default=HERE / "double")
    ask.add_argument("--list", action="store_true", help="every disagreement with its sentence")
    args = ask.parse_args()
    scorer = scorer_of(args.scorer)
    reports = matched_reports(args.double, args.corpus)
    with tempfile.TemporaryDirectory() as name:
        gold = written((one for one, _ in reports), Path(name) / "first")
        figures, found = compare(scorer, gold, written((two for _, two in reports), Path(name) / "second"))
    sentences = [pair for one, two in reports for pair in holding(one, two)]
    print(f"{len(reports)} reports, {len(sentences)} sentences, claims: {figures['gold']} first coder, {figures['predicted']} second")
    for row in ("detection", "strict"):
        print(f"{row:10s} P {figures[row]['p']:.3f}  R {figures[row]['r']:.3f}  F1 {figures[row]['f1']:.3f}")
    print("slots      " + "  ".join(f"{slot} {share:.2f}" for slot, share in figures["slots"].items()))
    print(f"kappa      sentence holds a claim {kappa(sentences):.2f}", end="")
    for key in ("type", "modality", "certainty"):
        print(f"  {key} {kappa([(one[key], two[key]) for one, two in found.both]):.2f}", end="")
    print(f"  ({len(found.both)} matched claims)")
    for kind, count in kinds(scorer, found).most_common():
        print(f"{count:4d}  {kind}")
    if args.list:
        print("\n".join(listing(scorer, found)))


if __name__ == "__main__":
    main()
