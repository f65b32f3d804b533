"""Losses that a speaker calls the own: "on our side two men fell", "it put its own losses at six killed"."""

import re
from collections.abc import Callable

from frontlog.grammar.clauses import Item, Line
from frontlog.model import ActorRef, Mention, Origin, Piece, Span

_ORIGIN = Origin("claims.own_losses", "1")
_OWN = re.compile(r"\b(our|its|their|his)(?: own)? (?:side|losses|casualties|ranks|dead|toll)\b", re.IGNORECASE)
_THE_OTHER = re.compile(r"[;:]|\bwhile\b|\bwhereas\b|\bbut\b|\benem")
_BEHIND = re.compile(r"^[^.;:]{0,24}\b(?:on|from|of) (our|its|their)(?: own)? (?:side|ranks)\b", re.IGNORECASE)


def own_side(line: Line, victim: Piece, meant: Callable[[Item], tuple[ActorRef, ...]]) -> str:
    """The id of the side whose own losses the words tell, "" where they tell of nobody's. `meant` says whom a pronoun means."""
    span = line.sentence.span
    lead, tail = span.quote[: victim.start - span.start], span.quote[victim.end - span.start :]
    found = next(reversed(list(_OWN.finditer(lead))), None)
    if found is not None and _THE_OTHER.search(lead[found.end() :]):
        found = None
    start = found.start(1) if found else (behind.start(1) + len(lead) + len(victim.text) if (behind := _BEHIND.match(tail)) else -1)
    at = next((n for n, token in enumerate(line.tokens) if token.start == start), -1)
    if at < 0:
        return ""
    word = line.tokens[at].text
    said = Span(span.document, span.start + start, span.start + start + len(word), word)
    mention = Mention(id="", span=said, sentence=line.sentence.number, kind="actor", label="pronoun", origin=_ORIGIN)
    ids = {ref.id for ref in meant(Item("actor", "pronoun", at, at + 1, mention)) if ref.id}
    return next(iter(ids)) if len(ids) == 1 else ""
