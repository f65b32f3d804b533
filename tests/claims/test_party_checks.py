"""What a party cannot be, and whose men "Kyiv's troops" are."""

import pytest
from tests.claims.test_assemble import document, extract

from frontlog.claims.party_checks import AGAINST, of_one_side, opponents
from frontlog.grammar.clauses import Item, read_line
from frontlog.grammar.roles import hit_of, read_roles
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef, Claim
from frontlog.reference.actors import load_actors


def ref(text: str, id_: str, start: int = 0) -> ActorRef:
    return ActorRef(text, start, start + len(text), id_, text)


def only(text: str, kind: str) -> Claim:
    found = [claim for claim in extract(text)[0] if claim.type == kind]
    assert len(found) == 1, [claim.type for claim in extract(text)[0]]
    return found[0]


@pytest.mark.parametrize(
    ("agent", "target", "kept"),
    [
        ("syria-gov", ["saa"], []),  # an organ of the agent's own state
        ("saa", ["syria-gov", "isis"], ["isis"]),  # the state that the agent is an organ of
        ("isis", ["isis"], []),
        ("hts", ["saa"], ["saa"]),
        ("saa", ["x-men-of-the-hill", ""], ["x-men-of-the-hill", ""]),
    ],
)
def test_nobody_attacks_his_own_ranks(agent, target, kept):
    refs = [ref(id_ or "them", id_, 20 * n) for n, id_ in enumerate(target)]
    assert [r.id for r in opponents("capture", [ref("they", agent)], refs, load_actors())] == kept
    assert [r.id for r in opponents("statement", [ref("they", agent)], refs, load_actors())] == target
    assert "statement" not in AGAINST


OWNERS = [
    ("Moscow's troops captured the village of Kurylivka.", "capture", "russia-army"),
    ("Kyiv's forces repelled an attack near Kupiansk.", "repel", "ukraine-army"),
    ("The army of South Sudan captured Nasir.", "capture", "south-sudan"),
]


@pytest.mark.parametrize(("text", "kind", "agent"), OWNERS, ids=[row[0] for row in OWNERS])
def test_whose_men_they_are_stands_beside_them(text, kind, agent):
    found = only(text, kind).agent
    assert [r.id for r in found] == [agent]
    assert all(text[r.start : r.end] == r.text for r in found)


def test_a_weapon_without_an_owner_is_no_party():
    assert only("Mortars hit the market of Rutshuru and killed six people.", "shelling").agent == ()
    assert [r.id for r in only("A Turkish drone struck a car in Qamishli.", "airstrike").agent] == ["turkey"]


def test_a_country_inside_the_name_of_a_hospital_is_no_party():
    text = "RSF fighters shelled the Saudi Hospital in El Fasher."
    claim = only(text, "shelling")
    assert [r.id for r in claim.agent] == ["rsf-sudan"]
    assert "saudi-arabia" not in [r.id for r in claim.target]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The army of Congo lost Mubi to Rwandan troops. The ministry accused Rwanda of using drones.", "drc"),
        ("Israeli jets struck Tyre in Lebanon. The government condemned Israel.", "lebanon"),
        ("Russian missiles hit Kharkiv in Ukraine. The government in Kyiv urged Russia to stop.", "ukraine"),
    ],
)
def test_nobody_accuses_himself(text, who):
    claim = next(c for c in extract(text)[0] if c.type == "statement")
    assert [a.id.split("-")[0] for a in claim.agent] == [who]


SLOTS = [
    ("Rebel soldiers gave themselves up near Bukavu on Monday.", "surrender", "target", []),
    ("The militia seized Bria and killed 12 residents.", "capture", "target", []),
    ("M23 fought alongside Rwandan troops against the Congolese army near Sake.", "clash", "agent", ["m23", "rwanda-army"]),
    ("The regional force, she confirmed, will withdraw from Goma in June.", "withdraw", "words", ["The regional force"]),
]


@pytest.mark.parametrize(("text", "kind", "slot", "wanted"), SLOTS)
def test_who_stands_on_a_side(text, kind, slot, wanted):
    claim = only(text, kind)
    found = [a.text for a in claim.agent] if slot == "words" else [a.id for a in getattr(claim, slot)]
    assert found == wanted


def test_losses_of_a_party_are_what_it_suffered():
    report, sentences = document("The Taliban's losses near Kunduz amounted to 40 men.")
    line = read_line(sentences[0], list(tag_with(None, [report], sentences)))
    item = Item("trigger", "losses", 3, 4, line.items[0].mention)  # as a tagger marks it: no pattern of the rules knows the noun
    roles = read_roles(line, item, hit_of(line, item, ()))
    assert not roles.agent
    assert [i.mention.span.quote for i in roles.target] == ["The Taliban"]


def test_nobody_takes_ground_from_his_own_side_beside_its_enemy():
    claim = only("Fighters of HTS and local brigades captured Abu Dali from the Assad regime in Syria on Monday.", "capture")
    assert [a.id for a in claim.agent] == ["hts"]
    assert [t.id for t in claim.target] == ["syria-gov"]


def test_who_stands_alone_stays():
    actors = load_actors()
    alone = (ref("the army", "saa"),)
    assert of_one_side("capture", alone, (ref("the regime", "syria-gov", 20),), actors) == alone
    both = (*alone, ref("HTS", "hts", 40))
    assert [a.id for a in of_one_side("capture", both, (ref("the regime", "syria-gov", 20),), actors)] == ["hts"]
    assert of_one_side("agreement", both, (ref("the regime", "syria-gov", 20),), actors) == both
    mixed = (ref("HTS", "hts"), ref("the brigades", "saa", 20))
    assert [a.id for a in of_one_side("assault", mixed, (), actors)] == ["hts"]
    named = (ref("HTS", "hts"), ref("the Syrian army", "saa", 20))
    assert of_one_side("assault", named, (), actors) == named


def test_where_a_thing_was_made_is_no_party():
    claims, _ = extract("Tiger Forces seized a large depot in Mayadin with tanks and mortars of NATO origin.")
    assert "nato" not in [t.id for c in claims for t in (*c.agent, *c.target)]
