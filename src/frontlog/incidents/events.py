"""Incidents of a portion of claims, whose groups are known: the work that needs nothing but the claims of each group."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frontlog.incidents.contradictions import contradictions
from frontlog.incidents.credibility import grade
from frontlog.incidents.incident import incident
from frontlog.incidents.sides import Sides, register
from frontlog.incidents.telling import Telling, current
from frontlog.incidents.told import Portion, objects, teller_of
from frontlog.incidents.types import Types, load_types
from frontlog.incidents.voices import Standing
from frontlog.model import Contradiction, Incident


class Events(NamedTuple):
    """Claims, each with what is known of it beside its words, and the incidents that so many of them in turn are."""

    claims: Portion
    standing: Sequence[Standing]
    named: Sequence[tuple[str, int]]
    sides: Sides | None


def tell(events: Events) -> list[Incident | Contradiction]:
    """The rows of these incidents."""
    teller, types = teller_of(events.sides), load_types()
    sides = events.sides if events.sides is not None else register()
    pairs = zip(objects(events.claims), events.standing, strict=True)
    out: list[Incident | Contradiction] = []
    for id_, size in events.named:
        members = [next(pairs) for _ in range(size)]
        group = [teller.telling(claim, standing) for claim, standing in members]
        documents = [one for claim, standing in members for one in (claim.document, *(document for _, document in standing.copies))]
        out += _rows(id_, group, documents, sides, types)
    return out


def _rows(id_: str, group: Sequence[Telling], documents: Sequence[str], sides: Sides, types: Types) -> Iterator[Incident | Contradiction]:
    quarrels = list(contradictions(id_, group, types))
    now = current(group)
    standing = {telling.id for telling in now}
    open_ = [quarrel for quarrel in quarrels if quarrel.claim_a in standing and quarrel.claim_b in standing]
    yield incident(id_, group, documents, grade(now, open_, sides, types), sides, types)
    yield from quarrels
