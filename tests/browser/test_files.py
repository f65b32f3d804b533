"""Everything that Frontlog writes for a browser, made of hostile words and opened: nothing runs, nothing is asked for, nothing is markup.

Each file is opened twice: with its policy, and in a browser that was told to pass over policies, so that neither hides what the other lets
through. The policy by itself is tried by putting the words into a file as markup.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from frontlog.model import Claim, ControlState, Document, Incident
from frontlog.views.control_map import control_map
from frontlog.views.explain import explain
from frontlog.views.explain_html import claims_html, node_html
from frontlog.views.exports.export import Export
from frontlog.views.exports.registry import FORMATS
from frontlog.views.plot import plot_control
from frontlog.views.plot_counts import plot_coverage, plot_incidents
from frontlog.views.plot_losses import plot_losses
from frontlog.views.site import write_site
from frontlog.views.sitrep import map_of, sitrep
from frontlog.views.sitrep.html import html
from support.exports import ABOUT
from support.hostile_words import ELSEWHERE, PAYLOADS, SIGNS, exact, hostile
from support.sample import Week

from .conftest import NO_WEBGL, READ, go
from .test_page import VIEWS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LAST = date(2031, 3, 9)
WATCH = """
  window.told = [];
  addEventListener("securitypolicyviolation", e => window.told.push(e.violatedDirective + " " + e.blockedURI));
  for (const name of ["alert", "open", "fetch"]) window[name] = () => { window.ran = name; };
