"""How much work something is, without a clock."""

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions it takes."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
