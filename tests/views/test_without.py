"""Incidents as lists: without an outlet, by another book, and with the lines of their beliefs."""

import pytest

from frontlog.incidents.link import link
from frontlog.model import Claim, Contradiction, Copy, Document, Incident
from frontlog.views import listing
from frontlog.views.explain import explain, lines
from frontlog.views.without import left_out
from support.sample import week


@pytest.fixture(scope="module")
def rows():
    """The week of the sample with its incidents made by linking."""
    sample = week()
    made = list(link(sample(Claim), sample(Copy), sample(Document), []))
    kinds = {kind: [row for row in made if isinstance(row, kind)] for kind in (Incident, Contradiction)}
    return lambda kind: kinds.get(kind, sample(kind) if kind not in kinds else [])


def test_what_only_one_outlet_tells_comes_first_and_is_gone(rows):
    outlet = next(d.outlet for d in rows(Document) if d.outlet and any(c.document == d.id for c in rows(Claim)))
    found = left_out(rows, [outlet])
    assert len(found) == len(rows(Incident))
    gone = [row["grade_without"] == "gone" for row in found]
    assert any(gone)
    assert gone == sorted(gone, reverse=True)
    assert all(row["n_origins_without"] == 0 and row["belief_without"] is None for row in found if row["grade_without"] == "gone")


def test_books(rows):
    best, lowest, none = (listing.incidents(rows, book) for book in ("best", "conservative", "minmax"))
    counted = [i for i, row in enumerate(best) if row["killed_rule"]]
    assert counted
    assert [lowest[i]["killed_best"] for i in counted] == [best[i]["killed_low"] for i in counted]
    assert {none[i]["killed_best"] for i in counted} == {None}
    assert [best[i]["killed_rule"] for i in counted] == ["GED best"] * len(counted)


def test_a_belief_is_explained_by_its_lines(rows):
    row = next(row for row in rows(Incident) if len(row.testimony) > 1)
    shown = list(lines(explain(rows, row.id)))
    assert any(f"believed to {row.belief:.2f}" in line for line in shown)
    assert all(any(f"{t.weight:+.2f} {t.words}" in line for line in shown) for t in row.testimony)


def test_a_contradiction_says_whether_both_can_be_true(rows):
    row = next(iter(rows(Contradiction)))
    assert row.compatible_reason
    assert row.compatible_reason in next(iter(lines(explain(rows, row.id))))


def test_the_sentences_of_a_contradiction_stand_in_their_reports(rows):
    texts = {d.id: d.text for d in rows(Document)}
    for row in rows(Contradiction):
        for span in (row.evidence_a, row.evidence_b):
            assert texts[span.document][span.start : span.end] == span.quote
