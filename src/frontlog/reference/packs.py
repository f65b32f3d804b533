"""Packs of places: which ones there are, and which one is meant. `frontlog places add` makes them, a build names those that it used."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError, suggest
from frontlog.reference.place_index import PlaceIndex, open_index

FOLDER = "FRONTLOG_PLACES"  # environment variable: where packs lie
SUFFIX = ".places"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as a build names it. `sha256` is that of its places, the same whatever wrote the file; `version` what its source calls it."""

    name: str
    sha256: str
    version: str
    path: str  # of the index file
    licence: str = ""
    attribution: str = ""
    source: str = ""  # what it was made from: "GeoNames dump SY.zip"
    countries: str = ""  # ISO codes, by space
    places: int = 0

    def plain(self) -> dict[str, str]:
        """What a log remembers of it: nothing of this machine."""
        fields = ("name", "sha256", "version", "licence", "attribution", "source")
        return {field: str(getattr(self, field)) for field in fields}


def packs_folder(named: Path | None = None) -> Path:
    """Where packs lie: the folder named, else $FRONTLOG_PLACES, else the user's folder for data."""
    if named is not None:
        return named
    told = os.environ.get(FOLDER, "")
    if told:
        return Path(told)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "frontlog" / "places"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "frontlog" / "places"


def read_pack(path: Path) -> Pack:
    """What a file of places says about itself. Raises FrontlogError when it is none."""
    index = open_index(path)
    index.close()
    about = index.about
    known = {name: about.get(name, "") for name in ("sha256", "version", "licence", "attribution", "source", "countries")}
    if not known["sha256"]:
        raise FrontlogError(f"'{path}' is no finished pack.", "Add it again from its source.")
    return Pack(name=path.name.removesuffix(SUFFIX), path=str(path), places=int(about.get("places", "0")), **known)


def installed(folder: Path) -> tuple[Pack, ...]:
    """The packs of a folder, by name. Raises FrontlogError for one that cannot be read: leaving it out would move places in silence."""
    found = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    return tuple(read_pack(path) for path in found if not path.name.startswith("."))


def chosen(there: Sequence[Pack], words: str, before: Iterable[dict[str, Any]] = ()) -> tuple[Pack, ...]:
    """The packs that a build uses: all of the folder; those that `words` names ("syria,iraq"), or none of them ("none").

    `before` are the packs that the log was built with. Where nothing is named and one of them is gone, FrontlogError says so: its places
    would lose their coordinates in silence.
    """
    names = {pack.name: pack for pack in there}
    if words == "none":
        return ()
    if words not in ("", "all"):
        wanted = sorted({word.strip() for word in words.split(",") if word.strip()})
        for word in wanted:
            if word not in names:
                near = suggest(word, names) if names else "There is none; add one with `frontlog places add FILE`."
                raise FrontlogError(f"There is no pack of places '{word}'.", near)
        return tuple(names[word] for word in wanted)
    lost = [str(row.get("name")) for row in before if row.get("name") not in names]
    if lost and not words:
        raise FrontlogError(
            f"The log was built with the pack of places '{lost[0]}', which is not there now.",
            "Add it again with `frontlog places add FILE`, or build with --packs all, --packs none or --packs NAME,NAME.",
        )
    return tuple(there)


def open_pack(pack: Pack) -> PlaceIndex:
    """The index of a pack. Raises FrontlogError when the file is another one by now."""
    index = open_index(Path(pack.path))
    if index.about.get("sha256") != pack.sha256:
        index.close()
        raise FrontlogError(f"The pack of places '{pack.name}' was replaced while it was in use.", "Run the command again.")
    return index
