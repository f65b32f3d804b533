"""Claims out of replies: what stands in the text becomes a claim with exact spans, everything else a rejection with its reason."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontlog.claims.replied import replied
from frontlog.claims.reply_rows import ReplyError, rows
from frontlog.documents.read import read
from frontlog.model import Claim, Document, Rejection, Reply, Sentence
from support.records import document, raw

TEXT = (
    "Border post changes hands\n\nThe Karsk Guard captured the border post of Ulmen on Tuesday, the ministry said. "
    "It lost two men.\n\nNobody could be reached in the valley.\n\nLike this? Support us on Patreon.\n"
)
FIRST = "The Karsk Guard captured the border post of Ulmen on Tuesday, the ministry said."
CAPTURE: dict[str, Any] = {
    "evidence": FIRST,
    "type": "capture",
    "trigger": "captured",
    "agent": [{"text": "The Karsk Guard"}],
    "place": [{"text": "the border post of Ulmen", "relation": "at"}],
    "time": {"text": "on Tuesday", "start": "2017-10-10", "end": "2017-10-10"},
    "certainty": "attributed",
    "source": "the ministry",
}


def told(*answers: str, text: str = TEXT, published: date | None = date(2017, 10, 12)) -> tuple[list[Claim], list[Rejection], Document]:
    parts = list(read([raw(text)]))
    doc = next(p for p in parts if isinstance(p, Document))
    doc = document(doc.text, doc.id, published=published)
    sentences = [p for p in parts if isinstance(p, Sentence)]
    asked = datetime(2026, 1, 1, tzinfo=UTC)
    replies = [Reply(id=f"y-{n}", document=doc.id, part=n, model="m", question="q", text=a, asked=asked) for n, a in enumerate(answers)]
    out = list(replied([doc], sentences, replies))
    return [o for o in out if isinstance(o, Claim)], [o for o in out if isinstance(o, Rejection)], doc


def answer(*claims: object) -> str:
    return json.dumps({"claims": claims})


def spans_are_exact(claims: list[Claim], text: str) -> None:
    for claim in claims:
        pieces = [
            claim.trigger,
            *claim.agent,
            *claim.target,
            *claim.place,
            *claim.losses,
            *claim.objects,
            *([claim.source] if claim.source else []),
        ]
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        for piece in pieces:
            assert text[piece.start : piece.end] == piece.text


def test_a_good_answer_becomes_a_claim_with_exact_spans() -> None:
    claims, rejected, doc = told(answer(CAPTURE, {"evidence": "It lost two men.", "type": "losses", "trigger": "lost", "target": ["It"],
                                                  "losses": [{"kind": "killed", "min": 2, "max": 2, "text": "two men"}]}))  # fmt: skip
    assert [c.type for c in claims] == ["capture", "losses"]
    assert not rejected
    spans_are_exact(claims, doc.text)
    capture, losses = claims
    assert (capture.time.start, capture.time.text) == (date(2017, 10, 10), "on Tuesday")
    assert (capture.certainty, capture.source and capture.source.text) == ("attributed", "the ministry")
    assert capture.place[0].text == "the border post of Ulmen"
    assert (losses.losses[0].min, losses.losses[0].kind) == (2, "killed")


def changed(**fields: Any) -> dict[str, Any]:
    return {**CAPTURE, **fields}


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (changed(evidence="The Karsk Guard took the border post of Ulmen on Tuesday."), "not in the text"),
        (changed(evidence="Like this? Support us on Patreon.", trigger="Support"), "not in the text"),  # a plea is no evidence
        (changed(trigger="conquered"), "not in the text"),
        (changed(trigger=""), "not in the text"),
        (changed(type="victory"), "not what was asked for"),
        (changed(modality="maybe"), "not what was asked for"),
        (changed(losses=[{"kind": "killed", "min": 10**12, "text": "two men"}]), "not what was asked for"),
        (changed(losses=[{"kind": "killed", "min": 9, "max": 2, "text": "two men"}]), "not what was asked for"),
        (changed(losses=[{"kind": "killed", "min": True, "text": "two men"}]), "not what was asked for"),
    ],
)
def test_what_does_not_hold_is_rejected_whole(claim: dict[str, Any], reason: str) -> None:
    claims, rejected, _ = told(answer(claim, {**CAPTURE, "type": "hold"}))
    assert [c.type for c in claims] == ["hold"]  # the good one beside it goes through
    assert [r.reason for r in rejected] == [reason]


@pytest.mark.parametrize("field", ["agent", "target", "place", "objects"])
def test_a_participant_that_nobody_named_is_left_out(field: str) -> None:
    claims, rejected, doc = told(answer(changed(**{field: [{"text": "the Fifth Army of Nowhere"}]})))
    assert len(claims) == 1
    assert not getattr(claims[0], field)
    assert [r.reason for r in rejected] == ["not in the text"]
    assert "Fifth Army" in rejected[0].message
    spans_are_exact(claims, doc.text)


def test_a_participant_may_stand_in_a_sentence_before() -> None:
    claims, rejected, doc = told(
        answer({"evidence": "It lost two men.", "type": "losses", "trigger": "lost", "target": ["The Karsk Guard"]})
    )
    assert claims[0].target[0].start == doc.text.index("The Karsk Guard")
    assert not rejected


def test_words_inside_other_words_are_not_found() -> None:
    claims, _, _ = told(answer(changed(agent=["Guar"], target=["arsk"])))
    assert (claims[0].agent, claims[0].target) == ((), ())


def test_a_day_after_publication_is_not_believed() -> None:
    claims, rejected, _ = told(answer(changed(time={"text": "on Tuesday", "start": "2017-10-31", "end": None})))
    assert claims[0].time.start == date(2017, 10, 10)  # our own reading
    assert [r.reason for r in rejected] == ["impossible days"]


@pytest.mark.parametrize("text", ["", "I cannot help with that.", "[1, 2]", '{"claims": 7}', '{"claims": [', "{" * 5000, "null"])
def test_an_answer_that_is_none_is_a_rejection(text: str) -> None:
    claims, rejected, _ = told(text, answer(CAPTURE))
    assert len(claims) == 1
    assert [r.reason for r in rejected] == ["reply not read"]


@pytest.mark.parametrize("wrap", ["```json\n{}\n```", "Here you are:\n{}\nAnything else?", "```\n{}\n```"])
def test_json_is_found_among_words(wrap: str) -> None:
    claims, _, _ = told(wrap.replace("{}", answer(CAPTURE)))
    assert len(claims) == 1


def test_a_claim_told_twice_counts_once() -> None:
    claims, _, _ = told(answer(CAPTURE, CAPTURE), answer(CAPTURE))
    assert len(claims) == 1


def test_rows_bound_what_a_runaway_model_may_cost() -> None:
    assert len(rows(answer(*[CAPTURE] * 1000))) == 400
    with pytest.raises(ReplyError):
        rows("{}")


LEAVES = st.sampled_from([None, True, -1, 2, 0.5, "", "x", FIRST, "captured", "killed", "capture", "two men", "2017-10-10", "\ud800"])
KEYS = st.sampled_from([*CAPTURE, "text", "kind", "min", "losses", "claims"])
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*CAPTURE, "losses", "objects", "target", "modality"]), JSON))
def test_no_answer_breaks_the_reader(fields: dict[str, Any]) -> None:
    claims, _, doc = told(answer({**CAPTURE, **fields}))
    spans_are_exact(claims, doc.text)
