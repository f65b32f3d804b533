"""How often we know who is meant in our own corpus: every bracketed actor and person, resolved where the words stand.

    python benchmarks/actors_corpus.py [FILES ...] [--shared FOLDER] [--half open|held|both] [--errors [KIND]] [--listed N] [--cache FOLDER]

Reports of `training/corpus/*.txt`, or the files named (benchmarks/blind2/*.txt must not be: their held half is not looked at). The cast
of a report says who each bracket means; as in benchmarks/actors.py the words are given, a parent counts for its child and a child for
its parent. Kinds: a *name* ("the Syrian Army"), an *acronym*, a *mixed* phrase ("Ukrainian troops", "spokesman Ali Ahmadi"), a
*description* ("the army") and a *pronoun*; *known* has a row in our registry, *new* has none and is right when we give the same id as where
the report names it. Who has no name ("a serviceman", "the governor") is left out and only counted. Reports are halved by the hash of
their names: rules may be mended on the open half; of the held half only totals are printed.

`--errors` lists the most frequent confusions: kind, head noun, who was meant and who was read, with one passage each.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from benchmarks import actors, blind, slots
from training.notation.parse import parse_file
from training.notation.records import Entity, Report

from frontlog.claims.actor_owners import OURS, PLURAL, SINGULAR
from frontlog.claims.actor_words import person_name
from frontlog.model import ActorRef, Document, Sentence
from frontlog.reference.actors import load_actors
from frontlog.reference.heads import SPEAKERS
from frontlog.reference.words import clean

CORPUS = slots.ROOT / "training" / "corpus"
KINDS = ("name", "acronym", "mixed", "description", "pronoun")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&/.-]{1,7}s?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OFFICES = frozenset({"minister", "president", "governor", "chairman", "secretary", "premier", "mayor", "ambassador", "envoy"})
_LITTLE = frozenset({"of", "for", "the", "and", "in", "de", "bin", "ibn", "al", "on", "to"})


@dataclass(slots=True)
class Counts:
    """Mentions seen and right by key, and what went wrong: (kind, head noun) -> passages."""

    seen: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, keys: Sequence[str], right: bool) -> None:
        """Count one mention under each key."""
        for key in keys:
            self.seen[key] += 1
            self.right[key] += right

    def row(self, half: str, key: str) -> str:
        """One row of the table."""
        return f"| {half} | {key} | {self.seen[key]} | {self.right[key] / self.seen[key]:.3f} |"


def kind_of(text: str) -> str:
    """Name, acronym, mixed, description or pronoun."""
    if text.lower() in SINGULAR | PLURAL | OURS | {"themselves", "others"} and text != "US":
        return "pronoun"
    words = _ARTICLE.sub("", text)
    if _ACRONYM.match(words):
        return "acronym"
    told = [w for w in re.sub(r"[“”\"'()‘]", "", words).split() if w.lower() not in _LITTLE]
    capitals = [w[:1].isupper() or w[:3].lower() in ("al-", "el-", "an-", "as-") for w in told]
    inside = capitals if text[:1].islower() or len(capitals) == 1 else capitals[1:]  # "Soldiers ..." opens a sentence
    if all(capitals) and (text[:1] != "A" or len(told) > 1):
        return "name" if len(told) > 1 or not _common(told) else "description"
    return "mixed" if any(inside) or (capitals[:1] == [True] and not _common(told[:1])) else "description"


def _common(words: Sequence[str]) -> bool:
    """Whether a capital only opens the sentence: the registry has no such name."""
    return not any(load_actors().exact(word) for word in words)


def wanted(report: Report, document: Document, sentences: Sequence[Sentence]) -> tuple[list[actors.Asked], int]:
    """The bracketed actors and persons that stand in the document as read, and how many nameless ones were left out."""
    placed = _offsets(report, document)
    out, left = [], 0
    for mention in report.mentions:
        if mention.entity.kind not in ("actor", "person") or not mention.entity.id or mention.sentence not in placed:
            continue
        if mention.entity.id.startswith("x-") and _nameless(mention.entity):
            left += 1
            continue
        start = placed[mention.sentence] + mention.piece.start
        number = next((s.number for s in sentences if s.span.start <= start < s.span.end), -1)
        if number >= 0:
            gold = {"id": known_id(mention.entity), "text": mention.piece.text, "label": mention.label}
            out.append(actors.Asked(mention.piece.text, start, number, kind_of(mention.piece.text), gold))
    return sorted(out, key=lambda a: (a.sentence, a.start, a.text)), left


def _nameless(entity: Entity) -> bool:
    """Whether the cast gives no name: "a serviceman"; or an office alone, which we read as the body that it belongs to."""
    if entity.name == entity.name.lower():
        return True
    office = set(clean(entity.name).split()) & (SPEAKERS | _OFFICES)
    return entity.kind == "person" and bool(office) and not person_name(entity.name)


def known_id(entity: Entity) -> str:
    """The id of a cast's row, or ours where its writer did not know that the registry has the actor by that name."""
    plain, own = entity.id.removeprefix("x-"), load_actors()
    if plain == entity.id or plain in own:
        return plain
    return next(iter(own.exact(entity.name)), entity.id)


