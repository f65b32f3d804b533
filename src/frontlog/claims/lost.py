"""Captures that take no place: "the army admitted that it had [lost] X" and "army [pushed out of] X" are its withdrawal, "the army [seized
power]" is of a country."""

from dataclasses import replace

from frontlog.claims.draft import Draft
from frontlog.grammar.clauses import phrases_right
from frontlog.grammar.frames import spread
from frontlog.grammar.subjects import passive

_DRIVEN = frozenset({"pushed", "driven", "forced", "kicked", "thrown", "flushed", "chased", "ousted", "expelled", "evicted", "dislodged"})
_LOSE = frozenset({"lose", "loses", "losing", "lost"})


def settle_lost(draft: Draft) -> None:
    """Make a capture that is told by "lost" of its subject the subject's withdrawal; who it was lost to is its target."""
    words = [draft.line.low(at) for at in range(draft.trigger.first, draft.trigger.last)]
    if draft.type == "capture" and words[:1] and words[0] in _DRIVEN and words[1:] in (["out", "of"], ["from"]):
        _turn_round(draft)
        return
    if not _LOSE.intersection(words):
        return
    if draft.type == "losses" and not draft.losses and _place_behind(draft):
        draft.type = "withdraw"  # "the army lost Bara": a place and no men
        draft.roles.agent, draft.roles.target = draft.roles.agent or draft.roles.target, []
        if draft.told is not None:
            draft.told = replace(draft.told, agent=draft.told.agent or draft.told.target, target=(), chances=())
        return
    if draft.type != "capture":
        return
    if passive(draft.line, draft.hit.head):
        draft.type = "withdraw" if draft.line.low(draft.trigger.last) == "by" else draft.type  # "was lost by the army"
        return
    draft.type = "withdraw"
    right = phrases_right(draft.line, draft.trigger.last)
    takers = spread(draft.line, [p.item for p in right if p.role == "to" and p.item.kind == "actor"][:1])
    draft.roles.target = takers
    if draft.told is not None:  # of a capture its target is who lost the place
        after = draft.trigger.mention.span.end
        kept = tuple(item for item in draft.told.target if item.mention.span.start >= after)
        chances = tuple(c for c in draft.told.chances if c[0] != "target" or c[1] >= after)
        draft.told = replace(draft.told, target=tuple(takers) or kept, chances=chances)


def _place_behind(draft: Draft) -> bool:
    """Whether the object of the words is a place."""
    return any(
        item.kind == "place" and item.first - draft.trigger.last <= 1 <= item.first - draft.trigger.first for item in draft.line.items
    )


def _turn_round(draft: Draft) -> None:
    """A headline's passive, "rebels [pushed out of] Bara": nobody is pushed by them, they are the ones who lose it."""
    if draft.roles.target or (draft.told is not None and draft.told.target) or draft.line.low(draft.hit.head - 1) in ("had", "has", "have"):
        return
    draft.roles.agent, draft.roles.target = [], draft.roles.agent
    if draft.told is not None:
        draft.told = replace(draft.told, agent=(), target=draft.told.agent, chances=())


_OPENING = frozenset({"since", "after", "before", "when", "until", "who", "which", "that", "whose"})


def of_power(draft: Draft) -> bool:
    """Whether it is power that is seized, and a place only if its own clause names one."""
    return draft.type == "capture" and any(draft.line.low(at) == "power" for at in range(draft.trigger.first, draft.trigger.last + 1))


def settle_power(draft: Draft) -> None:
    """Keep from a seizure of power the places of other clauses: "hundreds died in [Chin State] since the army seized power"."""
    line, first = draft.line, draft.trigger.first
    if not of_power(draft):
        return
    opens = next((at for at in range(first - 1, -1, -1) if line.low(at) in _OPENING), -1)
    start = line.sentence.span.start + line.tokens[max(opens, 0)].start
    draft.place = [phrase for phrase in draft.place if phrase.item.first > opens]
    if draft.told is not None:
        places = tuple((home, phrase) for home, phrase in draft.told.places if phrase.item.mention.span.start >= start)
        draft.told = replace(draft.told, places=places, where=tuple(piece for piece in draft.told.where if piece.start >= start))
