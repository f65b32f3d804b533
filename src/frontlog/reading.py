"""What is done to one report by itself: from its bytes to its claims. The first stages of the chain, which need no other report."""

from functools import cache

from frontlog.documents.read import read, read_bulk
from frontlog.extractors import OWN, extractor
from frontlog.model import Document, Raw, RawSpan, Rejection, Segment, Sentence, Stage
from frontlog.reference.packs import Pack
from frontlog.versions import version


@cache
def reading(name: str = OWN, bulk: bool = False, packs: tuple[Pack, ...] = ()) -> tuple[Stage, ...]:
    """Reading, and the stages of the extractor of that name. `bulk` reads pages with the fast extractor, under a version of its own; places
    are looked up in `packs`, too."""
    own, reader = version("documents"), extractor(name)
    written = (Document, Segment, Sentence, RawSpan, Rejection)
    first = Stage("documents.read", f"{own}-bulk" if bulk else own, (Raw,), written, read_bulk if bulk else read)
    return first, *(reader.stages(packs) if reader.placed else reader.stages())
