"""Keys under which spellings of one place name meet: exact, article stripped, vowels folded, consonant skeleton.

Edit distance is not among them: measured against places of the wrong province it matched as often as in the right one.
"""

import re
import unicodedata
from functools import lru_cache

from frontlog.reference.scripts import ARABIC, CYRILLIC, OTHER, arabic, arabic_article, latin_of_arabic, latin_of_cyrillic, script_of
from frontlog.reference.words import clean

LEVELS = ("exact", "article", "folded", "skeleton")
# Share of first candidates within 5 km of the truth (1,813 places of UCDP in Syria): without context, and with the province known.
CONFIDENCE = {"exact": (0.81, 0.93), "article": (0.54, 0.75), "folded": (0.48, 0.80), "skeleton": (0.38, 0.58)}

_ARTICLES = frozenset(
    {"al", "el", "ul", "as", "ash", "esh", "ar", "er", "ad", "ed", "at", "et", "az", "ez", "an", "en", "the", "la", "le", "los", "las"}
)
_FUSED = re.compile(r"^[ae](?=(z)z|(s)s|(d)d|(t)t|(r)r|(n)n|sh(?=sh))")
_MUTE = dict.fromkeys(map(ord, "aiuh"))
_PAIRS = (
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("dj", "j"),
    ("dzh", "j"),
    ("tch", "ch"),
    ("eh", "a"),
    ("ou", "u"),
    ("oo", "u"),
    ("aw", "u"),
    ("au", "u"),
    ("ow", "u"),
    ("ee", "i"),
    ("ay", "i"),
    ("ai", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("iy", "i"),
    ("ya", "ia"),
    ("y", "i"),
    ("e", "i"),
    ("o", "u"),
    ("w", "u"),
    ("x", "ks"),
)


def article_key(key: str) -> str:
    """A cleaned name without articles, also those grown onto the word: `deir ezzor` and `dayr az zawr` lose theirs."""
    words = [_FUSED.sub("", word) if len(word) > 4 and word[0] in "ae" else word for word in key.split() if word not in _ARTICLES]
    return " ".join(words) or key


@lru_cache(maxsize=65536)
def folded_key(key: str) -> str:
    """An article key with digraphs, vowels, doubled letters and silent h made one."""
    out = key.replace(" ", "")
    for old, new in _PAIRS:
        if old in out:
            out = out.replace(old, new)
    out = _single(out)
    return out.rstrip("h") or out


def _single(text: str) -> str:
    """The text with every letter that is doubled once."""
    return "".join([letter for letter, before in zip(text, f" {text}", strict=False) if letter != before])


def skeleton_key(folded: str) -> str:
    """The consonants of a folded key; empty when fewer than three are left, since those meet everywhere."""
    bones = _single(folded.translate(_MUTE))
    return bones if len(bones) >= 3 else ""


Keys = tuple[str, str, str, str]


def keys(name: str) -> Keys:
    """The four keys of a name in Latin letters, in the order of LEVELS."""
    exact = clean(name)
    article = article_key(exact)
    folded = folded_key(article)
    return exact, article, folded, skeleton_key(folded)


def exact_key(name: str) -> str:
    """The key of a name at the exact level, in any script."""
    script = script_of(name)
    if script == ARABIC:
        return " ".join(re.sub(r"[^\w]+", " ", arabic(name)).split())
    return " ".join(unicodedata.normalize("NFC", name).lower().split()) if script == OTHER else clean(name)


@lru_cache(maxsize=16384)
def spellings(name: str) -> tuple[Keys, ...]:
    """The keys of a name in any script, empty at the levels where it cannot be compared; two rows where a letter may be read in two ways.

    Arabic meets Arabic exactly or without its articles, and Latin by consonants; Cyrillic meets Latin from the article level on, since
    there is more than one way to spell it in Latin letters. What is written in another script is found as it stands.
    """
    script, exact = script_of(name), exact_key(name)
    if script == ARABIC:
        bare = " ".join(arabic_article(word) for word in exact.split())
        return ((exact, bare, "", skeleton_key(folded_key(article_key(latin_of_arabic(exact))))),)
    if script == CYRILLIC:
        return tuple((exact, *keys(way)[1:]) for way in latin_of_cyrillic(name))
    return ((exact, "", "", ""),) if script == OTHER else (keys(name),)
