"""What reading reports of other wars sentence by sentence showed: lists that end in a quotation, participles, words that are no place."""

import pytest
from tests.claims.test_assemble import extract
from tests.claims.test_sifting import drafts

from frontlog.claims.attribution import read_attribution
from frontlog.claims.blamed import settle_blame
from frontlog.claims.losses import read_losses


def losses(text):
    return [(r.loss.kind, r.loss.min, r.loss.max, r.loss.text) for r in read_losses(text)]


def claims(text):
    return extract(text)[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We burned three trucks," Omar Sheko, the rebels\' spokesman, said.', [("materiel", 3, 3, "three trucks")]),
        (
            "They sank a ferry, killing 9 sailors, capturing 3 others alive and destroying a patrol boat.",
            [
                ("materiel", 1, 1, "a ferry"),
                ("killed", 9, 9, "9 sailors"),
                ("captured", 3, 3, "3 others"),
                ("materiel", 1, 1, "a patrol boat"),
            ],
        ),
        (
            "The war has left nearly 900 people dead and wounded more than 4,000.",
            [("killed", 900, 900, "nearly 900 people"), ("wounded", 4000, None, "more than 4,000")],
        ),
        ("Some fifteen motorcycles hidden under trees were destroyed.", [("materiel", 15, 15, "Some fifteen motorcycles")]),
        ("Two lorries were completely burnt.", [("materiel", 2, 2, "Two lorries")]),
        ("A patrol passed two lorries burnt in May.", []),
        (
            "They killed 11 Home Guard Force (HGF) members and 7 residents.",
            [("killed", 11, 11, "11 Home Guard Force"), ("killed", 7, 7, "7 residents")],
        ),
        (
            "It said 90 people had been killed, raising the toll since March 3 to 4,310.",
            [("killed", 90, 90, "90 people"), ("killed", 4310, 4310, "4,310")],
        ),
    ],
)
def test_losses(text, found):
    assert losses(text) == found


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("ISIS fighters attacked Kobani and the YPG killed at least 40 bodies of ISIS fighters.", "isis"),
        ("The YPG ambushed ISIS fighters near Kobani on Monday, killing nine of them.", "isis"),
        ("A total of 12 ISIS fighters died near Kobani on Monday.", "isis"),
        ("Clashes near Kobani left five ISIS fighters dead and several others wounded.", "isis"),
    ],
)
def test_whose_losses(text, side):
    assert {loss.side for claim in claims(text) for loss in claim.losses} == {side}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The YPG repelled 14 attacks east of Kobani on Monday.", ["Kobani"]),
        ("ISIS fighters attacked Sea Hawk boats off the coast of Latakia.", ["Latakia"]),
        ("Settlers burned a house in Kafr 'Aqab on Monday.", ["Kafr Aqab"]),
        ("The army shot down three drones launched from Iraq over Kobani.", ["Kobani"]),
    ],
)
def test_places(text, place):
    assert [p.name for p in claims(text)[0].place] == place


def test_a_quarter_in_a_list_is_no_town():
    text = "In Kobani, ISIS fighters entered the Salam and Wahda neighbourhoods on Monday. ISIS shelled the town on Tuesday."
    assert [p.name for p in claims(text)[-1].place] == ["Kobani"]


@pytest.mark.parametrize(
    ("text", "type_", "agent", "target"),
    [
        ("The YPG announced the liberation of Kobani from ISIS forces.", "capture", ["ypg"], ["isis"]),
        ("Kobani falls under control of the YPG.", "hold", ["ypg"], []),
        ("Troops moved to Kobani, the main town occupied by ISIS.", "hold", ["isis"], []),
    ],
)
def test_who_takes_and_who_has(text, type_, agent, target):
    found = next(c for c in claims(text) if c.type == type_)
    assert ([a.id for a in found.agent], [t.id for t in found.target]) == (agent, target)


def test_operations_do_nothing():
    (claim,) = claims("Air operations targeted ISIS fighters near Kobani on Monday.")
    assert not claim.agent


@pytest.mark.parametrize("text", ["The conflict claimed the lives of 90 soldiers in March.", "The rebels maintain control of Kobani."])
def test_nobody_tells(text):
    assert not [found for found in read_attribution(text) if found.source is not None]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The clinic, a charity based in the town, stated that the army shelled Kobani.", "The clinic"),
        ("Jets bombed a school, with the health office reporting 51 injuries.", "the health office"),
    ],
)
def test_who_tells(text, source):
    assert [found.source.text for found in read_attribution(text) if found.source] == [source]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Police blamed the attack in Kobani on ISIS.", ["ISIS"]),
        ("The attack in Kobani was blamed on ISIS.", []),
    ],
)
def test_who_is_blamed_did_it(text, who):
    found = [d for d in drafts(text) if d.type == "assault"]
    settle_blame(found)
    assert [i.mention.span.quote for d in found for i in d.agent] == who


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The YPG captured the hill at Kobani, which had been held by ISIS.", ["capture"]),
        ("Since the death of its leader ISIS has attacked Kobani.", ["assault"]),
        ("ISIS holds Kobani.", ["hold"]),
    ],
)
def test_what_was_before(text, types):
    assert [c.type for c in claims(text)] == types


def test_who_is_refuted_tells_nothing():
    text = "A YPG spokesman said his men still held Kobani, refuting army claims that its troops had advanced."
    assert "refuting army" not in [found.source.text for found in read_attribution(text) if found.source]


@pytest.mark.parametrize(
    "text",
    [
        "ISIS fighters attacked Kobani, residents told Radio Kora on Monday.",
        "In a statement released on Monday, the YPG said ISIS fighters attacked Kobani.",
    ],
)
def test_the_day_of_the_telling_is_not_that_of_the_deed(text):
    claim = next(c for c in claims(text) if c.type == "assault")
    assert claim.time.text == ""
