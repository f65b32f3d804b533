"""The claims of one report, without a log. Loads no more of Frontlog than one report needs."""

import hashlib
from dataclasses import dataclass
from functools import partial

from frontlog.model import Claim, Document, FrontlogError, Item, Raw, record_id
from frontlog.reading import reading
from frontlog.reference.packs import Pack
from frontlog.running import run_in_memory
from frontlog.views.guide import claim_object


@dataclass(frozen=True, slots=True, repr=False)
class Extracted:
    """One text as it was read: its document and the claims in it, in the order of the text. Offsets count `document.text`."""

    document: Document
    claims: tuple[Claim, ...]

    def objects(self) -> list[dict[str, object]]:
        """The claims as the JSON objects of the annotation guide."""
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
    content = text.encode()
    sha = hashlib.sha256(content).hexdigest()
    item = Item(id=record_id("d", sha, 0), name=name, part=0, media_type="text/plain", size=len(content), sha256=sha)
    have = run_in_memory([Raw(item=item, content=content)], Claim, partial(reading, packs=packs))
    found = [d for d in have[Document] if isinstance(d, Document)]
    if not found:
        raise FrontlogError(f"'{name}' gave no document.", "Pass the text of a report.")
    claims = sorted((c for c in have[Claim] if isinstance(c, Claim)), key=lambda c: (c.evidence.start, c.id))
    return Extracted(found[0], tuple(claims))
