"""What can be seen of a line and of the lines around it, as numbers: the figures that the learned opinion of line_model.py weighs.

Every sign is a choice out of a few (a block of BLOCKS), and its number is the block's start plus the choice: no words are built for a
line, so a page of sixty lines is read in a fraction of a millisecond. The signs hold what the rules said of a line as one voice of many.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat

import numpy as np

from frontlog.documents import line_around as around
from frontlog.documents.blocks import Label
from frontlog.documents.line_around import BALANCE, MEAN_STEPS, NEARS, RUN_STEPS, Numbers, moved
from frontlog.documents.line_rules import Fitting
from frontlog.documents.line_shapes import DIGITS, EDGE, LENGTHS, OWN, SHAPES, foreign, own, spoken
from frontlog.documents.line_words import COUNT, WORD, Meaning, heading, meaning
from frontlog.documents.lines import Line
from frontlog.documents.voice import Voice

FURNITURE = frozenset(("plea", "legal", "navigation", "related", "caption"))
KINDS = ("title", "byline", "dateline", "body", "caption", "plea", "legal", "navigation", "related", "comment")
NUMBER = {kind: number for number, kind in enumerate(KINDS)}
NONE = len(KINDS)  # where no row of the table fits, or no line stands
KIND = NONE + 1
STEM = 5  # letters of a word that count: what stands after them is mostly an ending
SHORT = 6  # words up to which a line is weighed as a button, name or heading
LOOKED_AT = 180  # characters of a line whose words are weighed
MARKED = 120  # characters of a line whose punctuation is looked at
MANY = 400  # lines up to which patterns that come again are counted
HEADED = 12  # lines that a heading speaks for
MARKS = "@#|/([:\"!?…*©+–—•›»>·&%,;'→-"
ZONES = 4  # before the first paragraph, among the paragraphs, after the last, in a text without any

# how the rules came to see readers, by the start of the reason; 0 is another reason, or none
WHY = ("comment heading", "comment widget", "change of voice", "turn of voice", "nested thread", "stamps", "pattern")
LEVELS = 3  # lines of the page that the table knows as furniture: none, one or two, more

ORDER: tuple[tuple[str, int], ...] = (  # and what the text around it adds, in the order of `signs`
    *OWN,
    ("script", 2),
    ("rule in a head", KIND),
    ("rule in a tail", KIND),
    ("rules say", KIND * 2),
    ("rules say, by shape", KIND * SHAPES),
    ("rules say, by zone", KIND * ZONES),
    ("why the rules say comment", len(("", *WHY)) * LEVELS),
    ("furniture of the page", LEVELS * ZONES),
    ("rules say before", KIND),
    ("rules say after", KIND),
    ("furniture around", 5),
    ("voice from here on", (len(MEAN_STEPS) + 1) * ZONES),
    ("voice before", len(MEAN_STEPS) + 1),
    ("zone", ZONES * LENGTHS),
    ("shape by zone", ZONES * SHAPES),
    ("from the last paragraph", 6),
    ("to the next paragraph", 6),
    ("place", 5),
    ("place from the end", 5),
    ("shape before", SHAPES),
    ("shape after", SHAPES),
    ("shape two before", SHAPES),
    ("shape two after", SHAPES),
    ("shapes before", SHAPES * SHAPES),
    ("shapes after", SHAPES * SHAPES),
    ("run", (len(RUN_STEPS) + 1) * ZONES),
    ("said again", 3),
    ("pattern again", 3),
    ("words of the report", 5 * 2),
    ("paragraphs", 4),
    ("little words", 6 * LENGTHS),
    ("comments named above", 5 * ZONES),
    ("law above", 2 * ZONES),
    ("handle", 2 * 2),
    ("aged", 2 * 2),
    ("begins again", 4),
    ("opens with", 9),
    ("words of the title", 5 * 2),
    ("against the paragraphs", 6),
    ("asks and tells", BALANCE * BALANCE * 2),
    ("asks and tells, by zone", BALANCE * BALANCE * ZONES),
    ("paragraphs of the page", 6 * ZONES),
)
BAG = (  # signs of which a line may have any number
    ("mark", len(MARKS)),
    ("means, in a short line", COUNT),
    ("means, in a long line", COUNT),
    ("begins with", COUNT),
    ("means together", COUNT * COUNT),
    ("means before", COUNT),
    ("means after", COUNT),
    ("under a heading that means", COUNT),
)
RULED = ("rule in a head", "rule in a tail", "rules say", "why the rules", "furniture")  # signs that come from the rules start like this
BLOCKS = (("always", 1), *ORDER, *BAG)
START = dict(zip((name for name, _ in BLOCKS), accumulate((size for _, size in BLOCKS), initial=0), strict=False))
SIZE = sum(size for _, size in BLOCKS)
FROM = np.array([START[name] for name, _ in ORDER])
MARK = {letter: START["mark"] + number for number, letter in enumerate(MARKS)}
CLOSED = [NUMBER[kind] for kind in sorted(FURNITURE)]
DATED = NUMBER["dateline"]


@dataclass(frozen=True, slots=True)
class Signs:
    """The numbers of the signs of a text's lines (a row a line), of those of which a line has any number, and the stems of their words."""

    numbers: Numbers
    marks: list[tuple[int, ...]]
    stems: list[tuple[str, ...]]
    short: list[bool]
    paragraphs: list[bool]


