"""Pages, e-mails, PDF and word processor files; what is wrong with some of them."""

import io
import json
import zipfile
from email.message import EmailMessage

import docx
import pytest

from frontlog.documents.extract import UnreadableError
from frontlog.documents.formats import READERS, extract
from frontlog.documents.html import DEEP
from support.formats import DOCX, PARAGRAPHS, page, pdf

LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -1 /O ({'a' * 32}) /U ({'b' * 32}) >> /ID [<00><00>]"


def test_page_with_comments_apart() -> None:
    found = extract(page(), "text/html")
    assert found.title == "Troops retake Tal Rifat"
    assert found.outlet == "Levant Wire"
    assert found.text.startswith("Troops retake Tal Rifat")
    for paragraph in PARAGRAPHS:
        assert paragraph in found.text
    comments = [found.text[mark.start : mark.end] for mark in found.marks if mark.kind == "comment"]
    assert ["My cousin" in comment for comment in comments] == [True]
    assert {(date.role, str(date.day)) for date in found.dates} == {("published", "2018-03-05"), ("updated", "2018-03-06")}


def test_page_in_another_charset() -> None:
    source = page().decode().replace('charset="utf-8"', 'charset="windows-1251"').replace("Tal Rifat", "Таль-Рифат")
    found = extract(source.encode("cp1251"), "text/html")
    assert "Таль-Рифат" in found.text
    assert not found.notes


def test_a_day_in_the_text_of_a_page_is_no_publication_date() -> None:
    body = "".join(f"<p>{p}</p>" for p in [*PARAGRAPHS, "On 9 October 2016, 140 people were killed there, and the army was blamed."])
    found = extract(
        f"<html><head><title>Report</title></head><body><article><h1>Report</h1>{body}</article></body></html>".encode(), "text/html"
    )
    assert not found.dates


def test_page_without_main_text() -> None:
    found = extract(b"<html><body><p>Blast.</p></body></html>", "text/html")
    assert "Blast." in found.text


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"<html><body></body></html>", "text/html", "no text"),
        (b"<html>" + b"<div>" * (DEEP + 10), "text/html", "too deep"),
        (b"%PDF-1.4 nothing", "application/pdf", "damaged"),
        (pdf(), "application/pdf", "no text"),
        (pdf("x", extra=LOCKED), "application/pdf", "encrypted"),
        (b"PK\x03\x04 broken", DOCX, "damaged"),
        (b"\xd0\xcf\x11\xe0 old", DOCX, "encrypted"),
        (b"From: a@example.org\nSubject: x\n\n", "message/rfc822", "no text"),
        (b"abc", "image/png", "unsupported type"),
    ],
)  # fmt: skip
def test_unreadable(content: bytes, media_type: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as found:
        extract(content, media_type)
    assert found.value.reason == reason
    assert found.value.next_step


def test_pdf_text() -> None:
    found = extract(pdf("Situation report", "Troops took the village on Monday."), "application/pdf")
    assert found.text.split("\n") == ["Situation report", "Troops took the village on Monday."]


def test_docx_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("Daily report")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Idlib", "4 killed"
    document.add_paragraph("Shelling continued on Monday.")
    document.core_properties.title = "Report 7"
    file = io.BytesIO()
    document.save(file)
    found = extract(file.getvalue(), DOCX)
    assert found.text == "Daily report\n\nIdlib | 4 killed\n\nShelling continued on Monday."
    assert found.title == "Report 7"


def test_docx_that_would_burst() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 30_000_000)
    with pytest.raises(UnreadableError) as found:
        extract(file.getvalue(), DOCX)
    assert found.value.reason == "too large unpacked"


def test_mail() -> None:
    message = EmailMessage()
    message["Subject"] = "Примечание: field note 7"
    message["From"] = "Field Desk <desk@example.org>"
    message["Date"] = "Mon, 03 Oct 2022 23:30:00 +0300"
    message.set_content("\n".join(PARAGRAPHS), charset="koi8-r")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="map.png")
    found = extract(message.as_bytes(), "message/rfc822")
    assert found.title == "Примечание: field note 7"
    assert found.text.startswith("Примечание: field note 7\n\nGovernment troops")
    assert found.author == "Field Desk"
    assert [str(date.day) for date in found.dates] == ["2022-10-03"]
    assert "map.png" in found.notes[0].message


def test_mail_as_page() -> None:
    message = EmailMessage()
    message["Subject"] = "Note"
    message.set_content(page().decode(), subtype="html")
    assert PARAGRAPHS[0] in extract(message.as_bytes(), "message/rfc822").text


def test_json_line() -> None:
    row = {
        "text": "Troops left.\r\nAll of them.",
        "title": "Note",
        "url": "https://x.example/a",
        "outlet": "Desk",
        "date": "2022-10-03T10:00:00Z",
    }
    found = extract(json.dumps(row).encode(), "application/x-frontlog+json")
    assert found.text == "Note\n\nTroops left.\nAll of them."
    assert (found.title, found.url, found.outlet, str(found.dates[0].day)) == ("Note", "https://x.example/a", "Desk", "2022-10-03")


def test_json_line_with_a_date_that_is_none() -> None:
    found = extract(json.dumps({"text": "Troops left.", "date": "03/04/2022"}).encode(), "application/x-frontlog+json")
    assert not found.dates
    assert "03/04/2022" in found.notes[0].message


def test_every_reader_is_reached() -> None:
    assert len(READERS) == 7
