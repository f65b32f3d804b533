"""A situation report as Markdown: footnote numbers behind every sentence, the quotes at the end. Words of reports are never markup."""

import re
from collections.abc import Iterator, Mapping, Sequence

from frontlog.views.sitrep.shapes import Citation, Report, Sentence
from frontlog.views.sitrep.words import day, name, quoted

MARKUP = re.compile(r"([\\`*_\[\]<>#|~!&$^{}])")
AT_START = re.compile(r"^(\d+)([.)])|^([-+=])")
HOW = (
    "Every sentence is made from records of the log; the numbers in brackets lead to the sentences of reports behind it. A claim is what a "
    "report says, not what is true. Copies of one report count as one origin. Ranges are the bounds that the reports give."
)


def markdown(report: Report, picture: str = "") -> str:
    """The whole report; `picture` is the address of its map, if it lies somewhere."""
    return "\n".join(_lines(report, picture)) + "\n"


def _lines(report: Report, picture: str) -> Iterator[str]:
    numbers = report.numbers
    yield from (f"# {escaped(report.title)}", "", HOW, "")
    if picture:
        yield from (f"![Who held what on {day(report.last)}]({picture})", "")
    for section in report.sections:
        yield from (f"## {section.heading}", "")
        for sentence in section.sentences:
            yield f"- {escaped(sentence.text)} {marks(numbered(sentence, numbers))}"
        yield from () if section.sentences else (section.empty,)
        yield ""
    yield from ("## Sources", "")
    for number, found in enumerate(report.sources, 1):
        yield f"{number}. {escaped(who(found[0]))}: “{escaped(quoted(found[0].quote))}” `{where(found)}`"


def marks(numbers: Sequence[int]) -> str:
    """[1, 3–5]: neighbouring numbers as a stretch."""
    out: list[list[int]] = []
    for number in numbers:
        if out and out[-1][1] == number - 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return "[" + ", ".join(f"{a}" if a == b else f"{a}, {b}" if b == a + 1 else f"{a}–{b}" for a, b in out) + "]"


def who(citation: Citation) -> str:
    """Whose words, of when, under which title."""
    published = day(citation.published) if citation.published else "undated"
    title = f", “{name(citation.title)}”" if citation.title else ""
    return f"{name(citation.outlet) or 'unknown outlet'}, {published}{title}"


def where(found: Sequence[Citation]) -> str:
    """Where the quoted words stand: document and its characters, and the claims that were read out of them."""
    first = found[0]
    return f"{first.document} {first.start}-{first.end} {' '.join(c.claim for c in found)}"


def numbered(sentence: Sentence, numbers: Mapping[Citation, int]) -> list[int]:
    """The numbers that stand behind a sentence, in order, each once."""
    return sorted({numbers[c] for c in sentence.citations})


def escaped(text: str) -> str:
    """Words as Markdown that shows just them."""
    plain = MARKUP.sub(r"\\\1", text)
    return AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain)
