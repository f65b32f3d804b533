"""One local file of places that is found by spelling: SQLite with the rows, and the hashes of their names in order for a binary search.

A pack of a country is one such file, and so is each part of the bundled gazetteer. Nothing is read of the rows before one is wanted.
"""

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, fields
from functools import lru_cache
from hashlib import blake2b, sha256
from pathlib import Path

from frontlog.model import FrontlogError
from frontlog.reference.place_rows import Place
from frontlog.reference.scripts import LATIN, script_of
from frontlog.reference.spelling import LEVELS, exact_key, spellings

APPLICATION = 0x464C_504C  # "FLPL", so that `file` and we tell it from other SQLite files
FORMAT = 1  # raise when rows or keys change: files of another format are made anew
FIELDS = tuple(field.name for field in fields(Place))
SEPARATOR = "\x1f"  # between names; stands in none
KEPT = 4096  # rows kept as objects
_TABLES = f"""
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (number INTEGER PRIMARY KEY, {", ".join(FIELDS)});
CREATE INDEX by_id ON places (id);
CREATE TABLE keys (hashes BLOB NOT NULL, numbers BLOB NOT NULL);
CREATE TABLE areas (level INTEGER, key TEXT, parent TEXT, name TEXT, code TEXT, PRIMARY KEY (level, parent, key)) WITHOUT ROWID;
"""


@lru_cache(maxsize=65536)
def key_hash(level: int, key: str) -> int:
    """The number under which a key of a level is found."""
    return int.from_bytes(blake2b(f"{level}{key}".encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=16384)
def hashes(name: str) -> tuple[tuple[int, ...], ...]:
    """For each level the numbers under which a name is looked up."""
    rows = spellings(name)
    return tuple(tuple(dict.fromkeys(key_hash(level, row[level]) for row in rows if row[level])) for level in range(len(LEVELS)))


def content_digest(places: Iterable[Place], areas: Iterable[tuple[int, str, str, str, str]] = ()) -> str:
    """Hex SHA-256 of rows: what two packs with the same places have in common, whatever wrote the file."""
    hasher = sha256()
    for row in (*(astuple(place) for place in places), *areas):
        hasher.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return hasher.hexdigest()


def write_index(
    database: sqlite3.Connection,
    places: Iterable[Place],
    about: Mapping[str, str],
    levels: int = len(LEVELS),
    areas: Iterable[tuple[int, str, str, str, str]] = (),
) -> None:
    """Fill an empty database. Only names of the first `levels` levels are indexed: cities of the whole world are found exactly or not at
    all. `areas` are provinces and districts: level, key, key of the parent, name and code."""
    database.executescript(f"PRAGMA application_id={APPLICATION}; PRAGMA user_version={FORMAT}; {_TABLES}")
    pairs: set[int] = set()  # hash and number of the row in one, which take less than half of what tuples do
    marks = ", ".join("?" * (len(FIELDS) + 1))
    with database:
        for number, place in enumerate(places):
            database.execute(f"INSERT INTO places VALUES ({marks})", (number, *_cells(place)))  # noqa: S608 - marks only
            pairs.update(found << 32 | number for found in _indexed(place, levels))
        ordered = sorted(pairs)
        keys, numbers = array("Q", (pair >> 32 for pair in ordered)), array("I", (pair & 0xFFFFFFFF for pair in ordered))
        database.execute("INSERT INTO keys VALUES (?, ?)", (keys.tobytes(), numbers.tobytes()))
        database.executemany("INSERT OR IGNORE INTO areas VALUES (?, ?, ?, ?, ?)", areas)
        database.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))


def _indexed(place: Place, levels: int) -> Iterator[int]:
    """Numbers of all names of a place. Latin spellings with marks (of other languages, mostly) count exactly only, the main name always."""
    for name in place.names:
        if levels > 1 and (name.isascii() or name == place.name or script_of(name) != LATIN):
            for row in spellings(name):
                yield from (key_hash(level, key) for level, key in enumerate(row[:levels]) if key)
        elif key := exact_key(name):
            yield key_hash(0, key)


