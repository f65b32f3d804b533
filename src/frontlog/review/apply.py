"""The stage review.claims: the claims of a document as people set them right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from frontlog.model import OF_CLAIMS, Claim, Decision, FrontlogError, Origin, Rejection, record_id, standing
from frontlog.review.corrections import corrected

STEP = "review.claims"


def reviewed(claims: Sequence[Claim], decisions: Sequence[Decision]) -> Iterator[Claim | Rejection]:
    """Claims with the corrections that stand, the last one of a field last. A claim that was dropped becomes a rejection with the reason.

    What a correction no longer fits, since the report is read otherwise now, is a rejection of that correction."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in standing(decisions):
        if decision.verdict in OF_CLAIMS:
            for subject in decision.subject:
                about[subject].append(decision)
    for claim in claims:
        yield from _reviewed(claim, about.get(claim.id, ()))


def _reviewed(claim: Claim, decisions: Sequence[Decision]) -> Iterator[Claim | Rejection]:
    dropped = next((d for d in reversed(decisions) if d.verdict == "dropped"), None)
    if dropped is not None:
        yield _rejection(claim, claim.id, "dropped by a reviewer", f"{dropped.who} dropped this claim ({dropped.id}): {dropped.why}")
        return
    now, done = claim, []
    for decision in decisions:
        try:
            now = corrected(now, decision.field, decision.value)
        except FrontlogError as error:
            yield _rejection(claim, decision.id, "a correction that no longer fits", f"{decision.id} by {decision.who}: {error}")
        else:
            done.append(decision.id)
    yield replace(now, origin=Origin(STEP, " ".join(done))) if done else now


def _rejection(claim: Claim, subject: str, reason: str, message: str) -> Rejection:
    span = claim.evidence
    return Rejection(
        id=record_id("r", STEP, subject, message),
        subject=subject,
        document=claim.document,
        start=span.start,
        end=span.end,
        quote=span.quote,
        step=STEP,
        reason=reason,
        message=message,
    )
