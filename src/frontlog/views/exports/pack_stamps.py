"""The time stamps of a log in an evidence pack: what was stamped, the authority's answer, and the certificates that vouch for it."""

from collections.abc import Iterator, Sequence

from frontlog.store.stamps import Stamp


def stamp_files(stamps: Sequence[Stamp]) -> Iterator[tuple[str, bytes]]:
    """Three files for each stamp, which `openssl ts -verify` takes as they are."""
    for number, stamp in enumerate(stamps, 1):
        statement, answer, roots = _names(number)
        yield statement, stamp.statement
        yield answer, stamp.der
        yield roots, "".join(f"{pem.strip()}\n" for pem in stamp.roots).encode()


def stamps_told(stamps: Sequence[Stamp]) -> list[dict[str, str]]:
    """What the manifest of a pack says of them."""
    out = []
    for number, stamp in enumerate(stamps, 1):
        statement, answer, roots = _names(number)
        row = {"authority": stamp.authority, "when": stamp.when.isoformat(timespec="seconds")}
        out.append({**row, "statement": statement, "answer": answer, "roots": roots})
    return out


def _names(number: int) -> tuple[str, str, str]:
    return f"stamps/{number}.json", f"stamps/{number}.tsr", f"stamps/{number}.pem"
