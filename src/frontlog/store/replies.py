"""What outside readers answered: append-only JSON lines in the log, so that a second build asks nothing twice and gives equal tables."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from frontlog.model import FrontlogError, Reply
from frontlog.store.atomic import append_line


class Replies:
    """The reply file of a log."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, reply: Reply) -> None:
        """Keep a reply; it is on disk when this returns."""
        append_line(self.path, json.dumps(asdict(reply), sort_keys=True, ensure_ascii=False, default=datetime.isoformat))

    def rows(self) -> list[Reply]:
        """All replies by id; of two under one id the first stays. Raises FrontlogError, naming the line, for one that is damaged."""
        found: dict[str, Reply] = {}
        for reply in self._lines():
            found.setdefault(reply.id, reply)
        return [found[key] for key in sorted(found)]

    def _lines(self) -> Iterator[Reply]:
        if not self.path.exists():
            return
        lines = self.path.read_text(encoding="utf-8", errors="replace").split("\n")
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            try:
                row = json.loads(line)
                yield Reply(**{**row, "asked": datetime.fromisoformat(row["asked"])})
            except (ValueError, TypeError, KeyError) as error:
                if number == len(lines):
                    return  # cut off by a crash before it was acknowledged
                raise FrontlogError(
                    f"{self.path} line {number} is damaged.", "Remove that line and build again: it is asked anew."
                ) from error
