"""Stable ids: a hash of what a record says, never of where or when it was made."""

import hashlib


def digest(*parts: object) -> str:
    """Hex SHA-256 of the parts, each length-prefixed so that ("ab", "c") and ("a", "bc") differ."""
    written = [str(part).encode() for part in parts]
    return hashlib.sha256(b"".join([b"%d:%b" % (len(data), data) for data in written])).hexdigest()


def record_id(prefix: str, *parts: object) -> str:
    """An id such as `c-1f0e8b3a90c2d417`: a letter for the kind of record and 16 hex digits."""
    return f"{prefix}-{digest(*parts)[:16]}"
