"""How fast and how large the page is: `python benchmarks/page.py [--documents 5000] [--incidents 50000]`.

Builds the folder of a made-up record, opens it in headless Chromium without a graphics card, and prints the size of the data, the first
painting, the first map, and what a filter or a step of the clock costs: the page's own script, and the time until lists and map show it.
A reference loop in the same browser says how busy the machine is; the best of several steps stands beside the median. "By the loop" is the
median of what each step would take if the loop around it had run as fast as on a free core.
"""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.page_record import record
from playwright.sync_api import Page, sync_playwright

from frontlog.views.site import assets, data_scripts

NAMES = ("chromium", "chromium-browser", "google-chrome")
LIMITS = {"script": 50, "list": 150, "map": 350, "paint": 1000, "first map": 2000, "size": 30e6}
PARTS = (("own", "script of the page", "script"), ("list", "list", "list"), ("map", "map", "map"), ("bars", "bars behind the days", "list"))
REFERENCE = (
    "() => { const t = performance.now(); let x = 0; for (let i = 0; i < 2e7; i++) x += i % 7; return performance.now() - t + 0 * x }"
)
REFERENCE_MS = 30.0  # that loop on one free core of the machine that the figures of docs/measurements.md come from

# sets the address, waits until the pane has changed, the map has drawn it, and the bars behind the days stand (0: they stay)
STEP = """hash => new Promise(done => {
  const start = performance.now();
  const list = document.querySelector("#list");
  const told = document.querySelector(".map-canvas")?.dataset.told;
  let [listed, own, barred] = [0, 0, 0];
  addEventListener("hashchange", e => { own = performance.now() - e.timeStamp; }, { once: true }); // after the page's own listener
  const watch = new MutationObserver(() => { if (!listed) requestAnimationFrame(() => { listed ||= performance.now() - start; }); });
  watch.observe(list, { childList: true, subtree: true });
  const bars = new MutationObserver(() => { requestAnimationFrame(() => { barred ||= performance.now() - start; }); });
  bars.observe(document.querySelector(".bars-box"), { childList: true });
  const end = (map) => setTimeout(() => { watch.disconnect(); bars.disconnect(); done({ own, list: listed, map, bars: barred }); }, 400);
  location.replace(hash);
  const look = () => {
    const now = document.querySelector(".map-canvas")?.dataset.told;
    const waited = performance.now() - start;
    if ((listed && now !== told) || waited > 8000) end(waited);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


def folder(documents: int, incidents: int, out: Path) -> int:
    """Write the page; gives the size of its data in bytes."""
    scripts = data_scripts(record(documents, incidents, places=1500))
    for name, content in assets().items():
        (out / name).write_bytes(content)
    for name, script in scripts.items():
        (out / name).write_text(script, encoding="utf-8")
    return sum(map(len, scripts.values()))


def start(page: Page, index: Path) -> tuple[float, float]:
    """First painting and first map, in milliseconds after the start of navigation."""
    page.goto(index.as_uri())
    page.wait_for_selector(".map-canvas[data-first]", timeout=120_000)
    paint = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime")
    return float(paint), float(page.locator(".map-canvas").get_attribute("data-first") or "nan")


def steps(page: Page, addresses: list[str]) -> dict[str, float]:
    """Medians over some steps, and under `best ...` the smallest: what a step costs when nothing else wants the processor."""
    rows: dict[str, list[float]] = {"own": [], "list": [], "map": [], "bars": [], "loop": []}
    for address in addresses:
        before = page.evaluate(REFERENCE)
        found = page.evaluate(STEP, address)
        for name in ("own", "list", "map", "bars"):
            rows[name].append(found[name])
        rows["loop"].append((before + page.evaluate(REFERENCE)) / 2)
        page.wait_for_timeout(200)
    best = {f"best {name}": min(values) for name, values in rows.items()}
    shares = {
        f"free {name}": statistics.median(v / loop * REFERENCE_MS for v, loop in zip(rows[name], rows["loop"], strict=True))
        for name in rows
    }
    return best | shares | {name: statistics.median(values) for name, values in rows.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--incidents", type=int, default=50_000)
    asked = parser.parse_args()
    chromium = next((found for name in NAMES if (found := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("No Chromium on this machine: run `make chromium`.")
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        size = folder(asked.documents, asked.incidents, Path(work))
        say("data.js and texts.js, bytes", size, LIMITS["size"])
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False)
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto("about:blank")
        slow = [page.evaluate(REFERENCE) for _ in range(5)]
        paint, first = start(page, Path(work) / "index.html")
        busy = statistics.median([*slow, *(page.evaluate(REFERENCE) for _ in range(5))]) / REFERENCE_MS
        print(f"start (the machine is {busy:.1f} times as slow as when free):")
        say("first painting, ms", paint, LIMITS["paint"])
        say("first map, ms", first, LIMITS["first map"])
        print(f"first map by the loop, ms: {first / busy:,.0f}")
        page.wait_for_selector("#app[data-read=read]", timeout=120_000)
        measure(page)
        browser.close()


def measure(page: Page) -> None:
    day: Callable[[int], str] = lambda n: f"2032-{n // 28 + 1:02}-{n % 28 + 1:02}"  # noqa: E731
    sets = {
        "scrub, 30 days": [f"#/map?on={day(n)}&span=30" for n in range(60, 70)],
        "scrub, all days": [f"#/map?on={day(n)}" for n in range(60, 70)],
        "filter by kind": [f"#/map?on=2032-03-01&span=30&kind={k}" for k in ("air", "fight", "siege", "shelling", "ground", "harm")],
        "filter by side, all days": [f"#/map?side={s}" for s in ("north", "south", "coast", "hills", "river")],
        "known until": [f"#/map?on={day(n)}&span=30&known={day(n)}" for n in range(60, 66)],
        "report, 7 days": [f"#/day?on={day(n)}&span=7" for n in range(60, 68)],
        "report written beforehand, 7 days": [f"#/day?on=2032-12-{n}&span=7" for n in range(25, 31)],
        "pictures, 30 days": [f"#/pictures?on={day(n)}&span=30" for n in range(60, 68)],
    }
    for name, addresses in sets.items():
        page.evaluate(STEP, addresses[-1].replace("?", "?q=&") + "&claim=none")  # so that the first step is one, too
        found = steps(page, addresses)
        print(f"{name} (the machine is {found['loop'] / REFERENCE_MS:.1f} times as slow as when free):")
        for key, words, limit in PARTS:
            if not found[key]:
                continue  # the bars stay as they are when only the day is another
            say(
                f"  {words}, ms: median (best {found[f'best {key}']:,.0f}, by the loop {found[f'free {key}']:,.0f})",
                found[key],
                LIMITS[limit],
            )


def say(name: str, value: float, limit: float) -> None:
    verdict = "" if not limit else f"   (asked: at most {limit:,.0f}{'' if value <= limit else '; NOT met'})"
    print(f"{name:70} {value:12,.0f}{verdict}", flush=True)


if __name__ == "__main__":
    main()
