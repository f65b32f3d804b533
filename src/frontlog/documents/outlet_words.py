"""How pages write whose they are: stated origins, authors, copyright, agencies of datelines, hosts that are nobody's name."""

import re

from frontlog.documents.heads import ARABIC_WIRES, UP, WIRES
from frontlog.documents.patterns import STAMP
from frontlog.reference.expressions import Expression

GENERIC_HOSTS = ("www", "en", "eng", "english", "m", "amp", "mobile", "edition", "int", "rss", "feeds", "web", "old", "beta")
NOT_OUTLETS = Expression(
    r"(?:^|\.)(?:patreon|paypal|paypalobjects|facebook|twitter|x|t|telegram|youtube|youtu|instagram|gofundme|ko-fi|buymeacoffee|liberapay|boosty|google|gmail|yahoo|"
    r"hotmail|outlook|list|mail|yandex|protonmail|proton|archive|web|wordpress|blogspot|medium|substack|bit)\.(?:com|org|net|ru|me|ly|be|it|is|am)$"
)
LANGUAGES = r"(?:arabic|russian|ukrainian|hebrew|french|spanish|german|turkish|persian|farsi|kurdish|english|chinese|burmese|amharic)"
BYLINE_WIRE = Expression(rf"^(?i:by):? (?i:the )?(?P<name>{WIRES})(?:\s*[,|/–-].*)?$")
ORIGINS: tuple[tuple[str, Expression], ...] = (
    ("stated origin", Expression(r"original source of this (?:article|report|text) is:? (?P<name>.+)$", re.IGNORECASE)),
    (
        "stated origin",
        Expression(
            r"(?:originally|first) (?:published|appeared|posted) (?:in|on|by|at|with)(?: the website of)? (?P<name>.+)$", re.IGNORECASE
        ),
    ),
    ("stated origin", Expression(r"appeared first (?:on|in) (?P<name>.+)$", re.IGNORECASE)),
    (
        "stated origin",
        Expression(
            r"(?:re-?published|re-?posted|cross-?posted|reproduced)(?: with (?:the )?(?:kind )?permission)? (?:from|of) (?P<name>.+)$",
            re.IGNORECASE,
        ),
    ),
    (
        "stated origin",
        Expression(
            r"(?:reprinted|syndicated|adapted|excerpted) from (?P<name>.+)$|^courtesy(?: of|:) (?P<courtesy>.+)$"
            r"|^(?:read|see) the (?:original|full|whole)(?: article| story| report| post| text)? (?:at|on|in) (?P<read>.+)$"
            r"|^original (?:article|source|report|story|post): (?P<original>.+)$"
            r"|(?:publiée?|parue?) (?:à l'origine|initialement|d'abord) (?:par|sur|dans) (?P<french>.+)$",
            re.IGNORECASE,
        ),
    ),
    ("translated", Expression(rf"^translated from (?!(?:the )?{LANGUAGES}\b)(?P<name>.+?)(?: by .+)?$", re.IGNORECASE)),
    ("forwarded", Expression(r"^(?:forwarded|shared|переслано|переслане) (?:from|от|від):? (?P<name>.+)$", re.IGNORECASE)),
    ("account", Expression(r"^(?P<name>[A-Z][\w.'’ -]{1,38}) @\w{2,30}$")),
    (
        "source line",
        Expression(
            r"^(?:(?:source|quelle|fuente|fonte|источник|джерело|المصدر|kaynak|מקור) ?:|source|via:?|h/t:?|hat tip:?) (?P<name>.+)$",
            re.IGNORECASE,
        ),
    ),
    ("source line", Expression(rf"^(?P<name>{WIRES})$")),
    ("source line", Expression(r"[.;|] (?:source|via) ?: (?P<name>[A-Z].+)$", re.IGNORECASE)),  # behind who posted it
    ("byline of an agency", BYLINE_WIRE),
)
RETWEETER = Expression(r"^(?P<name>[A-Z@][\w.'’ -]{1,38}) (?:retweeted|reposted)$")
ANYWHERE = Expression(  # words that name no outlet: "originally published on this site"
    r"(?:this|our|that|the|their|another|an?) (?:(?:original|other|same|external|source) )?(?:web ?)?"
    r"(?:site|page|blog|source|outlet|author|publisher)s?",
    re.IGNORECASE,
)
NAME_END = Expression(
    rf"\s*(?:[,;(|…]|\bat(?: \d|$)|\bon {STAMP}|\b(?:on|in) (?:\d|[A-Z][a-z]+ \d)|\band (?:news )?agencies\b"
    r"|\bunder (?:a|the)\b|\bwith\b|\bhere\b"
    r"|\band (?:is|was)\b"
    r"|[.!](?:\s|$)|$)",
    re.IGNORECASE,
)
AUTHOR = Expression(
    r"^(?:by|written by|posted by|authors?|story by|words by|text by|reported by|articles by|par|por|von|автор|yazan|بقلم):?\s+"
    r"(?P<name>.+)$",
    re.IGNORECASE,
)
DATED = Expression(rf"^(?P<name>.+?) ?[,|•·–-]? ?(?P<date>{STAMP})$", re.IGNORECASE)
COPYRIGHT = Expression(
    r"(?:©|\(c\)|copyright)(?: ?©)?,? ?(?:\d{4}(?: ?[-–] ?\d{4})?,? )?(?:(?:owned or licensed |held )?by )?(?P<name>[A-Z][\w&.' -]{1,52}?)"
    r"(?:[,.]|\s+\d{4}|\s*[-|–]|\s+all rights|$)",
    re.IGNORECASE,
)
COMPANY = Expression(  # what its owner adds to a paper's name
    r"(?:,? (?:newspapers?|media|group|publishing|publications|publishers|holdings?|company|co|ltd|limited|llc|inc|fz|plc|pvt"
    r"|corp(?:oration)?|gmbh|ag|s\.?a|s\.?l)\.?)+$",
    re.IGNORECASE,
)
CREDENTIALS = Expression(r",? (?:ph\.?d|m\.?d|m\.?a|esq|mba)\.?$", re.IGNORECASE)
DOUBLED = Expression(r"^(.{5,60}) ?\1$")  # beside its picture: "Elif ArslanElif Arslan"
BIOGRAPHY = Expression(r"^(?P<name>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}) (?:is|was|has|writes|covers|reports|worked|lives)\b")
SHOUTED = Expression(rf",\s(?P<name>[{UP}]{{4,}}(?:\.[A-Za-z]{{2,4}})?)\.\s*$")  # "Yerevan, October 9, ARMENPRESS."
ISSUE = Expression(
    r"\b(?i:published in) (?P<name>(?:[Tt]he )?[A-Z][\w'&-]*(?: [A-Z][\w'&-]*){0,4})(?: print edition)?(?:,| of| on)? (?:[A-Z][a-z]+ )?\d"
)
NAMELESS = Expression(  # what stands before a date and is no outlet's name
    r"(?:by|this|(?:written|posted|published|uploaded|added|updated|edited|reported) by|(?:first )?(?:published|posted|updated)|on|as of"
    r"|issue|vol|no\.)\b"
    r"|@|(?:[\w-]+ )?(?:desk|newsroom|staff|team|correspondents?|reporters?|admin|editors?|webmaster)$"
    r"|(?:world|africa|asia|europe|middle east|americas?|politics|security|opinion|local|national|international|news|latest|breaking"
    r"|top stories|conflicts?|war)$",
    re.IGNORECASE,
)
PERSON = Expression(r"^[A-Z][\w.'-]+(?: (?:[a-z]{2,3} )?[A-Z][\w.'-]+){1,3}$")  # a name alone on its line
AT_CLOCK = Expression(
    r"\s+(?:at|on)(?:\s+\d.*)?$|\s+[-–|]\s.*$|\s+in (?-i:[A-Z])[\w' -]+$", re.IGNORECASE
)  # "Owl at 6:30 PM", "Jane Roe in Kyiv"
ANYBODY = Expression(r"(?:admin(?:istrator)?|webmaster|editor|staff|redacción|redação|redazione|редакц\w+|la rédaction)\b", re.IGNORECASE)
NOBODY = Expression(  # names alone on a line that are no person's
    r"\b(?:desk|monitoring|redacci[oó]n|redazione|redaktion|rédaction|haber|merkezi|team|press|agency|service|bureau|staff|rating|lens|watch|media"
    r"|group|newsroom|correspondents?|photographs?|photos|by|editors?|front|news|office|council|ministry|committee|network|report|update|situation|analysis"
    r"|map|statement)\b|(?-i:^[^a-z]+$)",
    re.IGNORECASE,
)
PERSONAL = Expression(
    r",\s(?:the )?(?:[\w-]+ ){0,3}(?:head|mayor|governor|spokes\w+|commander|chief|minister|president|officer|advis[eo]r|secretary"
    r"|deputy)\b"
    r"|\bon (?:Telegram|Facebook|X|Twitter|social media)\b"
)
SUPPORT = Expression(r"^support (?P<name>(?-i:[A-Z])[\w.']*(?: (?-i:[A-Z])[\w.']*){0,2})$", re.IGNORECASE)
HOST = Expression(r"\b(?:https?://|www\.)([\w.-]+\.[a-z]{2,})|\b([\w-]+\.(?:org|com|net|info|news|press|ru|co\.uk|ca))\b", re.IGNORECASE)
SIGNED = Expression(rf"[,|•–-]? ?{STAMP}", re.IGNORECASE)  # the day behind the name of an author
AGENCY = Expression(rf"\((?:[^()]*[/, -])?(?P<name>{WIRES}|{ARABIC_WIRES})\)|[,\s—–-](?P<bare>{WIRES}|{ARABIC_WIRES})\s*[.:—–-]*\s*$")
BRACKETED = Expression(
    rf"\((?P<name>[{UP}][\w&.' -]{{1,40}})\)\s*\.?[—–-]*\s*$"
)  # "BEIRUT, Oct 10 (Meridian Press) -": an agency that no table knows
