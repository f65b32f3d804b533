"""What a whole war has cost so far, told as background ("the conflict has killed more than 10,000 people"): no loss of the report's day."""

import re
from collections.abc import Sequence

from frontlog.model import Loss, TimeRef
from frontlog.reference.expressions import Expression

GREAT = 100  # dead: what a war has cost, no skirmish of it
_WAR = r"(?:war|conflict|insurgency|uprising|rebellion|violence|fighting|revolt|hostilities)"
_DONE = r"(?:has|have)\s+(?:\w+\s+){0,2}?(?:been\s+(?:\w+\s+)?)?(?:killed|died|perished|claimed|cost|lost|left|resulted in)\b"
_FROM = rf"\bsince\s+(?:(?:the|its|this)\s+)?(?:[\w-]+\s+){{0,3}}?(?:{_WAR}|coup|invasion|offensive|takeover)\b"
_TOLD = Expression(
    rf"\b{_WAR}\b(?:[^.;]*,)?(?:\s+\w+){{0,6}}?\s+{_DONE}"
    rf"|{_DONE}[^.;]*\b(?:in|during)\s+(?:the|this)\s+(?:[\w-]+\s+){{0,2}}{_WAR}\b"
    rf"|{_DONE}[^.;]*{_FROM}|{_FROM}[^.;]*\b{_DONE}",
    re.IGNORECASE,
)


def whole_war(quote: str, time: TimeRef, losses: Sequence[Loss]) -> bool:
    """Whether a sentence without a day of its own tells what a war has cost so far."""
    return not time.text and any((loss.min or loss.max or 0) >= GREAT for loss in losses) and bool(_TOLD.search(quote))
