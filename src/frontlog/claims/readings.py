"""What the words around a trigger say about it: whether it happened, how sure, who says so, and when. One reading a document, then asked
trigger by trigger."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from frontlog.claims.attribution import Attribution, Verdict, attribute_sentences, verdict
from frontlog.claims.modality import ModalityReading, read_modality
from frontlog.claims.time import default_time, planned_time, read_times, state_time, time_for
from frontlog.model import Piece, Sentence, TimeRef

STATES = ("hold", "besiege")


@dataclass(slots=True)
class Readings:
    """The sentences of a document with what each says beside its events."""

    published: date | None
    quotes: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    said: dict[int, list[Attribution]] = field(default_factory=dict)
    anchors: dict[int, TimeRef | None] = field(default_factory=dict)  # the last day that was named before each sentence

    @classmethod
    def of(cls, sentences: Sequence[Sentence], published: date | None) -> "Readings":
        """Read the sentences of one document, given in order."""
        out = cls(published)
        anchor: TimeRef | None = None
        for sentence, found in zip(sentences, attribute_sentences(sentences), strict=True):
            out.order.append(sentence.number)
            out.quotes[sentence.number] = sentence.span.quote
            out.said[sentence.number] = found
            out.anchors[sentence.number] = anchor
            days = [
                t for t in read_times(sentence.span.quote, sentence.span.start, published, anchor=anchor) if t.start and t.start == t.end
            ]
            anchor = days[-1] if days else anchor
        return out

    def modality(self, sentence: Sentence, trigger: Piece, claim_type: str) -> ModalityReading:
        """Whether the event happened, with the sentences beside taken into account."""
        before, after = self._beside(sentence.number)
        return read_modality(sentence.span.quote, sentence.span.start, trigger, before, after, claim_type)

    def verdict(self, sentence: Sentence, trigger: Piece) -> Verdict:
        """How sure the telling is and whose words it is."""
        return verdict(self.said[sentence.number], trigger)

    def time(self, sentence: Sentence, trigger: Piece, claim_type: str, modality: str) -> TimeRef:
        """When the event happened, or is to happen."""
        span = sentence.span
        times = read_times(span.quote, span.start, self.published, anchor=self.anchors[sentence.number])
        own = time_for(times, trigger, span.quote, span.start, self.published) if times else None
        if modality in ("planned", "conditional"):
            return planned_time(self.published, own)
        if own is None:
            return default_time(self.published)
        return state_time(own, self.published) if claim_type in STATES else own

    def _beside(self, number: int) -> tuple[str, str]:
        at = self.order.index(number)
        before = self.quotes[self.order[at - 1]] if at else ""
        after = self.quotes[self.order[at + 1]] if at + 1 < len(self.order) else ""
        return before, after
