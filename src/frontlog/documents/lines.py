"""Lines of a text with what a reader sees of them: indent, bullet, words, and the words without markup."""

import re
from dataclasses import dataclass
from itertools import pairwise

from frontlog.documents.calendars import MONTH
from frontlog.model import quick
from frontlog.reference.expressions import Expression

MATCHED = 2000  # characters of a line that rules look at: the longest legal note has 1,200
IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
ANGLE = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>")
EMPHASIS = re.compile(r"\*{2,3}|_{2,3}|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)")
HEADING = re.compile(r"#{1,6}\s+")
# "5. März 2015" is a date and no fifth point
BULLET = Expression(rf"(?:[*•·▪◦‣●■–—-]|\(?\d{{1,3}}[.)](?!\s(?i:{MONTH})\.? \d{{4}})|\(?[a-zA-Z]\)(?!\s(?:19|20)\d\d\b))\s+(?=\S)")
FOLD = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ", "\u2009": " "}
)
# "Home » News » ...", "« Older post | Newer post »": steps of a path, no quotation
STEPS = re.compile(r"^[^«»]{2,40} » [^«»]+(?: » [^«»]+)*$|^« [^«»|]+ \| [^«»|]+ »$")
STEP = str.maketrans("«»", "‹›")
QUOTED = re.compile(r'"[^"]*(?:"|$)')
FINAL = re.compile(r"[.!?…。؟۔။।！？][\"'”’»)\]*_]*(?:\s*\[\d+\]|[¹²³⁴-⁹⁰])*$")
INNER = re.compile(r"[.!?](?<=[a-z]{3}[.!?])[\"')]* [\"'(–—-]*[A-Z]")  # one sentence ends and another begins: no headline has two
SLACK = 4  # characters that a line may stay shorter than the width of its text although the next word would have fitted
DENSE = Expression(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")  # scripts without spaces between words
DENSE_LETTERS = 3  # of them stand for a word
HEADLINE_WORDS = 14  # a headline of two sentences ("Attack near Rafah. Volunteer killed") has fewer
PROSE_WORDS = 8  # a sentence of a report is hardly shorter
PLAIN_PROSE = 26  # words from which on a line is a paragraph even without a full stop: no headline is as long


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `start` and `end` are the offsets of its words; `gap` counts the blank lines before it."""

    number: int  # among the lines that are not blank, from 0
    start: int
    end: int
    text: str
    plain: str  # without bullet, link and emphasis markup, quotes straight: for matching only, its offsets mean nothing
    unquoted: str  # the same without what stands between quotation marks
    indent: int
    bullet: str
    heading: bool  # a Markdown heading
    gap: int
    words: int
    final: bool  # ends as a sentence does


_made = quick(Line)


def plain(text: str) -> str:
    """A line as a reader sees it: no link targets, emphasis or heading signs; straight quotes, single spaces."""
    text = text[:MATCHED]
    if "](" in text:
        text = IMAGE_OR_LINK.sub(r"\1", text)
    if "<" in text:
        text = ANGLE.sub(r"\1", text)
    if not text.isascii() or "`" in text:
        text = (text.translate(STEP) if "»" in text and STEPS.match(text) else text).translate(FOLD)
    if "*" in text or "_" in text:
        text = EMPHASIS.sub("", text)
    if "#" in text:
        text = HEADING.sub("", text, count=1)
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())  # no white space but single spaces


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank. Where lines were broken at a fixed width (e-mail, PDF), those of a paragraph are one."""
    found: list[tuple[int, str, int]] = []  # offset of the line, the line, blank lines before it
    offset, gap = 0, 0
    for whole in text.split("\n"):
        if whole.strip():
            found.append((offset, whole, gap))
            gap = 0
        else:
            gap += 1
        offset += len(whole) + 1
    lines: list[Line] = []
    for start, whole, blank in _rewrapped(found):
        lines.append(_line(len(lines), start + len(whole) - len(whole.lstrip()), whole.strip(), whole, blank))
    return lines


def _rewrapped(found: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    width = _width([whole.strip() for _, whole, _ in found])
    if not width:
        return found
    out: list[tuple[int, str, int]] = []
    last = ""
    for offset, whole, gap in found:
        words = whole.strip()
        joins = out and gap == 0 and not BULLET.match(words) and not HEADING.match(words)
        if joins and len(last) + 1 + len(words.split(maxsplit=1)[0]) > width - SLACK:
            start, before, blank = out[-1]
            out[-1] = (start, before + "\n" + whole, blank)
        else:
            out.append((offset, whole, gap))
        last = words
    return out


def _width(lines: list[str]) -> int:
    """The width at which the lines of a text were broken; 0 where a line is a paragraph."""
    long = [line for line in lines if len(line.split(maxsplit=4)) >= 5]
    if len(long) < 4:
        return 0
    sizes = sorted(len(line) for line in long)
    width = sizes[int(len(sizes) * 0.95)] if len(sizes) >= 20 else sizes[-1]
    if not 40 <= width <= 110:
        return 0
    full = [line for line in long if len(line) >= 0.7 * width]
    broken = sum(not FINAL.search(line[-20:]) for line in full)
    continued = sum(after[:1].islower() and not FINAL.search(before[-20:]) for before, after in pairwise(lines))
    if len(full) < 0.6 * len(long) or broken < 0.4 * len(full) or continued < 2:
        return 0
    return width


def _line(number: int, start: int, stripped: str, whole: str, gap: int) -> Line:
    mark = None if stripped[0].isalpha() and stripped[1:2] != ")" else BULLET.match(stripped)
    seen = plain(stripped[mark.end() :] if mark else stripped)
    return _made(
        number=number,
        start=start,
        end=start + len(stripped),
        text=stripped,
        plain=seen,
        unquoted=QUOTED.sub(" ", seen) if '"' in seen else seen,
        indent=_indent(whole) if whole[0].isspace() else 0,
        bullet=mark.group().strip() if mark else "",
        heading=stripped[0] == "#" and HEADING.match(stripped) is not None,
        gap=gap,
        words=_words(seen) + max(0, len(stripped) - MATCHED) // 6,
        final=FINAL.search(seen[-20:]) is not None,
    )


def _words(seen: str) -> int:
    """Words of a line; where letters stand without spaces, what they come to."""
    spaced = seen.count(" ") + bool(seen)
    if spaced > 12 or seen.isascii() or not DENSE.search(seen, 0, 40):
        return spaced
    return max(spaced, len(seen) // DENSE_LETTERS)


def _indent(whole: str) -> int:
    wide = whole.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def prose(line: Line) -> bool:
    """A line that reads as a paragraph of a report, or as an item of a list of news."""
    if line.bullet:
        return line.words >= 4
    closed = line.final or line.plain.endswith((":", '."', ".)", ".]")) or (line.words > HEADLINE_WORDS and bool(INNER.search(line.plain)))
    return not line.heading and ((line.words >= PROSE_WORDS and closed) or line.words >= PLAIN_PROSE)
