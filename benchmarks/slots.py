"""Where claims go wrong on reports that the tagger was not trained on: a table of claim type by kind of error, and figures of every slot.

    python benchmarks/slots.py [--shared FOLDER] [--half even|odd|both] [--errors] [--examples KIND] [--reader both|rules|tagger]
        [--cache FOLDER] [--all]

Rules are developed on the even half of the reports: of the odd half nothing but totals is ever printed. `--cache` keeps what the tagger
read (by hash of weights and text), so that a run after a change of the rules takes seconds.
"""

import argparse
import importlib.util
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from training.make_standoff import may_train

from frontlog.claims.assemble import assemble
from frontlog.documents.read import read
from frontlog.mentions.neural.rows import neural_mentions, shipped
from frontlog.mentions.neural.tagger import Tagger
from frontlog.mentions.tag import tag_with
from frontlog.model import Claim, Document, Item, Mention, Raw, Sentence, record_id
from frontlog.views.guide import claim_object

ROOT = Path(__file__).resolve().parents[1]
SLOTS = ("agent", "target", "place", "modality", "certainty", "source", "time", "losses")
KINDS = ("missed", "spurious", "near type", *SLOTS)
KM = 20.0  # two points this near are one place
EVERY = 5  # the shipped tagger left out every fifth stand-off report from the first (training.train --fold 0/5)


@dataclass(slots=True)
class Tally:
    """What was counted over some reports."""

    gold: int = 0
    predicted: int = 0
    hit: float = 0.0
    strict: int = 0
    pairs: int = 0
    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    errors: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    details: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    actors: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)


def scorer(shared: Path) -> ModuleType:
    """score_claims.py as a module."""
    spec = importlib.util.spec_from_file_location("score_claims", shared / "eval" / "score_claims.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no score_claims.py under {shared / 'eval'}: name the folder that holds eval/ with --shared")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def unseen(names: Sequence[str]) -> set[str]:
    """Reports that the shipped tagger was not trained on: those that may not be trained on, and the fold that was left out."""
    kept = sorted(p.stem for p in (ROOT / "training" / "standoff").glob("*.json"))[::EVERY]
    return {n for n in names if n in kept or not may_train(n)}


def raw(name: str, content: bytes, media_type: str = "text/plain") -> Raw:
    """A text as the first stage takes it."""
    digest = sha256(content).hexdigest()
    return Raw(
        item=Item(id=record_id("d", digest, 0), name=name, part=0, media_type=media_type, size=len(content), sha256=digest), content=content
    )


def extract(text: Raw, reader: str, cache: Path | None, tagger: Tagger | None = None) -> list[dict[str, Any]]:
    """The claims of one text with the guide's keys, read by the shipped tagger or by another one."""
    rows = list(read([text]))
    documents = [row for row in rows if isinstance(row, Document)]
    sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
    mentions = list(tag_with(None, documents, sentences))
    if reader == "tagger":
        mentions = [m for m in mentions if m.kind != "trigger"]
    if reader != "rules":
        mentions += tagged(documents[0], sentences, cache, tagger)
    return [claim_object(row) for row in assemble(documents, sentences, mentions) if isinstance(row, Claim)]


def tagged(document: Document, sentences: Sequence[Sentence], cache: Path | None, other: Tagger | None = None) -> list[Mention]:
    """What the shipped tagger, or another one, reads in a document, from the cache where it holds that."""
    tagger = other or shipped()
    if tagger is None or not sentences:
        return []
    ours = shipped()
    code = b"".join(p.read_bytes() for p in sorted(ours.path.parent.glob("*")) if p.is_file()) if ours is not None else b""
    code += other.path.read_bytes() if other is not None else b""
    spans = "".join(f"{s.span.start}-{s.span.end} " for s in sentences)
    kept = cache / f"{sha256(code + document.text.encode() + spans.encode()).hexdigest()}.pickle" if cache else None
    if kept and kept.exists():
        found: list[Mention] = pickle.loads(kept.read_bytes())  # our own file, in a folder that the user names
        return found
    found = list(neural_mentions(tagger, document, sentences))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(found))
    return found


