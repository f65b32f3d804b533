"""The version of a stage: a hash of the code and data that its result hangs on."""

from functools import cache
from hashlib import file_digest
from importlib.resources import files
from importlib.resources.abc import Traversable

from frontlog.model import digest

UNDER = {"mentions": ("grammar",), "claims": ("grammar",)}  # layers that only some rooms stand on


@cache
def version(room: str) -> str:
    """Hash of the code and data of a room and of the layers under it: a change there, and only there, makes its shards stale."""
    found = [source for package in ("model", "reference", *UNDER.get(room, ()), room) for source in _of_package(package)]
    return digest(*(part for source in sorted(found) for part in source))[:12]


@cache
def _of_package(name: str) -> list[tuple[str, str]]:
    return _sources(files("frontlog") / name, name)


def _sources(folder: Traversable, name: str) -> list[tuple[str, str]]:
    """Names and hashes of files."""
    out: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            out += _sources(entry, path)
        elif entry.name.endswith((".py", ".yml", ".onnx", ".tsv")):
            with entry.open("rb") as file:  # by pieces: all of a network at once would be pushed through memory first
                out.append((path, file_digest(file, "sha256").hexdigest()))  # type: ignore[arg-type]
    return out
