#!/usr/bin/env python3
"""Checks an evidence pack of Frontlog with nothing but Python: `python verify.py` in its folder, or `python verify.py PACK.zip`.

It hashes every file anew, cuts every quotation out of its text, and compares the archived bytes with their hash and the places named in
them. It ends with 0 when all is as it was written, with 1 when something differs.
"""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
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


def verify(path: Path) -> tuple[list[str], dict[str, int]]:
    """The faults of a pack, and what was checked. Raises ValueError where it cannot be read at all."""
    if path.is_dir():
        return _checked(Folder(path))
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(Zip(archive))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(f"cannot be read ({error})") from error


def _checked(files: Files) -> tuple[list[str], dict[str, int]]:
    found = list(faults(files))
    try:
        manifest = json.loads(files.read(MANIFEST))
        counts = {"files": len(files.names()), "documents": len(manifest["documents"]), "quotations": len(manifest["spans"])}
        counts["archived copies"] = sum(1 for d in manifest["documents"] if d["raw"])
    except (KeyError, TypeError, ValueError, OSError):
        counts = {"files": len(files.names())}
    return found, counts


def main() -> int:
    """Check the pack that is named, or the folder that this script lies in."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    try:
        found, counts = verify(path)
    except ValueError as error:
        print(f"{path} {error}.")
        return 1
    for fault in found:
        print(f"Differs: {fault}")
    print(f"{path}: checked {', '.join(f'{number:,} {what}' for what, number in counts.items())}.")
    print("All is as it was written." if not found else f"{len(found):,} things differ.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
