"""Where the words of a reply stand in the document. What does not stand there literally is not found, and never bent until it fits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frontlog.model import Piece, Sentence, Span


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one document that claims may be read from, in order."""

    text: str
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, text: str, sentences: Sequence[Sentence]) -> "Words":
        return cls(text, tuple(sorted(sentences, key=lambda s: s.number)))

    def evidence(self, words: str, trigger: str) -> tuple[Span, Sentence] | None:
        """The first place of some words that begins in a sentence and does not leave title and body; with the sentence of the trigger."""
        for start, end in self._places(words, 0, len(self.text)):
            inside = self._covering(start, end)
            home = next((s for s in inside if trigger in self.text[max(start, s.span.start) : min(end, s.span.end)]), None)
            if home is not None:
                return Span(home.span.document, start, end, words), home
        return None

    def _covering(self, start: int, end: int) -> list[Sentence]:
        """The sentences that a stretch touches; none when anything but blanks lies between or outside them."""
        found = [s for s in self.sentences if s.span.start < end and start < s.span.end]
        rest, at = "", start
        for sentence in found:
            rest += self.text[at : max(at, sentence.span.start)]
            at = max(at, sentence.span.end)
        rest += self.text[min(at, end) : end]
        return [] if rest.strip(" \n\t*#•-–—") else found

    def piece(self, words: str, evidence: Span, near: int) -> Piece | None:
        """The place of some words inside the evidence that is nearest to an offset, else the last one before it in title or body."""
        own = [Piece(words, a, b) for a, b in self._places(words, evidence.start, evidence.end)]
        if own:
            return min(own, key=lambda p: (abs(p.start - near), p.start))
        earlier = [
            Piece(words, a, b)
            for s in self.sentences
            if s.span.start < evidence.start
            for a, b in self._places(words, s.span.start, s.span.end)
        ]
        return earlier[-1] if earlier else None

    def inside(self, words: str, evidence: Span) -> Piece | None:
        """The first place of some words inside the evidence."""
        return next((Piece(words, a, b) for a, b in self._places(words, evidence.start, evidence.end)), None)

    def _places(self, words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where some words stand as whole words."""
        at = self.text.find(words, start, end) if words.strip() else -1
        while at >= 0:
            behind = at + len(words)
            if not (self._letter(at - 1) and words[0].isalnum()) and not (self._letter(behind) and words[-1].isalnum()):
                yield at, behind
            at = self.text.find(words, at + 1, end)

    def _letter(self, at: int) -> bool:
        return 0 <= at < len(self.text) and self.text[at].isalnum()
