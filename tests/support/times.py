"""Cases of times: one sentence and the days of its first expression, or a short report and the days of one event.

Used by tests/claims and by benchmarks/when.py. tests/cases/time.yml and time_blind.yml say how the cases are written.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from frontlog.claims.readings import Readings
from frontlog.claims.story import last_named, last_period
from frontlog.claims.time import read_times
from frontlog.model import Piece, Sentence, Span, TimeRef

CASES = Path(__file__).parents[1] / "cases"
Case = dict[str, Any]


def files() -> Iterator[tuple[str, bool, list[Case]]]:
    """Name, whether its cases may be looked at, and the cases. Every second case of a blind file is held out: only its score is known."""
    for path in sorted(CASES.glob("time*.yml")):
        cases = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem.endswith("_blind"):
            yield f"{path.stem}, open half", True, cases[::2]
            yield f"{path.stem}, held out", False, cases[1::2]
        else:
            yield path.stem, True, cases


def expression(case: Case) -> tuple[bool, str]:
    """Whether the first expression of a case's sentence means days that the case accepts, and what was read."""
    published = case.get("dateline") or case["published"]
    anchor, period = before(case)
    found = read_times(case["text"], 0, published, case.get("forward", False), anchor, period)
    told = f"{found[0].start}..{found[0].end} {found[0].basis} [{found[0].text}]" if found else "no expression"
    if case.get("none"):
        return not found, told
    accepted = [[case["start"], case["end"]], *case.get("also", [])]
    return bool(found) and [found[0].start, found[0].end] in accepted, told


def before(case: Case) -> tuple[TimeRef | None, TimeRef | None]:
    """The last day and the last month or year named before the sentence: stated by the case, or read from its `context`."""
    day, period = case.get("anchor"), None
    anchor = TimeRef("", -1, -1, day, day, "day", "case") if day else None
    for words in [case["context"]] if isinstance(case.get("context"), str) else case.get("context", []):
        found = read_times(words, 0, case.get("dateline") or case["published"], anchor=anchor, period=period)
        anchor, period = last_named(found, anchor), last_period(found, period)
    return anchor, period


def event(case: Case) -> tuple[bool, str]:
    """Whether the trigger of a case's short report gets the days that the case states, and what it got."""
    sentences = sentences_of(case["report"])
    home = next(s for s in sentences if case["at"] in s.span.quote)
    at = home.span.start + home.span.quote.index(case["at"])
    trigger = Piece(case["at"], at, at + len(case["at"]))
    time = Readings.of(sentences, case["published"]).time(home, trigger, case.get("type", "assault"), case.get("modality", "actual"))
    return (time.start, time.end) == (case["start"], case["end"]), f"{time.start}..{time.end} {time.basis} [{time.text}]"


def sentences_of(report: Sequence[Sequence[str]]) -> list[Sentence]:
    """A report of paragraphs of sentences as rows; a first paragraph that begins with "# " is the title."""
    out: list[Sentence] = []
    offset = 0
    for number, paragraph in enumerate(report):
        for words in paragraph:
            kind, text = ("title", words[2:]) if words.startswith("# ") else ("body", words)
            span = Span("d", offset, offset + len(text), text)
            out.append(Sentence(id=f"s{len(out)}", span=span, number=len(out), paragraph=number, kind=kind))
            offset += len(text) + 1
        offset += 1
    return out
