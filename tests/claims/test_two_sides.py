"""What neither a rule nor a tagger may read of two sides: nobody on both, nobody whom the verb does not govern; whose quoted "they" are."""

from datetime import date

import pytest
from tests.claims.test_assemble import document

from frontlog.claims.draft import Draft, drafts_of
from frontlog.claims.noun_agents import uninvolved
from frontlog.claims.party_checks import once, seated, spoken_to
from frontlog.claims.serving import quoted_foe, served, speaker
from frontlog.grammar.clauses import Line, read_line
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef, Span
from frontlog.reference.actors import load_actors


def line_of(text: str) -> Line:
    report, sentences = document(text)
    return read_line(sentences[0], list(tag_with(None, [report], sentences)))


def draft_of(text: str, type_: str) -> Draft:
    return next(d for d in drafts_of(line_of(text)) if d.type == type_)


def ref(text: str, words: str, id_: str) -> ActorRef:
    start = text.index(words)
    return ActorRef(words, start, start + len(words), id_, words)


def test_behind_with_stands_the_opponent() -> None:
    text = "Two days of fighting with M23 at Sake left nine dead."
    both = (ref(text, "M23", "m23"),)
    assert once(draft_of(text, "clash"), both, both) == ((), both)


def test_the_same_words_are_not_both_sides() -> None:
    text = "M23 stormed the airport of Bukavu."
    both = (ref(text, "M23", "m23"),)
    assert once(draft_of(text, "assault"), both, both) == (both, ())


def test_no_ground_is_taken_from_civilians() -> None:
    text = "M23 captured Sake and killed 48 civilians."
    target = (ref(text, "48 civilians", "civilians"),)
    assert once(draft_of(text, "capture"), (ref(text, "M23", "m23"),), target)[1] == ()


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("The UN condemned the attack on the Lebanese army.", "the Lebanese army", False),
        ("The UN condemned the Lebanese army for the attack.", "the Lebanese army", True),
        ("The army condemned the raid and ordered the rebels to leave.", "the rebels", False),
        ("Peru sent police, and Washington condemned the plan.", "Peru", False),
        ("Kigali denied backing the rebels.", "the rebels", False),
        ("France warned the rebels against an advance.", "the rebels", True),
    ],
)
def test_whom_a_statement_is_about(text: str, words: str, kept: bool) -> None:
    target = (ref(text, words, "x"),)
    assert spoken_to(draft_of(text, "statement"), target) == (target if kept else ())


def test_who_condemns_a_strike_on_a_day_does_not_carry_it_out() -> None:
    text = "The African Union on Sunday condemned a drone strike on a market in Nyala."
    assert uninvolved(draft_of(text, "airstrike"), (ref(text, "The African Union", "african-union"),)) == ()


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The junta in Niamey accuses Paris of lies.", "The junta", "NE"),
        ("A market in Niamey was bombed.", "A market", ""),
        ("The army in Goma fled.", "The army", ""),  # no capital
    ],
)
def test_the_country_of_a_seat(text: str, words: str, code: str) -> None:
    line = line_of(text)
    start = text.index(words)
    assert seated(line, Span(line.sentence.span.document, start, start + len(words), words)) == code


@pytest.mark.parametrize(
    ("text", "words", "foe"),
    [
        ('"They shelled the port," a colonel said.', "They", True),
        ("They shelled the port, a colonel said.", "They", False),
        ('"We attacked them at dawn," a colonel said.', "them", True),
        ('"They have nothing to eat," a teacher said.', "They", False),
        ('"They surrendered at noon," a colonel said.', "They", True),
    ],
)
def test_they_who_fight_in_a_quotation(text: str, words: str, foe: bool) -> None:
    line = line_of(text)
    item = next(i for i in line.of_kind("actor") if i.mention.span.quote == words)
    assert quoted_foe(line, item) is foe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Our house was hit," said Ahmed Salim, a teacher.', "Ahmed Salim"),
        ("Colonel Abdi Noor, a spokesman for the Ethiopian army, said his men had left.", "Colonel Abdi Noor"),
        ("Mogadishu denied that its troops had fled.", "Mogadishu"),
        ('"He said nothing," residents told reporters.', "residents"),
    ],
)
def test_who_speaks(text: str, words: str) -> None:
    found = speaker(line_of(text))
    assert found is not None
    assert found.mention.span.quote == words


def test_a_rank_alone_serves_nobody() -> None:
    line = line_of("General Omar Deng, who leads the National Salvation Front, said so.")
    item = next(i for i in line.of_kind("actor") if i.label == "person")
    found = served(line, item, load_actors(), lambda span: ActorRef(span.quote, 0, 1, "national-salvation-front-ss", span.quote))
    assert found == "national-salvation-front-ss"


def test_a_rank_behind_the_post_is_no_part_of_it() -> None:
    line = line_of("KIA spokesman Colonel Naw Bu said so.")
    item = next(i for i in line.of_kind("actor") if i.label == "person")
    asked: list[str] = []

    def resolve(span: Span) -> ActorRef:
        asked.append(span.quote)
        return ActorRef(span.quote, 0, 1, "kia", span.quote)

    assert served(line, item, load_actors(), resolve) == "kia"
    assert asked == ["KIA spokesman"]


@pytest.mark.parametrize(
    ("id_", "organ"),
    [
        ("puntland", "puntland-forces"),
        ("krg", "peshmerga"),
        ("somalia", "somalia-army"),
        ("somalia-police", "somalia-army"),
        ("m23", ""),
    ],
)
def test_whose_forces(id_: str, organ: str) -> None:
    assert load_actors().organ_of(id_, "army", date(2025, 1, 1)) == organ


def test_branches_of_a_group_by_country() -> None:
    actors = load_actors()
    assert "isis-somalia" in actors.branches("isis", "SO")
    assert actors.branches("isis", "FR") == ()
    assert "SO" in actors.abroad("isis")
