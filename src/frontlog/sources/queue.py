"""The queue of a fetch, as JSON lines that are only ever added to: queued, done, failed. A fetch that was stopped goes on from it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from frontlog.model import FrontlogError
from frontlog.sources.addresses import Address

STATES = ("queued", "done", "failed")


@dataclass(frozen=True, slots=True)
class Entry:
    """An address and how it fares. `reason` of a failure, `sha256` of what was fetched."""

    address: Address
    state: str
    reason: str = ""
    sha256: str = ""
    at: str = ""


class Queue:
    """The entries of a queue file, the last line of each address counting. Without a path it is kept in memory only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.entries: dict[str, Entry] = {}
        for entry in _lines(path) if path and path.exists() else ():
            self.entries[entry.address.url] = entry
        if path and path.exists() and path.stat().st_size and not path.read_bytes().endswith(b"\n"):
            self._write("")  # a line that a crash cut off is closed, so that the next one stands alone

    def add(self, addresses: Iterable[Address]) -> None:
        """Queue what is not known yet."""
        for address in addresses:
            if address.url not in self.entries:
                self._note(Entry(address, "queued"))

    def waiting(self, failed_too: bool = False) -> list[Address]:
        """What is still to be fetched, in the order in which it was queued; with `failed_too` also what failed before."""
        states = ("queued", "failed") if failed_too else ("queued",)
        return [entry.address for entry in self.entries.values() if entry.state in states]

    def done(self, address: Address, sha256: str, at: str) -> None:
        self._note(Entry(address, "done", sha256=sha256, at=at))

    def failed(self, address: Address, reason: str, at: str) -> None:
        self._note(Entry(address, "failed", reason=reason, at=at))

    def _note(self, entry: Entry) -> None:
        row = {key: value for key, value in {**asdict(entry.address), **asdict(entry), "address": ""}.items() if value}
        self._write(json.dumps(row, sort_keys=True, ensure_ascii=False))
        self.entries[entry.address.url] = entry

    def _write(self, line: str) -> None:
        if self._path is None:
            return
        try:
            with self._path.open("a", encoding="utf-8", errors="replace") as handle:
                handle.write(line + "\n")
        except OSError as error:
            what = f"The queue '{self._path}' could not be written ({error.strerror or type(error).__name__})."
            raise FrontlogError(what, "Check its rights and the room on the disk.") from error


def _lines(path: Path) -> Iterator[Entry]:
    """The whole lines of a queue; one that a crash cut off is passed over."""
    try:
        content = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise FrontlogError(f"The queue '{path}' could not be read ({why}).", "Check its rights, or name another file.") from error
    for line in content.splitlines():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and row.get("state") in STATES and isinstance(row.get("url"), str):
            words = {key: value for key, value in row.items() if isinstance(value, str)}
            address = Address(*(words.get(key, "") for key in ("url", "title", "outlet", "published", "seen")))
            yield Entry(address, words["state"], words.get("reason", ""), words.get("sha256", ""), words.get("at", ""))
