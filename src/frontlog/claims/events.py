"""From what a trained tagger said about a trigger to a draft like the rules make, with the tagger's readings set.

Rows used: a `trigger` mention and the mentions of kind role, modality and certainty that carry its id in `of`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from frontlog.claims.clauses import Item, Line, Phrase
from frontlog.claims.draft import Draft, Told
from frontlog.claims.losses import LossReading, read_losses
from frontlog.claims.roles import Roles, hit_of, hits_of
from frontlog.model import Mention, Piece

POINTERS = frozenset(
    (
        "town",
        "city",
        "village",
        "area",
        "district",
        "region",
        "province",
        "country",
        "place",
        "camp",
        "base",
        "airport",
        "there",
        "here",
        "it",
        "countryside",
        "site",
        "neighbourhood",
    )
)
PREPOSITIONS = frozenset(
    (
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "toward",
        "towards",
        "on",
        "around",
        "outside",
        "along",
        "between",
        "of",
        "over",
        "through",
        "across",
        "inside",
        "against",
    )
)
# Below this the tagger's reading of a participant is more often wrong than right on reports it was not trained on (docs/extractor.md).
LEAST_SURE = 0.4


def told_drafts(line: Line, lines: Sequence[Line], about: Mapping[str, Sequence[Mention]]) -> list[Draft]:
    """A draft for every trigger of a sentence that a tagger read. `about` holds the mentions that name each trigger's id."""
    hits = hits_of(line)
    out = []
    for item in sorted(line.of_kind("trigger"), key=lambda i: i.first):
        said = about.get(item.mention.id)
        if said is None:
            continue
        roles = Roles(agent=_items(said, "agent", lines), target=_items(said, "target", lines))
        draft = Draft(line, item, hit_of(line, item, hits), item.label, roles, _places(said, lines))
        draft.told = _told(said)
        draft.losses = _losses(line, said)
        out.append(draft)
    return out


def _told(said: Sequence[Mention]) -> Told:
    def one(kind: str) -> str:
        return next((m.label for m in said if m.kind == kind), "")

    def piece(role: str) -> Piece | None:
        found = [m for m in said if m.kind == "role" and m.label == role and m.sure >= LEAST_SURE]
        best = max(found, key=lambda m: m.sure, default=None)
        return Piece(best.span.quote, best.span.start, best.span.end) if best else None

    objects = tuple(Piece(m.span.quote, m.span.start, m.span.end) for m in said if m.kind == "role" and m.label == "object")
    return Told(one("modality") or "actual", one("certainty") or "asserted", piece("source"), piece("time"), objects)


def _items(said: Sequence[Mention], role: str, lines: Sequence[Line]) -> list[Item]:
    found = [m for m in said if m.kind == "role" and m.label == role and m.sure >= LEAST_SURE]
    return [item for m in sorted(found, key=lambda m: m.span.start) if (item := _item(m, "actor", lines)) is not None]


def _places(said: Sequence[Mention], lines: Sequence[Line]) -> list[Phrase]:
    out = []
    for mention in sorted((m for m in said if m.kind == "role" and m.label == "place"), key=lambda m: m.span.start):
        item = _item(mention, "place", lines) if mention.sure >= LEAST_SURE else None
        if item is None:
            continue
        home = next(x for x in lines if x.sentence.number == mention.sentence)
        before = [home.low(i) for i in range(max(0, item.first - 2), item.first)]
        role = next((w for w in reversed(before) if w in PREPOSITIONS), "obj")
        words = home.tokens[item.first : item.last]
        if any(t.capital for t in words[1:]) or (words[0].capital and words[0].lower not in ("the", "a", "an")):
            label = "name"
        else:
            label = "reference" if words[-1].lower in POINTERS else "facility"
        out.append(Phrase(role, replace(item, label=label)))
    return out


def _item(mention: Mention, kind: str, lines: Sequence[Line]) -> Item | None:
    """A role as tokens of the sentence that it stands in; token edges are widened to whole tokens."""
    home = next((x for x in lines if x.sentence.number == mention.sentence), None)
    if home is None:
        return None
    base = home.sentence.span.start
    inside = [i for i, t in enumerate(home.tokens) if t.end > mention.span.start - base and t.start < mention.span.end - base]
    return Item(kind, mention.label, inside[0], inside[-1] + 1, mention) if inside else None


def _losses(line: Line, said: Sequence[Mention]) -> list[LossReading]:
    """The losses of the sentence whose words the tagger gave to this trigger."""
    spans = [(m.span.start, m.span.end) for m in said if m.kind == "role" and m.label == "loss"]
    span = line.sentence.span
    readings = read_losses(span.quote, span.start) if spans else []
    return [r for r in readings if any(r.loss.start < end and start < r.loss.end for start, end in spans)]
