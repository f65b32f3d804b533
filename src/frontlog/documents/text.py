"""Bytes to clean text: which charset, and which characters are changed."""

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A page may declare any name; only these are looked up, so that no transforming codec (zip, rot13) is ever called.
DECLARED = re.compile(
    r"^(utf-?(8|16|16le|16be)|iso-?8859-\d{1,2}|latin-?\d|windows-?12\d\d|cp12\d\d|cp8\d\d|koi8-?[ru]|mac-?roman|us-?ascii)$"
)
# The commonest letters of the language, for each one-byte charset of another script. A wrong charset of the same script turns them
# into rare or capital letters, so their share tells the charsets apart.
SCRIPTS = (
    ("cp1251", "оеаинтсрвл"),
    ("koi8-r", "оеаинтсрвл"),
    ("cp1256", "ايلمنروتبة"),
    ("iso8859-6", "ايلمنروتبة"),
)
FOREIGN = 0.5  # share of high bytes among letters above which the text is not in Latin script (French has .07, Czech .18)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Clean text, the charset it was read with, and whether that charset had to be guessed."""

    text: str
    charset: str
    guessed: bool


def decode(content: bytes, declared: str = "") -> Decoded:
    """Text of some bytes: byte-order mark, then strict UTF-8, then what was declared, then a guess. Never raises.

    UTF-8 comes before the declaration because text of another charset practically never happens to be valid UTF-8, and
    declarations often lie.
    """
    for mark, charset in MARKS:
        if content.startswith(mark):
            return Decoded(clean(content[len(mark) :].decode(charset, "replace")), charset, False)
    wide = _wide(content)
    if wide:
        return Decoded(clean(content.decode(wide, "replace")), wide, False)
    for charset in ("utf-8", _known(declared)):
        if charset:
            try:
                return Decoded(clean(content.decode(charset)), charset, False)
            except UnicodeDecodeError:
                continue
    charset = guess(content)
    return Decoded(clean(content.decode(charset, "replace")), charset, True)


def clean(text: str) -> str:
    """Every line end as one newline, control characters as spaces, lone surrogates as U+FFFD; all other characters stay."""
    return SURROGATE.sub("\ufffd", CONTROL.sub(" ", BREAK.sub("\n", text)))


def guess(content: bytes) -> str:
    """The likeliest one-byte charset, or UTF-8 where most of its sequences are whole and only a few bytes are damaged."""
    sample = content[:200_000]
    high = sum(byte >= 0x80 for byte in sample)
    damaged = sample.decode("utf-8", "replace").count("\ufffd")
    if damaged * 10 < high:
        return "utf-8"
    letters = high + sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    if high < FOREIGN * letters:
        return "cp1252"
    shares = [(_share(sample, charset, common), -rank, charset) for rank, (charset, common) in enumerate(SCRIPTS)]
    best = max(shares)
    return best[2] if best[0] > 0.3 else "cp1252"


def _share(sample: bytes, charset: str, common: str) -> float:
    letters = [c for c in sample.decode(charset, "replace") if c > "\x7f" and c.isalpha()]
    return sum(c in common for c in letters) / len(letters) if letters else 0.0


def _known(declared: str) -> str:
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    # the web reads Latin-1 as its superset cp1252: the bytes 80-9F are curly quotes in practice, never control codes
    if name in ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        return "cp1252"
    return name if DECLARED.match(name) else ""


def _wide(content: bytes) -> str:
    """UTF-16 without a mark, by where the NUL bytes of Latin letters lie."""
    head = content[:4096]
    if len(head) < 4 or 0 not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) and even < 0.02 * len(head):
        return "utf-16-le"
    if even > 0.4 * len(head) and odd < 0.02 * len(head):
        return "utf-16-be"
    return ""
