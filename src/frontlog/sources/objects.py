"""Reports in object storage: `s3://BUCKET/PREFIX` and `gs://BUCKET/PREFIX`, through Arrow's file systems.

Whose keys and which server is said as to every program of that storage: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION,
AWS_ENDPOINT_URL (a server of your own), or its files in ~/.aws; GOOGLE_APPLICATION_CREDENTIALS.
"""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pyarrow.fs as fs

from frontlog.model import FrontlogError

ADDRESS = re.compile(r"(s3|gs):(?:/+(.*))?$")  # a Path takes one of two slashes away
CONNECT, ANSWER = 10.0, 60.0  # seconds
KEYS = {
    "s3": "Check the bucket, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, and for a server of your own AWS_ENDPOINT_URL.",
    "gs": "Check the bucket and GOOGLE_APPLICATION_CREDENTIALS.",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """One object. Reads as a Path does, as far as files are read here."""

    key: str  # bucket and name
    size: int
    system: Any = field(compare=False)

    @property
    def name(self) -> str:
        return PurePosixPath(self.key).name

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.key).suffix

    def resolve(self) -> "Stored":
        return self

    def open(self, mode: str = "rb") -> io.BufferedReader:
        """The bytes as they lie there, whatever the name says of packing. Raises OSError."""
        assert mode == "rb"
        return io.BufferedReader(self.system.open_input_file(self.key))


def is_address(path: Path | str) -> bool:
    """Whether a path names object storage."""
    return ADDRESS.match(str(path)) is not None


def url_of(path: Path | str) -> str:
    """The address that a path was made from."""
    found = ADDRESS.match(str(path))
    assert found is not None
    return f"{found[1]}://{found[2] or ''}"


def opened(path: Path | str) -> tuple[Any, str]:
    """The file system of an address, and the bucket with what follows. Nothing is asked of the server yet. Raises FrontlogError for an
    address or a server that cannot be."""
    found = ADDRESS.match(str(path))
    if found is None or not (found[2] or "").strip("/"):
        raise FrontlogError(f"'{path}' names no bucket.", "Write s3://BUCKET/PREFIX or gs://BUCKET/PREFIX.")
    kind, where = found[1], found[2].strip("/")
    try:
        system = _s3() if kind == "s3" else fs.GcsFileSystem(retry_time_limit=timedelta(seconds=ANSWER))
    except (OSError, ValueError) as error:
        raise unreached(url_of(path), error) from error
    return system, where


def _s3() -> Any:
    server = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    given: dict[str, Any] = {"connect_timeout": CONNECT, "request_timeout": ANSWER}
    if server:
        parts = urlsplit(server if "://" in server else f"https://{server}")
        given |= {"endpoint_override": parts.netloc, "scheme": parts.scheme}
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return fs.S3FileSystem(**given, **({"region": region} if region else {}))


def stored(path: Path) -> Iterator[tuple[Stored, str]]:
    """The objects under an address, sorted, with their names relative to it; one object where the address is its own. Raises FrontlogError
    where there are none, or the storage does not answer."""
    system, where = opened(path)
    try:
        info = system.get_file_info(where)
        under = fs.FileSelector(where, allow_not_found=True, recursive=True)
        listed = [info] if info.type == fs.FileType.File else system.get_file_info(under)
    except OSError as error:
        raise unreached(url_of(path), error) from error
    for one in sorted((one for one in listed if one.type == fs.FileType.File), key=lambda one: str(one.path)):
        object_ = Stored(one.path, int(one.size or 0), system)
        yield object_, object_.name if one.path == where else one.path.removeprefix(f"{where}/")


def unreached(url: str, error: Exception) -> FrontlogError:
    """What is said when an object storage does not give what it was asked for."""
    said = re.sub(r"\s+", " ", str(error)).strip() or type(error).__name__
    kind = url.partition(":")[0]
    return FrontlogError(f"'{url}' could not be reached ({said[:200]}).", KEYS.get(kind, ""))
