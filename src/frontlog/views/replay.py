"""Control told again from a part of the reports: as it was known on a day, or without an outlet. Nothing of it is stored."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from frontlog.control.timeline import timeline
from frontlog.documents.outlet import same
from frontlog.model import ControlState, Copy, Decision, Document, Effect, FrontlogError, suggest
from frontlog.views.rows import Rows


def replayed(rows: Rows, known_on: date | None, without: Sequence[str]) -> list[ControlState]:
    """The best account by the reports that were published up to `known_on`, and are not by one of the outlets `without`.

    A report whose day of publication is not known is taken for published with the last one of which it is known, as in `control.known`.
    Raises FrontlogError when no report is by an outlet that is to be left out.
    """
    documents = {d.id: d for d in rows(Document)}
    for outlet in without:
        names = {x for d in documents.values() for x in (d.outlet, d.republished_by) if x}
        if not any(same(outlet, name) for name in names):
            raise FrontlogError(f"No report of this log is by '{outlet}'.", suggest(outlet, names))
    kept = _kept(documents, known_on, without)
    copies = [copy for copy in rows(Copy) if copy.id in documents and not _by(documents[copy.id], without)]
    return list(timeline([e for e in rows(Effect) if kept(e)], list(orphaned(copies)), rows(Decision)))


def _kept(documents: dict[str, Document], known_on: date | None, without: Sequence[str]) -> Callable[[Effect], bool]:
    latest = max((document.published for document in documents.values() if document.published), default=None)

    def test(effect: Effect) -> bool:
        document = documents[effect.document]
        known = document.published or latest or effect.end or effect.start
        return (known_on is None or known <= known_on) and not _by(document, without)

    return test


def _by(document: Document, outlets: Sequence[str]) -> bool:
    return any(name and same(outlet, name) for outlet in outlets for name in (document.outlet, document.republished_by))


def orphaned(copies: Sequence[Copy]) -> Iterator[Copy]:
    """Copies as they stand when the original of their group is left out: the first one that is left speaks for the group."""
    left = {copy.id for copy in copies}
    first: dict[str, str] = {}
    for copy in sorted(copies, key=lambda c: c.id):
        if copy.copy_of and copy.copy_of not in left:
            first.setdefault(copy.origin_group, copy.id)
    for copy in copies:
        orphan = copy.copy_of and copy.copy_of not in left
        yield Copy(
            id=copy.id,
            origin_group=copy.origin_group,
            copy_of="" if orphan and first[copy.origin_group] == copy.id else copy.copy_of,
            similarity=copy.similarity,
            basis=copy.basis,
            version_of=copy.version_of,
        )
