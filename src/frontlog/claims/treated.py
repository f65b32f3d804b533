"""The wounded who are brought to a hospital: no flight and no arrest, but a toll, where they are counted."""

from collections.abc import Sequence

from frontlog.claims.draft import Draft
from frontlog.claims.losses import LossReading
from frontlog.grammar.clauses import Line

_BROUGHT = frozenset(
    {"brought", "taken", "rushed", "flown", "carried", "moved", "transferred", "transported", "airlifted", "evacuated", "admitted"}
)
_CARE = frozenset({"hospital", "hospitals", "clinic", "clinics", "infirmary", "ward", "surgery", "surgeons"})
_WRONG = ("evacuate", "arrest", "deploy", "capture", "withdraw")
_FAR = 7  # tokens from the verb to where they are brought


def settle_treated(draft: Draft, losses: Sequence[LossReading]) -> None:
    """Make what only says that people were brought to be treated a toll of those who are counted as wounded, or nothing."""
    if draft.type not in _WRONG or not brought(draft.line, draft.hit.head):
        return
    base = draft.line.sentence.span.start
    end = draft.line.tokens[draft.hit.head].end + base
    own = [r for r in losses if r.loss.kind in ("wounded", "killed_or_wounded") and r.loss.start < end]
    if own and not draft.told:
        draft.drop("brought to be treated")
    elif own:
        draft.type, draft.losses = "losses", own
        draft.roles.agent, draft.roles.place = [], []
    else:
        draft.drop("brought to be treated")


def brought(line: Line, verb: int) -> bool:
    """Whether a verb says that somebody was brought to a hospital."""
    if line.low(verb) not in _BROUGHT:
        return False
    words = [line.low(at) for at in range(verb + 1, min(verb + 1 + _FAR, len(line.tokens)))]
    to = next((n for n, word in enumerate(words) if word in ("to", "into")), -1)
    stop = next((n for n, word in enumerate(words) if word in (",", ";", ".", "and", "after", "where")), len(words))
    return 0 <= to < stop and bool(_CARE.intersection(words[to:stop]))
