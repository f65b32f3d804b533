"""Explanations and claims as HTML for notebooks. Every word of a document is escaped: a report may hold markup that wants to run."""

from collections.abc import Iterable
from html import escape

from frontlog.model import ActorRef, Claim
from frontlog.reference.lookalikes import visible
from frontlog.views.node import Node

OPEN = 2  # levels that stand open; below, a click opens them
SHOWN = 400  # records of one explanation that are drawn: a notebook with more would not scroll
FOLD = 'style="margin-left:1em"'
QUOTE = 'style="margin:.2em 0 .2em 1em;padding-left:.6em;border-left:3px solid #999"'
CELL = 'style="text-align:left;vertical-align:top"'
HEADS = ("type", "who", "whom", "where", "when", "said as", "sentence")


def node_html(node: Node) -> str:
    """An explanation as a tree that opens and closes without scripts."""
    left = [SHOWN]
    drawn = _node(node, 0, left)
    more = "" if left[0] > 0 else "<p>… and more: print(explanation) shows all.</p>"
    return f"<div>{drawn}{more}</div>"


def _node(node: Node, depth: int, left: list[int]) -> str:
    if left[0] <= 0:
        return ""
    left[0] -= 1
    head = f"<b>{escape(node.kind)}</b> {_plain(node.says)} <code>{escape(node.id)}</code>"
    if node.span:
        where = f"{node.span.document} {node.span.start}–{node.span.end}"
        head += f"<div {QUOTE}>{_plain(node.span.quote)} <small>[{escape(where)}]</small></div>"
    if not node.because:
        return f"<div {FOLD} dir='auto'>{head}</div>"
    below = "".join(_node(one, depth + 1, left) for one in node.because)
    return f"<details {FOLD}{' open' if depth < OPEN else ''}><summary dir='auto'>{head}</summary>{below}</details>"


def claims_html(claims: Iterable[Claim]) -> str:
    """Claims as a table."""
    heads = "".join(f"<th {CELL}>{head}</th>" for head in HEADS)
    rows = "".join(f"<tr>{''.join(f'<td {CELL}>{_plain(value)}</td>' for value in _claim(claim))}</tr>" for claim in claims)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _claim(claim: Claim) -> tuple[str, ...]:
    days = " to ".join(dict.fromkeys(day.isoformat() if day else "unknown" for day in (claim.time.start, claim.time.end)))
    where = ", ".join(place.name or place.text for place in claim.place)
    said = f"{claim.modality}, {claim.certainty}{f', by {claim.source.text}' if claim.source else ''}"
    return claim.type, _named(claim.agent), _named(claim.target), where, days, said, claim.evidence.quote


def _named(actors: Iterable[ActorRef]) -> str:
    return ", ".join(actor.name or actor.text for actor in actors)


def _plain(text: str) -> str:
    """A text for HTML: escaped, on one line, with characters that turn or hide others shown as such."""
    return escape(visible(text))
