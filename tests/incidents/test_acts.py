"""How a title says what kind of statement was made, and that aid was kept back."""

import pytest

from frontlog.incidents.acts import ACTS, REFUSED, act_of, lost
from frontlog.incidents.titles import title
from frontlog.reference.english import forms


@pytest.mark.parametrize(
    ("kind", "trigger", "targets", "wanted"),
    [
        ("statement", "accused", ["Rwanda"], "Ministry accuses Rwanda"),
        ("statement", "denies", [], "Ministry denies an account"),
        ("statement", "called on", ["Rwanda"], "Ministry calls on Rwanda to act"),
        ("statement", "called for", [], "Ministry calls for action"),
        ("statement", "claimed responsibility", [], "Ministry claims responsibility at Goma"),
        ("statement", "said in so many words", [], "Ministry makes a statement"),
        ("aid", "turned back", ["World Food Programme"], "Ministry blocks aid to World Food Programme at Goma"),
        ("aid", "delivered", ["World Food Programme"], "Ministry delivers aid to World Food Programme at Goma"),
        ("capture", "denied", [], "Ministry captures Goma"),
    ],
)
def test_a_title_says_the_act(kind, trigger, targets, wanted):
    assert title(kind, "actual", ["Ministry"], targets, "Goma", "at", act_of(kind, [trigger])) == wanted


@pytest.mark.parametrize(
    ("trigger", "behind", "wanted"),
    [
        ("rejected", " a rebel claim that Goma had fallen", "deny"),
        ("rejected", " the offer of a truce", "reject"),
        ("called", " the report untrue", "deny"),
        ("called", " for an end to the fighting", "urge"),
    ],
)
def test_what_stands_behind_a_word_decides_between_acts(trigger, behind, wanted):
    assert act_of("statement", [trigger], [behind]) is ACTS[wanted][1]


def test_who_calls_somebody_a_name_calls_on_nobody():
    assert act_of("statement", ["called"], [" the two men heroes"]) is None


@pytest.mark.parametrize(
    ("kinds", "wanted"),
    [
        (["killed"], "Deaths among civilians at Goma"),
        (["wounded"], "Injuries among civilians at Goma"),
        (["killed_or_wounded", "killed"], "Casualties among civilians at Goma"),
        (["killed", "materiel"], "Losses of civilians at Goma"),
    ],
)
def test_a_title_says_what_was_lost(kinds, wanted):
    assert title("losses", "actual", [], ["civilians"], "Goma", "at", lost(kinds)) == wanted


def test_acts_that_disagree_are_only_a_statement():
    assert act_of("statement", ["welcomed", "condemned"]) is None
    assert act_of("statement", ["condemned", "denounced"]) is ACTS["condemn"][1]


def test_no_word_belongs_to_two_acts():
    seen = [form for verbs, _ in ACTS.values() for verb in verbs.split() for form in set(forms(verb).values())]
    assert len(seen) == len(set(seen))
    assert len(set(REFUSED.split())) == len(REFUSED.split())
