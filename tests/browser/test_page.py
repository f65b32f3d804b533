"""The page as a person meets it: opened from a folder in a real browser, with the network cut."""

import math
import threading
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from frontlog.model import Claim, ControlState, Incident
from frontlog.server.app import create_app
from frontlog.server.library import Library
from frontlog.server.run import listen
from frontlog.views.site import write_site
from support.sample import PLACES, Week, week

from .conftest import NO_WEBGL, PHONE, READ, Watched, go

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

VIEWS = ("day", "map", "places", "contradictions", "sources", "actors", "table", "pictures", "method")
TILE = 512  # CSS pixels of the world at zoom 0, as MapLibre counts


def claims() -> dict[str, Claim]:
    return {c.id: c for c in week()(Claim)}


def marked(page: Page) -> str:
    """The highlighted sentence, as it is read (its field labels are ornaments and no text)."""
    return "".join(page.locator(".evidence mark.sentence").all_text_contents())


def chosen(page: Page) -> Claim:
    return claims()[page.evaluate("() => new URLSearchParams(location.hash.split('?')[1]).get('claim')")]


def spot(page: Page, place: str) -> tuple[float, float]:
    """Where a place lies in the window: Mercator's projection around where the map says it looks."""
    box = page.locator(".map-canvas").bounding_box()
    lon, lat, zoom = (float(page.locator(".map-canvas").get_attribute(f"data-{k}") or "nan") for k in ("lon", "lat", "zoom"))
    _, place_lat, place_lon, _ = PLACES[place]
    assert box
    assert place_lat is not None
    assert place_lon is not None

    def x(degrees: float) -> float:
        return (degrees + 180) / 360

    def y(degrees: float) -> float:
        return (1 - math.asinh(math.tan(math.radians(degrees))) / math.pi) / 2

    scale = TILE * 2**zoom
    return (
        box["x"] + box["width"] / 2 + (x(place_lon) - x(lon)) * scale,
        box["y"] + box["height"] / 2 + (y(place_lat) - y(lat)) * scale,
    )


def test_nothing_but_the_folder_is_asked_for(watched: Watched, mapped: Page) -> None:
    assert watched.requests
    assert {url.split(":")[0] for url in watched.requests} <= {"file", "blob", "data"}


def test_one_click_on_the_map_opens_the_weightiest_sentence(mapped: Page) -> None:
    page = mapped
    page.mouse.click(*spot(page, "oren"))
    page.wait_for_selector(".evidence mark.sentence")
    weightiest = next(s for s in week()(ControlState) if s.place_id == "p-oren" and s.state == "besieged").evidence[0].claim
    assert chosen(page).id == weightiest
    assert marked(page) == chosen(page).evidence.quote


def test_two_clicks_in_the_list_of_places_open_the_sentence(page: Page) -> None:
    page.click("nav >> text=Places")
    page.click("[data-place=p-tabra]")
    page.wait_for_selector(".evidence mark.sentence")
    assert marked(page) == chosen(page).evidence.quote


def test_every_claim_is_marked_exactly_with_its_fields(page: Page) -> None:
    for claim in claims().values():
        go(page, f"#/map?claim={claim.id}")
        assert marked(page) == claim.evidence.quote
        inside = [p for p in (*claim.agent, *claim.target, *claim.place) if claim.evidence.start <= p.start < claim.evidence.end]
        fields = page.locator(".evidence mark.sentence .field").all_text_contents()
        assert set(fields) >= {claim.trigger.text, *(p.text for p in inside)}


def test_hostile_text_is_shown_and_never_runs(page: Page) -> None:
    for claim in claims().values():
        if "script" in claim.evidence.quote:
            go(page, f"#/incident?claim={claim.id}")
            page.wait_for_selector(".evidence mark.sentence")
            assert marked(page) == claim.evidence.quote
    for view in VIEWS:
        go(page, f"#/{view}")
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.__pwned") is None
    assert page.locator("#app img:not([src^='data:image/png']), #app script, #app iframe").count() == 0
    assert page.locator('#app a[href^="javascript"]').count() == 0


def test_readers_comments_are_told_but_not_shown(page: Page) -> None:
    claim = next(c for c in claims().values() if c.evidence.quote.startswith("Federal Army units captured") and c.source_id == "fed")
    go(page, f"#/day?claim={claim.id}")
    page.wait_for_selector(".withheld")
    assert "comments withheld" in page.locator(".withheld").first.inner_text()
    assert "Omar_77" not in page.content()


def test_a_stripped_part_can_be_opened(page: Page) -> None:
    claim = next(c for c in claims().values() if "captured" in c.trigger.text)
    go(page, f"#/day?claim={claim.id}")
    page.wait_for_selector(".evidence .stripped summary")
    assert not page.locator(".evidence .stripped blockquote").first.is_visible()
    page.click(".evidence .stripped summary >> nth=0")
    assert page.locator(".evidence .stripped blockquote").first.is_visible()