def _cells(place: Place) -> tuple[object, ...]:
    line = json.dumps(place.line) if place.line else ""
    return tuple(SEPARATOR.join(place.names) if name == "names" else line if name == "line" else getattr(place, name) for name in FIELDS)


def _place(row: tuple[object, ...]) -> Place:
    values = dict(zip(FIELDS, row, strict=True))
    line = str(values["line"])
    values["names"] = tuple(str(values["names"]).split(SEPARATOR))
    values["line"] = tuple((float(lat), float(lon)) for lat, lon in json.loads(line)) if line else ()
    return Place(**values)  # type: ignore[arg-type]


class PlaceIndex:
    """Places of one file, found by the hashes of their names. Use `open_index` for a file and `index_of` for rows in memory."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.about = {str(key): str(value) for key, value in database.execute("SELECT key, value FROM about")}
        keys, numbers = database.execute("SELECT hashes, numbers FROM keys").fetchone()
        self._keys, self._numbers = memoryview(keys).cast("Q"), memoryview(numbers).cast("I")
        self._kept: dict[int, Place] = {}

    def find(self, key: int) -> Iterator[Place]:
        """The places under a number of `hashes`, in the order of the file."""
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            yield self._row(self._numbers[at])
            at += 1

    def get(self, id_: str) -> Place | None:
        """The place of that id."""
        found = self._database.execute("SELECT number FROM places WHERE id = ?", (id_,)).fetchone()
        return self._row(found[0]) if found else None

    def rows(self) -> Iterator[Place]:
        """All places, in the order of the file."""
        yield from map(_place, self._database.execute(f"SELECT {', '.join(FIELDS)} FROM places ORDER BY number"))  # noqa: S608

    def areas(self) -> list[tuple[int, str, str, str, str]]:
        """Provinces and districts with their codes."""
        return list(self._database.execute("SELECT level, key, parent, name, code FROM areas ORDER BY level, parent, key"))

    def area(self, level: int, key: str, parent: str = "") -> str:
        """The code of a province (1) or district (2) by the key of its name, inside a province where one is known; empty when unknown."""
        found = self._database.execute("SELECT code FROM areas WHERE level = ? AND key = ? AND parent IN (?, '')", (level, key, parent))
        codes = {str(code) for (code,) in found}
        return codes.pop() if len(codes) == 1 else ""

    def _row(self, number: int) -> Place:
        found = self._kept.get(number)
        if found is None:
            if len(self._kept) >= KEPT:  # a long build must not gather a whole country as objects
                self._kept.clear()
            query = f"SELECT {', '.join(FIELDS)} FROM places WHERE number = ?"  # noqa: S608 - names of our own
            found = self._kept[number] = _place(self._database.execute(query, (number,)).fetchone())
        return found

    def close(self) -> None:
        """Let go of the file. An index that a gazetteer uses stays open as long as the process."""
        self._database.close()

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM places").fetchone()[0])


def open_index(path: Path) -> PlaceIndex:
    """The index in a file. Raises FrontlogError when it is none, damaged, or of another format."""
    database: sqlite3.Connection | None = None
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        kind, form = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if kind != APPLICATION:
            raise FrontlogError(f"'{path}' is no file of places.", "Make one with `frontlog places add FILE`.")
        if form != FORMAT:
            raise FrontlogError(f"'{path}' has format {form}; this Frontlog reads {FORMAT}.", "Add the pack again from its source.")
        return PlaceIndex(database)
    except (sqlite3.Error, TypeError, ValueError, FrontlogError) as error:
        if database is not None:
            database.close()
        if isinstance(error, FrontlogError):
            raise
        raise FrontlogError(f"'{path}' is damaged ({error}).", "Add the pack again from its source.") from error


def index_of(places: Iterable[Place], levels: int = len(LEVELS)) -> PlaceIndex:
    """An index in memory, for rows that no file holds."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    write_index(database, places, {}, levels)
    return PlaceIndex(database)
