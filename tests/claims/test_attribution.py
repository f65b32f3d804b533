"""Attribution: the cases of tests/cases/attribution.yml, quotations over sentences, and exact spans on any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.support.times import sentences_of

from frontlog.claims.attribution import Attribution, attribute_sentences, open_quote, read_attribution, verdict
from frontlog.claims.readings import Readings
from frontlog.model import Piece, Sentence, Span
from frontlog.reference.actors import load_actors

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "attribution.yml").read_text(encoding="utf-8"))
WORDS = [*(word for case in CASES for word in case["text"].split()), "“", "”", '"', ",", ";", "that", "but"]


load_actors()  # once, before anything is timed: labels before a colon are looked up there


def trigger(text: str, words: str, offset: int = 0) -> Piece:
    at = text.index(words)
    return Piece(words, offset + at, offset + at + len(words))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['at']}|{c['text'][:50]}")
def test_cases(case: dict[str, Any]) -> None:
    found = read_attribution(case["text"], 0, following=case.get("following", ""))
    result = verdict(found, trigger(case["text"], case["at"]))
    assert result.certainty == case["certainty"]
    assert (result.source.text if result.source else "") == case["source"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert {case["certainty"] for case in CASES} == {"asserted", "attributed", "hedged", "disputed"}


def document(*paragraphs: list[str]) -> list[Sentence]:
    out: list[Sentence] = []
    offset = 0
    for number, paragraph in enumerate(paragraphs):
        for text in paragraph:
            span = Span("d", offset, offset + len(text), text)
            out.append(Sentence(id=str(len(out)), span=span, number=len(out), paragraph=number, kind="body"))
            offset += len(text) + 1
    return out


def speakers(sentences: list[Sentence], *words: str) -> list[str]:
    out = []
    for sentence, found, at in zip(sentences, attribute_sentences(sentences), words, strict=True):
        source = verdict(found, trigger(sentence.span.quote, at, sentence.span.start)).source
        out.append(source.text if source else "")
    return out


def test_a_quotation_runs_on_behind_its_speaker() -> None:
    sentences = document(["The mayor said: “They shelled the bakery.", "They burned the mill.”", "Snow fell."])
    assert speakers(sentences, "shelled", "burned", "fell") == ["The mayor", "The mayor", ""]


def test_a_quotation_finds_a_speaker_named_at_its_end() -> None:
    sentences = document(["“The depot burned.", "Two bridges were blown up,” Colonel Sergei Lipov said.", "Troops left."])
    assert speakers(sentences, "burned", "blown up", "left") == ["Colonel Sergei Lipov", "Colonel Sergei Lipov", ""]


def test_he_is_the_speaker_before() -> None:
    sentences = document(["Governor Amadou Ba said rebels attacked the post.", "He added that four guards fled."])
    assert speakers(sentences, "attacked", "fled") == ["Governor Amadou Ba", "Governor Amadou Ba"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    sentences = document(["The mayor said: “They shelled the bakery."], ["Rebels burned the mill."])
    assert speakers(sentences, "shelled", "burned") == ["The mayor", ""]


def test_open_quote() -> None:
    assert open_quote("He said: “They came.")
    assert open_quote('"They came.')
    assert not open_quote("“They came.”")


def check(text: str, offset: int, found: list[Attribution]) -> None:
    for item in found:
        for piece in (item.cue, *([item.source] if item.source else [])):
            assert text[piece.start - offset : piece.end - offset] == piece.text != ""
        assert offset <= item.start <= item.end <= offset + len(text)
        assert item.certainty in ("attributed", "hedged", "disputed")


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.integers(0, 999))
def test_spans_are_exact(text: str, offset: int) -> None:
    check(text, offset, read_attribution(text, offset))


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read(text: str, before: str, after: str) -> None:
    check(text, 5, read_attribution(text, 5, before, following=after))


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=8))
def test_any_document_is_walked(lines: list[str]) -> None:
    sentences = document(*([line] for line in lines))
    found = attribute_sentences(sentences)
    assert len(found) == len(sentences)
    text = "\n".join(lines)
    for item in (a for row in found for a in row if a.source):
        assert item.source is not None
        assert text[item.source.start : item.source.end] == item.source.text


@pytest.mark.parametrize("piece", ["he said ", "according to ", "reportedly ", "the army said that ", "“", ", "])
def test_long_lines_are_read(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    check(text, 0, read_attribution(text, 0))


REPORTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "attribution_reports.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", REPORTS, ids=lambda c: f"{c['at']}|{c['report'][0][0][:50]}")
def test_reports(case: dict[str, Any]) -> None:
    sentences = sentences_of(case["report"])
    home = next(s for s in sentences if case["at"] in s.span.quote)
    at = trigger(home.span.quote, case["at"], home.span.start)
    result = Readings.of(sentences, None, case.get("outlet", "")).verdict(home, at)
    assert (result.certainty, result.source.text if result.source else "") == (case["certainty"], case["source"])


INTERVIEW = (
    ["Our reporter met Tomas Berg at the weir."],
    ["How is Sel?"],
    ["BERG: They attacked with tanks.", "Two of them burned."],
    ["And the losses?"],
    ["BERG: Eleven were wounded."],
    ["The bridge was blown up."],
    ["What comes next?"],
)
ANSWERS = ("met", "is", "attacked", "burned", "losses", "wounded", "blown up", "comes")


def test_the_name_before_an_answer_speaks_until_the_next_question() -> None:
    assert speakers(document(*INTERVIEW), *ANSWERS) == ["", "", "BERG", "BERG", "", "BERG", "BERG", ""]


def test_labels_without_questions_are_no_interview() -> None:
    digest = document(["Sel: Shells hit the mill.", "A barn burned."], ["Orm: Nothing moved."], ["Sel: Guards fled."])
    assert speakers(digest, "hit", "burned", "moved", "fled") == ["", "", "", ""]
