"""When an event happened: candidates are told once, what the rules know for sure stands, and else what weighs most."""

from datetime import date

import pytest
from tests.support.times import sentences_of

from frontlog.claims import timing
from frontlog.claims.readings import Readings, written_on
from frontlog.claims.time import default_time
from frontlog.claims.timing import Event, Option, choose, features, once, settled
from frontlog.claims.vocabulary import numbers
from frontlog.documents.read import read
from frontlog.model import Document, Item, Piece, Raw, Sentence, TimeRef

PUBLISHED = date(2022, 9, 14)
TEXT = "Rebels stormed the mill on Monday, a month after the truce of 3 August."


def event(text: str, words: str, type_: str = "assault", modality: str = "actual") -> tuple[Event, list[Option]]:
    sentences = sentences_of([[text]])
    sentence: Sentence = sentences[0]
    at = sentence.span.start + text.index(words)
    return Readings.of(sentences, PUBLISHED).dates(sentence, Piece(words, at, at + len(words)), type_, modality)


def test_every_day_of_the_sentence_is_a_candidate_beside_the_news_and_an_open_past() -> None:
    _, options = event(TEXT, "stormed")
    days = {option.time.start: option.origins for option in options}
    assert days[date(2022, 9, 12)] == ("ruled", "here")
    assert days[date(2022, 9, 13)] == ("default",)
    assert days[None] == ("open",)


def test_what_dates_a_noun_or_the_telling_is_no_candidate() -> None:
    _, options = event("After the October 2 attack on the governor of Elm rebels stormed the mill, the army said on Monday.", "stormed")
    assert {option.time.start for option in options} == {date(2022, 9, 13), None}


def test_the_future_is_no_candidate_for_what_happened() -> None:
    assert all(
        option.time.start is None or option.time.start <= PUBLISHED
        for option in event("The mayor resigns from office on 1 October.", "resigns", "statement")[1]
    )
    assert date(2022, 10, 1) in {
        option.time.start for option in event("The mayor will resign on 1 October.", "resign", "statement", "planned")[1]
    }


def test_a_state_is_a_candidate_up_to_publication_and_on_its_day_alone() -> None:
    spans = {(o.time.start, o.time.end) for o in event("On 2 September, boats surrounded a trawler.", "surrounded", "besiege")[1]}
    assert {(date(2022, 9, 2), PUBLISHED), (date(2022, 9, 2), date(2022, 9, 2))} <= spans


def test_a_day_told_soon_after_is_a_candidate_unless_it_is_old() -> None:
    def coming(second: str) -> set[date | None]:
        sentences = sentences_of([["Two clerks were shot at the mill."], [second]])
        _, options = Readings.of(sentences, PUBLISHED).dates(sentences[0], Piece("shot", 16, 20), "civilians_attacked", "actual")
        return {option.time.start for option in options if "coming" in option.origins}

    assert coming("Gunmen came to the gate on Sunday.") == {date(2022, 9, 11)}
    assert coming("Gunmen came to the gate on 3 May.") == set()


def test_a_report_that_mostly_tells_of_old_days_looks_back() -> None:
    old = [f"Rebels stormed the mill on {day} June." for day in (3, 9, 12)]
    for rows, back in ((old, True), (old[:2], False), ([*old, *["They burned it on Monday."] * 4], False)):
        sentences = sentences_of([rows])
        assert Readings.of(sentences, PUBLISHED).story.back is back


def test_the_same_days_are_told_once() -> None:
    first, second = TimeRef("on Tuesday", 3, 13, PUBLISHED, PUBLISHED, "day", "weekday"), default_time(PUBLISHED)
    (one, other) = once([Option(first, ("ruled",)), Option(first, ("here",)), Option(second, ("default",))])
    assert one.origins == ("ruled", "here")
    assert other.time == second


@pytest.mark.parametrize(
    ("text", "words", "type_", "modality"),
    [
        ("A frigate sails in response to a drone strike.", "drone strike", "airstrike", "actual"),
        ("The army will storm the mill on Monday.", "storm", "assault", "planned"),
        ("Ninety villagers have been killed since, the governor said.", "killed", "losses", "actual"),
        ("Rebels seized the mill in March and still hold it.", "hold", "hold", "actual"),
    ],
)
def test_what_the_rules_know_for_sure_is_not_weighed(
    monkeypatch: pytest.MonkeyPatch, text: str, words: str, type_: str, modality: str
) -> None:
    monkeypatch.setattr(timing, "numbers", lambda _: {"time": {"ruled": -100.0}})
    found, options = event(text, words, type_, modality)
    assert settled(found)
    assert choose(found, options) is options[0]


def test_else_what_weighs_most_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    found, options = event(TEXT, "stormed")
    assert not settled(found)
    for wanted, start in (("default", date(2022, 9, 13)), ("open", None), ("ruled", date(2022, 9, 12))):
        monkeypatch.setattr(timing, "numbers", lambda _, wanted=wanted: {"time": {wanted: 9.0}})
        assert choose(found, options).time.start == start


def test_of_equals_that_of_the_rules_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "numbers", lambda _: {"time": {}})
    found, options = event(TEXT, "stormed")
    assert choose(found, options) is options[0]


def test_every_weight_is_of_a_feature_that_is_told() -> None:
    weights = numbers("timing")["time"]
    told = {name for row in features(*event(TEXT, "stormed")) for name in row}
    assert {"ruled", "default", "open", "paid"} <= told & set(weights)
    assert all(abs(value) < 20 for value in weights.values())


def test_today_counts_from_the_dateline() -> None:
    text = "Two traders killed\nPublished June 4, 2023\nSEL, June {0}: A shell hit the market today, police said."

    def day_of_today(dateline: int) -> date | None:
        content = text.format(dateline).encode()
        item = Item(id="d", name="d.txt", part=0, media_type="text/plain", size=len(content), sha256="0" * 64)
        rows = list(read([Raw(item=item, content=content)]))
        document = next(row for row in rows if isinstance(row, Document))
        sentences = [row for row in rows if isinstance(row, Sentence)]
        readings = Readings.of(sentences, document.published, document.outlet, written_on(document))
        return next(time.start for times in readings.story.times.values() for time in times if time.text == "today")

    assert day_of_today(3) == date(2023, 6, 3)
    assert day_of_today(4) == date(2023, 6, 4)
