"""Passages with the actors marked, and who we say they are: the resolver of claims, fed as in the chain but without the trained tagger."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from frontlog.claims.actor_owners import OURS, PLURAL, SINGULAR
from frontlog.claims.actors import ActorResolver
from frontlog.claims.context import build_context
from frontlog.claims.reference import Memory
from frontlog.documents.read import read
from frontlog.grammar.clauses import Item as Words
from frontlog.grammar.clauses import read_line
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef, Document, Item, Mention, Origin, Raw, Sentence, Span
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer

CASES = Path(__file__).parents[1] / "cases"
PRONOUNS = SINGULAR | PLURAL | OURS | {"you", "your", "themselves"}
_MARK = re.compile(r"\[([^\]]+)\]\(([\w+-]*)\)")


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words of a passage: where they stand and who is meant."""

    start: int
    words: str
    id: str

    @property
    def pronoun(self) -> bool:
        """Whether the words are a pronoun."""
        return self.words.lower() in PRONOUNS

    def right(self, refs: Sequence[ActorRef]) -> bool:
        """Whether these and no others are meant; a parent counts for its child and a child for its parent."""
        given = [ref.id for ref in refs if ref.id]
        wanted = [id_ for id_ in self.id.split("+") if id_]
        return all(any(_same(w, g) for g in given) for w in wanted) and all(any(_same(w, g) for w in wanted) for g in given)


def _same(wanted: str, given: str) -> bool:
    actors = load_actors()
    if wanted == "x":
        return given.startswith("x-") or given == "unidentified-attackers"
    return wanted in actors.ancestors(given) or given in actors.ancestors(wanted)


def passages(file: str = "actors_texts.yml") -> list[dict[str, Any]]:
    """The rows of a file of cases."""
    rows: list[dict[str, Any]] = yaml.safe_load((CASES / file).read_text(encoding="utf-8"))
    return rows


def unmarked(text: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and what was marked."""
    out, marks, at = "", [], 0
    for found in _MARK.finditer(text):
        out += text[at : found.start()]
        marks.append(Mark(len(out), found[1], found[2]))
        out, at = out + found[1], found.end()
    return out + text[at:], marks


def answers(passage: dict[str, Any]) -> Iterator[tuple[Mark, tuple[ActorRef, ...]]]:
    """Each mark with the references that we give."""
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
                yield mark, memory.said(line, _words(mark, sentence, line.tokens))


def _words(mark: Mark, sentence: Sentence, tokens: Any) -> Words:
    span = Span("d", mark.start, mark.start + len(mark.words), mark.words)
    base = sentence.span.start
    inside = [i for i, t in enumerate(tokens) if t.end > span.start - base and t.start < span.end - base]
    mention = Mention(id="m", span=span, sentence=sentence.number, kind="actor", label="", origin=Origin("test", "1"))
    return Words("actor", "", inside[0], inside[-1] + 1, mention)
