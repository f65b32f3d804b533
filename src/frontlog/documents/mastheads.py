"""Names that a newspaper, station, agency or office bears: how they look, and which lines over a headline are one.

A name alone on the first line says whose page it is and is no headline. It shows by its last or first word ("Nile Courier", "Radio Ituri",
"Ministry of Defence of ..."); any other line is furniture where the headline under it stands twice, as on many saved pages.
"""

import re
from collections.abc import Iterator, Sequence

from frontlog.documents import boxes
from frontlog.documents.line_rules import Fitting
from frontlog.documents.lines import Line
from frontlog.reference.expressions import Expression

PRESS = Expression(
    r"^(?!By )(?:The )?(?:[A-Z][\w'&-]+ ){1,3}"
    r"(?:News|Press|Post|Times|Daily|Weekly|Agency|Media|Tribune|Herald|Monitor|Observer|Network|Radio|TV|FM|Today|Gazette|Chronicle|Courier|Wire|Mail"
    r"|Standard|Examiner|Telegraph|Dispatch|Ledger|Mirror|Express|Journal|Guardian|Sentinel|Inquirer|Independent|Bulletin|Globe|Star|Online|Portal"
    r"|Broadcasting|Magazine|Digest|Review|Insider)$"
)
STATION = Expression(
    r"^(?:Radio|Télé|Agence|Agencia|Agência|Agenzia|Diario|Diário|Gazeta|Gazette|Journal|Rádio|Voice of(?: the)?|Voix d[eu])"
    r" (?:[A-Z][\w'-]+|d[eu]|des|la|del|da|do|di)(?: (?:[A-Z][\w'-]+|d[eu]|des|la|del|da|do|di)){0,4}$"
)
HEADWORD = (
    "Ministry|Ministries|Embassy|Armed Forces|General Staff|Department|Office|Mission|Observatory|Committee|Commission|Directorate"
    "|Presidency|Council|Centre|Center|Institute|Organi[sz]ation|Watch|Médecins|Doctors|Association|League|Society|Command|United Nations"
)
OFFICE = Expression(
    rf"^(?:The )?(?:[A-Z][\w'-]+ ){{0,4}}(?:{HEADWORD})(?: (?:of|for|in|du|de|des|sans)(?: (?:the|and|of|for|[A-Z][\w'-]+)){{1,9}})?$"
)
DOES = Expression(r"\b(?:[A-Z][a-z]+(?:ies|ns|rms|rns|ls|ms|ges|ses|ces|zes|es)|Says|Reports|Calls|Hit|Hits|Kills?|Killed|Attacks?)\b")
# What headlines in capitals say that end like a newspaper ("Troops Retake Border Post", "Soldiers Storm State Radio").
DEED = Expression(
    r"\b(?:Seize|Take|Retake|Capture|Storm|Attack|Bomb|Raid|Hit|Strike|Kill|Shell|Lose|Enter|Leave|Burn|Target|Destroy|Close|Shut|Open|Fire|Claim|Down"
    r"|Ambush|Join|Ban|Block|Silence|Arrest|Detain|Hold|Quit|Reach|Cross|Blast|Overrun|Tell|Say|Warn|Accuse|Condemn|Deny|Slam|Fall)(?:s|d|ed|es)?\b"
    r"|\b(?:Border|Army|Police|Military|Command|Guard|Security|Customs|Trading|Observation|Forward) Post$|\b(?:State|Rebel|National) Radio$"
)
PLURALS = Expression(
    r"\b(?:Forces|Rights|Affairs|Nations|States|Services|Ministries|Médecins|Journalists|Refugees|Sciences|Times|News|Emirates|Expatriates|Doctors)\b"
)
# sections and menus that end like a masthead ("World News", "Watch Live TV")
SECTION = Expression(
    r"(?i)^(?:the )?(?:all|archive|breaking|business|community|contact|daily|editor|evening|featured|follow|foreign|general|good|home|in"
    r"|international|latest|live|local|middle|more|morning|most|national|our|other|political|popular|recent|regional|related|search|see"
    r"|social|sports?|subscribe|today|top|trending|war|watch|world|your|to the|letters?|photo|send|press|media|video|online)\b"
)
PAPER = Expression(  # these begin like a section and are papers ("The Morning Post")
    r"^(?:The )?(?:Daily|Evening|Morning|National|International|World|Business|Political|Regional) "
    r"(?:Post|Times|Tribune|Herald|Gazette|Chronicle|Courier|Mail|Standard|Telegraph|Star|Mirror|Express|Guardian|Independent|Examiner|Dispatch|Ledger|Monitor|Observer|Journal|Inquirer|Globe)$"
)
BY_DAY = "name over the day"
NAME_LINES = 2
ABOVE = 4  # lines at the top among which a name is looked for
HEADLINE_WORDS = 4
FURNITURE_WORDS = 8
PAGE_TITLE = Expression(r"^(?P<title>.{12,300}?) (?:\||–|—|-|::|»|·|•) (?P<name>[^|–—»·•]{2,60})$")


