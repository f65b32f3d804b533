"""What a copy changed: every case of cases/mutations.yml, spans on both sides, nothing found where nothing changed."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.copies.compare import between
from frontlog.documents.copies.words import Reading, reading
from frontlog.model import Mutation, Reuse

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "mutations.yml").read_text(encoding="utf-8"))
WORDS = """the army left town river bridge not 12 twelve captured entered Monday Qasab reportedly at least over no men""".split()  # noqa: SIM905


def whole(name: str, text: str) -> Reading:
    return reading(name, text, (0, len(text)))


def mutations(before: str, after: str) -> list[Mutation]:
    rows = between(whole("a", before), whole("b", after), "same text")
    return [row for row in rows if isinstance(row, Mutation)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["after"][:40])
def test_case(case: dict[str, object]) -> None:
    found = mutations(str(case["before"]), str(case["after"]))
    assert sorted(f"{m.kind}: {m.before} > {m.after}" for m in found) == sorted(case["expect"])  # type: ignore[call-overload]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=40))
def test_spans_are_exact_on_both_sides(one: list[str], two: list[str]) -> None:
    before, after = whole("a", " ".join(one)), whole("b", ", ".join(two))
    for row in between(before, after, "same text"):
        for span, text in ((row.span, after.text), (row.earlier, before.text)):
            assert text[span.start : span.end] == span.quote
        if isinstance(row, Mutation):
            assert row.before in row.earlier.quote
            assert row.after in row.span.quote
            assert row.before or row.after
        if isinstance(row, Reuse):
            assert row.span.quote.replace(",", "") == row.earlier.quote


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_a_verbatim_copy_has_no_mutations(words: list[str]) -> None:
    assert mutations(" ".join(words), "  ".join(words).replace("'", "’")) == []


def test_a_caption_in_between_is_no_part_of_a_passage() -> None:
    text = "the column left the town in the early hours\nPhoto: our own\nand reached the bridge before noon of the same day"
    second = text.index("and reached")
    later = reading("b", text, (0, 43, second, len(text)))
    earlier = whole("a", text.replace("Photo: our own\n", ""))
    spans = [row.span.quote for row in between(earlier, later, "same text") if isinstance(row, Reuse)]
    assert spans == [text[:43], text[second:]]
