"""The five real reports, end to end. They are never special-cased: these are floors that any honest version must clear."""

import csv
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from frontlog.build import build
from frontlog.engine import Serial
from frontlog.evaluate import pieces
from frontlog.model import Claim, Document, Segment
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.views.guide import claim_object
from frontlog.views.listing_control import CONTROL_COLUMNS, control
from frontlog.views.write import to_csv

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def log(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Log:
    root = tmp_path_factory.mktemp("seeds") / "log"
    build([shared / "seeds"], root, Serial(), Limits(), lambda *_: None)
    return Log.open(root)


def test_all_spans_are_exact(log: Log) -> None:
    texts = {d.id: d.text for d in log.rows(Document)}
    found = [(c.document, p) for c in log.rows(Claim) for p in pieces(claim_object(c))]
    assert len(found) > 300
    assert [(d, p) for d, p in found if texts[d][p["start"] : p["end"]] != p["text"]] == []


def test_no_claim_comes_from_a_comment_or_a_plea(log: Log) -> None:
    aside = [s.span for s in log.rows(Segment) if s.kind not in ("title", "body")]
    assert len(aside) > 20
    for claim in log.rows(Claim):
        e = claim.evidence
        assert not any(s.document == e.document and s.start < e.end and e.start < s.end for s in aside), e.quote


def test_claims_clear_the_floor(log: Log, shared: Path, tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold", tmp_path / "predicted"
    gold.mkdir()
    predicted.mkdir()
    for document in log.rows(Document):
        stem = Path(document.name).stem
        (gold / f"{stem}.json").write_bytes((shared / "eval" / "gold" / f"{stem}.json").read_bytes())
        claims = [claim_object(c) for c in log.rows(Claim) if c.document == document.id]
        (predicted / f"{stem}.json").write_text(json.dumps(claims), encoding="utf-8")
    command = [sys.executable, str(shared / "eval" / "score_claims.py"), str(gold), str(predicted), "--json"]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert scores["detection"]["f1"] >= 0.55
    assert scores["strict"]["f1"] >= 0.15


def test_control_names_holders_for_ten_places(log: Log, shared: Path) -> None:
    sys.path.insert(0, str(shared / "eval"))
    import score_control

    rows = list(csv.DictReader(to_csv(control(log, date(2017, 10, 12)), CONTROL_COLUMNS).splitlines()))
    wanted = list(csv.DictReader((shared / "eval" / "control.csv").read_text(encoding="utf-8").splitlines()))
    places = {g["place"]: g for g in wanted}
    named = [name for name, g in places.items() if any(r["holder"] and score_control.match(g, r) for r in rows)]
    assert len(named) >= 10, named
