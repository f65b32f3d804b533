"""The one list of stages: what Frontlog does to a report, in order."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from frontlog.claims.assemble import assemble
from frontlog.control.effects import effects
from frontlog.control.timeline import timeline
from frontlog.documents.copies.compare import compare
from frontlog.documents.copies.find import copies
from frontlog.documents.copies.sketch import sketch
from frontlog.documents.read import read
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
    Mutation,
    Overlap,
    Raw,
    Record,
    Rejection,
    Reuse,
    Segment,
    Sentence,
    Sketch,
    Stage,
    check_chain,
    digest,
)

GIVEN: tuple[type[Record], ...] = (Raw, Decision)


@cache
def pipeline() -> tuple[Stage, ...]:
    """The chain, checked. A stage's version covers its own code and every table of `reference` and `model` that it may read."""
    chain = (
        Stage("documents.read", version("documents"), (Raw,), (Document, Segment, Sentence, Rejection), read),
        Stage("documents.sketch", version("documents"), (Document, Segment), (Sketch,), sketch),
        Stage("documents.copies", version("documents"), (Sketch,), (Copy, Overlap), copies, key="all", lots=True),
        Stage("documents.compare", version("documents"), (Overlap, Sketch, Document), (Reuse, Mutation), compare, key="all", lots=True),
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
