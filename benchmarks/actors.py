"""How often we know who is meant: every participant that the annotators gave an id, resolved where it stands, compared by id.

    python benchmarks/actors.py [SHARED FOLDER] [--half even|odd|both] [--errors] [--cache FOLDER]

The words are given, so this measures resolution alone, not finding. A parent counts for its child and a child for its parent, by the
annotators' table (eval/actors.json) and by ours: of an army that their table lacks, only we know whose it is. The column "their table"
leaves ours out. The scorer of claims also takes equal words as agreement; here words do not count, unless they are the name that we
show for someone unknown to us. Of words for several ("both sides") each one annotated must be among those given. `--errors` lists what
went wrong on the even half of the reports; of the odd half and of the five seeds nothing but totals is printed. `--cache` keeps what
the tagger read, as in slots.py.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.slots import raw, scorer, tagged

from frontlog.claims.actor_owners import PLURAL, SINGULAR
from frontlog.claims.actors import ActorResolver
from frontlog.claims.context import Context, build_context
from frontlog.claims.reference import Memory
from frontlog.documents.read import read
from frontlog.grammar.clauses import Item as Words
from frontlog.grammar.clauses import Line, read_line
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef, Document, Mention, Origin, Raw, Sentence, Span
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer

ROOT = Path(__file__).resolve().parents[1]
CATEGORIES = ("named", "generic", "pronoun", "implied")
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A participant as annotated: its words, where they stand, in which sentence, and who is meant."""

    text: str
    start: int
    sentence: int  # that of the claim for words that stand nowhere before it; -1 when the claim lies in no sentence
    category: str
    gold: dict[str, Any]


@dataclass(slots=True)
class Tally:
    """What was counted: right and seen by key, and the confusions."""

    seen: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    theirs: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, keys: Sequence[str], right: bool, theirs: bool, exact: bool) -> None:
        """Count one mention under each of the keys."""
        for key in keys:
            self.seen[key] += 1
            self.right[key] += right
            self.theirs[key] += theirs
            self.exact[key] += exact

    def share(self, key: str) -> str:
        """The row of a table: of how many, accuracy, by the annotators' parents alone, and by exact names only."""
        return f"{self.seen[key]} | " + " | ".join(f"{c[key] / self.seen[key]:.3f}" for c in (self.right, self.theirs, self.exact))


def open_text(text: Raw, cache: Path | None) -> tuple[Document, list[Sentence], list[Mention]]:
    """A report as the pipeline reads it."""
    rows = list(read([text]))
    document = next(row for row in rows if isinstance(row, Document))
    sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
    return document, sentences, [*tag_with(None, [document], sentences), *tagged(document, sentences, cache)]


def asked(claims: Sequence[dict[str, Any]], document: Document, sentences: Sequence[Sentence]) -> Iterator[Asked]:
    """The participants with an id, each pair of words and sentence once, in the order of the text."""
    found: dict[tuple[int, str, str], Asked] = {}
    for claim in claims:
        home = document.text.find(claim["evidence"])
        for gold in (*claim["agent"], *claim["target"]):
            if gold.get("id") and home >= 0:
                one = _placed(gold, claim["evidence"], home, document, sentences)
                found.setdefault((one.start, one.text, gold["id"]), one)
    yield from sorted(found.values(), key=lambda a: (a.sentence, a.start, a.text))


def _placed(gold: dict[str, Any], evidence: str, home: int, document: Document, sentences: Sequence[Sentence]) -> Asked:
    text = gold["text"]
    inside = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", evidence) if text else None
    before = document.text.rfind(text, 0, home + len(evidence)) if text else -1
    start = home + inside.start() if inside else before if before >= 0 else home
    number = next((s.number for s in sentences if s.span.start <= start < s.span.end), -1)
    if number < 0:  # words of the heading, or of a line that gives no sentence
        start, number = home, next((s.number for s in sentences if s.span.start <= home < s.span.end), -1)
    return Asked(text, start, number, _category(text) if inside else "implied", gold)


def _category(text: str) -> str:
    if text.lower() in SINGULAR | PLURAL:
        return "pronoun"
    words = _ARTICLE.sub("", text)
    return "named" if any(_CAPITAL.match(w) for w in words.split()) else "generic"


def answers(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], wanted: Sequence[Asked]
) -> list[tuple[ActorRef, ...]]:
    """Who we say is meant, with the document read up to the sentence of each: several for "both sides"."""
    context = _context(document)
    memory = Memory(ActorResolver(load_actors(), context))
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    out: list[tuple[ActorRef, ...]] = []
    for sentence in sentences:
        line = read_line(sentence, by_sentence.get(sentence.number, ()))
        memory.read(line)
        for one in wanted:
            if one.sentence == sentence.number:
                out.append(_answer(memory, line, one))
    nowhere: list[tuple[ActorRef, ...]] = [() for one in wanted if one.sentence < 0]
    return [*nowhere, *out]


