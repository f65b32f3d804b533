"""Reports that the tagger was not trained on and that weights beside it may be fitted on."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import blind, slots

from frontlog.model import Raw
from training.make_standoff import may_train
from training.notation.parse import parse_file
from training.notation.records import Report

FIT = Path(__file__).parent / "fit"  # reports of our own that are kept out of the tagger's training

Given = tuple[Report | None, str, Sequence[dict[str, Any]], Raw]


def reports(score: ModuleType, shared: Path) -> Iterator[Given]:
    """The report where it has a cast, its name, its annotated claims and its text.

    These are benchmarks/blind, the development reports that may be trained on and that the tagger left out, and training/fit.
    benchmarks/blind2 is no part of them: it judges.
    """
    paths = sorted((shared / "eval" / "gold").glob("*.json"))
    unseen = slots.unseen([p.stem for p in paths])
    for path in paths:
        if path.stem in unseen and may_train(path.stem):
            text = shared / "eval" / "texts" / f"{path.stem}.txt"
            yield None, path.stem, score.read(path), slots.raw(text.name, text.read_bytes())
    for report in [report for _, report in blind.halves()] + [report for file in sorted(FIT.glob("*.txt")) for report in parse_file(file)]:
        yield report, report.id, blind.claims(report), blind.raw(report)


def same_words(gold: Sequence[dict[str, Any]], given: Sequence[dict[str, Any]]) -> bool:
    """Whether the words of two lists of participants are the same, one by one, but for what stands around a name in one of them."""
    left = [f" {item['text'].lower()} " for item in given]
    for item in gold:
        words = f" {item['text'].lower()} "
        twin = next((other for other in left if words in other or other in words), None)
        if twin is None:
            return False
        left.remove(twin)
    return bool(gold) and not left


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The arguments that every fit of weights has."""
    ask = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    ask.add_argument("--cache", type=Path, help="folder that keeps what the tagger read")
    ask.add_argument("--write", action="store_true", help="write the weights")
    return ask