def test_the_address_brings_back_what_was_seen(page: Page) -> None:
    go(page, "#/map")
    page.click("#list a.claim >> nth=2")
    page.wait_for_selector(".evidence mark.sentence")
    before = marked(page)
    page.reload()
    page.wait_for_selector(READ)
    page.wait_for_selector(".evidence mark.sentence")
    assert marked(page) == before
    page.go_back()
    page.wait_for_selector(".welcome")


def test_filters_narrow_the_list_and_stay_in_the_address(page: Page) -> None:
    go(page, "#/map")
    everything = page.locator("#list .incident").count()
    page.click(".filters summary")
    page.get_by_role("checkbox", name="Air strike").check()
    page.wait_for_function("() => location.hash.includes('kind=air')")
    assert page.locator("#list .incident").count() == 2 < everything
    assert page.get_by_role("checkbox", name="Air strike").is_checked()


def test_a_step_back_in_time_changes_who_holds_the_place(page: Page) -> None:
    page.click("nav >> text=Places")
    row = page.locator("#list tr", has=page.locator("[data-place=p-tabra]"))
    assert "Held by Federal Army" in row.inner_text()
    for _ in range(3):
        page.click("[aria-label='One day back']")
    page.wait_for_function("() => location.hash.includes('on=2031-03-04')")
    assert "Contested" in row.inner_text()


def test_claims_can_be_walked_by_keyboard_alone(page: Page) -> None:
    go(page, "#/map")
    page.keyboard.press("j")
    page.wait_for_selector(".evidence mark.sentence")
    first = chosen(page).id
    page.keyboard.press("j")
    page.wait_for_function("id => !location.hash.includes(id)", arg=first)
    wanted = chosen(page).evidence.quote
    page.wait_for_function("words => document.querySelector('.evidence mark.sentence')?.textContent.startsWith(words)", arg=wanted[:12])
    assert marked(page) == wanted
    page.keyboard.press("Escape")
    page.wait_for_selector(".welcome")


def test_a_phone_shows_every_view_without_sideways_scrolling(mapped: Page) -> None:
    mapped.set_viewport_size(PHONE)
    some = next(iter(claims().values()))
    incident = next(i.id for i in week()(Incident) if some.id in i.claims)
    for view in (*VIEWS, "incident", "place"):
        for pane in ("list", "map", "evidence"):
            go(mapped, f"#/{view}?claim={some.id}&incident={incident}&place=p-tabra&actor=fed&without=Herald&pane={pane}")
            assert mapped.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"], (view, pane)
            assert mapped.evaluate("() => document.documentElement.scrollHeight") <= PHONE["height"], (view, pane)


def test_two_taps_on_a_phone_reach_the_sentence(page: Page) -> None:
    page.set_viewport_size(PHONE)
    go(page, "#/map")
    page.click("#list a.claim >> nth=0")
    page.wait_for_selector(".evidence mark.sentence")
    assert page.locator(".evidence mark.sentence").first.is_visible()
    assert marked(page) == chosen(page).evidence.quote


def test_right_to_left_text_runs_right_to_left(page: Page) -> None:
    claim = next(c for c in claims().values() if "انسحبت" in c.trigger.text)
    go(page, f"#/day?claim={claim.id}")
    page.wait_for_selector(".evidence mark.sentence")
    assert page.evaluate("() => getComputedStyle(document.querySelector('.evidence .paper')).direction") == "rtl"


def test_an_empty_log_says_so(watched: Watched, tmp_path: Path) -> None:
    watched.page.add_init_script(NO_WEBGL)
    write_site(Week(), tmp_path)
    watched.page.goto((tmp_path / "index.html").as_uri())
    watched.page.wait_for_selector(".empty")
    assert "no claim" in watched.page.locator(".empty").inner_text()


def test_missing_data_is_said_with_the_next_step(browser: Browser, site: Path, tmp_path: Path) -> None:
    for name in ("index.html", "app.js", "app.css"):
        (tmp_path / name).write_bytes((site / name).read_bytes())
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_selector(".fatal")
    assert "frontlog site" in page.locator(".fatal").inner_text()
    page.close()


NAMELESS = """() => [...document.querySelectorAll("button, a, input, select, summary")]
  .filter(e => !(e.textContent ?? "").trim() && !e.ariaLabel && !e.labels?.length && !e.title)
  .map(e => e.outerHTML)"""


def test_every_control_has_a_name(mapped: Page) -> None:
    for view in VIEWS:
        go(mapped, f"#/{view}")
        assert mapped.evaluate(NAMELESS) == [], view


def test_the_same_page_is_served(watched: Watched) -> None:
    with listen(0) as door:
        server = uvicorn.Server(uvicorn.Config(create_app(Library(week())), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            address = f"http://127.0.0.1:{door.getsockname()[1]}/"
            watched.page.context.set_offline(False)
            watched.page.goto(address)
            watched.page.wait_for_selector(READ)
            watched.page.click("#list .said >> nth=0")
            watched.page.wait_for_selector(".evidence mark.sentence")
            assert marked(watched.page) == chosen(watched.page).evidence.quote
            watched.page.wait_for_selector(".map-canvas[data-first]", timeout=30_000)
            assert {url for url in watched.requests if not url.startswith((address, "blob:", "data:"))} == set()
        finally:
            server.should_exit = True
            thread.join(timeout=10)
