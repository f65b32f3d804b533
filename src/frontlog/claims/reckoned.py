"""Who counts: "The ministry put the toll at 31", "its losses were put at nine by the staff" are the word of who puts the figure there."""

from collections.abc import Iterator

from frontlog.claims.scopes import char_at, clause_start, told_end
from frontlog.claims.speakers import speaker_before, speaker_behind
from frontlog.claims.tellers import passive
from frontlog.claims.telling import Frame
from frontlog.claims.vocabulary import Sent, table

_REACH = 16  # words between "put" and "at"
_ROUND = frozenset(["between", "more", "less", "fewer", "about", "around", "some", "over", "nearly", "almost", "least", "at", "up"])


def reckoned(sent: Sent) -> Iterator[Frame]:
    """Every figure of a sentence that somebody puts somewhere."""
    for place in range(len(sent.tokens)):
        if sent.low(place) in ("put", "puts", "putting") and (at := _figure(sent, place)) > 0:
            frame = _put_by(sent, place, at) if passive(sent, place) else _put(sent, place)
            if frame is not None:
                yield frame


def _figure(sent: Sent, place: int) -> int:
    """The "at" before the figure at which a count is put, 0 where none is counted."""
    first = max(0, place - _REACH) if passive(sent, place) else place
    for at in range(place + 1, min(place + _REACH, len(sent.tokens) - 1)):
        if sent.low(at) in (";", ":"):
            return 0
        if sent.low(at) == "at" and (sent.tag(at + 1) == "NUM" or (sent.low(at + 1) in _ROUND and "NUM" in _next(sent, at))):
            return at if any(sent.low(n) in table("attribution")["counts"] for n in range(first, at)) else 0
    return 0


def _next(sent: Sent, at: int) -> list[str]:
    return [sent.tag(n) for n in range(at + 1, min(at + 4, len(sent.tokens)))]


def _put(sent: Sent, place: int) -> Frame | None:
    source = speaker_before(sent, place)
    return Frame(source, place, ((char_at(sent, place + 1), told_end(sent, place + 1)),)) if source is not None else None


def _put_by(sent: Sent, place: int, at: int) -> Frame | None:
    by = next((n for n in range(at, min(at + _REACH, len(sent.tokens))) if sent.low(n) == "by"), -1)
    source = speaker_behind(sent, by + 1) if by > 0 else None
    return Frame(source, place, ((clause_start(sent, place), sent.tokens[by].start),)) if source is not None else None
