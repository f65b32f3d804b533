"""What only the rules see beside a trained tagger: refused where their words say little, given to the violence that both see."""

from dataclasses import replace

import pytest
from tests.claims.test_assemble import document

from frontlog.claims.agree import seconded
from frontlog.claims.draft import Draft, Told, drafts_of, share_losses
from frontlog.claims.losses import read_losses
from frontlog.claims.settle import settle
from frontlog.grammar.clauses import read_line
from frontlog.mentions.tag import tag_with

TOLD = Told(0.9, "actual", "asserted", None, None, (), (), (), ())


def drafts(text: str) -> list[Draft]:
    report, sentences = document(text)
    line = read_line(sentences[0], list(tag_with(None, [report], sentences)))
    found = drafts_of(line)
    settle(found)
    share_losses(found, read_losses(line.sentence.span.quote, line.sentence.span.start))
    return found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The two sides reached a ceasefire in Nyala.", "seen by the rules alone"),
        ("Hundreds of residents fled from Nyala on Monday.", "seen by the rules alone"),
        ("The army captured Nyala from the RSF on Monday.", ""),
    ],
)
def test_kinds_that_need_a_second_reader(text, reason):
    found = [d for d in drafts(text) if not d.reason]
    assert found
    seconded([found])
    assert {d.reason for d in found} == {reason}


def test_a_toll_goes_to_the_violence_that_the_tagger_sees():
    found = drafts("Shells hit Nyala, and nine people were killed there.")
    toll = next(d for d in found if d.type == "losses" or d.losses)
    cause = replace(toll, type="shelling", told=TOLD, losses=[], reason="")
    toll.type, toll.reason = "losses", ""
    seconded([[cause, toll]])
    assert (toll.reason, [x.loss.min for x in cause.losses]) == ("losses of another claim", [9])
