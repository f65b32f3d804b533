"""Passages with the actors marked, and who we say they are: the resolver of claims, fed as in the chain but without the trained tagger."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from frontlog.claims.actors import ActorResolver
from frontlog.claims.clauses import Item as Words
from frontlog.claims.clauses import read_line
from frontlog.claims.context import build_context
from frontlog.claims.reference import Memory
from frontlog.documents.read import read
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef, Document, Item, Mention, Origin, Raw, Sentence, Span
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer

FILE = Path(__file__).parents[1] / "cases" / "actors_texts.yml"
_MARK = re.compile(r"\[([^\]]+)\]\(([\w-]*)\)")


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words of a passage: where they stand and who is meant."""

    start: int
    words: str
    id: str


def passages() -> list[dict[str, Any]]:
    """The rows of the file."""
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return rows


def unmarked(text: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and what was marked."""
    out, marks, at = "", [], 0
    for found in _MARK.finditer(text):
        out += text[at : found.start()]
        marks.append(Mark(len(out), found[1], found[2]))
        out, at = out + found[1], found.end()
    return out + text[at:], marks


def answers(passage: dict[str, Any]) -> Iterator[tuple[Mark, ActorRef]]:
    """Each mark with the reference that we give."""
    text, marks = unmarked(passage["text"].strip())
    content = text.encode()
    item = Item(id="d", name="d.txt", part=0, media_type="text/plain", size=len(content), sha256=sha256(content).hexdigest())
    rows = list(read([Raw(item=item, content=content)]))
    found = next(row for row in rows if isinstance(row, Document))
    document = replace(found, published=passage["published"], outlet=passage.get("outlet", ""))
    sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
    mentions = list(tag_with(None, [document], sentences))
    context = build_context(
        document.text, load_actors(), load_gazetteer(), document_id="d", published=document.published, outlet=document.outlet
    )
    memory = Memory(ActorResolver(load_actors(), context))
    for sentence in sentences:
        line = read_line(sentence, [m for m in mentions if m.sentence == sentence.number])
        memory.read(line)
        for mark in marks:
            if sentence.span.start <= mark.start < sentence.span.end:
                yield mark, memory.said(line, _words(mark, sentence, line.tokens)) or ActorRef(mark.words, mark.start, mark.start, "", "")


def _words(mark: Mark, sentence: Sentence, tokens: Any) -> Words:
    span = Span("d", mark.start, mark.start + len(mark.words), mark.words)
    base = sentence.span.start
    inside = [i for i, t in enumerate(tokens) if t.end > span.start - base and t.start < span.end - base]
    mention = Mention(id="m", span=span, sentence=sentence.number, kind="actor", label="", origin=Origin("test", "1"))
    return Words("actor", "", inside[0], inside[-1] + 1, mention)
