"""The invented week with words that want to run, to fetch or to turn what is read, in every field that a report can fill."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import Any

from frontlog.model import ActorRef, Claim, ControlState, Document, Effect, Incident, Piece, PlaceRef, Record, Segment, Span
from support.sample import Week, week

RUN = "window.ran=1"
ELSEWHERE = "https://elsewhere.example"
SIGNS = "\u202egpj.exe\u2066 \u200bzero\u2069\u00ad"  # turned, isolated, without width, a hyphen that hides
PAYLOADS = (
    f"<script>{RUN}</script>",
    f'"><img src={ELSEWHERE}/a.png onerror="{RUN}">',
    f"'><svg onload={RUN}><animate onbegin={RUN} attributeName=x dur=1s>",
    f"</script><script>{RUN}</script>",
    f"</title></style></textarea><script>{RUN}</script>",
    f"<a href=\"javascript:{RUN}\" autofocus onfocus='{RUN}'>x</a>",
    f'<iframe srcdoc="<script>top.{RUN[7:]}</script>"></iframe><base href={ELSEWHERE}/><link rel=stylesheet href={ELSEWHERE}/a.css>',
    f'<meta http-equiv=refresh content="0;url={ELSEWHERE}/"><form action={ELSEWHERE}><input autofocus onfocus={RUN}>',
    f"--><script>{RUN}</script><!-- ]]><script>{RUN}</script><![CDATA[",
    "{{constructor.constructor('" + RUN + "')()}} ${" + RUN + "} <%= " + RUN + " %> #{" + RUN + "}",
    f"\u2028{RUN}\u2029 \\u003cscript\\u003e{RUN} &lt;script&gt;{RUN}&lt;/script&gt; &#60;script&#62;",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<details open ontoggle={RUN}><object data=data:text/html,<script>{RUN}</script>></object>",
    f"<style>@import '{ELSEWHERE}/b.css'; body {{ background: url({ELSEWHERE}/c.png) }}</style>",
    SIGNS,
)
ADDRESSES = (
    f"javascript:{RUN}//",
    f"data:text/html,<script>{RUN}</script>",
    f"JaVaScRiPt&colon;{RUN}",
    f" \tjavascript:{RUN}",
    f'https://x.example/"onmouseover="{RUN}',
    f"vbscript:{RUN}",
    f"https://x.example/{SIGNS}",
)
NAMES: Mapping[type[Any], tuple[str, ...]] = {  # fields that hold words of a report, or what was made of them
    Document: ("name", "outlet", "republished_by", "title", "author"),
    PlaceRef: ("name",),
    ActorRef: ("name",),
    Incident: ("title", "place_name", "grade_reason"),
    ControlState: ("place_name", "holder_name"),
    Effect: ("place_name", "actor_name", "reason"),
}


def hostile() -> Week:
    """All rows. Quotations are what stands at their places, as always: the words stand at the beginning of each sentence."""
    rows, words, addresses = week(), cycle(PAYLOADS), cycle(ADDRESSES)
    texts = {d.id: _laid(d.text, [s.span for s in rows(Segment) if s.span.document == d.id], words) for d in rows(Document)}
    for kind, found in rows.rows.items():
        rows.rows[kind] = [_changed(row, texts, words.__next__, addresses.__next__, "") for row in found]
    return rows


def _laid(text: str, spans: list[Span], words: "cycle[str]") -> str:
    """A text of the same length whose stretches begin with such words, as far as they go."""
    for span in spans:
        word = next(words).replace("\u2028", " ").replace("\u2029", " ")[: span.end - span.start]
        text = text[: span.start] + word + text[span.start + len(word) :]
    return text


def _changed(value: Any, texts: Mapping[str, str], word: Callable[[], str], address: Callable[[], str], document: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_changed(one, texts, word, address, document) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    document = value.id if isinstance(value, Document) else str(getattr(value, "document", "") or document)
    new: dict[str, Any] = {name: word() for name in NAMES.get(type(value), ()) if getattr(value, name) or isinstance(value, Document)}
    if isinstance(value, Document):
        new |= {"text": texts[value.id], "url": address()}
    start, end = getattr(value, "start", None), getattr(value, "end", None)
    if isinstance(start, int) and isinstance(end, int) and start >= 0:
        new |= {name: texts[document][start:end] for name in ("quote", "text") if hasattr(value, name)}
    for field in fields(value):
        if field.name not in new and (is_dataclass(inner := getattr(value, field.name)) or isinstance(inner, tuple)):
            new[field.name] = _changed(inner, texts, word, address, document)
    return replace(value, **new)


def exact(rows: Week) -> int:
    """How many quotations there are; each is checked."""
    texts, counted = {d.id: d.text for d in rows(Document)}, 0
    for claim in rows(Claim):
        pieces: list[Span | Piece] = [claim.evidence, claim.trigger, *claim.objects]
        for piece in pieces:
            assert texts[claim.document][piece.start : piece.end] == (piece.quote if isinstance(piece, Span) else piece.text)
            counted += 1
    return counted


__all__ = ["ADDRESSES", "ELSEWHERE", "PAYLOADS", "SIGNS", "Record", "exact", "hostile"]
