#!/usr/bin/env python3
"""Checks an evidence pack of Frontlog with nothing but Python: `python verify.py` in its folder, or `python verify.py PACK.zip`.

It hashes every file anew, cuts every quotation out of its text, and compares the archived bytes with their hash and the places named in
them. Of time stamps (RFC 3161) it reads what was signed and when; signatures themselves Python alone cannot check, and it says so. It ends
with 0 when all is as it was written, with 1 when something differs.
"""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Protocol

FORMAT = "frontlog-evidence-1"
MANIFEST, SUMS = "MANIFEST.json", "SHA256SUMS"
MOST_BYTES = 4_000_000_000  # a pack unpacks to less
MOST_RATIO = 200  # no report shrinks to less than a two-hundredth
FLOOR = 50_000_000  # bytes that may always be unpacked


class Files(Protocol):
    """The files of a pack, out of a folder or a zip."""

    def names(self) -> list[str]: ...

    def read(self, name: str) -> bytes: ...


class Folder:
    """A pack that was unpacked."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> list[str]:
        return sorted(p.relative_to(self.root).as_posix() for p in self.root.rglob("*") if p.is_file())

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()


class Zip:
    """A pack as it was written. Bombs, strange names and names that stand there twice are refused before anything is read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        total = 0
        seen: set[str] = set()
        for info in archive.infolist():
            total += info.file_size
            if info.filename in seen:
                raise ValueError(f"holds '{info.filename}' twice")
            seen.add(info.filename)
            if strange(info.filename):
                raise ValueError(f"holds a file of the name '{info.filename}', which leads out of it")
            if total > MOST_BYTES or info.file_size > max(FLOOR, MOST_RATIO * info.compress_size):
                raise ValueError(f"would unpack to far more than it holds ('{info.filename}')")

    def names(self) -> list[str]:
        return sorted(i.filename for i in self.archive.infolist() if not i.is_dir())

    def read(self, name: str) -> bytes:
        return self.archive.read(name)


