"""The queue of a fetch, as JSON lines that are only ever added to: queued, done, list, failed. A fetch that was stopped goes on from it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path

from frontlog.model import FrontlogError, Item
from frontlog.sources.addresses import Address

STATES = ("queued", "done", "list", "failed")
# What may lie at an address. A list that a user names may point to further lists (an index of sitemaps), those to pages only: so a site
# that lists lists without end is followed two steps.
PAGE, INNER_LIST, ANYTHING, LIST = "", "inner list", "anything", "list"


@dataclass(frozen=True, slots=True)
class Entry:
    """An address and how it fares. `sha256`, `etag` and `modified` are those of what was fetched, `reason` that of a failure."""

    address: Address
    state: str
    expect: str = PAGE
    reason: str = ""
    sha256: str = ""
    at: str = ""
    etag: str = ""
    modified: str = ""


SECOND = 19  # characters of a stamp down to its second: archives of the web know no finer time


class Queue:
    """The entries of a queue file, the last line of each address counting. Without a path it is kept in memory only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.entries: dict[str, Entry] = {}
        for entry in _lines(path) if path and path.exists() else ():
            self.entries[entry.address.url] = entry
        if path and path.exists() and path.stat().st_size and not path.read_bytes().endswith(b"\n"):
            self._write("")  # a line that a crash cut off is closed, so that the next one stands alone

    def add(self, addresses: Iterable[Address], at: str = "", expect: str = PAGE, again: str = "") -> list[Entry]:
        """Queue what is not known yet and lists that were read before (they may list more now); with `again` also what was fetched before
        that time. Returns what was queued."""
        out = []
        for address in addresses:
            known = self.entries.get(address.url)
            if known is None:
                entry = Entry(address, "queued", expect, at=at)
            elif known.state != "queued" and ((known.state == "list" and expect and known.at < at) or known.at < again):
                entry = replace(known, state="queued", expect=expect or known.expect, at=at)
            else:
                continue
            out.append(entry)
            self.note(entry)
        return out

    def waiting(self, failed_too: bool = False) -> list[Entry]:
        """What is still to be fetched, in the order in which it was queued; with `failed_too` also what failed before."""
        states = ("queued", "failed") if failed_too else ("queued",)
        return [entry for entry in self.entries.values() if entry.state in states]

    def settle(self, items: Iterable[Item]) -> None:
        """Note as done what the archive holds already: a fetch that was killed between the archive and this file."""
        for item in items:
            entry = self.entries.get(item.asked or item.url)
            if entry and entry.state == "queued" and item.retrieved and stamp(item.retrieved)[:SECOND] >= entry.at[:SECOND]:
                self.note(replace(entry, state="done", sha256=item.sha256, at=stamp(item.retrieved)))

    def note(self, entry: Entry) -> None:
        """Make this the state of its address."""
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


def stamp(when: datetime) -> str:
    """A time as the queue notes it, fine enough that two fetches in one second are told apart."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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
            rest = [words.get(field.name, "") for field in fields(Entry) if field.name not in ("address", "state")]
            yield Entry(Address(*(words.get(field.name, "") for field in fields(Address))), words["state"], *rest)