def named(words: str) -> bool:
    """Whether words are the name of a newspaper, station, agency or office and nothing else."""
    words = words.title() if words.isupper() and " " in words else words
    if PRESS.match(words) or STATION.match(words):
        return (not SECTION.match(words) or PAPER.match(words) is not None) and not DEED.search(words)
    return bool(OFFICE.match(words)) and not DEED.search(words) and not DOES.search(PLURALS.sub("", words))


def above(lines: Sequence[Line], fits: Sequence[Fitting], free: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """The lines over a report's headline that are not its own, each with its kind and why. `free` are the lines before the first paragraph
    that nothing else explains."""
    dated = [i for i in range(free[-1] if free else 0) if (row := fits[i].at("head")) is not None and row.kind == "dateline"]
    strip = boxes.strip(lines, free, dated) or ()
    yield from ((i, "navigation", BY_DAY) for i in _by_day(lines, free, dated))
    yield from ((i, "related", "headlines above the report") for i in strip)
    yield from ((i, "navigation", "masthead") for i in over(lines, [i for i in free if i not in strip]))


def _by_day(lines: Sequence[Line], free: Sequence[int], dated: Sequence[int]) -> tuple[int, ...]:
    """A blog's name, and what it says of itself, over the day under which the headline stands: a headline has hardly three words."""
    day = next(iter(dated), 0)
    over = [i for i in free if i < day]
    under = [i for i in free if i > day]
    short = 0 < len(over) <= NAME_LINES and lines[over[0]].words < HEADLINE_WORDS and over == list(range(over[0], day))
    named_ = short and re.fullmatch(r"[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|of|the|from|on|and|in))*", lines[over[0]].plain) is not None
    headed = bool(under) and lines[under[0]].words >= HEADLINE_WORDS and not lines[under[0]].final
    return tuple(over) if named_ and headed and not SECTION.match(lines[over[0]].plain) else ()


def over(lines: Sequence[Line], free: Sequence[int]) -> tuple[int, ...]:
    """The lines above the headline that are the page's own: names, what stands over a headline that is said twice, the page's title with
    the site's name behind it."""
    said = [lines[i].plain.casefold() for i in free]
    twice = [i for i, words in zip(free, said, strict=True) if lines[i].words >= HEADLINE_WORDS and said.count(words) > 1]
    out = [i for i in free if twice and i < twice[0] and lines[i].words <= FURNITURE_WORDS and not lines[i].final]
    for i in free[:ABOVE]:
        found = PAGE_TITLE.match(lines[i].plain)
        if found and found["title"].casefold() in said:
            out.append(i)
    for place, i in enumerate(free[:ABOVE]):
        under = [j for j in free[place + 1 :] if j not in out and lines[j].words >= HEADLINE_WORDS]
        if i not in out and not (under and named(lines[i].plain)):
            break
        out.append(i)
    return tuple(sorted(set(out)))
