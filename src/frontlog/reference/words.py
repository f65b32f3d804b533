"""How names are made comparable: case, accents, quotes, hyphens, articles and possessives."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = re.compile(r"[\u2018\u2019\u201b\u02bc\u02be\u02bf`´ʹ]")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?!\w)")
_DOTS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b|\s|$)")
_GAPS = re.compile(r"[^\w']+")
_ARTICLE = re.compile(r"^(?:the|an?) (?=.)")
_FOLDED = re.compile(r"[^\w]+")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")  # as they stand before a dot


def plain(text: str) -> str:
    """Lower case without Latin accents; letters of other scripts stay as they are, one kind of apostrophe remains."""
    if text.isascii():
        return text.lower()
    text = _QUOTES.sub("'", text).replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("đ", "d")
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not "\u0300" <= c <= "\u036f").lower()


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The surface form that names are looked up by: `the U.S.-led Coalition's` becomes `us led coalition`."""
    if text.isascii() and text.isalpha():  # most names are one plain word
        return text.lower()
    if text.isascii() and text.replace(" ", "").isalnum():  # and most others are plain words
        words = " ".join(text.lower().split())
        return _ARTICLE.sub("", words) if words.startswith(("the ", "a ", "an ")) else words
    words = _DOTS.sub("", plain(text))
    words = _POSSESSIVE.sub("", words)
    words = " ".join(_GAPS.sub(" ", words).replace("'", "").split())
    return _ARTICLE.sub("", words)


def slug(text: str) -> str:
    """A folded name for ids: `Ahmad al-Abdo Forces` becomes `ahmad-al-abdo-forces`."""
    return _FOLDED.sub("-", clean(text)).strip("-")


def is_acronym(name: str) -> bool:
    """Whether a name is all capitals, but for one letter (IS, WHO, MaT, PDFs), so that a lower-case word must not match it."""
    letters = [c for c in name if c.isalpha()]
    small = sum(not c.isupper() for c in letters)
    return bool(letters) and len(letters) <= 8 and (small == 0 or (small == 1 and len(letters) in {3, 4}))


def allows(acronym: str, text: str) -> bool:
    """Whether `text` may stand for an acronym: `Nato` may, `nato` and `us` may not, two and three letters need all capitals."""
    letters = [c for c in text if c.isalpha()]
    if sum(c.isalpha() for c in acronym) <= 3:
        return sum(c.isupper() for c in letters) >= sum(c.isupper() for c in acronym)
    return bool(letters) and letters[0].isupper()


_AIRCRAFT = re.compile(r"(?!M-)[A-Z][A-Za-z]{0,3}-\d{1,3}[A-Z]{0,2}")


def aircraft(word: str) -> bool:
    """Whether a word is the designation of an aircraft, so that the "fighter" behind it is no person: `Su-57`, `F-16`, `MiG-29`."""
    return _AIRCRAFT.fullmatch(word) is not None
