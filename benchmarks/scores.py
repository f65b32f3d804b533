"""What the benchmarks of reading share: counts of labelled lines, and the kind of each line of a text."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from frontlog.documents.segment import segment

T = TypeVar("T")
CASES = Path(__file__).parent.parent / "tests" / "cases"
CODES = dict(zip("TYDBCPLNRX", "title byline dateline body caption plea legal navigation related comment".split(), strict=True))  # noqa: SIM905


@dataclass(slots=True)
class Score:
    """Counts of lines: all, right, and for body: found, true, both."""

    lines: int = 0
    right: int = 0
    found: int = 0
    true: int = 0
    both: int = 0

    def add(self, want: list[str], got: list[str], kind: str = "body") -> None:
        for one, two in zip(want, got, strict=True):
            self.lines += 1
            self.right += one == two
            self.found += two == kind
            self.true += one == kind
            self.both += one == two == kind

    @property
    def precision(self) -> float:
        return self.both / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.both / max(1, self.true)

    def row(self, name: str) -> str:
        return f"| {name} | {self.lines} | {self.right / max(1, self.lines):.4f} | {self.precision:.4f} | {self.recall:.4f} |"


def kinds(text: str) -> list[str]:
    """The kind of each line that is not blank."""
    out, offset = [], 0
    blocks = segment(text).blocks
    for line in text.split("\n"):
        end = offset + len(line)
        if line.strip():
            held = [(min(end, block.end) - max(offset, block.start), block.kind) for block in reversed(blocks)]
            out.append(max(held, key=lambda pair: pair[0])[1])
        offset = end + 1
    return out


def case(row: dict[str, Any]) -> tuple[str, list[str]]:
    """A coded case as its text and the kinds that its lines must get."""
    coded = row["text"].rstrip("\n").split("\n")
    return "\n".join(line[3:] for line in coded), [CODES[line[0]] for line in coded if line.strip()]


def cases(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of cases."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def halves(rows: list[T]) -> dict[str, list[T]]:
    """Every second row is held out: scored, never looked at to mend a rule."""
    return {"open": rows[::2], "held out": rows[1::2]}
