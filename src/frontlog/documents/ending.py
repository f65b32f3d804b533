"""Where the report ends and its readers begin, on text that has no markup to say so.

Comments only ever follow the body, so one line number answers it. Asked in this order: what a comment widget wrote; stamps of
commenters (name, time, Reply); a nested thread running to the end; and last, where no sign stands at all, the one line after which
the voice changes. Each answer must leave a report before it, and all but the plainest must sound like readers after it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import Line, prose
from frontlog.documents.looks import Looks
from frontlog.documents.patterns import expression, table
from frontlog.documents.runs import Lined, above, buttons, paired
from frontlog.documents.runs import name as name_of
from frontlog.documents.threads import ANSWERS, LATER, answers, later
from frontlog.documents.turn import silent, turn
from frontlog.documents.voice_change import CONTRAST, HEARD, Ending, Text, begun, change, mean, spoken
from frontlog.reference.expressions import Expression

FILE = Path(__file__).with_name("stamps.yml")

# What only the desk writes under its own report: readers come after it.
DESK = re.compile(
    r"^\W{0,2}(?:(?:editor(?:'s|s'|ial)? )?note|correction|corrigendum|clarification|erratum|additional reporting"
    r"|note de la rédaction|correctif|anmerkung(?: der redaktion)?|korrektur|nota (?:de la redacción|da redação|del editor)|rectificación"
    r"|düzeltme|примечание(?: редакции)?|уточнение|поправка|уточнення|від редакції|от редакции|تصحيح|تنويه)\b[^.!?]{0,30}:",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\d{1,3}[.)]")
READERS = 0.4  # mean voice of numbered items from which on they are readers': points that a report makes have hardly any
SAID_WORDS = 6
LINK = -0.8  # mean voice up to which what follows a widget's words, paragraphs among it, is the report: they only led to the comments
WEAK_TAIL = -0.35  # mean voice above which lines after a comment heading or stamp are taken as comments


@cache
def stamps() -> tuple[tuple[str, Expression], ...]:
    """The rows of stamps.yml: a kind of stamp, and how it looks."""
    return tuple((row["name"], expression(FILE, number, row)) for number, row in enumerate(table(FILE)))


def _says(kind: str, line: Line) -> bool:
    """Whether a line above the report is a stamp of that kind: of a post that brings the report."""
    return line.words <= SAID_WORDS and any(name == kind and pattern.match(line.plain) for name, pattern in stamps())


def said_by(line: Line) -> bool:
    """A line that only names who wrote what follows: "fox_1 wrote:"."""
    row = stamps()[0]
    return line.words <= SAID_WORDS and bool(row[1].match(line.plain))


def ending(looks: Looks, rules: Sequence[Rule | None], first: int) -> Ending | None:
    """Where the readers' part begins, or None when the whole is the report's. `first` is the report's first paragraph; lines for which
    there is no rule or None any more are not looked at."""
    lines = looks.lines[: len(rules)]
    if first < len(lines) and later(lines, rules, first):
        return Ending(first, LATER)
    if first >= len(lines) - 1:
        return None
    text = Text(lines, rules, looks, first)
    kinds = _stamps(text, first + 1)
    printed = answers(lines, first)
    thread = None if printed is None else Ending(printed, ANSWERS)
    signs = (_widget(text), _stamped(text, kinds), _repeated(text, kinds), thread)
    marked = min((sign for sign in signs if sign), key=lambda sign: sign.index, default=None)
    bound = marked.index if marked else len(lines)
    desk = max((i for i in range(first, bound) if DESK.match(lines[i].plain)), default=first)
    # a form at the foot ("Leave a reply") may follow the comments themselves, so look before it too
    found = _thread(text, bound) or _numbered(text, bound) or _begun(text, change(text, bound), bound)
    if found and (found.index <= desk or _listed(lines, first, found.index)):
        found = None
    if not found and not marked and not silent(lines, rules, text.talk, first, bound):
        place = turn(lines, rules, looks.voices, text.scores, first, bound, desk)
        place = None if place is not None and _listed(lines, first, place) else place
        found = _begun(text, Ending(place, "turn of voice") if place is not None else None, bound)
    return found or marked


def _begun(text: Text, found: Ending | None, stop: int) -> Ending | None:
    """The same ending without the last sentences of the report."""
    return found and Ending(begun(text.lines, text.scores, found.index, stop), found.reason)


def _listed(lines: Sequence[Line], first: int, index: int) -> bool:
    """Whether a line is an item of a list that the report opens with a colon ("We call on all parties:"), or opens it."""
    start = index
    while start > first and lines[start].bullet:
        start -= 1
    opens = start + 1 < len(lines) and bool(lines[start + 1].bullet)
    return opens and lines[start].plain.endswith(":")


def _widget(text: Text) -> Ending | None:
    """The first thing a comment widget wrote after the first paragraph, unless the report goes on behind it. A bare "Comments" counts only
    with readers after it."""
    for i in range(text.first + 1, len(text.lines)):
        row = text.rules[i]
        if row is not None and row.kind == "comment":
            after = spoken(text, i + 1, len(text.lines))
            told = any(text.rules[j] is None and prose(text.lines[j]) for j in range(i + 1, len(text.lines)))
            if mean(after) > (LINK if told else -99.0) if row.name == "comment widget" else not after or mean(after) > WEAK_TAIL:
                return Ending(i, row.name)
    return None


def _stamps(text: Text, first: int) -> dict[str, list[int]]:
    """The stamps from line `first` on, by their kind."""
    kinds: dict[str, list[int]] = {}
    forum = any(row is not None and row.name == "forum furniture" for row in text.rules)
    for i in range(first, len(text.lines)):
        if forum and text.rules[i] is None and _speaker(text, i):
            kinds.setdefault("handle", []).append(i)
            continue
        for name, pattern in stamps():
            if (text.lines[i].words <= 14 or name == "salutation") and pattern.match(text.lines[i].plain):
                kinds.setdefault(name, []).append(i)
                break
    return kinds


def _speaker(text: Text, i: int) -> bool:
    """On a page of a forum: a name alone on its line, over what its member said."""
    after = text.lines[i + 1] if i + 1 < len(text.lines) else None
    return after is not None and text.lines[i].words <= 3 and name_of(text.lines[i]) and after.words > 3 and text.rules[i + 1] is None


def _lined(text: Text, stamped: Iterable[int]) -> Lined:
    return Lined(text.lines, text.rules, lambda: text.scores, frozenset(stamped), text.first)


def _repeated(text: Text, kinds: dict[str, list[int]]) -> Ending | None:
    """What only a commenting system repeats: names over times, buttons under times."""
    ages = {i for kind, places in kinds.items() if kind in ("age", "name and time") for i in places}
    dated = {i for i, row in enumerate(text.rules) if row is not None and row.kind == "dateline"}
    lined = _lined(text, ages | dated)
    for found, reason in ((paired, "names over times"), (buttons, "buttons under texts")):
        place = found(lined)
        if place is not None:
            return Ending(place, f"pattern of comments: {reason}")
    return None


def _stamped(text: Text, kinds: dict[str, list[int]]) -> Ending | None:
    """Two or more stamps of commenters, with readers' voices between them."""
    stamped = {i for places in kinds.values() for i in places}
    for name, places in sorted(kinds.items(), key=lambda pair: pair[1][0]):
        before = sum(_says(name, line) for line in text.lines[: text.first]) if name in ("name says", "handle") else 0
        answers = name == "answer by mail" and any(text.lines[i + 1].text.startswith(">") for i in places if i + 1 < len(text.lines))
        if (len(places) + before < 2 and not answers) or (name == "button" and not any(text.lines[i].plain[-1:].isalpha() for i in places)):
            continue  # numbers alone are a table's cells, or places of a "most read" list
        if name == "age" and (_ages_of_report(text, places) or _ages_of_others(text, places)):
            continue
        start = _start(text, name, places[0])
        said = [text.scores[i] for i in range(start, len(text.lines)) if i not in stamped and text.rules[i] is None]
        if mean(said) > WEAK_TAIL and start != text.first:
            return Ending(start, f"stamps of commenters: {name}")
    return None


