"""People's verdicts: append-only JSON lines, each holding the hash of the line before it. Withdrawn, never edited."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from frontlog.model import Decision, FrontlogError, digest, record_id, suggest
from frontlog.store.atomic import append_line

VERDICTS = ("same", "different", "unsure", "withdrawn")


class Decisions:
    """The decision file of a log."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, subject: tuple[str, ...], verdict: str, who: str, why: str, when: datetime) -> Decision:
        """Note a verdict on some record ids. Raises FrontlogError when the verdict is unknown or a field is empty."""
        if verdict not in VERDICTS:
            raise FrontlogError(f"No verdict '{verdict}'.", suggest(verdict, VERDICTS))
        if not subject or not who or not why:
            raise FrontlogError("A decision needs the ids it is about, who decides and why.", "Give all three.")
        head = self._head()
        decision = Decision(
            id=record_id("v", head, *subject, verdict, who, why, when.isoformat()),
            subject=tuple(sorted(subject)),
            verdict=verdict,
            who=who,
            when=when.astimezone(UTC),
            why=why,
        )
        row = {"id": decision.id, "subject": list(decision.subject), "verdict": verdict, "who": who, "why": why}
        row["when"] = decision.when.isoformat()
        append_line(self.path, json.dumps({**row, "before": head, "hash": _hash(row, head)}, sort_keys=True, ensure_ascii=False))
        return decision

    def rows(self) -> list[Decision]:
        """All decisions in the order they were made. Raises FrontlogError, naming the line, where the chain is broken."""
        out, head = [], ""
        for number, row in self._lines():
            plain = {k: row[k] for k in ("id", "subject", "verdict", "who", "why", "when")}
            if row["before"] != head or row["hash"] != _hash(plain, head):
                raise FrontlogError(
                    f"{self.path} line {number}: the chain of decisions is broken here: a line was changed or lost.",
                    "Restore the file from a copy.",
                )
            head = row["hash"]
            when = datetime.fromisoformat(row["when"])
            out.append(
                Decision(id=row["id"], subject=tuple(row["subject"]), verdict=row["verdict"], who=row["who"], when=when, why=row["why"])
            )
        return out

    def _head(self) -> str:
        self.rows()
        last = ""
        for _, row in self._lines():
            last = row["hash"]
        return last

    def _lines(self) -> list[tuple[int, dict[str, str]]]:
        if not self.path.exists():
            return []
        out: list[tuple[int, dict[str, str]]] = []
        text = self.path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            try:
                out.append((number, json.loads(line)))
            except ValueError as error:
                if number == text.count("\n") + 1:
                    break  # cut off by a crash before it was acknowledged
                raise FrontlogError(f"{self.path} line {number} is not JSON: {error}.", "Restore the file from a copy.") from error
        return out


def _hash(row: Mapping[str, object], before: str) -> str:
    return digest(before, json.dumps(row, sort_keys=True, ensure_ascii=False))
