"""Where the rules and the tagger read one stretch of words, and where the words tell nothing."""

from dataclasses import replace

import pytest
from tests.claims.test_assemble import document
from tests.claims.test_sifting import TOLD, drafts

from frontlog.claims.agree import agreed
from frontlog.claims.assemble import assemble
from frontlog.claims.draft import Draft, drafts_of
from frontlog.claims.filters import laid_on, to_hospital
from frontlog.claims.lost import settle_power
from frontlog.claims.sifting import features, sift, weigh
from frontlog.grammar.clauses import Item, Line, read_line
from frontlog.grammar.roles import hit_of, read_roles
from frontlog.mentions.tag import tag_with
from frontlog.model import Claim, Mention, Origin, Span
from frontlog.reference.claim_types import akin, in_figures


def line_of(text: str) -> Line:
    report, sentences = document(text)
    return read_line(sentences[0], list(tag_with(None, [report], sentences)))


def ruled(text: str) -> dict[str, str]:
    """The type of each trigger of the rules, by its words."""
    return {draft.trigger.mention.span.quote: draft.type for draft in drafts(text)}


def twins(text: str, words: str, type_: str, sure: float) -> list[Draft]:
    """The drafts of a sentence, one of whose triggers a tagger reads as another type."""
    found = drafts(text)
    own = next(d for d in found if words in d.trigger.mention.span.quote)
    told = replace(own, trigger=replace(own.trigger, label=type_), type=type_, told=replace(TOLD, sure=sure, type=type_), reason="")
    return agreed(found, [told])


@pytest.mark.parametrize(("sure", "type_"), [(0.9, "evacuate"), (0.5, "capture")])
def test_of_two_types_that_of_a_sure_tagger_stands(sure, type_):
    found = [d for d in twins("Gunmen have driven 3,000 people from Wadi Salih.", "driven", "evacuate", sure) if not d.reason and d.told]
    assert [d.type for d in found] == [type_]
    assert features(found[0], found, 0.5)["same type"] == 0


def test_of_types_that_coders_take_for_each_other_that_of_the_rules_stands():
    found = [d for d in twins("The army captured Nyala from the RSF.", "captured", "advance", 0.95) if d.told]
    assert [(d.type, d.retyped) for d in found] == [("capture", False)]
    assert [akin(*pair) for pair in (("advance", "capture"), ("capture", "advance"), ("capture", "evacuate"))] == [True, True, False]


def test_one_type_is_no_disagreement():
    found = [d for d in twins("The army captured Nyala from the RSF.", "captured", "capture", 0.9) if d.told]
    assert [(d.type, d.retyped, features(d, found, 0.5)["same type"]) for d in found] == [("capture", False, 1.0)]


@pytest.mark.parametrize(
    ("text", "words", "type_"),
    [
        ("Yesterday the enemy flew 74 air strikes, dropping 131 guided bombs on Tavriysk.", "air strikes", "airstrike"),
        ("A missile strike set off explosives in Tavriysk.", "missile strike", "shelling"),
        ("An attack with two bombs shook Tavriysk.", "attack", "bombing"),
    ],
)
def test_the_means_of_its_own_words_comes_first(text, words, type_):
    assert ruled(text)[words] == type_


def test_the_capture_of_a_town_is_no_arrest():
    assert ruled("It follows the capture of Parantan, the rebels' main base, on Friday.")["capture"] == "capture"
    assert ruled("The capture of two rebels was announced in Parantan.")["capture"] == "arrest"


def test_an_attack_blamed_on_somebody_is_no_statement():
    def blamed(text: str) -> list[bool]:
        return [laid_on(d) for d in drafts(text) if d.type == "statement" and "blame" in d.trigger.mention.span.quote]

    assert blamed("The attack on the depot, blamed on the Karen rebels, killed four guards.") == [True]
    assert blamed("The army blamed the attack on the Karen rebels.") == [False]
    assert blamed("The army blamed the Karen rebels.") == [False]
    accused = [laid_on(d) for d in drafts("Soldiers who have been accused of killings left Anka.") if d.type == "statement"]
    assert accused == [True]


