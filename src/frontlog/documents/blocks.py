"""Labelled lines as blocks: broken paragraphs joined, datelines and the names of head fields cut off."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontlog.documents import heads
from frontlog.documents.fields import Field
from frontlog.documents.lines import Line, prose
from frontlog.documents.patterns import REPORT_WORD

FUNCTION_WORD = re.compile(
    r"(?:^|\s)(?:a|an|the|of|in|on|at|to|for|from|by|with|into|over|under|near|between|against|and|or|but|nor|that|which|who|whose|as|than|their|its|his|her|"
    r"this|these|those|was|were|is|are|has|have|had|be|been|will|would|after|before|during|since|until|while|when|where|including|called|named|gen|lt|col|maj|mr|mrs|dr)\.?$",
    re.IGNORECASE,
)

DATE_FIELD = re.compile(r"date \d{4}-\d\d-\d\d\s+(?=[^\d\s])")  # as some collections of pages begin their texts
AFTER_DATE = "headline after a date field"
LAST = 14  # characters; more than the longest of these words, its full stop and what stands before it


def unfinished(words: str) -> bool:
    """Ends in a word that no sentence ends in."""
    return FUNCTION_WORD.search(words[-LAST:]) is not None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one kind. Blocks are in order, do not overlap, and together hold every character that is no white space."""

    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Label:
    """The kind of a line and the rule that gave it."""

    kind: str
    reason: str


def blocks(text: str, lines: Sequence[Line], labels: Sequence[Label], known: Sequence[Field]) -> tuple[Block, ...]:
    """Lines as blocks: broken paragraphs joined, datelines and field names cut off."""
    values = {field.line: field for field in known}
    title = _title(lines, labels, values)
    out: list[Block] = []
    opening = True
    i = 0
    while i < len(lines):
        j = i + 1
        while j < len(lines) and labels[j].kind == labels[i].kind and _joined(lines[j - 1], lines[j], labels[i].kind):
            j += 1
        start, end = lines[i].start, lines[j - 1].end
        if i in values and labels[i].kind in ("title", "dateline") and values[i].value:
            out += _valued(text, start, end, values[i], labels[i])
        elif labels[i].reason == AFTER_DATE and (found := DATE_FIELD.match(text[start:end])):
            out += [
                _stripped(text, start, start + found.end(), "dateline", "date field"),
                Block(start + found.end(), end, "title", AFTER_DATE),
            ]
        elif labels[i].kind == "body":
            out += _body(text, start, end, labels[i], title if opening else None, lambda: _alone(lines, labels))
            opening = opening and (bool(lines[i].bullet) or not prose(lines[i]))
        else:
            out.append(Block(start, end, labels[i].kind, labels[i].reason))
        i = j
    return tuple(out)


def _title(lines: Sequence[Line], labels: Sequence[Label], values: dict[int, Field]) -> str:
    for line, label in zip(lines, labels, strict=True):
        if label.kind == "title":
            return values[line.number].value if line.number in values else line.text
    return ""


def _valued(text: str, start: int, end: int, field: Field, label: Label) -> list[Block]:
    """A head field as two blocks: its name, and its value (with the quotation mark that may close it)."""
    return [_stripped(text, start, field.start, "byline", "name of a head field"), Block(field.start, end, label.kind, label.reason)]


def _alone(lines: Sequence[Line], labels: Sequence[Label]) -> bool:
    """Whether nothing but one paragraph opens with a capitalised word or three and a dash or colon, and no sentence inside one: more are a
    list by places or an interview, as is what calls itself a digest."""
    told = [line.plain for line, label in zip(lines, labels, strict=True) if label.kind == "body"]
    digest = any(REPORT_WORD.search(line.plain) for line, label in zip(lines, labels, strict=True) if label.kind == "title")
    return not digest and sum(heads.LABELLED.match(words) is not None for words in told) <= 1 and not any(map(heads.INSIDE.search, told))


def _body(text: str, start: int, end: int, label: Label, title: str | None, alone: Callable[[], bool]) -> list[Block]:
    """A paragraph, its dateline before it and its agency's credit after it as blocks of their own."""
    whole = text[start:end]
    length, name = heads.head(whole, title or "", title is not None)
    if name == heads.LOOSE:
        length, name = (length, "place dateline") if alone() else (0, "")
    out = []
    if name == "date stamp" and 0 < length < len(whole):  # an agency's dateline may follow the stamp
        out.append(_stripped(text, start, start + length, "dateline", name))
        start, whole = start + length, whole[length:]
        length, name = heads.head(whole, "", True)
        length = 0 if name in ("date stamp", heads.LOOSE) else length
    cut, credit = heads.tail(whole[length:])
    if 0 < length < len(whole):
        out.append(_stripped(text, start, start + length, "dateline", name))
    else:
        length = 0
    if 0 < cut < len(whole) - length:
        out.append(_stripped(text, start + length, end - cut, label.kind, label.reason))
        out.append(_stripped(text, end - cut, end, "byline", credit))
    else:
        out.append(_stripped(text, start + length, end, label.kind, label.reason))
    return out


def _stripped(text: str, start: int, end: int, kind: str, reason: str) -> Block:
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):  # nearly always
        return Block(start, end, kind, reason)
    piece = text[start:end]
    return Block(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), kind, reason)


def _joined(before: Line, line: Line, kind: str) -> bool:
    """Whether a line continues the one before it."""
    if kind != "body" or line.bullet or line.heading or before.heading:
        return False
    if before.final or before.plain.endswith((":", ";")) or line.gap > 1:
        return False
    if line.plain[:1].islower() and not before.bullet:
        return True
    return unfinished(before.plain) or (before.plain.endswith(",") and line.gap == 0)
