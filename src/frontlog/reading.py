"""What is done to one report by itself: from its bytes to its claims. The first stages of the chain, which need no other report."""

from functools import cache

from frontlog.documents.read import read, read_bulk
from frontlog.extractors import OWN, extractor, own_stages
from frontlog.model import Document, Raw, RawSpan, Rejection, Segment, Sentence, Stage
from frontlog.model.stage import Run
from frontlog.reference.packs import Pack
from frontlog.versions import version


@cache
def reading(name: str = OWN, bulk: bool = False, packs: tuple[Pack, ...] = ()) -> tuple[Stage, ...]:
    """Reading, and the stages of the extractor of that name. `bulk` reads pages with the fast extractor, under a version of its own; places
    are looked up in `packs`, too."""
    own, reader = version("documents"), extractor(name)
    first = _read(f"{own}-bulk", read_bulk) if bulk else _read(own, read)
    return first, *(reader.stages(packs) if reader.placed else reader.stages())


def reading_unkept(packs: tuple[Pack, ...] = ()) -> tuple[Stage, ...]:
    """The same with our own extractor where no row is kept: stages without a version, which would be a hash of all code and the network."""
    return _read("", read), *own_stages(packs, lambda room: "")


def _read(version_: str, run: Run) -> Stage:
    return Stage("documents.read", version_, (Raw,), (Document, Segment, Sentence, RawSpan, Rejection), run)
