"""The archive: every byte that was read, under its SHA-256, and an append-only index of what it was."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError, Item, Raw, Rejection
from frontlog.store.atomic import append_line, write_bytes

NOTES = ("duplicate", "passed over", "addresses only", "truncated")  # said of a file besides the items that it gave


class Archive:
    """Raw bytes of a log. Adding the same bytes again adds nothing; nothing is ever removed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.index = root / "index.jsonl"
        self.refusals = root / "refused.jsonl"
        self._items = {row["id"]: _item(row) for row in _lines(self.index)}

    def items(self) -> list[Item]:
        """All items, by id."""
        return [self._items[key] for key in sorted(self._items)]

    def refused(self) -> list[Rejection]:
        """Files that could not be read, by id, and notes on those that were; without files that a later build could read."""
        names = {item.name for item in self._items.values()}
        rows = {row["id"]: Rejection(**row) for row in _lines(self.refusals)}
        return [rows[key] for key in sorted(rows) if rows[key].subject not in names or rows[key].reason in NOTES]

    def add(self, raw: Raw) -> bool:
        """Keep the bytes of `raw` and note the item; False when it was there already."""
        if raw.item.id in self._items:
            return False
        path = self._path(raw.item.sha256)
        if not path.exists():
            write_bytes(path, raw.content)
        append_line(self.index, json.dumps(asdict(raw.item), sort_keys=True, ensure_ascii=False, default=datetime.isoformat))
        self._items[raw.item.id] = raw.item
        return True

    def refuse(self, rejection: Rejection) -> None:
        """Note a file that could not be read."""
        if all(row["id"] != rejection.id for row in _lines(self.refusals)):
            append_line(self.refusals, json.dumps(asdict(rejection), sort_keys=True, ensure_ascii=False))

    def raw(self, item: Item) -> Raw:
        """An item with its bytes, checked against their hash."""
        path = self._path(item.sha256)
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise FrontlogError(
                f"The archive has lost the bytes of '{item.name}' ({item.sha256[:12]}…).",
                "Add that file again with `frontlog build`.",
            ) from error
        if hashlib.sha256(content).hexdigest() != item.sha256:
            raise FrontlogError(
                f"The archived bytes of '{item.name}' changed: {path} no longer has the hash it is named by.",
                "Restore that file from a copy of the log.",
            )
        return Raw(item=item, content=content)

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256


def _item(row: dict[str, Any]) -> Item:
    when = row.get("retrieved")
    return Item(**{**row, "retrieved": datetime.fromisoformat(when) if when else None})


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Whole JSON lines of a file; a last line cut off by a crash was never acknowledged and is passed over."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and "id" in row:
            yield row
