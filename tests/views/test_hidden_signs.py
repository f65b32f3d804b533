"""Signs that nobody sees: people are shown them, machines get the text as it is with a word of warning."""

from dataclasses import replace

from frontlog.model import Claim, Document
from frontlog.views.bundle import bundle
from frontlog.views.explain import explain, lines
from frontlog.views.explain_html import node_html
from frontlog.views.exports.export import Export
from frontlog.views.exports.native import TABLES
from support.sample import Week, week

SIGN = "\u202e"


def marked() -> tuple[Week, Claim]:
    """The sample with such a sign in the sentence of a claim, instead of a space, and an outlet that looks like another."""
    rows = week()
    claim = rows(Claim)[0]
    document = next(d for d in rows(Document) if d.id == claim.document)
    at = claim.evidence.quote.index(" ")
    quote = claim.evidence.quote[:at] + SIGN + claim.evidence.quote[at + 1 :]
    place = claim.evidence.start + at
    changed = replace(document, text=document.text[:place] + SIGN + document.text[place + 1 :], outlet="R\u0435uters")
    now = replace(claim, evidence=replace(claim.evidence, quote=quote))
    rows.rows[Document] = [changed if d.id == document.id else d for d in rows(Document)]
    rows.rows[Claim] = [now if c.id == claim.id else c for c in rows(Claim)]
    return rows, now


def test_an_explanation_shows_the_sign_and_the_outlet() -> None:
    rows, claim = marked()
    told = "\n".join(lines(explain(rows, claim.id)))
    assert "[U+202E]" in told
    assert SIGN not in told
    assert "looks like 'Reuters'" in told
    drawn = node_html(explain(rows, claim.id))
    assert "[U+202E]" in drawn
    assert SIGN not in drawn


def test_exports_keep_the_quotation_and_warn() -> None:
    rows, claim = marked()
    export = Export(rows)
    text = next(d.text for d in rows(Document) if d.id == claim.document)
    spans = [row for row in TABLES["spans"](export) if row["claim_id"] == claim.id and row["field"] == "evidence"]
    assert [(row["exact"], row["warning"]) for row in spans] == [
        (text[claim.evidence.start : claim.evidence.end], "1 character that nobody sees or that turn others (U+202E)")
    ]
    assert SIGN in spans[0]["exact"]
    warned = {row["document_id"]: row["warning"] for row in TABLES["documents"](export)}
    assert "text: 1 character" in warned[claim.document]
    assert "outlet: 'R\u0435uters' has letters of two scripts" in warned[claim.document]
    assert {row["outlet"] for row in TABLES["sources"](export) if row["warning"]} == {"R\u0435uters"}
    assert all(not said for key, said in warned.items() if key != claim.document)


def test_the_page_is_told_of_the_outlet() -> None:
    rows, _ = marked()
    assert [o["name"] for o in bundle(rows, "x")["outlets"] if o["warning"]] == ["R\u0435uters"]
