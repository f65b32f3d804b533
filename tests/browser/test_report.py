"""The situation report, areas, chosen columns, builds and camps left out, as a person uses them."""

import csv
import dataclasses
import io
from datetime import date
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from frontlog.model import Document, Incident
from frontlog.views.bundle_run import NO_RUN
from frontlog.views.sitrep import sitrep
from support.sample import week

from .conftest import NO_WEBGL, Watched, go, opened, saved
from .test_page import claims

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_report_is_told_in_the_sentences_of_the_command(page: Page) -> None:
    for span, days in (("1", 1), ("7", 7)):
        go(page, f"#/day?on=2031-03-06&span={span}")
        report = sitrep(week(), date(2031, 3, 6), days)
        assert page.locator(".said").all_text_contents() == [s.text for s in report.sentences]
        numbers = report.numbers
        for row, sentence in zip(page.locator(".sentences li").all(), report.sentences, strict=True):
            shown = [int(text) for text in row.locator("sup a").all_text_contents()]
            assert shown == list(dict.fromkeys(numbers[c] for c in sentence.citations))
    go(page, "#/day?on=2031-03-06&kind=air")
    assert page.locator(".said").count() == 0 < page.locator("#list .incident").count()


def test_the_report_is_saved_for_word(page: Page) -> None:
    go(page, "#/day?on=2031-03-06&span=7")
    with page.expect_download() as download:
        page.click("[data-key=word]")
    document = docx.Document(str(download.value.path()))
    text = "\n".join(p.text for p in document.paragraphs)
    report = sitrep(week(), date(2031, 3, 6), 7)
    assert document.paragraphs[0].text == report.title
    assert all(sentence.text in text for sentence in report.sentences)
    assert all(" ".join(found[0].quote.split()) in text for found in report.sources)


def test_areas_say_that_they_are_an_illustration(mapped: Page) -> None:
    go(mapped, "#/map")
    assert mapped.locator(".areas-note").count() == 0
    before = mapped.evaluate(DRAWN)
    mapped.click("[data-key=areas]")
    mapped.wait_for_function("() => location.hash.includes('areas=1')")
    assert "Illustration" in mapped.locator(".areas-note").inner_text()
    assert mapped.evaluate(DRAWN) != before


DRAWN = "() => document.querySelector('.map-signs').toDataURL()"


def test_columns_are_chosen_and_saved_as_they_are_shown(page: Page) -> None:
    go(page, "#/table?col=grade&col=outlets")
    head = [text.strip(" ▲▼") for text in page.locator(".facts-table thead th").all_text_contents()]
    assert head == ["Incident", "Outlets", "Support"]
    assert next(csv.DictReader(io.StringIO(saved(page, "save-csv")))).keys() == {"title", "outlets", "grade", "incident_id", "claim_ids"}
    page.click(".columns summary")
    page.locator("[data-key=column-grade]").uncheck()
    page.wait_for_function("() => !location.hash.includes('col=grade')")
    assert page.locator(".facts-table thead th").count() == 2


def test_all_that_speak_for_a_camp_are_left_out_at_once(watched: Watched, tmp_path: Path) -> None:
    rows = week()
    known = {"River Courier": "Al-Manar", "Meridian Wire": "Press TV"}  # the registers know them as one camp
    rows.rows[Document] = [dataclasses.replace(d, outlet=known.get(d.outlet, d.outlet)) for d in rows(Document)]
    page = opened(watched, rows, tmp_path)
    go(page, "#/sources")
    page.click("[data-key='off-camp:axis-of-resistance']")
    page.wait_for_selector(".effect")
    outlets = {d.id: d.outlet for d in rows(Document)}
    left = [i for i in rows(Incident) if any(outlets[d] not in known.values() for d in i.documents)]
    assert page.locator(".effect tbody tr").first.locator("td").all_text_contents() == [str(len(rows(Incident))), str(len(left))]
    assert page.locator(".outlets [data-off=true]").count() == 2


def test_builds_tell_what_they_changed(watched: Watched, tmp_path: Path) -> None:
    some = week()(Incident)[0]
    event = {"table": "incidents", "id": some.id, "change": "changed", "field": "grade", "old": "weak", "new": "fair", "merged_into": ""}
    build = {"at": "2031-03-08T06:00:00+00:00", "frontlog": "1", "added": {"claims": 3}, "changed": {}, "removed": {}, "events": [event]}
    run = {**NO_RUN, "history": [build]}
    page = opened(watched, week(), tmp_path, run=run)  # type: ignore[arg-type]
    go(page, "#/method")
    assert page.locator(".events li").inner_text().split() == f"~ changed {some.title} grade: weak → fair".split()
    page.click(".events a")
    assert some.title in page.locator("#list h1").inner_text()


def test_without_their_words_the_page_says_what_is_missing(watched: Watched, site: Path, tmp_path: Path) -> None:
    for file in site.iterdir():
        if file.name != "texts.js":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    watched.page.add_init_script(NO_WEBGL)
    claim = next(iter(claims()))
    watched.page.goto(f"{(tmp_path / 'index.html').as_uri()}#/map?claim={claim}")
    watched.page.wait_for_selector("#app[data-read=missing]")
    assert "texts.js is missing" in watched.page.locator(".evidence").inner_text()
    watched.complaints.clear()  # the browser tells of the file that it did not find
