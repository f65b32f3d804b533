"""The family of a document: who was first, who copied whom and changed what, and which passages were taken from elsewhere."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from frontlog.model import Copy, Document, Mutation, Reuse
from frontlog.views.guide import day
from frontlog.views.node import Node
from frontlog.views.rows import Rows

SHOWN = 40  # copies of one document that are listed; of a wire report there may be hundreds


def family(rows: Rows, document: str) -> tuple[Node, ...]:
    """What `frontlog explain` shows below a document: its copy tree, its changes and its reused passages."""
    copies = {copy.id: copy for copy in rows(Copy)}
    own = copies.get(document)
    changed = [row for row in rows(Mutation) if row.span.document == document]
    taken = [row for row in rows(Reuse) if row.span.document == document and row.kind == "partial reuse"]
    below = [change(row) for row in changed] + [passage(row) for row in taken]
    group = [copy for copy in copies.values() if own and copy.origin_group == own.origin_group]
    if len(group) > 1:
        names = {d.id: d for d in rows(Document)}
        below.insert(0, _tree(group, names, document))
    return tuple(below)


def change(row: Mutation) -> Node:
    """A change, with the words of the document and those of its source."""
    was = Node(row.earlier.document, "document", "in the source", row.earlier, ())
    return Node(row.id, "mutation", says_change(row), row.span, (was,))


def says_change(row: Mutation) -> str:
    """`number changed: “12” became “21”`"""
    if not row.before:
        return f"{row.kind} changed: “{row.after}” was put in"
    if not row.after:
        return f"{row.kind} changed: “{row.before}” was left out"
    return f"{row.kind} changed: “{row.before}” became “{row.after}”"


def passage(row: Reuse) -> Node:
    """A passage and where it stood before."""
    was = Node(row.earlier.document, "document", "in the earlier document", row.earlier, ())
    return Node(row.id, "reuse", f"{row.kind}: {row.words} words in a row stand in {row.earlier.document} too", row.span, (was,))


def says_copy(copy: Copy | None) -> str:
    """What a document is to its group: nothing for an original."""
    if copy is None or not copy.copy_of:
        return ""
    if copy.version_of == copy.copy_of:
        return f"; next version of {copy.copy_of} ({copy.basis}, {copy.similarity:.0%} of its text)"
    newer = f", next version of {copy.version_of}" if copy.version_of else ""
    return f"; copy of {copy.copy_of} ({copy.basis}, {copy.similarity:.0%} of its text{newer})"


def _tree(group: Sequence[Copy], names: Mapping[str, Document], document: str) -> Node:
    children: dict[str, list[Copy]] = defaultdict(list)
    for copy in sorted(group, key=lambda c: ((d.isoformat() if (d := names[c.id].published) else "9"), c.id)):
        children[copy.copy_of].append(copy)

    def node(copy: Copy) -> Node:
        found = names[copy.id]
        here = " <- this one" if copy.id == document else ""
        told = (
            f"{found.republished_by or found.outlet or 'unknown outlet'}, {day(found.published) or 'undated'}: {found.title or found.name}"
        )
        below = [node(child) for child in children[copy.id][:SHOWN]]
        if len(children[copy.id]) > SHOWN:
            more = len(children[copy.id]) - SHOWN
            below.append(Node(copy.origin_group, "more", f"and {more:,} more copies of it; see `frontlog documents`", None, ()))
        return Node(copy.id, "document", f"{told}{says_copy(copy)}{here}", None, tuple(below))

    says = f"one voice, {len(group):,} documents; each stands below the one that it took its text from"
    return Node(group[0].origin_group, "copy tree", says, None, tuple(node(copy) for copy in children[""]))
