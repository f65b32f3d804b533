"""Expressions that several tables share, and how a row of a table becomes one expression.

The tables are YAML files beside this module (line_rules.yml, voice.yml, stamps.yml). %DATE% and the like in them stand for the
expressions of MACROS.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frontlog.documents.calendars import BARE_MONTH, FULL_WEEKDAY, SOLAR_MONTH, SOLAR_YEAR, WEEKDAY
from frontlog.documents.calendars import MONTH as ANY_MONTH
from frontlog.documents.foreign import FOREIGN_MACROS
from frontlog.reference.expressions import Expression
from frontlog.reference.yamlfile import Checker, read

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
DAY_NAME = rf"(?:(?:يوم )?(?:{WEEKDAY})\.?)"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
NTH = r"(?:\.º|\.°|\.|er|º|°|ª)?"  # what makes a figure the first or fifth of a month
YEAR_WORD = r"(?: ?(?:года|г\.|року|р\.)(?!\w))?"
DATE = (
    rf"(?:{DAY},? (?:of )?{MONTH},? \d{{4}}|{MONTH}(?: {DAY},? |/\d{{1,2}}/)\d{{4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}{NTH} (?:de |ב)?(?:{ANY_MONTH})(?:/(?:{ANY_MONTH}))?\.?,?(?: del?)? \d{{4}}{YEAR_WORD}"
    rf"|\d{{1,2}} (?:{SOLAR_MONTH})،? {SOLAR_YEAR}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d))"
)
ZONE = r"(?:\(?(?:gmt|utc|bst|est|edt|cet|cest|eet|msk|uhr|мск|z)(?:[+-]\d{1,2})?\)?|[+-]\d{2}:?\d{2})"
CLOCK = rf"\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?: ?[ap]\.?m\.?)?(?: ?{ZONE})?"
STAMP = (
    rf"(?=\D{{0,28}}\d)(?:(?:{DAY_NAME}[,،]? )?(?:de[nm] |le |el )?){DATE}(?:[,،]? ?\(?(?:{FULL_WEEKDAY})\)?)?"
    rf"(?:[,،]? ?(?:at|@|-|–|\||t|à|um|a las|às|alle(?: ore)?|ore|saat|в|о|الساعة|ساعت)? ?{CLOCK})?"
)
WORD = r"(?-i:[A-Z@])[\w.'@&-]*"
LITTLE = r"(?:al|el|de|van|von|bin|ben|der|den|da|di|del|la|le|ibn|of|the|for)"
NAMED = rf"{WORD}(?: (?:{WORD}|{LITTLE})){{0,6}}"
SHARE = r"(?:share|tweet(?: this)?|pin(?:terest| it)?|print|e-?mail|whatsapp|telegram|facebook|twitter|reddit|linkedin|save|bookmark|like)"

REPORT_WORD = re.compile(
    r"\b(?:report|update|digest|assessment|summary|sitrep|briefing|bulletin|daily|roundup|round-up|situation|events|news|review|log|day)\b",
    re.IGNORECASE,
)

FOREIGN_PUBLISHED = (
    r"(?:publiée? le|posté le|mis(?:e)? en ligne le|publicad[oa](?: el| em)?|(?:veröffentlicht|erstellt)(?: am)?|pubblicat[oa](?: il)?"
    r"|опубликовано|опубліковано|дата публикации|yayın(?:lanma)?(?: tarihi)?|giriş(?: tarihi)?"
    r"|نشر في|تاريخ النشر|تاریخ انتشار|منتشر شده در|פורסם)"
)
FOREIGN_UPDATED = (
    r"(?:mise? à jour(?: le)?|modifié le|actualizado(?: el)?|atualizad[oa](?: em)?|aggiornat[oa](?: il)?|aktualisiert(?: am)?|stand"
    r"|обновлено|оновлено|güncelleme(?: tarihi)?|آخر تحديث|(?:آخرین )?به ?روز ?رسانی|עודכן)"
)

MACROS = {
    "MONTH": MONTH,
    "WEEKDAY": DAY_NAME,
    "DAY": DAY,
    "ANYDAY": rf"(?:\d{{1,2}}{NTH} (?:de |ב)?(?:{BARE_MONTH})\.?)",  # in any language, without its year
    "DATE": DATE,
    "CLOCK": CLOCK,
    "STAMP": STAMP,
    "WORD": WORD,
    "NAMES": rf"{NAMED}(?:(?:,| and| &| \||;| in| at| -| –) ?{NAMED}){{0,4}}",
    "NAME": r"(?-i:[A-Z\d@])[\w.'’@() -]{1,38}",
    "PUBLISHED": (
        r"(?:(?:first )?(?:published|posted|updated|released|issued|date|created|uploaded)|last (?:updated|modified|edited|update)|modified"
        rf"|date of (?:publication|release)|(?:publication|release) date|{FOREIGN_PUBLISHED}|{FOREIGN_UPDATED})"
    ),
    "UPDATED": rf"(?:(?:(?:last )?(?:updated|modified)|{FOREIGN_UPDATED}):? ?(?:{STAMP}|{CLOCK}))",
    "TRADE": r"(?:journalist|reporter|correspondent|editor|analyst|columnist|contributor|writer)",
    "CREDIT": r"(?: (?:credit|by|source|courtesy|shows|from|of))?s? ?[:|©/(]",
    "CALL": (r"(?:follow|like|find|join|subscribe|sign up|register|download|get|receive|visit|check out|click|tap|listen|watch)"),
    "SHARE": SHARE,
    "US": r"\b(?:we|our work|this (?:site|project))\b",
    **FOREIGN_MACROS,
    "IN": r"\b(?:in|near|of|at|from|around|outside)(?: the)?",
}
MACRO = re.compile(r"%([A-Z]+)%")
FRAMES = {"words": r"\b(?:{})\b", "starts": r"^(?:{})\b", "whole": r"^(?:{})$"}


def table(path: Path) -> list[dict[str, Any]]:
    """The rows of one of the tables beside this module."""
    rows: list[dict[str, Any]] = read(path)
    return rows


def expression(path: Path, number: int, row: Mapping[str, Any]) -> Expression:
    """The one expression of a row: its words, starts, whole lines and patterns as alternatives. `case: true` keeps capitals apart."""
    parts = [frame.format("|".join(row[key])) for key, frame in FRAMES.items() if key in row]
    parts += row.get("patterns", [])
    check = Checker(path)
    check.need((number,), parts, lambda found: bool(found), "a row with words, starts, whole or patterns")
    try:
        return Expression(MACRO.sub(lambda m: MACROS[m.group(1)], "|".join(parts)), 0 if row.get("case") else re.IGNORECASE)
    except KeyError as error:
        raise check.fail((number,), f"no expression can be made of this row ({error}).", f"Use the names {sorted(MACROS)}.") from error
