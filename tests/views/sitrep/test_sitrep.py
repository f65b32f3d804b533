"""The situation report: nothing in it without a citation, every citation exact, every number a number of the records."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontlog.model import Claim, Contradiction, ControlState, Copy, Document, FrontlogError, Incident, Tolls
from frontlog.views.rows import Rows
from frontlog.views.sitrep import Citation, Report, Sentence, plain, sitrep
from frontlog.views.sitrep.shapes import UncitedError
from support.sample import Week, week

from ..conftest import built

ROOT = Path(__file__).parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"
DAY = date(2031, 3, 5)


def a_citation(quote: str = "He said so.") -> Citation:
    return Citation("c-1", "d-1", 0, len(quote), quote, "Outlet", "Title", None, "")


def reports(rows: Rows, length: int) -> Iterator[Report]:
    """A report of every day on which something is told, and one of all of them."""
    days = {d for i in rows(Incident) for d in (i.start, i.end) if d} | {s.start for s in rows(ControlState)}
    for day in sorted(days):
        yield sitrep(rows, day, length)
    yield sitrep(rows, max(days, default=DAY), 3660)


def wrong(rows: Rows, report: Report) -> list[str]:
    """What of a report rests on nothing, or not on what it says."""
    claims, documents = {c.id: c for c in rows(Claim)}, {d.id: d for d in rows(Document)}
    out = []
    for sentence in report.sentences:
        if not sentence.citations:
            out.append(f"no citation: {sentence.text}")
        for c in sentence.citations:
            claim, text = claims[c.claim], documents[c.document].text
            if (claim.document, claim.evidence.start, claim.evidence.end) != (c.document, c.start, c.end):
                out.append(f"{c.claim} stands elsewhere")
            if not c.quote or text[c.start : c.end] != c.quote:
                out.append(f"{c.claim} is not quoted exactly")
    return out


@pytest.mark.parametrize("citations", [(), []])
def test_a_sentence_without_a_citation_cannot_be_made(citations) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UncitedError, match="No claim stands behind"):
        Sentence("The town fell.", "FL-1", tuple(citations))
    with pytest.raises(UncitedError):
        replace(Sentence("The town fell.", "FL-1", (a_citation(),)), citations=())
    with pytest.raises(UncitedError, match="says nothing"):
        Sentence("  ", "FL-1", (a_citation(),))


@pytest.mark.parametrize("length", [1, 7])
def test_every_sentence_of_every_day_of_the_examples_is_cited_exactly(examples: Week, length: int) -> None:
    found = list(reports(examples, length))
    assert sum(len(r.sentences) for r in found) > 200
    assert [w for r in found for w in wrong(examples, r)] == []


def test_every_sentence_of_the_seeds_is_cited_exactly(shared: Path, tmp_path: Path) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seeds (../shared/seeds) are not on this machine")
    rows = built([SEEDS], tmp_path / "log")
    found = list(reports(rows, 7))
    assert sum(len(r.sentences) for r in found) > 100
    assert [w for r in found for w in wrong(rows, r)] == []


def test_what_a_sentence_cites_belongs_to_the_record_that_it_is_about(examples: Week) -> None:
    incidents = {i.id: set(i.claims) for i in examples(Incident)}
    quarrels = {c.id: {c.claim_a, c.claim_b} for c in examples(Contradiction)}
    report = sitrep(examples, date(2017, 10, 14), 30)
    about = [(s, (incidents | quarrels)[s.record]) for s in report.sentences if s.record in incidents or s.record in quarrels]
    assert len(about) > 20
    assert all({c.claim for c in sentence.citations} <= claims for sentence, claims in about)


def test_figures_are_sums_of_the_tolls_of_their_incidents() -> None:
    rows = week()
    report = sitrep(rows, DAY, 7)
    killed = [t for i in rows(Incident) for t in i.tolls if t.kind == "killed" and t.side == "fed" and i.type != "losses"]
    told = next(f for f in report.figures if (f.kind, f.side) == ("killed", "fed"))
    assert told.low == sum(t.low or 0 for t in killed)
    assert told.high == (None if any(t.high is None for t in killed) else sum(t.high or 0 for t in killed))
    assert told.sentence.text.startswith("Killed (Federal Army): ")
    assert told.origins == len({next(c.origin_group for c in rows(Copy) if c.id == x.document) for x in told.sentence.citations})


def costing(tolls: tuple[Tolls, ...]) -> Week:
    """The sample week with one incident, and that one with these tolls."""
    rows = week()
    first = next(i for i in rows(Incident) if i.start and i.type == "capture")
    claims = first.claims[:1]
    rows.rows[Incident] = [replace(first, tolls=tuple(replace(t, claims=claims) for t in tolls), grade="fair")]
    return rows


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [
        ([("fed", 3, 3, 5)], [("fed", 3, 3, 5)]),
        ([("fed", 3, 3, None)], [("fed", 3, 3, None)]),
        ([("fed", 7, 9, 17), ("", 5, 5, 5)], [("fed", 5, 9, 17)]),  # the same people, counted with and without their side
        ([("fed", 7, 9, None), ("", 5, 5, 5)], [("fed", 5, 9, None)]),
        ([("fed", 2, 2, 2), ("nf", 4, 4, 4), ("", 9, 9, 9)], [("", 9, 9, 9), ("nf", 4, 4, 4), ("fed", 2, 2, 2)]),
        ([("fed", 0, 0, 0)], []),
    ],
)
def test_ranges(tolls, expected) -> None:  # type: ignore[no-untyped-def]
    rows = costing(tuple(Tolls(side, "killed", low, best, high, ()) for side, low, best, high in tolls))
    found = sitrep(rows, DAY, 30).figures
    assert [(f.side, f.low, f.best, f.high) for f in found] == expected


def test_tolls_told_without_an_event_are_summed_apart() -> None:
    rows = costing((Tolls("fed", "killed", 300, 300, 300, ()),))
    rows.rows[Incident] = [replace(i, type="losses") for i in rows(Incident)]
    report = sitrep(rows, DAY, 30)
    assert report.figures == ()
    assert [f.sentence.text.startswith("Told without an event: ") for f in report.apart] == [True]


@pytest.mark.parametrize("start", [None, DAY - timedelta(days=90)])
def test_the_dead_of_a_war_are_none_of_these_days(start: date | None) -> None:
    rows = costing((Tolls("fed", "killed", 9000, 9000, None, ()),))
    rows.rows[Incident] = [replace(i, start=start, end=DAY) for i in rows(Incident)]
    report = sitrep(rows, DAY, 3)
    assert report.figures == ()
    assert [f.sentence.text.startswith("Told of a longer time: ") for f in report.apart] == [True]


def test_copies_are_one_origin_and_add_nothing() -> None:
    rows = week()
    before = [(f.kind, f.side, f.low, f.high, f.origins) for f in sitrep(rows, DAY, 7).figures]
    twins = [replace(d, id=f"{d.id}-twin") for d in rows(Document)]
    groups = {c.id: c.origin_group for c in rows(Copy)}
    rows.add(*twins, *(Copy(id=t.id, origin_group=groups[t.id[:-5]], copy_of=t.id[:-5], similarity=1.0, basis="same text") for t in twins))
    copied = [replace(c, id=f"{c.id}-twin", document=f"{c.document}-twin") for c in rows(Claim)]
    rows.add(*copied)
    of = {c.id: f"{c.id}-twin" for c in rows(Claim)}
    rows.rows[Incident] = [
        replace(
            i,
            claims=(*i.claims, *(of[c] for c in i.claims)),
            tolls=tuple(replace(t, claims=(*t.claims, *(of[c] for c in t.claims))) for t in i.tolls),
        )
        for i in rows(Incident)
    ]
    assert [(f.kind, f.side, f.low, f.high, f.origins) for f in sitrep(rows, DAY, 7).figures] == before


def test_planned_and_denied_events_are_no_highlights_and_have_no_figures() -> None:
    rows = costing((Tolls("fed", "killed", 300, 300, 300, ()),))
    rows.rows[Incident] = [replace(i, modality="planned") for i in rows(Incident)]
    report = sitrep(rows, DAY, 30)
    assert report.highlights.sentences == report.figures == ()


def test_a_change_says_what_was_before_and_a_place_without_grounds_is_not_spoken_of() -> None:
    rows = week()
    changes = sitrep(rows, date(2031, 3, 8), 30).changes.sentences
    assert any("Before: " in s.text for s in changes)
    rows.rows[ControlState] = [replace(s, evidence=()) for s in rows(ControlState)]
    assert sitrep(rows, date(2031, 3, 8), 30).changes.sentences == ()


def test_changes_of_one_place_stand_together_and_say_since_when_and_not_for_how_long() -> None:
    rows = week()
    rows.rows[ControlState] = [replace(s, change_from=s.start, change_to=s.start) for s in rows(ControlState)]
    texts = [s.text for s in sitrep(rows, date(2031, 3, 8), 30).changes.sentences]
    places = [text.partition(":")[0] for text in texts]
    assert len(set(places)) == len([p for n, p in enumerate(places) if places[n - 1 : n] != [p]]) < len(places)
    told = [text for text in texts if ", probability" in text]
    assert told
    assert all(re.search(r" since \d+ March 2031, probability", text) for text in told)
    later = [replace(s, change_to=date(2031, 3, 9)) for s in rows(ControlState)]
    rows.rows[ControlState] = later
    assert any(" since some day from " in s.text for s in sitrep(rows, date(2031, 3, 8), 30).changes.sentences)


def test_both_sides_of_a_contradiction_are_cited() -> None:
    rows = week()
    hard = {c.id: c for c in rows(Contradiction) if c.status == "contradiction"}
    found = sitrep(rows, date(2031, 3, 8), 30).contradictions.sentences
    assert found
    assert all({c.claim for c in s.citations} == {hard[s.record].claim_a, hard[s.record].claim_b} for s in found)


def test_what_has_no_place_or_no_day_is_told() -> None:
    rows = week()
    rows.rows[Incident] = [replace(i, lat=None, lon=None) if i.start else i for i in rows(Incident)]
    said = " ".join(s.text for s in sitrep(rows, date(2031, 3, 8), 30).unplaced.sentences)
    assert "has no place that could be located" in said
    assert "has no day that could be told" in said


def test_nothing_told_gives_a_report_that_says_so() -> None:
    report = sitrep(Week(), DAY)
    assert report.sentences == ()
    assert all(section.empty for section in report.sections)


@pytest.mark.parametrize(("day", "count"), [(DAY, 0), (DAY, 100_000), (date(1, 1, 2), 30)])
def test_days_that_there_are_not(day: date, count: int) -> None:
    with pytest.raises(FrontlogError, match="Give"):
        sitrep(week(), day, count)


def test_the_report_is_the_same_whatever_the_order_of_the_rows() -> None:
    rows = week()
    turned = Week({kind: found[::-1] for kind, found in rows.rows.items()})
    assert plain(sitrep(turned, DAY, 7)) == plain(sitrep(rows, DAY, 7))


def test_numbers_are_those_of_sentences_of_reports_in_the_order_of_reading() -> None:
    report = sitrep(week(), DAY, 7)
    numbers = report.numbers
    first = [numbers[c] for s in report.sentences for c in s.citations]
    assert list(dict.fromkeys(first)) == list(range(1, len(report.sources) + 1))
    places = [(c[0].document, c[0].start, c[0].end) for c in report.sources]
    assert len(set(places)) == len(places)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", plain(report)["first"])
