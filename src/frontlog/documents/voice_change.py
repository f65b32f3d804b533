"""Where the voice of a text changes: the one line after which readers speak, where no sign of a comment stands at all.

Also what the other ways of asking share: the lines of a text with how they sound (`Text`), and the answer (`Ending`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import Line
from frontlog.documents.looks import Looks
from frontlog.documents.turn import FURNITURE
from frontlog.documents.voice import Voice

SPEECH = re.compile(
    r"\b(?:said|says|stated|told|asked|added|statement|remarks|following|reads?|transcript|speech|address|interview|declared|wrote)\b[^.!?]{0,80}:$",
    re.IGNORECASE,
)
LABEL = re.compile(r"^(?:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}|Q|A|Question|Answer) ?:(?: |$)")
# Mean voice of a report: of 111 development texts 100 lie below, half of them below -0.85; the others are speeches and statements.
REPORT = -0.3
CONTRAST = 1.0  # how far the voices before and after must lie apart
PRIOR = 0.15  # what each line must bring to count as a reader's: zero would cut at every neutral last paragraph
EVIDENCE = 2.0  # what the tail must bring together
STRONG, LEAST_STRONG = 0.5, 2  # so many lines of it must each sound like a reader's
LOUD = 3.0  # signs of the street that no report has together: two slurs or smileys; then a calmer report before them is enough
ROUGH, CLEAR = 1.5, -0.9
LOUD_CONTRAST = 0.6
TALK = 2.4  # a polite discussion has no sign of the street; then the voices must lie far apart
HEARD = 0.31  # voice of a line that is more than short or without a stop
QUIET = 0.5  # voice of a whole sentence that no reader's part begins with: it is no more than short, or quotes
NAME_WORDS = 4
SENTENCE = 8  # words; the topics of a digest and captions have no voice


@dataclass(frozen=True, slots=True)
class Ending:
    """The first line (its place in the list) that belongs to the readers, and what showed it."""

    index: int
    reason: str


@dataclass(frozen=True)
class Text:
    """Lines with what was found out about them. How they sound is worked out when it is asked for, and for most texts it never is."""

    lines: Sequence[Line]
    rules: Sequence[Rule | None]
    looks: Looks
    first: int  # the first paragraph of the report

    @cached_property
    def scores(self) -> tuple[float, ...]:
        return heard(self.looks, self.lines, self.first)[1]

    @property
    def talk(self) -> Sequence[Voice]:
        return self.looks.talk

    def street(self, start: int, stop: int) -> float:
        """Signs of the street from one line to another."""
        return sum(voice.street for voice in self.talk[start:stop])


def heard(looks: Looks, lines: Sequence[Line], first: int) -> tuple[Sequence[Voice], tuple[float, ...]]:
    """The voice of each of the first lines, and its score: first persons count for nothing in a statement or interview."""
    found = looks.voices[: len(lines)]
    return found, tuple(each.score(speech) for each, speech in zip(found, _speech(lines, first), strict=True))


def _speech(lines: Sequence[Line], first: int) -> list[bool]:
    """For each line, whether someone's statement has been opened before it: "The minister said:" and then paragraphs without quotes."""
    out, opened = [], False
    dialogue = sum(bool(LABEL.match(line.plain)) for line in lines[first:]) >= 3
    for i, line in enumerate(lines):
        out.append(opened or dialogue)
        quoted = i + 1 < len(lines) and lines[i + 1].plain.startswith('"')  # then the marks say where the speech ends
        opened = opened or (not quoted and line.plain.endswith(":") and bool(SPEECH.search(line.plain[-120:])))
    return out


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def spoken(text: Text, start: int, stop: int) -> list[float]:
    """Scores of the lines that speak: without what the rule table knows."""
    return [text.scores[i] for i in range(start, stop) if text.rules[i] is None]


def change(text: Text, stop: int) -> Ending | None:
    """The one line from which on the readers' voice weighs most, if a report stands before it and the voices differ enough."""
    first, lines = text.first, text.lines
    if _mild(text, stop):
        return None
    gains = [0.0 if text.rules[i] is not None else text.scores[i] - PRIOR for i in range(first, stop)]
    tails = list(accumulate(reversed(gains)))[::-1]
    if len(tails) < 2:
        return None
    best = max(range(1, len(tails)), key=lambda k: (tails[k], -k))
    start = first + best
    while start < stop and text.rules[start] is not None:
        start += 1
    if start == stop:
        return None
    if start - 1 > first and lines[start - 1].bullet and lines[start - 1].words <= NAME_WORDS and not lines[start].bullet:
        start -= 1  # the commenter's name, as an item of the list of comments
    told = [i for i in range(first, start) if lines[i].words >= SENTENCE and text.rules[i] is None]
    before, after = [text.scores[i] for i in told], spoken(text, start, stop)
    strong = sum(score > STRONG for score in after)
    if not after or not before or tails[best] < EVIDENCE or strong < LEAST_STRONG:
        return None
    street, contrast = text.street(start, stop), mean(after) - mean(before)
    # one paragraph before talk introduces an interview, unless the talk is rough or the paragraph plainly a report
    if len(told) < 2 and street < ROUGH and mean(before) > CLEAR:
        return None
    plain_case = mean(before) <= REPORT and contrast >= CONTRAST and street >= 0.8
    if lines[start - 1].plain.endswith(":") and street < LOUD:  # a poem or a letter that the report quotes without marks
        return None
    loud = street >= LOUD and contrast >= LOUD_CONTRAST and sum(score > 1 for score in after) >= 3
    talk = contrast >= TALK and mean(after) >= TALK / 2 and len(after) >= 3
    if not (plain_case or loud or (talk and mean(before) <= REPORT)):
        return None
    if any(row is not None and row.kind in FURNITURE for row in text.rules) and 2 * sum(score > HEARD for score in after) <= len(after):
        return None  # on a page with furniture most lines of readers sound like some; what stands at its foot does not
    return Ending(start, "change of voice")


def _mild(text: Text, stop: int) -> bool:
    """No tail can bring EVIDENCE together, even if nothing in it spoke for a report: most texts are done with here."""
    most = [text.talk[i].score() for i in range(text.first, stop) if text.rules[i] is None]
    return sum(score > STRONG for score in most) < LEAST_STRONG or sum(score - PRIOR for score in most if score > PRIOR) < EVIDENCE - 1e-6


def begun(lines: Sequence[Line], scores: Sequence[float], index: int, stop: int) -> int:
    """Where the readers' part begins that was found to begin at a line: the next one, if that line is a whole sentence that sounds like no
    reader and the next one sounds like one. In our open cases all five such lines closed the report, and no reader's part began so."""
    quiet = scores[index] < QUIET and lines[index].final and not lines[index].bullet and not lines[index].plain.startswith(">")
    return index + 1 if quiet and index + 1 < stop and scores[index + 1] > QUIET else index
