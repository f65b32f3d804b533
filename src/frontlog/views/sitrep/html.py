"""A situation report as one HTML file: no script, nothing from elsewhere, a policy that forbids both. Words of reports are never markup."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

from frontlog.views.sitrep.markdown import HOW, numbered, where, who
from frontlog.views.sitrep.shapes import Citation, Report, Section
from frontlog.views.sitrep.words import day, quoted

STYLE = """
body { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; color: #1b1b1b; background: #fff }
main { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #ccc }
li { margin: .4rem 0 } sup a { color: #0b57a4; text-decoration: none; padding: 0 .1em } a:focus-visible { outline: 2px solid #0b57a4 }
figure { margin: 1rem 0 } figure svg { max-width: 100%; height: auto } table { border-collapse: collapse }
th, td { text-align: start; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #ddd; vertical-align: top } td.n { text-align: end }
.how, code, .empty { color: #555 } code { font-size: .8rem; overflow-wrap: anywhere } ol.sources { font-size: .9rem }
:target { background: #fff3c4 }
@media print { body { font-size: 11pt } main { margin: 0; max-width: none } sup a { color: inherit } }
@media print { h2, figure { break-after: avoid; break-inside: avoid } }
""".strip()
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; img-src data:; base-uri 'none'"


def html(report: Report, drawn: str = "") -> str:
    """The whole report. `drawn` is its map as SVG, made by us and not by a report."""
    return "\n".join(_lines(report, drawn)) + "\n"


def _lines(report: Report, drawn: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(report.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<h1>{escape(report.title)}</h1>\n<p class="how">{escape(HOW)}</p>'
    numbers = report.numbers
    for section in report.sections:
        yield from _section(section, numbers)
        if section.name == "changes" and drawn:
            yield f"<figure>{drawn}<figcaption>Who held what on {day(report.last)}, by the best account.</figcaption></figure>"
    yield '<section aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n<ol class="sources">'
    for number, found in enumerate(report.sources, 1):
        quote = f'<q dir="auto">{escape(quoted(found[0].quote))}</q>'
        yield f'<li id="s{number}"><bdi>{escape(who(found[0]))}</bdi>: {quote} <code>{escape(where(found))}</code></li>'
    yield "</ol>\n</section>\n</main>\n</body>\n</html>"


def _section(section: Section, numbers: Mapping[Citation, int]) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.name}">\n<h2 id="{section.name}">{escape(section.heading)}</h2>'
    if not section.sentences:
        yield f'<p class="empty">{escape(section.empty)}</p>'
    else:
        yield "<ul>"
        for sentence in section.sentences:
            links = " ".join(_link(number) for number in numbered(sentence, numbers))
            yield f'<li data-record="{escape(sentence.record)}">{escape(sentence.text)} <sup>{links}</sup></li>'
        yield "</ul>"
    yield "</section>"


def _link(number: int) -> str:
    return f'<a href="#s{number}" aria-label="Source {number}">{number}</a>'
