"""The folder of files that save work and may be deleted at any time: indexes of the bundled places, tables made ready."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

CACHE = "FRONTLOG_CACHE"  # environment variable


def cache_folder() -> Path:
    """Where it is: $FRONTLOG_CACHE, else the user's folder for caches."""
    named = os.environ.get(CACHE, "")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "frontlog"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "frontlog"


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write beside `path` that takes its place when the block ends: whoever reads meanwhile has the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
        with open(name, "rb") as file:
            os.fsync(file.fileno())
        os.chmod(name, 0o644)  # a folder of packs may be there for several people
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
