"""Reviewing as a person does it: with the keyboard, in the page of `serve --review`. What the page says was kept is on the disk."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page

from frontlog.model import Decision
from frontlog.server.app import create_app
from frontlog.server.library import Library
from frontlog.server.review import new_token, review
from frontlog.server.run import listen
from frontlog.server.security import REVIEWING
from frontlog.store import Log
from support import logs
from support.sample import week

from .conftest import NO_WEBGL, Watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def log(tmp_path: Path) -> Log:
    rows = week()
    return logs.build(tmp_path / "log", [r for kind in logs.KINDS for r in rows(kind)])[0]


@pytest.fixture
def desk(watched: Watched, log: Log) -> Iterator[Page]:
    """The page of a server that reviews, opened by the address that it prints, with the panel open."""
    library, token = Library(log), new_token()
    app = create_app(library, routers=[review(log, library, token)], policy=REVIEWING)
    with listen(0) as door:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            page = watched.page
            page.context.set_offline(False)
            page.add_init_script(NO_WEBGL)
            page.goto(f"http://127.0.0.1:{door.getsockname()[1]}/#/day?token={token}")
            page.wait_for_selector(".review-open:has-text('(')")
            assert token not in page.url
            page.click(".review-open")
            page.wait_for_selector(".review blockquote")
            yield page
        finally:
            server.should_exit = True
            thread.join(timeout=10)


def to_a_pair(page: Page) -> list[str]:
    """Go on with j until the question is about two claims; their quotes."""
    while page.locator(".review [data-act=same]").is_disabled():
        page.keyboard.press("j")
    return page.locator(".review blockquote").all_text_contents()


def test_a_pair_is_decided_and_undone_with_the_keyboard(desk: Page, log: Log) -> None:
    page = desk
    page.fill(".review [name=who]", "Mira")
    page.keyboard.press("Escape")
    first = to_a_pair(page)
    page.keyboard.press("m")
    page.keyboard.type("other day")  # the reason was asked for, and has the focus
    page.keyboard.press("Enter")
    page.wait_for_selector(".review [role=status]:has-text('Kept')")
    (made,) = log.rows(Decision)
    assert (made.verdict, made.who, made.why) == ("different", "Mira", "other day")
    assert page.locator(".review blockquote").all_text_contents() != first
    page.keyboard.press("z")
    page.wait_for_selector(".review [role=status]:has-text('withdrawn')")
    assert [d.verdict for d in log.rows(Decision)] == ["different", "withdrawn"]
    assert to_a_pair(page) == first


def test_a_field_is_corrected_and_what_is_wrong_is_said(desk: Page, watched: Watched, log: Log) -> None:
    page = desk
    page.fill(".review [name=who]", "Mira")
    page.fill(".review [name=why]", "misread")
    page.select_option(".review [name=field]", "number")
    page.fill(".review [name=value]", "many")
    page.click(".review [data-act=correct]")
    page.wait_for_selector(".review .wrong:has-text('12..17')")
    assert log.rows(Decision) == []
    assert ["422" in said for said in watched.complaints] == [True]  # the browser notes the refusal; nothing else
    watched.complaints.clear()
    page.select_option(".review [name=field]", "time")
    page.fill(".review [name=value]", "2031-03-02")
    page.click(".review [data-act=correct]")
    page.wait_for_selector(".review [role=status]:has-text('Kept')")
    assert [(d.verdict, d.field) for d in log.rows(Decision)] == [("corrected", "time")]


def test_a_claim_is_shown_in_its_report_and_the_panel_closes(desk: Page) -> None:
    page = desk
    quote = page.locator(".review blockquote").first.evaluate("e => e.firstChild.textContent")
    page.click(".review blockquote button >> nth=0")
    page.wait_for_selector(".evidence mark.sentence")
    assert "".join(page.locator(".evidence mark.sentence").all_text_contents()) == quote
    page.keyboard.press("Escape")
    assert page.locator(".review").is_hidden()


def test_without_a_token_there_is_no_panel(page: Page) -> None:
    assert page.locator(".review-open").count() == 0
