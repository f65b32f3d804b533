"""Words that name nobody, by weights: the candidates, what is told of each, and who stands; passages of our own."""

from datetime import date

import pytest
from tests.claims.test_assemble import document
from tests.support.whom import answers

from frontlog.claims import antecedent_weights
from frontlog.claims.actor_words import Words
from frontlog.claims.antecedent_options import Option, Question, Said, Scene, Told, kind_of, options
from frontlog.claims.antecedent_weights import choose, features
from frontlog.claims.context import Context
from frontlog.claims.vocabulary import numbers
from frontlog.grammar.clauses import Item, Line, read_line
from frontlog.mentions.tag import tag_with
from frontlog.model import ActorRef
from frontlog.reference.actors import load_actors

TEXT = "The Chadian army and Boko Haram fought at Bol. The army lost three men."
SCENE = Scene(load_actors(), Context(countries=("TD", "NG")))


def lines() -> list[Line]:
    report, sentences = document(TEXT)
    mentions = list(tag_with(None, [report], sentences))
    return [read_line(s, [m for m in mentions if m.sentence == s.number]) for s in sentences]


def told(first: Line) -> Told:
    out = Told()
    for words, id_ in (("The Chadian army", "chad-army"), ("Boko Haram", "boko-haram")):
        out.add(0, item(first, words), ActorRef(words, TEXT.index(words), TEXT.index(words) + len(words), id_, words))
    return out


def item(line: Line, words: str) -> Item:
    return next(i for i in line.of_kind("actor") if i.mention.span.quote == words)


def question(line: Line, words: str) -> Question:
    found = item(line, words)
    asked = Words(words, found.mention.span.start, ("TD",), ())
    return Question(asked, line, 1, found.first, found.last, kind_of(asked), "role")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the army", "army"),
        ("twelve policemen", "police"),
        ("the rebels", "armed"),
        ("the gunmen", "attackers"),
        ("the enemy", "enemy"),
        ("the council", "group"),
        ("the villagers", "civil"),
        ("the government", "government"),
        ("his men", "men"),
        ("the besiegers", "attackers"),
        ("the column", "army"),
        ("the exporters", "other"),
    ],
)
def test_kinds_of_words(text: str, kind: str) -> None:
    assert kind_of(Words(text, 0, (), ())) == kind


def test_candidates_are_who_was_named_and_the_forces_of_states_each_once() -> None:
    first, second = lines()
    found = options(question(second, "The army"), "niger-army", told(first), SCENE.actors, SCENE.context, "")
    by_id = {option.id: option.origins for option in found}
    assert found[0].id == "niger-army"
    assert found[0].origins == ("final",)
    assert by_id["boko-haram"] == ("told",)
    assert by_id["chad-army"] == ("told", "organ")
    assert len(by_id) == len(found)


def test_who_is_named_later_is_no_candidate() -> None:
    first, _ = lines()
    all_ = told(first)
    assert list(all_.before(1, 0)) == ["boko-haram", "chad-army"]
    assert list(all_.before(0, item(first, "Boko Haram").first)) == ["chad-army"]
    assert all_.before(0, 0) == {}


@pytest.mark.parametrize(("back", "best"), [(5.0, "chad-army"), (0.0, "niger-army"), (0.2, "niger-army")])
def test_another_candidate_stands_where_it_weighs_enough_more(monkeypatch: pytest.MonkeyPatch, back: float, best: str) -> None:
    monkeypatch.setattr(antecedent_weights, "numbers", lambda _: {"words": {"back:1": back, "sort:rebel": -9.0}, "pronouns": {}})
    first, second = lines()
    asked = question(second, "The army")
    found = options(asked, "niger-army", told(first), SCENE.actors, SCENE.context, "")
    assert found[choose(asked, found, SCENE)].id == best


def test_what_is_told_of_a_candidate() -> None:
    first, second = lines()
    asked = question(second, "The army")
    found = options(asked, "niger-army", told(first), SCENE.actors, SCENE.context, "")
    rows = dict(zip((option.id for option in found), features(asked, found, SCENE), strict=True))
    assert {"same head", "opened:1:army", "country:0", "kin place:1", "the:old", "head in name"} <= rows["chad-army"].keys()
    assert {"final:by role:untold", "unsaid:army", "country:3", "the:new"} <= rows["niger-army"].keys()
    assert "same head" not in rows["boko-haram"]


def test_nobody_fights_himself_is_told() -> None:
    report, sentences = document("M23 attacked the army at Sake.")
    line = read_line(sentences[0], list(tag_with(None, [report], sentences)))
    words = item(line, "the army")
    asked = Question(Words("the army", words.mention.span.start, ("CD",), ()), line, 0, words.first, words.last, "army", "role")
    said = Said(0, 0, item(line, "M23"), ActorRef("M23", 0, 3, "m23", "M23"))
    own, other = features(asked, [Option("m23", ("told",), [said]), Option("drc-army", ("final",))], SCENE)
    assert "self:harms:words" in own
    assert "other:harms:words" in other


def test_every_weight_is_of_a_feature_that_exists() -> None:
    known = {
        *("final", "told", "organ", "party", "ours", "theirs", "nobody", "sort", "country", "whole", "local", "kin place", "kin back"),
        *("kin often", "self", "friend", "other", "just", "unsaid", "back", "rank", "place", "often", "label", "opened", "first", "title"),
        *("plural", "the", "our", "its", "their", "his", "her", "my", "own", "count", "bare", "same words", "same head", "head in name"),
        *("before in name", "before missing"),
    }
    tables = numbers("antecedents")
    assert tables.keys() == {"words", "pronouns"}
    assert {name.split(":")[0] for table in tables.values() for name in table} <= known


PASSAGES = [
    "Kenyan soldiers crossed into Somalia near Dhobley on Monday. Two al-Shabaab camps were burned. The Kenyan army will stay "
    "for a month, its spokesman said. [The army](kenya-army) has lost nine men since March.",
    "Turkish jets hit two villages in northern Iraq. The Turkish army said PKK fighters had been hiding there. [The "
    "army](turkey-army) lost no soldier.",
    "Colombian soldiers found the camp of the ELN near Saravena. [The guerrillas](eln) had left it in the night.",
    "The UN mission in Congo, MONUSCO, pulled out of Kavumu on Tuesday. M23 fighters were seen nearby. [The mission](monusco) "
    "said that no staff had stayed behind.",
    "Hezbollah fired rockets at Kiryat Shmona. Israeli jets struck Khiam an hour later. [The Lebanese group](hezbollah) said "
    "it would go on.",
    "Bangladeshi students marched through Dhaka against the quota. The police fired tear gas. Indian officers watched the "
    "border. [The police](bangladesh-police) arrested forty marchers in Dhaka.",
    "Ansar Allah launched two drones at a tanker near Hodeidah. US ships shot one down. [The movement](houthis) said the "
    "tanker was British.",
]


@pytest.mark.parametrize("text", PASSAGES)
def test_passages(text: str) -> None:
    given = list(answers({"text": text, "published": date(2024, 5, 20)}))
    assert given
    assert not [(mark.words, mark.id, [ref.id for ref in refs]) for mark, refs in given if not mark.right(refs)]
