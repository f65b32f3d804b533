"""Tables that lay out a page are read as a page, tables of figures stay tables."""

from frontlog.documents.formats import extract

STORY = (
    "<div>The ferry at Ardal was hit by a mine on Tuesday and two soldiers were killed, the army said in the evening.</div>"
    "<div>The road to the ferry has been closed since then, and the buses turn back at the mill.</div>"
    "<div>A diver who went down in the morning found a second mine under the landing.</div>"
)


def test_cells_of_a_page_laid_out_by_a_table() -> None:
    menu = "<tr><td><a href='/'>Start</a> <a href='/coast'>Coast</a></td></tr>"
    source = f"<html><head><title>Ferry hit</title></head><body><table>{menu}<tr><td>{STORY}</td></tr></table></body></html>"
    lines = [line for line in extract(source.encode(), "text/html").text.split("\n") if line]
    assert lines[-3:] == [piece.removeprefix("<div>") for piece in STORY.split("</div>") if piece]
    assert not any("|" in line for line in lines)


def test_a_table_of_figures_stays_one() -> None:
    rows = "".join(f"<tr><td>Village {n}</td><td>{n} killed</td></tr>" for n in range(4))
    source = f"<html><body><article><h1>Losses</h1>{STORY}<table>{rows}</table></article></body></html>"
    assert "| Village 1 | 1 killed |" in extract(source.encode(), "text/html").text
