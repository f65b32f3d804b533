"""The golden file of how the example reports are read: `python tests/golden/reading.py` writes it anew; look at the difference first.

Only what rules decide is in it: the tagger's last digits may differ between processors.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_suffix(".txt")


def lines() -> list[str]:
    """One line a document and one a segment, with outlet, dates, copies, kinds, rules and the first words."""
    from frontlog.documents.copies.find import copies
    from frontlog.documents.copies.sketch import sketch
    from frontlog.documents.read import read
    from frontlog.model import Copy, Document, Raw, RowLot, Segment, Sketch
    from frontlog.sources.files import Limits
    from frontlog.sources.files import read as files

    raws = [r for r in files([ROOT / "examples" / "reports"], Limits()) if isinstance(r, Raw)]
    rows = list(read(raws))
    documents = {d.id: d for d in rows if isinstance(d, Document)}
    segments = [s for s in rows if isinstance(s, Segment)]
    found = {c.id: c for c in copies(RowLot(Sketch, sketch(list(documents.values()), segments))) if isinstance(c, Copy)}
    out = []
    for document in sorted(documents.values(), key=lambda d: d.name):
        copy = found[document.id]
        origin = f"copy of {documents[copy.copy_of].name} ({copy.basis})" if copy.copy_of else "original"
        dates = ", ".join(f"{d.role} {d.day}" for d in document.dates) or "undated"
        out.append(f"== {document.name} | {document.outlet} | {document.republished_by} | {dates} | {origin}")
        for segment in sorted((s for s in segments if s.span.document == document.id), key=lambda s: s.span.start):
            words = " ".join(segment.span.quote.split()[:6])
            out.append(f"{segment.kind:10s} {segment.reason:28s} {segment.span.start}-{segment.span.end} {words}")
    return out


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    GOLDEN.write_text("\n".join(lines()) + "\n", encoding="utf-8")
