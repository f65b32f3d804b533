"""Capitals that speak: in "Baku said it had answered" the city stands for its government, and "it" points to it."""

from collections.abc import Iterator

from frontlog.claims.antecedents import SEAT
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.wordsets import word_set
from frontlog.model import Mention, Origin, Span
from frontlog.reference.countries import seats


def speaking_seats(line: Line) -> Iterator[Item]:
    """The capitals before a verb of saying that no mention of an actor covers."""
    known, base, said = seats(), line.sentence.span.start, line.sentence.span
    for at, token in enumerate(line.tokens):
        if token.lower not in known or not token.capital or line.covering(at, ("actor",)) is not None:
            continue
        verb = line.low(at + 2 if line.low(at + 1) in ("has", "had") else at + 1)
        if line.tag(at - 1) not in ("PREP", "TO") and verb in word_set("saying") | word_set("addressing") | word_set("owning_up"):
            span = Span(said.document, base + token.start, base + token.end, said.quote[token.start : token.end])
            yield Item("actor", SEAT, at, at + 1, _mention(line, span))


def _mention(line: Line, span: Span) -> Mention:
    return Mention(id="", span=span, sentence=line.sentence.number, kind="actor", label=SEAT, origin=Origin("claims.seats", "1"))
