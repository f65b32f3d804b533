"""Who is no party of his own, sieges that are drawn tighter, the fallen at whose grave somebody speaks, places of another kind."""

import frontlog


def _claims(text, type_):
    return [claim for claim in frontlog.extract(text).claims if claim.type == type_]


def test_commanders_counted_among_the_dead_of_a_group_are_no_second_party():
    text = "The Malian army retook Tessit. According to army sources, 30 JNIM members, including 3 military commanders, were killed."
    (toll,) = _claims(text, "losses")
    assert [ref.id for ref in toll.target] == ["jnim"]


def test_soldiers_among_people_stay_a_party():
    (toll,) = _claims("Seventeen people, including four policemen, were killed in Goma on Monday.", "losses")
    assert len(toll.target) >= 1


def test_two_sides_that_a_third_makes_use_of_are_not_its_targets():
    text = "The Sudanese army used the heavy fighting between the RSF and the SPLM-N to gain ground and captured Dilling."
    (taken,) = _claims(text, "capture")
    (fight,) = _claims(text, "clash")
    assert [ref.id for ref in taken.agent] == ["sudan-army"]
    assert not taken.target
    assert {ref.id for ref in (*fight.agent, *fight.target)} == {"rsf-sudan", "splm-n"}


def test_a_side_of_the_fight_keeps_its_opponent():
    text = "After fighting between the army and the RSF near Bara, the army drove the RSF out of Kazgeil."
    assert any("rsf-sudan" in [ref.id for ref in claim.target] for claim in frontlog.extract(text).claims)


def test_a_siege_that_is_tightened_is_not_broken():
    text = "Government forces have secured the bridge and advanced to tighten the siege on rebel units inside the northern part of Kidal."
    types = {claim.type for claim in frontlog.extract(text).claims}
    assert "besiege" in types
    assert "break_siege" not in types


def test_fallen_soldiers_are_those_whom_it_befell():
    text = "On May 4, Musa Idrissa, an army spokesman, said at a ceremony for soldiers killed in Gao that the army will not give up Menaka."
    (toll,) = _claims(text, "losses")
    assert [ref.text for ref in toll.target] == ["soldiers"]
    assert not toll.agent
    assert toll.place[0].id == "ml-gao"


def test_a_hill_is_no_quarter_of_a_far_town():
    text = "The army advanced on the village of Abu Dali in northern Hama. Government forces recaptured Zahra Hill."
    (taken,) = _claims(text, "capture")
    assert taken.place[0].lat is None


def test_soldiers_who_kill_are_not_the_fallen():
    (deed,) = _claims("Soldiers killed three farmers near Gao on Monday.", "civilians_attacked")
    assert [ref.text for ref in deed.agent] == ["Soldiers"]


def test_allies_in_an_undated_report_on_iraq_are_no_coalition_of_another_war():
    text = "Iraq and Syria agreed on patrols. The town of Palmyra was taken by the regime military and foreign allies six months ago."
    found = {ref.id for claim in frontlog.extract(text).claims for ref in (*claim.agent, *claim.target)}
    assert "gulf-war-coalition" not in found


def test_a_base_far_from_all_else_stays_a_place():
    text = "The army advanced in Deir Ezzor city. Militants had been deployed with coalition forces at the at-Tanf garrison."
    places = {place.id for claim in frontlog.extract(text).claims for place in claim.place}
    assert "sy-al-tanf" in places
