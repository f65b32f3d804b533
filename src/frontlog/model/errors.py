"""One error type with what, which value and what to do next."""

from collections.abc import Iterable
from difflib import get_close_matches


class FrontlogError(Exception):
    """Something the user can mend. `what` names the value at fault, `next_step` says what to do."""

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(f"{what} {next_step}".strip())
        self.what = what
        self.next_step = next_step


def suggest(word: str, choices: Iterable[str]) -> str:
    """`Did you mean 'x'?`, or the choices when none is near. Used in every message about an unknown name."""
    known = sorted(choices)
    near = get_close_matches(word, known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Choose one of: {', '.join(known)}."
