"""The page's data: complete, by offset, equal for equal rows, and without readers' words."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontlog.model import Claim, ControlState, Copy, DateCandidate, Document, Effect, Mutation, Origin, Rejection, Segment, Span
from frontlog.views.bundle import bundle
from frontlog.views.bundle_names import bare
from frontlog.views.bundle_parts import parts
from frontlog.views.bundle_typescript import typescript
from support.sample import Week, week

ROOT = Path(__file__).parents[2]
BY = Origin("test", "1")
KINDS = st.sampled_from(["title", "body", "plea", "comment", "navigation"])
DOCUMENT = week()(Document)[0]


def document(text: str) -> Document:
    return replace(DOCUMENT, id="d", text=text)


def segment(start: int, end: int, kind: str, text: str) -> Segment:
    return Segment(id=f"g-{start}-{end}-{kind}", span=Span("d", start, end, text[start:end]), kind=kind, reason="test", origin=BY)


def test_every_claim_can_be_cut_out_of_the_parts_of_its_document() -> None:
    data = bundle(week())
    texts = {d["id"]: "".join(p["text"] or "\0" * (p["end"] - p["start"]) for p in d["parts"]) for d in data["documents"]}
    quotes = {c.id: c for c in week()(Claim)}
    assert len(data["claims"]) == len(quotes) > 30
    for claim in data["claims"]:
        text, record = texts[claim["document"]], quotes[claim["id"]]
        assert text[claim["start"] : claim["end"]] == record.evidence.quote
        assert [text[a["start"] : a["end"]] for a in claim["agent"]] == [a.text for a in record.agent]
        assert text[claim["trigger"]["start"] : claim["trigger"]["end"]] == record.trigger.text


def test_offsets_after_an_emoji_count_characters() -> None:
    claims = [c for c in week()(Claim) if "🎯" in week_text(c.document) and c.evidence.start > week_text(c.document).index("🎯")]
    assert claims  # or this test says nothing
    entry = next(c for c in bundle(week())["claims"] if c["id"] == claims[0].id)
    assert (entry["start"], entry["end"]) == (claims[0].evidence.start, claims[0].evidence.end)


def week_text(name: str) -> str:
    return next(d.text for d in week()(Document) if d.id == name)


def test_readers_words_are_nowhere_in_the_bundle() -> None:
    text = json.dumps(bundle(week()), ensure_ascii=False)
    for comment in (s for s in week()(Segment) if s.kind == "comment"):
        assert comment.span.quote not in text
        for word in ("Omar_77", "halina", "truthseeker", "👏"):
            assert word not in text


def test_a_withheld_part_keeps_its_place_and_length() -> None:
    data = bundle(week())
    hidden = [p for d in data["documents"] for p in d["parts"] if p["kind"] == "comment"]
    assert len(hidden) == 3
    assert all(p["text"] is None and p["end"] > p["start"] for p in hidden)
    assert data["meta"]["comments"] == "withheld"


def test_comments_are_included_only_when_asked_for() -> None:
    data = bundle(week(), with_comments=True)
    assert "Omar_77" in json.dumps(data)
    assert data["meta"]["comments"] == "included"
    assert any(r["quote"].startswith("Omar_77") for r in data["rejections"])


def test_a_rejection_in_a_comment_says_neither_quote_nor_message() -> None:
    found = {r["id"]: r for r in bundle(week())["rejections"]}
    for record in week()(Rejection):
        if record.reason == "reader comment":
            assert found[record.id]["quote"] == ""
            assert record.quote not in found[record.id]["message"]
        else:
            assert found[record.id]["message"] == record.message


def test_equal_rows_give_an_equal_bundle_in_any_order() -> None:
    turned = week()
    for rows in turned.rows.values():
        rows.reverse()
    assert json.dumps(bundle(turned)) == json.dumps(bundle(week()))


def test_every_id_that_the_page_follows_is_there() -> None:
    data = bundle(week())
    claims, actors = {c["id"] for c in data["claims"]}, {a["id"] for a in data["actors"]}
    places, documents = {p["id"] for p in data["places"]}, {d["id"] for d in data["documents"]}
    for claim in data["claims"]:
        assert claim["document"] in documents
        assert {p["id"] for p in claim["place"]} <= places
        assert {a["id"] for a in (*claim["agent"], *claim["target"]) if a["id"]} <= actors
    for state in data["control"]:
        assert state["place"] in places
        assert {g["claim"] for g in state["evidence"]} <= claims
        assert {a for a in (state["holder"], state["besieged_by"], state["claimed_by"]) if a} <= actors
    for found in data["contradictions"]:
        assert {found["claim_a"], found["claim_b"]} <= claims


def test_control_names_its_grounds_the_weightiest_first() -> None:
    data = bundle(week())
    tabra = [s for s in data["control"] if s["place"] == "p-tabra"]
    assert [(s["first"], s["until"], s["state"], s["holder"]) for s in tabra] == [
        ("2031-03-01", "2031-03-03", "held", "nf"),
        ("2031-03-03", "2031-03-06", "contested", ""),
        ("2031-03-06", None, "held", "fed"),
    ]
    assert [(g["kind"], g["actor"], g["weight"]) for g in tabra[2]["evidence"]] == [
        ("loses", "nf", 1.8),
        ("gains", "fed", 1.6),
        ("repels", "nf", -1.4),
    ]


def test_a_place_without_a_holder_tells_who_claims_it() -> None:
    found = {s["place"]: s["claimed_by"] for s in bundle(week())["control"] if s["state"] == "unknown"}
    assert found == {"p-zarqat": "nf", "p-maren": ""}


def test_actors_of_one_side_share_a_colour() -> None:
    rows = week()
    ally = replace(rows(Effect)[0], id="e-ally", actor="militia", actor_name="Town Militia", side="government")
    rows.add(ally)
    colours = {a["id"]: (a["side"], a["colour"]) for a in bundle(rows)["actors"]}
    assert colours["militia"] == colours["fed"]
    assert len({colours["fed"], colours["nf"], colours["hc"]}) == 3
    assert colours["rb"] == ("", -1)  # no effect says on whose side it is


def test_who_is_only_quoted_has_the_name_of_the_register() -> None:
    rows = week()
    claim = rows(Claim)[0]
    rows.add(replace(claim, id="c-quoted", source_id="azerbaijan-mod", source=claim.trigger))
    assert {a["name"] for a in bundle(rows)["actors"] if a["id"] == "azerbaijan-mod"} == {"Azerbaijani Defense Ministry"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The whole city of Goma", "Goma"),
        ("Goma, a city", "Goma"),
        ("most of Loikaw, the capital", "Loikaw"),
        ("Bab al-Hawa", "Bab al-Hawa"),
        ("the airport", "the airport"),
    ],
)
def test_other_names_of_a_place_are_names(words: str, name: str) -> None:
    assert bare(words) == name


def test_a_place_that_could_not_be_located_stays_without_coordinates() -> None:
    place = next(p for p in bundle(week())["places"] if p["id"] == "p-nowhere")
    assert (place["lat"], place["lon"], place["uncertainty_m"]) == (None, None, None)


def test_a_document_carries_every_date_with_its_ground_and_the_taken_one_marked() -> None:
    text = "Army takes hill\n\n3 May 2020\n\nUpdated 4 May 2020"
    offered = (
        DateCandidate(date(2020, 5, 4), "updated", "4 May 2020", 37, 47, "the day of a later change"),
        DateCandidate(date(2020, 5, 3), "published", "3 May 2020", 17, 27, "given as the day of publication"),
        DateCandidate(date(2020, 5, 3), "url", "https://x.example/2020/05/03/a", -1, -1, "stands in the address of the page"),
    )
    said = replace(document(text), published=date(2020, 5, 3), published_role="published", dates=offered)
    (shape,) = bundle(Week({Document: [said]}))["documents"]
    assert [(d["role"], d["taken"], d["words"]) for d in shape["dates"]] == [
        ("updated", False, {"start": 37, "end": 47}),
        ("published", True, {"start": 17, "end": 27}),
        ("url", False, None),
    ]
    assert shape["dates"][1]["why"] == "given as the day of publication"
    (undated,) = bundle(Week({Document: [replace(said, published=None, published_role="", dates=())]}))["documents"]
    assert undated["dates"] == []


def changed(kind: str, at: int) -> Mutation:
    """A change of one word, at the same place in both documents."""
    before, after = Span("a", at, at + 2, "12"), Span("b", at, at + 2, "21")
    return Mutation(id=f"m-{kind}", kind=kind, span=after, earlier=before, before="12", after="21")


def test_changes_of_copies_are_given_but_for_spellings_and_readers_words() -> None:
    text = "Say 12 died. Reader says 12."
    docs = [replace(DOCUMENT, id="a", text=text), replace(DOCUMENT, id="b", text=text.replace("12", "21"))]
    hidden = [
        Segment(id=f"g-{d.id}", span=Span(d.id, 13, 28, d.text[13:28]), kind="comment", reason="test", origin=BY) for d in docs
    ]  # fmt: skip
    copies = [
        Copy(id="a", origin_group="a", copy_of="", similarity=0.0, basis=""),
        Copy(id="b", origin_group="a", copy_of="a", similarity=0.9, basis="same address", version_of="a"),
    ]
    rows = Week(
        {Document: docs, Copy: copies, Segment: hidden, Mutation: [changed("number", 4), changed("spelling", 4), changed("name", 25)]}
    )
    data = bundle(rows)
    (found,) = data["changes"]
    assert (found["kind"], found["document"], found["earlier"], found["before"], found["after"]) == ("number", "b", "a", "12", "21")
    texts = {d["id"]: "".join(p["text"] or "" for p in d["parts"]) for d in data["documents"]}
    assert texts["b"][found["start"] : found["end"]] == "21"
    assert texts["a"][found["earlier_start"] : found["earlier_end"]] == "12"
    assert {d["id"]: (d["version_of"], d["superseded_by"]) for d in data["documents"]} == {"a": ("", "b"), "b": ("a", "")}
    assert {c["kind"] for c in bundle(rows, with_comments=True)["changes"]} == {"number", "name"}


def test_an_empty_log_gives_an_empty_bundle() -> None:
    data = bundle(Week())
    assert data["meta"]["first_day"] is None
    assert set(data["meta"]["counts"].values()) == {0}
    assert data["claims"] == data["documents"] == data["control"] == []


def test_counts_take_copies_for_one_voice() -> None:
    counts = bundle(week())["meta"]["counts"]
    assert (counts["documents"], counts["voices"]) == (9, 8)


def test_the_typescript_of_the_page_is_current() -> None:
    path = ROOT / "web/src/bundle.ts"
    assert path.read_text(encoding="utf-8") == typescript(), f"Run `python -m frontlog.views.bundle_typescript > {path.relative_to(ROOT)}`."


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), KINDS), max_size=6))
def test_parts_tile_any_text_and_never_show_a_comment(text: str, spans: list[tuple[int, int, str]]) -> None:
    segments = [segment(min(a, b), min(max(a, b), len(text)), kind, text) for a, b, kind in spans if min(a, b) < len(text)]
    found = parts(document(text), segments)
    assert [p["start"] for p in found] == [0, *(p["end"] for p in found[:-1])][: len(found)]
    assert (found[-1]["end"] if found else 0) == len(text)
    private = {i for s in segments if s.kind == "comment" for i in range(s.span.start, s.span.end)}
    for part in found:
        stretch = set(range(part["start"], part["end"]))
        assert part["text"] is None or (part["text"] == text[part["start"] : part["end"]] and not stretch & private)


def test_white_space_between_segments_belongs_to_the_one_before() -> None:
    text = "Title\n\nBody."
    found = parts(document(text), [segment(0, 5, "title", text), segment(7, 12, "body", text)])
    assert [(p["kind"], p["text"]) for p in found] == [("title", "Title\n\n"), ("body", "Body.")]


@pytest.mark.parametrize("kind", ["comment", "plea"])
def test_a_comment_inside_a_larger_segment_is_withheld(kind: str) -> None:
    text = "Before. Reader here. After."
    found = parts(document(text), [segment(0, 27, "body", text), segment(8, 20, kind, text)])
    assert [p["text"] for p in found] == ["Before. ", None if kind == "comment" else "Reader here.", " After."]


def test_control_without_effects_is_shown_without_grounds() -> None:
    rows = Week({ControlState: list(week()(ControlState))})
    state = bundle(rows)["control"][0]
    assert all(g["kind"] == "" for g in state["evidence"])


def test_towns_lie_near_the_places_and_are_none_of_them() -> None:
    data = bundle(week())
    spots = [(p["lat"], p["lon"]) for p in data["places"] if p["lat"] is not None]
    assert data["towns"]
    for town in data["towns"]:
        assert any(abs(town["lat"] - lat) < 1 and abs(town["lon"] - lon) < 1 for lat, lon in spots if lat and lon)
        assert not any(abs(town["lat"] - lat) < 0.05 and abs(town["lon"] - lon) < 0.05 for lat, lon in spots if lat and lon)
    assert [t["population"] for t in data["towns"]] == sorted((t["population"] for t in data["towns"]), reverse=True)
