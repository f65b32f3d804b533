"""Verifying the chained files: the archive's index and refusals, and the decisions. Gives the readable lines on the way."""

from collections.abc import Iterator

from frontlog.store.ledger import Ledger, Line
from frontlog.store.verify.findings import RESTORE, Counts, Finding

TORN = "The next build takes it away; nothing is lost."


def chain(ledger: Ledger, name: str, seal: str, counts: Counts, next_step: str = RESTORE) -> Iterator[Finding | Line]:
    """Every readable line of a chained file, and a finding for each that differs. `seal` is the hash that the manifest saw last."""
    met = not seal
    try:
        for line in ledger.lines(check=True):
            counts[f"lines of {name}"] += 1
            met = met or line.hash == seal
            if line.fault:
                yield Finding(name, f"line {line.number}", "", line.fault, TORN if line.torn else next_step, line.torn)
            if line.row:
                yield line
    except OSError as error:
        yield Finding(name, "", "", f"cannot be read ({error.strerror})", RESTORE)
    if not met:
        what = "has lost the line with which it ended when the tables were made" if ledger.path.exists() else "is missing"
        yield Finding(name, "", "", what, next_step)
