"""`python -m training.cross_validate FOLD_FOLDERS -o OUT`: claims of reports by a tagger that did not see them, for the scorer.

Each fold's folder holds tagger.onnx and training.json (which names the reports it left out). Reports that may not be trained on are read by
the first fold. Prints the table of `frontlog eval`.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from frontlog.evaluate import extract_texts, markdown, score_groups
from frontlog.mentions.neural.tagger import Tagger
from frontlog.mentions.tag import tag_with
from frontlog.model import Document, Mention, Sentence, Stage
from frontlog.pipeline import pipeline
from training.make_standoff import may_train


def chain_with(tagger: Tagger | None) -> tuple[Stage, ...]:
    """The chain with another tagger; None: the rules alone."""

    def run(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Mention]:
        return tag_with(tagger, documents, sentences)

    return tuple(replace(s, run=run) if s.name == "mentions.tag" else s for s in pipeline())


def main() -> None:
    """Extract with every fold what it did not see, and score it all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folds", type=Path, nargs="*")
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--rules", action="store_true", help="the rules alone, over the same reports (over all where no fold is named)")
    parser.add_argument(
        "--half", choices=("even", "odd"), help="only every second development report; rules were developed on the even ones"
    )
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp())
    shutil.rmtree(out / "claims", ignore_errors=True)
    texts = {p.name: p for d in ("seeds", "eval/texts") for p in (args.shared / d).glob("*.txt")}
    gold = {p.stem for p in (args.shared / "eval" / "gold").glob("*.json")}
    texts = {n: p for n, p in texts.items() if p.stem in gold}
    if args.half:
        texts = {n: p for n, p in texts.items() if p.stem in sorted(gold)[args.half == "odd" :: 2]}
    if args.rules and not args.folds:
        extract_texts(sorted(texts.values()), out / "claims", lambda *_: None, lambda: chain_with(None))
    for number, fold in enumerate(args.folds):
        unseen = set(json.loads((fold / "training.json").read_text(encoding="utf-8"))["held_out"])
        mine = [p for n, p in sorted(texts.items()) if n in unseen or (number == 0 and not may_train(Path(n).stem))]
        chain = chain_with(None if args.rules else Tagger(fold / "tagger.onnx"))
        extract_texts(mine, out / "claims", lambda *_: None, lambda chain=chain: chain)
    done = {p.stem for p in (out / "claims").glob("*.json")}
    print(markdown({"claims": score_groups(args.shared, out, done)}))


if __name__ == "__main__":
    main()
