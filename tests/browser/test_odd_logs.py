"""Logs that are odd, empty, old or damaged, and a browser that draws no map."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from frontlog.model import Claim, ControlState, Document, Effect, Incident, Record
from support.sample import Week, week

from .conftest import DESKTOP, PHONE, Watched, go, opened
from .test_page import VIEWS, chosen, marked

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def one_document() -> Week:
    """The week's first document alone."""
    whole = week()
    document = next(d for d in whole(Document) if any(c.document == d.id for c in whole(Claim)))
    own = [c for c in whole(Claim) if c.document == document.id]
    ids = {c.id for c in own}
    incidents = [
        replace(i, claims=tuple(c for c in i.claims if c in ids), documents=(document.id,), origin_groups=(document.id,))
        for i in whole(Incident)
        if ids & set(i.claims)
    ]
    rows: dict[type[Record], list[Record]] = {Document: [document], Claim: [*own], Incident: [*incidents]}
    return Week(rows)


def nowhere() -> Week:
    """The week with no place located."""
    rows = week()
    for kind in (Incident, ControlState, Effect):
        rows.rows[kind] = [replace(r, lat=None, lon=None, uncertainty_m=None) for r in rows.rows[kind]]
    rows.rows[Claim] = [
        replace(c, place=tuple(replace(p, lat=None, lon=None, uncertainty_m=None) for p in c.place)) for c in rows.rows[Claim]
    ]
    return rows


def long_names() -> Week:
    """The week with names of 300 letters in a row."""
    rows = week()
    rows.rows[Incident] = [replace(i, title="T" * 300, place_name="P" * 300) for i in rows.rows[Incident]]
    rows.rows[Document] = [replace(d, outlet="O" * 300, title="D" * 300) for d in rows.rows[Document]]
    rows.rows[Claim] = [
        replace(c, place=tuple(replace(p, name="P" * 300) for p in c.place), agent=tuple(replace(a, name="A" * 300) for a in c.agent))
        for c in rows.rows[Claim]
    ]
    return rows


@pytest.mark.parametrize("rows", [Week, one_document, nowhere, long_names], ids=["empty", "one document", "nowhere", "long names"])
def test_odd_logs_are_shown_in_every_view(watched: Watched, tmp_path: Path, rows: type[Week]) -> None:
    record = rows()
    page = opened(watched, record, tmp_path)
    incident = next((i.id for i in record(Incident)), "none")
    claim = next((c.id for c in record(Claim)), "none")
    for view in (*VIEWS, f"incident?incident={incident}&claim={claim}", "place?place=p-tabra"):
        go(page, f"#/{view}")
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            assert page.locator("#list").inner_text().strip(), view
            assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"], view


def test_without_webgl_the_places_are_a_table_instead_of_a_blank_map(page: Page) -> None:
    assert "WebGL" in page.locator(".no-map").inner_text()
    page.click(".no-map [data-place=p-tabra]")
    page.wait_for_selector(".evidence mark.sentence")
    assert marked(page) == chosen(page).evidence.quote


def test_a_log_without_the_newer_layers_says_so(watched: Watched, tmp_path: Path) -> None:
    page = opened(watched, week(), tmp_path)  # the sample has no rows of control_known and control_claimed, as logs of older versions
    go(page, "#/place?place=p-tabra&layer=claimed")
    assert "By this account no report says who holds it." in page.locator("#list").inner_text()


def test_right_to_left_titles_keep_their_direction(watched: Watched, tmp_path: Path) -> None:
    rows = week()
    title = "القوات تسيطر على البلدة"
    rows.rows[Incident] = [replace(i, title=title) for i in rows.rows[Incident]]
    page = opened(watched, rows, tmp_path)
    go(page, "#/map")
    directions = page.locator("#list .incident h3 a").evaluate_all("all => all.map(a => getComputedStyle(a).direction)")
    assert set(directions) == {"rtl"}


def test_a_damaged_bundle_is_told_with_the_next_step(watched: Watched, site: Path, tmp_path: Path) -> None:
    for name in ("index.html", "app.js", "app.css", "basemap.js"):
        (tmp_path / name).write_bytes((site / name).read_bytes())
    (tmp_path / "data.js").write_text('window.FRONTLOG_DATA="H4sIAAAA";\n', encoding="utf-8")
    watched.page.goto((tmp_path / "index.html").as_uri())
    watched.page.wait_for_selector(".fatal")
    assert "Write it again" in watched.page.locator(".fatal").inner_text()
    watched.complaints.clear()  # the reason is told to the console too
