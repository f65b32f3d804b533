"""Two readers of one sentence made one: what the rules read and what the tagger read.

Where both see an event, the rules' type and roles stand and the tagger fills what they left empty: on reports that neither was made on,
the rules' participants were right more often (docs/quality.md). What only the tagger sees is taken when it is sure enough.
"""

import os
from collections.abc import Sequence

from frontlog.claims.draft import Draft


def agreed(ruled: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, each event once. Refused drafts of the rules stay, so that their reasons are kept."""
    mode = os.environ.get("FL_MODE", "union-rules")
    if mode == "rules":
        return list(ruled)
    if mode == "told":
        return list(told)
    least = float(os.environ.get("FL_LEAST", "0.5"))
    out = list(ruled)
    matched: set[int] = set()
    for draft in told:
        if draft.told is None:
            continue
        twin = next((d for d in ruled if not d.reason and id(d) not in matched and same(d, draft)), None)
        if twin is not None:
            matched.add(id(twin))
            if os.environ.get("FL_FILL", "1") == "1":
                twin.told = draft.told
            if os.environ.get("FL_TYPE", "0") == "1" and draft.told.sure > float(os.environ.get("FL_TSURE", "0.8")):
                twin.type = draft.type
        elif draft.told.sure >= least:
            out.append(draft)
    return out


def doubted(found: Sequence[Sequence[Draft]]) -> None:
    """Refuse what only the rules see in a document in which the tagger hardly sees anything: a football report, a film, a storm.

    Words of war are the rules' weakness, the sense of a whole sentence is the tagger's strength.
    """
    lone = [d for drafts in found for d in drafts if not d.reason and d.told is None]
    seen = [d for drafts in found for d in drafts if not d.reason and d.told is not None]
    if lone and len(seen) < float(os.environ.get("FL_SHARE", "0.25")) * (len(lone) + len(seen)):
        for draft in lone:
            draft.drop("not a report of war")


def same(a: Draft, b: Draft) -> bool:
    """Whether two drafts of a sentence are about one event: triggers that share words, or one type."""
    x, y = a.trigger.mention.span, b.trigger.mention.span
    return (x.start < y.end and y.start < x.end) or a.type == b.type
