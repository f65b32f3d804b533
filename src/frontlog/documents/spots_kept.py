"""A `Spotter` out of the user's cache, where one of these very expressions lies there: making it takes half a second of a cold start."""

import contextlib
import io
import logging
import re
import sys
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from frontlog.documents import spots
from frontlog.documents.spots import Spotter
from frontlog.reference.bundled import cache_folder, replacing

MOST = 4  # files kept: two versions of Frontlog with two of Python


def spotter(*tables: Sequence[re.Pattern[str]]) -> Spotter:
    """The spotter of some tables. What cannot be read or written costs time, never the reading."""
    path = cache_folder() / f"{_fingerprint(tables)}.spots"
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as held:
            return Spotter.of({name: held[name] for name in spots.PARTS})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        logging.getLogger(__name__).debug("No spotter at '%s' (%s); it is made", path, error)
    made = Spotter(*tables)
    try:
        with replacing(path) as part, part.open("wb") as file:
            np.savez(file, **made.parts())  # type: ignore[arg-type]
        for old in sorted(path.parent.glob("*.spots"), key=lambda one: one.stat().st_mtime)[:-MOST]:
            with contextlib.suppress(OSError):
                old.unlink()
    except OSError as error:
        logging.getLogger(__name__).info("No cache at '%s' (%s); what finds places in lines is made each time.", path.parent, error)
    return made


def _fingerprint(tables: Sequence[Sequence[re.Pattern[str]]]) -> str:
    """Hash of all that a spotter hangs on: the expressions, how Python reads them, and our code."""
    hashed = sha256(f"{sys.version} {np.__version__}".encode())
    for module in ("spots", "places"):
        hashed.update(Path(spots.__file__).with_name(f"{module}.py").read_bytes())
    for table in tables:
        hashed.update(repr([(pattern.pattern, pattern.flags) for pattern in table]).encode())
    return hashed.hexdigest()[:16]