def signs(lines: Sequence[Line], fits: Sequence[Fitting], labels: Sequence[Label], voices: Sequence[Voice]) -> Signs:
    """The signs of all lines of a text. `labels` is what the rules made of it."""
    heads, tails = [fit.at("head") for fit in fits], [fit.at("tail") for fit in fits]
    head = np.array([NONE if row is None else NUMBER[row.kind] for row in heads])
    tail = np.array([NONE if row is None else NUMBER[row.kind] for row in tails])
    words = [line.words for line in lines]
    paragraphs = [row is None and spoken(line, size) for row, line, size in zip(tails, lines, words, strict=True)]
    dated = ((head == DATED) | ((head == NONE) & (tail == DATED))).tolist()
    each = np.array([own(*row) for row in zip(lines, words, paragraphs, dated, voices, strict=True)], np.int64)
    seen = [WORD.findall(line.plain[:LOOKED_AT].lower()) for line in lines]
    stems = [tuple(dict.fromkeys([word[:STEM] for word in mine])) for mine in seen]
    meanings = [meaning(mine, line.plain) for mine, line in zip(seen, lines, strict=True)]
    short = [number <= SHORT for number in words]
    page = _Page(lines, labels, voices, words, stems, meanings, short, np.array(paragraphs), each, head, tail)
    numbers = np.empty((len(lines), len(ORDER)), np.int64)
    numbers[:, : len(OWN)] = each
    numbers[:, len(OWN) :] = np.stack((*page.ruled(), *page.placed(), *page.meant()), axis=1)
    numbers += FROM
    return Signs(numbers, _bags(lines, short, meanings), stems, short, paragraphs)


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found out about the lines of a page, for the signs that need more than one line. Its three methods follow ORDER."""

    lines: Sequence[Line]
    labels: Sequence[Label]
    voices: Sequence[Voice]
    words: Sequence[int]
    stems: Sequence[tuple[str, ...]]
    meanings: Sequence[Meaning]
    short: Sequence[bool]
    rows: around.Flags
    each: Numbers
    head: Numbers
    tail: Numbers

    def ruled(self) -> tuple[Numbers, ...]:
        """The script, and what the rules say of each line and of its neighbours."""
        said = np.array([NUMBER[label.kind] for label in self.labels])
        scripts = np.array([foreign(line.plain) for line in self.lines])
        zone, shapes = around.zones(self.rows), self.each[:, 1]
        closed = ((said != NUMBER["body"]) & (said != NUMBER["title"])).astype(np.int64)
        known = int(np.isin(self.tail, CLOSED).sum())
        level = (known > 0) + (known > 2)
        return (
            scripts ^ (2 * (scripts & self.rows).sum() > self.rows.sum()),
            self.head,
            self.tail,
            2 * said + (self.tail == said),
            said * SHAPES + shapes,
            said * ZONES + zone,
            np.array([_why(label) for label in self.labels]) * LEVELS + level,
            level * ZONES + zone,
            moved(said, 1, NONE),
            moved(said, -1, NONE),
            np.sum([moved(closed, step, 0) for step in (2, 1, -1, -2)], axis=0),
        )

    def placed(self) -> tuple[Numbers, ...]:
        """Voices, places, shapes of the neighbours, and what comes again."""
        count, zone, size, shapes = len(self.lines), around.zones(self.rows), self.each[:, 0], self.each[:, 1]
        early, late = moved(shapes, 1, EDGE), moved(shapes, -1, EDGE)
        triples = (early * SHAPES + shapes) * SHAPES + late
        paragraphs = self.rows.tolist()
        before, after = around.distances(paragraphs)
        means_after, means_before = around.means(self.voices, self.tail == NONE)
        place = np.arange(count)
        masked = [DIGITS.sub("0", line.plain) for line in self.lines]
        again = Counter(masked)
        told = dict(Counter([stem for mine, paragraph in zip(self.stems, paragraphs, strict=True) if paragraph for stem in mine]))
        share = np.array([around.shared(*row) for row in zip(self.stems, paragraphs, repeat(told))])
        return (
            means_after * ZONES + zone,
            means_before,
            zone * LENGTHS + size,
            zone * SHAPES + shapes,
            np.array(before),
            np.array(after),
            NEARS[np.minimum(place + 1, 20)],
            NEARS[np.minimum(count - place, 20)],
            early,
            late,
            moved(shapes, 2, EDGE),
            moved(shapes, -2, EDGE),
            early * SHAPES + shapes,
            late * SHAPES + shapes,
            np.array(around.runs(paragraphs)) * ZONES + zone,
            np.minimum(3, np.array([again[words_] for words_ in masked])) - 1,
            np.minimum(3, (triples[:, None] == triples).sum(1)) - 1 if count <= MANY else np.zeros(count, np.int64),
            2 * share + ~np.array(self.short),
            np.full(count, min(3, int(self.rows.sum()))),
        )

    def meant(self) -> tuple[Numbers, ...]:
        """What the words mean, here and in the headings above; names of users; the title's words."""
        zone, long = around.zones(self.rows), ~np.array(self.short)
        commented, law = around.above(self.short, self.rows.tolist(), self.meanings)
        balance = around.balance(self.meanings)
        return (
            around.little(self.meanings) * LENGTHS + self.each[:, 0],
            commented * ZONES + zone,
            law * ZONES + zone,
            2 * around.handles(self.lines) + long,
            2 * around.aged(self.lines, self.meanings) + long,
            around.begins_again(self.stems),
            np.array([around.OPENERS.get(line.text[0], 0) for line in self.lines]),
            2 * around.titled(self.stems, self.labels) + long,
            around.against(self.words, self.rows),
            2 * balance + self.rows,
            balance * ZONES + zone,
            around.crowd(self.rows) * ZONES + zone,
        )


