"""People's verdicts: append-only JSON lines, each holding the hash of the line before it. Withdrawn, never edited."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from frontlog.model import Decision, FrontlogError, record_id, suggest
from frontlog.store.atomic import unwritten
from frontlog.store.forgotten import check_whole
from frontlog.store.ledger import Ledger, Line

VERDICTS = ("same", "different", "unsure", "corrected", "dropped", "withdrawn")
LONGEST = 4_000  # characters of a reason; a name may have a tenth of that
TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class More:
    """What some verdicts say beside their subject: see `Decision`."""

    against: tuple[str, ...] = ()
    document: str = ""
    field: str = ""
    value: str = ""


class Decisions:
    """The decision file of a log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ledger = Ledger(path)

    def add(self, subject: tuple[str, ...], verdict: str, who: str, why: str, when: datetime, more: More | None = None) -> Decision:
        """Note a verdict on some record ids; when this returns it is on the disk. Its time is after that of the decision before, whatever
        the clock says: the last one counts. Raises FrontlogError when the verdict is unknown or a field is empty."""
        _check(subject, verdict, who, why)
        more = more or More()
        with self.alone():
            before = self.rows()  # nothing is added to a chain that is broken
            when = max([when.astimezone(UTC), *(one.when + TICK for one in before[-1:])])
            extra = {name: value for name in More.__slots__ if (value := getattr(more, name))}
            said = tuple(f"{name}={value}" for name, value in extra.items())
            decision = Decision(
                id=record_id("v", self.head(), *subject, verdict, who, why, when.isoformat(), *said),
                subject=tuple(sorted(subject)),
                verdict=verdict,
                who=who,
                when=when,
                why=why,
                against=tuple(sorted(more.against)),
                document=more.document,
                field=more.field,
                value=more.value,
            )
            try:
                self._ledger.append([_row(decision)])
            except OSError as error:
                raise unwritten("The decision", error) from error
        return decision

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the file while a line is added: two who decide at once would otherwise both follow the same line."""
        check_whole(self.path.parent)  # a decision that was put down now would be lost when the new file is put into place
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._held():
            yield

    @contextmanager
    def _held(self) -> Iterator[None]:
        while True:
            try:
                file = self.path.open("ab")
            except OSError as error:
                what = f"'{self.path}' cannot be written to ({error.strerror})."
                raise FrontlogError(what, "Give yourself the right to write there.") from error
            with file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._there(os.fstat(file.fileno())):
                    check_whole(self.path.parent)
                    yield
                    return

    def _there(self, held: os.stat_result) -> bool:
        """Whether the file that is held is still the one under its name: forgetting puts another one there."""
        try:
            return os.path.samestat(held, self.path.stat())
        except FileNotFoundError:
            return False

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
                out.append(self._read(line))
        return out

    def _read(self, line: Line) -> Decision:
        try:
            return _decision(line.row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"{self.path} line {line.number} is no decision ({type(error).__name__}: {error})."
            raise FrontlogError(what, "Restore the file from a copy.") from error

    def since(self, head: str) -> int:
        """How many decisions were made after the one whose hash is `head`; all where it is empty or not there."""
        hashes = [line.hash for line in self._ledger.lines() if line.row]
        return len(hashes) - (hashes.index(head) + 1 if head in hashes else 0)

    def head(self) -> str:
        """The hash of the last decision; empty when there is none."""
        return self._ledger.head()


def _check(subject: tuple[str, ...], verdict: str, who: str, why: str) -> None:
    if verdict not in VERDICTS:
        raise FrontlogError(f"No verdict '{verdict}'.", suggest(verdict, VERDICTS))
    if not subject or not who.strip() or not why.strip():
        raise FrontlogError("A decision needs the ids it is about, who decides and why.", "Give all three.")
    if len(why) > LONGEST or len(who) > LONGEST // 10:
        raise FrontlogError(
            f"The reason has {len(why):,} characters, the name {len(who):,}.", f"Give at most {LONGEST:,} and {LONGEST // 10:,}."
        )


def _row(decision: Decision) -> dict[str, Any]:
    row = {"id": decision.id, "subject": list(decision.subject), "verdict": decision.verdict, "who": decision.who, "why": decision.why}
    row |= {name: value for name in ("document", "field", "value") if (value := getattr(decision, name))}
    row |= {"against": list(decision.against)} if decision.against else {}
    return {**row, "when": decision.when.isoformat()}


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(
        id=row["id"],
        subject=tuple(row["subject"]),
        verdict=row["verdict"],
        who=row["who"],
        when=datetime.fromisoformat(row["when"]),
        why=row["why"],
        against=tuple(row.get("against", ())),
        document=row.get("document", ""),
        field=row.get("field", ""),
        value=row.get("value", ""),
    )
