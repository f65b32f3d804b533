"""How often a time is read right: the shares by file of our own cases, and on the days of annotated claims.

    python benchmarks/when.py [--shared FOLDER] [--half even|odd|both] [--errors] [--misses]

The first table needs nothing but the repository. With `--shared`, the second gives each annotated claim's own trigger, type and modality to
our reader of times, so that only the time is judged and not what was found. As in `slots.py`, of the odd half only totals are printed.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.slots import scorer
from tests.support.times import event, expression, files

from frontlog.claims.readings import Readings
from frontlog.documents.read import read
from frontlog.model import Document, Item, Piece, Raw, Sentence, record_id


@dataclass(slots=True)
class Share:
    """Right answers of all, and what the wrong ones said."""

    right: int = 0
    all: int = 0
    misses: list[str] = field(default_factory=list)
    ways: Counter[str] = field(default_factory=Counter)

    def add(self, right: bool, told: str, way: str = "") -> None:
        """Count one answer."""
        self.all += 1
        self.right += right
        if not right:
            self.misses.append(told)
            self.ways[way] += 1

    def line(self, name: str) -> str:
        """The share in one line."""
        return f"{name:24s} {self.right:4d} of {self.all:4d}  {self.right / self.all:.3f}" if self.all else f"{name:24s} none"


def of_cases(cases: Sequence[dict[str, Any]]) -> Share:
    """The share of some cases that are read right."""
    share = Share()
    for case in cases:
        right, told = (event if "report" in case else expression)(case)
        shown = case.get("text") or " ".join(s for paragraph in case["report"] for s in paragraph) + f" <{case['at']}>"
        share.add(right, f"{shown} (published {case['published']}): {case.get('start')}..{case.get('end')} read as {told}")
    return share


def of_document(score: ModuleType, name: str, path: Path, gold: Sequence[dict[str, Any]], share: Share) -> None:
    """Add the annotated claims of one document."""
    content = path.read_bytes()
    digest = sha256(content).hexdigest()
    item = Item(id=record_id("d", digest, 0), name=path.name, part=0, media_type="text/plain", size=len(content), sha256=digest)
    rows = list(read([Raw(item=item, content=content)]))
    document = next(row for row in rows if isinstance(row, Document))
    sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
    readings = Readings.of(sentences, document.published)
    for claim in gold:
        found = located(claim, sentences)
        if found is None:
            share.ways["claims whose words no sentence has"] += 1
            continue
        time = readings.time(*found, claim["type"], claim["modality"])
        got = {"start": str(time.start or ""), "end": str(time.end or "")}
        said = claim["time"]
        way = f"{_shape(said, document)} read as {_shape(got, document)}"
        told = f"{name}: {claim['type']} [{claim['trigger']}] {claim['modality']} {said['start']}..{said['end']} <{said['text']}>"
        share.add(
            score.same_time(claim, {"time": got}),
            f"{told} read as {time.start}..{time.end} {time.basis} <{time.text}> (published {document.published}) | {claim['evidence']}",
            way,
        )


def located(claim: dict[str, Any], sentences: Sequence[Sentence]) -> tuple[Sentence, Piece] | None:
    """The sentence and the exact words of an annotated trigger."""
    words = claim["evidence"]
    for sentence in sentences:
        quote = sentence.span.quote
        if words in quote or quote in words:
            at = quote.find(claim["trigger"], max(0, quote.find(words)))
            if at >= 0:
                start = sentence.span.start + at
                return sentence, Piece(claim["trigger"], start, start + len(claim["trigger"]))
    return None


def _shape(time: dict[str, Any], document: Document) -> str:
    """What kind of time it is, seen from publication."""
    start, end, published = time.get("start") or "", time.get("end") or "", str(document.published or "")
    if not start:
        return "no start" if end else "no days"
    if published and start > published:
        return "ahead"
    near = "up to publication" if published and end >= published else "open" if not end else "before publication"
    return f"{'a day' if start == end else 'a span'} {near}"


def gold_documents(shared: Path, half: str) -> Iterator[tuple[str, str, Path, list[dict[str, Any]]]]:
    """Name, half, text and claims of every annotated report of a half."""
    for number, path in enumerate(sorted((shared / "eval" / "gold").glob("*.json"))):
        own = "odd" if number % 2 else "even"
        if half in (own, "both"):
            places = [shared / d / f"{path.stem}.txt" for d in ("seeds", "eval/texts")]
            text = next((p for p in places if p.exists()), None)
            if text is None:
                raise FileNotFoundError(f"no {path.stem}.txt under {shared}: name the folder that holds seeds/ and eval/ with --shared")
            yield path.stem, own, text, json.loads(path.read_text(encoding="utf-8"))["claims"]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, help="the folder that holds eval/: also judge the days of annotated claims")
    ask.add_argument("--half", choices=("even", "odd", "both"), default="both")
    ask.add_argument("--misses", action="store_true", help="every wrong case")
    ask.add_argument("--errors", action="store_true", help="every wrong annotated claim of the even half")
    args = ask.parse_args()
    whole = Share()
    for name, open_, cases in files():
        share = of_cases(cases)
        whole.right, whole.all = whole.right + share.right, whole.all + share.all
        print(share.line(name))
        for miss in share.misses if args.misses and open_ else ():
            print(f"    {miss}")
    print(whole.line("all cases"))
    if args.shared is None:
        return
    score, halves = scorer(args.shared), {"even": Share(), "odd": Share()}
    for name, half, text, gold in gold_documents(args.shared, args.half):
        of_document(score, name, text, gold, halves[half])
    for half, share in halves.items():
        if share.all:
            print(share.line(f"annotated, {half} half"))
    if args.errors:
        print("\n".join(f"{count:4d}  {way}" for way, count in sorted(halves["even"].ways.items(), key=lambda row: (-row[1], row[0]))))
        print("\n".join(halves["even"].misses))


if __name__ == "__main__":
    sys.exit(main())
