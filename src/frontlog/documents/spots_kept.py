"""A `Spotter` out of the user's cache, where one of these very expressions lies there: making it takes half a second of a cold start."""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from frontlog.documents import spots
from frontlog.documents.spots import Spotter, Written
from frontlog.reference import ready


def spotter(*tables: Sequence[Written]) -> Spotter:
    """The spotter of some tables."""
    return Spotter.of(ready.arrays("spots", _key(tables), lambda: Spotter(*tables).parts()))


def _key(tables: Sequence[Sequence[Written]]) -> str:
    """Of all that a spotter hangs on: the expressions, how Python reads them, and our code."""
    own = Path(spots.__file__)
    said = [repr([(pattern.pattern, pattern.flags) for pattern in table]) for table in tables]
    return ready.key(sys.version, np.__version__, ready.code(own, own.with_name("places.py")), *said)
