"""Reports that a tagger was not trained on and that weights beside it may be fitted on."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks import blind, slots

from frontlog.mentions.neural.tagger import Tagger
from frontlog.model import Raw
from training.make_standoff import may_train
from training.notation.parse import parse_file
from training.notation.records import Report

FOLDS = 3  # taggers of training/crossed.py
FIT = Path(__file__).parent / "fit"  # reports of our own that are kept out of the tagger's training


class Given(NamedTuple):
    """A report where it has a cast, its name, its annotated claims, its text, and who is to read it (None: the shipped tagger)."""

    report: Report | None
    name: str
    claims: Sequence[dict[str, Any]]
    text: Raw
    tagger: Tagger | None = None


def reports(score: ModuleType, shared: Path, crossed: Path | None = None) -> Iterator[Given]:
    """benchmarks/blind, the development reports that may be trained on and that the tagger left out, and training/fit; with the folder of
    training/crossed.py also those that the shipped tagger has learned from, each read by one that did not see it.

    benchmarks/blind2 and benchmarks/blind3 are no part of them: they judge.
    """
    if crossed is not None:
        for name, tagger in read_by(crossed):
            text = shared / "eval" / "texts" / f"{name}.txt"
            gold = score.read(shared / "eval" / "gold" / f"{name}.json")
            yield Given(None, name, gold, slots.raw(text.name, text.read_bytes()), tagger)
    paths = sorted((shared / "eval" / "gold").glob("*.json"))
    unseen = slots.unseen([p.stem for p in paths])
    for path in paths:
        if path.stem in unseen and may_train(path.stem):
            text = shared / "eval" / "texts" / f"{path.stem}.txt"
            yield Given(None, path.stem, score.read(path), slots.raw(text.name, text.read_bytes()))
    for report in [report for _, report in blind.halves()] + [report for file in sorted(FIT.glob("*.txt")) for report in parse_file(file)]:
        yield Given(report, report.id, blind.claims(report), blind.raw(report))


def read_by(folder: Path) -> Iterator[tuple[str, Tagger]]:
    """The name of each annotated report, and the tagger that did not see it. Raises FileNotFoundError where a fold is missing."""
    for number in range(FOLDS):
        fold = folder / str(number)
        tagger = Tagger(fold / "tagger.onnx")
        for name in json.loads((fold / "held.json").read_text(encoding="utf-8")):
            if may_train(Path(name).stem):
                yield Path(name).stem, tagger


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
    ask.add_argument("--crossed", type=Path, help="folder of training/crossed.py: also reports that the shipped tagger has learned from")
    ask.add_argument("--write", action="store_true", help="write the weights")
    return ask
