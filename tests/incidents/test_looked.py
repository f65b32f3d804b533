"""What was kept of claims is what looking at them anew gives, whatever values they have."""

from dataclasses import replace

import numpy as np
import pytest

from frontlog.incidents.columns import Columns
from frontlog.incidents.compare import QUESTIONS
from frontlog.incidents.fold import Sentences
from frontlog.incidents.looked import TABLES, Looked
from frontlog.incidents.told import Listed, prepare
from frontlog.model import Claim
from support.remembered import Remembered
from support.sample import week

Compared = list[dict[str, object]]


def compared(sentences: Sentences, columns: Columns) -> Compared:
    """All that is known of each claim, by name."""
    columns.take(np.arange(len(sentences.ids)))
    own = zip(sentences.ids, sentences.documents, sentences.key, sentences.short, strict=True)
    return [{"own": row, **{name: columns.value(name, at) for name in QUESTIONS}} for at, row in enumerate(own)]


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    """The sample week, with provinces, hours and places without a point."""
    found = []
    for number, claim in enumerate(week()(Claim)):
        far = {"admin1": "West", "admin2": ('Lower "Vale"', "Ünder")[number % 2]} if number % 3 else {"lat": None, "lon": None}
        places = tuple(replace(place, uncertainty_m=number, **far) for place in claim.place)  # type: ignore[arg-type]
        quote = f"{claim.evidence.quote} {('At dawn, and on Monday night.', '')[number % 2]}"
        found.append(replace(claim, place=places, evidence=replace(claim.evidence, quote=quote)))
    return found


def test_values_are_those_of_looking_anew(claims: list[Claim]) -> None:
    contents, memory = Listed(claims).contents(), Remembered()
    first = Looked(memory, contents)
    assert first.new.tolist() == list(range(len(claims)))
    made = prepare((claims, None))
    first.keep(made.sentences, made.columns)
    anew = compared(*made)
    for name in ("hours", "losses", "place", "things", "proper"):
        assert len({row[name] for row in anew}) > 1, name
    assert any(spot.within for row in anew for spot in row["place"])  # type: ignore[attr-defined]
    some = np.arange(len(claims))[::-1][::2]  # some are gone, and the others in another order
    again = Looked(Remembered((), memory.next), contents[some])
    assert not len(again.new)
    assert compared(*again.known()) == [anew[row] for row in some.tolist()]


@pytest.mark.parametrize("lost", TABLES)
def test_without_a_part_all_claims_are_new(claims: list[Claim], lost: str) -> None:
    contents, memory = Listed(claims).contents(), Remembered()
    made = prepare((claims, None))
    Looked(memory, contents).keep(made.sentences, made.columns)
    rest = {name: table for name, table in memory.next.items() if name != lost}
    again = Looked(Remembered((), rest), contents)
    assert len(again.new) == len(claims)
    assert not again.known()[0].ids
