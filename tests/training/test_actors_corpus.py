"""The measure of who is meant over the corpus: what kind of words a mention is, whom the cast means, and what is left out."""

from pathlib import Path

import pytest
from benchmarks.actors_corpus import Counts, errors, halves, kind_of, known_id, wanted
from benchmarks.blind import raw
from training.notation.parse import parse_file
from training.notation.records import Entity

from frontlog.documents.read import read
from frontlog.model import Document, Sentence

CORPUS = Path(__file__).resolve().parents[2] / "training" / "corpus"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the Syrian Army", "name"),
        ("Ahrar al-Sham", "name"),
        ("the SDF", "acronym"),
        ("Ukrainian troops", "mixed"),
        ("the group's leader, Abu Qatada", "mixed"),
        ("Soldiers", "description"),
        ("The militants", "description"),
        ("They", "pronoun"),
        ("US", "acronym"),
    ],
)
def test_kinds_of_words(words: str, kind: str) -> None:
    assert kind_of(words) == kind


def test_an_actor_whom_the_writer_thought_new_is_found_by_name() -> None:
    assert known_id(Entity("ka", "actor", "x-kenya-army", "Kenya Defence Forces")) == "kenya-army"
    assert known_id(Entity("va", "actor", "x-valley-army", "Valley Army")) == "x-valley-army"


def test_mentions_stand_where_they_are_asked_for() -> None:
    report = next(r for _, r in halves([CORPUS / "monitor-1.txt"]) if r.id == "monitor-osce-2015")
    rows = list(read([raw(report)]))
    document = next(row for row in rows if isinstance(row, Document))
    asked, left = wanted(report, document, [row for row in rows if isinstance(row, Sentence)])
    assert len(asked) > 25
    assert left == 3  # a serviceman, a group of men, the head of a village
    assert all(document.text[one.start : one.start + len(one.text)] == one.text for one in asked)


def test_every_report_has_a_half_and_errors_come_by_frequency() -> None:
    assert {half for half, _ in halves(sorted(CORPUS.glob("agency-*.txt")))} == {"open", "held"}
    assert len(parse_file(CORPUS / "monitor-1.txt")) == len(list(halves([CORPUS / "monitor-1.txt"])))
    counts = Counts()
    counts.wrong["description", "army"] += ["a", "b"]
    counts.wrong["pronoun", "they"].append("c")
    assert [row.split()[0] for row in errors(counts, "all", 0)] == ["2", "1"]
    assert len(list(errors(counts, "pronoun", 1))) == 2
