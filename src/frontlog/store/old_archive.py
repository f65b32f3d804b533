"""Archives that Frontlog wrote up to log format 1: every item's bytes as a file named by their SHA-256. Only read, never written."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from frontlog.model import Item, Rejection
from frontlog.sources.stored import StoredError, item_of_row

INDEX = "index.jsonl"
REFUSALS = "refused.jsonl"


def old_items(root: Path) -> Iterator[tuple[int, Item | None]]:
    """Line number and item of every line of the old index; None for a line that cannot be read."""
    for number, row in _lines(root / INDEX):
        try:
            yield number, item_of_row(row)
        except StoredError:
            yield number, None


def old_refusals(root: Path) -> Iterator[tuple[int, Rejection | None]]:
    """Line number and refusal of every line of the old list; None for a line that cannot be read."""
    for number, row in _lines(root / REFUSALS):
        yield number, rejection_of(row)


def rejection_of(row: Mapping[str, Any]) -> Rejection | None:
    """The refusal of a line; None for a line that says something else."""
    try:
        return Rejection(**row)
    except TypeError:
        return None


def old_path(sha256: str) -> str:
    """Where in the archive the bytes with that hash lie."""
    return f"{sha256[:2]}/{sha256}"


def old_seals(root: Path) -> dict[str, str]:
    """SHA-256 of the old lists, whose lines hold no hashes of their own."""
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in (INDEX, REFUSALS) if (root / name).exists()}


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines; an unreadable one is empty, except a last one that a crash cut off before it was acknowledged."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if isinstance(row, dict):
                yield number, row
            elif line.endswith(b"\n"):
                yield number, {}
