"""One record of an explanation, as a tree that the command line, the API and the page print each in its way."""

from dataclasses import dataclass
from typing import Any

from frontlog.model import Span


@dataclass(frozen=True, slots=True)
class Node:
    """One record of an explanation: what it says in a line, where it stands in a text, and what it rests on."""

    id: str
    kind: str
    says: str
    span: Span | None
    because: tuple["Node", ...]
    raw: str = ""  # where these words stand in the archived bytes

    def plain(self) -> dict[str, Any]:
        """As nested dicts, for JSON."""
        s = self.span
        span = {"document": s.document, "start": s.start, "end": s.end, "quote": s.quote} if s else None
        because = [n.plain() for n in self.because]
        return {"id": self.id, "kind": self.kind, "says": self.says, "span": span, "raw": self.raw, "because": because}