def test_who_is_shot_dead_is_not_called_dead():
    line = line_of("Gunmen shot dead 14 villagers at a market in Anka.")
    assert [i.mention.span.quote for i in line.of_kind("actor")] == ["Gunmen", "14 villagers"]
    line = line_of("Police identified the dead soldiers in Anka.")
    assert "the dead soldiers" in [i.mention.span.quote for i in line.of_kind("actor")]


@pytest.mark.parametrize(
    ("text", "words", "taken"),
    [
        ("Eleven wounded people were taken to a hospital in Gusau.", "taken", True),
        ("The injured were flown to Abuja for treatment.", "flown", True),
        ("The bodies were brought to the town's morgue.", "brought", True),
        ("The villagers were taken to a school in Gusau, and a hospital was hit.", "taken", False),
        ("Troops had taken the staff to a hospital in Gusau.", "taken", False),
    ],
)
def test_the_wounded_are_not_evacuated_by_being_taken_to_hospital(text, words, taken):
    line = line_of(text)
    place = next(at for at in range(len(line.tokens)) if line.low(at) == words)
    span = Span(line.sentence.span.document, line.tokens[place].start, line.tokens[place].end, words)
    mention = Mention(
        id="m-1", span=span, sentence=line.sentence.number, kind="trigger", label="evacuate", origin=Origin(step="rules", version="1")
    )
    item = Item("trigger", "evacuate", place, place + 1, mention)
    hit = hit_of(line, item, ())
    assert to_hospital(Draft(line, item, hit, "evacuate", read_roles(line, item, hit))) == taken


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the militia declined to comment.",
        "The regime did not answer calls seeking comment.",
        "The ministry did not respond to requests for comment.",
        "The governor could not be reached for comment.",
    ],
)
def test_silence_is_no_statement(text):
    line = line_of(text)
    figures = in_figures(line.tokens, line.tags)
    assert any(line.low(at) in ("comment", "seeking") for at in figures)
    assert not drafts_of(line)


def sifted(text: str) -> list[tuple[str, str]]:
    found = drafts(text)
    weigh([found])
    sift([found])
    return [(d.type, d.reason) for d in found if d.type == "repel"]


def test_a_repulse_that_counts_the_attacks_needs_no_second_reader():
    assert sifted("Our soldiers stopped 14 assaults near Rusava.") == [("repel", "")]
    assert sifted("Our soldiers frustrated nine attempts near Rusava.") == [("repel", "")]
    assert sifted("Our soldiers stopped the assaults near Rusava.") == [("repel", "seen by the rules alone")]


def test_the_attack_that_was_stopped_is_no_claim_beside_the_repulse():
    text = "The defenders disrupted seven attempts by the enemy to advance towards Rusava."
    assert not [d for d in twins(text, "advance", "advance", 0.95) if d.type == "advance" and not d.reason]
    kept = [d for d in twins("The enemy moved up and tried to advance towards Rusava.", "advance", "advance", 0.95) if not d.reason]
    assert "advance" in {d.type for d in kept}


def places(text: str) -> dict[str, list[str]]:
    """The places of the captures of the rules."""
    found = [d for d in drafts(text) if d.type == "capture"]
    for draft in found:
        draft.told = replace(TOLD, places=tuple((draft.line, p) for p in draft.place))
        settle_power(draft)
    return {d.trigger.mention.span.quote: [p.item.mention.span.quote for p in d.place] for d in found}


def test_who_seizes_power_takes_no_place_of_another_clause():
    assert places("Hundreds died in Tula since the army seized power.") == {"seized power": []}
    assert places("The army seized power in Tula in May.") == {"seized power": ["Tula"]}
    report, sentences = document("Hundreds died in Tula since the army seized power in May.")
    claims = [row for row in assemble([report], sentences, list(tag_with(None, [report], sentences))) if isinstance(row, Claim)]
    assert [[p.text for p in claim.place] for claim in claims if claim.type == "capture"] == [[]]
