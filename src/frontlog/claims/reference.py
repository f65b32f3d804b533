"""Within-document reference: who "they", "it" and "he" are, by the actors named before in the sentence and in the sentences above."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from frontlog.claims.actors import ActorResolver
from frontlog.claims.clauses import Item, Line
from frontlog.claims.subjects import subject, verb_before
from frontlog.claims.wordsets import word_set
from frontlog.model import ActorRef

GROUPS = ("named", "armed", "state", "country", "demonym", "holder")
FITTING = {
    "it": GROUPS,
    "its": GROUPS,
    "they": (*GROUPS, "civilian"),
    "them": (*GROUPS, "civilian"),
    "both": GROUPS,
    "who": (*GROUPS, "civilian", "person"),
}
SENTENCES_BACK = 3  # further back a pronoun has nearly always found a nearer antecedent


@dataclass(slots=True)
class Memory:
    """The actors that a document has named so far, sentence by sentence."""

    resolver: ActorResolver
    earlier: list[ActorRef] = field(default_factory=list)
    lines: list[list[tuple[Item, ActorRef]]] = field(default_factory=list)

    def read(self, line: Line) -> None:
        """Resolve the names of a sentence in their order. Call it before the claims of the sentence."""
        row: list[tuple[Item, ActorRef]] = []
        self.lines.append(row)
        for item in sorted((*line.of_kind("actor"), *line.of_kind("holder")), key=lambda i: (i.first, i.last)):
            if item.label != "pronoun":
                span = item.mention.span
                ref = self.resolver.resolve(span.quote, span.start, span.end, earlier=tuple(self.earlier))
                row.append((item, ref))
                if item.label not in ("civilian", "media", "demonym", "holder"):
                    self.earlier.append(ref)

    def said(self, line: Line, item: Item) -> ActorRef | None:
        """The reference of words that a tagger gave, which need not be a mention of the rules."""
        span = item.mention.span
        pronoun = next((i for i in line.of_kind("actor") if i.label == "pronoun" and (i.first, i.last) == (item.first, item.last)), None)
        if pronoun is not None and span.start >= line.sentence.span.start:
            return self.ref(line, pronoun)
        return self.resolver.resolve(span.quote, span.start, span.end, earlier=tuple(self.earlier))

    def ref(self, line: Line, item: Item) -> ActorRef | None:
        """The reference of a mention, None for a pronoun that points to nobody."""
        if item.label != "pronoun":
            return next((ref for other, ref in self.lines[-1] if other is item), None)
        found = self._antecedent(line, item)
        if found is None:
            return None
        span = item.mention.span
        return replace(found, text=span.quote, start=span.start, end=span.end)

    def _antecedent(self, line: Line, item: Item) -> ActorRef | None:
        low = item.mention.span.quote.lower()
        if low in word_set("speaker"):
            span = item.mention.span
            told = self.resolver.resolve(span.quote, span.start, span.end, earlier=tuple(self.earlier))
            return told if told.id and not told.id.startswith("x-") else self._speaker()
        labels = ("person",) if low in word_set("singular") else FITTING.get(low, ())
        here = [(i, ref) for i, ref in self.lines[-1] if i.last <= item.first and i.label in labels]
        governor = verb_before(line, item.first - 1)
        if here and governor >= 0:
            speakers = subject(line, governor)
            for other, named in here:
                if other in speakers:
                    return named
        if here and low not in ("it",):
            return here[-1][1]
        for row in self.lines[-2 : -2 - SENTENCES_BACK : -1]:
            fitting = [ref for i, ref in row if i.label in labels]
            if fitting:
                return fitting[-1] if low in word_set("singular") else fitting[0]
        return here[-1][1] if here else None

    def _speaker(self) -> ActorRef | None:
        """Who says "I" or "we": the person of this sentence or the last one named."""
        for row in reversed(self.lines):
            people = [ref for i, ref in row if i.label == "person"]
            if people:
                return people[-1]
        return None


def unique(refs: Sequence[ActorRef | None]) -> tuple[ActorRef, ...]:
    """References without doubles and gaps, in order."""
    out: list[ActorRef] = []
    for ref in refs:
        if ref is not None and not any(
            (ref.id and ref.id == other.id) or (ref.start, ref.end) == (other.start, other.end) for other in out
        ):
            out.append(ref)
    return tuple(out)
