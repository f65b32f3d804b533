"""What each build of a log cost, step by step: time, memory, rows and bytes. Nothing in the tables hangs on it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError
from frontlog.store.ledger import Ledger

FILE = "builds.jsonl"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a build: a stage, or what a build does around them. Rows and bytes are those of the shards that it wrote."""

    step: str
    seconds: float  # by the clock
    processor: float  # seconds of all processes that worked it
    memory: int  # bytes: the most that one process held meanwhile; 0 where the system does not tell
    workers: int  # processes that did something
    shards: int  # written
    reused: int  # left as they were
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Spent:
    """One build that came to its end, whether it changed anything or not. `state` names the tables that it left (`Log.state`)."""

    at: datetime
    frontlog: str
    engine: str
    cores: int  # of the machine that the build ran on
    state: str
    documents: int
    added: int
    seconds: float
    processor: float
    memory: int
    steps: tuple[Step, ...]


class Builds:
    """The builds of a log. A line each, chained as everything else that is only added to."""

    def __init__(self, root: Path) -> None:
        self.ledger = Ledger(root / FILE)

    def rows(self) -> list[Spent]:
        """All builds, the oldest first. Raises FrontlogError where a line tells of none."""
        try:
            return [_spent(row) for row in self.ledger.rows()]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"A line of {self.ledger.path} tells of no build ({type(error).__name__}: {error})."
            raise FrontlogError(what, "Delete that file: it only says what builds cost, and the next one begins it anew.") from error

    def add(self, spent: Spent) -> None:
        """Note a build."""
        self.ledger.append([{**asdict(spent), "at": spent.at.isoformat()}])


def totals(steps: Sequence[Step]) -> tuple[float, int]:
    """Processor seconds of all steps, and the most memory of any."""
    return round(sum(step.processor for step in steps), 3), max((step.memory for step in steps), default=0)


def _spent(row: Mapping[str, Any]) -> Spent:
    at = datetime.fromisoformat(row["at"])
    steps = tuple(Step(**{name: step[name] for name in Step.__slots__}) for step in row["steps"])
    known = {name: row[name] for name in Spent.__slots__ if name not in ("at", "steps")}
    return Spent(at=at, steps=steps, **known)
