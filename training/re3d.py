"""The re3d documents that were annotated later than those under eval/texts: their texts as the reader gets them, from SHARED/data/re3d.

training/standoff_re3d holds what they claim, as offsets into these texts (annotated once, by one coder, with the guide; 55 documents, 197
claims, many of them none). The shipped weights have not seen them: `python -m training.train --more`.
"""

import json
import re
from pathlib import Path

PROBE = slice(60, 140)  # characters that tell whether a document stands under eval/texts already


def texts(shared: Path) -> dict[str, bytes]:
    """Name and content of each document, headed like the texts under eval/texts. Raises FileNotFoundError where re3d is not there."""
    folder = shared / "data" / "re3d"
    files = sorted(folder.glob("*/documents.json"), key=str)
    if not files:
        raise FileNotFoundError(f"no re3d under {folder}: its folders with documents.json belong there")
    known = [_flat(path.read_text(encoding="utf-8")) for path in (shared / "eval" / "texts").glob("re3d*")]
    out: dict[str, bytes] = {}
    for line in (line for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()):
        row = json.loads(line)
        if any(_flat(row["text"])[PROBE] in text for text in known):
            continue
        title = row["title"].strip()
        slug = re.sub("[^a-z0-9]+", "-", row["title"].lower()).strip("-")[:40]
        head = f"URL: {row.get('sourceUrl', '')}\nTITLE: {title}\nPUBLISHED: unknown\nOUTLET: {row.get('sourceName', '')}\n\n"
        out[f"re3dx_{len(out):02d}_{slug}.txt"] = (head + re.sub(r"[ \t]+", " ", row["text"])).encode()
    return out


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