def compare(score: ModuleType, name: str, gold: Sequence[dict[str, Any]], pred: Sequence[dict[str, Any]], tally: Tally) -> None:
    """Add one report: claims paired as the scorer pairs them."""
    gold, pred = [score.normal(g) for g in gold], [score.normal(p) for p in pred]
    pairs = score.assign([[worth(score, g, p) for p in pred] for g in gold])
    tally.gold += len(gold)
    tally.predicted += len(pred)
    tally.pairs += len(pairs)
    for i, j in pairs:
        _pair(score, name, gold[i], pred[j], tally)
    for i, claim in enumerate(gold):
        if i not in {a for a, _ in pairs}:
            _note(tally, claim["type"], "missed", f"{name}: {_told(claim)}")
    for j, claim in enumerate(pred):
        if j not in {b for _, b in pairs}:
            _note(tally, claim["type"], "spurious", f"{name}: {_told(claim)}")


def worth(score: ModuleType, gold: dict[str, Any], pred: dict[str, Any]) -> float:
    kind, overlap = score.type_score(gold, pred), score.overlap(gold, pred)
    if not kind or overlap < 0.5:
        return 0.0
    slots = score.slots(gold, pred)
    return float(kind * (1 + 0.1 * overlap) + 0.2 * (slots["agent"] + slots["target"] + 2 * slots["place"]) / 4)


def _pair(score: ModuleType, name: str, gold: dict[str, Any], pred: dict[str, Any], tally: Tally) -> None:
    kind, slots = score.type_score(gold, pred), score.slots(gold, pred)
    tally.hit += kind
    tally.strict += int(kind == 1 and all(slots[s] for s in ("agent", "target", "place", "modality")))
    for slot, ok in slots.items():
        tally.seen[slot] += 1
        tally.right[slot] += bool(ok)
    told = f"{name}: {_told(gold)}\n      ~ {_told(pred)}"
    if kind < 1:
        _note(tally, gold["type"], "near type", told)
        tally.details[f"near type: {gold['type']} read as {pred['type']}"] += 1
    for slot in SLOTS:
        if not slots[slot]:
            _note(tally, gold["type"], slot, told)
            tally.details[f"{slot}: {how(score, slot, gold, pred)}"] += 1
    _things(score, gold, pred, tally)


def how(score: ModuleType, slot: str, gold: dict[str, Any], pred: dict[str, Any]) -> str:
    """The way in which a slot is wrong."""
    if slot in ("modality", "certainty"):
        return f"{gold.get(slot)} read as {pred.get(slot)}"
    if slot in ("source", "time"):
        has = [bool(x.get("source")) if slot == "source" else bool((x.get("time") or {}).get("start")) for x in (gold, pred)]
        return {(True, False): "missing", (False, True): "extra"}.get((has[0], has[1]), "different")
    wanted, got = gold.get(slot) or [], pred.get(slot) or []
    if slot == "losses":
        return "missing" if len(got) < len(wanted) else "extra" if len(got) > len(wanted) else "different"
    same = score.same_place if slot == "place" else score.same_actor
    inside = score.named(wanted, gold.get("evidence") or "")
    if not got:
        return "missing" if len(inside) == len(wanted) else "missing, partly implied"
    if not wanted:
        return "extra, none wanted"
    alike = sum(any(same(g, p) for p in got) for g in wanted)
    overlap = any(_alike(g["text"], p["text"]) for g in wanted for p in got)
    if not alike:
        return "other thing, same words" if overlap else "other thing"
    return "one too many" if len(got) > len(wanted) else "one too few" if len(got) < len(wanted) else "one of several differs"


def _things(score: ModuleType, gold: dict[str, Any], pred: dict[str, Any], tally: Tally) -> None:
    """Identity, apart from finding: of participants and places whose very words both have, how many are the same actor or point."""
    for slot in ("agent", "target"):
        for g in (x for x in gold.get(slot) or [] if x.get("id")):
            for p in (x for x in pred.get(slot) or [] if _alike(g["text"], x["text"])):
                tally.actors["seen"] += 1
                tally.actors["right"] += bool(score.same_actor(g, p))
                break
    for g in (x for x in gold.get("place") or [] if score.point(x)):
        for p in (x for x in pred.get("place") or [] if _alike(g["text"], x["text"])):
            tally.points["seen"] += 1
            tally.points["placed"] += score.point(p) is not None
            tally.points["right"] += bool(score.point(p) and score.km(score.point(g), score.point(p)) <= KM)
            break


def _alike(a: str, b: str) -> bool:
    return a.lower() in b.lower() or b.lower() in a.lower()


def _note(tally: Tally, type_: str, kind: str, told: str) -> None:
    tally.errors[type_][kind] += 1
    tally.examples[kind].append(told)


