"""Wording that looks ahead: "will ... on Monday", "is due", "scheduled for". Days and weekdays behind it lie in the future."""

import re

from frontlog.reference.expressions import Expression

# Up to the next clause border before the expression.
_AHEAD = Expression(
    r"(?:\b(?:will|shall|would|scheduled|due|slated|planned|plans|plan|planning|expected|expects|set\sto|upcoming|forthcoming|intends?|vows?"
    r"|vowed|agreed\sto|aims\sto|hopes\sto|prepar\w{1,5}|by\sthe\send|to\sbe\s\w{3,12}ed|to\sbe\s(?:held|sent|put)|(?:is|are)\sto\s(?=[a-z])|ahead\sof)"
    r"\b|n[’']?ll\b|(?:is|are)\sto\s)"
    r"[^,;:.!?()\"“”\n]{0,120}$",
    re.IGNORECASE,
)
_REACH = 150
_BETWEEN = Expression(
    r"\b(?:that|which|who|after|when|since|said|told|announced|following|launched|agreed|signed|of)\b[^,]*$", re.IGNORECASE
)
# "had planned to strike on 3 May" and "were due to begin on Friday, but nobody came" tell what did not come.
_HAD = Expression(r"\b(?:had|having)\s(?:been\s)?$", re.IGNORECASE)
_WAS = Expression(r"\b(?:was|were)\s(?:to\s)?$", re.IGNORECASE)
_FAILED = Expression(
    r"[^.;]{0,40}?\b(?:but|however|never|did\snot|didn[’']t|failed|cancell?ed|postponed|called\soff|collapsed)\b", re.IGNORECASE
)


def looks_ahead(sentence: str, start: int) -> bool:
    """Whether words before `start`, in its clause, put it in the future."""
    before = sentence[max(0, start - _REACH) : start]
    cue = _AHEAD.search(before)
    if cue is None or _BETWEEN.search(before[cue.start() + (8 if cue[0].lower().startswith("ahead of") else 4) :]):
        return False
    lead = before[: cue.start()]
    if _HAD.search(lead):
        return False
    return not (_WAS.search(lead) and _FAILED.match(sentence[start : start + 120]))
