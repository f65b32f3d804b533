"""Roles of a claim come in the order in which they take their words."""

from pathlib import Path

import pytest
from training.examples import corpus, standoff
from training.re3d import texts

REPORT = """=== one
outlet: Test
published: 2020-01-14
@a lna lna Libyan National Army
@a gna gna Government of National Accord
@p was al-Washka 31.6 15.1

[lna The army] struck [was al-Washka] and killed [n1 nine [gna fighters]].
- airstrike: struck; by lna; on gna; at was; loss killed gna n1
"""


def test_who_is_counted_takes_its_words_before_the_count(tmp_path: Path) -> None:
    (tmp_path / "agency-1.txt").write_text(REPORT, encoding="utf-8")
    (doc,) = corpus(tmp_path)
    roles = [(role.name, doc.text[role.start : role.end]) for role in doc.events[0].roles]
    assert roles == [("agent", "The army"), ("place", "al-Washka"), ("target", "fighters"), ("loss", "nine fighters")]


@pytest.mark.shared
def test_the_re3d_documents_annotated_later_point_into_their_texts(shared: Path) -> None:
    folder = Path(__file__).parents[2] / "training" / "standoff_re3d"
    docs = standoff(folder, shared, texts(shared))
    assert len(docs) == len(list(folder.glob("*.json")))  # none is left out because its text changed
    for doc in docs:
        for event in doc.events:
            start, end = doc.sentences[event.sentence]
            assert start <= event.trigger[0] < event.trigger[1] <= end
            assert doc.text[slice(*event.trigger)].strip() == doc.text[slice(*event.trigger)]
