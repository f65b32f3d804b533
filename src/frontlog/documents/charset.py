"""Which charset some bytes are written in, where they do not say so or say it wrongly."""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

# A page may declare any name; only these are looked up, so that no transforming codec (zip, rot13) is ever called.
DECLARED = re.compile(
    r"^(utf-?(8|16|16le|16be)|iso-?8859-\d{1,2}(-[ei])?|latin-?\d|windows-?(12\d\d|874)|cp12\d\d|cp8\d\d|koi8-?[ru]|(x-)?mac-?(roman|cyrillic)|us-?ascii"
    r"|gb(k|2312|18030)|big5(-hkscs)?|shift-?jis|euc-(jp|kr)|iso-2022-jp)$"
)
SAMPLE = 200_000  # bytes or characters that are looked at
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z]")
HIGH_LATIN = re.compile(r"[\u0080-\u024f]")
INNER = re.compile(r"(?<=[^\W\d_])[\x80-\xb6\xb8-\xbf†‡‰€„…‹›¤\ufffd](?=[^\W\d_])")  # no word holds such a sign
OTHERS = ("cp1252", "cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1256", "cp1254", "cp1253", "cp1255")
OTHER = re.compile(r"[\u0370-\u07ff]")  # Greek to Arabic: the scripts that have charsets of one byte


def known(declared: str) -> str:
    """The usual name of a declared charset; empty when it is none that is read."""
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    # the web reads Latin-1 as its superset cp1252: the bytes 80-9F are curly quotes in practice, never control codes
    if name in ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "usascii"):
        return "cp1252"
    if not DECLARED.match(name):
        return ""
    name = {"iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8", "windows-874": "cp874"}.get(name, name)
    try:
        return codecs.lookup(name.removeprefix("x-").replace("windows", "cp").replace("cp-", "cp")).name
    except LookupError:
        return ""


def plausible(text: str) -> bool:
    """Whether the words of a text could be of some language: a wrong charset mixes scripts or cases inside nearly every word."""
    words = [word for word in WORD.findall(text[:SAMPLE]) if not word.isascii()]
    return sum(_odd(word) for word in words) * 3 <= len(words)


def _odd(word: str) -> bool:
    other = len(OTHER.findall(word))
    if other and LATIN.search(word):
        return True
    if other:
        return len(word) > 2 and word[0].islower() and word[1:].isupper()  # KOI8 read as cp1251, or the reverse
    return len(word) > 2 and len(HIGH_LATIN.findall(word)) > 0.6 * len(word)


def guess(content: bytes) -> str:
    """The likeliest charset: UTF-8 where more of its characters are whole than damaged, else what resiliparse finds, else the first of
    OTHERS that gives possible words. Measured by benchmarks/text.py."""
    sample = content[:SAMPLE]
    text = sample.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - damaged
    if whole and whole >= damaged:
        return "utf-8"
    found = known(str(detect_encoding(sample)))
    for charset in (found, *OTHERS):
        if charset and charset != "utf-8" and _fits(text := sample.decode(charset, "replace")):
            # the usual name where both say the same
            return "cp1252" if text == sample.decode("cp1252", "replace") else charset
    return "cp1252" if found in ("", "utf-8") else found


def _fits(text: str) -> bool:
    return plausible(text) and not INNER.search(text)


def wide(content: bytes) -> str:
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
