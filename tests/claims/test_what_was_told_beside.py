"""Losses that belong to another deed, whose a list of losses is, sites at a place, and days that are not the deed's."""

import pytest
from tests.claims.test_assemble import extract
from tests.claims.test_party_checks import only

from frontlog.claims.losses import read_losses
from frontlog.claims.time_choice import barred
from frontlog.model import Piece, TimeRef


def test_what_a_deed_answers_is_no_loss_of_it():
    claims, _ = extract("M23 shelled Sake in retaliation for the killing of two of its commanders.")
    shelling = next(c for c in claims if c.type == "shelling")
    assert shelling.losses == ()
    assert [r.before for r in read_losses("M23 shelled Sake in retaliation for the killing of two commanders.")] == [True]
    assert [r.before for r in read_losses("The killing of two commanders shook Sake.")] == [False]


def test_whose_a_list_of_losses_is_stands_before_it():
    claim = only("The war in Ukraine goes on. Total Russian losses over the day came to 1,270 people and nine tanks.", "losses")
    assert [(x.side, x.kind, x.min) for x in claim.losses] == [("russia", "killed", 1270), ("russia", "materiel", 9)]


def test_a_denied_toll_is_none_of_the_toll_before_it():
    claims, _ = extract("Three soldiers were wounded near Sake, the army said, denying claims that 20 had died.")
    tolls = [c for c in claims if c.type == "losses"]
    assert (tolls[0].modality, [(x.kind, x.min) for x in tolls[0].losses]) == ("actual", [("wounded", 3)])
    assert all(x.min != 20 for c in tolls if c.modality == "actual" for x in c.losses)


def test_the_killed_are_of_the_deed_before_them():
    claims, _ = extract("Fighters of M23 attacked a police post in Sake, killing two officers and abducting a third.")
    by_type = {c.type: c for c in claims}
    assert [(x.kind, x.min) for x in by_type["assault"].losses] == [("killed", 2)]


def test_a_site_at_a_place_lies_there():
    claims, _ = extract("The army reached Goma. M23 overran the camp at Sake.")
    assert [p.name for p in claims[-1].place] == ["Sake"]


def test_a_quarter_of_a_town_is_in_no_far_country():
    claim = only("The war in Mali goes on. A drone struck the clinic in the Texas district of Gao.", "airstrike")
    assert [p.country for p in claim.place] == ["ML"]


def test_the_centre_of_the_town_is_that_of_the_town_told_before():
    claims, _ = extract("M23 took Sake. The army bombed the town centre.")
    assert [p.name for p in claims[-1].place] == ["Sake"]


def test_the_men_of_a_commander_are_no_civilians():
    claims, _ = extract("A commander of M23 said his men had pulled out of Sake to spare civilians.")
    assert [c.type for c in claims if c.type in ("withdraw", "evacuate")] == ["withdraw"]


@pytest.mark.parametrize(
    ("trigger", "apart"), [("withdrawn", True), ("withdrawn from Sake under the deal", True), ("the deal", False), ("signed", False)]
)
def test_the_day_of_a_deal_is_not_that_of_what_is_done_under_it(trigger, apart):
    text = "M23 has withdrawn from Sake under the deal signed in April."
    at = text.index(trigger)
    day = TimeRef("in April", text.index("in April"), text.index("in April") + 8, None, None, "month", "month")
    assert barred(day, Piece(trigger, at, at + len(trigger)), text, 0) is apart


def test_a_hospital_called_after_a_day_dates_nothing():
    claims, _ = extract("GOMA, 12 August 2014 - M23 shelled the 22 May hospital in Sake on Monday.")
    assert claims[-1].time.start is None or claims[-1].time.start.month == 8


def test_a_death_toll_with_its_figure_points_back_to_nothing():
    claims, _ = extract("Fighting went on in Goma. The death toll from the fighting has reached 422, hospitals said.")
    assert [(x.kind, x.min) for c in claims if c.type == "losses" for x in c.losses] == [("killed", 422)]


def test_how_long_somebody_shall_sit_is_no_time_of_the_arrest():
    text = "A court in Kabul jailed an activist for eight years."
    at = text.index("for eight years")
    term = TimeRef("for eight years", at, at + 15, None, None, "year", "lasting")
    assert barred(term, Piece("jailed", text.index("jailed"), text.index("jailed") + 6), text, 0)
    assert not barred(term, Piece("held", 0, 1), "x" + text[1:], 0)


def test_a_trooper_is_of_the_army():
    claim = only("The war in Mali goes on. A trooper was killed in an ambush near Gao.", "assault")
    assert [ref.id for ref in claim.target] == ["mali-army"]


def test_a_site_without_a_name_is_of_its_town():
    claims, _ = extract("M23 took Sake. The army bombed the airport. Fighting went on in Goma. Shells hit the airport.")
    sites = [(p.id, p.name) for c in claims for p in c.place if p.text == "the airport"]
    assert [name for _, name in sites] == ["Sake airport", "Goma airport"]
    assert len({id_ for id_, _ in sites}) == 2


@pytest.mark.parametrize(
    "title",
    [
        "Defence Ministry Denies Fall Of Sake",
        "Army Announces Capture Of Key Town After Long Siege",
        "Rebels Claim Advance On Hills Near Strategic Road",
    ],
)
def test_words_that_title_case_writes_large_are_no_places(title):
    claims, _ = extract(f"{title}\n\nM23 took Sake on Monday.")
    assert {p.name for c in claims for p in c.place} <= {"Sake"}


def test_the_same_words_are_not_both_sides():
    claims, _ = extract("The war in Sudan goes on. RSF pushed out of El Khoei: the army said it took three lorries there.")
    capture = next(c for c in claims if c.type == "capture")
    assert ([a.id for a in capture.agent], [t.id for t in capture.target]) == ([], ["rsf-sudan"])
