"""Versions of one page, as the table of copies has them: which came first, and which counts now."""

from collections.abc import Iterable, Mapping

from frontlog.model.records import Copy


def edition(document: str, copies: Mapping[str, Copy]) -> tuple[str, int]:
    """The first version of the page that a document is a version of, and how many versions lie between."""
    before = [document]
    while (row := copies.get(before[-1])) and row.version_of and row.version_of not in before:
        before.append(row.version_of)
    return before[-1], len(before) - 1


def superseded(copies: Iterable[Copy]) -> dict[str, str]:
    """For each document that a later version replaced: the last of its versions, which is what the page says now.

    The claims of the older ones stay on record, but say nothing of their own any more: what the page still says, its last version claims.
    """
    after: dict[str, str] = {}
    for copy in sorted(copies, key=lambda c: c.id):
        if copy.version_of:
            after.setdefault(copy.version_of, copy.id)
    return {document: _last(document, after) for document in after}


def _last(document: str, after: Mapping[str, str]) -> str:
    passed = [document]
    while (found := after.get(passed[-1])) and found not in passed:
        passed.append(found)
    return passed[-1]
