"""People's verdicts: append-only JSON lines, each holding the hash of the line before it. Withdrawn, never edited."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from frontlog.model import Decision, FrontlogError, record_id, suggest
from frontlog.store.ledger import Ledger

VERDICTS = ("same", "different", "unsure", "withdrawn")


class Decisions:
    """The decision file of a log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ledger = Ledger(path)

    def add(self, subject: tuple[str, ...], verdict: str, who: str, why: str, when: datetime) -> Decision:
        """Note a verdict on some record ids. Raises FrontlogError when the verdict is unknown or a field is empty."""
        if verdict not in VERDICTS:
            raise FrontlogError(f"No verdict '{verdict}'.", suggest(verdict, VERDICTS))
        if not subject or not who or not why:
            raise FrontlogError("A decision needs the ids it is about, who decides and why.", "Give all three.")
        self.rows()  # nothing is added to a chain that is broken
        head = self.head()
        decision = Decision(
            id=record_id("v", head, *subject, verdict, who, why, when.isoformat()),
            subject=tuple(sorted(subject)),
            verdict=verdict,
            who=who,
            when=when.astimezone(UTC),
            why=why,
        )
        row = {"id": decision.id, "subject": list(decision.subject), "verdict": verdict, "who": who, "why": why}
        self._ledger.append([{**row, "when": decision.when.isoformat()}])
        return decision

    def rows(self) -> list[Decision]:
        """All decisions in the order they were made. Raises FrontlogError, naming the line, where the chain is broken."""
        out = []
        for line in self._ledger.lines(check=True):
            if line.fault and not line.torn:
                raise FrontlogError(
                    f"{self.path} line {line.number}: the chain of decisions is broken here: it {line.fault}.",
                    "Restore the file from a copy.",
                )
            if line.row:
                out.append(_decision(line.row))
        return out

    def head(self) -> str:
        """The hash of the last decision; empty when there is none."""
        return self._ledger.head()


def _decision(row: Mapping[str, Any]) -> Decision:
    when = datetime.fromisoformat(row["when"])
    return Decision(id=row["id"], subject=tuple(row["subject"]), verdict=row["verdict"], who=row["who"], when=when, why=row["why"])
