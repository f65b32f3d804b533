"""Parts and others: "three of them", "the rest of the crew", "six others" are of the kind that was counted before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from frontlog.claims.antecedents import Row
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.subjects import passive, subject, verb_before
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef
from frontlog.reference.heads import BARE_COUNTS, COUNTS

_HOW_MANY = r"at least|about|around|more than|over|nearly|some|the|many|several|dozens of|scores of|[\w,.-]+"
_OTHERS = re.compile(
    rf"^(?:(?:{_HOW_MANY})\s+){{0,3}}others$|^(?:(?:{_HOW_MANY})\s+){{1,3}}more$|^the\s(?:rest|remainder)$"
    r"|^another\s(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)$|^(?:another|the\sother|(?:an?|the)\s(?:second|third))$|^the\s(?:two|three|four|five|six|seven|eight|nine|ten)$"
    r"|^the\s(?:remaining|other)\s(?:[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|wounded|injured|dead)$",
    re.IGNORECASE,
)
_PARTS = COUNTS | BARE_COUNTS | word_set("portions")
_THEM = ("them", "these", "those", "whom", "us")


def others(text: str) -> bool:
    """Whether words mean more of the same kind: "others", "six others", "the rest", "the remaining four"."""
    return bool(_OTHERS.match(" ".join(text.split())))


def more(line: Line, item: Item) -> bool:
    """Whether a bare number stands before "more": "[Hundreds] more were captured"."""
    told = all(line.tag(at) == "NUM" or line.low(at) in _PARTS for at in range(item.first, item.last))
    return told and item.first < item.last and line.low(item.last) == "more"


def part_of(line: Line, item: Item) -> Item | None:
    """The whole of which the words name a part: "one of [them]", "the rest of the [crew]"."""
    of = next((at for at in range(item.first, item.last) if line.low(at) == "of"), -1)
    if of <= item.first or of + 1 >= item.last:
        return None
    head = line.low(of - 1)
    if not (head in _PARTS or line.tag(of - 1) == "NUM"):
        return None
    single = of + 2 == item.last and line.low(of + 1) in _THEM
    owned = line.low(of + 1) in ("the", "these", "those", "its", "their", "his", "her", "our")
    if not single and not owned:
        return None
    start = line.tokens[of + 1].start
    span, base = item.mention.span, line.sentence.span.start
    inner = replace(span, start=base + start, quote=span.quote[base + start - span.start :])
    return replace(item, label="pronoun" if single else item.label, first=of + 1, mention=replace(item.mention, span=inner))


def others_of(rows: Sequence[Row], line: Line, item: Item) -> ActorRef | None:
    """Whose others: the nearest counted before who does not act in this clause; None when nobody was counted."""
    governor = verb_before(line, item.first - 1)
    doers = [(i.first, i.last) for i in subject(line, governor)] if governor >= 0 and not passive(line, governor) else []
    for row in rows[:-3:-1]:
        for other, ref in reversed(row.named):
            before = row.line is not line or other.last <= item.first
            if before and ref.id and (other.first, other.last) not in doers and other.label != "pronoun" and _is_counted(row.line, other):
                return ref
    return None


def _is_counted(line: Line, item: Item) -> bool:
    """Whether a mention is a number of people, or one of a kind: "eleven soldiers", "a soldier"."""
    if item.label not in ("armed", "civilian", "state"):
        return False
    first = line.low(item.first)
    of_many = line.low(item.first - 1) == "of" and line.low(item.first - 2) in _PARTS  # "scores of [rebels]"
    return line.tag(item.first) == "NUM" or first in COUNTS or line.tag(item.first - 1) == "NUM" or first in ("a", "an", "one") or of_many
