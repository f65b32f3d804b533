"""Marks by which a name that was forgotten is known again: keyed hashes, kept in the log; their key lies outside it.

Whoever has the log alone cannot try names against a mark. Whoever has the key as well can, so it stays with the user who forgot.
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

from frontlog.masking.names import forms
from frontlog.model import FrontlogError

KEY = "FRONTLOG_FORGET_KEY"  # environment variable: the file that holds the key
LETTERS = re.compile(r"[^\W\d_]+")
MOST = 8  # words of a name
FAR = 40  # characters that may stand between two words of one


def key_file() -> Path:
    """Where the key lies: $FRONTLOG_FORGET_KEY, else in the user's folder for data."""
    named = os.environ.get(KEY, "")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(named) if named else data / "frontlog" / "forget.key"


def key(make: bool = False) -> bytes:
    """The key; empty where there is none and none is to be made. Raises FrontlogError where it cannot be read or made."""
    path = key_file()
    try:
        if make and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
        found = bytes.fromhex(path.read_text(encoding="ascii").strip()) if path.exists() else b""
    except (OSError, ValueError) as error:
        raise FrontlogError(f"The key of forgotten names in '{path}' cannot be had ({error}).", f"Mend it, or set {KEY}.") from error
    if found and not 16 <= len(found) <= 64:
        raise FrontlogError(f"'{path}' holds no key of forgotten names.", f"Restore it from a copy, or set {KEY} to another file.")
    return found


def marks(names: Iterable[str], secret: bytes) -> tuple[str, ...]:
    """The marks of some spellings: which key, how many words, and the keyed hash of those."""
    spelled = ([word.casefold() for word in LETTERS.findall(name)][:MOST] for name in names)
    return tuple(dict.fromkeys(f"{_which(secret)}:{len(words)}:{_hash(words, secret)}" for words in spelled))


def unknown(known: Iterable[str], secret: bytes) -> bool:
    """Whether there are marks of another key."""
    return any(mark.partition(":")[0] != _which(secret) for mark in known)


def named(text: str, known: frozenset[str], secret: bytes) -> Iterator[str]:
    """The names in a text, as it spells them, that have one of some marks."""
    which = _which(secret)
    by_size: dict[int, set[str]] = {}
    for mark in known:
        of, count, found = mark.split(":")
        if of == which:
            by_size.setdefault(int(count), set()).add(found)
    for form in forms(text) if by_size else ():
        words = list(LETTERS.finditer(form))
        for size, wanted in by_size.items():
            for at in range(len(words) - size + 1):
                some = words[at : at + size]
                near = all(b.start() - a.end() <= FAR for a, b in pairwise(some))
                if near and _hash([word[0].casefold() for word in some], secret) in wanted:
                    yield " ".join(word[0] for word in some)


def _which(secret: bytes) -> str:
    return blake2b(b"which key", key=secret, digest_size=4).hexdigest()


def _hash(words: Iterable[str], secret: bytes) -> str:
    return blake2b(" ".join(words).encode("utf-8", "replace"), key=secret, digest_size=16).hexdigest()
