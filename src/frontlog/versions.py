"""The version of a stage: a hash of the code and data that its result hangs on."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from frontlog.model import digest

UNDER = {"mentions": ("grammar",), "claims": ("grammar",)}  # layers that only some rooms stand on


@cache
def version(room: str) -> str:
    """Hash of the code and data of a room and of the layers under it: a change there, and only there, makes its shards stale."""
    found: list[tuple[str, bytes]] = []
    for package in ("model", "reference", *UNDER.get(room, ()), room):
        found += _sources(files("frontlog") / package, package)
    return digest(*(part for name, data in sorted(found) for part in (name, digest(data.hex()))))[:12]


def _sources(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            out += _sources(entry, path)
        elif entry.name.endswith((".py", ".yml", ".onnx", ".tsv")):
            out.append((path, entry.read_bytes()))
    return out
