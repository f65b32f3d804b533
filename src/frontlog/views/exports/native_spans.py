"""Our table of spans: the stretches of the texts that claims rest on. There are many to a claim, so they are made a column at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from frontlog.documents.places import locate
from frontlog.model import Claim, RawSpan
from frontlog.reference.lookalikes import said_of
from frontlog.views.exports.export import Export
from frontlog.views.exports.incidents import Row
from frontlog.views.exports.source import BATCH, Columns, columns, listed, rows_of
from frontlog.views.exports.texts import AROUND

Numbers = npt.NDArray[np.int64]
Place = tuple[int | None, int | None, str]  # first byte, byte behind the last, and the part of the file
NOWHERE: Place = (None, None, "")
BOUNDS: Mapping[str, tuple[str, str]] = {  # where each field says that its words begin and end; in this order they stand in the table
    **dict.fromkeys(("evidence", "trigger", "agent", "target", "place", "losses", "objects"), ("start", "end")),
    "time": ("text_start", "text_end"),
    "source": ("start", "end"),
}
FIELDS = tuple(BOUNDS)


def spans(export: Export) -> Iterator[Row]:
    """One row a stretch of a text that a claim rests on: its sentence, and the words of each of its fields."""
    return rows_of(span_columns(export))


def span_columns(export: Export) -> Iterator[Columns]:
    """The same rows as columns, some thousand rows at a time."""
    table = columns(export.rows, Claim, ("id", "document", *FIELDS))
    table = table.filter(pc.is_in(table.column("id"), value_set=pa.array(sorted(export.claim_ids), pa.string())))
    if not table.num_rows:
        return
    claims, documents = listed(table, "id"), listed(table, "document")
    updated = [export.reports[document].updated for document in documents]
    runs = _runs(export)
    of, field, start, end = _stretches(table)
    counts = np.bincount(of, minlength=len(claims))
    number = np.arange(len(of)) - (np.cumsum(counts) - counts)[of]
    for at in range(0, len(of), BATCH):
        rows, fields, numbers, starts, ends = (values[at : at + BATCH].tolist() for values in (of, field, number, start, end))
        told = [documents[row] for row in rows]
        texts = [export.texts.get(document) for document in told]
        exact = [text[a:b] for text, a, b in zip(texts, starts, ends, strict=True)]
        places = [
            _place(runs[document], text, a, b) if document in runs else NOWHERE
            for document, text, a, b in zip(told, texts, starts, ends, strict=True)
        ]
        yield {
            "span_id": [f"{claims[row]}-{n}" for row, n in zip(rows, numbers, strict=True)],
            "document_id": told,
            "field": [FIELDS[f] for f in fields],
            "start_raw": [place[0] for place in places],
            "end_raw": [place[1] for place in places],
            "part_raw": [place[2] for place in places],
            "start_clean": starts,
            "end_clean": ends,
            "exact": exact,
            "prefix": [text[max(0, a - AROUND) : a] for text, a in zip(texts, starts, strict=True)],
            "suffix": [text[b : b + AROUND] for text, b in zip(texts, ends, strict=True)],
            "claim_id": [claims[row] for row in rows],
            "warning": ["" if words.isprintable() else said_of(words) for words in exact],
            **{name: [value] * len(rows) for name, value in export.made(None).items()},
            "updated_at": [updated[row] for row in rows],
        }


def _runs(export: Export) -> Mapping[str, Sequence[RawSpan]]:
    """Where the texts stand in the bytes, by document. The public profile does not say: the bytes hold what it withholds."""
    out: dict[str, list[RawSpan]] = defaultdict(list)
    for run in export.rows(RawSpan) if export.guard is None else ():
        out[run.document].append(run)
    return dict(out)


def _place(runs: Sequence[RawSpan], text: str, start: int, end: int) -> Place:
    low, high, part = locate(runs, text, start, end)
    return low if low >= 0 else None, high if high >= 0 else None, part


def _stretches(table: pa.Table) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """All stretches, by claim and field: the numbers of both, the first character and the one behind the last."""
    parts = []
    for number, (field, bounds) in enumerate(BOUNDS.items()):
        column = table.column(field).combine_chunks()
        if pa.types.is_list(column.type):
            lengths = pc.list_value_length(column).fill_null(0).to_numpy(zero_copy_only=False)
            of, flat = np.repeat(np.arange(len(column)), lengths), pc.list_flatten(column)
        else:
            said = pc.is_valid(column)
            if field == "time":  # a day that no words of the text tell
                said = pc.and_(said, pc.not_equal(pc.struct_field(column, "text"), ""))
            of, flat = np.flatnonzero(said.to_numpy(zero_copy_only=False)), column.filter(said)
        ends = [pc.struct_field(flat, bound).to_numpy(zero_copy_only=False).astype(np.int64) for bound in bounds]
        parts.append((of, np.full(len(of), number), *ends))
    of, fields, start, end = (np.concatenate(found).astype(np.int64) for found in zip(*parts, strict=True))
    order = np.lexsort((fields, of))  # stable: several words of one field stay in their order
    return of[order], fields[order], start[order], end[order]
