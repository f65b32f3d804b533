"""Packs in their folder: added in one step, listed, checked, removed. What was there stays until the new one is whole."""

import contextlib
import fcntl
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from frontlog.model import FrontlogError, suggest
from frontlog.packs.faults import Faults
from frontlog.packs.formats import read
from frontlog.packs.rows import Area, tidy
from frontlog.reference.cache import replacing
from frontlog.reference.packs import SUFFIX, Pack, installed, read_pack
from frontlog.reference.place_index import content_digest, open_index, write_index
from frontlog.reference.words import slug

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
RESERVED = frozenset(("all", "none"))  # what --packs means something else by
UNSTATED = "not stated"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a pack is to be made. What is left empty comes from the files: the name from theirs, the licence from their kind."""

    name: str = ""
    version: str = ""
    licence: str = ""
    attribution: str = ""
    country: str = ""
    lenient: bool = False
    most: int = 2_000_000_000  # bytes that a file may unpack to; the largest country has some 200 MB


@dataclass(frozen=True, slots=True)
class Added:
    """A pack that was added, and what was left out of it."""

    pack: Pack
    names: int
    unread: int  # names in scripts that are found only as they are written
    left_out: tuple[str, ...]
    replaced: bool


def add(paths: Sequence[Path], folder: Path, wanted: Wanted) -> Added:
    """Make a pack of files and put it into the folder, in the place of one of that name.

    Raises FrontlogError when the files cannot be read as one; the folder is then as it was.
    """
    name = pack_name(wanted.name or paths[0].name, bool(wanted.name))
    faults = Faults(wanted.lenient)
    content, collector = read(paths, faults, name, wanted.country.upper(), wanted.most)
    places = sorted(content.places, key=lambda place: place.id)
    areas = _told_apart(content.areas)
    about = {
        "name": name,
        "sha256": content_digest(places, areas),
        "version": wanted.version or content.version or f"sha256 {_digest(paths)[:12]}",
        "licence": tidy(wanted.licence) or content.licence or UNSTATED,
        "attribution": tidy(wanted.attribution) or content.attribution or UNSTATED,
        "source": f"{content.kind} {', '.join(path.name for path in paths)}",
        "countries": " ".join(sorted({place.country for place in places} | {wanted.country.upper()} - {""})).strip(),
        "places": str(len(places)),
    }
    with _locked(folder):
        target = folder / f"{name}{SUFFIX}"
        replaced = target.exists()
        with replacing(target) as part, contextlib.closing(sqlite3.connect(part)) as database:
            write_index(database, places, about, areas=areas)
    names = sum(len(place.names) for place in places)
    return Added(read_pack(target), names, collector.unread, tuple(faults.summary()), replaced)


def _told_apart(areas: Iterable[Area]) -> list[Area]:
    """Provinces and districts whose name stands for one code only; two districts of a name in one province cannot be told apart by it."""
    codes: dict[tuple[int, str, str], dict[str, Area]] = {}
    for area in sorted(areas, reverse=True):
        codes.setdefault(area[:3], {})[area[4]] = area
    return sorted(area for found in codes.values() if len(found) == 1 for area in found.values())


def remove(folder: Path, name: str) -> Pack:
    """Take a pack out of its folder. Raises FrontlogError with the names that there are."""
    with _locked(folder):
        path = folder / f"{name}{SUFFIX}"
        if not NAME.fullmatch(name) or not path.is_file():
            there = sorted(p.name.removesuffix(SUFFIX) for p in folder.glob(f"*{SUFFIX}") if not p.name.startswith("."))
            raise FrontlogError(f"There is no pack of places '{name}' in '{folder}'.", suggest(name, there) if there else "")
        try:
            pack = read_pack(path)
        except FrontlogError:
            pack = Pack(name, "", "", str(path))  # a damaged pack can be taken away like any other
        path.unlink()
        return pack


def check(pack: Pack) -> str:
    """What is wrong with a pack's file; empty when its places are those that were added."""
    try:
        with contextlib.closing(open_index(Path(pack.path))) as index:
            found = content_digest(index.rows(), index.areas())
    except (FrontlogError, sqlite3.Error, TypeError, ValueError) as error:
        return f"is damaged ({error})"
    return "" if found == pack.sha256 else "holds other places than were added"


def listed(folder: Path) -> tuple[Pack, ...]:
    """The packs of a folder, by name."""
    return installed(folder)


def pack_name(words: str, named: bool) -> str:
    """The name of a pack: as it was given, or made from the name of a file."""
    if not named:
        words = slug(words.partition(".")[0].replace("_", "-"))[:64].strip("-") or "places"
    if not NAME.fullmatch(words) or words in RESERVED:
        raise FrontlogError(f"'{words}' cannot be the name of a pack.", "Use small letters, digits and hyphens, as in --name syria.")
    return words


def _digest(paths: Sequence[Path]) -> str:
    """Hash of the files that a pack comes from, for those that state no version."""
    hasher = sha256()
    for path in paths:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                hasher.update(part)
    return hasher.hexdigest()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One change of a folder at a time. What a killed one left behind is swept away."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("a")
    except OSError as error:
        raise FrontlogError(f"'{folder}' cannot be written to ({error.strerror}).", "Name another folder with --places.") from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for part in folder.glob(".part-*"):
            part.unlink(missing_ok=True)
        yield
