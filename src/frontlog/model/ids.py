"""Stable ids: a hash of what a record says, never of where or when it was made."""

import hashlib


def digest(*parts: object) -> str:
    """Hex SHA-256 of the parts, each length-prefixed so that ("ab", "c") and ("a", "bc") differ."""
    sha = hashlib.sha256()
    for part in parts:
        data = str(part).encode()
        sha.update(b"%d:" % len(data) + data)
    return sha.hexdigest()


def record_id(prefix: str, *parts: object) -> str:
    """An id such as `c-1f0e8b3a90c2d417`: a letter for the kind of record and 16 hex digits."""
    return f"{prefix}-{digest(*parts)[:16]}"
