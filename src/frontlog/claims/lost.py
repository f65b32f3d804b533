"""Who loses a place leaves it and takes nothing: "the army admitted that it had [lost] X" is no capture by the army."""

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
    takers = [p.item for p in phrases_right(draft.line, draft.trigger.last) if p.role == "to" and p.item.kind == "actor"]
    if takers:
        draft.roles.target = spread(draft.line, takers[:1])