def _start(text: Text, name: str, place: int) -> int:
    """Where the readers' part begins whose first stamp stands at a place. Of signatures, which stand under what was said, the first is the
    report's own."""
    if name == "signature":
        return place + 1
    if name == "button" and text.scores[place - 1] > HEARD:
        return place - 1
    if name == "name and place":  # the first may stand over what seemed the first paragraph: there is no report
        row = dict(stamps())[name]
        return text.first - 1 if text.first and row.match(text.lines[text.first - 1].plain) else place
    return above(_lined(text, ()), place) if name == "card of a member" else _with_name(text, place)


def _ages_of_report(text: Text, places: Sequence[int]) -> bool:
    """A live blog: its first paragraph has an age above it like the others, and no age stands under a name."""
    row = text.rules[text.first - 1] if text.first else None
    return row is not None and row.name == "clock" and all(_with_name(text, i) == i for i in places)


def _ages_of_others(text: Text, places: Sequence[int]) -> bool:
    """Ages of other reports: the first stands under a heading such as "Recent posts", with no word of comments between."""
    named = [row.kind for row in text.rules[text.first : places[0]] if row is not None and row.kind in ("related", "comment")]
    return named[-1:] == ["related"]


def _with_name(text: Text, i: int) -> int:
    """A stamp's name may stand alone on the line before it."""
    before = text.lines[i - 1]
    bare = before.words <= 4 and not before.final and text.rules[i - 1] is None
    return i - 1 if bare and i - 1 > text.first else i


def _numbered(text: Text, stop: int) -> Ending | None:
    """Comments that a page has numbered from one: set in, after a gap, and running to the end in readers' voices."""
    lines = text.lines
    start = next((i for i in range(text.first + 1, stop) if NUMBERED.fullmatch(lines[i].bullet) and _one(lines[i])), stop)
    numbers = [int(lines[i].bullet[:-1]) for i in range(start, stop) if NUMBERED.fullmatch(lines[i].bullet)]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return None
    after, before = mean(spoken(text, start, stop)), mean(spoken(text, text.first, start))
    return Ending(start, "pattern of comments: numbered") if after > READERS and after > before + CONTRAST / 2 else None


def _one(line: Line) -> bool:
    return line.bullet.startswith("1") and len(line.bullet) == 2 and line.indent > 0 and line.gap > 1


def _thread(text: Text, stop: int) -> Ending | None:
    """A list with replies set in under it (two depths or more, four items or more) that runs to the end, in readers' voices."""
    lines = text.lines
    start = stop
    while start > text.first + 1 and (lines[start - 1].bullet or lines[start - 1].indent > 0 or text.rules[start - 1] is not None):
        start -= 1
    while start < stop and not lines[start].bullet:
        start += 1
    items = [line for line in lines[start:stop] if line.bullet]
    if len(items) < 4 or len({line.indent for line in items}) < 2:
        return None
    # a digest of the day is a nested list too: it is the report itself, or sounds like one
    told = [line for line in lines[text.first : start] if not line.bullet]
    after, before = mean(spoken(text, start, stop)), mean(spoken(text, text.first, start))
    if not told or after < 0.0 or after < before + CONTRAST / 2 or text.street(start, stop) < 0.8:
        return None
    return Ending(start, "nested thread")
