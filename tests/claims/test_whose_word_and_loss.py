"""What sixty real reports showed, in sentences of our own: who is meant behind a country's name, who tells it, and whose a loss is."""

from datetime import date

import pytest
from tests.claims.test_assemble import extract

from frontlog.claims.actors import ActorResolver
from frontlog.claims.attribution import read_attribution
from frontlog.claims.context import build_context
from frontlog.claims.losses import read_losses
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer

WAR = "Sri Lanka said its army fought the Tamil Tigers near Mannar. "


def meant(words, text="Fighting went on in Sri Lanka. The Tamil Tigers attacked.", day=date(2008, 5, 12)):
    context = build_context(text, load_actors(), load_gazetteer(()), document_id="d", title="", published=day, outlet="")
    return ActorResolver(load_actors(), context).resolve(words, 0, len(words)).id


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Turkey's PKK guerrillas", "pkk"),
        ("Philippines' Abu Sayyaf militants", "abu-sayyaf"),
        ("Uganda's Lord's Resistance Army (LRA)", "lra"),
        ("Turkey's army", "turkey-army"),
        ("a senior officer with the LTTE militant group", "ltte"),
        ("a commander with the LTTE", "ltte"),
        ("army officers", "sri-lanka-army"),
        ("a rebel sniper", "ltte"),
        ("a sniper", "unidentified-attackers"),
        ("an insurgent sniper", "unidentified-attackers"),
        ("army snipers", "sri-lanka-army"),
    ],
)
def test_whom_words_mean(words, id_):
    assert meant(words) == id_


def test_marines_of_another_country_are_not_the_american_ones():
    assert meant("the 3rd Brigade of Marines", "Fighting went on in Mannar, Sri Lanka.") != "us-marines"


def test_forces_of_a_region_are_who_holds_it():
    assert meant("Eastern Libyan forces", "Eastern Libyan forces struck Tripoli.", date(2019, 5, 1)) == "lna"


def source(text):
    return next((a.source.text for a in read_attribution(text) if a.source), "")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A police officer confirmed the raid on the base saying rebels had shelled Mannar.", "A police officer"),
        ("A farmer gave more details on the raid saying: “Rebels shelled Mannar”.", "A farmer"),
        ("Residents saying rebels had shelled Mannar fled.", "Residents"),
        ("An official who was briefed on the raid said a command post was set up at Mannar.", "An official"),
        ("Aid groups cited a higher toll of 31 dead in Mannar.", "Aid groups"),
        ("In Vanni region residents say the army shelled Mannar.", "residents"),
        ("Monitors in the “safe zone” have reported that the army shelled Mannar.", "Monitors"),
        ("The raid was led by Nimal Silva on Friday, who said the army had pushed into Mannar.", "Nimal Silva"),
        ("Rebels killed ten traders near Mannar, Northern State.", ""),
    ],
)
def test_who_tells_it(text, who):
    assert source(text) == who


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Aid groups put the toll at 31 dead and wounded.", [("killed_or_wounded", "31")]),
        ("The army eliminated three militants belonging to the group.", [("killed", "three militants")]),
        ("An 11 year-old child was shot dead.", [("killed", "An 11 year-old child")]),
        (
            "Troops killed 26 rebels and captured two, a resident source in Mannar told the paper.",
            [("killed", "26 rebels"), ("captured", "two")],
        ),
    ],
)
def test_what_was_lost(text, kinds):
    assert [(r.loss.kind, r.loss.text) for r in read_losses(text)] == kinds


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "The army repulsed an attack by the Tamil Tigers near Mannar, destroying two tanks and eight armoured vehicles.",
            ["ltte", "ltte"],
        ),
        ("Fourteen soldiers were killed and another 18 wounded in Mannar.", ["sri-lanka-army", "sri-lanka-army"]),
        ("Two soldiers were killed and many were wounded in Mannar.", ["sri-lanka-army", "sri-lanka-army"]),
        ("The Tamil Tigers lost only four members near Mannar.", ["ltte"]),
        ("The army recaptured Mannar from the Tamil Tigers, killing 16.", ["ltte"]),
        ("The army shelled Mannar, killing 16 people.", ["civilians"]),
    ],
)
def test_whose_losses_they_are(text, sides):
    found = [c for c in extract(WAR + text)[0] if c.losses]
    assert [loss.side for loss in found[-1].losses] == sides


def test_what_follows_a_foiled_attack_happened():
    told = {c.type: c.modality for c in extract(WAR + "The assault on Mannar was foiled and the attackers withdrew from the port.")[0]}
    assert told["withdraw"] == "actual"


@pytest.mark.parametrize(
    "text",
    [
        "The Tamil Tigers launched an offensive with the goal of capturing Mannar.",
        "The army is focused on taking control of Mannar.",
    ],
)
def test_what_is_aimed_at_is_planned(text):
    assert [c.modality for c in extract(WAR + text)[0] if c.type == "capture"] == ["planned"]
