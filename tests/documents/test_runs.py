"""Patterns of lines: names over times, buttons under times, menus, boxes, tags; and what looks like them and is not."""

import pytest

from frontlog.documents.lines import split
from frontlog.documents.runs import name
from frontlog.documents.segment import segment

REPORT = (
    "Bridge at Sarmin destroyed\n"
    "A bridge east of Sarmin was destroyed on Tuesday by two bombs, the province's road service said.\n"
    "Lorries now take the old road through the valley, which was closed in winter.\n"
)


def kinds(tail: str, head: str = "", again: bool = True) -> list[str]:
    """Kinds of the lines that are added to the report. `again`: after the learned second look; without, what the rules alone make of it."""
    found = segment(head + REPORT + tail, again=again).kinds
    return list(found[: len(head.splitlines())] + found[len(head.splitlines()) + 3 :])


@pytest.mark.parametrize("line", ["nordlicht61", "Abu Laith", "Nadine H.", "Jean de la Tour", "@old_signal", "Андрей Ветров"])
def test_names(line: str) -> None:
    assert name(split(line)[0])


@pytest.mark.parametrize("line", ["It holds.", "2,318", "the road was cut", "Shells fell on the market of the town", "Why?"])
def test_no_names(line: str) -> None:
    assert not name(split(line)[0])


@pytest.mark.parametrize(
    "tail",
    [
        "Wadi\n09:12\nAgain the bridge.\nLina K.\n09:40\nWho pays for it\n",
        "Wadi\nWieder die Brücke\n3. Mai 2023\nAntworten\nLina K.\nwer zahlt das\n4. Mai 2023\nAntworten\n",
        "#14\nWadi\nMember\nJoined: May 2014\nAgain the bridge.\n#15\nLina\nSenior\nJoined: Jan 2020\nWho pays\n",
        "Kommentare (2)\nWadi\nSchon wieder diese Brücke, typisch\n",
    ],
)
def test_readers_by_pattern(tail: str) -> None:
    assert set(kinds(tail)) == {"comment"}


@pytest.mark.parametrize(
    "tail",
    [
        "Place\nDead\nWounded\nSarmin\n2\n5\nBinnish\n0\n3\nThe road service will rebuild the bridge by autumn, its head said on Monday.\n",
        "11:20\nThe army says that it has closed the road in both directions.\n10:05\nResidents report two explosions near the bridge.\n",
        "3/4 The third bomb did not go off, and engineers took it away in the evening.\n4/4 More tomorrow from the same place.\n",
    ],
)
def test_no_readers_where_a_report_repeats(tail: str) -> None:
    assert not set(kinds(tail)) - {"body", "dateline", "title"}


def test_menu_above_the_headline() -> None:
    assert kinds("", "Inicio\nMundo\nEconomía\nDeportes\n") == ["navigation"] * 4
    assert kinds("", "SYRIA\n") == ["title"]


def test_box_between_paragraphs() -> None:
    end = "The service hopes to open a ford for cars before the end of the month.\n"
    assert kinds(f"The Evening Sheet\nYour email\nSign me up\n{end}", again=False) == ["navigation"] * 3 + ["body"]


def test_tags_in_the_order_of_the_alphabet() -> None:
    assert kinds("Bridges\nIdlib\nRoads\nSarmin\n") == ["navigation"] * 4
    assert kinds("Sarmin\nBridges\nRoads\nIdlib\n") == ["body"] * 4


def test_author_at_the_foot() -> None:
    text = REPORT.replace("destroyed\n", "destroyed\nBy Nora Felder\n", 1)
    assert segment(text + "Nora Felder keeps bees and writes about roads.\n").kinds[-1] == "byline"
    assert segment(text + "Nora Haddad keeps bees and writes about roads.\n", again=False).kinds[-1] == "body"


@pytest.mark.parametrize(
    "tail",
    [
        "Sarmin\n24 killed\n5 days\nBinnish\n20 killed\n3 days\nNayrab\n2 killed\n1 day\n",
        "14\n203\n388\nMore bombs fell on Wednesday, the service said.\n",
    ],
)
def test_numbers_make_no_readers(tail: str) -> None:
    assert "comment" not in kinds(tail)


def test_counted_buttons_under_what_somebody_said() -> None:
    assert set(kinds("Wadi\nAgain the bridge, who pays for it?\nLike (34)\nLina K.\nNobody, as always.\nLike (12)\n")) == {"comment"}


def test_counters_under_a_post() -> None:
    assert kinds("14\n203\n388\n") == ["navigation"] * 3


def test_many_short_lines_before_the_first_paragraph_are_no_standfirsts() -> None:
    head = "Night of 3 May\nSarmin hit by two bombs\nBinnish without power\nroad to the north cut\nno losses reported so far\n"
    assert kinds("", head) == ["title"] + ["body"] * 4


def test_entries_of_a_form() -> None:
    head = "Incident 12\nPlace: the old bridge\nWeapon: two bombs\nVictims: none known\n"
    assert kinds("", head) == ["title"] + ["body"] * 3


def test_posts_above_a_report() -> None:
    head = "Re: the bridge\nwadi_7 wrote:\nanybody got the text?\nLina wrote:\nhere it is\n"
    assert kinds("wadi_7 wrote:\nthanks, so much for the road\n", head) == ["comment"] * 7


def test_quotation_in_another_script_before_the_report_goes_on() -> None:
    assert set(
        kinds("نعلن أن الجسر مغلق حتى إشعار آخر.\nThe service said on Friday that the bridge was closed until further notice.\n")
    ) == {"body"}


FIRST = "Raised so far\n1,940 $\nGoal\n6,000 $\n\n"
UNDER = "1,940 $\nRaised so far\n6,000 $\nGoal\n\n"
PLEA = "Please support the project, every coin counts and keeps the paper alive for all of us.\n\n"


@pytest.mark.parametrize("head", [FIRST, UNDER, f"Stay with us\n\n{PLEA}"])
def test_words_of_a_counter_or_plea_are_no_title(head: str) -> None:
    found = segment(head + REPORT).kinds
    assert found[found.index("title") :] == ("title", "body", "body")
    assert set(found[: found.index("title")]) <= {"plea", "navigation"}


@pytest.mark.parametrize(("head", "count"), [(FIRST, 4), (UNDER, 4)])
def test_words_of_a_counter_above_a_headline_of_two_words(head: str, count: int) -> None:
    found = segment(head + REPORT.replace("Bridge at Sarmin destroyed", "Bridge down")).kinds
    assert set(found[:count]) <= {"plea", "navigation"}
    assert found[count : count + 2] == ("title", "body")


@pytest.mark.parametrize("below", ["2,310 $\n6,000 $\n\n", "2,310 $\n6,000 $\n\nSteel bulletin of the evening\n\n", PLEA])
def test_a_short_headline_over_a_counter_or_plea_stays(below: str) -> None:
    found = segment("Bridge down\n" + below + REPORT.partition("\n")[2]).kinds
    assert found[0] == "title"
