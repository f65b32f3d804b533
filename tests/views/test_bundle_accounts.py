"""Control by earlier days' reports and without an outlet: the same account that a build of only those reports would give."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from frontlog.control.timeline import timeline
from frontlog.model import ControlState, Document, Effect
from frontlog.views.bundle_accounts import STEP, accounts, without
from frontlog.views.bundle_shapes import AccountShape
from support.sample import Week, week

Told = dict[str, list[tuple[str, str | None, str, str, str]]]


def told(states: Iterable[ControlState]) -> Told:
    out: Told = defaultdict(list)
    for s in states:
        out[s.place_id].append((s.start.isoformat(), s.end.isoformat() if s.end else None, s.state, s.holder, s.besieged_by))
    return out


def plain(rows: Iterable[AccountShape]) -> Told:
    out: Told = defaultdict(list)
    for r in sorted(rows, key=lambda r: (r["place"], r["first"])):
        out[r["place"]].append((r["first"], r["until"], r["state"], r["holder"], r["besieged_by"]))
    return out


def published(rows: Week) -> dict[str, date | None]:
    return {d.id: d.published for d in rows(Document)}


def test_the_account_of_each_day_is_that_of_the_reports_published_by_then() -> None:
    rows = week()
    days = published(rows)
    found = accounts(rows)
    assert found
    first = min(d for d in days.values() if d)
    for day in (first + timedelta(days=n) for n in range(12)):
        known = [e for e in rows(Effect) if (days[e.document] or e.end or e.start) <= day]
        now = day.isoformat()
        standing = [r for r in found if r["known"] <= now and (r["superseded"] is None or now < r["superseded"])]
        assert plain(standing) == told(timeline(known, []))


def test_an_account_that_a_later_report_does_not_change_is_told_once() -> None:
    found = accounts(week())
    keys = [(r["place"], r["first"], r["until"], r["state"], r["holder"], r["besieged_by"], r["probability"]) for r in found]
    again = [(k, r["known"]) for k, r in zip(keys, found, strict=True)]
    assert len(set(again)) == len(again)
    assert all(abs(r["probability"] / STEP - round(r["probability"] / STEP)) < 1e-6 for r in found)


def test_without_an_outlet_its_places_are_told_by_the_others() -> None:
    rows = week()
    outlets = {d.id: d.outlet for d in rows(Document)}
    found = without(rows)
    assert {w["name"] for w in found} == {outlets[e.document] for e in rows(Effect)} - {""}
    for one in found:
        left = [e for e in rows(Effect) if outlets[e.document] not in one["outlets"]]
        expected = told(timeline(left, []))
        assert plain(one["control"]) == {p: rows_ for p, rows_ in expected.items() if p in one["places"]}


def test_a_reposted_report_leaves_with_the_outlet_that_reposted_it() -> None:
    rows = week()
    document = rows(Document)[0]
    rows.rows[Document] = [replace(d, republished_by="Mirror") if d.id == document.id else d for d in rows(Document)]
    assert "Mirror" not in {w["name"] for w in without(rows)}  # outlets that told something; a mirror only repeats


def test_all_outlets_of_a_camp_can_be_left_out_at_once() -> None:
    rows = week()
    known = {"River Courier": "Al-Manar", "Meridian Wire": "Press TV"}  # the registers know them as one camp
    rows.rows[Document] = [replace(d, outlet=known.get(d.outlet, d.outlet)) for d in rows(Document)]
    camp = next(w for w in without(rows) if w["name"].startswith("camp:"))
    assert set(camp["outlets"]) == set(known.values())
    outlets = {d.id: d.outlet for d in rows(Document)}
    left = [e for e in rows(Effect) if outlets[e.document] not in camp["outlets"]]
    expected = told(timeline(left, []))
    assert plain(camp["control"]) == {p: rows_ for p, rows_ in expected.items() if p in camp["places"]}
    assert expected
    assert camp["control"]


def test_an_empty_log_has_no_accounts() -> None:
    assert accounts(Week()) == []
    assert without(Week()) == []
