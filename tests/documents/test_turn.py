"""Where readers cannot begin, and marks of forums by which they do."""

import pytest

from frontlog.documents.lines import prose, split
from frontlog.documents.looks import Looks, continued
from frontlog.documents.segment import segment

NEWS = "Two soldiers were killed on Tuesday when a mine went off near the ferry, the army said."
QUIET = "The ferry has been closed since then, and the road to Ardal is empty."


def kinds(*lines: str) -> tuple[str, ...]:
    return segment("\n".join(lines)).kinds


def test_a_dialogue_that_a_report_prints_has_no_readers() -> None:
    said = ["— Where are you?", "— In the ditch, damn it! You said an hour.", "— Is he alive?", "— I don't know. Nobody knows!"]
    assert set(kinds("Call from the ferry road", NEWS, *said, QUIET)[1:]) == {"body"}


def test_verses_go_on_from_line_to_line() -> None:
    lines = split("We counted the boats,\nyou counted the lights\nof a town that was ours\nNobody answered.")
    assert continued(lines) == [False, True, True, False]
    assert [voice.score() for voice in Looks(lines).voices[1:3]] == [0.0, 0.0]


def test_replies_in_lower_case_are_no_verses() -> None:
    assert continued(split("the boats are gone\nyou wish\nno they are not")) == [False, False, False]


def test_a_story_told_by_its_writer_is_no_thread() -> None:
    text = [
        "We buried our driver on Monday.",
        NEWS,
        "Do you know how he sang? You could hear him over the engine.",
        "I will miss it, and so will you!",
    ]
    assert set(kinds(*text)[1:]) == {"body"}


def test_a_turn_between_news_on_a_page_with_furniture_is_none() -> None:
    found = kinds("Log in", "Ferry hit", NEWS, QUIET, "Would you go there? You might, I won't!", NEWS.replace("Two", "Six"), "Share this")
    assert found[5] == "body"


@pytest.mark.parametrize("names", [("tidewater_ole", "kestrel88"), ("#2 seehund", "#3 kestrel"), ("lotse19", "Mole_4")])
def test_names_of_users_alone_on_their_lines(names: tuple[str, str]) -> None:
    said = ("again the ferry, who would have thought", "so nobody learned from last year?")
    assert set(kinds("Ferry hit", NEWS, QUIET, names[0], said[0], names[1], said[1])[3:]) == {"comment"}


def test_a_card_of_a_member_in_other_languages() -> None:
    posts = (
        "Регистрация: 04.2011 Сообщений: 311",
        "а паром-то старый был",
        "Регистрация: 05.2009 Сообщений: 17",
        "Кто там был, отзовитесь!",
    )
    assert set(kinds("Паром", "Двое военных погибли при взрыве у парома, сообщили в армии во вторник.", *posts)[2:]) == {"comment"}


@pytest.mark.parametrize(
    "line", ["二人の兵士が火曜日に渡し場の近くで死亡したと軍が発表した。", "ကူးတို့ဆိပ်အနီးမှာ အင်္ဂါနေ့က စစ်သားနှစ်ဦး မိုင်းကွဲပြီး သေဆုံးခဲ့ပါတယ်။"]
)
def test_sentences_of_scripts_without_spaces(line: str) -> None:
    assert prose(split(line)[0])


def test_a_headline_of_two_sentences() -> None:
    assert kinds("Wybuch przy promie. Zginęło dwóch żołnierzy z Ardal", NEWS)[0] == "title"


@pytest.mark.parametrize("line", ["ARDAL |", "Ardal, Coast News –", "(KUSTA) - Ardal, 3 Feb. -"])
def test_a_dateline_alone_on_its_line(line: str) -> None:
    found = segment(f"Ferry hit by a mine\n{line}\n{NEWS}\n{QUIET}", again=False)
    assert found.kinds == ("title", "dateline", "body", "body")


@pytest.mark.parametrize(
    "line",
    [
        "Was this page helpful?",
        "Lesezeit: 3 Min.",
        "Подпишитесь на наш канал",
        "Was this letter forwarded to you? Join here.",
        "Abonnez-vous à la lettre",
    ],
)
def test_furniture_that_the_rules_know(line: str) -> None:
    assert segment(f"Ferry hit by a mine\n{NEWS}\n{line}\n{QUIET}", again=False).kinds[2] in ("navigation", "plea")
