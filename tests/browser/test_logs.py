"""The page of whole logs, built from reports: the examples, and the five seeds where they are on the machine."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from frontlog.build import build
from frontlog.engine import Serial
from frontlog.model import Claim, ControlState
from frontlog.sources.files import Limits
from frontlog.store import Log
from frontlog.views.site import write_site

from .conftest import READ, Watched

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


def built(reports: Path, work: Path) -> tuple[Log, Path]:
    build([reports], work / "log", Serial(), Limits(), lambda *_: None)
    log = Log.open(work / "log")
    write_site(log, work / "page")
    return log, work / "page" / "index.html"


@pytest.mark.browser
@pytest.mark.parametrize("which", ["examples", pytest.param("seeds", marks=pytest.mark.shared)])
def test_from_a_place_to_its_sentence_in_two_clicks(which: str, watched: Watched, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    reports = EXAMPLES if which == "examples" else request.getfixturevalue("shared") / "seeds"
    log, index = built(reports, tmp_path)
    page: Page = watched.page
    page.goto(index.as_uri())
    page.wait_for_selector(".map-canvas[data-first]", timeout=30_000)
    page.wait_for_selector(READ)
    held = [s for s in log.rows(ControlState) if s.evidence and s.lat is not None]
    assert len(held) > 5
    claims = {c.id: c for c in log.rows(Claim)}
    page.click("nav >> text=Places")
    for state in held[:5]:
        page.click("nav >> text=Places")
        page.click(f'[data-place="{state.place_id}"]')
        page.wait_for_selector(".evidence mark.sentence")
        shown = "".join(page.locator(".evidence mark.sentence").all_text_contents())
        quotes = {" ".join(c.evidence.quote.split()) for c in claims.values() if any(p.id == state.place_id for p in c.place)}
        quotes |= {" ".join(claims[e.claim].evidence.quote.split()) for s in held if s.place_id == state.place_id for e in s.evidence}
        assert any(q.replace(" ", "") in "".join(shown.split()) or "".join(shown.split()) in q.replace(" ", "") for q in quotes), state
    assert {url.split(":")[0] for url in watched.requests} <= {"file", "blob", "data"}
