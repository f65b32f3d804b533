"""Where the bytes of a decoded part of an e-mail stand in the file: by its transfer encoding, where that is shown to be right."""

import binascii
import re
from email.message import EmailMessage

import numpy as np

from frontlog.documents.places import Numbers, Placed

QUOTED = re.compile(rb"=(?:([0-9A-Fa-f]{2}|=)|\n|\r[^\n]*\n?|\Z)")  # as binascii reads it: "==" is one sign, space before "=" counts
SIGNS = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", np.uint8)  # of base64
Places = tuple[Numbers, Numbers]  # for each byte of a decoded part: where it begins in the file, and where it ends
NONE: Places = (np.zeros(0, np.int64), np.zeros(0, np.int64))


def placed(content: bytes, part: EmailMessage, payload: bytes) -> Places:
    """Where the bytes of a decoded part stand in the file; empty when that is not known.

    `payload` is the part as the library decoded it. Damaged encodings are read by it in ways of its own (a part that is no base64 after
    all is given as it stands), so what the places say is compared with it, and places that say anything else are not used.
    """
    written = part._payload  # type: ignore[attr-defined]
    packed = written.encode("ascii", "surrogateescape") if isinstance(written, str) else b""
    start = content.find(packed) if packed.strip() else -1
    if start < 0:
        return NONE
    for coding in (_same, _unquoted, _unpacked):
        begins, ends, said = coding(packed)
        if said == payload:
            return start + begins, start + ends
    return NONE


def _same(packed: bytes) -> tuple[Numbers, Numbers, bytes]:
    begins = np.arange(len(packed))
    return begins, begins + 1, packed


def _unquoted(packed: bytes) -> tuple[Numbers, Numbers, bytes]:
    """Quoted-printable: =E2 is one byte, a broken line none."""
    sizes = np.ones(len(packed), np.int64)
    for found in QUOTED.finditer(packed):
        sizes[found.start() : found.end()] = 0
        if found.group(1) is not None:
            sizes[found.start()] = found.end() - found.start()
    begins = np.flatnonzero(sizes)
    return begins, begins + sizes[begins], QUOTED.sub(_sign, packed)


def _sign(found: re.Match[bytes]) -> bytes:
    digits = found.group(1)
    return (b"=" if digits == b"=" else bytes.fromhex(digits.decode())) if digits is not None else b""


def _unpacked(packed: bytes) -> tuple[Numbers, Numbers, bytes]:
    """Base64: four signs hold three bytes; a byte stands in the two signs that hold its bits. Other characters hold nothing."""
    signs = np.flatnonzero(np.isin(np.frombuffer(packed, np.uint8), SIGNS))
    signs = signs[: len(signs) - (len(signs) % 4 == 1)]  # six bits over are no byte
    bare = np.frombuffer(packed, np.uint8)[signs].tobytes()
    numbers = np.arange(len(signs) * 3 // 4)
    return signs[numbers * 8 // 6], signs[(numbers * 8 + 7) // 6] + 1, binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


def lifted(source: Placed, where: Places) -> Places:
    """Places in the decoded part as places in the file."""
    if not len(source) or not len(where[0]) or int(source.last.max()) > len(where[0]):
        return np.full(len(source), -1), np.full(len(source), -1)
    known = source.first >= 0
    return np.where(known, where[0][source.first], -1), np.where(known, where[1][source.last - 1], -1)