def _why(label: Label) -> int:
    return next((number for number, start in enumerate(WHY, 1) if label.reason.startswith(start)), 0) if label.kind == "comment" else 0


def _bags(lines: Sequence[Line], short: Sequence[bool], meanings: Sequence[Meaning]) -> list[tuple[int, ...]]:
    """For each line its punctuation, what its words and those of its short neighbours mean, and what the last heading meant."""
    brief, wide, begins, pairs, before, after, under = (START[name] for name, _ in BAG[1:])
    out: list[tuple[int, ...]] = []
    head: tuple[int, ...] = ()
    since, count = HEADED + 1, len(lines)
    for i, (line, found) in enumerate(zip(lines, meanings, strict=True)):
        bag = [MARK[letter] for letter in MARK.keys() & line.plain[:MARKED]]
        if short[i]:
            bag += [brief + one for one in found.each]
            bag += [begins + one for one in found.first]
            bag += [pairs + pair for pair in found.pairs]
        else:
            bag += [wide + one for one in found.each]
        if i and short[i - 1]:
            bag += [before + one for one in meanings[i - 1].each]
        if i + 1 < count and short[i + 1]:
            bag += [after + one for one in meanings[i + 1].each]
        if since <= HEADED:
            bag += [under + one for one in head]
        if short[i] and heading(line, found):
            head, since = found.each, 0
        since += 1
        out.append(tuple(bag))
    return out