"""
MARKUP = """() => [...document.querySelectorAll("*")].flatMap(e => [
  ...(e.matches("script, iframe, object, embed, base, link, form, input, animate, set, foreignObject, math") ? [e.outerHTML] : []),
  ...[...e.attributes].filter(a => /^(on.*|srcdoc|autofocus)$/i.test(a.name)
    || (/^(src|href|xlink:href|action|data)$/i.test(a.name) && !/^(#|data:image\\/png)/.test(a.value))).map(a => `${a.name}=${a.value}`)
])"""

PROTOCOLS = "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).protocol)"


@cache
def rows() -> Week:
    return hostile()


def pack() -> str:
    with zipfile.ZipFile(io.BytesIO(FORMATS["pack"].bytes(Export(rows(), None, ABOUT)))) as archive:
        return archive.read("index.html").decode()


def report() -> str:
    told = sitrep(rows(), LAST, 30)
    assert told.sentences
    return html(told, map_of(rows(), told))


def notebook() -> str:
    """What a notebook puts into its page as it is: explanations of every kind of record, and the claims."""
    ids = [*(i.id for i in rows()(Incident)), *(c.id for c in rows()(Claim)), *(s.id for s in rows()(ControlState))]
    return f"<!doctype html><meta charset=utf-8>{claims_html(rows()(Claim))}{''.join(node_html(explain(rows(), i)) for i in ids)}"


FILES: dict[str, Callable[[], str]] = {
    "pack.html": pack,
    "report.html": report,
    "notebook.html": notebook,
    "map.svg": lambda: control_map(rows(), date(2031, 3, 5)),
    "incidents.svg": lambda: plot_incidents(rows()),
    "losses.svg": lambda: plot_losses(rows()),
    "coverage.svg": lambda: plot_coverage(rows()),
    "control.svg": lambda: plot_control(rows(), rows()(ControlState)[0].place_id),
}


class Opened:
    """A page with what it asked for."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked = page, list[str]()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("popup", lambda other: self.asked.append(f"popup {other.url}"))
        page.on("dialog", lambda dialog: (self.asked.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("download", lambda download: self.asked.append(f"download {download.url}"))
        page.add_init_script(WATCH)


@pytest.fixture(params=[False, True], ids=["as it is", "policies passed over"])
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opened]:
    context = browser.new_context(bypass_csp=request.param)
    yield Opened(context.new_page())
    context.close()


def poked(page: Page) -> None:
    """Whatever could be clicked, focused, opened or hovered over is."""
    page.evaluate(
        """async () => {
          for (const e of document.querySelectorAll("a, summary, button, [tabindex], circle, rect")) {
            for (const kind of ["mouseover", "focus", "click", "toggle"]) {
              e.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
            }
          }
          await new Promise(done => setTimeout(done, 150));
        }"""
    )


def test_the_words_are_hostile_and_their_places_exact() -> None:
    assert exact(rows()) > 60
    text = "".join(d.text for d in rows()(Document))
    assert sum(payload[:20] in text for payload in PAYLOADS) > 8


@pytest.mark.parametrize("name", FILES)
def test_nothing_runs_and_nothing_is_asked_for(name: str, opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FILES[name](), encoding="utf-8")
    opened.page.goto(path.as_uri())
    shown = opened.page.locator(":root").text_content() or ""
    assert "window.ran=1" in shown, "the words are not on the page at all: this test says nothing"
    assert "<" in shown
    poked(opened.page)
    assert opened.page.evaluate("() => window.ran ?? null") is None
    assert opened.page.evaluate("() => window.told") == []
    assert opened.page.evaluate(MARKUP) == []
    assert {url.partition("#")[0] for url in opened.asked} == {path.as_uri()}
    assert not set(shown) & set(SIGNS.replace(" ", "")) - set("gpjexzro.") - ({"\u2068", "\u2069"} if name == "report.html" else set())


@pytest.mark.parametrize("name", ["pack.html", "report.html"])
def test_the_policy_alone_stops_what_is_markup(name: str, browser: Browser, tmp_path: Path) -> None:
    """The words put into the file as they are: the browser reads them as markup, and is forbidden to run or fetch any of it."""
    found = FILES[name]()
    policy = found.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert "default-src &#x27;none&#x27;" in policy or "default-src 'none'" in policy
    assert "unsafe" not in policy
    words = [p for p in PAYLOADS if "refresh" not in p and "srcdoc" not in p]  # the one leaves by itself, in the other nothing asks
    for number, word in enumerate(words):
        path = tmp_path / f"{number}.html"
        path.write_text(found.replace("<main>", f"<main>{word}", 1), encoding="utf-8")
        context, sent = browser.new_context(), list[str]()
        context.route(re.compile("^(?!file:)"), lambda route, sent=sent: (sent.append(route.request.url), route.abort()))  # if it is sent
        page = Opened(context.new_page())
        page.page.goto(path.as_uri())
        poked(page.page)
        assert page.page.evaluate("() => window.ran ?? null") is None, word
        assert sent == [], word
        context.close()
    bad = tmp_path / "bare.html"  # and without the policy it would run and be sent: or the lines above say nothing
    bad.write_text(f"<!doctype html><main>{PAYLOADS[0]}{PAYLOADS[1]}", encoding="utf-8")
    context, sent = browser.new_context(), list[str]()
    context.route(re.compile("^(?!file:)"), lambda route: (sent.append(route.request.url), route.abort()))
    bare = context.new_page()
    bare.goto(bad.as_uri())
    assert (bare.evaluate("() => window.ran"), sent) == (1, [f"{ELSEWHERE}/a.png"])
    context.close()


def test_the_page_of_a_log_runs_none_of_it_in_any_view(opened: Opened, tmp_path: Path) -> None:
    opened.page.add_init_script(NO_WEBGL)
    write_site(rows(), tmp_path)
    opened.page.goto((tmp_path / "index.html").as_uri())
    opened.page.wait_for_selector(READ)
    incidents, claims = [i.id for i in rows()(Incident)], [c.id for c in rows()(Claim)]
    places = {s.place_id for s in rows()(ControlState)}
    shown = ""
    for view in (
        *VIEWS,
        *(f"incident?incident={i}" for i in incidents),
        *(f"map?claim={c}" for c in claims),
        *(f"place?place={p}" for p in places),
    ):
        go(opened.page, f"#/{view}")
        shown += opened.page.locator("#app").inner_text()
        assert opened.page.locator("#app script, #app iframe, #app object, #app base, #app link, #app form, #app animate").count() == 0, (
            view
        )
        assert opened.page.locator("#app img:not([src^='data:image/png'])").count() == 0, view
        assert set(opened.page.locator("#app a[href]").evaluate_all(PROTOCOLS)) <= {"http:", "https:", "file:", "blob:"}, view
    assert "window.ran=1" in shown
    assert "[U+202E]" in shown
    assert opened.page.evaluate("() => window.ran ?? null") is None
    assert opened.page.evaluate("() => window.told") == []
    assert all(url.startswith((tmp_path.as_uri(), "blob:", "data:image/png")) for url in opened.asked), opened.asked


def test_what_is_clicked_in_google_earth_is_text() -> None:
    """A description is HTML to viewers of KML, and the balloon shows nothing else."""
    from xml.etree import ElementTree

    space = "{http://www.opengis.net/kml/2.2}"
    root = ElementTree.fromstring(FORMATS["kml"].bytes(Export(rows(), None, ABOUT)))
    said = [d.text or "" for d in root.iter(f"{space}description")]
    assert any(escape("<script>") in one for one in said)
    assert all(set(_tags(one)) <= {"b", "p", "br"} for one in said)
    assert [t.text for t in root.iter(f"{space}text")] == ["$[description]"] * len(list(root.iter(f"{space}Style")))
    assert ELSEWHERE in "".join(said)


def _tags(words: str) -> Iterator[str]:
    from html.parser import HTMLParser

    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag if not attrs else f"{tag} {attrs}")

    Reader().feed(words)
    yield from found
