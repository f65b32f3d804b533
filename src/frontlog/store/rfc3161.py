"""Time stamps of RFC 3161, by the optional library rfc3161-client (extra `stamps`): the question to an authority, and what its answer says.

Nothing here speaks to a network. An answer is believed only as far as the certificates that are given with it.
"""

import re
from datetime import UTC, datetime
from typing import Any

from frontlog.model import FrontlogError

LARGEST = 64_000  # bytes of an answer; real ones have some 6,000
PEM = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,100000}-----END CERTIFICATE-----")
NEEDED = (
    "Time stamps need the library rfc3161-client, which is not installed.",
    "Run `pip install 'frontlog[stamps]'`.",
)


class StampError(Exception):
    """An answer that is no time stamp of what was asked; says why."""


class MissingError(FrontlogError):
    """The library is not installed."""


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise MissingError(*NEEDED) from error
    return rfc3161_client


def question(statement: bytes) -> tuple[bytes, int]:
    """What an authority is asked, and the number that its answer has to repeat. It learns the SHA-256 of the statement and no more."""
    library = _library()
    made = library.TimestampRequestBuilder().data(statement).hash_algorithm(library.HashAlgorithm.SHA256).build()
    return bytes(made.as_bytes()), int(made.nonce)


def certificates(pem: str) -> tuple[str, ...]:
    """The certificates of a PEM file, each by itself. Raises FrontlogError where there is none, or one cannot be read."""
    found = tuple(match[0] for match in PEM.finditer(pem))
    try:
        _loaded(found)
    except ValueError as error:
        raise FrontlogError(f"A certificate cannot be read ({error}).", "Get the authority's certificate anew, as PEM.") from error
    if not found:
        raise FrontlogError("There is no certificate in that file.", "Name the authority's root certificate, as PEM.")
    return found


def _loaded(pems: tuple[str, ...]) -> list[Any]:
    _library()
    from cryptography import x509

    return [x509.load_pem_x509_certificate(pem.encode()) for pem in pems]


def stamped(answer: bytes, statement: bytes, roots: tuple[str, ...], nonce: int | None = None) -> datetime:
    """When an authority stamped a statement, by its own word. Raises StampError unless the answer is a stamp of just that statement,
    signed by somebody whom the `roots` vouch for, and repeats the `nonce` where one is given; MissingError without the library."""
    library = _library()
    if not answer or len(answer) > LARGEST:
        raise StampError(f"has {len(answer):,} bytes, which no time stamp has")
    try:
        found = library.decode_timestamp_response(answer)
        if found.status != 0:
            raise StampError(f"says that the stamp was refused ({'; '.join(found.status_string)[:200] or f'status {found.status}'})")
        builder = library.VerifierBuilder(roots=_loaded(roots), nonce=nonce)
        builder.build().verify_message(found, statement)
        return _when(found.tst_info.gen_time)
    except library.VerificationError as error:
        raise StampError(f"is no stamp of it ({str(error)[:200]})") from error
    except (ValueError, TypeError, OverflowError) as error:
        raise StampError(f"is damaged ({str(error)[:200]})") from error


def _when(said: datetime) -> datetime:
    return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
