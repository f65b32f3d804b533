"""From claims to citations: which of the claims behind a record are shown, and from whose reports they come."""

from collections.abc import Iterable, Sequence

from frontlog.model import Claim, Copy, Document, superseded
from frontlog.reference.actors import load_actors
from frontlog.views.rows import Rows
from frontlog.views.sitrep.shapes import Citation

MOST = 6  # citations of one incident: each independent voice is heard before one is heard twice


class Sources:
    """The claims, documents and copies of a log, looked up once."""

    def __init__(self, rows: Rows) -> None:
        self.claims = {c.id: c for c in rows(Claim)}
        self.documents = {d.id: d for d in rows(Document)}
        copies = rows(Copy)
        self._groups = {c.id: c.origin_group for c in copies}
        self._old = superseded(copies)
        refs = (ref for c in self.claims.values() for ref in (*c.agent, *c.target) if ref.id and ref.name)
        self._names = {ref.id: ref.name for ref in sorted(refs, key=lambda r: (r.id, r.name), reverse=True)}

    def cite(self, claims: Iterable[str], most: int | None = MOST) -> tuple[Citation, ...]:
        """Citations of these claims, one of each independent origin first. What a later version of its page has otherwise is cited only
        when there is nothing else."""
        found = self._known(claims)
        first: dict[str, Claim] = {}
        for claim in found:
            first.setdefault(self.origin(claim), claim)
        rest = [claim for claim in found if first[self.origin(claim)] is not claim]
        return tuple(self._citation(claim) for claim in [*first.values(), *rest][:most])

    def voices(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """One citation of each independent origin of these claims."""
        found = self._known(claims)
        return self.cite([c.id for c in found], len({self.origin(c) for c in found}))

    def origins(self, claims: Iterable[str]) -> set[str]:
        """The independent origins of these claims: groups of documents that are one voice each."""
        return {self.origin(claim) for claim in self._known(claims)}

    def outlets(self, claims: Iterable[str]) -> list[str]:
        """Who published them, by first publication."""
        return list(dict.fromkeys(self.outlet(c.id) for c in self._known(claims)))

    def origin(self, claim: Claim) -> str:
        """The origin group of a claim's report."""
        return self._groups.get(claim.document, claim.document)

    def outlet(self, claim: str) -> str:
        """Who published the report of a claim; its name where that is not known."""
        document = self.documents[self.claims[claim].document]
        return document.outlet or document.name

    def name(self, actor: str) -> str:
        """What an actor is called: as the claims have it, or the register, or at worst the words of its id."""
        known = load_actors()
        return self._names.get(actor) or (known.name(actor) if actor in known else actor.removeprefix("x-").replace("-", " "))

    def _known(self, claims: Iterable[str]) -> Sequence[Claim]:
        found = [self.claims[c] for c in dict.fromkeys(claims) if c in self.claims]
        current = [c for c in found if c.document not in self._old]
        return sorted(current or found, key=self._order)

    def _order(self, claim: Claim) -> tuple[bool, str, str, int, str]:
        published = self.documents[claim.document].published
        return (published is None, str(published), claim.document, claim.evidence.start, claim.id)

    def _citation(self, claim: Claim) -> Citation:
        document, span = self.documents[claim.document], claim.evidence
        return Citation(
            claim=claim.id,
            document=document.id,
            start=span.start,
            end=span.end,
            quote=span.quote,
            outlet=document.outlet,
            title=document.title,
            published=document.published,
            url=document.url,
        )
