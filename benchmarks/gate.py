"""What the gate before the network lets through, and what that costs in claims found.

    python benchmarks/gate.py [--shared SHARED]

Extracts the annotated documents of SHARED (default ../shared) twice, with the gate and with every sentence read, and prints the share of
sentences that go through, the processor time of tagging, and detection and strict F1 of both by the scorer of claims.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from frontlog.claims.assemble import assemble
from frontlog.documents.read import read
from frontlog.mentions.gate import may_tell
from frontlog.mentions.neural.rows import shipped
from frontlog.mentions.tag import tag_with
from frontlog.model import Claim, Document, Mention, Sentence
from frontlog.reference.claim_types import find_hits, tagged

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from benchmarks.claims import as_guide, raw, score  # noqa: E402 - run as a file


def extract(path: Path, gated: bool) -> tuple[list[Claim], list[Sentence], list[Mention], float]:
    """Claims, sentences, mentions and seconds of tagging of one text."""
    rows = list(read([raw(path)]))
    documents = [row for row in rows if isinstance(row, Document)]
    sentences = [row for row in rows if isinstance(row, Sentence)]
    begun = time.process_time()
    mentions = list(tag_with(shipped(), documents, sentences, gated))
    taken = time.process_time() - begun
    return [row for row in assemble(documents, sentences, mentions) if isinstance(row, Claim)], sentences, mentions, taken


def through(sentences: Sequence[Sentence]) -> int:
    """How many sentences the gate lets through."""
    words = (tagged(sentence.span.quote) for sentence in sentences)
    return sum(may_tell(tokens, find_hits(tokens, tags)) for tokens, tags in words)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = ask.parse_args().shared
    gold = sorted((shared / "eval" / "gold").glob("*.json"))
    if not gold:
        sys.exit(f"No gold files under {shared / 'eval' / 'gold'}. Name the folder that holds eval/ with --shared.")
    print("| | sentences read | events seen | ms of tagging a document | detection P / R / F1 | strict F1 |\n|---|---|---|---|---|---|")
    for name, gated in (("every sentence", False), ("with the gate", True)):
        count = passed = events = 0
        seconds = 0.0
        with tempfile.TemporaryDirectory() as folder:
            for path in gold:
                text = shared / "eval" / "texts" / f"{path.stem}.txt"
                claims, sentences, mentions, taken = extract(text if text.exists() else shared / "seeds" / f"{path.stem}.txt", gated)
                (Path(folder) / path.name).write_text(json.dumps([as_guide(claim) for claim in claims], default=str))
                count += len(sentences)
                passed += through(sentences) if gated else len(sentences)
                events += sum(row.kind == "modality" for row in mentions)  # one for each event of the network
                seconds += taken
            found = score(shared, gold, Path(folder))
        detection, strict = (line.split()[2::2] for line in found.splitlines() if line.startswith(("detection", "strict")))
        print(f"| {name} | {passed} of {count} | {events} | {seconds / len(gold) * 1000:.0f} | {' / '.join(detection)} | {strict[-1]} |")


if __name__ == "__main__":
    main()
