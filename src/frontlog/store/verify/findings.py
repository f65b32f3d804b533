"""What verifying a log gives: findings that name the place exactly, and counts of what was checked."""

from collections import Counter
from dataclasses import dataclass

REBUILD = "Run `frontlog build` on the log again (with any report): what is missing or changed in the tables is made anew."
RESTORE = "Restore that file from a copy of the log."
ADD_AGAIN = "Add that report again with `frontlog build`, or restore the file from a copy of the log."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was written. A `harmless` one lost nothing: the beginning of a record that a crash cut off, say."""

    file: str  # relative to the log
    place: str  # "byte 1234", "line 5", the id of a row; empty for the whole file
    subject: str  # name of the item or id of the record that it concerns; empty when that is not known
    what: str
    next_step: str = ""
    harmless: bool = False

    def __str__(self) -> str:
        where = " ".join(part for part in (self.file, self.place) if part)
        about = f" ({self.subject})" if self.subject else ""
        return f"{where}{about} {self.what}.{' ' if self.next_step else ''}{self.next_step}"


@dataclass(frozen=True, slots=True)
class Verified:
    """The result. The log is as it was written when `differences` is empty."""

    checked: dict[str, int]
    differences: tuple[Finding, ...]
    notes: tuple[Finding, ...]


Counts = Counter[str]
