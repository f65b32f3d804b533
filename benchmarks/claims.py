"""Score the claims of the extractor against annotated documents.

    python benchmarks/claims.py [--shared FOLDER] [--half even|odd|all] [--misses]

FOLDER (default ../shared beside the checkout) holds eval/gold, eval/texts, seeds and eval/score_claims.py. Prints detection and strict
F1 and the slots per group of documents, and gold/predicted/hit counts per type. `--half` scores every second document only: rules are
developed on the even half and checked on the odd one. The publication date and the outlet come from reading the text, not from gold.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from frontlog.claims.assemble import assemble
from frontlog.documents.read import read
from frontlog.mentions.tag import tag
from frontlog.model import Claim, Document, Item, Raw, Sentence

ROOT = Path(__file__).resolve().parents[1]
GROUPS = (("seeds", "00"), ("A_", "A_"), ("B_", "B_"), ("N_", "N_"), ("W_", "W_"), ("re3d", "re3d"), ("all", ""))


def raw(path: Path) -> Raw:
    """A text file as the first stage takes it."""
    content = path.read_bytes()
    digest = sha256(content).hexdigest()
    return Raw(
        item=Item(id=f"d-{digest[:16]}", name=path.name, part=0, media_type="text/plain", size=len(content), sha256=digest), content=content
    )


def extract(path: Path) -> Iterator[Claim]:
    """The claims of one text, through the stages read, tag and assemble."""
    rows = list(read([raw(path)]))
    documents = [row for row in rows if isinstance(row, Document)]
    sentences = [row for row in rows if isinstance(row, Sentence)]
    for row in assemble(documents, sentences, list(tag(documents, sentences))):
        if isinstance(row, Claim):
            yield row


def as_guide(claim: Claim) -> dict[str, Any]:
    """A claim with the keys that the scorer reads."""
    row = asdict(claim)
    row["evidence"] = {"text": claim.evidence.quote, "start": claim.evidence.start, "end": claim.evidence.end}
    row["time"] = {"text": claim.time.text, "start": str(claim.time.start or "") or None, "end": str(claim.time.end or "") or None}
    row["source"] = claim.source.text if claim.source else ""
    return row


def score(shared: Path, gold: Iterable[Path], predicted: Path, *flags: str) -> str:
    """What the scorer prints for these gold files."""
    with tempfile.TemporaryDirectory() as folder:
        for path in gold:
            (Path(folder) / path.name).symlink_to(path.resolve())
        command = [sys.executable, str(shared / "eval" / "score_claims.py"), folder, str(predicted), *flags]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def counts(gold: Iterable[Path], predicted: Path) -> str:
    """Gold and predicted claims per type."""
    table: dict[str, list[int]] = {}
    for path in gold:
        for place, rows in enumerate((json.loads(path.read_text())["claims"], json.loads((predicted / path.name).read_text()))):
            for row in rows:
                table.setdefault(row["type"], [0, 0])[place] += 1
    return "  ".join(f"{name} {a}/{b}" for name, (a, b) in sorted(table.items()))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    ask.add_argument("--half", choices=("even", "odd", "all"), default="all")
    ask.add_argument("--misses", action="store_true", help="list every claim missed, added or wrong in a slot")
    args = ask.parse_args()
    gold = sorted((args.shared / "eval" / "gold").glob("*.json"))
    if not gold:
        sys.exit(f"No gold files under {args.shared / 'eval' / 'gold'}. Name the folder that holds eval/ with --shared.")
    gold = gold[::2] if args.half == "even" else gold[1::2] if args.half == "odd" else gold
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder)
        for path in gold:
            text = args.shared / "eval" / "texts" / f"{path.stem}.txt"
            text = text if text.exists() else args.shared / "seeds" / f"{path.stem}.txt"
            (predicted / path.name).write_text(json.dumps([as_guide(claim) for claim in extract(text)], default=str))
        for name, start in GROUPS:
            some = [path for path in gold if path.name.startswith(start)]
            if some:
                print(f"== {name}\n{score(args.shared, some, predicted)}")
        print("gold/predicted per type:", counts(gold, predicted))
        if args.misses:
            print(score(args.shared, gold, predicted, "--misses"))


if __name__ == "__main__":
    main()
