"""Corrections of claims: what they change, what they leave alone, and what no longer fits."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from frontlog.model import Claim, Decision, FrontlogError, Rejection
from frontlog.reference.gazetteer import load_gazetteer
from frontlog.review.apply import reviewed
from frontlog.review.corrections import FIELDS, corrected
from frontlog.review.entry import entry
from support.sample import week

NOW = datetime(2031, 3, 9, tzinfo=UTC)


@pytest.fixture
def claim() -> Claim:
    """A claim that has something of everything."""
    return next(c for c in week()(Claim) if c.place and c.agent and c.losses)


def decision(n: int, claim: Claim, verdict: str = "corrected", **more: Any) -> Decision:
    subject = more.pop("subject", (claim.id,))
    return Decision(
        id=f"v-{n}", subject=subject, verdict=verdict, who="Mira", when=NOW + timedelta(minutes=n), why="because",
        document=claim.document, **more,
    )  # fmt: skip


PLACE = {
    "nth": 0,
    "id": "p-new",
    "name": "New",
    "lat": 1.5,
    "lon": 2.5,
    "uncertainty_m": 100,
    "country": "SY",
    "kind": "town",
    "admin1": "",
}


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("place", PLACE, lambda c: (c.place[0].id, c.place[0].lat, c.place[0].basis, c.place[0].alternatives)),
        ("time", {"start": "2031-03-01", "end": "2031-03-02"}, lambda c: (c.time.start, c.time.end, c.time.granularity, c.time.basis)),
        ("number", {"nth": 0, "min": 12, "max": None}, lambda c: (c.losses[0].min, c.losses[0].max)),
        ("agent", {"nth": 0, "id": "nf", "name": "Northern Front"}, lambda c: (c.agent[0].id, c.agent[0].name)),
        ("modality", {"value": "planned"}, lambda c: c.modality),
        ("certainty", {"value": "hedged"}, lambda c: c.certainty),
    ],
)
def test_a_correction_changes_its_field_and_no_word_of_the_report(field: str, value: dict[str, Any], read: Any, claim: Claim) -> None:
    now = corrected(claim, field, json.dumps(value))
    expected = {
        "place": ("p-new", 1.5, "decided", ()),
        "time": (date(2031, 3, 1), date(2031, 3, 2), "interval", "decided"),
        "number": (12, None),
        "agent": ("nf", "Northern Front"),
        "modality": "planned",
        "certainty": "hedged",
    }
    assert read(now) == expected[field]
    words = [(x.text, x.start, x.end) for x in (*now.place, *now.agent, *now.losses)]
    assert words == [(x.text, x.start, x.end) for x in (*claim.place, *claim.agent, *claim.losses)]
    assert (now.evidence, now.id, now.trigger) == (claim.evidence, claim.id, claim.trigger)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "{}"),
        ("place", "{}"),
        ("place", "no json"),
        ("place", json.dumps({**PLACE, "nth": 9})),
        ("place", json.dumps({**PLACE, "nth": -1})),
        ("time", '{"start": "2031-03-09", "end": "2031-03-01"}'),
        ("time", '{"start": "some day", "end": null}'),
        ("number", '{"nth": 0, "min": 9, "max": 3}'),
        ("number", '{"nth": 0, "min": -9, "max": 3}'),
        ("number", '{"nth": 0, "min": "9", "max": null}'),
        ("modality", '{"value": "perhaps"}'),
        ("modality", "[]"),
    ],
)
def test_values_that_are_none(field: str, value: str, claim: Claim) -> None:
    with pytest.raises(FrontlogError):
        corrected(claim, field, value)


def test_the_last_correction_of_a_field_counts_and_others_stay(claim: Claim) -> None:
    made = [
        decision(3, claim, field="number", value='{"nth": 0, "min": 7, "max": 7}'),
        decision(1, claim, field="number", value='{"nth": 0, "min": 5, "max": 5}'),
        decision(2, claim, field="modality", value='{"value": "failed"}'),
    ]
    (now,) = reviewed([claim], made)
    assert isinstance(now, Claim)
    assert (now.losses[0].min, now.modality) == (7, "failed")
    assert (now.origin.step, now.origin.version) == ("review.claims", "v-1 v-2 v-3")


def test_a_claim_that_nobody_touched_stays_as_it_is(claim: Claim) -> None:
    other = replace(claim, id="c-other")
    assert list(reviewed([claim], [decision(1, other, field="modality", value='{"value": "failed"}')])) == [claim]


def test_a_dropped_claim_is_a_rejection_with_who_and_why(claim: Claim) -> None:
    (row,) = reviewed([claim], [decision(1, claim, "dropped"), decision(2, claim, field="modality", value='{"value": "failed"}')])
    assert isinstance(row, Rejection)
    assert (row.quote, row.start, row.subject) == (claim.evidence.quote, claim.evidence.start, claim.id)
    assert "Mira" in row.message
    assert "because" in row.message


def test_a_correction_that_no_longer_fits_is_said_and_stops_nothing(claim: Claim) -> None:
    made = [decision(1, claim, field="place", value=json.dumps({**PLACE, "nth": 7})), decision(2, claim, "dropped", subject=("c-gone",))]
    rows = list(reviewed([claim], made))
    assert [type(r) for r in rows] == [Rejection, Claim]
    assert rows[0].reason == "a correction that no longer fits"  # type: ignore[union-attr]
    assert rows[1] == claim


def test_withdrawn_corrections_change_nothing_and_withdrawn_withdrawals_bring_them_back(claim: Claim) -> None:
    made = [decision(1, claim, field="modality", value='{"value": "failed"}'), decision(2, claim, "withdrawn", subject=("v-1",))]
    assert list(reviewed([claim], made)) == [claim]
    made.append(decision(3, claim, "withdrawn", subject=("v-2",)))
    (now,) = reviewed([claim], made)
    assert isinstance(now, Claim)
    assert now.modality == "failed"


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("time", "2017-10-12", {"start": "2017-10-12", "end": "2017-10-12"}),
        ("time", "2017-10-12..2017-10-14", {"start": "2017-10-12", "end": "2017-10-14"}),
        ("time", "2017-10-12..", {"start": "2017-10-12", "end": None}),
        ("number", "12", {"nth": 0, "min": 12, "max": 12}),
        ("number", "12..17", {"nth": 0, "min": 12, "max": 17}),
        ("number", "12..", {"nth": 0, "min": 12, "max": None}),
        ("number", "..17", {"nth": 0, "min": None, "max": 17}),
        ("agent", "isis", {"nth": 0, "id": "isis", "name": "ISIS"}),
        ("agent", "Islamic State", {"nth": 0, "id": "isis", "name": "ISIS"}),
        ("modality", "failed", {"value": "failed"}),
    ],
)
def test_what_a_reviewer_types(field: str, words: str, expected: dict[str, Any], claim: Claim) -> None:
    assert json.loads(entry(claim, field, words, 1, load_gazetteer())) == expected


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("time", "Monday", "2017-10-12"),
        ("time", "2017-10-14..2017-10-12", "no value for time"),
        ("time", "..", "No day"),
        ("number", "many", "12..17"),
        ("number", "17..12", "no range"),
        ("agent", "Zzyzx Brigade of Nowhere", "no actor"),
        ("modality", "perhaps", "actual"),
        ("place", "Zzyzxgrad", "gazetteer knows no"),
        ("place", "95.0,10.0 Nowhere", "latitude"),
        ("weather", "fine", "No field"),
    ],
)
def test_what_cannot_be_typed_says_what_can(field: str, words: str, said: str, claim: Claim) -> None:
    with pytest.raises(FrontlogError, match=said):
        entry(claim, field, words, 1, load_gazetteer())


def test_places_by_spot_and_by_name(claim: Claim) -> None:
    spot = json.loads(entry(claim, "place", "35.02, 40.45 al-Mayadin", 1, load_gazetteer()))
    assert (spot["name"], spot["lat"], spot["lon"], spot["id"]) == ("al-Mayadin", 35.02, 40.45, "at-35.0200,40.4500")
    named = json.loads(entry(claim, "place", "Aleppo", 1, load_gazetteer()))
    assert (named["country"], round(named["lat"])) == ("SY", 36)
    with pytest.raises(FrontlogError, match="number 9"):
        entry(claim, "place", "Aleppo", 9, load_gazetteer())


def test_every_field_is_tried_above() -> None:
    assert set(FIELDS) == {"place", "time", "number", "agent", "target", "modality", "certainty"}
