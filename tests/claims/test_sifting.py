"""Which drafts are too unlikely to be claims, and where the losses of what is refused go."""

from dataclasses import replace

import pytest
from tests.claims.test_assemble import document

from frontlog.claims import sifting
from frontlog.claims.assemble import assemble
from frontlog.claims.draft import Draft, Told, drafts_of, share_losses
from frontlog.claims.losses import read_losses
from frontlog.claims.settle import settle
from frontlog.claims.sifting import LEAST, density, features, likely, sift, weigh
from frontlog.claims.vocabulary import numbers
from frontlog.grammar.clauses import read_line
from frontlog.mentions.tag import tag, tag_with
from frontlog.model import Claim, Rejection

TOLD = Told(0.9, "capture", "actual", "asserted", None, None, (), (), (), ())


def drafts(text: str) -> list[Draft]:
    report, sentences = document(text)
    line = read_line(sentences[0], list(tag_with(None, [report], sentences)))
    found = drafts_of(line)
    settle(found)
    share_losses(found, read_losses(line.sentence.span.quote, line.sentence.span.start))
    return found


@pytest.mark.parametrize(
    ("told", "reason"),
    [(None, "seen by the rules alone"), (TOLD, "")],
)
def test_what_the_rules_see_needs_a_second_reader(told, reason):
    found = [d for d in drafts("The two sides reached a ceasefire in Nyala.") if not d.reason]
    assert found
    found[0].told = told
    weigh([found])
    sift([found])
    assert {d.reason for d in found} == {reason}


def test_the_surer_the_tagger_the_likelier_the_claim():
    (draft,) = (d for d in drafts("The army captured Nyala from the RSF on Monday.") if not d.reason)
    chances = []
    for sure in (0.35, 0.6, 0.9):
        draft.told = replace(TOLD, sure=sure)
        chances.append(likely(numbers("sifting")["claim"], features(draft, [draft], 0.5)))
    assert chances == sorted(chances)
    assert 0 < chances[0] < chances[-1] < 1


def test_what_is_unlikely_is_refused_and_what_is_likely_stays(monkeypatch):
    monkeypatch.setattr(sifting, "numbers", lambda _: {"claim": {"always": -3.0, "both": 6.0}})
    sure, unsure = (next(d for d in drafts("The army captured Nyala from the RSF.") if not d.reason) for _ in range(2))
    sure.told = TOLD
    weigh([[sure], [unsure]])
    sift([[sure], [unsure]])
    assert (sure.reason, sure.sure) == ("", 0.953)
    assert (unsure.reason, unsure.sure < LEAST) == ("seen by the rules alone", True)


def test_a_toll_goes_to_the_violence_that_the_tagger_sees():
    found = drafts("Shells hit Nyala, and nine people were killed there.")
    toll = next(d for d in found if d.type == "losses" or d.losses)
    cause = replace(toll, type="shelling", told=TOLD, losses=[], reason="", sure=0.9)
    toll.type, toll.reason, toll.sure = "losses", "", 0.9
    sift([[cause, toll]])
    assert (toll.reason, [x.loss.min for x in cause.losses]) == ("losses of another claim", [9])


def test_the_losses_of_what_is_refused_are_not_lost():
    found = drafts("Shells hit Nyala, and nine people were killed there.")
    bearer = next(d for d in found if d.losses)
    cause = replace(bearer, type="shelling", told=TOLD, losses=[], reason="", sure=0.9)
    bearer.type, bearer.reason, bearer.sure = "bombing", "", 0.1
    sift([[cause, bearer]])
    assert (bearer.reason, [x.loss.min for x in cause.losses]) == ("seen by the rules alone", [9])


def test_a_clear_act_in_the_title_stands_where_the_body_does_not_tell_it():
    report, sentences = document("The governor gave no details.", title="Rebels capture town of Tula in night attack")
    claims = [row for row in assemble([report], sentences, list(tag([report], sentences))) if isinstance(row, Claim)]
    assert "capture" in {claim.type for claim in claims}
    assert all(claim.confidence < LEAST for claim in claims)


def test_density_counts_what_the_tagger_sees_a_sentence():
    (draft,) = (d for d in drafts("The army captured Nyala from the RSF.") if not d.reason)
    assert density([]) == density([[draft], []]) == 0
    draft.told = TOLD
    assert density([[draft], []]) == 0.45


def test_every_weight_is_of_a_feature_that_exists():
    seen = set()
    for text in ("The army captured Nyala.", "The army shelled Nyala, killing nine people.", 'He said: "Rebels hold it."'):
        found = drafts(text)
        for draft in found:
            seen |= set(features(draft, found, 0.0))
            draft.told = TOLD
            seen |= set(features(draft, found, 0.0))
    heads = {name.split(":")[0] for name in seen}
    assert {name.split(":")[0] for name in numbers("sifting")["claim"]} <= {*heads, "told", "sure", "refused"}


def test_without_a_tagger_nothing_is_sifted_and_with_it_each_refusal_is_told():
    report, sentences = document("The two sides reached a ceasefire in Nyala. The army captured Nyala from the RSF on Monday.")
    ruled = list(assemble([report], sentences, list(tag_with(None, [report], sentences))))
    assert not [row for row in ruled if isinstance(row, Rejection) and row.reason in ("unlikely", "seen by the rules alone")]
    both = list(assemble([report], sentences, list(tag([report], sentences))))
    claims = [row for row in both if isinstance(row, Claim)]
    assert all(claim.confidence >= LEAST for claim in claims)
    assert any(claim.type == "capture" for claim in claims)
