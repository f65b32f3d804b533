"""`python -m training.crossed OUT [--shared FOLDER]`: taggers that read the annotated reports without having seen them.

The shipped tagger has learned from four fifths of the annotated reports that may be trained on, so weights that stand beside it
(claims/sifting.py, claims/weighing.py) could be fitted on the other fifth alone, and on reports of our own: and other hands take and leave
other things than we do. Here one tagger learns from our own reports (OUT/base), and goes on three times with two thirds of those four
fifths (OUT/0 to OUT/2). Each writes tagger.onnx and held.json, the names of the reports that it did not see, for `--crossed OUT` of
training.sifting and training.weighing. About 70 minutes on two shared cores; OUT/base is kept when it is there.
"""

import argparse
import json
from pathlib import Path

import torch

from training.examples import Doc, corpus, standoff
from training.export import export
from training.re3d import texts
from training.train import HERE, Settings, train
from training.unseen import FOLDS

LEFT_OUT = 5  # every fifth annotated report is in no tagger's training (training/train.py --fold 0/5)
OWN = 16  # every 16th of our own reports goes into a fold again, lest it forget them
REPEAT = 4  # how often a fold sees each annotated report
SEED = 7


def annotated(shared: Path) -> list[Doc]:
    """The annotated reports that the shipped tagger has learned from."""
    return [doc for number, doc in enumerate(standoff(HERE / "standoff", shared)) if number % LEFT_OUT]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("out", type=Path)
    ask.add_argument("--shared", type=Path, default=Path("../shared"))
    args = ask.parse_args()
    own, base = corpus(HERE / "corpus"), args.out / "base" / "tagger.pt"
    if not base.exists():
        base.parent.mkdir(parents=True, exist_ok=True)
        torch.save(train(own, Settings(epochs=1), "base").state_dict(), base)
    docs, more = annotated(args.shared), standoff(HERE / "standoff_re3d", args.shared, texts(args.shared))
    for number in range(FOLDS):
        seen = [doc for place, doc in enumerate(docs) if place % FOLDS != number]
        net = train([*own[number::OWN], *more, *seen * REPEAT], Settings(epochs=1, seed=SEED + number), f"fold {number}", base)
        fold = args.out / str(number)
        fold.mkdir(parents=True, exist_ok=True)
        torch.save(net.state_dict(), fold / "tagger.pt")
        held = [doc.name for place, doc in enumerate(docs) if place % FOLDS == number]
        (fold / "held.json").write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
        export(fold)


if __name__ == "__main__":
    main()
