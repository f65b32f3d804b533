"""The one list of stages: what Frontlog does to a report, in order."""

from functools import cache, partial

from frontlog.claims.dated import dated
from frontlog.control.effects import effects
from frontlog.control.exchange import exchange as of_places
from frontlog.control.layers import layers
from frontlog.documents.copies.compare import compare
from frontlog.documents.copies.exchange import BY_EARLIER
from frontlog.documents.copies.find import copies
from frontlog.documents.copies.sketch import sketch
from frontlog.extractors import OWN
from frontlog.incidents.dating.stage import dating
from frontlog.incidents.gather import gather
from frontlog.model import (
    Claim,
    ClaimedState,
    Contradiction,
    ControlState,
    Copy,
    Dating,
    Decision,
    Document,
    Effect,
    Incident,
    KnownState,
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
from frontlog.reading import reading
from frontlog.reference.packs import Pack
from frontlog.review.apply import reviewed
from frontlog.versions import version

GIVEN: tuple[type[Record], ...] = (Raw, Decision, Reply)


@cache
def pipeline(name: str = OWN, bulk: bool = False, packs: tuple[Pack, ...] = ()) -> tuple[Stage, ...]:
    """The chain with the extractor of that name, checked. A stage's version covers its own code and every table of `reference` and `model`
    that it may read. `bulk` reads pages with the fast extractor, under a version of its own; places are looked up in `packs`, too."""
    own = version("documents")
    first, *claims = reading(name, bulk, packs)
    chain = (
        first,
        Stage("documents.sketch", own, (Document, Segment), (Sketch,), sketch),
        Stage("documents.copies", own, (Sketch,), (Copy, Overlap), copies, key="all", lots=True, keeps=True),
        Stage(
            "documents.compare",
            own,
            (Overlap, Sketch, Document),
            (Reuse, Mutation),
            compare,
            key="earlier document",
            lots=True,
            spread=True,
            keeps=True,
            exchange=BY_EARLIER,
        ),
        *claims,
        Stage("review.claims", version("review"), (Claim, Decision), (Claim, Rejection), reviewed),
        Stage("incidents.dating", version("incidents"), (Claim, Document, Decision), (Dating,), dating, key="all", lots=True),
        Stage("claims.dated", version("claims"), (Claim, Document, Sentence, Dating), (Claim,), dated),
        Stage(
            "incidents.link",
            version("incidents"),
            (Claim, Copy, Document, Decision),
            (Incident, Link, Contradiction),
            gather,
            key="all",
            lots=True,
            spread=True,
            keeps=True,
        ),
        Stage("control.effects", version("control"), (Claim, Document), (Effect,), effects),
        Stage(
            "control.layers",
            version("control"),
            (Effect, Copy, Document, Decision),
            (ControlState, KnownState, ClaimedState),
            partial(layers, code=version("control")),
            key="place",
            lots=True,
            again=True,
            spread=True,
            exchange=of_places(version("control")),
        ),
    )
    check_chain(chain, GIVEN)
    return chain
