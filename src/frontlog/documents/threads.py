"""A page of a thread that shows no report at all: what stands over its first paragraph says that this is an answer.

A forum's first post may be a report, so it is left alone. A later page, a post with a number above one, or a view of a single comment
begins in the middle of what readers say.
"""

import re
from collections.abc import Sequence
from itertools import repeat

from frontlog.documents.line_rules import Rule
from frontlog.documents.lines import Line

POST = re.compile(r"#(?P<number>\d{1,5})")
PAGE = re.compile(r"page (?P<number>\d{1,4}) ?(?:/|of) ?\d{1,4}", re.IGNORECASE)
MEMBER = re.compile(r"(?:joined|posts|messages|member since|reputation) ?: ?\S.{0,24}", re.IGNORECASE)
CARD = 2  # lines about a member: one alone ("Messages: ...") is part of a report's head
SINGLE = "view of a comment"
LATER = "page of a thread"
ANSWERS = "answers of a thread"
RE = re.compile(r"(?:title|subject|topic) ?: ?(?:re|aw|sv) ?: ?\S", re.IGNORECASE)
POSTED = re.compile(r"(?:post(?:ed)?|message|written) by:? \S.{0,80}\d", re.IGNORECASE)


def later(lines: Sequence[Line], rules: Sequence[Rule | None], first: int) -> bool:
    """Whether the page is part of a thread whose beginning stands on another page."""
    head = [(line, row.name if row else "") for line, row in zip(lines[:first], rules[:first], strict=True)]
    if any(name == SINGLE for _, name in head):
        return True
    forum = any(name == "forum furniture" for _, name in head)
    member = sum(MEMBER.fullmatch(line.plain) is not None for line, _ in head) >= CARD
    return (forum and any(map(_above_one, repeat(POST), lines[:first]))) or (member and any(map(_above_one, repeat(PAGE), lines[:first])))


def answers(lines: Sequence[Line], first: int) -> int | None:
    """Where a thread printed as one page has its first answer: its subject with "Re:" over who posted it and when."""
    return next((i for i in range(first + 1, len(lines) - 1) if RE.match(lines[i].plain) and POSTED.match(lines[i + 1].plain)), None)


def _above_one(sign: re.Pattern[str], line: Line) -> bool:
    """Whether a line is nothing but a number of that sort, and not the first."""
    found = sign.fullmatch(line.plain)
    return found is not None and int(found["number"]) > 1
