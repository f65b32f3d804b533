"""The claims that a careful reader notes in the pairs of contradictions_blind.yml (contradictions_noted.yml), as records."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from frontlog.model import ActorRef, Claim, Document, Loss, Origin, Piece, PlaceRef, Span, TimeRef, record_id
from frontlog.reference.placenames import fold

FILE = Path(__file__).resolve().parents[1] / "tests" / "cases" / "contradictions_noted.yml"
NOTED = Origin("noted pairs", "1")
HEAD = re.compile(r"(\w+?)(?:\.(\w+))?(?:!(\w+))?")
BOUNDS = re.compile(r"(\w*) (\w+) (\d+)(\.\.)?(\d*)(?: ([a-z ]+))?")
NOBODY = ("civilians",)


@cache
def notes() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The lines by case and report."""
    found: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def documents(case: Mapping[str, Any]) -> list[Document]:
    """Both reports of a case."""
    return [
        Document(
            id=f"d-{case['id']}-{which}", name=which, outlet=case[which]["outlet"], republished_by="", url="", title="", author="",
            published=case[which]["published"], published_role="published", dates=(), language="en", sha256_raw="", sha256_clean="",
            text=case[which]["text"], origin=NOTED,
        )
        for which in "ab"
    ]  # fmt: skip


def claims(case: Mapping[str, Any]) -> list[Claim]:
    """The claims of both reports. Raises ValueError where a note's words do not stand in its sentence."""
    kept = notes().get(case["id"], {})
    lines = {which: case[which].get("noted") or kept.get(which, ()) for which in "ab"}
    return [claim(case, which, line, number) for which in "ab" for number, line in enumerate(lines[which])]


def claim(case: Mapping[str, Any], which: str, line: str, number: int) -> Claim:
    """One line as a claim."""
    told = case[which]
    text, document = told["text"], f"d-{case['id']}-{which}"
    head, trigger, *slots = [part.strip() for part in line.split("; ")]
    kind, modality, certainty = HEAD.fullmatch(head).groups()  # type: ignore[union-attr]
    told_slots: dict[str, list[tuple[Piece, str]]] = {}
    for slot in slots:
        words, _, value = slot[2:].partition("=")
        told_slots.setdefault(slot[0], []).append((_piece(text, words, line), value))
    source = told_slots.get("S", [])
    return Claim(
        id=record_id("c", document, line, number), document=document, evidence=Span(document, 0, len(text), text), type=kind,
        trigger=_piece(text, trigger, line), agent=_actors(told_slots.get("A", ())), target=_actors(told_slots.get("T", ())),
        place=tuple(_place(words) for words, _ in told_slots.get("P", ())), time=_time(told_slots.get("W", ()), told["published"]),
        modality=modality or "actual", certainty=certainty or ("attributed" if source else "asserted"),
        source=source[0][0] if source else None, source_id=f"camp:{source[0][1]}" if source and source[0][1] else "",
        losses=tuple(_loss(words, value) for words, value in told_slots.get("L", ())),
        objects=tuple(words for words, _ in told_slots.get("O", ())), confidence=1.0, origin=NOTED,
    )  # fmt: skip


def _piece(text: str, words: str, line: str) -> Piece:
    start = text.find(words)
    if start < 0:
        raise ValueError(f"'{words}' does not stand in '{text}' (note '{line}')")
    return Piece(words, start, start + len(words))


def _actors(slots: Sequence[tuple[Piece, str]]) -> tuple[ActorRef, ...]:
    return tuple(ActorRef(p.text, p.start, p.end, _id(p, value), p.text) for p, value in slots)


def _id(words: Piece, value: str) -> str:
    """Camps of the case as their own actors; whom no camp is given, a provisional actor, as the registry would have it."""
    if value in NOBODY:
        return value
    return f"camp:{value}" if value else f"x-{fold(words.text)}"


def _place(words: Piece) -> PlaceRef:
    return PlaceRef(words.text, words.start, words.end, f"n-{fold(words.text)}", words.text, None, None, None, "at", "", "none")


def _time(slots: Sequence[tuple[Piece, str]], published: date) -> TimeRef:
    if not slots:
        return TimeRef("", -1, -1, published - timedelta(days=1), published, "day", "published")
    words, value = slots[0]
    first, _, last = value.partition("..")
    return TimeRef(words.text, words.start, words.end, date.fromisoformat(first), date.fromisoformat(last or first), "day", "noted")


def _loss(words: Piece, value: str) -> Loss:
    side, kind, low, open_, high, what = BOUNDS.fullmatch(value).groups()  # type: ignore[union-attr]
    most = int(high) if high else None if open_ else int(low)
    return Loss(
        f"camp:{side}" if side and side not in NOBODY else side, kind, int(low), most, what or "", words.text, words.start, words.end
    )
