"""Sentences: where a full stop ends one, and exact offsets on any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontlog.documents.sentences import sentences

CASES = [
    "Private Aram Petrosyan (b. 1995) was killed near Talish.|His unit held the hill.",
    "Gen. Joseph Harlan, head of U.S. Central Command, said so.|He left.",
    "Maj. Gen. Igor Petrov said on Tuesday that it ended.|Two pairs of jets flew.",
    "The attack began at about 7:45 p.m.|No troops were injured.|It hit the U.S.|The base is old.",
    "Troops advanced 3.5 km. near the town.|They stopped.",
    '"It is over!" he added.|"Really?"|She nodded.',
    "Spc. Ian L. Booker, of Cibolo, died Jan. 7, in Jordan.|The case is under investigation.",
    "No. 5 Brigade came to St. Petersburg.|That was all.",
    "He was killed.[4]|He was 30.[1][2]|More followed.",
    "They took the town.|The army left.",
    "Was it a raid?|Or not?|It was!!|Fine...",
    "The group (a branch of al-Qaeda, etc.) attacked.|It lost 2,500 men.",
    "Capt. J. R. Smith of Co. B died in Washington, D.C.|He was 20.",
    "On Monday, Dec. 26, he was struck.|On Wed. in Deir Ezzor, clashes erupted.",
    "The U.S. Army and the U.N. Security Council met.|The U.S.-led force left.",
    "He met Mr. Al-Abadi and Sen. Doe.|Lt. Col. Myint Oo spoke.",
    "“We hold,” he said.|“It is ours.”|Then silence.",
    "said Col. John “J.D.” Dorrian, a spokesman.|Others agreed.",
    "It ended at 5 a.m. Monday.|Shelling began again.",
    "Read it at www.example.Com/page for more.|It is long.",
    "Al-Shabaab lost 12 fighters vs. 3 soldiers.|Both denied it.",
    "Units of Div. 10 and the 92nd Bde. held on.|The road stayed open.",
    "Бои идут у с. Новое и на ул. Мира.|Связи нет.",
    "С 2014 г. там стоит полк.|Город цел.",
    "صرح د. كريم بأن الوضع هادئ.|عاد السكان.",
    "The town fell.|al-Nusra claimed it.",
    "1. The army took X. It was easy",
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    want = case.split("|") if "|" in case else ["The army took X. It was easy"]
    text = " ".join(want) if "|" in case else case
    got = [text[part.start : part.end] for part in sentences(text, 0, len(text))]
    if "|" not in case:
        assert got[0].startswith("The army")  # the number of a list item is no part of its sentence
        return
    assert got == want


def test_lost_space_between_sentences() -> None:
    text = "They took the town.The army left for Hama."
    assert [text[p.start : p.end] for p in sentences(text, 0, len(text))] == ["They took the town.", "The army left for Hama."]


def test_bullets_and_heading_signs_are_no_part() -> None:
    for text in ("* Troops left.", "## Troops left.", "  • Troops left. ", "3) Troops left."):
        (part,) = sentences(text, 0, len(text))
        assert text[part.start : part.end] == "Troops left."


@given(st.text(alphabet=st.sampled_from("Aab .!?\"'”()[]1\n\u00a0*#-Gen"), max_size=120), st.data())
@settings(max_examples=300, deadline=None)
def test_parts_are_in_order_and_hold_all_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    words = ""
    for part in sentences(text, start, end):
        assert at <= part.start < part.end <= end
        words += text[part.start : part.end]
        at = part.end
    letters = [c for c in text[start:end] if c.isalpha()]
    kept = [c for c in words if c.isalpha()]
    assert len(letters) - len(kept) <= text.count(")") + text.count(".") + 2  # a bullet such as "a)" is cut off