def _told(claim: dict[str, Any]) -> str:
    evidence = claim["evidence"]["text"] if isinstance(claim["evidence"], dict) else claim["evidence"]
    trigger = claim["trigger"]["text"] if isinstance(claim["trigger"], dict) else claim["trigger"]
    source = claim["source"]["text"] if isinstance(claim["source"], dict) else claim["source"]
    who = " > ".join("+".join(f"{a['text']}={a['id']}" for a in claim[s]) or "-" for s in ("agent", "target"))
    where = "+".join(f"{p['text']}={p['name']}" for p in claim["place"]) or "-"
    time = claim["time"]
    losses = ", ".join(f"{x['min']}..{x['max']} {x['kind']}" for x in claim["losses"])
    return (
        f"{claim['type']} [{trigger}] {who} @ {where} | {time.get('start')}..{time.get('end')} {claim['modality']} {claim['certainty']} "
        f"<{source}> {losses} | {evidence}"
    )


def f1(hit: float, predicted: int, gold: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hit / (predicted + gold) if predicted + gold else 0.0


def line(name: str, tally: Tally) -> str:
    """The figures of some reports in one line."""
    slots = "  ".join(f"{s} {tally.right[s] / tally.seen[s]:.3f}" for s in (*SLOTS, "coordinates") if tally.seen[s])
    return (
        f"{name:5s} gold {tally.gold} predicted {tally.predicted}  detection {f1(tally.hit, tally.predicted, tally.gold):.4f}  "
        f"strict {f1(tally.strict, tally.predicted, tally.gold):.4f}  {slots}  | actors by id {_share(tally.actors, 'right')}"
        f"  points within {KM:.0f} km {_share(tally.points, 'right')} (placed {_share(tally.points, 'placed')})"
    )


def _share(counts: Counter[str], key: str) -> str:
    return f"{counts[key] / counts['seen']:.3f} of {counts['seen']}" if counts["seen"] else "none"


def table(tally: Tally) -> Iterator[str]:
    """Claim type by kind of error, then the ways in which slots are wrong."""
    yield "| type | " + " | ".join(KINDS) + " |"
    yield "|" + "---|" * (len(KINDS) + 1)
    rows = sorted(tally.errors.items(), key=lambda row: (-sum(row[1].values()), row[0]))
    for name, counts in rows:
        yield f"| {name} | " + " | ".join(str(counts[k] or "") for k in KINDS) + " |"
    yield "| all | " + " | ".join(str(sum(c[k] for _, c in rows)) for k in KINDS) + " |"
    yield ""
    ways = sorted(tally.details.items(), key=lambda row: (row[0].split(":")[0], -row[1], row[0]))
    yield from (f"{count:4d}  {name}" for name, count in ways)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    ask.add_argument("--half", choices=("even", "odd", "both"), default="both")
    ask.add_argument("--errors", action="store_true", help="the table of errors of the even half")
    ask.add_argument("--examples", default="", help="kind of error to print the even half's cases of (see the table's columns)")
    ask.add_argument("--reader", choices=("both", "rules", "tagger"), default="both")
    ask.add_argument("--cache", type=Path, help="folder that keeps what the tagger read")
    ask.add_argument("--all", action="store_true", help="also the reports that the tagger was trained on (flattering)")
    args = ask.parse_args()
    score = scorer(args.shared)
    paths = sorted((args.shared / "eval" / "gold").glob("*.json"))
    wanted = {p.stem for p in paths} if args.all else unseen([p.stem for p in paths])
    tallies = {"even": Tally(), "odd": Tally(), "both": Tally()}
    for number, path in enumerate(paths):
        half = "odd" if number % 2 else "even"
        if path.stem not in wanted or args.half not in (half, "both"):
            continue
        found = [args.shared / d / f"{path.stem}.txt" for d in ("seeds", "eval/texts")]
        text = next(p for p in found if p.exists())
        pred = extract(raw(text.name, text.read_bytes()), args.reader, args.cache)
        for name in (half, "both"):
            compare(score, path.stem, score.read(path), pred, tallies[name])
    for name, tally in tallies.items():
        if tally.gold:
            print(line(name, tally))
    if args.errors and tallies["even"].gold:
        print("\n".join(table(tallies["even"])))
    for told in tallies["even"].examples.get(args.examples, ()):
        print("  ", told)


if __name__ == "__main__":
    main()
