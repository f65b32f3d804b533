"""Voices that go on without a verb of telling: what stands behind "The minister said:", and a press office that tells what its principal
said ("The President noted that ... They are using ...").

`Voice` walks the sentences of a document in order beside the quotations of attribution.
"""

from dataclasses import dataclass

from frontlog.claims.scopes import QUOTES
from frontlog.claims.speakers import PRONOUNS, speaker_before
from frontlog.claims.tellers import tells
from frontlog.claims.vocabulary import Sent, match_phrase, phrases, table
from frontlog.model import Piece

_OPENING = 20  # words in which an office's own account shows itself
_COLON = 12  # words between "said" and the colon: "said in a statement on Monday:"


def opening(sent: Sent, offset: int) -> Piece | None:
    """The speaker of a sentence that only announces what follows: "The Foreign Secretary said:"."""
    last = len(sent.tokens) - 1
    if last < 2 or sent.low(last) != ":":
        return None
    verb = next((n for n in range(max(1, last - _COLON), last) if tells(sent, n)), -1)
    speaker = speaker_before(sent, verb) if verb > 0 else None
    if speaker is None or sent.low(speaker[0]) in PRONOUNS:
        return None
    return sent.piece(speaker[0], speaker[1], offset)


@dataclass(slots=True)
class Voice:
    """Whose voice a document is in. `office`: it comes from the press office of a state, which tells what its own people said."""

    office: bool = False
    block: Piece | None = None
    until: int = -1  # the last paragraph of the block
    told: Piece | None = None
    paragraph: int = -1

    def over(self, sent: Sent, paragraph: int, own: Piece | None, quoted: bool) -> Piece | None:
        """Who speaks in a sentence that names nobody. `own` is the speaker that it names itself, `quoted` whether a quotation holds it."""
        if paragraph != self.paragraph:
            self.told = None
        self.paragraph = paragraph
        if self.block is not None and (paragraph > self.until or quoted or _ends(sent)):
            self.block = None
        if own is not None:
            self.told = own if self.office else None
            return None
        if quoted:
            return None
        if _own_news(sent):
            self.told = None
        return self.block or self.told

    def open(self, speaker: Piece, paragraph: int) -> None:
        """Begin a block: to the end of a press office's text, elsewhere to the end of the next paragraph."""
        self.block = speaker
        self.until = 1 << 30 if self.office else paragraph + 1


def _ends(sent: Sent) -> bool:
    """Whether a sentence opens what belongs to the office and not to the speaker: "Notes to editors"."""
    return match_phrase(sent, 0, phrases("attribution", "closing")) > 0 or sent.low(0) in QUOTES


def _own_news(sent: Sent) -> bool:
    """Whether a sentence of a press office reports what its people did: "The sides agreed to continue contacts"."""
    words = table("attribution")["meeting"]
    return any(sent.low(n) in words for n in range(min(len(sent.tokens), _OPENING)))
