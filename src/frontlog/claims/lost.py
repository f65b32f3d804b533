"""Who loses a place leaves it and takes nothing: "the army admitted that it had [lost] X" is no capture by the army."""

from dataclasses import replace

from frontlog.claims.draft import Draft
from frontlog.grammar.clauses import phrases_right
from frontlog.grammar.frames import spread
from frontlog.grammar.subjects import passive

_LOSE = frozenset({"lose", "loses", "losing", "lost"})


def settle_lost(draft: Draft) -> None:
    """Make a capture that is told by "lost" of its subject the subject's withdrawal; who it was lost to is its target."""
    words = [draft.line.low(at) for at in range(draft.trigger.first, draft.trigger.last)]
    if draft.type != "capture" or not _LOSE.intersection(words) or passive(draft.line, draft.hit.head):
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
