"""False claims on documents that hold none: sport, business, cooking, films and the like in words that sound like war.

    python benchmarks/negatives.py [--tagger FILE | --rules] [--list] [--above CONFIDENCE]

The documents are tests/cases/negatives.yml, of our own writing and never trained on. Every claim of the chain is a false one.
Printed: false claims a document (goal: under 0.15), the share of documents without any, the same by kind of document, and the types.
`--tagger` measures other weights, `--rules` the rules without a tagger. The documents that name real wars as background count as one kind.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import yaml

from frontlog.mentions.neural.tagger import Tagger
from frontlog.mentions.tag import tag_with
from frontlog.model import Claim, Document, Item, Mention, Raw, Sentence, Stage
from frontlog.pipeline import pipeline
from frontlog.running import run_in_memory

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "negatives.yml"
GOAL = 0.15


def raws(cases: Sequence[dict[str, str]]) -> Iterator[Raw]:
    """The documents as the first stage takes them."""
    for case in cases:
        content = case["text"].encode()
        digest = sha256(content).hexdigest()
        item = Item(id=f"d-{digest[:16]}", name=f"{case['name']}.txt", part=0, media_type="text/plain", size=len(content), sha256=digest)
        yield Raw(item=item, content=content)


def chain_with(tagger: Tagger | None) -> tuple[Stage, ...]:
    """The chain with another tagger; None: the rules alone."""

    def run(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Mention]:
        return tag_with(tagger, documents, sentences)

    return tuple(replace(stage, run=run) if stage.name == "mentions.tag" else stage for stage in pipeline())


def false_claims(cases: Sequence[dict[str, str]], chain: tuple[Stage, ...], above: float = 0.0) -> dict[str, list[Claim]]:
    """The claims of each document, by the document's name; an empty list for those without."""
    have = run_in_memory(raws(cases), Claim, lambda: chain)
    names = {d.id: Path(d.name).stem for d in have[Document] if isinstance(d, Document)}
    found: dict[str, list[Claim]] = {name: [] for name in names.values()}
    for claim in have[Claim]:
        if isinstance(claim, Claim) and claim.confidence >= above:
            found[names[claim.document]].append(claim)
    return found


def row(name: str, found: Sequence[Sequence[Claim]]) -> str:
    """One line of the table."""
    total, clean = sum(map(len, found)), sum(not claims for claims in found)
    return f"| {name} | {len(found)} | {total} | {total / len(found):.3f} | {clean / len(found):.0%} |"


def table(cases: Sequence[dict[str, str]], found: dict[str, list[Claim]]) -> list[str]:
    """The figures, by kind of document and over all."""
    kinds: dict[str, list[list[Claim]]] = {}
    for case in cases:
        kinds.setdefault(case["kind"], []).append(found[case["name"]])
    lines = ["| documents | number | false claims | a document | without any |", "|---|---|---|---|---|"]
    lines += [row(kind, kinds[kind]) for kind in sorted(kinds)]
    return [*lines, row("all", list(found.values()))]


def main() -> None:
    """Print the table, the types and, when asked, every false claim."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = ask.add_mutually_exclusive_group()
    which.add_argument("--tagger", type=Path, help="the weights to measure instead of the shipped ones")
    which.add_argument("--rules", action="store_true", help="the rules without a tagger")
    ask.add_argument("--above", type=float, default=0.0, help="count only claims of at least this confidence")
    ask.add_argument("--list", action="store_true", help="every false claim with its sentence")
    args = ask.parse_args()
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    own = chain_with(Tagger(args.tagger) if args.tagger else None) if args.tagger or args.rules else pipeline()
    found = false_claims(cases, own, args.above)
    print("\n".join(table(cases, found)))
    claims = [claim for some in found.values() for claim in some]
    print(f"\nGoal: under {GOAL} a document. Types:", ", ".join(f"{kind} {n}" for kind, n in Counter(c.type for c in claims).most_common()))
    if args.list:
        for name, some in sorted(found.items()):
            for claim in some:
                print(f"{name}: {claim.confidence:.2f} {claim.type} [{claim.trigger.text}] {claim.evidence.quote}")


if __name__ == "__main__":
    main()
