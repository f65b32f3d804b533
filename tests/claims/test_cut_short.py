"""Texts that end in the middle: headlines without a stop, sentences broken off behind any word. Nothing breaks, and every span is exact."""

from pathlib import Path

import pytest

from frontlog.claims.assemble import assemble
from frontlog.documents.read import read
from frontlog.mentions.tag import tag_with
from frontlog.model import Claim, Document, Sentence
from support.fuzz import raw

REPORTS = sorted((Path(__file__).parents[2] / "examples" / "reports").glob("*.txt"))


def claims(text: str) -> list[Claim]:
    rows = list(read([raw(text.encode(), "text/plain")]))
    documents = [row for row in rows if isinstance(row, Document)]
    sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
    mentions = list(tag_with(None, documents, sentences))
    for mention in mentions:
        assert documents[0].text[mention.span.start : mention.span.end] == mention.span.quote
    return [row for row in assemble(documents, sentences, mentions) if isinstance(row, Claim)]


@pytest.mark.parametrize("headline", ["Army kills civilians", "Rebels free hostages", "Shells hit camp", "Police detain protesters"])
def test_a_headline_may_end_in_any_word(headline):
    claims(headline)
    assert claims(f"{headline}\n\nThe army shelled Sake in Congo on Monday, killing two residents.")


def test_there_are_reports_to_cut():
    assert REPORTS


@pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)
def test_a_report_may_break_off_behind_any_word(path):
    words = path.read_text(encoding="utf-8").split(" ")
    for end in range(12, min(len(words), 260), 7):
        claims(" ".join(words[max(0, end - 40) : end]).rstrip(".,;: \n"))


@pytest.mark.parametrize("town", ["San Juan in Puerto Rico", "Noumea in New Caledonia", "Hong Kong", "Pointe-à-Pitre in Guadeloupe"])
def test_a_report_may_play_in_a_territory_that_is_no_country(town):
    found = claims(
        f"Two killed in riots\n\nTwo people were shot dead in {town} on Wednesday. The army said calm had returned across the country."
    )
    assert found
