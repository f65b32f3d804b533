"""The names of a person in every spelling that a log may hold."""

import pytest

from frontlog.masking.names import Names

NAME = "Rami Darwish"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Rami Darwish said", "████ ███████ said"),
        ("RAMI\n DARWISH's", "████\n ███████'s"),
        ("Ramita Darwishani", "Ramita Darwishani"),
        ("/a/rami-darwish_2.html", "/a/xxxx-xxxxxxx_2.html"),
        ("rami%20darwish", "xxxx%20xxxxxxx"),
        ("<b>Rami</b> <i>Darwish</i>", "<b>████</b> <i>███████</i>"),
        ("Darwish", "Darwish"),
    ],
)
def test_spellings_of_a_name(text: str, masked: str) -> None:
    names = Names([NAME])
    assert names.masked(text) == masked
    assert names.found(text) == (text != masked)


@pytest.mark.parametrize("text", ["J&ouml;rg M&#252;ller", "J\\u00f6rg M\\u00fcller", "J%C3%B6rg+M%C3%BCller", "JÖRG MÜLLER"])
def test_escaped_letters_are_letters(text: str) -> None:
    names = Names(["Jörg Müller"])
    assert names.found(text)
    assert not names.found(names.masked(text))


def test_single_words_are_blacked_out_where_the_whole_name_stands_and_generic_ones_are_not() -> None:
    names = Names(["General Mohammed Darwish"])
    assert names.masked("General Mohammed met Darwish", fully=True) == "General Mohammed met ███████"
    assert Names(["Петров"]).masked("Петрову сообщили", fully=True) == "██████у сообщили"
