"""Within-document reference: who "they", "it" and "he" are, by the actors named before in the sentence and in the sentences above."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from frontlog.claims.actors import ActorResolver
from frontlog.claims.clauses import Item, Line
from frontlog.claims.subjects import subject, verb_before
from frontlog.claims.wordsets import word_set
from frontlog.model import ActorRef, Span

GROUPS = ("named", "armed", "state", "country", "demonym", "holder")
THEY = (*GROUPS, "civilian")
FITTING = {
    **dict.fromkeys(("it", "its", "itself", "both", "which"), GROUPS),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "those", "these"), THEY),
    "who": (*THEY, "person"),
}
SENTENCES_BACK = 3  # further back a pronoun has nearly always found a nearer antecedent


@dataclass(slots=True)
class Memory:
    """The actors that a document has named so far, sentence by sentence."""

    resolver: ActorResolver
    earlier: list[ActorRef] = field(default_factory=list)
    lines: list[list[tuple[Item, ActorRef]]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of the sentences read
    speakers: list[ActorRef] = field(default_factory=list)  # persons whose name stood at a verb of saying
    about: ActorRef | None = None  # the person whose name is the title

    def read(self, line: Line) -> None:
        """Resolve the names of a sentence in their order. Call it before the claims of the sentence."""
        row: list[tuple[Item, ActorRef]] = []
        self.lines.append(row)
        self.starts.append(line.sentence.span.start)
        if line.sentence.kind == "title" and self.about is None:
            self.about = self.resolver.person_of_title(line.sentence.span)
        for item in sorted((*line.of_kind("actor"), *line.of_kind("holder")), key=lambda i: (i.first, i.last)):
            if item.label != "pronoun":
                self._name(line, item, row)
            elif item.mention.span.quote.lower() in ("he", "she"):  # who acts on is who acted before
                found = self._antecedent(line, item)
                row += [(replace(item, label="person"), found)] if found else []

    def _name(self, line: Line, item: Item, row: list[tuple[Item, ActorRef]]) -> None:
        ref = self._resolved(item.mention.span)
        row.append((item, ref))
        if item.label not in ("civilian", "media", "demonym", "holder"):
            self.earlier.append(ref)
        beside = (line.low(item.last), line.low(item.first - 1))
        if item.label == "person" and any(word in word_set("saying") for word in beside):
            self.speakers.append(ref)

    def said(self, line: Line, item: Item) -> ActorRef | None:
        """The reference of words that a tagger gave, which need not be a mention of the rules."""
        span = item.mention.span
        inside = span.start >= line.sentence.span.start
        low = span.quote.lower()
        pronoun = next((i for i in line.of_kind("actor") if i.label == "pronoun" and (i.first, i.last) == (item.first, item.last)), None)
        if inside and (pronoun is not None or low in FITTING or low in word_set("singular")):
            return self.ref(line, pronoun or replace(item, label="pronoun"))
        return self._resolved(span)

    def _resolved(self, span: Span) -> ActorRef:
        before = tuple(ref for ref in self.earlier if ref.start < span.start)
        return self.resolver.resolve(span.quote, span.start, span.end, earlier=before, starts=self.starts)

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
            told = self._resolved(item.mention.span)
            return told if told.id and not told.id.startswith("x-") else self._speaker(low)
        single = low in word_set("singular")
        labels = ("person",) if single else FITTING.get(low, ())
        here = [(i, ref) for i, ref in self.lines[-1] if i.last <= item.first and i.label in labels]
        governor = verb_before(line, item.first - 1)
        if here and governor >= 0:
            speakers = subject(line, governor)
            for other, named in here:
                if other in speakers:
                    return named
        parties = [ref for i, ref in here if i.label not in ("country", "civilian")] or [ref for _, ref in here]
        if parties and low not in ("it",):
            return parties[-1] if single else parties[0]  # "X took the town of Y in Z, and they ...": who acts stands first
        for row in self.lines[-2 : -2 - SENTENCES_BACK : -1]:
            fitting = [ref for i, ref in row if i.label in labels]
            if fitting:
                return fitting[0]
        return here[-1][1] if here else self.about if single else None

    def _speaker(self, low: str) -> ActorRef | None:
        """Who says "I": the last person that was said to speak, else the last one named, else the one of the title; "we" is whom they
        speak for."""
        named = (ref for row in reversed(self.lines) for i, ref in reversed(row) if i.label == "person")
        person = next(iter((*reversed(self.speakers), *named)), None) or next(filter(self.resolver.is_person, self.earlier), None)
        if person is None or low in ("i", "me", "my"):
            return person
        return self.resolver.party_of(person) or person


def unique(refs: Sequence[ActorRef | None]) -> tuple[ActorRef, ...]:
    """References without doubles and gaps, in order."""
    out: list[ActorRef] = []
    for ref in refs:
        if ref is not None and not any(
            (ref.id and ref.id == other.id) or (ref.start, ref.end) == (other.start, other.end) for other in out
        ):
            out.append(ref)
    return tuple(out)