def _answer(memory: Memory, line: Line, one: Asked) -> tuple[ActorRef, ...]:
    span = Span(line.sentence.span.document, one.start, one.start + len(one.text), one.text)
    base = line.sentence.span.start
    inside = [i for i, t in enumerate(line.tokens) if t.end > one.start - base and t.start < span.end - base]
    mention = Mention(id="m", span=span, sentence=one.sentence, kind="actor", label="", origin=Origin("benchmark", "1"))
    item = Words("actor", "", inside[0], inside[-1] + 1, mention) if inside else None
    return memory.said(line, item) if item else ()


def _context(document: Document) -> Context:
    return build_context(
        document.text,
        load_actors(),
        load_gazetteer(),
        document_id=document.id,
        title=document.title,
        published=document.published,
        outlet=document.outlet,
    )


def same(score: ModuleType, gold: dict[str, Any], ref: ActorRef, ours: bool = True) -> bool:
    """Whether we mean the annotators' actor, one of its parents or one of its children; with `ours` also by our own parents."""
    if not ref.id:
        return False
    if ref.id.startswith("x-"):
        return bool(score.same_actor(gold, {"id": ref.id, "name": ref.name}))
    ids = _kin(ref.id) if ours else (ref.id,)
    return any(score.same_actor(gold, {"id": id_}) for id_ in ids[:1]) or gold["id"] in ids


@cache
def _kin(id_: str) -> tuple[str, ...]:
    """An actor, its parents and its children."""
    actors = load_actors()
    return (*actors.ancestors(id_), *(a.id for a in actors if id_ in actors.ancestors(a.id)))


def measure(score: ModuleType, claims: Sequence[dict[str, Any]], text: Raw, cache: Path | None, tally: Tally, all_: Tally) -> None:
    """Add one report to the figures of its half and of all."""
    document, sentences, mentions = open_text(text, cache)
    wanted = list(asked(claims, document, sentences))
    context, actors = _context(document), load_actors()
    for one, refs in zip(wanted, answers(document, sentences, mentions, wanted), strict=True):
        known = actors.exact(_ARTICLE.sub("", one.text))
        exact = bool(known) and same(score, one.gold, ActorRef(one.text, 0, 1, known[0], ""))
        right, theirs = (any(same(score, one.gold, ref, ours) for ref in refs) for ours in (True, False))
        war = next(iter(context.near(one.start)), "none")
        for counts in (tally, all_):
            counts.add(("all", one.category, f"war {war}"), right, theirs, exact)
        if not right:
            tally.wrong[
                one.gold["id"], "+".join(ref.id for ref in refs) or "-", f"{one.category}: {one.text} ({war}, {Path(text.item.name).stem})"
            ] += 1


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """Accuracy by half and category, then by country of the war over all."""
    yield "| reports | mentions | of | accuracy | their table | exact names only |"
    yield "|---|---|---|---|---|---|"
    for name, tally in tallies.items():
        for key in ("all", *CATEGORIES):
            if tally.seen[key]:
                yield f"| {name} | {key} | {tally.share(key)} |"
    wars = sorted((k for k in tallies["all"].seen if k.startswith("war ")), key=lambda k: (-tallies["all"].seen[k], k))
    for key in wars:
        yield f"| all | {key} | {tallies['all'].share(key)} |"


def wrong(tally: Tally) -> Iterator[str]:
    """Every confusion of a tally, by who was meant."""
    for (gold, got, words), count in sorted(tally.wrong.items()):
        yield f"{count:3d}  {gold} read as {got}  <- {words}"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    ask.add_argument("--half", choices=("even", "odd", "both"), default="both")
    ask.add_argument("--errors", action="store_true", help="what went wrong on the even half, the seeds left out")
    ask.add_argument("--cache", type=Path, help="folder that keeps what the tagger read")
    args = ask.parse_args()
    if not (args.shared / "eval" / "gold").is_dir():
        sys.exit(f"No eval/gold under {args.shared}: name the folder that holds eval/ and seeds/.")
    score = scorer(args.shared)
    tallies = {"even": Tally(), "odd": Tally(), "seeds": Tally(), "all": Tally()}
    for number, path in enumerate(sorted((args.shared / "eval" / "gold").glob("*.json"))):
        half = "odd" if number % 2 else "even"
        seed, text = (args.shared / d / f"{path.stem}.txt" for d in ("seeds", "eval/texts"))
        if args.half in (half, "both"):
            group = tallies["seeds" if seed.exists() else half]
            opened = seed if seed.exists() else text
            measure(score, score.read(path), raw(opened.name, opened.read_bytes()), args.cache, group, tallies["all"])
    print("\n".join(table(tallies)))
    if args.errors:
        print("\n".join(wrong(tallies["even"])))


if __name__ == "__main__":
    main()
