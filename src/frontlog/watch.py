"""Watching: folders and feeds are looked at again and again, and what is new goes into the log. Knows no clock, signal or network; the
command hands these in."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontlog.model import FrontlogError
from frontlog.store.atomic import read_json, write_json

FILE = "watch.json"  # of the log: what is watched
SETTLING = 1.0  # seconds for which a folder must have stayed as it is, so that no file is read while it is being written
LOOKS = 60  # that a folder gets to come to rest; after them it is read as it is
Look = Mapping[str, tuple[int, int]]  # what lies in the folders: size and time of each file


@dataclass(frozen=True, slots=True)
class Watched:
    """What a log watches: files and folders, and addresses of feeds."""

    paths: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()

    def __or__(self, other: "Watched") -> "Watched":
        return Watched(tuple(dict.fromkeys((*self.paths, *other.paths))), tuple(dict.fromkeys((*self.feeds, *other.feeds))))

    def __bool__(self) -> bool:
        return bool(self.paths or self.feeds)


def recorded(root: Path) -> Watched:
    """What the log was told to watch before. Raises FrontlogError for a file that says something else."""
    if not (root / FILE).exists():
        return Watched()
    found = read_json(root / FILE)
    rows = [found.get(name, []) if isinstance(found, dict) else None for name in ("paths", "feeds")]
    if not all(isinstance(row, list) and all(isinstance(entry, str) for entry in row) for row in rows):
        raise FrontlogError(f"'{root / FILE}' does not say what to watch.", "Delete it and name folders and feeds again.")
    return Watched(*map(tuple, rows))  # type: ignore[arg-type]


def record(root: Path, watched: Watched) -> None:
    """Keep what is watched in the log."""
    if watched != recorded(root):
        write_json(root / FILE, {"paths": list(watched.paths), "feeds": list(watched.feeds)})


def look(paths: Sequence[Path]) -> Look:
    """Size and time of every file under some paths; what cannot be looked at is left out, and spoken of by the build."""
    return {str(path): (found.st_size, found.st_mtime_ns) for top in paths for path in _files(top) if (found := _stat(path))}


def _files(top: Path) -> Iterator[Path]:
    yield from sorted(top.rglob("*")) if top.is_dir() else (top,)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


@dataclass(slots=True)
class Watch:
    """The rounds of a watch. `fetch` asks all feeds and says how many pages were new; `build` brings the log up to date with the paths;
    `wait` sleeps so many seconds; `say` tells people what went wrong."""

    paths: Sequence[Path]
    feeds: Sequence[str]
    fetch: Callable[[str], int]
    build: Callable[[Sequence[Path]], object]
    wait: Callable[[float], None]
    say: Callable[[str], None]
    seen: Look | None = None  # None before the first build, which always happens: the one before may have been stopped

    def run(self, every: float, rounds: int = 0) -> None:
        """Round after round, `every` so many seconds; without end where `rounds` is 0."""
        done = 0
        while True:
            self.round()
            done += 1
            if done == rounds:
                return
            self.wait(every)

    def round(self) -> bool:
        """Ask the feeds, look at the folders, and build where something is new. Whether it did. A fault is told and tried again later."""
        new = 0
        for feed in self.feeds:
            try:
                new += self.fetch(feed)
            except (FrontlogError, OSError) as error:
                self.say(f"{feed}: {error}")
        found = self._at_rest()
        if self.seen == found and not new:
            return False
        try:
            self.build(self.paths)
        except (FrontlogError, OSError) as error:
            self.say(f"{error} It is tried again in the next round.")
            self.seen = None
            return False
        self.seen = found
        return True

    def _at_rest(self) -> Look:
        """What lies in the folders, once nothing there changes any more."""
        found = look(self.paths)
        for _ in range(LOOKS if found != self.seen and self.seen is not None else 0):
            self.wait(SETTLING)
            again = look(self.paths)
            if again == found:
                break
            found = again
        return found
