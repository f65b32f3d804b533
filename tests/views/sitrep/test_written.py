"""The report as Markdown, HTML, Word and PDF: the same bytes twice, the same sentences everywhere, and no word of a report is markup."""

import io
import re
import sys
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import docx as python_docx
import pypdfium2
import pytest

from frontlog.model import Claim, Document, FrontlogError, Incident
from frontlog.views.raster import to_png
from frontlog.views.sitrep import Report, map_of, sitrep
from frontlog.views.sitrep.html import html
from frontlog.views.sitrep.markdown import markdown, marks
from frontlog.views.sitrep.pdf import pdf
from frontlog.views.sitrep.word import docx
from frontlog.views.sitrep.words import amount, days, listed, name, shown
from support.sample import Week, week

DAY = date(2031, 3, 8)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1)) ![x](http://evil.example/p.png)",
    "# Heading\n\n<b>bold</b> **strong** `code` | cell |",
    '#panic() #read("/etc/passwd") $x$ @label \\end',
    '=HYPERLINK("http://evil.example")',
    "\u202egnp.exe\u202c \u200b\x00\x07 name",
)


def hostile() -> Week:
    """The sample week with hostile names everywhere where a document's words can come in."""
    rows = week()
    bad = [HOSTILE[n % len(HOSTILE)] for n in range(1000)]
    rows.rows[Incident] = [
        replace(i, title=f"{i.title} {bad[n]}", place_name=bad[n], grade_reason=bad[n]) for n, i in enumerate(rows(Incident))
    ]
    rows.rows[Document] = [replace(d, outlet=bad[n], title=bad[n + 1], url=bad[n + 2]) for n, d in enumerate(rows(Document))]
    rows.rows[Claim] = [replace(c, evidence=replace(c.evidence, quote=f"{c.evidence.quote} {bad[n]}")) for n, c in enumerate(rows(Claim))]
    return rows


@pytest.fixture(scope="module")
def report() -> Report:
    return sitrep(week(), DAY, 30)


@pytest.fixture(scope="module")
def drawn() -> str:
    rows = week()
    return map_of(rows, sitrep(rows, DAY, 30))


