"""Second looks: what can be read but is probably a slip. Each warning names its line and what a careful coder would do."""

import re
from collections import Counter
from collections.abc import Iterator

from training.notation.records import Claim, Report, Sentence
from training.notation.values import quantity

Warned = tuple[int, str]
NEEDS_PLACE = ("capture", "advance", "besiege", "break_siege", "hold", "shelling")
ACTIVE = ("repel", "statement", "surrender", "defect", "besiege", "hold")
RUN_ON = re.compile(r"[a-z\d)]{3}[.!?][\"”’']? [A-Z“\"‘]\w+ \w+")
TITLES = re.compile(r"\b(?:Gen|Col|Maj|Capt|Lt|Sgt|Dr|Mr|Mrs|Ms|Prof|St|Mt|Brig|Sen|Rep|Gov|No|vs|approx|km)\. ")


def of_claim(claim: Claim) -> Iterator[str]:
    """What is odd about one claim."""
    if claim.type in NEEDS_PLACE and not claim.place and claim.modality == "actual":
        yield f"{claim.type} '{claim.trigger.text}' has no place. Name it, implied with '~' if a sentence beside says it."
    if claim.type in ACTIVE and not claim.agent and claim.modality == "actual":
        yield f"{claim.type} '{claim.trigger.text}' has no agent ('by')."
    if claim.type == "statement" and claim.source is not None:
        yield "a statement has its speaker as agent and no source; what the speaker says happened is a claim of its own."
    if claim.type == "losses" and not claim.losses:
        yield "a losses claim has no 'loss' field."
    if claim.type in claim.alt:
        yield f"'alt {claim.type}' repeats the type."
    if claim.modality in ("planned", "conditional") and claim.when.end is not None and claim.when.piece is None:
        yield f"{claim.modality} without time words, but its end is set: an open end ('d0..') is usual."
    twice = [
        name for name, count in Counter((role.piece.start, role.entity.id, role.entity.name) for role in claim.agent).items() if count > 1
    ]
    if twice:
        yield f"the same agent stands twice: {twice[0][2]}."
    for loss in claim.losses:
        read = quantity(loss.piece.text)
        if read != (None, None) and read != (loss.min, loss.max):
            yield f"'{loss.piece.text}' reads as {read}, the line says {(loss.min, loss.max)}."


def run_on(sentence: Sentence) -> bool:
    """Whether a line seems to hold two sentences."""
    bare = TITLES.sub("x ", re.sub(r"“[^”]*”|\"[^\"]*\"", "Q", sentence.piece.text))
    return sentence.kind == "body" and bool(RUN_ON.search(bare))


def unbracketed(report: Report) -> Iterator[Warned]:
    """Names that are bracketed in one place and stand bare in another."""
    covered = [(m.piece.start, m.piece.end) for m in report.mentions]
    names = {m.piece.text for m in report.mentions if m.kind in ("actor", "person", "place") and re.match(r"[A-Z]|al-", m.piece.text)}
    for sentence in report.sentences:
        if sentence.kind not in ("title", "body"):
            continue
        for name in sorted(names, key=lambda word: (-len(word), word)):
            for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence.piece.text):
                start, end = sentence.piece.start + hit.start(), sentence.piece.start + hit.end()
                if not any(low <= start and end <= high for low, high in covered):
                    yield sentence.line, f"'{name}' is bracketed elsewhere and bare here."


def warnings(report: Report) -> list[Warned]:
    """All second looks at one report, by line."""
    found: list[Warned] = [(claim.line, text) for claim in report.claims for text in of_claim(claim)]
    found += [(s.line, "this line seems to hold two sentences; write one a line.") for s in report.sentences if run_on(s)]
    found += unbracketed(report)
    used = {m.label for m in report.mentions} | {role.entity.label for c in report.claims for role in (*c.agent, *c.target, *c.place)}
    sides = {loss.side for c in report.claims for loss in c.losses}
    found += [
        (e.line, f"'{e.label}' of the cast is never used.") for e in report.cast if e.line and e.label not in used and e.id not in sides
    ]
    if not report.outlet:
        found.append((report.line, "no outlet: in the head."))
    seen: Counter[tuple[str, int]] = Counter((c.type, c.trigger.start) for c in report.claims)
    found += [(report.line, f"{count} {kind} claims share one trigger.") for (kind, _), count in seen.items() if count > 1]
    return sorted(set(found))


def counts(reports: tuple[Report, ...]) -> dict[str, Counter[str]]:
    """What a part of the corpus holds, to see what is still rare."""
    claims = [claim for report in reports for claim in report.claims]
    sentences = [s for report in reports for s in report.sentences if s.kind in ("title", "body")]
    with_claims = {(report.id, c.evidence.start) for report in reports for c in report.claims}
    return {
        "all": Counter(reports=len(reports), sentences=len(sentences), with_claims=len(with_claims), claims=len(claims)),
        "type": Counter(claim.type for claim in claims),
        "modality": Counter(claim.modality for claim in claims),
        "certainty": Counter(claim.certainty for claim in claims),
        "relation": Counter(role.relation for claim in claims for role in claim.place),
        "loss": Counter(loss.kind for claim in claims for loss in claim.losses),
        "mention": Counter(m.kind for report in reports for m in report.mentions),
        "implied": Counter(
            slot
            for claim in claims
            for slot, roles in (("agent", claim.agent), ("target", claim.target), ("place", claim.place))
            for role in roles
            if role.implied
        ),
    }
