"""Labels of lines: own cases, the shared reports, and what holds for any text."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.extract import Mark
from frontlog.documents.segment import Segmented, segment
from frontlog.documents.text import clean

CASES = Path(__file__).parent.parent / "cases"
CODES = {
    "T": "title",
    "Y": "byline",
    "D": "dateline",
    "B": "body",
    "C": "caption",
    "P": "plea",
    "L": "legal",
    "N": "navigation",
    "R": "related",
    "X": "comment",
}
SHARED = Path(__file__).parents[3] / "shared"
# Kinds of ../shared/eval/segments.json as ours: taxonomy and "Articles by" are bylines, and so is the note of where a text first stood.
OURS = {
    "title": "title",
    "byline_meta": "byline",
    "syndication_notice": "byline",
    "body": "body",
    "media_caption": "caption",
    "donation_plea": "plea",
    "legal_boilerplate": "legal",
    "site_chrome": "navigation",
    "reader_comments": "comment",
}
KINDS = {"title", "byline", "dateline", "body", "caption", "plea", "legal", "navigation", "comment", "related"}
SNIPPETS = """
The army took Aleppo. | lol you idiot! | By John Smith | 3 May 2020 | Leave a Reply | © 2017 X | Related | * item one | 1. point | # Head
TITLE: a | URL: http://x.org | --- | says: | Please donate via PayPal | 12:30 | (Reuters) - Troops said | "quoted | … | \u2028 | “x” | \t
"""
WORDS = st.sampled_from([words.strip(" ") for row in SNIPPETS.strip().splitlines() for words in row.split("|")])
LINES = st.lists(st.one_of(WORDS, st.text(max_size=60)), max_size=25).map("\n".join)


def coded_cases() -> list[Any]:
    """Every case of tests/cases/segments_*.yml as (text, expected kinds of its lines that are not blank)."""
    out = []
    for path in sorted(CASES.glob("segments_*.yml")):
        if path.stem.startswith(
            (
                "segments_blind",
                "segments_third",
                "segments_fourth",
                "segments_fifth",
                "segments_sixth",
                "segments_seventh",
                "segments_eighth",
                "segments_ninth",
                "segments_tenth",
                "segments_eleventh",
                "segments_twelfth",
                "segments_thirteenth",
            )
        ):  # test_blind.py scores these
            continue
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            lines = row["text"].rstrip("\n").split("\n")
            kinds = [CODES[line[0]] for line in lines if line.strip()]
            text = "\n".join(line[3:] if line.strip() else "" for line in lines)
            out.append(pytest.param(text, kinds, id=f"{path.stem}: {row['name']}"))
    return out


def line_kinds(text: str, found: Segmented) -> list[str]:
    """The kind of each line of a text that is not blank: of the block that holds most of it."""
    out, offset = [], 0
    for line in text.split("\n"):
        end = offset + len(line)
        if line.strip():
            held = [(min(end, block.end) - max(offset, block.start), block.kind) for block in found.blocks]
            out.append(max(reversed(held), key=lambda pair: pair[0])[1])  # of two halves the second: the value of a head field
        offset = end + 1
    return out


@pytest.mark.parametrize(("text", "kinds"), coded_cases())
def test_own_cases(text: str, kinds: list[str]) -> None:
    assert line_kinds(text, segment(text)) == kinds


def test_there_are_enough_cases() -> None:
    cases = coded_cases()
    assert len(cases) >= 70
    assert Counter(kind for case in cases for kind in case.values[1]).keys() == KINDS


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_every_character_lies_in_exactly_one_block(raw: str) -> None:
    text = clean(raw)
    found = segment(text)
    at = 0
    for block in found.blocks:
        assert block.kind in KINDS
        assert block.reason
        assert block.start < block.end
        assert not text[at : block.start].strip()
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        at = block.end
    assert not text[at:].strip()
    assert segment(text) == found


def test_long_lines_take_linear_time() -> None:
    for words in ("A" * 200_000, "Aa " * 60_000, "a," * 90_000, "By " + "X " * 80_000, "(" * 100_000, "“" * 100_000, "12:30 " * 30_000):
        assert segment(words).blocks


def test_marks_of_the_format_come_first() -> None:
    text = "Army takes town\n\nThe army took the town on Monday, an officer said.\n\nThe mayor said that nobody was hurt in the attack."
    start = text.index("The mayor")
    found = segment(text, (Mark(start, len(text), "comment", "comments of the page"),))
    assert [block.kind for block in found.blocks] == ["title", "body", "comment"]


def test_broken_sentence_is_one_block() -> None:
    text = (
        "Fighters buried\n\nA commander said at a funeral for men killed in\n\nRaqqa city that it will not be given up."
        "\n\nOthers denied it."
    )
    found = segment(text)
    assert [text[block.start : block.end].count("\n\n") for block in found.blocks] == [0, 1, 0]


def test_dateline_is_cut_off() -> None:
    text = "Blast in market\nMOGADISHU, Somalia (AP) — A bomb went off in a market on Saturday, killing seven people."
    found = segment(text)
    assert [(block.kind, text[block.start : block.end][:12]) for block in found.blocks[1:]] == [
        ("dateline", "MOGADISHU, S"),
        ("body", "A bomb went "),
    ]


@pytest.mark.parametrize(
    "opening", ["The Syrian Arab Army (SAA) and its allies", "SDF units - backed by jets -", "On 2 October 2017 the army"]
)
def test_no_dateline_where_there_is_none(opening: str) -> None:
    text = f"Headline of the day\n{opening} took two villages near the river on Monday, local sources reported."
    assert "dateline" not in [block.kind for block in segment(text).blocks]


@pytest.mark.shared
def test_shared_reports_line_by_line() -> None:
    gold = SHARED / "eval" / "segments.json"
    if not gold.exists():
        pytest.skip("the evaluation data is not beside this checkout")
    wrong = []
    for name, rows in json.loads(gold.read_text(encoding="utf-8")).items():
        text = clean((SHARED / "seeds" / name).read_text(encoding="utf-8"))
        numbers = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        want = {n: OURS[row["kind"]] for row in rows for n in range(row["start_line"], row["end_line"] + 1)}
        found = dict(zip(numbers, line_kinds(text, segment(text)), strict=True))
        wrong += [(name, n, want[n], found[n]) for n in numbers if want[n] != found[n]]
    assert not wrong


@pytest.mark.shared
def test_news_without_comments_loses_no_claim() -> None:
    golds = sorted((SHARED / "eval" / "gold").glob("*.json"))
    if not golds:
        pytest.skip("the evaluation data is not beside this checkout")
    lost = []
    for path in golds:
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = SHARED / "eval" / "texts" / gold["doc"]
        if file.exists():
            text = clean(file.read_text(encoding="utf-8"))
            found = segment(text)
            if "comment" in found.kinds:
                lost.append((gold["doc"], "comment"))
            body = [(block.start, block.end) for block in found.blocks if block.kind in ("title", "body")]
            # the end of the evidence decides: some annotations begin with the date stamp that is cut off
            ends = [text.find(claim["evidence"]) + len(claim["evidence"]) for claim in gold["claims"]]
            lost += [(gold["doc"], str(end)) for end in ends if not any(start < end <= stop for start, stop in body)]
    assert not lost
