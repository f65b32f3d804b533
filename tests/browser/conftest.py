"""A real headless Chromium, and the page of the sample week as a folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from frontlog.views.bundle_run import NO_RUN
from frontlog.views.bundle_shapes import RunShape
from frontlog.views.site import write_site
from support.sample import Week, week

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-default-apps")
NOISE = "GL Driver Message"  # the software renderer talks about its own speed
NO_WEBGL = """
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.startsWith("webgl") ? null : original.call(this, kind, ...more);
  };
"""
SHUT = """() => {
  document.activeElement?.blur();
  for (const fold of document.querySelectorAll("details.filters, .overlay details")) fold.open = false;
}"""
READ = "#app[data-read=read]"  # the words of the reports, which come last, are there
DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the page. A name with a space and a letter outside ASCII, as people have them."""
    out = tmp_path_factory.mktemp("browser") / "site of ünit"
    write_site(week(), out)
    return out


@pytest.fixture(scope="module")  # while it lives Playwright holds this thread's event loop; other tests want their own
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it the browser tests fail, they do not pass by."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("No Chromium on this machine. Install it with `make chromium` (apt-get install chromium), then run the tests again.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=list(QUIET))
        yield chromium
        chromium.close()


class Watched:
    """A page together with everything it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and NOISE not in message.text:
            self.complaints.append(message.text)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh page of a desktop's size with the network cut; what it complains about fails the test."""
    context = browser.new_context(viewport=DESKTOP, offline=True)
    out = Watched(context.new_page())
    yield out
    context.close()
    assert out.complaints == []


@pytest.fixture
def mapped(watched: Watched, site: Path) -> Page:
    """The page of the sample, opened from its folder, once its map has drawn."""
    watched.page.goto((site / "index.html").as_uri())
    watched.page.wait_for_selector(".map-canvas[data-first]", timeout=30_000)
    watched.page.wait_for_selector(READ)
    return watched.page


@pytest.fixture(scope="module")
def flat(browser: Browser, site: Path) -> Iterator[Watched]:
    """The page of the sample in a browser without WebGL, opened once a module: all that it shows is in its address."""
    context = browser.new_context(viewport=DESKTOP, offline=True)
    out = Watched(context.new_page())
    out.page.add_init_script(NO_WEBGL)
    out.page.goto((site / "index.html").as_uri())
    out.page.wait_for_selector(READ)
    yield out
    context.close()


@pytest.fixture
def page(flat: Watched) -> Iterator[Page]:
    """That page at its start: for what does not concern the map, which takes seconds to draw without a graphics card."""
    flat.page.set_viewport_size(DESKTOP)
    flat.page.evaluate(SHUT)
    go(flat.page, "#/method")
    go(flat.page, "#/day")
    yield flat.page
    assert flat.complaints == []


def go(page: Page, address: str) -> None:
    """Change what stands after `#` and come back when the page has drawn it."""
    page.evaluate(
        """hash => new Promise(done => {
          if (location.hash === hash) done();
          addEventListener("hashchange", () => done(), { once: true });
          location.hash = hash;
        })""",
        address,
    )


def opened(watched: Watched, rows: Week, folder: Path, run: RunShape = NO_RUN) -> Page:
    """The page of other rows, in a browser without WebGL."""
    watched.page.add_init_script(NO_WEBGL)
    write_site(rows, folder, run=run)
    watched.page.goto((folder / "index.html").as_uri())
    watched.page.wait_for_selector(READ)
    return watched.page


def saved(page: Page, key: str) -> str:
    """The text of the file that a button offers."""
    with page.expect_download() as download:
        page.click(f"[data-key={key}]")
    return Path(download.value.path()).read_text(encoding="utf-8")
