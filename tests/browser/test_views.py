"""Each view as a person uses it: what it shows, what its numbers lead to, and that everybody can use it."""

import csv
import dataclasses
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from frontlog.control.timeline import timeline
from frontlog.model import ClaimedState, Contradiction, ControlState, Document, Effect, Incident, KnownState
from support.sample import Week, week

from .conftest import DESKTOP, PHONE, Watched, go, opened, saved
from .test_page import VIEWS, chosen, claims, marked

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`);
}"""


def incident_with(count: int) -> Incident:
    return max((i for i in week()(Incident) if len(i.claims) >= count), key=lambda i: len(i.claims))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    incident = incident_with(3)
    one, two = incident.claims[0], incident.claims[1]
    views = [*VIEWS, f"incident?incident={incident.id}&claim={one}", f"place?place=p-tabra&claim={one}", "actors?actor=fed"]
    views += [f"incident?incident={incident.id}&claim={one}&beside={two}&pane=evidence", "sources?without=Courier", "map?known=2031-03-04"]
    for view in views if size is DESKTOP else ["day", "sources", f"incident?incident={incident.id}&claim={one}&beside={two}&pane=evidence"]:
        go(page, f"#/{view}")
        assert page.evaluate(RUN_AXE) == [], view


def test_every_figure_of_the_report_leads_to_a_sentence_in_two_clicks(page: Page) -> None:
    figures = page.locator(".figures a")
    assert figures.count() >= 5
    for number in range(figures.count()):
        go(page, "#/day")
        figures.nth(number).click()
        page.locator("#list a[href*='claim='], #list button.change").first.click()
        page.wait_for_selector(".evidence mark.sentence")
        assert marked(page) == chosen(page).evidence.quote


def test_every_sentence_of_the_report_leads_to_the_words_of_a_report(page: Page) -> None:
    links = page.locator(".report a[href*='claim=']:not([href*='beside='])")
    addresses = [a for a in links.evaluate_all("all => all.map(a => a.getAttribute('href'))") if a]
    assert len(addresses) > 10
    for address in dict.fromkeys(addresses):
        go(page, address)
        page.wait_for_selector(".evidence mark.sentence")
        assert marked(page) == chosen(page).evidence.quote


def test_each_cell_of_the_matrix_quotes_the_words_it_was_read_from(page: Page) -> None:
    incident = incident_with(3)
    go(page, f"#/incident?incident={incident.id}")
    texts = "".join(d.text for d in week()(Document))
    quotes = page.locator(".matrix td q").all_text_contents()
    assert len(quotes) > len(incident.claims)
    assert all(quote in texts for quote in quotes)
    page.locator(".matrix td.agree a, .matrix td.differ a").first.click()
    page.wait_for_selector(".evidence mark.sentence")
    assert chosen(page).id in incident.claims


def test_agreement_and_conflict_are_seen_without_colour(page: Page) -> None:
    go(page, f"#/incident?incident={incident_with(3).id}")
    for name, sign in (("agree", "✓"), ("differ", "≠")):
        cells = page.locator(f".matrix td.{name}")
        assert cells.count() > 0
        assert all(sign in text for text in cells.all_text_contents())


def test_copies_hang_below_the_report_that_they_copy(page: Page) -> None:
    document = next(d for d in week()(Document) if any(c.document == d.id for c in claims().values()) and d.outlet)
    tree = next(i for i in week()(Incident) if len(i.documents) > len(i.origin_groups))
    go(page, f"#/incident?incident={tree.id}")
    assert document
    assert page.locator(".tree ul li").count() >= len(tree.documents) - len(tree.origin_groups)


def test_two_reports_stand_side_by_side_with_what_they_do_not_share(page: Page) -> None:
    row = next(c for c in week()(Contradiction) if c.status == "contradiction")
    go(page, "#/contradictions")
    page.click(f"[data-key='pair-{row.id}']")
    page.wait_for_selector(".two mark.sentence")
    sides = page.locator(".two .side")
    shown = ["".join(sides.nth(i).locator("mark.sentence").all_text_contents()) for i in range(2)]
    assert shown == [claims()[row.claim_a].evidence.quote, claims()[row.claim_b].evidence.quote]
    assert page.locator(".worddiff .own").count() > 0
    page.keyboard.press("Escape")
    page.wait_for_selector(".two", state="detached")


def test_what_was_set_aside_can_be_restored_at_once(page: Page) -> None:
    claim = next(c for c in claims().values() if "captured" in c.trigger.text)
    go(page, f"#/map?claim={claim.id}")
    folds = page.locator(".paper details.stripped")
    assert folds.count() > 0
    page.click(".restore")
    assert all(folds.nth(i).evaluate("f => f.open") for i in range(folds.count()))


def layers() -> Week:
    """The week with the two further layers of control: what was known, and what is claimed."""
    rows = week()
    for kind, holder in ((KnownState, "nf"), (ClaimedState, "rb")):
        for state in rows(ControlState):
            fields = {f: getattr(state, f) for f in (x.name for x in dataclasses.fields(ControlState))}
            rows.add(kind(**{**fields, "id": f"{kind.__name__}-{state.id}", "state": "held", "holder": holder, "holder_name": ""}))
    return rows


def test_three_accounts_of_control_and_both_clocks(watched: Watched, tmp_path: Path) -> None:
    page = opened(watched, layers(), tmp_path)
    go(page, "#/places?on=2031-03-06")
    row = page.locator("#list tr", has=page.locator("[data-place=p-tabra]"))
    best = row.inner_text()
    page.click("[data-key=layer-known]")
    expect(row).to_contain_text("Northern Front")
    page.click("[data-key=layer-claimed]")
    expect(row).to_contain_text("River Brigades")
    page.click("[data-key=layer-assessed]")
    expect(row).not_to_contain_text("River Brigades")
    assert row.inner_text() == best
    effects = [e for e in week()(Effect) if e.place_id == "p-tabra"]
    days = {d.id: d.published for d in week()(Document)}
    early = min(d for e in effects if (d := days[e.document]))
    before = [e for e in week()(Effect) if (days[e.document] or e.start) <= early]
    expected = next(s for s in timeline(before, []) if s.place_id == "p-tabra")
    go(page, f"#/places?on={expected.start}&known={early}")
    assert expected.state in row.inner_text().lower() or (expected.holder_name and expected.holder_name in row.inner_text())
    go(page, f"#/places?on={expected.start}&known={early - timedelta(days=400)}")
    assert "No report" in row.inner_text()


def test_the_day_of_knowledge_hides_later_reports(page: Page) -> None:
    go(page, "#/table")
    everything = page.locator(".facts-table tbody tr").count()
    published = sorted(d.published for d in week()(Document) if d.published)
    go(page, f"#/table?known={published[0]}")
    assert 0 < page.locator(".facts-table tbody tr").count() < everything
    slider = page.locator("input[data-key=known]")
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => !location.hash.includes('known=')")
    assert page.locator(".facts-table tbody tr").count() == everything


def test_the_slider_of_days_can_be_held_while_it_moves(page: Page) -> None:
    go(page, "#/map")
    slider = page.locator("input[data-key=day]")
    handle = slider.element_handle()
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => location.hash.includes('on=2031-03-04')")
    assert handle is not None
    assert handle.evaluate("s => s.isConnected && document.activeElement === s")


def test_playing_moves_the_days(page: Page) -> None:
    go(page, "#/map?on=2031-03-02")
    page.click("[aria-label='Play the days']")
    page.wait_for_function("() => location.hash.includes('on=2031-03-04')", timeout=10_000)
    page.click("[aria-label='Stop']")


def test_unplaced_and_undated_incidents_are_in_trays(page: Page) -> None:
    go(page, "#/map")
    unplaced = [i for i in week()(Incident) if i.lat is None]
    assert unplaced
    tray = page.locator("[data-key=tray-unplaced]")
    assert f"({len(unplaced)})" in tray.locator("summary").inner_text()
    tray.locator("summary").click()
    tray.locator("a").first.click()
    page.wait_for_selector(".evidence mark.sentence")


def test_leaving_an_outlet_out_changes_totals_and_control(page: Page) -> None:
    outlets = {d.id: d.outlet for d in week()(Document)}
    alone = {outlets[i.documents[0]] for i in week()(Incident) if len({outlets[d] for d in i.documents}) == 1}
    outlet = sorted(alone - {""})[0]
    go(page, "#/sources")
    page.click(f"[data-key='off-{outlet}']")
    page.wait_for_selector(".effect")
    cells = page.locator(".effect tbody tr").first.locator("td").all_text_contents()
    left = [i for i in week()(Incident) if any(outlets[d] != outlet for d in i.documents)]
    assert cells == [str(len(week()(Incident))), str(len(left))]
    go(page, page.evaluate("() => location.hash").replace("sources", "places"))
    assert f"Control without {outlet}" in page.locator(".layers").first.inner_text()


def test_the_ribbon_has_a_tick_for_each_piece_of_evidence(page: Page) -> None:
    go(page, "#/place?place=p-tabra")
    grounds = {e.claim for s in week()(ControlState) if s.place_id == "p-tabra" for e in s.evidence}
    ticks = page.locator(".ribbon .tick")
    assert ticks.count() == len(grounds) > 0
    ticks.first.dispatch_event("click")
    page.wait_for_selector(".evidence mark.sentence")
    assert chosen(page).id in grounds


def test_exactly_what_is_shown_is_saved(page: Page) -> None:
    go(page, "#/table?kind=air")
    shown = page.locator(".facts-table tbody th").all_text_contents()
    rows = list(csv.DictReader(io.StringIO(saved(page, "save-csv"))))
    assert [r["title"] for r in rows] == shown != []
    assert [r["title"] for r in json.loads(saved(page, "save-json"))] == shown
    assert len(json.loads(saved(page, "save-geojson"))["features"]) == len(shown)
    of = {i.id: i for i in week()(Incident)}
    assert all(set(r["claim_ids"].split("; ")) <= set(of[r["incident_id"]].claims) for r in rows)


def test_actors_tell_who_acts_against_whom_and_save_it(page: Page) -> None:
    go(page, "#/actors")
    assert "<graphml" in saved(page, "graphml")
    page.click("[data-key=actor-fed]")
    assert "Federal Army" in page.locator(".actor-card h2").inner_text()
    page.locator(".actor-card .plain-list a").first.click()
    page.wait_for_selector(".evidence mark.sentence")


def test_pictures_have_names_and_no_style_of_their_own(page: Page) -> None:
    go(page, "#/pictures")
    plots = page.locator(".pictures svg[role=img]")
    assert plots.count() >= 4
    assert all(plots.evaluate_all("all => all.map(p => p.getAttribute('aria-label'))"))
    assert page.locator(".pictures style").count() == 0


def test_keys_reach_views_search_and_days(page: Page) -> None:
    page.keyboard.press("3")
    page.wait_for_function("() => location.hash.startsWith('#/places')")
    page.keyboard.press("2")
    page.wait_for_selector("#list .filters")
    page.keyboard.press("/")
    page.keyboard.type("oren")
    page.wait_for_function("() => location.hash.includes('q=oren')")
    assert page.evaluate("() => document.activeElement.type") == "search"
    assert all("oren" in text.lower() for text in page.locator("#list .incident").all_inner_texts())
    page.keyboard.press("Tab")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("[")
    page.wait_for_function("() => location.hash.includes('on=')")
