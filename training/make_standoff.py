"""Annotated reports as offsets without their texts: `python -m training.make_standoff ../shared`.

Only reports that may be trained on are taken (see ../shared/data/README.md): re3d, Wikinews and Wikipedia's day pages.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "standoff"
OPEN = ("re3d_", "N_", "W_", "B_002", "B_004")


def may_train(name: str) -> bool:
    """Whether the licence of a development report allows training."""
    return name.startswith(OPEN) or "wikipedia-current" in name


def offsets(text: str, claim: dict[str, Any]) -> dict[str, Any]:
    """One annotated claim as offsets. Words outside the evidence are looked for in the 600 characters before it, the nearest first."""
    start = text.index(claim["evidence"])
    end = start + len(claim["evidence"])
    trigger = text.index(claim["trigger"], start, end)
    roles: list[list[Any]] = []

    def add(role: str, words: str) -> None:
        at = text.find(words, start, end) if words else -1
        if words and at < 0:
            at = text.rfind(words, max(0, start - 600), start)
        if at >= 0:
            roles.append([role, at, at + len(words)])

    for role in ("agent", "target", "place"):
        for item in claim[role]:
            add(role, item["text"])
    add("time", claim["time"]["text"])
    add("source", claim["source"])
    for loss in claim["losses"]:
        add("loss", loss["text"])
    for words in claim["objects"]:
        add("object", words)
    return {
        "type": claim["type"],
        "trigger": [trigger, trigger + len(claim["trigger"])],
        "modality": claim["modality"],
        "certainty": claim["certainty"],
        "roles": roles,
    }


def main() -> None:
    """Write one file a document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared
    OUT.mkdir(exist_ok=True)
    for path in sorted((shared / "eval" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not may_train(path.stem):
            continue
        content = (shared / "eval" / "texts" / gold["doc"]).read_bytes()
        row = {
            "document": gold["doc"],
            "group": path.stem,
            "sha256": hashlib.sha256(content).hexdigest(),
            "claims": [offsets(content.decode(), c) for c in gold["claims"]],
        }
        (OUT / path.name).write_text(json.dumps(row, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(list(OUT.glob('*.json')))} documents in {OUT.name}/")


if __name__ == "__main__":
    main()
