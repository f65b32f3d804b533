"""The one list of stages: what Frontlog does to a report, in order."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from frontlog.claims.assemble import assemble
from frontlog.control.effects import effects
from frontlog.control.timeline import timeline
from frontlog.documents.copies import copies
from frontlog.documents.read import read, read_bulk
from frontlog.incidents.link import link
from frontlog.mentions.tag import tag
from frontlog.model import (
    Claim,
    Contradiction,
    ControlState,
    Copy,
    Decision,
    Document,
    Effect,
    Incident,
    Link,
    Mention,
    Raw,
    RawSpan,
    Record,
    Rejection,
    Segment,
    Sentence,
    Stage,
    check_chain,
    digest,
)

READING: tuple[type[Record], ...] = (Document, Segment, Sentence, RawSpan, Rejection)
GIVEN: tuple[type[Record], ...] = (Raw, Decision)


@cache
def pipeline() -> tuple[Stage, ...]:
    """The chain, checked. A stage's version covers its own code and every table of `reference` and `model` that it may read."""
    return _chain(Stage("documents.read", version("documents"), (Raw,), READING, read))


@cache
def bulk_pipeline() -> tuple[Stage, ...]:
    """The same chain with the fast extractor for pages. Its version differs, so that shards of the one are never taken for the other's."""
    return _chain(Stage("documents.read", f"{version('documents')}-bulk", (Raw,), READING, read_bulk))


def _chain(first: Stage) -> tuple[Stage, ...]:
    chain = (
        first,
        Stage("documents.copies", version("documents"), (Document, Segment), (Copy,), copies, key="all"),
        Stage("mentions.tag", version("mentions"), (Document, Sentence), (Mention,), tag),
        Stage("claims.assemble", version("claims"), (Document, Sentence, Mention), (Claim, Rejection), assemble),
        Stage(
            "incidents.link",
            version("incidents"),
            (Claim, Copy, Document, Decision),
            (Incident, Link, Contradiction),
            link,
            key="all",
        ),
        Stage("control.effects", version("control"), (Claim,), (Effect,), effects),
        Stage("control.timeline", version("control"), (Effect, Copy), (ControlState,), timeline, key="all"),
    )
    check_chain(chain, GIVEN)
    return chain


@cache
def version(room: str) -> str:
    """Hash of the code and data of a room and of the layers under it: a change there, and only there, makes its shards stale."""
    found: list[tuple[str, bytes]] = []
    for package in ("model", "reference", room):
        found += _sources(files("frontlog") / package, package)
    return digest(*(part for name, data in sorted(found) for part in (name, digest(data.hex()))))[:12]


def _sources(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            out += _sources(entry, path)
        elif entry.name.endswith((".py", ".yml", ".onnx", ".tsv")):
            out.append((path, entry.read_bytes()))
    return out
