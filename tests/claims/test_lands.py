"""Lands and expanses as places, years that count nobody, and days on which something was said."""

from datetime import date

import pytest

from frontlog import extract

DAY = date(2020, 6, 4)


def one(text, kind=None):
    found = [claim for claim in extract(text).claims if kind in (None, claim.type)]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "id_", "kind"),
    [
        ("The United States plans to send two more destroyers to the Middle East, officials said on Monday.", "int-middle-east", "expanse"),
        ("Six fighter jets entered Estonian airspace and were intercepted by Italian aircraft on 3 May 2024.", "c-ee", "country"),
        ("Shells fell on southern Sudanese villages on 4 June 2023, killing nine civilians.", "c-sd", "country"),
        ("The navy seized a tanker off the Omani coast on 7 July 2022.", "c-om", "country"),
    ],
)
def test_what_is_told_by_an_adjective_or_spans_many_countries(text, id_, kind):
    places = [place for claim in extract(text).claims for place in claim.place]
    assert (id_, kind) in {(place.id, place.kind) for place in places}


def test_a_village_that_no_table_has_is_known_to_lie_in_its_province():
    (place,) = one("On 5 May 2021 gunmen attacked Hol Kora in Kayes Region, Mali, killing six civilians.").place
    assert (place.name, place.lat, place.country, place.admin1) == ("Hol Kora", None, "ML", "Kayes Region")


def test_small_words_join_a_name():
    (place,) = one("The army attacked the village of Shaq el Dud, Gezira State, Sudan, on 9 May 2024.").place
    assert (place.name, place.id) == ("Shaq el Dud", "n-shaq-el-dud")


@pytest.mark.parametrize("when", ["On 5 May 2021", "On May 5"])
def test_the_number_of_a_date_counts_nobody(when):
    claim = one(f"{when} gunmen attacked a market in Kindu, killing six civilians.")
    assert [agent.text for agent in claim.agent] == ["gunmen"]


def test_the_united_states_say_nothing():
    assert one("Gunmen killed two people in the United States on 4 June 2020.").time.start == DAY


@pytest.mark.parametrize(
    "text",
    [
        "The army said on 4 June 2020 that it had captured the town of Sake.",
        "The town of Sake was captured, the army said on 4 June 2020.",
    ],
)
def test_in_a_report_without_a_date_the_day_of_saying_is_that_of_the_news(text):
    time = one(text, "capture").time
    assert (time.start, time.end, time.basis) == (date(2020, 6, 3), DAY, "default")
