"""Inline brackets: `[saa The army] took [p1 al-Bulil]` -> clean words and mentions with offsets.

A label is an entry of the cast, or a kind letter with an optional number. `+` joins labels that share the words. Brackets nest.
A bracket that belongs to the text is written `\\[` or `\\]`.
"""

import re
from dataclasses import dataclass

from training.notation.records import KINDS, Entity, Mention, NotationError, Piece

LABEL = re.compile(r"[a-z][a-z0-9-]*")
ANONYMOUS = re.compile(r"([ahptnwfs])(\d*)")
NOUNS = r"(?:city|town|village|villages|district|province|governorate|region|area|quarter|neighbou?rhood|oblast|county|state)"
BEFORE = re.compile(rf"^(?:the|a|an)\s+(?:\w+\s+)?{NOUNS}\s+of\s+|^(?:the|a|an)\s+", re.IGNORECASE)
AFTER = re.compile(rf"\s+{NOUNS}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Open:
    labels: tuple[str, ...]
    start: int


def plain_name(words: str, kind: str) -> str:
    """The name inside a place's words, for places without a cast entry: "the village of Mrah" is Mrah."""
    if kind != "place":
        return words
    inner = BEFORE.sub("", words)
    return AFTER.sub("", inner) or words


def entity_of(label: str, cast: dict[str, Entity], words: str, line: int) -> Entity:
    """Who a label means. Anonymous labels (`p1`) mean just their words."""
    if label in cast:
        return cast[label]
    match = ANONYMOUS.fullmatch(label)
    if not match:
        raise NotationError(
            line,
            f"label '{label}' is not in the cast.",
            f"Add '@a {label} ID Name' (or @h, @p) above, or use a kind letter: {', '.join(KINDS)}.",
        )
    kind = KINDS[match[1]]
    return Entity(label, kind, "", plain_name(words, kind))


def labels_at(raw: str, at: int, line: int) -> tuple[tuple[str, ...], int]:
    """The labels after an opening bracket, and where the words begin."""
    match = re.compile(r"([a-z][a-z0-9+-]*) ").match(raw, at)
    if not match:
        raise NotationError(
            line, f"'[{raw[at : at + 20]}' opens without a label.", "Write '[label words]'; a bracket of the text itself is '\\['."
        )
    labels = tuple(match[1].split("+"))
    if not all(LABEL.fullmatch(label) for label in labels):
        raise NotationError(line, f"'{match[1]}' is no label.", "Labels are lower-case letters, digits and '-', joined by '+'.")
    return labels, match.end()


def read(raw: str, offset: int, sentence: int, cast: dict[str, Entity], line: int) -> tuple[str, tuple[Mention, ...]]:
    """Clean words of one sentence and its mentions in order of place. `offset` is where the sentence begins in the report's text."""
    clean: list[str] = []
    stack: list[Open] = []
    found: list[Mention] = []
    at = 0
    while at < len(raw):
        mark = raw[at]
        if mark == "\\" and raw[at + 1 : at + 2] in ("[", "]", "-", "=", "%", "#", "@", "\\"):
            clean.append(raw[at + 1])
            at += 2
        elif mark == "[":
            labels, at = labels_at(raw, at + 1, line)
            stack.append(Open(labels, len(clean)))
        elif mark == "]":
            if not stack:
                raise NotationError(
                    line, f"']' after '{raw[max(0, at - 20) : at]}' closes nothing.", "A bracket of the text itself is '\\]'."
                )
            found += closed(stack.pop(), clean, offset, sentence, cast, line)
            at += 1
        else:
            clean.append(mark)
            at += 1
    if stack:
        raise NotationError(line, f"'[{'+'.join(stack[-1].labels)} ...' is not closed.", "Add the ']'.")
    return "".join(clean), tuple(sorted(found, key=lambda m: (m.piece.start, -m.piece.end, m.label)))


def closed(opened: Open, clean: list[str], offset: int, sentence: int, cast: dict[str, Entity], line: int) -> list[Mention]:
    """The mentions of one closed bracket."""
    words = "".join(clean[opened.start :])
    if not words.strip() or words != words.strip():
        raise NotationError(line, f"'[{'+'.join(opened.labels)} {words}]' is empty or has a space at its edge.", "Bracket the words alone.")
    piece = Piece(words, offset + opened.start, offset + opened.start + len(words))
    entities = [(label, entity_of(label, cast, words, line)) for label in opened.labels]
    return [Mention(piece, entity.kind, label, entity, sentence) for label, entity in entities]