def strange(name: str) -> bool:
    """Whether a name would lead out of the folder that a pack is unpacked in."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ":" in parts[0] or ".." in parts or "\0" in name


def faults(files: Files) -> Iterator[str]:
    """Everything that is not as it was written, one sentence each."""
    names = files.names()
    if MANIFEST not in names or SUMS not in names:
        yield f"{MANIFEST if MANIFEST not in names else SUMS} is missing: this is no whole evidence pack."
        return
    yield from _hashes(files, names)
    try:
        manifest = json.loads(files.read(MANIFEST))
        documents, spans = manifest["documents"], manifest["spans"]
        if manifest["format"] != FORMAT:
            yield f"{MANIFEST} has the format '{manifest['format']}'; this program knows {FORMAT}."
            return
        texts = {d["id"]: files.read(d["text"]).decode("utf-8") for d in documents}
        raws = {d["id"]: files.read(d["raw"]) for d in documents if d["raw"]}
        yield from _raws(documents, raws)
        yield from _stamps(manifest.get("stamps", []), files)
        yield from _spans(spans, texts, raws)
    except (KeyError, TypeError, ValueError, OSError) as error:
        yield f"{MANIFEST} is damaged or names what is not there ({type(error).__name__}: {error})."


def _hashes(files: Files, names: list[str]) -> Iterator[str]:
    parts = (line.partition("  ") for line in files.read(SUMS).decode("utf-8", "replace").splitlines())
    told = {name: sha256 for sha256, _, name in parts if name}
    for name, sha256 in sorted(told.items()):
        if name not in names:
            yield f"{name} is missing."
        elif hashlib.sha256(files.read(name)).hexdigest() != sha256:
            yield f"{name} was changed: it does not have the hash that {SUMS} states."
    for name in names:
        if name not in told and name != SUMS:
            yield f"{name} is a file that {SUMS} does not name."


def _raws(documents: list[dict[str, str]], raws: dict[str, bytes]) -> Iterator[str]:
    for document in documents:
        content = raws.get(document["id"])
        if content is not None and hashlib.sha256(content).hexdigest() != document["sha256_raw"]:
            yield f"{document['raw']} is not what was archived: its hash is not that of document {document['id']}."


def _stamps(stamps: list[dict[str, str]], files: Files) -> Iterator[str]:
    for stamp in stamps:
        name = stamp["answer"]
        try:
            imprint, when, sealed = stamped(files.read(name))
        except (ValueError, IndexError) as error:
            yield f"{name} is no time stamp that can be read ({error})."
            continue
        if imprint != hashlib.sha256(files.read(stamp["statement"])).hexdigest():
            yield f"{name} is a time stamp of something else than {stamp['statement']}."
        if when != stamp["when"]:
            yield f"{name} was made at {when}, not at {stamp['when']} as {MANIFEST} says."
        if not sealed:
            yield f"{name} signs something else than the time and the hash that stand in it."


NUMBER, OCTETS, NAME, TIME, ZERO = 0x02, 0x04, 0x06, 0x18, 0xA0  # tags of DER
DIGESTS = {"608648016503040201": "sha256", "608648016503040202": "sha384", "608648016503040203": "sha512"}
MESSAGE_DIGEST = "2a864886f70d010904"


def stamped(answer: bytes) -> tuple[str, str, bool]:
    """What an answer by RFC 3161 says: the SHA-256 that was stamped, when, and whether what its signer signed names that statement. Raises
    ValueError or IndexError for what is no such answer."""
    status, token = _parts(_parts(answer)[0][1])[:2]
    if int.from_bytes(_first(status[1], NUMBER), "big") > 1:
        raise ValueError("the authority refused")
    signed = _parts(_parts(_first(token[1], ZERO))[0][1])  # SignedData
    inner = _first(_first(signed[2][1], ZERO), OCTETS)  # TSTInfo
    told = _parts(_parts(inner)[0][1])
    algorithm, imprint = _parts(told[2][1])[0][1], _first(told[2][1], OCTETS)
    if DIGESTS.get(_first(algorithm, NAME).hex()) != "sha256":
        raise ValueError("it is of no SHA-256")
    said = _first(_parts(inner)[0][1], TIME).decode("ascii").partition(".")[0].rstrip("Z")
    moment = datetime.strptime(said, "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc)  # noqa: UP017 - older Pythons know no UTC
    return imprint.hex(), moment.isoformat(), _sealed(inner, _parts(signed[-1][1])[0][1])


def _sealed(inner: bytes, signer: bytes) -> bool:
    """Whether what the signer signed names the hash of the inner statement."""
    name = DIGESTS.get(_first(_parts(signer)[2][1], NAME).hex(), "")
    for _, attribute in _parts(_first(signer, ZERO)):
        kind, values = _parts(attribute)[:2]
        if kind[1].hex() == MESSAGE_DIGEST and name:
            return _first(values[1], OCTETS) == hashlib.new(name, inner).digest()
    return False


def _first(data: bytes, wanted: int) -> bytes:
    """The content of the first element of a tag."""
    for tag, content in _parts(data):
        if tag == wanted:
            return content
    raise ValueError(f"an element of the tag {wanted} is missing")


def _parts(data: bytes) -> list[tuple[int, bytes]]:
    """The elements of some DER, one behind the other: tag and content."""
    out: list[tuple[int, bytes]] = []
    at = 0
    while at < len(data):
        tag, size, at = data[at], data[at + 1], at + 2
        if size & 0x80:
            count = size & 0x7F
            if not 1 <= count <= 4:
                raise ValueError("a length that no stamp has")
            size, at = int.from_bytes(data[at : at + count], "big"), at + count
        if at + size > len(data):
            raise ValueError("it is cut off")
        out.append((tag, data[at : at + size]))
        at += size
    return out


def notes(files: Files) -> Iterator[str]:
    """What somebody has to check who wants to rely on the time stamps of a pack."""
    try:
        for stamp in json.loads(files.read(MANIFEST)).get("stamps", []):
            answer, statement = stamp["answer"], stamp["statement"]
            yield (
                f"{answer} says that the log's chains ended on {stamp['when']} as {statement} says, in the name of {stamp['authority']}. "
                "Checked here: that it is of these bytes and of this time. Not checked here: its signature (openssl ts -verify "
                f"-in {answer} -data {statement} -CAfile {stamp['roots']}), whose certificate that is, and that these reports were in the "
                "log then (`frontlog verify` of the whole log)."
            )
    except (AttributeError, KeyError, TypeError, ValueError, OSError):
        return  # said as a fault


def _spans(spans: list[dict[str, object]], texts: dict[str, str], raws: dict[str, bytes]) -> Iterator[str]:
    for span in spans:
        document, exact = str(span["document"]), str(span["exact"])
        start, end, low, high = (int(str(span[name])) for name in ("start", "end", "start_raw", "end_raw"))
        if texts[document][start:end] != exact:
            yield f"The quotation {span['id']} is not what stands in the text of {document} at {start} to {end}."
        form = str(span["form"])
        if form and document in raws and low >= 0:
            words = raws[document][low:high].decode(form, "replace")
            if "".join(words.split()) != "".join(exact.split()):
                yield f"The quotation {span['id']} is not what the archived bytes of {document} hold at {low} to {high}."


def verify(path: Path) -> tuple[list[str], dict[str, int], list[str]]:
    """The faults of a pack, what was checked, and what was not. Raises ValueError where it cannot be read at all."""
    if path.is_dir():
        return _checked(Folder(path))
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(Zip(archive))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(f"cannot be read ({error})") from error


def _checked(files: Files) -> tuple[list[str], dict[str, int], list[str]]:
    found = list(faults(files))
    try:
        manifest = json.loads(files.read(MANIFEST))
        counts = {"files": len(files.names()), "documents": len(manifest["documents"]), "quotations": len(manifest["spans"])}
        counts["archived copies"] = sum(1 for d in manifest["documents"] if d["raw"])
        if manifest.get("stamps"):
            counts["time stamps"] = len(manifest["stamps"])
    except (KeyError, TypeError, ValueError, OSError):
        counts = {"files": len(files.names())}
    return found, counts, list(notes(files))


def main() -> int:
    """Check the pack that is named, or the folder that this script lies in."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    try:
        found, counts, open_ = verify(path)
    except ValueError as error:
        print(f"{path} {error}.")
        return 1
    for fault in found:
        print(f"Differs: {fault}")
    for note in open_:
        print(f"Note: {note}")
    print(f"{path}: checked {', '.join(f'{number:,} {what}' for what, number in counts.items())}.")
    print("All is as it was written." if not found else f"{len(found):,} things differ.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
