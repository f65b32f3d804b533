"""Charsets and clean text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.documents.text import clean, decode

ENGLISH = "Troops took “Deir Ezzor” – the café by the river was hit, officials said."
RUSSIAN = "Подразделения освободили населённый пункт, сообщили в министерстве обороны. Потери противника уточняются."
ARABIC = "قالت مصادر محلية إن القوات سيطرت على المدينة بعد اشتباكات عنيفة استمرت يومين"


@pytest.mark.parametrize(
    ("content", "declared", "text", "charset", "guessed"),
    [
        (ENGLISH.encode(), "", ENGLISH, "utf-8", False),
        (ENGLISH.encode(), "windows-1251", ENGLISH, "utf-8", False),  # a declaration that lies
        (b"\xef\xbb\xbfabc", "", "abc", "utf-8", False),
        (ENGLISH.encode("utf-16"), "", ENGLISH, "utf-16-le", False),
        (ENGLISH.encode("utf-16-be"), "", ENGLISH, "utf-16-be", False),
        (ENGLISH.encode("cp1252"), "", ENGLISH, "cp1252", True),
        (ENGLISH.encode("cp1252"), "iso-8859-1", ENGLISH, "cp1252", False),
        (ENGLISH.encode("cp1252"), "utf-8", ENGLISH, "cp1252", True),
        (RUSSIAN.encode("cp1251"), "", RUSSIAN, "cp1251", True),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, "cp1251", False),
        (RUSSIAN.encode("koi8-r"), "", RUSSIAN, "koi8-r", True),
        (ARABIC.encode("cp1256"), "", ARABIC, "cp1256", True),
        (b"abc", "rot13", "abc", "utf-8", False),
    ],
)
def test_charsets(content: bytes, declared: str, text: str, charset: str, guessed: bool) -> None:
    found = decode(content, declared)
    assert found.text == text
    assert found.guessed is guessed
    assert found.charset.replace("windows-", "cp") == charset


def test_few_damaged_bytes_do_not_spoil_the_rest() -> None:
    found = decode((RUSSIAN * 5).encode() + b"\xff\xfe broken")
    assert found.charset == "utf-8"
    assert found.text.startswith(RUSSIAN)


@given(st.text())
def test_clean_is_stable_and_storable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.encode().decode() == once
    assert "\r" not in once
    assert "\0" not in once
    assert len(once) == len(text.replace("\r\n", "\n"))  # one character stands for each, so offsets can be explained


@given(st.binary(max_size=300), st.text(max_size=12))
def test_any_bytes_decode(content: bytes, declared: str) -> None:
    text = decode(content, declared).text
    assert text.encode().decode() == text
