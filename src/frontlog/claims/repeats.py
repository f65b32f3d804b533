"""One claim told twice in a document is one claim: the more detailed telling stays, a title yields to the body."""

from collections.abc import Collection, Sequence

from frontlog.model import Claim

_LASTING = ("hold", "besiege")


def repeated(claims: Sequence[Claim], titles: Collection[str]) -> set[str]:
    """Ids of claims that another claim of the document tells with more detail."""
    told = {claim.type for claim in claims if claim.id not in titles}
    dropped = {claim.id for claim in claims if claim.id in titles and claim.type in told}  # a title shortens what the body tells
    for place, claim in enumerate(claims):
        for other in claims[place + 1 :]:
            if claim.id in dropped or other.id in dropped or not same(claim, other, claim.id in titles or other.id in titles):
                continue
            weaker = claim if (claim.id in titles or detail(claim) < detail(other)) and other.id not in titles else other
            dropped.add(weaker.id)
    return dropped


def same(claim: Claim, other: Claim, loose: bool) -> bool:
    """Whether two claims tell one thing. `loose` for titles, which shorten: what is missing on one side does not count against it."""
    if claim.type != other.type or claim.modality != other.modality or claim.evidence.start == other.evidence.start:
        return False
    if claim.type == "statement" and not loose:
        return (
            claim.trigger.text.lower() == other.trigger.text.lower()
            and _ids(claim.agent) == _ids(other.agent)
            and claim.target == other.target
            and claim.evidence.quote == other.evidence.quote
        )
    pairs = ((_ids(claim.agent), _ids(other.agent)), (_places(claim), _places(other)))
    if loose:
        return all(not a or not b or a & b for a, b in pairs)
    if not all(pair[0] and pair[0] == pair[1] for pair in pairs):
        return False
    return claim.type in _LASTING or (
        _ids(claim.target) == _ids(other.target) and _losses(claim) == _losses(other) and claim.time.start == other.time.start
    )


def detail(claim: Claim) -> int:
    """How much a claim says."""
    return 2 * len(claim.place) + len(claim.agent) + len(claim.target) + len(claim.losses) + bool(claim.time.text) + bool(claim.source)


def _ids(actors: Sequence[object]) -> set[str]:
    return {str(getattr(a, "id", "")) or str(getattr(a, "name", "")).lower() for a in actors}


def _places(claim: Claim) -> set[str]:
    return {p.id or p.name.lower() for p in claim.place}


def _losses(claim: Claim) -> set[tuple[str, int | None]]:
    return {(loss.kind, loss.min) for loss in claim.losses}
