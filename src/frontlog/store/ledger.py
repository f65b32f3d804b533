"""Append-only JSON lines, each holding the hash of the line before it: what was noted cannot be changed or lost unseen."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from frontlog.model import digest
from frontlog.store.atomic import append_bytes

STEP = 65_536
CHANGED = "was changed: its hash does not fit its words"
UNLINKED = "does not follow from the line before it: a line was changed, lost or put in"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `fault` says what is wrong with it; `torn`: a crash cut it off before it was acknowledged, so nothing is lost."""

    number: int
    offset: int
    row: dict[str, Any]
    before: str
    hash: str
    fault: str = ""
    torn: bool = False


class Ledger:
    """A file of chained lines. Reading passes over what is damaged; whoever must know of it asks `lines(check=True)`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self) -> Iterator[dict[str, Any]]:
        """What the readable lines hold, in order."""
        return (line.row for line in self.lines() if line.row)

    def lines(self, check: bool = False) -> Iterator[Line]:
        """Every line. With `check`, hashes and the chain are recomputed; without, only what is no JSON has a fault."""
        if not self.path.exists():
            return
        head: str | None = ""
        offset = 0
        with self.path.open("rb") as file:
            for number, data in enumerate(file, 1):
                line = _line(data, number, offset)
                yield _checked(line, data, head) if check and not line.fault else line
                head = line.hash or None
                offset += len(data)

    def head(self) -> str:
        """The hash of the last line; empty when there is none."""
        last, _ = self._end()
        return (_line(last, 0, 0).hash or digest(last.hex())) if last else ""

    def append(self, rows: Sequence[Mapping[str, Any]], sync: bool = True) -> None:
        """Add lines, and with `sync` wait until they are on the disk. A last line that a crash cut off is taken away first."""
        if not rows:
            return
        self._mend()
        head, out = self.head(), []
        for row in rows:
            text, head = chained(row, head)
            out.append(f"{text}\n")
        append_bytes(self.path, "".join(out).encode(), sync)

    def _mend(self) -> None:
        """End the last line where it is whole, take it away where it is only the beginning of one."""
        _, rest = self._end()
        if not rest:
            return
        with self.path.open("rb+") as file:
            size = file.seek(0, os.SEEK_END)
            if _torn(rest):
                file.truncate(size - len(rest))
            else:
                file.write(b"\n")

    def _end(self) -> tuple[bytes, bytes]:
        """The last line that has an end, and what stands behind it."""
        if not self.path.exists():
            return b"", b""
        with self.path.open("rb") as file:
            at, data = file.seek(0, os.SEEK_END), b""
            while at and data.count(b"\n") < 2:
                step = min(at, max(STEP, len(data)))
                at -= step
                file.seek(at)
                data = file.read(step) + data
        whole, _, rest = data.rpartition(b"\n")
        return (whole.rpartition(b"\n")[2] + b"\n" if whole else b""), rest


def chained(row: Mapping[str, Any], before: str) -> tuple[str, str]:
    """The line of a row behind the line whose hash is `before`, and its own hash."""
    found = digest(before, _json(row))
    return _json({**row, "before": before, "hash": found}), found


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


def _line(data: bytes, number: int, offset: int) -> Line:
    row = _parsed(data)
    if row is not None:
        return Line(number, offset, row, row.pop("before"), row.pop("hash"))
    if not data.endswith(b"\n") and _torn(data):
        return Line(number, offset, {}, "", "", "was cut off by a crash before it was acknowledged", True)
    return Line(number, offset, {}, "", "", "is damaged: it is no line of this file")


def _parsed(data: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(row, dict) and isinstance(row.get("before"), str) and isinstance(row.get("hash"), str)
    return row if whole else None


def _torn(data: bytes) -> bool:
    """Whether bytes are the beginning of a line and nothing else: then a crash cut it off, and no damage made it so."""
    try:
        json.JSONDecoder().raw_decode(data.decode(errors="replace"))
    except (ValueError, RecursionError):
        return True
    return False


def _checked(line: Line, data: bytes, head: str | None) -> Line:
    text, found = chained(line.row, line.before)
    if found != line.hash or text.encode() != data.removesuffix(b"\n"):
        return replace(line, fault=CHANGED)
    return replace(line, fault=UNLINKED) if head is not None and line.before != head else line
