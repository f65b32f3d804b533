"""How a place that was named is quoted: in the widest words that hold no other place, and by itself where it is the deed's own."""

from collections.abc import Sequence
from dataclasses import replace

from frontlog.claims.places import PlaceName
from frontlog.model import Piece, Span

_SIGNS = " \t\r\n\u00a0,;:(–—-"
_TRAILING = {
    "in", "of", "at", "on", "near", "and", "to", "from", "by", "with", "for", "since", "until", "after", "before", "the", "a", "an", "its",
    "their",
}  # fmt: skip


def widened(name: PlaceName, pieces: Sequence[Piece]) -> PlaceName:
    """The name, quoted in the words of the first of the pieces that covers all of it: "the Iraqi city of [Mosul]"."""
    whole = name.whole or Piece(name.text, name.start, name.end)
    wider = next((p for p in pieces if p.start <= whole.start and whole.end <= p.end), None)
    if wider is None:
        return name
    text = _trimmed(wider.text)
    if wider.start + len(text) < whole.end:
        return name
    return replace(name, whole=Piece(text, wider.start, wider.start + len(text)))


def _trimmed(text: str) -> str:
    """The words without small words and signs at their end."""
    kept = text.rstrip(_SIGNS)
    while len(words := kept.rsplit(maxsplit=1)) == 2 and words[1].lower() in _TRAILING:
        kept = words[0].rstrip(_SIGNS)
    return kept


def itself(name: PlaceName, trigger: Span) -> PlaceName:
    """The place of a trigger that stands within its words: "south of the recently [captured] Suwar" tells of Suwar's capture itself."""
    inside = name.start <= trigger.start and trigger.end <= name.end
    return replace(name, relation="at", before="") if inside and name.relation.endswith("_of") else name
