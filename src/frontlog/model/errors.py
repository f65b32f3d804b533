"""One error type with what, which value and what to do next."""

import errno
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


FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EIO))


def of_machine(error: BaseException) -> bool:
    """Whether an error is the machine's (a full disk, too many open files, no memory) and no document's: nothing may be noted of a document
    then. A document that takes more memory than there is shows when it is worked alone, again and again."""
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in FULL)
