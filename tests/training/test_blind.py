"""The reports that judge the extractor: read without errors, cut into two halves, and no part of what the tagger learns from."""

from pathlib import Path

from benchmarks.blind import FOLDER, halves, raw
from training.examples import corpus
from training.notation.parse import parse

from frontlog.documents.read import read
from frontlog.model import Document

CORPUS = Path(__file__).resolve().parents[2] / "training" / "corpus"


def test_reports_are_read_without_errors() -> None:
    errors = {path.name: parse(path.read_text(encoding="utf-8"))[1] for path in sorted(FOLDER.glob("*.txt"))}
    assert errors
    assert not any(errors.values())


def test_halves_are_equal_and_none_is_learnt_from() -> None:
    found = list(halves())
    assert [half for half, _ in found].count("open") == [half for half, _ in found].count("held") == 20
    learnt = {doc.name.removeprefix("corpus/").removesuffix(".txt") for doc in corpus(CORPUS)}
    assert learnt
    assert not learnt & {report.id for _, report in found}


def test_a_report_reaches_the_chain_with_its_head() -> None:
    report = next(report for _, report in halves() if report.id == "sdn-wire")
    document = next(row for row in read([raw(report)]) if isinstance(row, Document))
    assert (str(document.published), document.outlet, document.title) == ("2025-05-29", report.outlet, report.title)
    assert all(claim.evidence.text in document.text for claim in report.claims)
