"""What sixty real reports showed, in sentences of our own: who does it to whom, where, and what is no deed at all."""

import pytest
from tests.claims.test_assemble import extract

WAR = "Sri Lanka said its army fought the Tamil Tigers near Mannar. "


def told(text):
    return [
        (c.type, [a.id for a in c.agent], [a.id for a in c.target]) for c in extract(WAR + text)[0] if c.evidence.start >= len(WAR.rstrip())
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Nine farmers were taken off a bus and shot dead near Vavuniya.", ("civilians_attacked", [], ["civilians"])),
        ("Five drones were intercepted and destroyed by the navy near Mannar.", ("repel", ["sri-lanka-navy"], [])),
        ("The army prevented attacks by the Tamil Tigers near Vavuniya.", ("repel", ["sri-lanka-army"], ["ltte"])),
        ("The Tamil Tigers — a separatist outfit — attacked Vavuniya.", ("assault", ["ltte"], [])),
        ("The Tamil Tigers - a banned group - attacked Vavuniya.", ("assault", ["ltte"], [])),
    ],
)
def test_who_does_it_to_whom(text, row):
    assert told(text) == [row]


def test_no_one_takes_ground_from_himself():
    rows = told("The Tamil Tigers captured a base near Vavuniya, which showed the insurgents' strength.")
    assert rows == [("capture", ["ltte"], [])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army left Vavuniya, where the next day rebels killed three people.", "rebels"),
        ("Soldiers of Sector 4 Coast Task Force attacked Vavuniya.", "Coast Task Force"),
    ],
)
def test_a_group_is_neither_its_day_nor_its_number(text, words):
    assert words in [a.text for c in extract(WAR + text)[0] for a in c.agent]
    assert not [a.text for c in extract(WAR + text)[0] for a in c.agent if a.text[:1].isdigit() or "day" in a.text]


@pytest.mark.parametrize(
    ("text", "type_", "relation"),
    [
        ("The Tamil Tigers seized two sites close to Vavuniya.", "capture", "near"),
        ("Soldiers retreated to Vavuniya, which briefly fell to the Tamil Tigers.", "capture", "at"),
    ],
)
def test_how_a_place_is_meant(text, type_, relation):
    (claim,) = (c for c in extract(WAR + text)[0] if c.type == type_)
    assert [(p.name, p.relation) for p in claim.place] == [("Vavuniya", relation)]


def test_when_ground_was_lost_is_not_when_it_is_fought_for():
    text = "The army shelled Vavuniya in an operation to recover ground it lost last year."
    (claim,) = (c for c in extract(WAR + text)[0] if c.type == "shelling")
    assert not claim.time.text


def test_a_marine_mammal_is_no_soldier():
    assert not told("A marine mammal came from the wall in London.")


def test_others_end_where_who_tells_it_begins():
    (claim,) = extract(WAR + "Shelling killed four civilians and wounded seven others the monitor of the war said.")[0][1:]
    assert [loss.text for loss in claim.losses] == ["four civilians", "seven others"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jets hit Vavuniya. Clashes are ongoing there.", "Vavuniya"),
        ("The Tamil Tigers shelled the port city Trincomalee.", "Trincomalee"),
    ],
)
def test_where_it_is(text, name):
    assert [p.name for p in extract(WAR + text)[0][-1].place] == [name]
