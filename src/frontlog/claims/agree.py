"""Two readers of one document made one: what the rules read and what the tagger read.

Where both see an event, the rules' type and roles stand and the tagger fills what they left empty. What only the tagger sees is taken
when it is sure enough, with roles by the rules' grammar first. On 19 reports that the tagger was not trained on and the rules were not
made on, the two together found more than either alone: detection F1 .676 against .633 (rules) and .627 (tagger). See docs/quality.md.
"""

from collections.abc import Sequence

from frontlog.claims.draft import Draft

LEAST_SURE = 0.6  # of .6, .7, .8 the best detection F1 (.712, .702, .699) on 40 reports that the tagger was not trained on
VERY_SURE = 0.8  # one real sentence of war may stand in a report of something else
ENOUGH = 4  # a few events that the tagger missed prove nothing about a document
SHARE_SEEN = 0.25  # a judgement: on 40 reports of war detection F1 is .712 with it and was .712 without; a football report is below it


def agreed(ruled: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, each event once. Refused drafts of the rules stay, so that their reasons are kept."""
    out = list(ruled)
    matched: set[int] = set()
    for draft in told:
        if draft.told is None:
            continue
        twin = next((d for d in ruled if not d.reason and id(d) not in matched and same(d, draft)), None)
        if twin is not None:
            matched.add(id(twin))
            twin.told = draft.told
        elif draft.told.sure >= LEAST_SURE:
            out.append(draft)
    return out


def doubted(found: Sequence[Sequence[Draft]]) -> None:
    """Refuse what only the rules see in a document in which the tagger hardly sees anything: a football report, a film, a storm.

    Words of war are the rules' weakness, the sense of a whole sentence is the tagger's strength. What it is not very sure of goes too.
    """
    live = [d for drafts in found for d in drafts if not d.reason]
    seen = [d for d in live if d.told is not None and d.told.sure >= LEAST_SURE]
    if len(live) - len(seen) >= ENOUGH and len(seen) < SHARE_SEEN * len(live):
        for draft in live:
            if draft.told is None or draft.told.sure < VERY_SURE:
                draft.drop("not a report of war")


def same(a: Draft, b: Draft) -> bool:
    """Whether two drafts of a sentence are about one event: triggers that share words, or one type."""
    x, y = a.trigger.mention.span, b.trigger.mention.span
    return (x.start < y.end and y.start < x.end) or a.type == b.type
