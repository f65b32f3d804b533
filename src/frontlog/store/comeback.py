"""What was forgotten does not come back: a report with its bytes, or from its address, is refused and that is noted."""

from typing import TypeVar

from frontlog.model import Raw, Rejection, record_id
from frontlog.store.forgotten import PERSON, Forgotten, addresses

STEP = "sources.read"
T = TypeVar("T")


class Comeback:
    """Looks at what is read into a log."""

    def __init__(self, forgotten: Forgotten) -> None:
        self._known = forgotten.knows()

    def refused(self, row: T) -> T | Rejection:
        """The row, or a refusal where it was forgotten. It says the item's id, and neither its name nor its address."""
        if not self._known or not isinstance(row, Raw):
            return row
        item = row.item
        stone = next((self._known[key] for key in (item.sha256, *addresses(item)) if key in self._known), None)
        if stone is None:
            return row
        what = "it names a person who was forgotten" if stone.kind == PERSON else "it was forgotten"
        message = f"A report was not taken in: {what} in this log on {stone.when:%Y-%m-%d} (tombstone {stone.id}). Nothing to do."
        return Rejection(
            id=record_id("r", STEP, "forgotten", item.id),
            subject=item.id,
            document="",
            start=-1,
            end=-1,
            quote="",
            step=STEP,
            reason="forgotten",
            message=message,
        )
