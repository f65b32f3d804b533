"""Who is blamed for a deed did it: "He blamed the attack in Orito on [the rebels]"."""

from collections.abc import Sequence
from dataclasses import replace

from frontlog.claims.draft import VIOLENT, Draft
from frontlog.grammar.clauses import FINITE, Item, Line

_BLAMING = frozenset(["blame", "blames", "blamed", "blaming", "pinned", "pins"])
_BEFORE, _BEHIND = 10, 20  # tokens from the verb to the deed, and from there to "on"


def settle_blame(drafts: Sequence[Draft]) -> None:
    """Make who is blamed the agent of the deeds that are laid on him, as far as a noun tells them."""
    for draft in drafts:
        if draft.reason or draft.type not in VIOLENT or draft.hit.form != "noun":
            continue
        by = _blamed(draft.line, draft.trigger)
        if by is None:
            continue
        draft.roles.agent, draft.roles.target = [by], [i for i in draft.target if i is not by]
        if draft.told is not None:
            start, end = by.mention.span.start, by.mention.span.end
            chances = tuple(c for c in draft.told.chances if c[0] not in ("agent", "target") or c[2] <= start or end <= c[1])
            target = tuple(i for i in draft.told.target if not (i.first < by.last and by.first < i.last))
            draft.told = replace(draft.told, agent=(by,), target=target, chances=chances)


def _blamed(line: Line, trigger: Item) -> Item | None:
    """Whom somebody lays the deed on, None where nobody does."""
    verb = next((n for n in range(trigger.first - 1, max(-1, trigger.first - _BEFORE), -1) if line.low(n) in _BLAMING), -1)
    if verb < 0 or line.tag(verb - 1) == "BE" or any(line.tag(n) in (*FINITE, "PUNCT") for n in range(verb + 1, trigger.first)):
        return None
    for at in range(trigger.last, min(trigger.last + _BEHIND, len(line.tokens))):
        if line.tag(at) in (*FINITE, "SUB", "REL", "PUNCT"):
            return None
        if line.low(at) == "on":
            item = next((i for i in line.of_kind("actor") if at < i.first <= at + 2), None)
            if item is not None:
                return item
    return None
