"""The one list of stages: what Frontlog does to a report, in order."""

from functools import cache

from frontlog.control.effects import effects
from frontlog.control.timeline import timeline
from frontlog.documents.copies.compare import compare
from frontlog.documents.copies.find import copies
from frontlog.documents.copies.sketch import sketch
from frontlog.documents.read import read
from frontlog.extractors import OWN, extractor
from frontlog.incidents.link import link
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
    Mutation,
    Overlap,
    Raw,
    Record,
    Rejection,
    Reply,
    Reuse,
    Segment,
    Sentence,
    Sketch,
    Stage,
    check_chain,
)
from frontlog.versions import version

GIVEN: tuple[type[Record], ...] = (Raw, Decision, Reply)


@cache
def reading() -> tuple[Stage, ...]:
    """The first part of the chain: documents, before anything is read from them as a claim."""
    chain = (
        Stage("documents.read", version("documents"), (Raw,), (Document, Segment, Sentence, Rejection), read),
        Stage("documents.sketch", version("documents"), (Document, Segment), (Sketch,), sketch),
        Stage("documents.copies", version("documents"), (Sketch,), (Copy, Overlap), copies, key="all", lots=True),
        Stage("documents.compare", version("documents"), (Overlap, Sketch, Document), (Reuse, Mutation), compare, key="all", lots=True),
    )
    check_chain(chain, GIVEN)
    return chain


@cache
def pipeline(name: str = OWN) -> tuple[Stage, ...]:
    """The chain with the extractor of that name, checked. A stage's version covers its own code and every table of `reference` and `model`
    that it may read."""
    chain = (
        *reading(),
        *extractor(name).stages(),
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
