"""The claims of one report, without a log. Loads no more of Frontlog than one report needs."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from frontlog.ahead import Accompanied, opening
from frontlog.mentions.neural.rows import shipped
from frontlog.model import Claim, Document, FrontlogError, Item, Mention, Raw, Sentence, Stage, record_id
from frontlog.reference.once import once
from frontlog.reference.packs import Pack
from frontlog.running import run_in_memory

REHEARSED = """Maren, 14 March 2016 (Plain Wire) - The Syrian army said on Monday that its forces had captured the village of Maren, south
of Aleppo, after rebels withdrew. Some 12 fighters were killed and several others wounded in the clashes, a spokesman of the group said.

They denied that the town had fallen. On Friday Russian warplanes bombed a depot near the border, destroying two tanks, a ministry said."""


@dataclass(frozen=True, slots=True, repr=False)
class Extracted:
    """One text as it was read: its document and the claims in it, in the order of the text. Offsets count `document.text`."""

    document: Document
    claims: tuple[Claim, ...]

    def objects(self) -> list[dict[str, object]]:
        """The claims as the JSON objects of the annotation guide."""
        from frontlog.views.guide import claim_object

        return [claim_object(claim) for claim in self.claims]

    def __repr__(self) -> str:
        return f"Extracted({self.document.name!r}, {len(self.claims)} claims)"

    def _repr_html_(self) -> str:
        from frontlog.views.explain_html import claims_html  # late: only a notebook asks

        return claims_html(self.claims)


def extract(text: str, name: str = "text.txt", packs: tuple[Pack, ...] = ()) -> Extracted:
    """The claims of one report, its places looked up in the bundled gazetteer and in `packs`.

    Raises FrontlogError when the text cannot be read as one (empty, for instance).
    """
    with opening(shipped()):
        have = run_in_memory([_raw(text, name)], Claim, partial(_stages, packs))
    found = [d for d in have[Document] if isinstance(d, Document)]
    if not found:
        raise FrontlogError(f"'{name}' gave no document.", "Pass the text of a report.")
    claims = sorted((c for c in have[Claim] if isinstance(c, Claim)), key=lambda c: (c.evidence.start, c.id))
    return Extracted(found[0], tuple(claims))


def _raw(text: str, name: str) -> Raw:
    content = text.encode()
    sha = hashlib.sha256(content).hexdigest()
    item = Item(id=record_id("d", sha, 0), name=name, part=0, media_type="text/plain", size=len(content), sha256=sha)
    return Raw(item=item, content=content)


def _stages(packs: tuple[Pack, ...]) -> tuple[Stage, ...]:
    """The steps of reading, with those of the claims loaded while the network reads."""
    from frontlog.reading import reading_unkept  # late: the network is being opened meanwhile

    first, tagging, last = reading_unkept(packs)
    return first, replace(tagging, run=partial(_tagged, packs)), last


def _tagged(packs: tuple[Pack, ...], documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Mention]:
    from frontlog.mentions.tag import tag_with

    tagger = shipped()
    return tag_with(Accompanied(tagger.path, partial(_rehearse, packs)) if tagger else None, documents, sentences)


@once
def _rehearse(packs: tuple[Pack, ...]) -> None:
    """Reads a made-up report by the rules: what the claims need is loaded, their tables are read and their expressions compiled."""
    from frontlog.claims.assemble import assemble
    from frontlog.documents.read import read
    from frontlog.mentions.tag import ruled

    rows = list(read([_raw(REHEARSED, "rehearsed.txt")]))
    sentences = [row for row in rows if isinstance(row, Sentence)]
    list(assemble([row for row in rows if isinstance(row, Document)], sentences, ruled(sentences), packs))
