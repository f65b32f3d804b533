"""Figures against annotated reports: runs the extractor over their texts and asks the scorers that lie beside the annotations."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from frontlog.build import Progress, build
from frontlog.engine import Serial
from frontlog.model import Claim, Document, FrontlogError, Rejection
from frontlog.pipeline import pipeline
from frontlog.running import Chain, run_in_memory
from frontlog.sources.files import Limits, read
from frontlog.sources.revisit import Revisit
from frontlog.store import Log
from frontlog.views.guide import claim_object
from frontlog.views.listing_control import CONTROL_COLUMNS, control
from frontlog.views.write import to_csv

Scores = dict[str, Any]
LIMITS = Limits()


def evaluate(shared: Path, keep: Path | None, progress: Progress) -> Scores:
    """Scores of claims (the five seeds, every other group of reports by the first part of its name, all) and of control on the seeds.

    Raises FrontlogError when a scorer fails.
    """
    with ExitStack() as stack:
        work = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        wanted = {g.stem for g in (shared / "eval" / "gold").glob("*.json")}
        texts = [*sorted((shared / "seeds").glob("*.txt")), *sorted((shared / "eval" / "texts").glob("*.txt"))]
        spans = extract_texts([t for t in texts if t.stem in wanted], work / "claims", progress)
        return {"claims": score_groups(shared, work, wanted), "spans": spans, "control": _control(shared, work)}


def score_groups(shared: Path, work: Path, wanted: Collection[str]) -> Scores:
    """Scores of the extracted claims under `work`, by group of reports and over all."""
    gold = [g for g in sorted((shared / "eval" / "gold").glob("*.json")) if g.stem in wanted]
    groups: dict[str, list[Path]] = {}
    for path in gold:
        groups.setdefault("seeds" if (shared / "seeds" / f"{path.stem}.txt").exists() else path.stem.split("_")[0], []).append(path)
    scores = {name: _claims(shared, found, work) for name, found in groups.items()}
    return {**scores, "all": _claims(shared, gold, work)}


def extract_texts(texts: Sequence[Path], out: Path, progress: Progress, chain: Chain = pipeline) -> Scores:
    """Claims of text files as the scorer reads them, one JSON a text. Returns how many spans were checked and how many were not exact."""
    out.mkdir(parents=True, exist_ok=True)
    spans = inexact = 0
    for number, found in enumerate(read(texts, LIMITS), 1):
        if isinstance(found, Rejection):
            raise FrontlogError(f"'{found.subject}' could not be read: {found.message}")
        if isinstance(found, Revisit):
            continue
        have = run_in_memory([found], Claim, chain)
        text = next(d.text for d in have[Document] if isinstance(d, Document))
        claims = [claim_object(c) for c in have[Claim] if isinstance(c, Claim)]
        (out / f"{Path(found.item.name).stem}.json").write_text(json.dumps({"claims": claims}, ensure_ascii=False), encoding="utf-8")
        for piece in pieces(claims):
            spans += 1
            inexact += text[piece["start"] : piece["end"]] != piece["text"]
        progress("extract", number, len(texts))
    return {"checked": spans, "inexact": inexact}


def pieces(value: Any) -> list[dict[str, Any]]:
    """Every quoted piece with offsets inside claims: objects that carry text, start and end as numbers."""
    out: list[dict[str, Any]] = []
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
            out.append(value)
        out += [p for v in value.values() for p in pieces(v)]
    elif isinstance(value, list):
        out += [p for v in value for p in pieces(v)]
    return out


def _claims(shared: Path, gold: Sequence[Path], work: Path) -> Scores:
    with tempfile.TemporaryDirectory() as chosen:
        for path in gold:
            (Path(chosen) / path.name).write_bytes(path.read_bytes())
        scores: Scores = json.loads(_run(shared / "eval" / "score_claims.py", chosen, str(work / "claims"), "--json"))
    scores.pop("by_document")
    return scores


def _control(shared: Path, work: Path) -> str:
    root = work / "seeds.log"
    build([shared / "seeds"], root, Serial(), LIMITS, lambda *_: None)
    path = work / "control.csv"
    path.write_text(to_csv(control(Log.open(root)), CONTROL_COLUMNS), encoding="utf-8")
    return _run(shared / "eval" / "score_control.py", str(shared / "eval" / "control.csv"), str(path)).strip()


def _run(script: Path, *arguments: str) -> str:
    done = subprocess.run([sys.executable, str(script), *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - named by the user
    if done.returncode:
        raise FrontlogError(f"{script.name} failed: {done.stderr.strip().splitlines()[-1:]}.", "Check the folder given with --shared.")
    return done.stdout


def markdown(scores: Scores) -> str:
    """The figures as a table for the docs."""
    slots = ("agent", "target", "place", "modality", "certainty", "source", "time", "losses", "coordinates")
    rows = [
        f"| reports | n | gold | predicted | detection P | R | F1 | strict F1 | {' | '.join(slots)} |",
        "|" + "---|" * (8 + len(slots)),
    ]
    for name, s in scores["claims"].items():
        d, found = s["detection"], s["slots"]
        counts = [name, s["documents"], s["gold"], s["predicted"]]
        figures = [f"{value:.3f}" for value in (d["p"], d["r"], d["f1"], s["strict"]["f1"])]
        right = [f"{found[slot]:.2f}" if slot in found else "" for slot in slots]
        rows.append("| " + " | ".join(str(c) for c in (*counts, *figures, *right)) + " |")
    if spans := scores.get("spans"):
        rows += ["", f"Spans checked: {spans['checked']:,}, not exact: {spans['inexact']:,}."]
    return "\n".join([*rows, "", scores["control"]] if "control" in scores else rows)