class Read(HTMLParser):
    """The elements and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_markdown_has_every_sentence_with_its_numbers(report: Report) -> None:
    lines = markdown(report, "map.svg").splitlines()
    assert sum(line.startswith("- ") for line in lines) == len(report.sentences)
    assert all(re.search(r"\[[\d, –]+\]$", line) for line in lines if line.startswith("- "))
    assert "![Who held what on 8 March 2031](map.svg)" in lines
    assert "![" not in markdown(report)


@pytest.mark.parametrize(
    ("numbers", "expected"), [([1], "[1]"), ([1, 2], "[1, 2]"), ([1, 2, 3, 5], "[1–3, 5]"), ([2, 4, 5, 6, 7, 9, 10], "[2, 4–7, 9, 10]")]
)
def test_numbers_that_follow_each_other_are_a_stretch(numbers: list[int], expected: str) -> None:
    assert marks(numbers) == expected


def test_html_links_every_number_to_its_source_and_runs_nothing(report: Report, drawn: str) -> None:
    page = Read(html(report, drawn))
    ids = {a["id"] for tag, a in page.elements if tag == "li" and "id" in a}
    links = {a["href"] for tag, a in page.elements if tag == "a"}
    assert links == {f"#{i}" for i in ids}
    assert not {tag for tag, _ in page.elements} & {"script", "iframe", "object", "link", "img", "form"}
    assert not any(key.startswith("on") or key in ("style", "src") for _, a in page.elements for key in a)
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert all(flat(s.text) in flat(page.words) for s in report.sentences)


def test_no_word_of_a_report_is_markup_in_html() -> None:
    tame, wild = (sitrep(rows, DAY, 30) for rows in (week(), hostile()))
    allowed = {tag for tag, _ in Read(html(tame)).elements}
    page = Read(html(wild))
    assert {tag for tag, _ in page.elements} <= allowed
    assert "<script>alert(1)</script>" in page.words
    assert "\u202e" not in html(wild)


def test_no_word_of_a_report_is_markup_in_markdown() -> None:
    text = markdown(sitrep(hostile(), DAY, 30))
    assert not re.search(r"(?<!\\)<[a-z/]", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not re.search(r"(?m)^#+ (?!Situation report|Highlights|Key figures|Control changes|Contradictions|What could not|Sources)", text)
    assert "\u202e" not in text


def test_word_has_every_sentence_the_map_and_no_time_of_writing(report: Report, drawn: str) -> None:
    png = to_png(drawn, zoom=1)
    content = docx(report, png)
    assert content == docx(report, png)
    paper = python_docx.Document(io.BytesIO(content))
    told = [flat(p.text) for p in paper.paragraphs]
    assert all(any(line.startswith(flat(s.text)) for line in told) for s in report.sentences)
    assert len(paper.inline_shapes) == 1
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
    assert len(python_docx.Document(io.BytesIO(docx(sitrep(hostile(), DAY, 30)))).inline_shapes) == 0


def read_pdf(content: bytes) -> str:
    paper = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_range() for page in paper)
    finally:
        paper.close()


def test_pdf_has_every_sentence_and_equal_reports_give_equal_bytes(report: Report, drawn: str) -> None:
    content = pdf(report, drawn)
    assert content == pdf(report, drawn)
    said = re.sub(r"[\W_]+", "", read_pdf(content))
    missing = [s.text for s in report.sentences if re.sub(r"[\W_]+", "", s.text) not in said]
    assert missing == []


def test_no_word_of_a_report_is_markup_in_pdf() -> None:
    said = read_pdf(pdf(sitrep(hostile(), DAY, 30)))
    assert "#panic()" in said
    assert "root:" not in said


def test_names_of_other_scripts_are_letters_in_pdf() -> None:
    rows = week()
    titles = ("Бои у города Харьков", "اشتباكات قرب الميادين")
    rows.rows[Incident] = [replace(i, title=titles[n % 2]) for n, i in enumerate(rows(Incident))]
    said = read_pdf(pdf(sitrep(rows, DAY, 30)))
    assert "Харьков" in said
    assert any("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufeff" for c in said)
    assert "\ufffd" not in said


def test_a_pdf_without_its_library_says_what_to_do(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(FrontlogError, match=r"pip install 'frontlog\[pdf\]'"):
        pdf(report)


def test_an_empty_report_can_be_written_in_every_form() -> None:
    empty = sitrep(Week(), DAY)
    assert "nothing changed hands" in markdown(empty)
    assert "nothing changed hands" in html(empty)
    assert docx(empty)
    assert "nothing changed hands" in " ".join(read_pdf(pdf(empty)).split())


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2017, 10, 8), date(2017, 10, 8), "8 October 2017"),
        (date(2017, 10, 8), date(2017, 10, 12), "8 to 12 October 2017"),
        (date(2017, 9, 30), date(2017, 10, 2), "30 September 2017 to 2 October 2017"),
        (date(2017, 10, 8), None, "from 8 October 2017 on"),
        (None, date(2017, 10, 8), "up to 8 October 2017"),
        (None, None, ""),
    ],
)
def test_days_in_words(first: date | None, last: date | None, expected: str) -> None:
    assert days(first, last) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (12, 12, "12"),
        (12, 17, "12 to 17"),
        (12, None, "at least 12"),
        (None, 5, "up to 5"),
        (None, None, "not stated"),
        (1200, 1200, "1,200"),
    ],
)
def test_ranges_in_words(low: int | None, high: int | None, expected: str) -> None:
    assert amount(low, high) == expected


def test_a_name_from_right_to_left_moves_nothing_beside_it() -> None:
    assert name("الميادين") == "\u2068الميادين\u2069"
    assert name("Харьков") == "Харьков"
    assert name("evil \u202egnp") == "evil gnp"
    assert shown("می\u200cخواهم  x\ny") == "می\u200cخواهم x y"


def test_long_lists_are_cut() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(list("ABCDEF")) == "A, B, C and 3 others"
