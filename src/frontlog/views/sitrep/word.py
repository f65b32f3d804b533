"""A situation report as .docx, by python-docx. Equal reports give equal bytes: the parts carry no time of writing."""

import io
import zipfile
from datetime import datetime, time

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from frontlog.views.sitrep.markdown import HOW, marks, numbered, where, who
from frontlog.views.sitrep.shapes import Report
from frontlog.views.sitrep.words import day, quoted

WHEN = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
GREY = RGBColor(0x55, 0x55, 0x55)


def docx(report: Report, picture: bytes = b"") -> bytes:
    """The whole report; `picture` is the map as PNG, for Word shows no SVG."""
    paper = Document()
    sheet = paper.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Cm(2)
    paper.styles["Normal"].font.size = Pt(10.5)
    about = paper.core_properties
    about.title, about.author, about.comments, about.last_modified_by = report.title, "Frontlog", "", "Frontlog"
    about.created = about.modified = datetime.combine(report.last, time())
    paper.add_heading(report.title, 0)
    _grey(paper.add_paragraph(HOW))
    numbers = report.numbers
    for section in report.sections:
        paper.add_heading(section.heading, 1)
        for sentence in section.sentences:
            line = paper.add_paragraph(f"{sentence.text} ", style="List Bullet")
            line.add_run(marks(numbered(sentence, numbers))).font.superscript = True
        if not section.sentences:
            _grey(paper.add_paragraph(section.empty))
        if section.name == "changes" and picture:
            paper.add_picture(io.BytesIO(picture), width=Cm(17))
            _describe(paper, f"Map: who held what on {day(report.last)}")
            _grey(paper.add_paragraph(f"Who held what on {day(report.last)}, by the best account."))
    paper.add_heading("Sources", 1)
    for number, found in enumerate(report.sources, 1):
        line = paper.add_paragraph()
        line.add_run(f"{number}  ").bold = True
        line.add_run(f"{who(found[0])}: “{quoted(found[0].quote)}” ")
        place = line.add_run(where(found))
        place.font.size, place.font.color.rgb = Pt(7.5), GREY
        line.paragraph_format.space_after = Pt(3)
    out = io.BytesIO()
    paper.save(out)
    return _timeless(out.getvalue())


def _grey(paragraph) -> None:  # type: ignore[no-untyped-def] # python-docx has no types
    for run in paragraph.runs:
        run.font.color.rgb = GREY


def _describe(paper, words: str) -> None:  # type: ignore[no-untyped-def]
    """A description of the last picture for those who cannot see it."""
    for drawn in paper.paragraphs[-1]._p.iter(qn("wp:docPr")):
        drawn.set("descr", words)


def _timeless(content: bytes) -> bytes:
    """The same archive with one time on all its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, WHEN), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
