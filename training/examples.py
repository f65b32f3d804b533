"""What the tagger learns from: documents with sentences and claims as offsets, from our own corpus and from stand-off annotations."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontlog.documents.read import read
from frontlog.model import Item, Raw, Sentence, record_id
from training.notation import parse_file, to_spans

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Role:
    """A participant of a claim: role name of mentions.neural.labels and offsets."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """A claim as the tagger sees it."""

    sentence: int
    type: str
    trigger: Pair
    modality: str
    certainty: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Doc:
    """A document to learn from. `entities` is None where only claims are annotated, not every mention."""

    name: str
    group: str  # documents of one group (voice, war, outlet) stay on one side of a split
    text: str
    sentences: tuple[Pair, ...]
    events: tuple[Event, ...]
    entities: tuple[tuple[str, int, int], ...] | None = field(default=None)

    def before(self, number: int) -> Pair | None:
        """The sentence before one, as context."""
        return self.sentences[number - 1] if number else None


def corpus(folder: Path) -> list[Doc]:
    """Our own reports (training/corpus/*.txt)."""
    return [_own(to_spans(report), path.stem) for path in sorted(folder.glob("*.txt")) for report in parse_file(path)]


def _own(report: dict[str, Any], group: str) -> Doc:
    sentences = tuple((s["start"], s["end"]) for s in report["sentences"])
    events = []
    for claim in report["claims"]:
        roles = [Role(r, x["start"], x["end"]) for r in ("agent", "target", "place") for x in claim[r]]
        roles += [Role("time", claim["time"]["span"]["start"], claim["time"]["span"]["end"])] if claim["time"]["span"] else []
        roles += [Role("source", claim["source_span"]["start"], claim["source_span"]["end"])] if claim["source_span"] else []
        roles += [Role(r, x["start"], x["end"]) for r, key in (("loss", "losses"), ("object", "objects")) for x in claim[key]]
        trigger = (claim["trigger"]["start"], claim["trigger"]["end"])
        events.append(_event(sentences, claim, trigger, roles))
    entities = tuple((m["kind"], m["start"], m["end"]) for m in report["mentions"])
    document = report["document"]
    return Doc(f"corpus/{document['doc']}", group, document["text"], sentences, tuple(e for e in events if e), entities)


def _event(sentences: Sequence[Pair], claim: dict[str, Any], trigger: Pair, roles: Iterable[Role]) -> Event | None:
    found = [n for n, (a, b) in enumerate(sentences) if a <= trigger[0] < b]
    if not found:
        return None  # stands in a part that our reading does not take for the report itself
    # a word is labelled once, by the first role that covers it: the men whom a loss counts ("nine [fighters]") are first of all its target
    kept = tuple(dict.fromkeys(sorted(roles, key=lambda r: (r.name == "loss", r.start, -r.end))))
    return Event(found[0], claim["type"], trigger, claim["modality"], claim["certainty"], kept)


def standoff(folder: Path, shared: Path, texts: Mapping[str, bytes] | None = None) -> list[Doc]:
    """Annotated reports whose texts lie beside the checkout, or are given by name. A text that changed since is left out with a message."""
    out = []
    for path in sorted(folder.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        found = [p for p in (shared / "eval" / "texts" / row["document"], shared / "seeds" / row["document"]) if p.exists()]
        given = (texts or {}).get(row["document"])
        if not found and given is None:
            raise FileNotFoundError(f"{row['document']} is not under {shared}; training needs the evaluation texts beside the checkout")
        content = given if given is not None else found[0].read_bytes()
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            print(f"left out: {row['document']} is not the text that was annotated")
            continue
        text, sentences = sentences_of(content, row["document"])
        events = [_event(sentences, c, (c["trigger"][0], c["trigger"][1]), [Role(*r) for r in c["roles"]]) for c in row["claims"]]
        out.append(Doc(row["document"], row["group"], text, sentences, tuple(e for e in events if e)))
    return out


def sentences_of(content: bytes, name: str) -> tuple[str, tuple[Pair, ...]]:
    """The clean text of a file and the offsets of its sentences, read as a build reads it."""
    sha = hashlib.sha256(content).hexdigest()
    item = Item(id=record_id("d", sha, 0), name=name, part=0, media_type="text/plain", size=len(content), sha256=sha)
    rows = list(read([Raw(item=item, content=content)]))
    text = next(r.text for r in rows if hasattr(r, "text"))
    sentences = sorted((r for r in rows if isinstance(r, Sentence)), key=lambda s: s.number)
    return text, tuple((s.span.start, s.span.end) for s in sentences)
