"""What a sentence only says to tell which place is meant, and what happened there at its own time."""

import re

_SEAT = re.compile(r"(?:last\s(?:[\w-]+\s)?)?(?:stronghold|bastion)s?\b", re.IGNORECASE)
_APPOSED = re.compile(r",\s(?:the|an?|its|their|one of (?:the|its|their))\s(?:[\w'’-]+\s){0,4}$")


def named_so(trigger: str, gap: str) -> bool:
    """Whether a trigger only says what a place is, behind what happened then: "attacked in May X, the last [stronghold] of the rebels"."""
    return _SEAT.match(trigger) is not None and _APPOSED.search(gap) is not None
