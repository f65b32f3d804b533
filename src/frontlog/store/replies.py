"""What outside readers answered: a chained file in the log, so that a second build asks nothing twice and gives equal tables."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError, Reply
from frontlog.store.ledger import Ledger


class Replies:
    """The reply file of a log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ledger = Ledger(path)

    def add(self, reply: Reply) -> None:
        """Keep a reply; it is on disk when this returns."""
        self._ledger.append([{**asdict(reply), "asked": reply.asked.isoformat()}])

    def rows(self) -> list[Reply]:
        """All replies by id; of two under one id the first stays. Raises FrontlogError, naming the line, where the chain is broken."""
        found: dict[str, Reply] = {}
        for line in self._ledger.lines(check=True):
            if line.fault and not line.torn:
                what = f"{self.path} line {line.number}: the chain of replies is broken here: it {line.fault}."
                raise FrontlogError(what, "Restore the file from a copy, or take it away: then everything is asked anew.")
            if line.row:
                reply = _reply(line.row, self.path, line.number)
                found.setdefault(reply.id, reply)
        return [found[key] for key in sorted(found)]

    def head(self) -> str:
        """The hash of the last reply; empty when there is none."""
        return self._ledger.head()


def _reply(row: Mapping[str, Any], path: Path, number: int) -> Reply:
    try:
        return Reply(**{**row, "asked": datetime.fromisoformat(row["asked"])})
    except (KeyError, TypeError, ValueError) as error:
        what = f"{path} line {number} is no reply ({type(error).__name__}: {error})."
        raise FrontlogError(what, "Restore the file from a copy, or take it away: then everything is asked anew.") from error
