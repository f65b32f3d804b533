"""Ground that is gained, held, lost or not taken at all, where a tagger takes one for the other; own losses; what is a place."""

from typing import Any

import pytest

from frontlog.model import Claim, Item, Raw
from frontlog.reading import reading
from frontlog.running import run_in_memory

HEAD = "Front line\n\n14 March 2025\n\n"


def read(text: str) -> list[Claim]:
    content = (HEAD + text + "\n").encode()
    item = Item(id="d-0123456789abcdef", name="ground.txt", part=0, media_type="text/plain", size=len(content), sha256="1")
    have: dict[Any, list[Any]] = run_in_memory([Raw(item=item, content=content)], Claim, reading)
    return have[Claim]


def kinds(text: str) -> set[tuple[str, str, str]]:
    """Type, agent and place of each claim."""
    return {(c.type, a.id, p.name) for c in read(text) for a in c.agent or () for p in c.place or ()}


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("M23 rebels marched into Kalongire on Friday.", ("advance", "m23", "Kalongire")),
        ("The Congolese army has been back in Kalongire since Monday.", ("hold", "drc-army", "Kalongire")),
        (
            "El Debeiba, a railway town in Kordofan, has slipped from the army's control, residents said. RSF fighters man its gates.",
            ("withdraw", "sudan-army", "El Debeiba"),
        ),
        ("Residents of Wad Rawah said that RSF fighters had left the town on Friday.", ("withdraw", "rsf-sudan", "Wad Rawah")),
        ("Nigeria's army said that it had flushed Boko Haram out of Bamari.", ("capture", "nigeria-army", "Bamari")),
        (
            "A spokesman of the LNA in Libya said that the fort of Sebkhat was back in the hands of the LNA.",
            ("hold", "lna", "Sebkhat"),
        ),
        ("Mozambican soldiers captured Mocimboa da Serra on Friday.", ("capture", "mozambique-army", "Mocimboa da Serra")),
    ],
)
def test_who_gains_holds_or_loses_which_place(text, expect) -> None:
    assert expect in kinds(text)


def test_people_who_march_into_a_town_do_not_advance() -> None:
    found = read(
        "Thousands of people marched into the centre of Kalongire on Friday to demand peace. The Congolese army fired into the air."
    )
    assert "advance" not in {c.type for c in found}


def test_people_who_are_driven_out_of_their_town_are_moved_and_the_town_is_not_taken() -> None:
    found = read("The RSF forced thousands of residents out of Wad Rawah on Friday. The Sudanese army shelled the RSF near Wad Rawah.")
    assert "capture" not in {c.type for c in found}


def test_who_is_taken_to_a_place_does_not_lose_it() -> None:
    found = read(
        "Reporters whom the Sri Lankan army took to Murasuvil on Friday saw no rebels there. The army shelled the LTTE near Murasuvil."
    )
    assert "capture" not in {c.type for c in found}


def test_who_holds_out_besieges_nobody() -> None:
    found = read("Houthi fighters have surrounded Jabal Rihan. Yemeni soldiers are holding out inside the town.")
    assert [a.id for c in found if c.type == "besiege" for a in c.agent] == ["houthis"]
    assert [(a.id, p.name) for c in found if c.type == "hold" for a in c.agent for p in c.place] == [("yemen-army", "Jabal Rihan")]


def test_who_leaves_a_besieged_town_does_not_besiege_it() -> None:
    found = read("Syrian rebels left the besieged town of Kafr Danura on Monday. The Syrian army had surrounded the town for years.")
    assert [a.id for c in found if c.type == "besiege" for a in c.agent] in ([], ["syria-transitional-gov"], ["saa"])


def test_the_town_is_not_the_one_that_it_lies_near() -> None:
    found = read("Syrian rebels left the town of Kafr Danura near Damascus on Monday. The Syrian army took the town on Tuesday.")
    assert {p.name for c in found if c.type in ("withdraw", "capture") for p in c.place} == {"Kafr Danura"}


@pytest.mark.parametrize(
    ("text", "side", "count"),
    [
        ("The Ukrainian army said that it had killed 40 Russian soldiers. It gave its own losses as three dead.", "ukraine-army", 3),
        ("The LTTE said that it had killed 48 soldiers at Murasuvil. Two men were killed on our side, it said.", "ltte", 2),
    ],
)
def test_whose_own_losses_are_told(text, side, count) -> None:
    assert (side, count) in {(x.side, x.min) for c in read(text) for x in c.losses}


def test_a_name_that_is_explained_as_a_town_speaks_for_nobody() -> None:
    found = read("El Debeiba, a railway town in North Kordofan, has fallen to the RSF, residents said.")
    assert ("capture", "rsf-sudan", "El Debeiba") in {(c.type, a.id, p.name) for c in found for a in c.agent for p in c.place}
    assert not any("debeiba" in a.id for c in found for a in (*c.agent, *c.target))
