"""Names in Arabic and Cyrillic letters spelt in Latin ones, so that they can meet a report's spelling.

Arabic leaves out short vowels, so its Latin form is good for comparing consonants only; Cyrillic is spelt out in full. Other scripts are
found exactly as they are written.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

ARABIC, CYRILLIC, LATIN, OTHER = "Arabic", "Cyrillic", "Latin", "other"

# One spelling for letters that writers use for one another: forms of alef, final ya and alef, ta marbuta and ha, Persian letters.
_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیيئ", "ي"),
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ؤ": "و",
        "ک": "ك",
        "گ": "ك",
        **dict.fromkeys("ءـ\u200c\u200d\u200e\u200f", None),
    }
)
# Letter by letter, with the digraphs that reports use; a long vowel keeps its letter, since folding makes "aw", "ou" and "u" one.
_ARABIC: Mapping[str, str] = {
    "ا": "a",
    "ب": "b",
    "ت": "t",
    "ث": "th",
    "ج": "j",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    "ذ": "dh",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "sh",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "z",
    "ع": "",
    "غ": "gh",
    "ف": "f",
    "ق": "q",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "w",
    "ي": "y",
    "پ": "p",
    "چ": "ch",
    "ژ": "zh",
    "ڤ": "v",
    "ٹ": "t",
    "ڈ": "d",
    "ړ": "r",
    "ښ": "kh",
    "ځ": "z",
    "څ": "s",
    "ڼ": "n",
    "ې": "i",
    "ۍ": "y",
}
_CYRILLIC: Mapping[str, str] = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "ґ": "g",
    "д": "d",
    "е": "e",
    "є": "ie",
    "ё": "e",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "і": "i",
    "ї": "i",
    "й": "i",
    "ј": "j",
    "к": "k",
    "л": "l",
    "љ": "lj",
    "м": "m",
    "н": "n",
    "њ": "nj",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "ћ": "c",
    "у": "u",
    "ў": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "џ": "dz",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "ђ": "dj",
}


@lru_cache(maxsize=65536)
def script_of(name: str) -> str:
    """The script of most letters of a name: Latin, Arabic, Cyrillic or other; empty when it has no letter."""
    if name.isascii():
        return LATIN if name.upper() != name.lower() else ""
    counts: dict[str, int] = {}
    for char in name:
        if char.isalpha():
            kind = _script(char)
            counts[kind] = counts.get(kind, 0) + 1
    return max(sorted(counts), key=lambda kind: counts[kind]) if counts else ""


def _script(char: str) -> str:
    point = ord(char)
    if point < 0x250 or 0x1E00 <= point < 0x1F00:
        return LATIN
    if 0x400 <= point < 0x530:
        return CYRILLIC
    arabic = 0x600 <= point < 0x780 or 0x8A0 <= point < 0x900 or 0xFB50 <= point < 0xFE00 or 0xFE70 <= point < 0xFF00
    return ARABIC if arabic else OTHER


def arabic(name: str) -> str:
    """A name in Arabic letters without vowel signs and with one form of each letter, so that its spellings are equal."""
    split = unicodedata.normalize("NFKC", name)
    return "".join(c for c in split.translate(_UNIFIED) if not unicodedata.combining(c))


def arabic_article(word: str) -> str:
    """An Arabic word without its article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def latin_of_arabic(name: str) -> str:
    """The consonants and long vowels of a name that `arabic` has made plain, without articles, in Latin letters."""
    return " ".join("".join(_ARABIC.get(c, "") for c in arabic_article(word)) for word in name.split())


def latin_of_cyrillic(name: str) -> tuple[str, ...]:
    """A Cyrillic name in Latin letters: once, or twice where its г may be a Ukrainian h."""
    low = unicodedata.normalize("NFC", name).lower()
    out = "".join(_CYRILLIC.get(c, "" if 0x400 <= ord(c) < 0x530 else c) for c in low)
    other = "".join("h" if c == "г" else _CYRILLIC.get(c, "" if 0x400 <= ord(c) < 0x530 else c) for c in low)
    return (out,) if out == other else (out, other)