def _offsets(report: Report, document: Document) -> dict[int, int]:
    """What to add to the offsets of a sentence: the document as read may have lost lines of the page."""
    out: dict[int, int] = {}
    at = 0
    for sentence in report.sentences:
        found = document.text.find(sentence.piece.text, at)
        if found >= 0:
            out[sentence.number] = found - sentence.piece.start
            at = found + len(sentence.piece.text)
    return out


def right(score: ModuleType, asked: actors.Asked, refs: Sequence[ActorRef], homes: dict[str, set[str]]) -> bool:
    """Whether one of the answers means the cast's actor: by id, parents counted; of a new one by the id of its names in the report."""
    if any(actors.same(score, asked.gold, ref) for ref in refs):
        return True
    return asked.gold["id"] not in load_actors() and any(ref.id in homes[asked.gold["label"]] for ref in refs)


def homes_of(questions: Sequence[actors.Asked], answers: Sequence[Sequence[ActorRef]]) -> dict[str, set[str]]:
    """The provisional ids that the names of each label of the cast got."""
    homes: dict[str, set[str]] = defaultdict(set)
    for one, refs in zip(questions, answers, strict=True):
        if one.category in ("name", "acronym", "mixed"):
            homes[one.gold["label"]] |= {ref.id for ref in refs if ref.id.startswith("x-")}
    return homes


def measure(score: ModuleType, report: Report, cache: Path | None, counts: Counts, half: str) -> int:
    """Add one report; returns how many nameless mentions were left out."""
    document, sentences, mentions = actors.open_text(blind.raw(report), cache)
    questions, left = wanted(report, document, sentences)
    answers = actors.answers(document, sentences, mentions, questions)
    homes = homes_of(questions, answers)
    for one, refs in zip(questions, answers, strict=True):
        state = "known" if one.gold["id"] in load_actors() else "new"
        fine = right(score, one, refs, homes)
        counts.add(("all", one.category, state, f"{one.category}, {state}"), fine)
        if not fine and half == "open":
            read = "+".join(ref.id for ref in refs) or "-"
            counts.wrong[one.category, _head(one.text)].append(
                f"{one.gold['id']} read as {read} <- {one.text} ({report.id}, {one.sentence})"
            )
    return left


def _head(text: str) -> str:
    words = re.split(r",|\s(?:of|in|from|who|at|near)\s", _ARTICLE.sub("", text))[0].split()
    return words[-1].lower() if words else text.lower()


def halves(files: Sequence[Path]) -> Iterator[tuple[str, Report]]:
    """Every report with its half, by the hash of its name."""
    for path in files:
        for report in parse_file(path):
            yield blind.HALVES[sha256(f"actors {report.id}".encode()).digest()[0] % 2], report


def table(counts: dict[str, Counts]) -> Iterator[str]:
    """Accuracy by half, kind, and whether the registry has the actor."""
    yield "| half | mentions | of | accuracy |"
    yield "|---|---|---|---|"
    for half, one in counts.items():
        states = ("known", "new")
        keys = ("all", *states, *KINDS, *(f"{kind}, {state}" for kind in KINDS for state in states))
        yield from (one.row(half, key) for key in keys if one.seen[key])


def errors(counts: Counts, kind: str, listed: int) -> Iterator[str]:
    """Confusions by kind and head noun, the most frequent first."""
    rows = ((key, passages) for key, passages in counts.wrong.items() if kind in ("all", key[0]))
    for (what, head), passages in sorted(rows, key=lambda row: (-len(row[1]), row[0])):
        yield f"{len(passages):4d}  {what}: {head}"
        yield from (f"        {passage}" for passage in passages[:listed])


def main(given: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", type=Path, nargs="*", help="files of reports in our notation; else the corpus")
    ask.add_argument("--shared", type=Path, default=slots.ROOT.parent / "shared")
    ask.add_argument("--half", choices=(*blind.HALVES, "both"), default="both")
    ask.add_argument("--errors", choices=("all", *KINDS), nargs="?", const="all", help="what is wrong on the open half")
    ask.add_argument("--listed", type=int, default=1, help="passages of each confusion")
    ask.add_argument("--cache", type=Path, help="folder that keeps what the tagger read")
    args = ask.parse_args(given)
    score = slots.scorer(args.shared)
    cast, counts, left = blind.Cast(score), {half: Counts() for half in blind.HALVES}, 0
    for half, report in halves(args.files or sorted(CORPUS.glob("*.txt"))):
        if args.half in (half, "both"):
            cast.enter(report)
            left += measure(score, report, args.cache, counts[half], half)
    print("\n".join(table({half: one for half, one in counts.items() if one.seen})))
    print(f"{left} mentions of nameless ones left out.")
    if args.errors:
        print("\n".join(errors(counts["open"], args.errors, args.listed)))


if __name__ == "__main__":
    main()
