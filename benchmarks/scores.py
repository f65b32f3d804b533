"""What the benchmarks of reading share: counts of labelled lines, and the kind of each line of a text."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from frontlog.documents.read import read
from frontlog.documents.segment import segment
from frontlog.model import Document, Item, Raw, Segment, digest, record_id

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


def marked(row: dict[str, Any]) -> tuple[bytes, list[tuple[str, str]]]:
    """A coded page as its bytes and the kinds of its lines of words, each with its longest words between two tags."""
    coded = [(line[0], line[3:]) for line in row["html"].rstrip("\n").split("\n")]
    spoken = [(CODES[code], max(re.split(r"<[^>]*>", line), key=len)) for code, line in coded if code != "-"]
    return "\n".join(line for _, line in coded).encode(), [(kind, html.unescape(words)) for kind, words in spoken]


def page_kinds(content: bytes, lines: list[tuple[str, str]]) -> list[str]:
    """What the reading of a page makes of each line's words: the kind of the segment that holds most of them, or nothing."""
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a.html", part=0, media_type="text/html", size=len(content), sha256=sha)
    rows = list(read([Raw(item=item, content=content)]))
    text = next((row.text for row in rows if isinstance(row, Document)), "")
    places = [i for i, letter in enumerate(text) if not letter.isspace()]
    packed = "".join(text[i] for i in places)
    held = [(row.span.start, row.span.end, row.kind) for row in rows if isinstance(row, Segment)]
    out, behind = [], 0
    for _, words in lines:
        sought = "".join(words.split())
        at = packed.find(sought, behind)
        at = packed.find(sought) if at < 0 else at
        if at < 0 or not sought:
            out.append("")
            continue
        behind = at
        start, end = places[at], places[at + len(sought) - 1] + 1
        out.append(max(((min(end, stop) - max(start, begin), kind) for begin, stop, kind in held), default=(0, ""))[1])
    return out


def cases(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of cases."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


def halves(rows: list[T]) -> dict[str, list[T]]:
    """Every second row is held out: scored, never looked at to mend a rule."""
    return {"open": rows[::2], "held out": rows[1::2]}
