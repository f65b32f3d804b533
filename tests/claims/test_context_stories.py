"""What a report is about: one story of several countries, a day's news of many, and towns that are written with a small article."""

from frontlog.claims.context import Context, build_context
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import load_gazetteer

STORY = (
    "Egypt closed its crossing after the raid and told Israel and Jordan. The raiders fled towards Israel, Egypt and Jordan said. "
    "Hezbollah denied to Egypt that it had sent them from Lebanon. Egypt asked Lebanon and Jordan for their brothers. "
    "An Israeli drone was seen, Egypt and Lebanon said. Jordan and Lebanon sent doctors to Egypt. "
    "Egypt buried its dead on Friday, and Lebanon, Israel and Jordan sent ministers."
)
DAY = (
    "Sudan: the army shelled Omdurman.\nUkraine: drones hit Odesa.\nMali: two men died in Kidal.\nYemen: a mine killed a man in Taiz.\n"
    "Colombia: the ELN freed a mayor.\nMyanmar: jets bombed Myitkyina.\nSomalia: a bomb went off in Baidoa.\nHaiti: gangs burned a market."
)


def context(text: str) -> Context:
    return build_context(text, load_actors(), load_gazetteer())


def test_a_story_of_several_countries_is_no_digest() -> None:
    assert not context(STORY).digest
    assert context(STORY).countries[0] == "EG"


def test_a_day_of_many_stories_is_one() -> None:
    assert context(DAY).digest


def test_a_town_with_a_small_article_tells_the_country() -> None:
    assert context("Three policemen died in al-Arish, officials said.").countries == ("EG",)
