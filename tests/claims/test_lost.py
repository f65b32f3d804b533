"""Who loses a place takes nothing, whoever read the sentence; a dateline is no part of who speaks."""

from typing import Any

import pytest

import frontlog
from frontlog.model import Claim, Document, Item, Raw
from frontlog.reading import reading
from frontlog.running import run_in_memory

TEXT = """Gains and losses

7 March 2025

NYALA - In a statement on Friday the Sudanese army acknowledged that it had lost Um Ruwaba.
The RSF conceded on Thursday that it had lost Bara to the army.
The army denied that it had lost El Nahud.
The army lost Umm Dam to the Rapid Support Forces on Wednesday.
The RSF said that Babanusa had been captured on Sunday.
The army captured Heglig from the RSF on Monday.
RSF pushed out of El Khoei: the army said it took three lorries there.
"""


@pytest.fixture(scope="module")
def told() -> dict[str, Claim]:
    content = TEXT.encode()
    item = Item(id="d-0123456789abcdee", name="lost.txt", part=0, media_type="text/plain", size=len(content), sha256="1")
    have: dict[Any, list[Any]] = run_in_memory([Raw(item=item, content=content)], Claim, reading)
    assert have[Document][0].published is not None
    return {p.text: c for c in have[Claim] for p in c.place if c.type in ("capture", "withdraw", "hold")}


def test_who_lost_a_place_is_no_taker(told) -> None:
    for place, who in (("Um Ruwaba", "sudan-army"), ("Bara", "rsf-sudan")):
        assert (told[place].type, [a.id for a in told[place].agent]) == ("withdraw", [who])


def test_who_it_was_lost_to_is_the_other_side(told) -> None:
    for place, who in (("Um Ruwaba", []), ("Bara", ["sudan-army"]), ("Umm Dam", ["rsf-sudan"])):
        assert [t.id for t in told[place].target] == who


def test_a_denied_loss_is_a_withdrawal_that_did_not_happen(told) -> None:
    assert (told["El Nahud"].type, told["El Nahud"].modality) == ("withdraw", "denied")


def test_captures_stay_captures(told) -> None:
    assert told["Heglig"].type == "capture"
    assert [a.id for a in told["Heglig"].agent] == ["sudan-army"]


def test_a_dateline_is_no_part_of_the_speaker(told) -> None:
    source = told["Um Ruwaba"].source
    assert source is not None
    assert (source.text, told["Um Ruwaba"].source_id) == ("the Sudanese army", "sudan-army")


def test_who_was_pushed_out_in_a_headline_took_nothing(told) -> None:
    claim = told["El Khoei"]
    assert (claim.type, [t.id for t in claim.target]) == ("capture", ["rsf-sudan"])
    assert "rsf-sudan" not in {a.id for a in claim.agent}


def test_by_whom_a_place_was_lost_is_who_left_it() -> None:
    text = """Gains and losses

7 March 2025

The town of Babanusa was lost by the Sudanese army to the Rapid Support Forces on Sunday.
The base at Heglig, which was lost by the army on Sunday, was retaken on Monday.
"""
    lost = [claim for claim in frontlog.extract(text).claims if claim.trigger.text == "lost"]
    assert [(c.type, [a.id for a in c.agent]) for c in lost] == [("withdraw", ["sudan-army"])] * 2
